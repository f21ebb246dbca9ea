"""Shows what is kept, and does with it what a person asks."""
