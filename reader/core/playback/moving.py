"""Turns "two sentences back" into the offset of a word."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from reader.core.playback.script import Script, Unit

GRACE = 0.75
"""Seconds into a unit within which "back" means the one before; later it means its beginning."""

_CHARACTERS_A_WORD = 6


def target(script: Script, place: int, unit: Unit, step: int, words_a_minute: int) -> int | None:
    """Where the move leads: the offset of a piece or word, or None where there is nothing that way."""
    if unit is Unit.WORD:
        return _word(script, place, step)
    starts = script.starts(unit)
    now = bisect_right(starts, place) - 1
    if step > 0:
        return starts[now + step] if now + step < len(starts) else None
    if step < 0 and now >= 0 and place - starts[now] > _far(words_a_minute):
        step += 1
    if now + step >= 0:
        return starts[now + step]
    return starts[0] if starts and place > starts[0] else None


def _far(words_a_minute: int) -> float:
    return GRACE * words_a_minute / 60 * _CHARACTERS_A_WORD


def _word(script: Script, place: int, step: int) -> int | None:
    number = min(script.piece_at(place), len(script.pieces) - 1)
    if number < 0:
        return None
    starts = [w.start for w in script.words(number)]
    if step > 0:
        index = bisect_right(starts, place) - 1 + step
        while index >= len(starts):
            index -= len(starts)
            number += 1
            if number == len(script.pieces):
                return None
            starts = [w.start for w in script.words(number)]
        return starts[index]
    index = bisect_left(starts, place) + step
    while index < 0:
        if number == 0:
            return None
        number -= 1
        starts = [w.start for w in script.words(number)]
        index += len(starts)
    return starts[index] if index < len(starts) else None
