"""Makes a sound longer or shorter without changing its pitch.

For rates that an engine does not reach by itself. Whole periods of the voice are taken out, or said
twice, with a cross-fade: the pointer interval controlled overlap and add of Morita and Itakura (1986).
The period is where the sound differs least from itself, sought at about 4,000 frames a second. About
100 times as fast as real time in plain Python (measured on one core).
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from operator import sub

LOWEST, HIGHEST = 65, 400
"""Hertz of a speaking voice."""

_SEARCHED = 4_000
"""Frames a second at which a period is sought."""

Points = Sequence[tuple[int, int]]
"""Frames before and after that belong together, rising."""


def stretch(values: array[int], sample_rate: int, factor: float) -> tuple[array[int], Points]:
    """The sound `factor` times as long (0.1 to 10), and where its parts have gone."""
    if not 0.1 <= factor <= 10:
        raise ValueError(factor)
    if 0.5 <= factor <= 2:
        return _once(values, sample_rate, factor)
    step = 0.5 if factor < 1 else 2.0
    half, first = _once(values, sample_rate, step)
    whole, second = stretch(half, sample_rate, factor / step)
    return whole, [(before, moved(after, second)) for before, after in first]


def moved(frame: int, points: Points) -> int:
    """Where a frame has gone."""
    at = min(max(bisect_right(points, frame, key=lambda point: point[0]), 1), len(points) - 1)
    (before, after), (next_before, next_after) = points[at - 1], points[at]
    if next_before == before:
        return after
    return after + (frame - before) * (next_after - after) // (next_before - before)


def _once(values: array[int], sample_rate: int, factor: float) -> tuple[array[int], Points]:
    count = len(values)
    points = [(0, 0)]
    out = array("h")
    skip = max(1, sample_rate // _SEARCHED)
    coarse = values[::skip]
    shortest, longest = sample_rate // HIGHEST // skip, sample_rate // LOWEST // skip
    at = 0
    while factor != 1 and at + 2 * longest * skip < count:
        period = _period(coarse, at // skip, shortest, longest) * skip
        middle, end = at + period, at + 2 * period
        if factor < 1:
            kept = max(period, round(period * factor / (1 - factor)))  # frames out for `kept + period` in
            out += _fade(values[at:middle], values[middle:end])
            at += period + kept
            out += values[end:at]
        else:
            kept = max(period, round(period / (factor - 1)))  # frames in for `kept + period` out
            out += values[at:middle]
            out += _fade(values[middle:end], values[at:middle])
            at += kept
            out += values[middle:at]
        points.append((min(at, count), len(out)))
    out += values[at:]
    points.append((count, len(out)))
    return out, points


def _period(coarse: array[int], at: int, shortest: int, longest: int) -> int:
    """The shift at which the sound differs least from itself, by the mean over the shift."""
    best, found = float("inf"), longest
    for shift in range(shortest, longest + 1):
        here = coarse[at : at + shift]
        there = coarse[at + shift : at + 2 * shift]
        difference = sum(map(abs, map(sub, here, there))) / shift
        if difference < best:
            best, found = difference, shift
    return found


def _fade(out_of: array[int], into: array[int]) -> array[int]:
    count = len(out_of)
    return array(
        "h", [(a * (count - i) + b * i) // count for i, (a, b) in enumerate(zip(out_of, into, strict=True))]
    )
