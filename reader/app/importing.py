"""Brings in what other programs kept: pages that come with it are cleaned and kept, the others as addresses.

Nothing is fetched: an address is asked for when the person opens it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.app.keeping import Keeping
from reader.app.wording import count, tr
from reader.core.document import Page
from reader.core.errors import OpeningError
from reader.core.imports.reading import read
from reader.core.keeping import Entry, label_of, position_at

if TYPE_CHECKING:
    from reader.app.opening import Opening


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of an export."""

    program: str
    stories: int
    """Pages that came with it and are kept whole."""
    awaited: int
    """New addresses, to be fetched when they are opened."""
    known: int
    """What was kept already; it got the tags."""
    left: int
    """What names nothing that can be fetched from the web."""

    @property
    def sentence(self) -> str:
        """What the person is told."""
        told = [
            tr("From {program}:", program=tr(self.program)),
            count("{n} story,", "{n} stories,", self.stories),
            count(
                "{n} address to be fetched when it is opened.",
                "{n} addresses to be fetched when they are opened.",
                self.awaited,
            ),
        ]
        if self.known:
            told.append(count("{n} was kept already.", "{n} were kept already.", self.known))
        if self.left:
            told.append(
                count(
                    "{n} entry leads to no page on the web and was left out.",
                    "{n} entries lead to no page on the web and were left out.",
                    self.left,
                )
            )
        return " ".join(told)


def bring_in(
    library: Keeping,
    content: bytes,
    opening: Callable[[], Opening],
    step: Callable[[int, int], None] | None = None,
) -> Imported:
    """Adds what an export holds. What was added before it is stopped or fails is kept; a second time adds nothing.

    Raises:
        KeepingError: no known program writes like that.
    """
    brought = read(content)
    # The latest last, because what was added last is listed first.
    entries = sorted(brought.entries, key=lambda entry: entry.added)
    whole = [entry for entry in entries if entry.html]
    bare = [entry for entry in entries if not entry.html]
    stories = known = 0
    for number, entry in enumerate(whole):
        if step:
            step(number, len(whole))
        match _add(library, entry, opening):
            case None:
                bare.append(entry)
            case True:
                stories += 1
            case False:
                known += 1
    left = sum(not entry.address for entry in bare)
    bare = [entry for entry in bare if entry.address]
    done = library.store.await_(bare)
    for entry, (key, new) in zip(bare, done, strict=True):
        if new:
            _note(library, key, "", entry)
    awaited = sum(new for _, new in done)
    return Imported(brought.program, stories, awaited, known + len(done) - awaited, brought.left + left)


def _add(library: Keeping, entry: Entry, opening: Callable[[], Opening]) -> bool | None:
    """Whether a page that came along is new here; `None` where no story is in it."""
    store = library.store
    kept = store.find_address(entry.address) if entry.address else None
    if kept is not None and not kept.awaited:
        store.tag(kept.id, *entry.tags)
        store.date(kept.id, entry.added)
        return False
    page = Page(entry.html.encode("utf-8", "replace"), entry.address, "text/html; charset=utf-8")
    try:
        document = opening().read(page)
    except OpeningError:
        return None
    before = store.count()
    key = store.keep(document, entry.added, visit=False)
    new = store.count() > before or kept is not None
    store.date(key, entry.added)
    store.tag(key, *entry.tags)
    if new:
        _note(library, key, document.text, entry)
    return new


def _note(library: Keeping, key: int, text: str, entry: Entry) -> None:
    """Marks the passages at their places; while there is no text, they wait for it with their words."""
    for passage, words in entry.notes:
        quote = " ".join(passage.split())
        place = max(text.find(quote), 0) if quote else 0
        if text[place:].startswith(quote):
            position, label = position_at(text, place), label_of(text, place)
        else:
            position, label = position_at(quote, 0), label_of(quote, 0)
        library.store.mark(key, position, words or passage, label)
