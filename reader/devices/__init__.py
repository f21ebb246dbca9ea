"""What acts: web, files, engines, audio and library, each behind one protocol of the core."""
