"""Keeps documents, positions, bookmarks, tags, the queue and feeds in one SQLite file, and finds any word in them."""

from __future__ import annotations

from reader.devices.library.feeds import Feeds
from reader.devices.library.finding import Finding
from reader.devices.library.labels import Labels
from reader.devices.library.places import Places
from reader.devices.library.queue import Queue


class Store(Finding, Labels, Queue, Places, Feeds):
    """The library file; each of the classes above it is one room of it."""
