"""The desktop around us: whether there is a screen, and what it lacks."""
