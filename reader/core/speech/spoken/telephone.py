"""Turns telephone and card numbers into digits in groups: `+1 (123) 123-5678`, `1-800-GO-U-HAUL`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.core.speech.spoken import counting
from reader.core.speech.spoken.pieces import Said

GAP = r"[\s.–-]"
NUMBERS = (
    rf"\+[0-9]{{1,3}}(?:{GAP}?\(?[0-9]{{1,5}}\)?){{1,6}}",
    rf"(?:1{GAP}?)?\([0-9]{{3}}\){GAP}?\s?[0-9]{{3}}{GAP}[0-9]{{4}}",
    rf"(?:1{GAP})?[0-9]{{3}}(?P<same>{GAP})[0-9]{{3}}(?P=same)[0-9]{{4}}",
    r"1-[89][0-9]{2}(?:-[A-Za-z0-9]{1,9}){1,4}",
    r"[89][0-9]{2}-(?=[0-9-]{0,9}[A-Z])[A-Z0-9]{1,9}(?:-[A-Z0-9]{1,9}){0,3}",
    r"[0-9]{3}-[0-9]{2}-[0-9]{4}",
    r"[0-9]{4}(?P<card>[\s-])[0-9]{4}(?P=card)[0-9]{4}(?P=card)[0-9]{4}",
    rf"0[0-9]{{2,4}}{GAP}[0-9]{{3,4}}(?:{GAP}[0-9]{{3,4}})?",
    r"\(0[0-9]{2,4}\)\s?[0-9]{3,4}\s?[0-9]{3,4}",
    r"(?=(?:-?[0-9]){9,24}(?![0-9-]))[0-9]{1,7}(?:-[0-9]{1,7}){2,6}",
    r"[0-9]{3}-0[0-9]{3}|[0-9]{3}-(?![0-9]{3}0)[0-9]{4}|[2-9][0-9]{2}-(?![0-9]{2}00)[0-9]{3}0",
)
TELEPHONE = re.compile(rf"(?<![\w.,$£€/+-])(?:{'|'.join(NUMBERS)})(?![\w/]|-[0-9A-Za-z]|[.,][0-9])")
GROUP = re.compile(r"\+?[0-9]+|[A-Za-z]+")
EXTENSION = re.compile(
    r"(?:(?<=\ufffc)\s?x|(?<=[0-9\ufffc]),?\s?(?:[Ee]xt\.?|extension))\s?(?P<number>[0-9]{1,6})\b"
)


class Telephone:
    """Finds telephone numbers and other numbers written in groups of digits; every group is one piece."""

    def find(self, text: str) -> Iterator[Said]:
        for match in TELEPHONE.finditer(text):
            groups = list(GROUP.finditer(text, match.start(), match.end()))
            if sum(c.isdecimal() for c in match[0]) < 7 and not any(g[0].isalpha() for g in groups):
                continue
            start = match.start()
            for number, group in enumerate(groups):
                end = groups[number + 1].start() if number + 1 < len(groups) else match.end()
                letters = group[0].isalpha() and number + 1 < len(groups) and groups[number + 1][0].isalpha()
                comma = "" if end == match.end() or letters else ","
                yield Said(start, end, _said(group[0], number) + comma)
                start = end


class Extensions:
    """Finds the extension after a telephone number."""

    def find(self, text: str) -> Iterator[Said]:
        for match in EXTENSION.finditer(text):
            yield Said(match.start(), match.end(), f"extension {counting.digits(match['number'])}")


def _said(group: str, number: int) -> str:
    if group.isalpha():
        return group
    if group[0] == "+":
        return f"plus {counting.digits(group)}"
    if (number == 1 and len(group) == 3 and group[1:] == "00") or (number == 0 and group in ("800", "900")):
        return counting.cardinal(int(group))
    return counting.digits(group)
