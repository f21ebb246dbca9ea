"""Turns feeds and lists of feeds into values, and says when a feed may be asked again."""
