"""Keeps documents, places and the queue in one SQLite file."""
