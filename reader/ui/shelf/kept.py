"""Joins the library view to the app floor: turns its questions into those of `Keeping`, and the answers into rows."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reader.app import build
from reader.core.document import Document
from reader.core.errors import KeepingError
from reader.core.keeping import Bookmark, Kept, Stage
from reader.ui.shelf.needs import Feed, Marked, Packed, Packing, Row, Section, Shown, Sizes, Summaries, Taken

if TYPE_CHECKING:
    from reader.app.keeping import Keeping

LARGEST = 1 << 30
"""Bytes of a file to import; a library of 10,000 articles is far below."""
_STAGES = {Section.UNREAD: Stage.NEW, Section.BEGUN: Stage.STARTED, Section.FINISHED: Stage.FINISHED}


class KeptLibrary:
    """The program's own library."""

    def __init__(self, keeping: Keeping) -> None:
        self._keeping = keeping

    def ids(self, shown: Shown) -> Sequence[int]:
        return [key for key in self._in(shown) if key not in shown.without]

    def found(self, shown: Shown, limit: int) -> Sequence[Row]:
        among = None if shown.section is Section.ALL else set(self._in(shown))
        hits = self._keeping.search(shown.words, limit + len(shown.without), among)
        return [_row(kept) for kept in hits if kept.id not in shown.without][:limit]

    def rows(self, ids: Sequence[int]) -> Sequence[Row]:
        return [_row(kept) for kept in self._keeping.some(ids)]

    def sizes(self, without: frozenset[int]) -> Sizes:
        keeping = self._keeping
        stages = dict(keeping.stages())
        for kept in keeping.some(without):
            stages[kept.stage] -= 1
        sections = {section: stages.get(stage, 0) for section, stage in _STAGES.items()}
        sections[Section.UNREAD] += stages.get(Stage.AWAITED, 0)
        sections[Section.ALL] = sum(stages.values())
        sections[Section.QUEUE] = sum(kept.id not in without for kept in keeping.queue())
        sections[Section.HISTORY] = sum(key not in without for key in keeping.history_keys())
        return Sizes(sections, tuple(keeping.tags()))

    def get(self, key: int) -> Document:
        return self._keeping.store.get(key)

    def keep(self, document: Document) -> int:
        return self._keeping.store.keep(document, visit=False)

    def leave(self, ids: Sequence[int]) -> None:
        self._keeping.leave(*ids)

    def stay(self, ids: Sequence[int]) -> None:
        self._keeping.stay(*ids)

    def forget_left(self, ids: Sequence[int] = ()) -> None:
        self._keeping.forget_left(*ids)

    def queue(self) -> Sequence[int]:
        return [kept.id for kept in self._keeping.queue()]

    def enqueue(self, *ids: int) -> None:
        self._keeping.enqueue(*ids)

    def dequeue(self, *ids: int) -> None:
        self._keeping.dequeue(*ids)

    def reorder(self, ids: Sequence[int]) -> None:
        self._keeping.reorder(ids)

    def retag(self, key: int, tags: Sequence[str]) -> None:
        self._keeping.set_tags(key, tags)

    def mark(self, key: int, text: str, offset: int, note: str) -> None:
        self._keeping.mark(key, text, offset, note)

    def annotate(self, mark: int, note: str) -> None:
        self._keeping.annotate(mark, note, self._keeping.store.bookmark(mark).label)

    def unmark(self, mark: int) -> None:
        self._keeping.unmark(mark)

    def marks(self, key: int = 0) -> Sequence[Marked]:
        marks = self._keeping.marks(key)
        titles = {
            kept.id: kept.title or kept.address
            for kept in self._keeping.some({mark.document for mark in marks})
        }
        return [_marked(mark, titles.get(mark.document, "")) for mark in marks]

    def notices(self) -> Sequence[str]:
        return self._keeping.notices()

    def carry_in(self, file: Path) -> Taken:
        from reader.app.carrying import carry_in, is_carried  # start-up time
        from reader.app.importing import bring_in  # start-up time

        content = _content(file)
        if is_carried(content):
            return Taken(documents=carry_in(self._keeping, io.BytesIO(content)))
        if b"<opml" in content[:4096].lower():
            new, strange = build.following().read_opml(content)
            return Taken(feeds=new, refused=strange)
        done = bring_in(self._keeping, content, build.opening)
        return Taken(done.stories, done.awaited, done.known, 0, done.left)

    def carry_out(self, file: Path) -> int:
        from reader.app.carrying import carry_out  # start-up time
        from reader.devices.files.appearing import appearing  # start-up time

        opml = file.suffix.lower() == ".opml"
        lines = [build.following().write_opml()] if opml else carry_out(self._keeping)
        written = 0
        with (
            appearing(file, replace=True) as part,
            part.open("w", encoding="utf-8", errors="surrogatepass", newline="\n") as out,
        ):
            for line in lines:
                out.write(f"{line}\n")
                written += 1
        return len(build.following().feeds()) if opml else written - 1

    def feeds(self) -> Sequence[Feed]:
        return [Feed(f.id, f.title, f.address, f.asked, f.trouble) for f in build.following().feeds()]

    def follow(self, address: str, stopped: Callable[[], bool]) -> Feed:
        feed, _ = build.following().subscribe(address, stopped)
        return Feed(feed.id, feed.title, feed.address)

    def unfollow(self, feed: int) -> None:
        build.following().unsubscribe(feed)

    def refresh(self, stopped: Callable[[], bool]) -> tuple[int, Sequence[str]]:
        following = build.following()
        done = following.refresh([feed.id for feed in following.feeds()], stopped=stopped)
        troubles = [
            f"{one.feed.title or one.feed.address}: {one.feed.trouble}" for one in done if one.feed.trouble
        ]
        return sum(len(one.queued) for one in done), troubles

    def look(self, stopped: Callable[[], bool]) -> int:
        return sum(len(one.queued) for one in build.following().refresh(stopped=stopped))

    def briefing(self, ids: Sequence[int]) -> Summaries:
        fetched = {key: document for key in ids if (document := self._keeping.store.get(key)).text}
        if not fetched:
            raise KeepingError(
                "Nothing of the queue was fetched yet.", "Open its documents once, then try again."
            )
        return Summaries(build.summarizing().brief(list(fetched.values())), tuple(fetched))

    def packed(self, ids: Sequence[int], packing: Packing) -> Packed:
        from reader.app.exporting.taking import item  # start-up time

        items, missing = [], []
        for key in ids:
            packing.look()
            document = self._keeping.store.get(key)
            if document.text:
                summary = build.summarizing().summarize(document)
                items.append(
                    item(document, () if summary.notice else summary.spans, packing.what, packing.skipped)
                )
            else:
                missing.append(document.title or document.address)
        if not items:
            raise KeepingError("Nothing of it was fetched yet.", "Open its documents once, then try again.")
        return Packed(tuple(items), tuple(missing))

    def _in(self, shown: Shown) -> Sequence[int]:
        keeping = self._keeping
        match shown.section:
            case Section.ALL:
                return keeping.keys()
            case Section.QUEUE:
                return [kept.id for kept in keeping.queue()]
            case Section.HISTORY:
                return keeping.history_keys()
            case Section.TAG:
                return keeping.keys(tag=shown.tag)
            case Section.UNREAD:
                return keeping.keys(stage=Stage.NEW) + keeping.keys(stage=Stage.AWAITED)
            case Section.BEGUN | Section.FINISHED:
                return keeping.keys(stage=_STAGES[shown.section])


def _content(file: Path) -> bytes:
    try:
        if file.stat().st_size > LARGEST:
            raise KeepingError(
                f"{file.name} is too large.", f"Up to {LARGEST >> 20} MiB can be imported at once."
            )
        return file.read_bytes()
    except OSError as error:
        raise KeepingError(f"{file.name} cannot be read.", "Check its name and your permissions.") from error


def _row(kept: Kept) -> Row:
    return Row(
        kept.id,
        kept.title,
        kept.site,
        kept.published,
        kept.opened,
        kept.words,
        heard=kept.percent / 100,
        finished=kept.stage is Stage.FINISHED,
        awaited=kept.awaited,
        queued=kept.queued,
        tags=kept.tags,
        address=kept.address,
        snippet=kept.snippet,
    )


def _marked(mark: Bookmark, title: str) -> Marked:
    return Marked(mark.id, mark.document, title, mark.label, mark.position, mark.note)
