"""Turns a story of any length into one that is read at once: what is beyond goes to the ledger, and nothing is lost."""

from __future__ import annotations

from dataclasses import replace

from reader.core.article.story import Story
from reader.core.document import Removed
from reader.core.wording import said

MOST = 4_000_000
"""Characters: the longest novels, three days of listening. Finding the sentences of more takes over two seconds."""
MOST_PARTS = 40_000
BEYOND = said("beyond what is read at once")


def bounded(story: Story) -> Story:
    """The story as far as it is read, cut between words; the same one where it is no longer."""
    room = MOST
    for number, part in enumerate(story.parts):
        if number < MOST_PARTS and len(part.text) <= room:
            room -= len(part.text)
            continue
        at = (part.text.rfind(" ", 0, room) + 1 or room) if number < MOST_PARTS else 0
        kept = (*story.parts[:number], replace(part, text=part.text[:at]))
        rest = "\n".join([part.text[at:], *(after.text for after in story.parts[number + 1 :])])
        about = replace(story.about, removed=(*story.about.removed, Removed(rest.strip(), BEYOND)))
        return Story(kept, about)
    return story
