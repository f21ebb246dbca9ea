"""Turns times of day and lengths of time into words: `5 p.m.`, `10:30-11:00`, `14:10:30`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.core.speech.spoken import counting
from reader.core.speech.spoken.pieces import Said, before_full_stop

HOUR, MINUTE = r"(?:[01]?[0-9]|2[0-4])", r"[0-5][0-9]"
HALF = r"(?:\s?(?:[ap]\.\s?m\.?|[ap]m\b\.?))"
"""`p.m.`, `PM`, `am.`"""


def _clock(name: str, *, half: str) -> str:
    return rf"(?P<h{name}>{HOUR})(?:[:.](?P<m{name}>{MINUTE}))?(?P<half{name}>{HALF}){half}"


CLOCK = rf"(?P<h1>{HOUR})(?:(?P<sep1>[:.])(?P<m1>{MINUTE})(?::(?P<s1>{MINUTE})(?:\.[0-9]{{1,6}})?)?)?(?P<half1>{HALF})?"
LAST = rf"(?P<h2>{HOUR})(?:(?P<sep2>[:.])(?P<m2>{MINUTE}))?(?P<half2>{HALF})?"
TIME = re.compile(
    rf"(?<![\w.,:/$-])(?:{CLOCK})(?:(?P<to>\s?[-–—]\s?|\sto\s|\suntil\s|\sand\s){LAST}(?![\w:/%]|\.[0-9]))?(?![0-9A-Za-z/%]|[:.][0-9])",
    re.IGNORECASE,
)
FIRST = re.compile(rf"(?<![\w.,:/$-])(?:{CLOCK})(?![0-9A-Za-z/%]|[:.][0-9])", re.IGNORECASE)
LENGTH = re.compile(
    rf"(?<![\w.,:/$-])(?P<h>[0-9]{{1,3}}):(?P<m>{MINUTE}):(?P<s>{MINUTE})(?P<z>Z)?(?![\w:]|\.[0-9])"
)
RATIO = re.compile(
    r"(?<![\w.,:/$-])(?P<one>[0-9]{1,4}(?:\.[0-9]{1,3})?)(?::|\s:\s)(?P<two>[0-9]{1,4}(?:\.[0-9]{1,3})?)(?![\w:/]|\.[0-9])"
)
VERSES = re.compile(
    r"(?<![\w.,:/$-])(?P<one>[0-9]{1,3}):(?P<two>[0-9]{1,3})[-–](?P<last>[0-9]{1,3})(?![\w:/]|[.,][0-9])"
)
BOOK = re.compile(r"[A-Z][a-z]{1,11}\s$")
RACE = re.compile(rf"(?<![\w.,:/$-])(?P<m>[0-9]{{1,2}}):(?P<s>{MINUTE}\.[0-9]{{1,3}})(?![\w:/])")
MILITARY = re.compile(r"(?<![\w.,])(?P<h>[01][0-9]|2[0-4])(?P<m>[0-5][0-9])(?=\s?(?:hours|hrs)\b)")
OFFSET = re.compile(r"(?<=GMT|UTC)(?P<sign>[+-−])(?P<h>[0-9]{1,2})(?::?(?P<m>[0-9]{2}))?(?!\w)")


class Times:
    """Finds times of day, alone or from one to another, lengths of time and ratios."""

    def find(self, text: str) -> Iterator[Said]:
        if ":" not in text and not re.search(r"[0-9]\s?[ap]\.?\s?m|[0-9]{4}\s?h", text, re.IGNORECASE):
            return
        found: list[Said] = []
        found += (Said(m.start(), m.end(), _length(m)) for m in LENGTH.finditer(text))
        found += (Said(m.start(), m.end(), _military(m)) for m in MILITARY.finditer(text))
        found += (Said(m.start(), m.end(), _race(m)) for m in RACE.finditer(text))
        found += (
            Said(m.start(), m.end(), f"{_number(m['one'])} {_number(m['two'])} to {_number(m['last'])}")
            for m in VERSES.finditer(text)
        )
        for pattern in (TIME, FIRST):
            for match in pattern.finditer(text):
                words = self._time(match)
                if words:
                    found.append(Said(match.start(), before_full_stop(text, match.end()), words))
        found += (
            Said(m.start(), m.end(), f"{_sign(m['sign'])} {counting.cardinal(int(m['h']))}{_minutes(m['m'])}")
            for m in OFFSET.finditer(text)
        )
        found += (Said(m.start(), m.end(), _ratio(m)) for m in RATIO.finditer(text))
        yield from found

    def _time(self, match: re.Match[str]) -> str | None:
        groups = match.groupdict()
        clock = match["m1"] and match["sep1"] == ":"
        told = match["half1"] or (groups.get("half2") and groups.get("to"))
        if match["m1"] and match["sep1"] == "." and not told:
            return None
        if groups.get("to"):
            second = groups["m2"] and groups["sep2"] == ":"
            if not (groups["half2"] or (clock and second)) or (groups["sep2"] == "." and not groups["half2"]):
                return None
            whole = groups["half1"] is None and groups["half2"] is not None
            link = groups["to"].strip().lower()
            first = _said(match["h1"], match["m1"], None, match["half1"], bare=whole)
            last = _said(groups["h2"], groups["m2"], None, groups["half2"])
            return f"{first} {link if link.isalpha() else 'to'} {last}"
        if not match["half1"] and not clock:
            return None
        return _said(match["h1"], match["m1"], match["s1"], match["half1"])


def _said(hour: str, minute: str | None, second: str | None, half: str | None, *, bare: bool = False) -> str:
    words = counting.cardinal(int(hour))
    if not half and not second and int(hour + (minute or "1")) == 0:
        return "midnight"
    if minute and int(minute):
        words += (
            f" oh {counting.cardinal(int(minute))}"
            if minute[0] == "0"
            else f" {counting.cardinal(int(minute))}"
        )
    elif not half and not bare:
        words += " o'clock" if int(hour) else " hundred"
    if second and int(second):
        words += f" and {counting.cardinal(int(second))} second{'' if int(second) == 1 else 's'}"
    return words if not half else f"{words} {'AM' if half.strip()[0] in 'aA' else 'PM'}"


def _length(match: re.Match[str]) -> str:
    parts = [
        f"{counting.cardinal(int(match[unit]))} {name}{'' if int(match[unit]) == 1 else 's'}"
        for unit, name in (("h", "hour"), ("m", "minute"), ("s", "second"))
        if int(match[unit])
    ]
    words = " ".join([*parts[:-1], f"and {parts[-1]}"] if len(parts) > 1 else parts) or "zero seconds"
    return f"{words} UTC" if match["z"] else words


def _ratio(match: re.Match[str]) -> str:
    """`16:9`; but `1983:140` is a page of a year's work, and `Isaiah 53:7` a verse."""
    one, two = match["one"], _number(match["two"])
    cited = one.isdecimal() and 1100 <= int(one) < 2100
    if cited:
        return f"{counting.year(int(one))}, {two}"
    verse = one.isdecimal() and BOOK.search(match.string[max(0, match.start() - 12) : match.start()])
    return f"{_number(one)} {two}" if verse else f"{_number(one)} to {two}"


def _race(match: re.Match[str]) -> str:
    minutes = int(match["m"])
    words = f"{counting.cardinal(minutes)} minute{'' if minutes == 1 else 's'} " if minutes else ""
    return f"{words}{_number(match['s'])} seconds"


def _military(match: re.Match[str]) -> str:
    hour, minute = match["h"], match["m"]
    words = f"{'oh ' if hour[0] == '0' and hour != '00' else ''}{counting.cardinal(int(hour))}"
    return f"{words} {'hundred' if minute == '00' else counting.cardinal(int(minute))}"


def _sign(sign: str) -> str:
    return "plus" if sign == "+" else "minus"


def _minutes(written: str | None) -> str:
    return f" {counting.cardinal(int(written))}" if written and int(written) else ""


def _number(written: str) -> str:
    whole, point, part = written.partition(".")
    return counting.cardinal(int(whole)) + (f" point {counting.digits(part)}" if point else "")
