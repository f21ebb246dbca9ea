"""A library in memory; any thread may call it but the window's, which it would hold up."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from reader.app.exporting.taking import item
from reader.core.document import About, Document, Kind, Part, compose
from reader.core.errors import KeepingError
from reader.core.keeping import HIT, label_of, position_at
from reader.core.summary.bound import bound
from reader.core.summary.briefing import Item
from reader.ui.shelf.needs import Feed, Marked, Packed, Packing, Row, Section, Shown, Sizes, Summaries, Taken

HEADLINES = (
    "Old harbour crane sings again after 40 silent years",
    "Why the tide tables of Port Ellery were wrong for a century, and who found out",
    "A short note",
    "Council votes to keep the night ferry",
    "The lighthouse keeper who never saw the sea and wrote forty books about it all the same, in a room without a window",
)


def document(number: int, split: object, words: int = 40) -> Document:
    """A short story that is like no other."""
    title = HEADLINES[number % len(HEADLINES)]
    title = title if number < len(HEADLINES) else f"{title} ({number})"
    parts = [
        Part(Kind.TITLE, title),
        Part(
            Kind.PARAGRAPH,
            f"Story {number} begins here. " + "It goes on. " * (words // 3) + f"Kingfisher{number} ends it.",
        ),
    ]
    about = About(
        site=("Harbour News", "The Tide", "")[number % 3],
        published=f"2026-03-{number % 27 + 1:02}",
        address=f"https://news.example/{number}",
        language="en",
    )
    return compose(parts, split, about)  # type: ignore[arg-type]


class FakeLibrary:
    """`how_many` documents, the last added first in every list."""

    def __init__(self, split: object, how_many: int = 5) -> None:
        self._split = split
        self._documents: dict[int, Document] = {}
        self.rows_of: dict[int, Row] = {}
        self.order: list[int] = []
        self.waiting: list[int] = []
        self.marked: list[Marked] = []
        self.the_feeds: list[Feed] = []
        self.silent = False
        """The servers of feeds never answer."""
        self.waited = threading.Event()
        self.left = threading.Event()
        """Who waited for them went."""
        self.looked, self.new = 0, 2
        """How often feeds were looked at by itself, and how many stories that brings."""
        self.forgotten: list[int] = []
        self.leaving: set[int] = set()
        self.asked: list[Shown] = []
        self.said = ""
        self.failing: KeepingError | None = None
        for number in range(how_many):
            self._put(document(number, split))
        for key, heard, finished, tags in (
            (2, 0.4, False, ("sea",)),
            (3, 1.0, True, ()),
            (4, 0.0, False, ("sea", "town")),
        ):
            if key in self.rows_of:
                self.rows_of[key] = replace(self.rows_of[key], heard=heard, finished=finished, tags=tags)

    def ids(self, shown: Shown) -> Sequence[int]:
        self._check()
        self.asked.append(shown)
        order = self.waiting if shown.section is Section.QUEUE else self.order
        return [key for key in order if self._holds(shown, key)]

    def found(self, shown: Shown, limit: int) -> Sequence[Row]:
        self._check()
        self.asked.append(shown)
        wanted = shown.words.casefold().split()
        found = []
        for key in self.order:
            text = self._documents[key].text
            if self._holds(shown, key) and all(word in text.casefold() for word in wanted):
                at = text.casefold().index(wanted[0])
                end = at + len(wanted[0])
                snippet = (
                    f"…{text[max(0, at - 30) : at]}{HIT[0]}{text[at:end]}{HIT[1]}{text[end : end + 40]}…"
                )
                found.append(replace(self._row(key), snippet=snippet))
        return found[:limit]

    def rows(self, ids: Sequence[int]) -> Sequence[Row]:
        self._check()
        return [self._row(key) for key in ids if key in self.rows_of]

    def sizes(self, without: frozenset[int]) -> Sizes:
        self._check()
        sections = {
            section: sum(self._holds(Shown(section, without=without), key) for key in self.order)
            for section in Section
            if section is not Section.TAG
        }
        names = sorted({tag for row in self.rows_of.values() for tag in row.tags})
        tags = tuple((tag, sum(tag in row.tags for row in self.rows_of.values())) for tag in names)
        return Sizes(sections, tags)

    def get(self, key: int) -> Document:
        self._check()
        if key not in self._documents:
            raise KeepingError(f"There is no document {key} in the library.", "")
        return self._documents[key]

    def keep(self, document: Document) -> int:
        self._check()
        for key, known in self._documents.items():
            if known.text == document.text or (document.address and known.address == document.address):
                self._documents[key] = document
                return key
        return self._put(document)

    def leave(self, ids: Sequence[int]) -> None:
        self._check()
        self.leaving |= set(ids)

    def stay(self, ids: Sequence[int]) -> None:
        self._check()
        self.leaving -= set(ids)

    def forget_left(self, ids: Sequence[int] = ()) -> None:
        self._check()
        left = sorted(self.leaving.intersection(ids or self.leaving))
        self.leaving -= set(left)
        self.forgotten += left
        for key in left:
            del self._documents[key], self.rows_of[key]
            self.order.remove(key)

    def queue(self) -> Sequence[int]:
        self._check()
        return list(self.waiting)

    def enqueue(self, *ids: int) -> None:
        self._check()
        self.waiting = list(dict.fromkeys([*self.waiting, *ids]))

    def dequeue(self, *ids: int) -> None:
        self._check()
        self.waiting = [key for key in self.waiting if key not in ids]

    def reorder(self, ids: Sequence[int]) -> None:
        self._check()
        self.waiting = [key for key in ids if key in self.waiting]

    def retag(self, key: int, tags: Sequence[str]) -> None:
        self._check()
        self.rows_of[key] = replace(self.rows_of[key], tags=tuple(sorted(tags)))

    def mark(self, key: int, text: str, offset: int, note: str) -> None:
        self._check()
        position = position_at(text, offset)
        number = max((m.id for m in self.marked), default=0) + 1
        title, label = self._documents[key].title, label_of(text, offset)
        self.marked.append(Marked(number, key, title, label, position, note))

    def annotate(self, mark: int, note: str) -> None:
        self._check()
        self.marked = [replace(m, note=note) if m.id == mark else m for m in self.marked]

    def unmark(self, mark: int) -> None:
        self._check()
        self.marked = [m for m in self.marked if m.id != mark]

    def marks(self, key: int = 0) -> Sequence[Marked]:
        self._check()
        found = [m for m in self.marked if key in (0, m.document)]
        return sorted(found, key=lambda m: (m.document, m.position.offset))

    def carry_in(self, file: Path) -> Taken:
        self._check()
        return Taken(documents=3, addresses=2, refused=1)

    def carry_out(self, file: Path) -> int:
        self._check()
        file.write_text("{}\n")
        return len(self.order)

    def notices(self) -> Sequence[str]:
        said, self.said = self.said, ""
        return [said] if said else []

    def feeds(self) -> Sequence[Feed]:
        self._check()
        return list(self.the_feeds)

    def follow(self, address: str, stopped: Callable[[], bool]) -> Feed:
        self._check()
        self._wait(stopped)
        self.the_feeds.append(Feed(len(self.the_feeds) + 1, "Harbour News", address))
        return self.the_feeds[-1]

    def unfollow(self, feed: int) -> None:
        self._check()
        self.the_feeds = [f for f in self.the_feeds if f.id != feed]

    def refresh(self, stopped: Callable[[], bool]) -> tuple[int, Sequence[str]]:
        self._check()
        self._wait(stopped)
        return 2, ()

    def look(self, stopped: Callable[[], bool]) -> int:
        self._check()
        self._wait(stopped)
        self.looked += not stopped()
        return self.new

    def _wait(self, stopped: Callable[[], bool]) -> None:
        if self.silent:
            self.waited.set()
            for _ in range(1000):
                if stopped():
                    self.left.set()
                    return
                time.sleep(0.01)

    def briefing(self, ids: Sequence[int]) -> Summaries:
        """Of each its last sentence."""
        self._check()
        documents = [self._documents[key] for key in ids]
        items = [Item(n, d.title, d.site, d.sentences[-1:]) for n, d in enumerate(documents)]
        return Summaries(bound(documents, items), tuple(ids))

    def packed(self, ids: Sequence[int], packing: Packing) -> Packed:
        self._check()
        packing.look()
        there = [self._documents[key] for key in ids if self._documents[key].text]
        missing = [self._documents[key].title for key in ids if not self._documents[key].text]
        return Packed(tuple(item(each, (), packing.what) for each in there), tuple(missing))

    def _check(self) -> None:
        assert threading.current_thread() is not threading.main_thread(), "it would hold the window up"
        if self.failing is not None:
            raise self.failing

    def _put(self, document: Document) -> int:
        key = max(self._documents, default=0) + 1
        self._documents[key] = document
        self.rows_of[key] = Row(
            key,
            document.title,
            document.site,
            document.published,
            "2026-03-30T10:00:00Z",
            len(document.text.split()) * 20,
            address=document.address,
        )
        self.order.insert(0, key)
        return key

    def _row(self, key: int) -> Row:
        return replace(self.rows_of[key], queued=key in self.waiting)

    def _holds(self, shown: Shown, key: int) -> bool:
        row = self.rows_of[key]
        if key in shown.without:
            return False
        match shown.section:
            case Section.ALL:
                return True
            case Section.QUEUE:
                return key in self.waiting
            case Section.UNREAD:
                return not row.heard
            case Section.BEGUN:
                return row.heard > 0 and not row.finished
            case Section.FINISHED:
                return row.finished
            case Section.HISTORY:
                return bool(row.heard)
            case Section.TAG:
                return shown.tag in row.tags
