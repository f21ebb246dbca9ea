"""Turns what other programs export into entries of the library; nothing in here asks the network."""
