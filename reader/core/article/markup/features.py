"""Turns the passages of a page into numbers the judge can weigh: text, dress, place, neighbours, the vote."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import mul
from typing import Any

from reader.core.article.markup.passages import Passage, Place
from reader.core.document import Kind

_WORD = re.compile(r"[^\W\d_]+|\d+")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
_END = re.compile(r"[.!?…。！？।؟][\"'”’»)\]]*$")
_DATE = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[:.]\d\d\b|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b")
_log = math.log1p
_Weighed = tuple[tuple[float, ...], tuple[float, float]]
_FAR_LINK, _SURE_VOTE = 12, 150
"""Words of a link that is passed over, and words of the vote from which it is trusted for that."""
_PAGE = frozenset({"body", "html", ""})
_NONE: frozenset[str] = frozenset()
_SHORT = 14
"""Words; the wording of passages up to here is weighed word by word."""
_AGAINST = -0.7
_OPENING = 70
"""Words of a longer passage that are weighed."""

NAMES = (
    "words", "characters", "ends", "capitals", "upper", "linked", "all_linked", "strong", "breaks",
    "kind_heading", "level", "item", "caption", "row", "tag_p", "tag_div", "date",
    "in_nav", "in_header", "in_footer", "in_aside", "in_figure", "in_form", "in_article", "in_main", "in_section", "depth",
    "vote", "title_cover",
    "vote_share_page", "paragraph_share", "at_passage", "at_words", "before_first_vote", "after_last_vote",
    "from_heading", "seen_before", "seen_often",
    "key_count", "key_vote", "key_words", "key_linked",
    "p1_words", "p1_vote", "p1_linked", "p1_count", "p2_words", "p2_vote", "p2_linked", "p2_count",
    "p3_words", "p3_vote", "p3_linked", "main_in", "main_depth", "branch_words", "branch_vote", "branch_linked",
    "token_own", "token_own_low", "token_near", "token_near_low", "token_all", "token_all_low", "token_all_high",
    "wording", "wording_low", "wording_heading",
    "prev_words", "prev_vote", "prev_linked", "prev_wording", "prev_token", "prev2_vote",
    "next_words", "next_vote", "next_linked", "next_wording", "next_token", "next2_vote",
    "near_vote", "near_linked", "vocabulary", "vocabulary_low", "near_vocabulary", "wording_section",
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

    def include(self, inner: _Sum) -> None:
        self.words += inner.words
        self.voted += inner.voted
        self.linked += inner.linked
        self.count += inner.count


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


def vocabulary(words: Sequence[str]) -> frozenset[str]:
    """What the wording of a longer passage is weighed by: the words it begins with."""
    return frozenset(words[:_OPENING]) if len(words) > _SHORT else _NONE


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
    while above is not None and above.tag not in _PAGE:
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
        self.words: Mapping[str, float] = weights.get("words", {})
        self._near: dict[int, tuple[float, float]] = {}
        """By the place above: those inside one place share it."""
        self._far: dict[int, tuple[float, float, float]] = {}
        self._far_tokens: dict[int, frozenset[str]] = {}
        """The tokens of a place and all around it that have a weight."""

    @staticmethod
    def _sums(table: Mapping[str, float], tokens: Any) -> tuple[float, float, float]:
        low = high = total = 0.0
        for token in table.keys() & tokens:
            weight = table[token]
            total += weight
            if weight < low:
                low = weight
            elif weight > high:
                high = weight
        return total, low, high

    def at(self, passage: Passage) -> tuple[float, ...]:
        place = passage.place
        near = self._near.get(id(place.above))
        if near is None:
            near = self._near[id(place.above)] = self._sums(self.near, near_tokens(place))[:2]
        far = self._far.get(id(place))
        if far is None:
            far = self._far[id(place)] = self._sums(self.far, self._far_of(place))
        return (*self._sums(self.own, own_tokens(passage))[:2], *near, *far)

    def _far_of(self, place: Place) -> frozenset[str]:
        """Those of `far_tokens` that have a weight."""
        new: list[Place] = []
        at: Place | None = place
        while at is not None and id(at) not in self._far_tokens:
            if new and at.tag in _PAGE:
                break
            new.append(at)
            at = at.above
        found = self._far_tokens.get(id(at), _NONE)
        for inner in reversed(new):
            weighed = [token for token in inner.tokens if token in self.far and token not in found]
            if weighed:
                found = found.union(weighed)
            if inner.tag not in _PAGE:
                self._far_tokens[id(inner)] = found
        return found

    def said(self, words: Sequence[str]) -> tuple[float, float]:
        return self._sums(self.wording, wording(words))[:2]

    def vocabulary(self, words: Sequence[str]) -> tuple[float, float]:
        """The mean weight of the words of a longer passage, drawn to 0, and the sum of those against it."""
        table = self.words
        weights = [table[word] for word in table.keys() & vocabulary(words)] if len(words) > _SHORT else ()
        low = sum([weight for weight in weights if weight < _AGAINST])
        return sum(weights) / (len(weights) + 5.0), low


def rows(
    passages: Sequence[Passage], votes: Mapping[int, int], title: str, weights: Mapping[str, Any]
) -> list[list[float] | None]:
    """One row of numbers a passage, in the order of `NAMES`; None for a link far from what was voted for.

    Those are half of the passages of a news page, and cost .0006 F1 of the mixed pages at most.
    """
    return _Rows(passages, votes, title, weights).rows()


class _Rows:
    """Everything the rows of one page are made of."""

    def __init__(
        self, passages: Sequence[Passage], votes: Mapping[int, int], title: str, weights: Mapping[str, Any]
    ) -> None:
        self.passages = passages
        self.weigh = _Weigh(weights)
        self.words = [words_of(p.text) for p in passages]
        self.size = [len(w) for w in self.words]
        self.vote = [min(1.0, votes.get(p.number, 0) / p.pieces) if p.pieces else 0.0 for p in passages]
        self.linked = [min(1.0, p.linked / len(p.text)) for p in passages]
        self.total = sum(self.size) or 1
        self.voted = sum(v * s for v, s in zip(self.vote, self.size, strict=True)) or 1.0
        self.title = frozenset(words_of(title))
        self.seen = Counter(p.text for p in passages)
        told = sum(s for s, p in zip(self.size, passages, strict=True) if p.place.tag == "p" and s > 8)
        self.page = (self.voted / self.total, told / self.total)
        voters = [i for i, v in enumerate(self.vote) if v > 0.5 and self.size[i] > 8]
        self.first, self.last = (voters[0], voters[-1]) if voters else (0, len(passages) - 1)
        self.sums: dict[int, _Sum] = {}
        self.keys: dict[str, _Sum] = {}
        self.main: Sequence[Place] = ()
        """The lowest place that holds most of what was voted for, and those around it."""
        self.paths = self._add_up()
        self.voting = list(map(mul, self.vote, self.size))
        self.linking = list(map(mul, self.linked, self.size))
        self.read = [self.weigh.vocabulary(words) for words in self.words]
        self._weighed: dict[int, _Weighed] = {}
        self._neighbours: dict[int, tuple[float, ...]] = {}

    def _add_up(self) -> list[list[Place]]:
        """Adds each passage to the places it stands in; the places of each, the nearest first."""
        paths: list[list[Place]] = []
        known: dict[int, list[Place]] = {}
        for p, s, v, k in zip(self.passages, self.size, self.vote, self.linked, strict=True):
            self.keys.setdefault(p.place.key, _Sum()).add(s, v, k)
            path = known.get(id(p.place)) or _path(p.place, known)
            paths.append(path)
            self.sums.setdefault(id(p.place), _Sum()).add(s, v, k)
        for path in reversed(known.values()):
            if len(path) > 1:
                self.sums.setdefault(id(path[1]), _Sum()).include(self.sums[id(path[0])])
        self.main = _main(known.values(), self.sums, self.voted)
        return paths

    def rows(self) -> list[list[float] | None]:
        before: set[str] = set()
        heading_said = 0.0
        sections: list[tuple[int, float]] = []
        from_heading = 0
        at_words = 0
        result: list[list[float] | None] = []
        for i, p in enumerate(self.passages):
            where = _in_main(self.paths[i], self.main, self.sums)
            if self._is_far_link(i, where):
                result.append(None)
            else:
                row = self._own(p, i)
                row += (*self.page, i / len(self.passages), at_words / self.total)
                row += (_log(max(0, self.first - i)), _log(max(0, i - self.last)), _log(from_heading))
                row += (p.text in before, _log(self.seen[p.text] - 1))
                row += self._around(p, i)
                row += where
                tokens, said = self._weigh(i)
                row += (*tokens, *said, heading_said)
                row += self._near(i)
                row += (*self.read[i], self._read_near(i), min([said for _, said in sections], default=0.0))
                result.append(row)
            before.add(p.text)
            at_words += self.size[i]
            from_heading += 1
            if p.kind is Kind.HEADING:
                tokens, said = self._weigh(i)
                heading_said, from_heading = said[0] + tokens[0], 0
                while sections and sections[-1][0] >= p.level:
                    sections.pop()
                if p.level > 1:
                    sections.append((p.level, heading_said))
        return result

    def _is_far_link(self, i: int, where: Sequence[float]) -> bool:
        return (
            self.linked[i] > 0.9
            and not self.vote[i]
            and self.size[i] <= _FAR_LINK
            and self.voted >= _SURE_VOTE
            and not where[0]
        )

    def _weigh(self, i: int) -> _Weighed:
        if i not in self._weighed:
            self._weighed[i] = self.weigh.at(self.passages[i]), self.weigh.said(self.words[i])
        return self._weighed[i]

    def _own(self, p: Passage, i: int) -> list[float]:
        """What can be said of a passage from its text and its dress."""
        text, place, tags, kind, s = p.text, p.place, p.place.tags, p.kind, self.size[i]
        length = len(text)
        mine = frozenset(self.words[i]) if s <= 60 else frozenset()
        opening = text[:300].split()
        heading = kind is Kind.HEADING
        return [
            _log(s), _log(length), _END.search(text[-80:]) is not None,
            sum([word[0].isupper() for word in opening]) / (len(opening) or 1),
            sum(map(str.isupper, text[:100])) / min(100, length), self.linked[i], self.linked[i] > 0.9, p.strong / length,
            _log(text.count("\n")), heading, p.level if heading else 0, kind is Kind.ITEM, kind is Kind.CAPTION,
            kind is Kind.ROW, place.tag == "p", place.tag == "div", s < 30 and _DATE.search(text) is not None,
            "nav" in tags, "header" in tags, "footer" in tags, "aside" in tags, "figure" in tags, "form" in tags,
            "article" in tags, "main" in tags, "section" in tags, len(self.paths[i]), self.vote[i],
            len(mine & self.title) / (len(mine) or 1),
        ]  # fmt: skip

    def _around(self, p: Passage, i: int) -> list[float]:
        """What stands in places of the same make, and in the three places around."""
        key = self.keys[p.place.key]
        words = key.words or 1
        row = [_log(key.count), key.voted / words, _log(key.words / key.count), key.linked / words]
        path = self.paths[i]
        for level in (1, 2, 3):
            around = self.sums[id(path[min(level, len(path) - 1)])]
            words = around.words or 1
            row += (_log(around.words), around.voted / words, around.linked / words)
            if level < 3:
                row.append(_log(around.count))
        return row

    def _near(self, i: int) -> list[float]:
        """What stands before and after."""
        count = len(self.passages)
        row = [*self._neighbour(i - 1), self.vote[i - 2] if i > 1 else 0.0]
        row += (*self._neighbour(i + 1), self.vote[i + 2] if i + 2 < count else 0.0)
        low, high = max(0, i - 4), min(count, i + 5)
        size = self.size[low:high]
        near = sum(size) or 1
        row += (sum(self.voting[low:high]) / near, sum(self.linking[low:high]) / near)
        return row

    def _read_near(self, i: int) -> float:
        """How the longer passages around read, by their words."""
        near = range(max(0, i - 3), min(len(self.read), i + 4))
        sized = [(min(60, self.size[k]), self.read[k][0]) for k in near if k != i and self.size[k] > _SHORT]
        return sum([size * read for size, read in sized]) / (sum([size for size, _ in sized]) + 15.0)

    def _neighbour(self, at: int) -> tuple[float, ...]:
        if not 0 <= at < len(self.size):
            return (-1.0, 0.0, 0.0, 0.0, 0.0)
        found = self._neighbours.get(at)
        if found is None:
            tokens, said = self._weigh(at)
            found = (_log(self.size[at]), self.vote[at], self.linked[at], said[0], tokens[4])
            self._neighbours[at] = found
        return found


def _path(place: Place, known: dict[int, list[Place]]) -> list[Place]:
    """A place and those around it, the nearest first; `known` learns the path of each, the outermost first."""
    new: list[Place] = []
    at: Place | None = place
    while at is not None and at.tag and id(at) not in known:
        new.append(at)
        at = at.above
    path = known[id(at)] if at is not None and at.tag else []
    for inner in reversed(new):
        path = known[id(inner)] = [inner, *path]
    return path


def _main(paths: Iterable[list[Place]], sums: Mapping[int, _Sum], voted: float) -> Sequence[Place]:
    """The lowest place that holds most of what was voted for, and those around it; `paths` has each place once."""
    return max((path for path in paths if sums[id(path[0])].voted >= 0.7 * voted), key=len, default=())


def _in_main(path: Sequence[Place], main: Sequence[Place], sums: Mapping[int, _Sum]) -> tuple[float, ...]:
    """Whether a place is inside the main one, how deep, and what the branch it stands in holds."""
    depth = len(path) - len(main)
    if not main or depth < 0 or path[depth] is not main[0]:
        return (0.0, -1.0, 0.0, 0.0, 0.0)
    branch = sums[id(path[max(0, depth - 1)])]
    words = branch.words or 1
    return (1.0, float(depth), _log(branch.words), branch.voted / words, branch.linked / words)
