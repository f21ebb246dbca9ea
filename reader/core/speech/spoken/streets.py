"""Turns postal addresses into words: `2788 San Tomas Expy, Santa Clara, CA 95051`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.core.speech.spoken import counting
from reader.core.speech.spoken.pieces import Said, Words, choice


class Streets:
    """Finds house numbers with their streets, and states with their postal codes."""

    def __init__(self, words: Words) -> None:
        self._streets: dict[str, str] = {k.lower(): v for k, v in words["streets"].items()}
        self._directions: dict[str, str] = dict(words["directions"])
        self._states: dict[str, str] = dict(words["states"])
        self._shy = frozenset(words["shy_states"])
        full = choice([*set(words["streets"].values()), *words["full_streets"]])
        short = choice(words["streets"])
        sides = choice(words["directions"])
        self._house = re.compile(
            rf"(?<![\w.,$£€/-])(?P<house>[0-9]{{1,5}})(?P<letter>[A-Z])?\s(?:(?P<side>{sides})\.?\s)?"
            rf"(?P<name>(?:(?:[A-Z][\w'’-]{{0,20}}|[0-9]{{1,3}}(?:st|nd|rd|th))\s){{1,4}}?)"
            rf"(?:(?P<short>(?i:{short}))(?![\w’'])(?P<dot>\.?)|(?P<full>{full})(?!\w))(?:\s(?P<side2>{sides})(?![\w.]))?"
        )
        self._state = re.compile(
            rf"(?<=, )(?P<state>{choice(words['states'])})(?![\w'’-])(?:(?P<gap>,?\s)(?P<zip>[0-9]{{5}})(?:-(?P<more>[0-9]{{4}}))?(?!\w))?"
        )
        self._avenue = re.compile(
            rf"(?<=[a-z]\s)(?P<short>{choice(s for s in words['streets'] if s not in ('Dr', 'Ct', 'Pl', 'St', 'Str', 'Av', 'Sq', 'Ter', 'Cir'))})\.(?=\s?[,;)]|\s[a-z]|\s*$|\s[A-Z])"
        )
        self._box = re.compile(r"\bP\.?\s?O\.?\sBox\s(?P<number>[0-9]{1,8})\b")

    def find(self, text: str) -> Iterator[Said]:
        found: list[Said] = []
        for match in self._house.finditer(text):
            found += self._address(match)
        street = bool(found)
        for match in self._state.finditer(text):
            if match["zip"] or street or self._plain_state(text, match):
                found.append(Said(*match.span("state"), self._states[match["state"]]))
                if match["zip"]:
                    found.append(Said(*match.span("zip"), counting.digits(match["zip"])))
                if match["more"]:
                    found.append(
                        Said(
                            match.start("more") - 1,
                            match.end("more"),
                            f"dash {counting.digits(match['more'])}",
                        )
                    )
        for match in self._avenue.finditer(text):
            found.append(Said(match.start(), match.end("short"), self._streets[match["short"].lower()]))
        for match in self._box.finditer(text):
            found.append(Said(match.start(), match.end(), f"P O Box {counting.digits(match['number'])}"))
        yield from found

    def _address(self, match: re.Match[str]) -> Iterator[Said]:
        yield Said(*match.span("house"), counting.pairs(match["house"]))
        if match["side"]:
            yield Said(match.start("side"), match.start("name"), self._directions[match["side"]] + " ")
        if match["short"]:
            dot = bool(match["dot"]) and not re.match(
                r"\s*$|\s[A-Z]", match.string[match.end("dot") : match.end("dot") + 3]
            )
            end = match.end("dot") if dot else match.end("short")
            yield Said(match.start("short"), end, self._streets[match["short"].lower()])
        if match["side2"]:
            yield Said(*match.span("side2"), self._directions[match["side2"]])

    def _plain_state(self, text: str, match: re.Match[str]) -> bool:
        """Whether a state stands behind the name of a town, with nothing but its own comma."""
        if match["state"] in self._shy:
            return False
        before = re.search(r"[A-Z][\w.'’-]*,\s$", text[max(0, match.start() - 30) : match.start()])
        return before is not None and re.match(r"[,.;)]|\s*$|\s[a-z(]", text[match.end() :][:2]) is not None
