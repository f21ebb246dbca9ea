"""Turns the passages of a page into numbers the judge can weigh: text, dress, place, neighbours, the vote."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from operator import mul
from typing import Any

from reader.core.article.markup.passages import Passage
from reader.core.article.markup.surroundings import Surroundings
from reader.core.article.markup.weighing import Weigher
from reader.core.article.markup.words import SHORT, words_of
from reader.core.document import Kind

_DIGIT = re.compile(r"\d")
"""Every date has one, and most passages have none."""
_DATE = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[:.]\d\d\b|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b")
_CLOSING = "\"'”’»)]"
_STOPS = frozenset(".!?…。！？।؟")
_CAPITALS = bytes(range(ord("A"), ord("Z") + 1))
_log = math.log1p
_FAR_LINK, _SURE_VOTE = 12, 150
"""Words of a link that is passed over, and words of the vote from which it is trusted for that."""
_TITLED = 60
"""Words; a longer passage is not compared with the title."""
_INSIDE = ("nav", "header", "footer", "aside", "figure", "form", "article", "main", "section")
_BEYOND = (-1.0, 0.0, 0.0, 0.0, 0.0)
"""What stands before the first passage and after the last."""

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
            if self._is_far_link(i, where):
                result.append(None)
            else:
                own, near = self.weigher.own(p), self.weigher.near(place)
                said = self.weigher.said(self.words[i])
                result.append([
                    *self._own(p, i), *self.page, i / count, at_words / self.total,
                    _log(max(0, self.first - i)), _log(max(0, i - self.last)), _log(from_heading),
                    text in before, _log(self.seen[text] - 1),
                    *self.around.of(place), *where,
                    own[0], own[1], near[0], near[1], *self.weigher.far(place), said[0], said[1], heading_said,
                    *self._near(i), *self.read[i], self._read_near(i), section_said,
                ])  # fmt: skip
            before.add(text)
            at_words += self.size[i]
            from_heading += 1
            if p.kind is Kind.HEADING:
                heading_said = self.weigher.said(self.words[i])[0] + self.weigher.own(p)[0]
                from_heading = 0
                while sections and sections[-1][0] >= p.level:
                    sections.pop()
                if p.level > 1:
                    sections.append((p.level, heading_said))
                section_said = min([said for _, said in sections], default=0.0)
        return result

    def _is_far_link(self, i: int, where: Sequence[float]) -> bool:
        return (
            self.linked[i] > 0.9
            and not self.vote[i]
            and self.size[i] <= _FAR_LINK
            and self.voted >= _SURE_VOTE
            and not where[0]
        )

    def _own(self, p: Passage, i: int) -> list[float]:
        """What can be said of a passage from its text and its dress."""
        text, place, kind, size, linked = p.text, p.place, p.kind, self.size[i], self.linked[i]
        length = len(text)
        opening = text[:300].split()
        heading = kind is Kind.HEADING
        inside = self._inside.get(place.tags)
        if inside is None:
            inside = self._inside[place.tags] = tuple([tag in place.tags for tag in _INSIDE])
        return [
            _log(size), _log(length), _ends(text), sum([word[0].isupper() for word in opening]) / (len(opening) or 1),
            _capitals(text[:100]) / min(100, length), linked, linked > 0.9, p.strong / length,
            _log(text.count("\n")), heading, p.level if heading else 0, kind is Kind.ITEM, kind is Kind.CAPTION,
            kind is Kind.ROW, place.tag == "p", place.tag == "div",
            size < 30 and _DIGIT.search(text) is not None and _DATE.search(text) is not None,
            *inside, place.depth, self.vote[i], self._titled(i),
        ]  # fmt: skip

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
        low, high = max(0, i - 4), min(count, i + 5)
        near = sum(self.size[low:high]) or 1
        return [
            *self._neighbour(i - 1), self.vote[i - 2] if i > 1 else 0.0,
            *self._neighbour(i + 1), self.vote[i + 2] if i + 2 < count else 0.0,
            sum(self.voting[low:high]) / near, sum(self.linking[low:high]) / near,
        ]  # fmt: skip

    def _neighbour(self, at: int) -> tuple[float, ...]:
        if not 0 <= at < len(self.size):
            return _BEYOND
        found = self._neighbours.get(at)
        if found is None:
            said, far = self.weigher.said(self.words[at]), self.weigher.far(self.passages[at].place)
            found = (_log(self.size[at]), self.vote[at], self.linked[at], said[0], far[0])
            self._neighbours[at] = found
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
