"""Turns times of day of other languages into words: `14:30`, `14 h 30`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.core.speech.spoken.numerals import Numerals
from reader.core.speech.spoken.pieces import Said, Words


class Times:
    """Finds times of day: `14:30`, and `14 h 30` where that is usual."""

    def __init__(self, words: Words, numerals: Numerals) -> None:
        self._words, self._numerals = words, numerals
        mark, clock = words.get("hour_mark", "(?!)"), words.get("clock", "(?!)")
        self._time = re.compile(
            r"(?<![\w.,:])(?P<hour>[01]?\d|2[0-4])"
            rf"(?::(?P<minute>[0-5]\d)|\s?{mark}\s?(?P<minute2>[0-5]\d)?(?!\w))(?![:.]?\d)(?P<clock>\s?(?:{clock})(?!\w))?"
        )

    def find(self, text: str) -> Iterator[Said]:
        for match in self._time.finditer(text):
            minute = int(match["minute"] or match["minute2"] or 0)
            template: str = self._words["time" if minute else "hour"]
            hour = self._numerals.cardinal(int(match["hour"]))
            hour = self._words.get("before_hour", {}).get(hour, hour)
            yield Said(
                match.start(), match.end(), template.format(hour=hour, minute=self._numerals.cardinal(minute))
            )
