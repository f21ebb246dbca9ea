"""Turns the passages of a page into numbers the judge can weigh: text, dress, place, neighbours, the vote."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from reader.core.article.markup.passages import Passage, Place

_WORD = re.compile(r"[^\W\d_]+|\d+")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
_END = re.compile(r"[.!?…。！？।؟][\"'”’»)\]]*$")
_STOPS = re.compile(r"[.!?…。！？।؟][\"'”’»)\]]*(?:\s|$)|[。！？]")
_COMMAS = re.compile(r"[,，、،;；]")
_DATE = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[:.]\d\d\b|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b")
_SIGNS = re.compile(r"[|»›→•·©®™@#▶►✓★▼]|https?:")
_SHORT = 14
"""Words; the wording of passages up to here is weighed word by word."""

NAMES = (
    "words", "characters", "sentences", "commas", "ends", "colon", "lower_first", "capitals", "upper", "digits", "date",
    "signs", "question", "word_length", "linked", "links", "all_linked", "strong", "pieces", "breaks",
    "kind_heading", "level", "item", "items", "quote", "code", "caption", "row", "tag_p", "tag_div", "tag_span", "button",
    "in_nav", "in_header", "in_footer", "in_aside", "in_figure", "in_form", "in_table", "in_article", "in_main",
    "in_section", "in_details", "depth",
    "vote", "vote_share_page", "words_page", "passages_page", "paragraph_share", "paragraphs_page",
    "at_passage", "at_words", "before_first_vote", "after_last_vote", "from_heading", "title_like", "title_cover",
    "lead_like", "seen_before", "seen_often",
    "key_count", "key_vote", "key_words", "key_linked",
    "p1_words", "p1_vote", "p1_linked", "p1_count", "p2_words", "p2_vote", "p2_linked", "p2_count",
    "p3_words", "p3_vote", "p3_linked", "main_in", "main_depth", "branch_words", "branch_vote", "branch_linked",
    "token_own", "token_own_low", "token_near", "token_near_low", "token_all", "token_all_low", "token_all_high",
    "wording", "wording_low", "wording_heading",
    "prev_words", "prev_vote", "prev_linked", "prev_heading", "prev_wording", "prev_token", "prev2_words", "prev2_vote",
    "next_words", "next_vote", "next_linked", "next_heading", "next_wording", "next_token", "next2_words", "next2_vote",
    "near_vote", "near_words", "near_linked",
)  # fmt: skip
"""What stands at each place of a row of `rows`."""


@dataclass(slots=True)
class _Sum:
    """What all passages inside one place add up to."""

    words: int = 0
    voted: float = 0.0
    linked: float = 0.0
    count: int = 0

    def add(self, words: int, vote: float, linked: float) -> None:
        self.words += words
        self.voted += vote * words
        self.linked += linked * words
        self.count += 1


def words_of(text: str) -> list[str]:
    """The words of a text in lower case; without spaces between words, one for every two characters."""
    words = _WORD.findall(text.lower())
    if len(text) > 8 * len(words) and (signs := len(_CJK.findall(text))) > 4:
        return words + [""] * (signs // 2)
    return words


def wording(words: Sequence[str]) -> frozenset[str]:
    """What the wording of a short passage is weighed by: its words and pairs of words, numbers as one."""
    if not words or len(words) > _SHORT:
        return frozenset()
    plain = ["0" if word.isdigit() else word for word in words if word]
    return frozenset(plain) | {f"{a} {b}" for a, b in pairwise(plain)} | {f"^{plain[0]}" if plain else "^"}


def own_tokens(passage: Passage) -> frozenset[str]:
    """The tokens at a passage itself: its element and what is inside."""
    return passage.place.tokens | passage.inner


def near_tokens(place: Place) -> set[str]:
    """The tokens of the two places around."""
    found: set[str] = set()
    above = place.above
    for _ in range(2):
        if above is None:
            break
        found |= above.tokens
        above = above.above
    return found


def far_tokens(place: Place) -> set[str]:
    """The tokens of all places around, each place's only counted below the body."""
    found: set[str] = set(place.tokens)
    above = place.above
    while above is not None and above.tag not in ("body", "html", ""):
        found |= above.tokens
        above = above.above
    return found


class _Weigh:
    """Adds up learned weights of tokens, remembering what it did for each place."""

    def __init__(self, weights: Mapping[str, Any]) -> None:
        self.own: Mapping[str, float] = weights.get("own", {})
        self.near: Mapping[str, float] = weights.get("near", {})
        self.far: Mapping[str, float] = weights.get("far", {})
        self.wording: Mapping[str, float] = weights.get("wording", {})
        self._near: dict[int, tuple[float, float]] = {}
        self._far: dict[int, tuple[float, float, float]] = {}

    @staticmethod
    def _sums(table: Mapping[str, float], tokens: Any) -> tuple[float, float, float]:
        low = high = total = 0.0
        for token in tokens:
            weight = table.get(token)
            if weight is not None:
                total += weight
                if weight < low:
                    low = weight
                elif weight > high:
                    high = weight
        return total, low, high

    def at(self, passage: Passage) -> tuple[float, ...]:
        place = passage.place
        key = id(place)
        if key not in self._near:
            self._near[key] = self._sums(self.near, near_tokens(place))[:2]
            self._far[key] = self._sums(self.far, far_tokens(place))
        return (*self._sums(self.own, own_tokens(passage))[:2], *self._near[key], *self._far[key])

    def said(self, words: Sequence[str]) -> tuple[float, float]:
        return self._sums(self.wording, wording(words))[:2]


def rows(  # noqa: C901 one long list of features in the order of NAMES
    passages: Sequence[Passage],
    votes: Mapping[int, int],
    title: str,
    lead: str,
    weights: Mapping[str, Any],
) -> list[list[float]]:
    """One row of numbers a passage, in the order of `NAMES`."""
    weigh = _Weigh(weights)
    log = math.log1p
    count = len(passages)
    words = [words_of(p.text) for p in passages]
    size = [len(w) for w in words]
    vote = [min(1.0, votes.get(p.number, 0) / p.pieces) if p.pieces else 0.0 for p in passages]
    linked = [min(1.0, p.linked / len(p.text)) for p in passages]
    total = sum(size) or 1
    voted_total = sum(v * s for v, s in zip(vote, size, strict=True)) or 1.0

    sums: dict[int, _Sum] = {}
    keys: dict[str, _Sum] = {}
    paths: list[list[Place]] = []
    known: dict[int, list[Place]] = {}
    for p, s, v, k in zip(passages, size, vote, linked, strict=True):
        keys.setdefault(p.place.key, _Sum()).add(s, v, k)
        path = known.get(id(p.place))
        if path is None:
            path = []
            place: Place | None = p.place
            while place is not None and place.tag:
                path.append(place)
                place = place.above
            known[id(p.place)] = path
        paths.append(path)
        for place in path:
            found = sums.get(id(place))
            if found is None:
                found = sums[id(place)] = _Sum()
            found.add(s, v, k)
    main = _main(paths, sums, voted_total)

    title_words = frozenset(words_of(title))
    lead_words = frozenset(words_of(lead))
    seen: Counter[str] = Counter(p.text for p in passages)
    before: set[str] = set()
    voters = [i for i in range(count) if vote[i] > 0.5 and size[i] > 8]
    first, last = (voters[0], voters[-1]) if voters else (0, count - 1)
    paragraph_words = sum(s for s, p in zip(size, passages, strict=True) if p.place.tag == "p" and s > 8)
    paragraphs = sum(1 for s, p in zip(size, passages, strict=True) if p.place.tag == "p" and s > 8)
    page = (voted_total / total, log(total), log(count), paragraph_words / total, log(paragraphs))

    tokens = [weigh.at(p) for p in passages]
    said = [weigh.said(w) for w in words]
    heading_said = 0.0
    from_heading = 0
    at_words = 0
    result: list[list[float]] = []
    for i, p in enumerate(passages):
        text, place, tags, s = p.text, p.place, p.place.tags, size[i]
        length = len(text)
        is_heading = p.level and p.kind == "heading"
        mine = frozenset(words[i]) if s <= 60 else frozenset()
        shared = len(mine & title_words)
        tail = text[-80:]
        row: list[float] = [
            log(s), log(length), len(_STOPS.findall(text)) if s > 3 else float(bool(_END.search(tail))),
            len(_COMMAS.findall(text)), bool(_END.search(tail)), tail.endswith((":", "：")), text[:1].islower(),
            sum(1 for w in text[:400].split() if w[:1].isupper()) / (len(text[:400].split()) or 1),
            sum(map(str.isupper, text[:200])) / min(200, length), sum(map(str.isdigit, text[:200])) / min(200, length),
            bool(_DATE.search(text[:200])), len(_SIGNS.findall(text[:300])), "?" in tail, length / (s or 1),
            linked[i], log(p.links), linked[i] > 0.9, p.strong / length, log(p.pieces), log(text.count("\n")),
            bool(is_heading), p.level if is_heading else 0, p.kind == "item", place.items, p.kind == "quote",
            p.kind == "code", p.kind == "caption", p.kind == "row", place.tag == "p", place.tag == "div",
            "<span>" in p.inner, place.tag == "button" or "button" in tags,
            "nav" in tags, "header" in tags, "footer" in tags, "aside" in tags, "figure" in tags, "form" in tags,
            "table" in tags, "article" in tags, "main" in tags, "section" in tags, "details" in tags, len(paths[i]),
            vote[i], *page,
            i / count, at_words / total, log(max(0, first - i)), log(max(0, i - last)), log(from_heading),
            shared / (len(title_words | mine) or 1), shared / (len(mine) or 1),
            len(mine & lead_words) / (len(mine | lead_words) or 1) if lead_words else 0.0,
            text in before, log(seen[text] - 1),
        ]  # fmt: skip
        key = keys[place.key]
        row += [
            log(key.count),
            key.voted / (key.words or 1),
            log(key.words / key.count),
            key.linked / (key.words or 1),
        ]
        for level in (1, 2, 3):
            around = sums[id(paths[i][min(level, len(paths[i]) - 1)])]
            row += [
                log(around.words),
                around.voted / (around.words or 1),
                around.linked / (around.words or 1),
            ]
            if level < 3:
                row.append(log(around.count))
        row += _in_main(paths[i], main, sums)
        row += tokens[i]
        row += [*said[i], heading_said]
        for j in (i - 1, i - 2):
            row += _neighbour(j, passages, size, vote, linked, said, tokens, brief=j == i - 2)
        for j in (i + 1, i + 2):
            row += _neighbour(j, passages, size, vote, linked, said, tokens, brief=j == i + 2)
        low, high = max(0, i - 4), min(count, i + 5)
        near = sum(size[low:high]) or 1
        row += [
            sum(vote[j] * size[j] for j in range(low, high)) / near,
            log(near),
            sum(linked[j] * size[j] for j in range(low, high)) / near,
        ]
        result.append(row)
        before.add(text)
        at_words += s
        from_heading += 1
        if is_heading:
            heading_said, from_heading = said[i][0] + tokens[i][0], 0
    return result


def _main(paths: Sequence[Sequence[Place]], sums: Mapping[int, _Sum], voted: float) -> int:
    """The lowest place that holds most of what was voted for."""
    best, depth = 0, -1
    for path in paths:
        for above, place in enumerate(path):
            if sums[id(place)].voted >= 0.7 * voted:
                if len(path) - above > depth:
                    best, depth = id(place), len(path) - above
                break
    return best


def _in_main(path: Sequence[Place], main: int, sums: Mapping[int, _Sum]) -> list[float]:
    """Whether a place is inside the main one, how deep, and what the branch it stands in holds."""
    for depth, place in enumerate(path):
        if id(place) == main:
            branch = sums[id(path[max(0, depth - 1)])]
            words = branch.words or 1
            return [1.0, depth, math.log1p(branch.words), branch.voted / words, branch.linked / words]
    return [0.0, -1.0, 0.0, 0.0, 0.0]


def _neighbour(
    at: int,
    passages: Sequence[Passage],
    size: Sequence[int],
    vote: Sequence[float],
    linked: Sequence[float],
    said: Sequence[tuple[float, float]],
    tokens: Sequence[tuple[float, ...]],
    *,
    brief: bool,
) -> list[float]:
    if not 0 <= at < len(passages):
        return [-1.0, 0.0] if brief else [-1.0, 0.0, 0.0, 0.0, 0.0, 0.0]
    if brief:
        return [math.log1p(size[at]), vote[at]]
    return [
        math.log1p(size[at]), vote[at], linked[at], float(passages[at].kind == "heading"), said[at][0], tokens[at][4],
    ]  # fmt: skip
