"""Follows feeds: asks them for new stories, when the person says so, and puts the stories into the queue.

Nothing here runs by itself, and nothing is asked of anyone unless the person says so.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from html import escape
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from reader.app.keeping import Keeping
from reader.core.addresses import is_private, with_scheme
from reader.core.document import Document, Page
from reader.core.errors import NotText, OpeningError
from reader.core.feeds.schedule import is_due, next_time
from reader.core.keeping import Entry, Feed
from reader.devices.library.feeds import Known

if TYPE_CHECKING:
    from reader.app.opening import Opening
    from reader.app.summarizing import Summarizing
    from reader.core.feeds.parsing import Parsed, Story
    from reader.core.protocols import Progress
    from reader.devices.web.feeds import Answer

FIRST = 3
"""Stories that come into the queue when a feed is asked for the first time; a choice."""
MOST = 20
"""Stories that are fetched of one feed at once; what is beyond is kept as addresses."""
PAUSE = 1.0
"""Seconds between two questions to one machine."""
_ENOUGH = 600
"""Code points from which what the feed itself holds may stand for a story that its page does not give."""

_GLANCE = 0.05
"""Seconds of waiting after which it is asked again whether to go on."""

Step = Callable[[str, int, int], None]
"""What is being asked (a title or an address), how many are done, and of how many."""
Stopped = Callable[[], bool]
"""Whether nobody wants what is asked for any more. Any thread calls it, often."""


class Asking(Protocol):
    """The web as feeds come from it."""

    def ask(
        self, address: str, etag: str = "", modified: str = "", progress: Progress | None = None
    ) -> Answer: ...


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What came of asking one feed."""

    feed: Feed
    """As it is now; `trouble` says what went wrong."""
    queued: tuple[int, ...] = ()
    """The documents that are new in the queue, oldest first."""
    awaited: int = 0
    """Stories beyond the limit, or that could not be had: kept as addresses, to be fetched when they are opened."""


class Left(Exception):
    """What was asked for is wanted no more."""


def _never() -> bool:
    return False


class Following:
    """The feeds of a person. Any thread may call it; what says so blocks for the network.

    Raises, in every method:
        KeepingError: the library cannot be used, or has no feed of that id.
    """

    def __init__(
        self,
        library: Callable[[], Keeping],
        web: Callable[[], Asking],
        opening: Callable[[], Opening],
        summarizing: Callable[[], Summarizing],
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        pause: float = PAUSE,
    ) -> None:
        self._library = library
        self._web = web
        self._opening = opening
        self._summarizing = summarizing
        self._clock = clock
        self._pause = pause
        self._asked: dict[str, float] = {}

    def feeds(self) -> list[Feed]:
        """All feeds, by name."""
        return self._library().store.feeds()

    def subscribe(self, address: str, stopped: Stopped = _never) -> tuple[Feed, bool]:
        """Follows the feed at an address, or the one that the page there names; and whether that is new.

        Asks the network, for that address and where the page names a feed, for the feed.

        Raises:
            OpeningError, UsageError: there is no feed to be had.
            Left: `stopped` said so before it was there.
        """
        from reader.core.feeds.parsing import named_feed, parse  # start-up time

        address = address if "://" in address else with_scheme(address)
        look = _looking(stopped)
        page = self._page(address, look)
        try:
            parsed = parse(page)
        except NotText:
            address = named_feed(page)
            if not address:
                raise
            page = self._page(address, look)
            parsed = parse(page)
        return self._library().store.subscribe(page.address, parsed.title, parsed.site)

    def unsubscribe(self, feed: int) -> None:
        """Follows a feed no more; its stories stay."""
        self._library().store.unsubscribe(feed)

    def due(self) -> list[Feed]:
        """The feeds that may be asked again by now."""
        now = _written(self._clock())
        return [feed for feed in self.feeds() if not feed.gone and is_due(now, feed.asked, feed.due)]

    def refresh(
        self,
        feeds: Sequence[int] | None = None,
        step: Step | None = None,
        stopped: Stopped = _never,
    ) -> list[Refreshed]:
        """Asks these feeds, or all that are due, for new stories. Asks the network; trouble is in the answers.

        Once `stopped` says so nothing more is asked, nor waited for; what was fetched is kept, the rest comes
        another time.
        """
        asked = self.due() if feeds is None else [self._library().store.feed(key) for key in feeds]
        done = []
        for number, feed in enumerate(asked):
            if stopped():
                break
            if step:
                step(feed.title, number, len(asked))
            try:
                done.append(self._refresh(feed, _looking(stopped)))
            except Left:
                break
        return done

    def read_opml(self, content: bytes) -> tuple[int, int]:
        """Follows the feeds of an OPML file, without asking them yet: how many are new, how many are of no use.

        Raises:
            KeepingError: it is no OPML file.
        """
        from reader.core.feeds.opml import read  # start-up time

        feeds, strange = read(content)
        return sum(self._library().store.subscribe(*feed)[1] for feed in feeds), strange

    def write_opml(self) -> str:
        """All feeds as an OPML file."""
        from reader.core.feeds.opml import write  # start-up time

        return write(self.feeds(), "Feeds of Reader")

    def _page(self, address: str, look: Progress) -> Page:
        self._wait_for(address, look)
        answer = self._web().ask(address, progress=look)
        if answer.page is None:
            raise answer.trouble or NotText(f"{address} is empty.", "Give the address of a feed.")
        return answer.page

    def _refresh(self, feed: Feed, look: Progress) -> Refreshed:
        from reader.core.feeds.parsing import parse  # start-up time

        store = self._library().store
        known = store.known(feed.id)
        self._wait_for(feed.address, look)
        answer = self._web().ask(feed.address, known.etag, known.modified, look)
        now = self._clock()
        asked = replace(feed, asked=_written(now))
        trouble, parsed = answer.trouble, None
        if answer.page is not None:
            try:
                parsed = parse(answer.page)
            except NotText as error:
                trouble = error
        if trouble is not None:
            failures = feed.failures + 1
            due = next_time(now, failures=failures, retry_after=answer.retry_after)
            told = replace(
                asked, trouble=trouble.message, failures=failures, gone=answer.gone, due=_written(due)
            )
            store.answered(told, known)
            return Refreshed(told)
        due = next_time(now, retry_after=answer.retry_after, minutes=parsed.minutes if parsed else 0)
        told = replace(asked, trouble="", failures=0, due=_written(due), address=answer.moved or feed.address)
        if parsed is None:
            store.answered(told, known)
            return Refreshed(told)
        told = replace(told, title=parsed.title or feed.title, site=parsed.site or feed.site)
        queued, awaited, whole = self._take(told, parsed, first=not feed.asked, look=look)
        # The marks count only once all that they stand for is kept.
        store.answered(told, Known(answer.etag, answer.modified) if whole else Known())
        return Refreshed(told, tuple(queued), awaited)

    def _take(
        self, feed: Feed, parsed: Parsed, *, first: bool, look: Progress
    ) -> tuple[list[int], int, bool]:
        """Keeps what is new, oldest first: what is queued, how much is only kept as an address, and whether it is all."""
        store = self._library().store
        unseen = store.unseen(feed.id, (story.name for story in parsed.stories))
        new = [story for story in parsed.stories if story.name in unseen]
        fetched = {story.name for story in new[: FIRST if first else MOST]}
        queued: list[int] = []
        awaited = 0
        for story in reversed(new):
            kept = store.find_address(story.address)
            if kept is None or kept.awaited:
                try:
                    look(0, 0)
                    document = self._story(story, feed, look) if story.name in fetched else None
                except Left:
                    return queued, awaited, False
                if document is not None:
                    queued.append(self._queue(document, story))
                else:
                    store.await_([Entry(story.address, story.title, story.published)])
                    awaited += 1
            store.see(feed.id, [story.name])
        store.see(feed.id, [], still=(story.name for story in parsed.stories))
        return queued, awaited, True

    def _story(self, story: Story, feed: Feed, look: Progress) -> Document | None:
        """The story from its page, or from the feed where the page does not give it."""
        # A feed from outside must not have us ask the person's own machines.
        if not is_private(story.address) or _machine(story.address) == _machine(feed.address):
            self._wait_for(story.address, look)
            try:
                return self._opening().open(story.address, look)
            except OpeningError:
                pass
        if len(story.html) < _ENOUGH:
            return None
        title = escape(story.title)
        page = f"<!doctype html><title>{title}</title><article><h1>{title}</h1>{story.html}</article>"
        try:
            return self._opening().read(
                Page(page.encode("utf-8", "replace"), story.address, "text/html; charset=utf-8")
            )
        except OpeningError:
            return None

    def _queue(self, document: Document, story: Story) -> int:
        from reader.core.summary.length import Length, Unit  # start-up time

        store = self._library().store
        key = store.keep(document, asked=story.address, visit=False)
        summary = self._summarizing().summarize(document, Length(1, Unit.SENTENCES))
        if summary.spans:
            store.tell_gist(key, " ".join(summary.spans[0].of(document.text).split()))
        store.enqueue(key)
        return key

    def _wait_for(self, address: str, look: Progress) -> None:
        """No machine is asked twice within the pause."""
        machine = _machine(address)
        until = self._asked.get(machine, -self._pause) + self._pause
        while (wait := until - time.monotonic()) > 0:
            look(0, 0)
            time.sleep(min(wait, _GLANCE))
        self._asked[machine] = time.monotonic()


def _looking(stopped: Stopped) -> Progress:
    """Raises `Left` once nobody wants more."""

    def look(_here: int, _whole: int) -> None:
        if stopped():
            raise Left

    return look


def _machine(address: str) -> str:
    return urlsplit(address).netloc.lower()


def _written(when: datetime) -> str:
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")
