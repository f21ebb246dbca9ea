"""Turns fractions into words: `1/2`, `3 2/4`, `2½`, `2/3rds`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from reader.core.speech.spoken import counting
from reader.core.speech.spoken.pieces import Said

VULGAR = "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
SLASHED = r"(?:(?P<whole>[0-9]{1,6})[\s-])?(?P<over>[0-9]{1,6})\s?[/⁄]\s?(?P<under>[0-9]{1,6})(?P<nth>(?:ths?|rds?|nds?)(?![a-z]))?"
FRACTION = re.compile(rf"(?<![\w.,/$])(?<!\w-)(?P<minus>(?<!\w)[-−])?{SLASHED}(?![\w/]|[.,][0-9])")
GLYPH = re.compile(
    rf"(?<![\w.,/])(?P<minus>(?<!\w)[-−])?(?P<whole>[0-9]{{1,6}})?\s?(?P<glyph>[{VULGAR}])(?!\w)"
)
RATING = re.compile(r"\s(?:stars?|points?|marks|correct)\b")


def fraction(over: int, under: int, whole: int | None = None) -> str:
    """`3/4` "three quarters", `1/2` "one half", with `whole` 2 "two and a half"."""
    top = counting.cardinal(over)
    if under < 2 or over > under >= 40:
        words = f"{top} over {counting.cardinal(under)}"
    else:
        part = {2: "half", 4: "quarter"}.get(under) or counting.ordinal(under)
        if over != 1:
            part = "halves" if part == "half" else part if under == 1 else _many(part)
        words = f"{top} {part}"
    if whole is None:
        return words
    return f"{counting.cardinal(whole)} and {'a half' if (over, under) == (1, 2) else words}"


def of_glyph(glyph: str, whole: int | None = None) -> str:
    """`½` "one half"."""
    over, _, under = unicodedata.normalize("NFKC", glyph).partition("⁄")
    return fraction(int(over), int(under), whole)


def _many(part: str) -> str:
    return part + "s"


class Fractions:
    """Finds fractions, and shares of a whole in ratings (`4/5 stars`)."""

    def find(self, text: str) -> Iterator[Said]:
        found = [Said(m.start(), m.end(), self._words(text, m)) for m in FRACTION.finditer(text)]
        found += (
            Said(
                m.start(), m.end(), _signed(m, of_glyph(m["glyph"], int(m["whole"]) if m["whole"] else None))
            )
            for m in GLYPH.finditer(text)
        )
        yield from found

    def _words(self, text: str, match: re.Match[str]) -> str:
        over, under = int(match["over"]), int(match["under"])
        if not match["whole"]:
            if 1100 <= over < 2100 and under in (over + 1, (over + 1) % 100):
                return f"{counting.year(over)} {counting.year(under)}"
            if RATING.match(text, match.end()) or 4 < over == under:
                return f"{counting.cardinal(over)} out of {counting.cardinal(under)}"
        return _signed(match, fraction(over, under, int(match["whole"]) if match["whole"] else None))


def _signed(match: re.Match[str], words: str) -> str:
    return f"minus {words}" if match["minus"] else words
