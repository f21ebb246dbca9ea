"""Turns what a page shows, and how little of it tells a story, into what it evidently kept back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from reader.core.article.markup.parsing import Element
from reader.core.article.markup.passages import Passage
from reader.core.article.markup.words import words_of
from reader.core.shortfall import Shortfall

_TEASER, _CLOSED, _CALLED = 600, 200, 150
"""Words; a story of fewer is a teaser where the page says so in two ways, closes its story, or only calls for payment."""
_ASKING, _CHECKING, _UNMADE = 150, 100, 60
"""Words that a question about cookies, a test or what scripts left has at most (guesses: the longest seen had 120)."""
_LITTLE = 20
"""Words; no story has fewer."""
_MOSTLY = 0.6
"""The share of these words that must be in passages that say so."""
_AFTER, _BEFORE = 12, 3
"""Passages after the end of the story, and at its end, that are asked."""
_SHORT = 400
"""Characters; what is longer is told and calls for nothing."""
_DRESS = frozenset({"paywall", "regwall"})
_CONSENT = frozenset({"cookie", "cookies", "consent", "onetrust", "gdpr", "cmp"})
_LONGEST = 2000
"""Characters of a passage that are looked at."""
_MOST = 2000
"""Passages; a page of more has its story."""


class Shortfalls:
    """Knows how pages in many languages say that there is more, but not here."""

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        """Takes `resources/article/shortfall.json`: phrases in lower case, under the name of each shortfall."""
        self._phrases: dict[str, tuple[str, ...]] = {kind: tuple(words.get(kind, ())) for kind in Shortfall}

    def unmade(self, root: Element) -> bool:
        """Whether a page tells browsers without scripts that it needs them; the tree must not be pruned yet."""
        return any(
            self._says(Shortfall.SCRIPTS, "".join(element.itertext())) for element in root.iter("noscript")
        )

    def find(
        self,
        passages: Sequence[Passage],
        story: Sequence[Passage],
        title: str,
        *,
        closed: bool,
        unmade: Callable[[], bool],
    ) -> Shortfall | None:
        """What the page kept back, or None where nothing says so.

        `closed`: it declares that its story is not free; `unmade`: see `unmade`; few pages are asked.
        """
        if len(passages) > _MOST:
            return None
        sizes: list[int] = []
        words = 0
        for p in story:
            sizes.append(len(words_of(p.text[:_LONGEST])))
            words += sizes[-1]
            if words > _TEASER:
                return None
        if words < _CHECKING and any(self._says(Shortfall.CHECK, text) for text in (title, *_texts(story))):
            return Shortfall.CHECK
        asked = sum(size for p, size in zip(story, sizes, strict=True) if self._asks(p))
        if words < _ASKING and asked > _MOSTLY * words:
            return Shortfall.CONSENT
        if self._is_teaser(passages, story, words, closed=closed):
            return Shortfall.PAYWALL
        if words < _UNMADE and (
            any(self._says(Shortfall.SCRIPTS, text) for text in _texts(passages)) or unmade()
        ):
            return Shortfall.SCRIPTS
        return Shortfall.LITTLE if words < _LITTLE else None

    def _is_teaser(
        self, passages: Sequence[Passage], story: Sequence[Passage], words: int, *, closed: bool
    ) -> bool:
        last = story[-1].number if story else -1
        behind = [p for p in passages if last < p.number <= last + _AFTER]
        asked = [p for p in (*story[-_BEFORE:], *behind) if len(p.text) < _SHORT]
        calls = any(self._says(Shortfall.PAYWALL, text) for text in _texts(asked))
        dressed = any(_around(p) & _DRESS for p in behind)
        if closed + calls + dressed > 1:
            return True
        return (closed and words < _CLOSED) or (calls and words < _CALLED)

    def _asks(self, passage: Passage) -> bool:
        """Whether a passage is about cookies and consent."""
        return bool(_around(passage) & _CONSENT) or self._says(Shortfall.CONSENT, passage.text[:_LONGEST])

    def _says(self, kind: Shortfall, text: str) -> bool:
        plain = text[:_LONGEST].lower().replace("’", "'")
        return any(phrase in plain for phrase in self._phrases[kind])


def _texts(passages: Sequence[Passage]) -> Iterator[str]:
    return (p.text for p in passages)


def _around(passage: Passage) -> frozenset[str]:
    """How a passage and the places right around it are dressed."""
    tokens, place = frozenset(passage.inner), passage.place
    for _ in range(4):
        if place.above is None or place.tag in ("body", "html"):
            break
        tokens |= place.tokens
        place = place.above
    return tokens
