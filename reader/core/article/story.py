"""The value between finding a story and laying it out: parts in reading order, and what is known of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from reader.core.document import About, Part


@dataclass(frozen=True, slots=True)
class Story:
    """What an extractor hands to `compose`."""

    parts: tuple[Part, ...]
    about: About = field(default_factory=About)
