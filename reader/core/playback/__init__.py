"""Playback as a pure state machine: events in, commands out, and no clock but the frames heard.

`script` says what is to be read, `state` where the reading stands, `events` what can happen,
`commands` what is then to be done, and `machine` holds `step`, which joins them. `moving` finds places,
`lining` keeps what was handed to the sink, `splicing` changes the voice inside a word.
"""
