"""Asks language models that run on this machine."""
