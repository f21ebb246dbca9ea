"""Plays sound on the device of the system, or in silence by the clock, and writes it into files."""
