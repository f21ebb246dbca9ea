"""Turns the raw word events of an engine into clean marks on the written words.

An engine may report one event for "of the", three for "1,200", some at the same frame, a few out of
order. Here every spoken word gets a time of its own: an event belongs to the word that it points
into, else to the next one; the first event of a word counts; what does not go forward is dropped;
words without an event share the time of the words beside them by length. Spoken words of one written
word then become one mark.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from reader.core.speech.values import Mark, Spoken

Event = tuple[int, int, int]
"""Frame since the beginning, offset in the spoken text, length; in frames and code points."""


def marks(spoken: Spoken, base: int, events: Sequence[Event], frames: int) -> tuple[Mark, ...]:
    """Marks for a sound of `frames` frames that says `spoken`; written spans are moved by `base`.

    Every written word of `spoken` has exactly one mark for each time it is said, in order, one after
    the other without a gap, inside `[0, frames]`.
    """
    return _written(spoken, base, _begins(spoken, events, frames), frames)


def _begins(spoken: Spoken, events: Sequence[Event], frames: int) -> list[int]:
    """When each spoken word begins: never falling, within the sound."""
    anchors = spoken.anchors
    starts = [anchor.spoken.start for anchor in anchors]
    known: list[tuple[int, int]] = []  # word, frame: both strictly rising
    for frame, offset, _ in events:
        word = bisect_right(starts, offset) - 1
        if word < 0 or offset >= anchors[word].spoken.end:
            word += 1
        if word >= len(anchors) or not 0 <= frame < frames:
            continue
        if not known or (word > known[-1][0] and frame > known[-1][1]):
            known.append((word, frame))
    if not known or known[0][0] != 0:
        known.insert(0, (0, 0))
        if len(known) > 1 and known[1][1] == 0:
            del known[1]
    begins: list[int] = []
    for (word, frame), (next_word, next_frame) in zip(
        known, [*known[1:], (len(anchors), frames)], strict=True
    ):
        begins += shares([len(anchor.spoken) for anchor in anchors[word:next_word]], frame, next_frame)
    return begins


def shares(lengths: Sequence[int], begin: int, end: int) -> list[int]:
    """Where each of several stretches begins when `[begin, end)` is shared in proportion to `lengths`."""
    whole = sum(lengths) or 1
    before = 0
    begins: list[int] = []
    for length in lengths:
        begins.append(begin + (end - begin) * before // whole)
        before += length
    return begins


def _written(spoken: Spoken, base: int, begins: Sequence[int], frames: int) -> tuple[Mark, ...]:
    """One mark for each run of spoken words that say the same written word."""
    found: list[Mark] = []
    anchors = spoken.anchors
    first = 0
    for word in range(1, len(anchors) + 1):
        if word == len(anchors) or anchors[word].written != anchors[first].written:
            end = begins[word] if word < len(anchors) else frames
            found.append(Mark(begins[first], end, anchors[first].written.shifted(base)))
            first = word
    return tuple(found)
