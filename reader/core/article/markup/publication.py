"""Turns declared dates and those around the headline into the day a story says it is from."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from reader.core.article.markup.dates import Calendar
from reader.core.article.markup.declared import Declared
from reader.core.article.markup.passages import Passage

_BEFORE, _AFTER = 8, 14
"""Passages around the headline in which a date is looked for."""
_LINE, _LABEL = 60, 3
"""Characters of a line that can be a date with its label, and words of the label."""
_MOST = 2000
"""Passages in which a date is looked for when none is near the headline."""
_MONTH_FIRST = ("en", "en-US", "en-PH")
_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY_THEN_MONTH = re.compile(
    r"(?<![\d./-])(?:1[3-9]|2\d|3[01])[/.-](?:0?[1-9]|1[0-2])[/.-](?:19|20)\d\d(?!\d)"
    r"|(?<![\d.,])\d{1,2}\s[A-Z][a-z]{2,8}\.?,?\s(?:19|20)\d\d"
)
_MONTH_THEN_DAY = re.compile(r"\b[A-Z][a-z]{2,8}\.?\s\d{1,2},?\s(?:19|20)\d\d")
_DRESS = frozenset({"date", "published", "pubdate", "posted", "datetime", "timestamp"})
_NEVER = "9999"
_STORY = 350
"""Characters from which a passage is taken for story: its dates are part of what is told."""


class Publication:
    """Finds the day of a story with the names of months and the words for "updated" of many languages."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        """Takes `months`, `published` and `changed` as in `resources/article/facts.json`."""
        self._calendar = Calendar(words.get("months", {}))
        self._changed, self._published = (
            re.compile(
                rf"(?:^|\b)(?:{'|'.join(map(re.escape, words.get(name, ()))) or '(?!)'})(?:\b|$)",
                re.IGNORECASE,
            )
            for name in ("changed", "published")
        )

    def find(
        self,
        declared: Declared,
        passages: Sequence[Passage],
        dated: Sequence[tuple[int, str]],
        headline: int,
    ) -> str:
        """An ISO day, or empty.

        A declared day that is also seen comes first. A day that is only seen beats one declared for search
        engines, but for a day of a change beside one declared for sharing: 40 of the 48 dev pages where the two
        differ are dated so by hand.
        """
        calendar = self._calendar
        month_first = declared.language in _MONTH_FIRST and self._month_first(passages)
        claimed = [
            day for value in declared.published if (day := calendar.day(value, month_first=month_first))
        ]
        later = [day for value in declared.changed if (day := calendar.day(value))]
        last = max(later, default=_NEVER)
        written = [day for day in (calendar.day(declared.place),) if day]
        seen = self._shown(passages, dated, headline, month_first=month_first)
        if claimed and not _meet(claimed, seen):
            other = self._shown(passages, dated, headline, month_first=not month_first)
            sure = [day for value in declared.published if (day := self._sure(value))]
            seen = other if _meet(sure, other) else seen  # 3/4/2024 is the day that the page declares
        shown = [day for day, changed, alone in seen if not changed and day <= last]
        told = [day for day, changed, alone in seen if not changed and not alone and written]
        changed = [day for day, changed, _ in seen if changed]
        for day in (*written, *claimed):
            if day in shown:
                return day
        for day in claimed:
            if any(_next(day, other) for other in shown):
                return day  # the same day in another time zone
        shared = any(calendar.day(value) for value in declared.shared)
        first = [day for day in shown if not (shared and day in later) and day not in told]
        changed = changed if not claimed or not shared else []
        for days in (first, changed if claimed else (), claimed, written, shown, changed):
            if days:
                return days[0]
        return next(iter((*self._anywhere(passages, dated), *later)), "")

    def _sure(self, text: str) -> str:
        """The day in a text that can be read in one way only, or empty."""
        first, other = (self._calendar.day(text, month_first=way) for way in (True, False))
        return first if first == other else ""

    def _month_first(self, passages: Sequence[Passage]) -> bool:
        """Whether its other dates do not say that the page has the day first."""
        lines = [p.text for p in passages[:_MOST] if len(p.text) <= _LINE and _YEAR.search(p.text)]
        return any(map(_MONTH_THEN_DAY.search, lines)) or not any(map(_DAY_THEN_MONTH.search, lines))

    def _anywhere(self, passages: Sequence[Passage], dated: Sequence[tuple[int, str]]) -> list[str]:
        """The day that is said to be of publication, else that of the only `<time>`, else of the only line that is a date."""
        machine = dict(reversed(dated))
        label = ""
        for p in passages[:_MOST]:
            if len(p.text) > _LINE:
                label = ""
                continue
            day = self._calendar.day(p.text) or self._calendar.day(machine.get(p.number, ""))
            if day and self._published.search(f"{label} {p.text}") and self.is_date_line(p.text):
                return [day]
            label = "" if day else p.text
        lines = [p for p in passages[:_MOST] if len(p.text) <= _LINE and self.is_date_line(p.text)]
        dressed = [p for p in lines if p.place.tokens & _DRESS]
        for values in ((value for _, value in dated), (p.text for p in lines), (p.text for p in dressed)):
            days = {day for value in values if (day := self._calendar.day(value))}
            if len(days) == 1:
                return list(days)
        return []

    def is_date_line(self, text: str) -> bool:
        """Whether a line is a date and no more than a label beside it."""
        if len(text) > _LINE:
            return False
        found = next(self._calendar.days(text), None)
        return found is not None and len(re.findall(r"[^\W\d_]+", self._calendar.without(text))) <= _LABEL

    def _shown(
        self,
        passages: Sequence[Passage],
        dated: Sequence[tuple[int, str]],
        headline: int,
        *,
        month_first: bool,
    ) -> list[tuple[str, bool, bool]]:
        """Days around the headline and whether each is of a change; lines that are dates first, those below it first."""
        first = max(0, headline - _BEFORE) if headline >= 0 else 0
        last = headline + _AFTER if headline >= 0 else 30
        found: list[tuple[int, str, bool]] = []
        machine: dict[int, list[str]] = {}
        for number, value in dated:
            machine.setdefault(number, []).append(value)
        earlier = ""
        told = False
        for p in passages[first : last + 1]:
            alone = self.is_date_line(p.text)
            told = told or (len(p.text) > _STORY and p.number > headline)
            if len(p.text) > _STORY or p.number == headline or (told and not alone):
                continue
            written = list(self._calendar.days(p.text, month_first=month_first))
            days = [day for _, day in written]
            days = days or [day for value in machine.get(p.number, ()) if (day := self._calendar.day(value))]
            starts = [start for start, _ in written] or [0]
            for start, day in zip(starts, days, strict=False):
                label = p.text[max(0, start - 30) : start]
                label = f"{earlier} {label}" if start < 30 else label
                rank = 2 * (p.number < headline) + (not alone)
                found.append((rank, day, self._changed.search(label) is not None))
            earlier = p.text[-30:] if len(p.text) < 30 and not days else ""
        return [
            (day, changed, not rank % 2) for rank, day, changed in sorted(found, key=lambda each: each[0])
        ]


def _meet(claimed: Sequence[str], seen: Sequence[tuple[str, bool, bool]]) -> bool:
    """Whether a declared day is among those that are seen, or the next to one: the same in another time zone."""
    return any(
        day == claim or _next(claim, day) for day, changed, _ in seen if not changed for claim in claimed
    )


def _next(one: str, other: str) -> bool:
    """Whether two ISO days are neighbours."""
    try:
        return abs((date.fromisoformat(one) - date.fromisoformat(other)).days) == 1
    except ValueError:  # 31 June
        return False
