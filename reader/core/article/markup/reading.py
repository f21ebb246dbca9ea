"""Turns the text of an HTML page into a story: the way from parsing to the ledger in one place."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from reader.core.addresses import is_web
from reader.core.article.bounds import BEYOND
from reader.core.article.markup.breaking_off import breaks_off
from reader.core.article.markup.byline import Bylines
from reader.core.article.markup.choosing import chosen
from reader.core.article.markup.declared import declared
from reader.core.article.markup.headline import headline
from reader.core.article.markup.judge import Judge
from reader.core.article.markup.ledger import Reasons, ledger
from reader.core.article.markup.parsing import Element, parse, prune
from reader.core.article.markup.parts import parts_of
from reader.core.article.markup.passages import Passage, Walk
from reader.core.article.markup.publication import Publication
from reader.core.article.markup.shortfall import Shortfalls
from reader.core.article.markup.standfirst import standfirst
from reader.core.article.markup.words import words_of
from reader.core.article.story import Story
from reader.core.document import About, Kind, Part, Removed
from reader.core.errors import Empty, NeedsBrowser
from reader.core.shortfall import TOLD, Shortfall
from reader.core.wording import said

_FEW, _MANY = 60, 250
"""Words; a story of fewer than the first on a page of more than the second looks wrong."""
_PLENTY = 20_000
"""Characters of a passage in which words are counted: enough for every number asked for here."""
_MOST_JUDGED = 6000
"""Passages; of a page with more everything is told that is not a link or beside the page: 100,000 took 12 s to judge."""
_LONGEST_JUDGED = 5_000_000
"""Characters; with more, as above."""
_BESIDE = frozenset({"nav", "header", "footer", "aside", "form", "button", "select"})
_BARE = 20
"""Words; with fewer, a page with scripts has not been drawn yet."""
_LONG = 300
"""Characters of a passage with which the story has begun."""
_UNTOLD = (None, Shortfall.LITTLE, Shortfall.SCRIPTS)
"""Shortfalls of a page that has not been drawn yet, or is not here to its end; the others say themselves what is missing."""
_STUB = 200
"""Words, fewer than `_MANY`; a story of fewer on a page that says it is not free is a stub."""


class MarkupReader:
    """Reads HTML pages. It keeps nothing between pages."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        """Takes the parsed files of `resources/article`: `judge`, `facts`, `reasons`, `shortfall`; all may be missing."""
        facts = data.get("facts", {})
        self._judge = Judge(data.get("judge", {}))
        self._bylines = Bylines(facts)
        self._publication = Publication(facts)
        self._reasons = Reasons(data.get("reasons", ()))
        self._shortfalls = Shortfalls(data.get("shortfall", {}))

    def read(self, text: str, address: str = "", *, cut: bool = False) -> Story:
        """The story of an HTML page; `cut` where it is known to break off, which it may also show itself.

        Raises:
            Empty: there is no text, or none that tells a story.
            NeedsBrowser: the text is made by scripts.
        """
        root = parse(text)
        scripted = any("json" not in (script.get("type") or "") for script in root.iter("script"))
        claims = declared(root)
        after = _next_page(root, address)
        walk = _walked(root)
        passages = walk.passages
        title, at = headline(claims, passages)
        kept = self._kept(walk, text, title) - {at}
        byline = self._bylines.find(claims, passages, walk.named, at)
        lead = standfirst(passages, kept, at, claims.lead)
        known = self._framed(passages, kept, title, byline)
        story = [p for p in passages if p.number in kept and p.number not in known]
        parts, codes = parts_of(story, claims.language, address)
        told = _words(parts)
        first = story[0].number if story else -1
        if told < _FEW and claims.body and len(words_of(claims.body)) > 2 * told:
            parts = [Part(Kind.PARAGRAPH, line) for line in claims.body.split("\n")]
            story = []
            lacks = None
        else:
            lacks = self._shortfalls.find(
                passages,
                story,
                title,
                closed=claims.closed,
                unmade=lambda: self._shortfalls.unmade(parse(text)),
            )
            if lacks in _UNTOLD and (cut or breaks_off(text)):
                lacks = Shortfall.CUT
            if told < _BARE and scripted and _words(passages) < _FEW and lacks in _UNTOLD:
                raise _unmade()
        if not any(part.text.strip() for part in parts):
            raise _empty() if lacks in _UNTOLD else Empty(*TOLD[lacks])
        if lacks is Shortfall.PAYWALL or (claims.closed and told < _STUB):
            known |= {
                p.number: "paywall"
                for p in passages
                if p.number not in kept and story and p.number > story[-1].number
            }
        frame = [Part(Kind.TITLE, title)]
        frame += [Part(Kind.STANDFIRST, passages[lead].text)] if lead >= 0 else []
        frame += [Part(Kind.BYLINE, byline)]
        told_numbers = {p.number for p in story} | {at, lead}
        rest = [p for p in passages if p.number not in told_numbers]
        beyond = [Removed(walk.beyond, BEYOND)] if walk.beyond else []
        about = About(
            byline=byline,
            site=claims.site,
            published=self._publication.find(claims, passages, walk.dated, at if at >= 0 else first),
            address=address,
            language=claims.language,
            removed=(*codes, *ledger(rest, self._reasons, known), *beyond),
            next_page=after,
            shortfall=lacks or "",
        )
        return Story((*frame, *parts), about)

    def _kept(self, walk: Walk, text: str, title: str) -> set[int]:
        """The numbers of the passages that tell the story; the tree of `walk` is changed by this."""
        passages = walk.passages
        if not passages:
            return set()
        if len(passages) > _MOST_JUDGED or sum(len(p.text) for p in passages) > _LONGEST_JUDGED:
            return _plain(passages)

        def again() -> Walk:
            return _marked(_walked(parse(text)))

        votes = chosen(_marked(walk), again)
        chances = self._judge.chances(passages, votes, title)
        kept = self._judge.kept(passages, chances)
        told = _words(passages[n] for n in kept)
        if told < _FEW and _words(passages) > _MANY:
            from reader.core.article.markup.opinion import opinion  # late: trafilatura, 0.3 s

            other = opinion(again().elements[0].getroottree().getroot(), passages) or {
                p.number for p in passages if votes[p.number] * 2 > p.pieces
            }
            if _words(passages[n] for n in other) > 2 * told:
                return other
        if told < _BARE:
            return {p.number for p in passages if votes[p.number] * 2 > p.pieces} or _plain(passages)
        return kept

    def _framed(
        self, passages: Sequence[Passage], kept: Collection[int], title: str, byline: str
    ) -> dict[int, str]:
        """Kept passages that only repeat what is told before the story: headline, byline, date."""
        headline_again = _folded(title)
        known: dict[int, str] = {}
        before = True
        for p in passages:
            if p.number not in kept:
                continue
            before = before and len(p.text) < _LONG and p.number < _MOST_JUDGED
            if len(p.text) < _LONG and (folded := _folded(p.text)) and folded == headline_again:
                known[p.number] = said("headline, again")
            elif byline and len(p.text) < _LONG and self._bylines.repeats(p.text, byline):
                known[p.number] = "byline"
            elif before and self._publication.is_date_line(p.text):
                known[p.number] = "date"
        return known


def _next_page(root: Element, address: str) -> str:
    if not is_web(address):
        return ""
    from reader.core.article.markup.following import next_page  # late: files have no next page

    return next_page(root, address)


def _walked(root: Element) -> Walk:
    """The way through a tree, without what no reader sees."""
    prune(root)
    body = root.find("body")
    return Walk(root if body is None else body)


def _marked(walk: Walk) -> Walk:
    walk.mark()
    return walk


def _plain(passages: Sequence[Passage]) -> set[int]:
    """Everything that is neither mostly links nor beside the page."""
    return {p.number for p in passages if p.linked * 2 < len(p.text) and not p.place.tags & _BESIDE}


def _words(passages: Iterable[Passage] | Iterable[Part]) -> int:
    """How many words they have, counted no further than is asked for anywhere."""
    count = 0
    for p in passages:
        count += len(words_of(p.text[:_PLENTY]))
        if count > _MANY:
            break
    return count


def _folded(text: str) -> str:
    return "".join(re.findall(r"\w+", text.lower()))


def _empty() -> Empty:
    return Empty(
        "There is no story on this page.",
        "Open one of the pages it leads to, or save it from your browser and open the file, or paste its text.",
    )


def _unmade() -> NeedsBrowser:
    return NeedsBrowser(
        "The text of this page is made by scripts.",
        "This page needs a browser; save it there and open the file.",
    )
