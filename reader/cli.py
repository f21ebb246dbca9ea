"""Shows on the terminal what the app floor arranges: one command a thing that people do."""
