"""Turns declared dates and those around the headline into the day a story says it is from."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
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
_STORY = 350
"""Characters from which a passage is taken for story: its dates are part of what is told."""


class Publication:
    """Finds the day of a story with the names of months and the words for "updated" of many languages."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        """Takes `months` and `changed` as in `resources/article/facts.json`."""
        self._calendar = Calendar(words.get("months", {}))
        changed = "|".join(map(re.escape, words.get("changed", ()))) or "(?!)"
        self._changed = re.compile(rf"(?:^|\b)(?:{changed})(?:\b|$)", re.IGNORECASE)

    def find(
        self,
        declared: Declared,
        passages: Sequence[Passage],
        dated: Sequence[tuple[int, str]],
        headline: int,
    ) -> str:
        """An ISO day, or empty: a declared day that is also seen, else a day that is seen, else declared, else of a change."""
        month_first = declared.language in ("en", "en-US", "en-PH")
        claimed = [
            day for value in declared.published if (day := self._calendar.day(value, month_first=month_first))
        ]
        shown, changed = self._shown(passages, dated, headline, month_first=month_first)
        for day in claimed:
            if day in shown:
                return day
        later = [day for value in declared.changed if (day := self._calendar.day(value))]
        first = [day for day in shown if not claimed or day not in later]
        for days in (first, claimed, shown, changed, later, self._anywhere(passages, dated)):
            if days:
                return days[0]
        return ""

    def _anywhere(self, passages: Sequence[Passage], dated: Sequence[tuple[int, str]]) -> list[str]:
        """The day of the only `<time>` of a page, or of its only line that is a date."""
        days = {day for _, value in dated if (day := self._calendar.day(value))}
        if not days:
            lines = (p.text for p in passages[:_MOST] if len(p.text) <= _LINE and self.is_date_line(p.text))
            days = {day for line in lines if (day := self._calendar.day(line))}
        return list(days) if len(days) == 1 else []

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
    ) -> tuple[list[str], list[str]]:
        """Days around the headline: of publication, and of a change."""
        first = max(0, headline - _BEFORE) if headline >= 0 else 0
        last = headline + _AFTER if headline >= 0 else 30
        shown: list[str] = []
        changed: list[str] = []
        machine: dict[int, list[str]] = {}
        for number, value in dated:
            machine.setdefault(number, []).append(value)
        earlier = ""
        told = False
        for p in passages[first : last + 1]:
            told = told or (len(p.text) > _STORY and p.number > headline)
            if len(p.text) > _STORY or p.number == headline or (told and not self.is_date_line(p.text)):
                continue
            found = list(self._calendar.days(p.text, month_first=month_first))
            days = [day for _, day in found]
            days = days or [day for value in machine.get(p.number, ()) if (day := self._calendar.day(value))]
            starts = [start for start, _ in found] or [0]
            for start, day in zip(starts, days, strict=False):
                label = (
                    f"{earlier} {p.text[max(0, start - 30) : start]}"
                    if start < 30
                    else p.text[start - 30 : start]
                )
                (changed if self._changed.search(label) else shown).append(day)
            earlier = p.text[-30:] if len(p.text) < 30 and not days else ""
        return shown, changed
