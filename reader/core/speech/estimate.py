"""Finds when each word sounds where an engine does not say: from the pauses in the sound.

The expected lengths of the words, stretched to the whole, say roughly where each is. The quiet
stretches of the sound are then matched with the gaps between words, in order, by dynamic programming:
a pause is likely at a stop, dear elsewhere, and every stretch of words between two pauses should last
about as long as is expected. Between matched pauses the time is shared by the expected lengths, and
then each beginning is moved to where the sound agrees with the letters (`alignment`).
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from reader.core.speech.alignment import aligned
from reader.core.speech.lengths import lengths, pauses
from reader.core.speech.marks import Event
from reader.core.speech.values import Spoken

FRAME = 0.01
"""Seconds over which loudness is taken."""

QUIET = 0.05
"""Of the loudness that one frame in ten exceeds: below it a frame is quiet."""

SHORTEST_PAUSE = 0.04
"""Seconds, like the other times here at 175 words a minute; the closure of a "t" is often longer."""

LONG_PAUSE = 0.08
"""Seconds of quiet that hardly any letter has."""

MOST_PAUSES = 80
"""The longest ones of a sound are looked at."""

WINDOW = 1.8
"""Seconds between where a pause is and where a gap between words is expected, at most."""

UNSURE = 0.15
"""Seconds by which the length of one word is missed. More than is typical, as neighbours are missed alike."""

AT_A_WORD, NO_PAUSE_AT_A_STOP = 8.0, 4.0
"""What it costs to put a pause between words without a stop, and to leave a stop without one."""

IN_A_WORD = 0.035
"""Seconds of quiet within a word that cost as much as one standard deviation."""

BACK = 6
"""How many pauses back a stretch of words may have begun."""


class _Pause(NamedTuple):
    begin: float
    end: float
    voiced: float
    """Seconds of sound before it, long pauses left out."""
    long: bool


class _Node(NamedTuple):
    cost: float
    word: int
    """The first word after the pause."""
    pause: int
    before: _Node | None


def estimate(spoken: Spoken, sound: array[int], sample_rate: int) -> list[Event]:
    """One event for every spoken word, in order, as an engine would report them."""
    anchors = spoken.anchors
    if not anchors or not sound:
        return [(0, anchor.spoken.start, len(anchor.spoken)) for anchor in anchors]
    expected = lengths(spoken)
    whole = len(sound) / sample_rate
    slowness = whole / sum(expected)
    found = _pauses(sound, sample_rate, slowness)
    voiced = whole - sum(pause.end - pause.begin for pause in found if pause.long)
    scale = max(voiced, 0.1 * whole) / sum(expected)
    cumulative = [0.0, *accumulate(length * scale for length in expected)]
    path = _matched(found, cumulative, pauses(spoken), whole, scale)
    begins: list[float] = []
    for (word, begin), (next_word, end) in path:
        share = (end - begin) / max(1e-9, cumulative[next_word] - cumulative[word])
        begins += (begin + (cumulative[at] - cumulative[word]) * share for at in range(word, next_word))
    words = [anchor.spoken.of(spoken.text) for anchor in anchors]
    begins = aligned(words, begins, sound, sample_rate, slowness, QUIET)
    return [
        (min(len(sound) - 1, round(begin * sample_rate)), anchor.spoken.start, len(anchor.spoken))
        for begin, anchor in zip(begins, anchors, strict=True)
    ]


def _pauses(sound: array[int], sample_rate: int, slowness: float) -> list[_Pause]:
    """The quiet stretches, in order."""
    step = max(1, round(FRAME * sample_rate))
    loudness = [sum(map(abs, sound[at : at + step])) for at in range(0, len(sound) - step + 1, step)]
    threshold = QUIET * sorted(loudness)[len(loudness) * 9 // 10] if loudness else 0
    runs: list[tuple[float, float]] = []
    begin = None
    for at, level in enumerate([*loudness, threshold + 1]):
        if level <= threshold:
            begin = at if begin is None else begin
        elif begin is not None:
            if (at - begin) * FRAME >= SHORTEST_PAUSE * slowness:
                runs.append((begin * FRAME, at * FRAME))
            begin = None
    runs = sorted(sorted(runs, key=lambda run: run[0] - run[1])[:MOST_PAUSES])
    silent = 0.0
    found: list[_Pause] = []
    for start, end in runs:
        long = end - start > LONG_PAUSE * slowness
        found.append(_Pause(start, end, start - silent, long))
        if long:
            silent += end - start
    return found


def _matched(
    found: Sequence[_Pause], cumulative: Sequence[float], stops: Sequence[bool], whole: float, scale: float
) -> list[tuple[tuple[int, float], tuple[int, float]]]:
    """Stretches of words with the seconds they take: (first word, begin), (word after the last, end)."""
    count = len(stops)
    unsure = (UNSURE * scale) ** 2
    stop_count = [0, *accumulate(int(stop) for stop in stops)]
    quiet = [0.0, *accumulate(((pause.end - pause.begin) / (IN_A_WORD * scale)) ** 2 for pause in found)]
    nodes: list[list[_Node]] = [[_Node(0.0, 0, -1, None)]]
    places = [*found, _Pause(whole, whole, cumulative[-1], long=True)]
    for at, pause in enumerate(places):
        final = at == len(found)
        low, high = (
            bisect_left(cumulative, pause.voiced - WINDOW * scale),
            bisect_right(cumulative, pause.voiced + WINDOW * scale),
        )
        here: list[_Node] = []
        for word in (count,) if final else range(max(1, low), min(count, high)):
            own = 0.0 if final or stops[word - 1] else AT_A_WORD
            best: _Node | None = None
            for group in nodes if final else nodes[-BACK:]:
                for node in group:
                    if node.word >= word:
                        continue
                    begin = found[node.pause].end if node.pause >= 0 else 0.0
                    missed = (pause.begin - begin) - (cumulative[word] - cumulative[node.word])
                    cost = node.cost + own + missed * missed / (unsure * (word - node.word))
                    cost += NO_PAUSE_AT_A_STOP * (stop_count[word - 1] - stop_count[node.word])
                    cost += quiet[at] - quiet[node.pause + 1]
                    if best is None or cost < best.cost:
                        best = _Node(cost, word, at, node)
            if best is not None:
                here.append(best)
        nodes.append(here)
    stretches: list[tuple[tuple[int, float], tuple[int, float]]] = []
    node = nodes[-1][0]
    while node.before is not None:
        before = node.before
        begin = found[before.pause].end if before.pause >= 0 else 0.0
        stretches.append(((before.word, begin), (node.word, places[node.pause].begin)))
        node = before
    return stretches[::-1]
