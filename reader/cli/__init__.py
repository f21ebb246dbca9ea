"""Shows on the terminal what the app floor arranges: one module a command that people give."""
