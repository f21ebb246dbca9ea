"""Turns what `reader export` is given into what goes into the file: files and addresses, the queue, what is kept."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from reader.app import build
from reader.app.wording import told
from reader.cli.asked import joined, length, opened
from reader.cli.briefing import check_several
from reader.cli.printing import each, print_text
from reader.core.errors import KeepingError, UsageError
from reader.core.speech import skipping

if TYPE_CHECKING:
    from reader.app.exporting.parcels import Item
    from reader.core.document import Document, Span
    from reader.core.keeping import Kept

PARTS = 3
"""Sentences that tell of a story on the page and in the feed of a parcel."""


@dataclass(slots=True)
class Given:
    """What could be opened."""

    names: list[str] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    """One for each name; for a briefing one of all."""
    notices: list[str] = field(default_factory=list)
    """What a person was told of them."""
    failed: bool = False
    """Whether something could not be opened; that was told, too."""

    @property
    def sources(self) -> list[str]:
        """What each item was named as."""
        return self.names if len(self.names) == len(self.items) else [", ".join(self.names)]

    def tell(self, notice: str) -> None:
        """Once, however many it holds for."""
        if notice and notice not in self.notices:
            self.notices.append(notice)
            print_text(told(notice), error=True)


def given(asked: argparse.Namespace) -> Given:
    """Opens everything, each in its turn; what cannot be opened is told of, and the rest goes on.

    Raises:
        UsageError, KeepingError: nothing was named, --join and --briefing were, or the queue is empty.
    """
    check_several(asked)
    found = Given()
    documents: list[Document] = []

    def take(opening: Callable[[], Document], named: str) -> None:
        document = opening()
        if asked.briefing:
            documents.append(document)
        else:
            found.items.append(_item(asked, document, found))
        found.names.append(named)

    for named, opening in _named(asked):
        found.failed |= each([named], as_json=asked.json, work=partial(take, opening)) != 0
    if documents:
        made = build.summarizing().brief(documents, length(asked))
        found.items.append(_made(asked, made.document, None, found))
    return found


def _named(asked: argparse.Namespace) -> Iterator[tuple[str, Callable[[], Document]]]:
    """Every input, and what opens it."""
    if not (asked.inputs or asked.queue or asked.kept):
        raise UsageError(
            "There is nothing to export.", "Name a file or an address, or add --queue or --kept."
        )
    for named in joined(asked):
        yield named, partial(opened, build.opening(), asked, named)
    if not (asked.queue or asked.kept):
        return
    library = build.library()
    queued = library.queue() if asked.queue else []
    if asked.queue and not queued:
        raise KeepingError("The queue is empty.", "Run: reader library queue add ID")
    for kept in queued:
        yield kept.address or kept.title or str(kept.id), partial(_of_library, kept)
    for key in asked.kept:
        yield str(key), partial(_numbered, key)


def _numbered(key: int) -> Document:
    return _of_library(build.library().kept(key))


def _of_library(kept: Kept) -> Document:
    """A document of the library; one of which only the address is kept is fetched."""
    return build.opening().open(kept.address) if kept.awaited else build.library().open(kept.id)


def _item(asked: argparse.Namespace, document: Document, found: Given) -> Item:
    wanted = length(asked)
    if not (asked.summary or asked.summary_first or wanted is not None):
        return _made(asked, document, None, found)
    summary = build.summarizing().summarize(document, wanted)
    found.tell(summary.notice)
    return _made(asked, document, None if summary.notice else summary.spans, found)


def _made(
    asked: argparse.Namespace, document: Document, summary: tuple[Span, ...] | None, found: Given
) -> Item:
    from reader.app.exporting.parcels import Item
    from reader.app.exporting.taking import stories
    from reader.core.summary.length import Length, Unit

    skipped = skipping.named(asked.skip)
    for notice in skipping.notices(document, skipped, None if asked.summary_first else summary):
        found.tell(notice)
    about = ""
    if asked.parcel:
        short = build.summarizing().summarize(document, Length(PARTS, Unit.SENTENCES))
        about = " ".join(span.of(document.text) for span in short.spans)
    return Item(stories(document, summary, whole=asked.summary_first, skipped=skipped), about)
