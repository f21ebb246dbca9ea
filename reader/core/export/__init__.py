"""What a sound file takes along: the time of every word, as marks and as subtitles."""
