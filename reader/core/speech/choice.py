"""Chooses a voice for a language."""

from __future__ import annotations

from collections.abc import Sequence

from reader.core.speech.values import Voice

_SAME = {"zh": "cmn", "no": "nb", "iw": "he", "in": "id", "sh": "hr", "tl": "fil"}
"""Codes that people and pages use for a language that voices call otherwise."""


def choose(voices: Sequence[Voice], language: str, default: str = "en-US") -> Voice | None:
    """The first voice that fits `language` (BCP 47) most closely, else one for `default`, else the first.

    The closest is the same tag, then the longest common beginning of it, subtag by subtag, a voice
    without further subtags before one with others.
    """
    for wanted in (language, default):
        asked = _parts(wanted)
        fits = [
            (_common(asked, _parts(voice.language)), -len(_parts(voice.language)), -at)
            for at, voice in enumerate(voices)
        ]
        best = max(fits, default=(0, 0, 0))
        if best[0]:
            return voices[-best[2]]
    return voices[0] if voices else None


def _parts(tag: str) -> list[str]:
    first, *others = tag.lower().replace("_", "-").split("-")
    return [_SAME.get(first, first), *others] if first else []


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count
