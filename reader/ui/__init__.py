"""What shows: one widget a file, no decisions."""
