"""Turns documents into files to take along: one sound, a book that speaks, or a folder of many.

`Exporting` is what a person asks of; a `Job` has the sound made part by part by `Workers`; what comes of it is
put into files by `single`, `books` and `parcels`.
"""

from __future__ import annotations

from reader.app.exporting.job import Asked, Cancelled, Choice, Reins, Sound
from reader.app.exporting.single import Exported, Exporting
from reader.core.export.parts import Story

__all__ = ["Asked", "Cancelled", "Choice", "Exported", "Exporting", "Reins", "Sound", "Story"]
