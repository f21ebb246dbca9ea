"""Turns the passages of a page into numbers the judge can weigh: text, dress, place, neighbours, the vote."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import accumulate
from operator import mul
from typing import Any

from reader.core.article.markup.passages import Passage
from reader.core.article.markup.surroundings import Surroundings
from reader.core.article.markup.weighing import Sums, Weigher
from reader.core.article.markup.words import SHORT, words_of
from reader.core.document import Kind

_DIGIT = re.compile(r"\d")
"""Every date has one, and most passages have none."""
_DATE = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[:.]\d\d\b|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b")
_CLOSING = "\"'”’»)]"
_STOPS = frozenset(".!?…。！？।؟")
_CAPITALS = bytes(range(ord("A"), ord("Z") + 1))
_log = math.log1p
_SURE_VOTE = 150
"""Words of the vote from which it is trusted for passing over what is far from it."""
_FAR, _FAR_AMONG_LINKS = 12, 20
"""Words of what is passed over: links and what stands beside the page; what stands among links."""
_AMONG_LINKS = 0.25
"""The share of words in links, two places around."""
_BESIDE = frozenset({"nav", "header", "footer", "aside", "form"})
_NEAR = 4
"""Passages on either side that are near."""
_TITLED = 60
"""Words; a longer passage is not compared with the title."""
_INSIDE = ("nav", "header", "footer", "aside", "figure", "form", "article", "main", "section")
_BEYOND = (-1.0, 0.0, 0.0, 0.0, 0.0)
"""What stands before the first passage and after the last."""

NAMES = (
    "words", "characters", "ends", "capitals", "upper", "linked", "all_linked", "strong", "breaks", "date",
    "vote", "title_cover",
    "kind_heading", "level", "item", "caption", "row", "tag_p", "tag_div",
    "in_nav", "in_header", "in_footer", "in_aside", "in_figure", "in_form", "in_article", "in_main", "in_section", "depth",
    "vote_share_page", "paragraph_share",
    "key_count", "key_vote", "key_words", "key_linked",
    "p1_words", "p1_vote", "p1_linked", "p1_count", "p2_words", "p2_vote", "p2_linked", "p2_count",
    "p3_words", "p3_vote", "p3_linked", "token_near", "token_near_low", "token_all", "token_all_low", "token_all_high",
    "at_passage", "at_words", "before_first_vote", "after_last_vote",
    "from_heading", "seen_before", "seen_often",
    "main_in", "main_depth", "branch_words", "branch_vote", "branch_linked",
    "token_own", "token_own_low", "wording", "wording_low", "wording_heading",
    "prev_words", "prev_vote", "prev_linked", "prev_wording", "prev_token", "prev2_vote",
    "next_words", "next_vote", "next_linked", "next_wording", "next_token", "next2_vote",
    "near_vote", "near_linked", "vocabulary", "vocabulary_low", "near_vocabulary", "wording_section",
)  # fmt: skip
"""What stands at each place of a row of `rows`."""


def rows(
    passages: Sequence[Passage], votes: Mapping[int, int], title: str, weights: Mapping[str, Any]
) -> list[list[float] | None]:
    """One row of numbers a passage, in the order of `NAMES`; None for what is far from what was voted for.

    Those are two of three passages of a news page. Links cost .0006 F1 of the mixed pages at most, the others .0001
    of them on sites not seen in learning, and nothing of the news.
    """
    return _Rows(passages, votes, title, weights).rows()


class _Rows:
    """Everything the rows of one page are made of."""

    def __init__(
        self, passages: Sequence[Passage], votes: Mapping[int, int], title: str, weights: Mapping[str, Any]
    ) -> None:
        self.passages = passages
        self.weigher = Weigher(weights)
        self.words = [words_of(p.text) for p in passages]
        self.size = list(map(len, self.words))
        self.vote = [min(1.0, votes.get(p.number, 0) / p.pieces) if p.pieces else 0.0 for p in passages]
        self.linked = [min(1.0, p.linked / len(p.text)) for p in passages]
        self.total = sum(self.size) or 1
        self.voting = list(map(mul, self.vote, self.size))
        self.linking = list(map(mul, self.linked, self.size))
        self.voted = sum(self.voting) or 1.0
        self.title = frozenset(words_of(title))
        self.seen = Counter([p.text for p in passages])
        told = sum([s for s, p in zip(self.size, passages, strict=True) if p.place.tag == "p" and s > 8])
        self.page = (self.voted / self.total, told / self.total)
        voters = [i for i, v in enumerate(self.vote) if v > 0.5 and self.size[i] > 8]
        self.first, self.last = (voters[0], voters[-1]) if voters else (0, len(passages) - 1)
        self.around = Surroundings(passages, self.size, self.voting, self.linking, self.voted)
        self.read = [self.weigher.read(words) for words in self.words]
        self.reading = [min(60, s) if s > SHORT else 0 for s in self.size]
        self.reads = [size * read for size, (read, _) in zip(self.reading, self.read, strict=True)]
        self._neighbours: dict[int, tuple[float, ...]] = {}
        self._sizes, self._votings, self._linkings = (
            list(accumulate(values, initial=0)) for values in (self.size, self.voting, self.linking)
        )
        self._alike: dict[tuple[int, str, frozenset[str]], tuple[float, ...]] = {}
        """What is the same for all of the same make in the same place."""
        self._saids: dict[int, Sums] = {}
        self._inside: dict[frozenset[str], tuple[bool, ...]] = {}

    def rows(self) -> list[list[float] | None]:
        before: set[str] = set()
        heading_said = section_said = 0.0
        sections: list[tuple[int, float]] = []
        from_heading = at_words = 0
        count = len(self.passages)
        result: list[list[float] | None] = []
        for i, p in enumerate(self.passages):
            text, place = p.text, p.place
            where = self.around.in_main(place)
            if self._is_far(i, where):
                result.append(None)
            else:
                make = (place.above.number if place.above else -1, place.key, place.tokens)
                alike = self._alike.get(make)
                if alike is None:
                    alike = self._alike[make] = self._place(p)
                own, said = self.weigher.own(p), self._said(i)
                result.append([
                    *self._own(p, i), *alike, i / count, at_words / self.total,
                    _log(max(0, self.first - i)), _log(max(0, i - self.last)), _log(from_heading),
                    text in before, _log(self.seen[text] - 1),
                    *where, own[0], own[1], said[0], said[1], heading_said,
                    *self._near(i), *self.read[i], self._read_near(i), section_said,
                ])  # fmt: skip
            before.add(text)
            at_words += self.size[i]
            from_heading += 1
            if p.kind is Kind.HEADING:
                heading_said = self._said(i)[0] + self.weigher.own(p)[0]
                from_heading = 0
                while sections and sections[-1][0] >= p.level:
                    sections.pop()
                if p.level > 1:
                    sections.append((p.level, heading_said))
                section_said = min([said for _, said in sections], default=0.0)
        return result

    def _is_far(self, i: int, where: Sequence[float]) -> bool:
        """Whether a passage is passed over: short, outside the main place, and not voted for."""
        size = self.size[i]
        if self.vote[i] or where[0] or size > _FAR_AMONG_LINKS or self.voted < _SURE_VOTE:
            return False
        if self.linked[i] > 0.9 and size <= _FAR:
            return True
        low, high = self._around(i)
        if self._votings[high] > self._votings[low]:
            return False
        place = self.passages[i].place
        if size <= _FAR and not _BESIDE.isdisjoint(place.tags):
            return True
        return self.around.linked_beyond(place) > _AMONG_LINKS

    def _around(self, i: int) -> tuple[int, int]:
        """From where to where passages are near."""
        return max(0, i - _NEAR), min(len(self.passages), i + _NEAR + 1)

    def _own(self, p: Passage, i: int) -> list[float]:
        """What can be said of a passage from its text and its dress."""
        text, size, linked = p.text, self.size[i], self.linked[i]
        length = len(text)
        opening = text[:300].split()
        return [
            _log(size), _log(length), _ends(text), sum([word[0].isupper() for word in opening]) / (len(opening) or 1),
            _capitals(text[:100]) / min(100, length), linked, linked > 0.9, p.strong / length, _log(text.count("\n")),
            size < 30 and _DIGIT.search(text) is not None and _DATE.search(text) is not None,
            self.vote[i], self._titled(i),
        ]  # fmt: skip

    def _place(self, p: Passage) -> tuple[float, ...]:
        """What can be said of the place of a passage, and is the same for its like beside it."""
        place, kind = p.place, p.kind
        heading = kind is Kind.HEADING
        inside = self._inside.get(place.tags)
        if inside is None:
            inside = self._inside[place.tags] = tuple([tag in place.tags for tag in _INSIDE])
        near = self.weigher.near(place)
        return (
            heading, p.level if heading else 0, kind is Kind.ITEM, kind is Kind.CAPTION, kind is Kind.ROW,
            place.tag == "p", place.tag == "div", *inside, place.depth, *self.page, *self.around.of(place),
            near[0], near[1], *self.weigher.far(place),
        )  # fmt: skip

    def _titled(self, i: int) -> float:
        """The share of the words of a passage that are in the title."""
        words = self.words[i]
        if len(words) > _TITLED or self.title.isdisjoint(words):
            return 0.0
        mine = frozenset(words)
        return len(mine & self.title) / len(mine)

    def _near(self, i: int) -> list[float]:
        """What stands before and after."""
        count = len(self.passages)
        low, high = self._around(i)
        near = self._sizes[high] - self._sizes[low] or 1
        return [
            *self._neighbour(i - 1), self.vote[i - 2] if i > 1 else 0.0,
            *self._neighbour(i + 1), self.vote[i + 2] if i + 2 < count else 0.0,
            (self._votings[high] - self._votings[low]) / near, (self._linkings[high] - self._linkings[low]) / near,
        ]  # fmt: skip

    def _neighbour(self, at: int) -> tuple[float, ...]:
        if not 0 <= at < len(self.size):
            return _BEYOND
        found = self._neighbours.get(at)
        if found is None:
            said, far = self._said(at), self.weigher.far(self.passages[at].place)
            found = (_log(self.size[at]), self.vote[at], self.linked[at], said[0], far[0])
            self._neighbours[at] = found
        return found

    def _said(self, i: int) -> Sums:
        """How a short passage is worded; asked for by itself, by those beside it and by those below a heading."""
        found = self._saids.get(i)
        if found is None:
            found = self._saids[i] = self.weigher.said(self.words[i])
        return found

    def _read_near(self, i: int) -> float:
        """How the longer passages around read, by their words."""
        low = max(0, i - 3)
        read = sum(self.reads[low:i] + self.reads[i + 1 : i + 4])
        return read / (sum(self.reading[low:i]) + sum(self.reading[i + 1 : i + 4]) + 15.0)


def _ends(text: str) -> bool:
    """Whether the last sentence is closed."""
    return text[-80:].removesuffix("\n").rstrip(_CLOSING)[-1:] in _STOPS


def _capitals(text: str) -> int:
    """How many capital letters there are."""
    if text.isascii():
        return len(text) - len(text.encode().translate(None, _CAPITALS))
    return sum(map(str.isupper, text))
