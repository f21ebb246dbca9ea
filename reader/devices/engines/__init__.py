"""Speaks through native voices, each engine in a process of its own behind a pipe."""
