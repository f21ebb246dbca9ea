"""Chooses the sentences that tell a story, cuts them at any length, and leads each back to its place."""
