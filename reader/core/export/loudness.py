"""Finds how loud a voice is, so that all voices of an export sound equally loud.

Integrated loudness as ITU-R BS.1770-4 and EBU R 128 define it, for one channel: the sound is weighted as the ear
does (a shelf and a high pass), its power taken over blocks of 400 ms, of which silent and quiet ones do not count.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log10, pi, tan

TARGET = -21.0
"""LUFS. Voices of eSpeak at their full volume lie between −23 and −18, with peaks near the limit, so that nearly all
come down to this without being clipped; podcasts of one channel are at −19, broadcasts at −23."""

SILENT = -70.0

LOWEST = 4_000
"""The lowest sample rate at which the shelf can be had; no voice has one as low."""


def loudness(samples: Sequence[int], sample_rate: int) -> float:
    """LUFS of 16-bit mono sound; −70 where it cannot be told."""
    if sample_rate < LOWEST:
        return SILENT
    weighted = _filtered(_filtered(samples, _shelf(sample_rate)), _high_pass(sample_rate))
    step = sample_rate // 10
    powers = [
        sum(value * value for value in weighted[at : at + step]) / step
        for at in range(0, len(weighted) - step + 1, step)
    ]
    blocks = [sum(powers[at : at + 4]) / 4 for at in range(max(1, len(powers) - 3))] if powers else []
    heard = [block for block in blocks if _level(block) > SILENT]
    if not heard:
        return SILENT
    gate = _level(sum(heard) / len(heard)) - 10
    loud = [block for block in heard if _level(block) > gate]
    return _level(sum(loud) / len(loud))


def evened(volume: int, measured: float) -> int:
    """The volume (per cent) at which a voice that is `measured` loud at 100 is as loud as all others.

    A voice that is too quiet keeps its volume: made louder it would be clipped.
    """
    return volume if measured <= TARGET else max(1, round(volume * 10 ** ((TARGET - measured) / 20)))


def _level(power: float) -> float:
    return -0.691 + 10 * log10(power / 32768**2) if power > 0 else -200.0


Filter = tuple[float, float, float, float, float]
"""b0, b1, b2, a1, a2."""


def _shelf(sample_rate: int) -> Filter:
    """4 dB more above 1.7 kHz, as a head does: the recommendation's filter for 48 kHz, carried over to other rates."""
    gain, quality, frequency = 3.999843853973347, 0.7071752369554196, 1681.974450955533
    k, high = tan(pi * frequency / sample_rate), 10 ** (gain / 20)
    middle = high**0.4996667741545416
    a0 = 1 + k / quality + k * k
    return (
        (high + middle * k / quality + k * k) / a0,
        2 * (k * k - high) / a0,
        (high - middle * k / quality + k * k) / a0,
        2 * (k * k - 1) / a0,
        (1 - k / quality + k * k) / a0,
    )


def _high_pass(sample_rate: int) -> Filter:
    """Less below 38 Hz."""
    quality, frequency = 0.5003270373238773, 38.13547087602444
    k = tan(pi * frequency / sample_rate)
    a0 = 1 + k / quality + k * k
    return (1.0, -2.0, 1.0, 2 * (k * k - 1) / a0, (1 - k / quality + k * k) / a0)


def _filtered(samples: Sequence[float], by: Filter) -> list[float]:
    b0, b1, b2, a1, a2 = by
    z1 = z2 = 0.0
    out = []
    for x in samples:
        y = b0 * x + z1
        z1 = b1 * x - a1 * y + z2
        z2 = b2 * x - a2 * y
        out.append(y)
    return out
