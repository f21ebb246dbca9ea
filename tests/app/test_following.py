"""New stories of a feed come into the queue, each once, and a server is asked no more than it likes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from reader.app import build
from reader.app.following import FIRST, MOST, Following, Left
from reader.app.keeping import Keeping
from reader.core.document import Document, Page
from reader.core.errors import NotText, OpeningError, Refused, Unreachable
from reader.core.keeping import Stage
from reader.core.protocols import Progress
from reader.devices.library.store import Store
from reader.devices.web.feeds import Answer

FEED = "https://example.org/feed"
TEXT = (
    "The ferry to the island sank in the harbour on Monday. Nobody was hurt. The captain had left the bridge to fetch "
    "a sandwich. The harbour is closed until the ferry can be lifted. A crane is on its way from the mainland."
)
MORE = (
    "The company had asked for a new light on the pier in spring. It was promised for the autumn, and then for the spring"
    " after. Fishermen say that they have steered by the lamp of the inn for years."
)


def rss(*names: str, content: str = "") -> bytes:
    items = "".join(
        f"<item><title>Story {name}</title><link>https://example.org/{name}</link><description><![CDATA[{content}]]></description></item>"
        for name in names
    )
    return f"<rss version='2.0'><channel><title>The Gull</title><link>https://example.org/</link>{items}</channel></rss>".encode()


class World:
    """The web and the clock of one test."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, str, str]] = []
        self.opened: list[str] = []
        self.failing: dict[str, OpeningError] = {}
        self.silent = ""
        """What never answers."""
        self.waited = 0
        self.now = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)

    def ask(
        self, address: str, etag: str = "", modified: str = "", progress: Progress | None = None
    ) -> Answer:
        self.asked.append((address, etag, modified))
        self.wait(address, progress)
        return self.answers[address]

    def wait(self, address: str, progress: Progress | None) -> None:
        while address == self.silent:
            self.waited += 1
            assert progress is not None
            assert self.waited < 10, "nobody goes"
            progress(0, 0)

    def says(self, content: bytes, address: str = FEED, **more: str) -> None:
        self.answers[address] = Answer(Page(content, address, "application/rss+xml"), **more)  # type: ignore[arg-type]

    def open(self, named: str, progress: Progress | None = None) -> Document:
        self.opened.append(named)
        self.wait(named, progress)
        if named in self.failing:
            raise self.failing[named]
        title = f"Story {named.rpartition('/')[2]}"
        content = f"<html><title>{title}</title><article><h1>{title}</h1><p>{TEXT}</p><p>{MORE}</p></article></html>"
        return self.read(Page(content.encode(), named, "text/html"))

    def read(self, page: Page) -> Document:
        return build.opening().read(page)


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Keeping]:
    store = Store(tmp_path / "library.sqlite3")
    yield Keeping(lambda: store)
    store.close()


@pytest.fixture
def following(world: World, library: Keeping) -> Following:
    return Following(
        lambda: library,
        lambda: world,
        lambda: world,
        build.summarizing,
        clock=lambda: world.now,
        pause=0,  # type: ignore[arg-type, return-value]
    )


def stopping(after: int) -> Callable[[], bool]:
    """Says so when it is asked more often than this."""
    asked = count()
    return lambda: next(asked) >= after


def queued(library: Keeping) -> list[str]:
    return [kept.title for kept in library.queue()]


def test_following_a_feed_asks_for_it_and_queues_nothing(
    following: Following, world: World, library: Keeping
) -> None:
    world.says(rss("a"))
    feed, new = following.subscribe("example.org/feed")
    assert (feed.title, feed.site, new) == ("The Gull", "https://example.org/", True)
    assert following.subscribe(FEED) == (feed, False)
    assert library.count() == 0
    assert world.opened == []


def test_a_feed_of_a_machine_of_ones_own_is_asked_for_as_such_machines_answer(
    following: Following, world: World
) -> None:
    world.says(rss("a"), "http://localhost:8000/feed")
    assert following.subscribe("localhost:8000/feed")[0].address == "http://localhost:8000/feed"


def test_the_page_of_a_paper_leads_to_its_feed(following: Following, world: World) -> None:
    page = b"<html><head><link rel='alternate' type='application/rss+xml' href='/feed'></head><body>News</body></html>"
    world.says(page, "https://example.org")
    world.says(rss("a"))
    assert following.subscribe("https://example.org")[0].address == FEED


def test_what_names_no_feed_cannot_be_followed(following: Following, world: World) -> None:
    world.says(b"<html><body>News</body></html>")
    with pytest.raises(NotText):
        following.subscribe(FEED)
    assert following.feeds() == []


def test_new_stories_are_cleaned_summed_up_and_queued_oldest_first_and_once(
    following: Following, world: World, library: Keeping
) -> None:
    world.says(rss("b", "a"))
    following.subscribe(FEED)
    (done,) = following.refresh()
    assert queued(library) == ["Story a", "Story b"]
    assert len(done.queued) == 2
    kept = library.kept(done.queued[0])
    assert kept.gist in f"{TEXT} {MORE}"
    assert kept.gist
    assert kept.stage is Stage.NEW
    assert library.history() == [], "the person has opened none of it"
    world.now += timedelta(hours=2)
    world.says(rss("c", "b", "a"))
    library.forget(done.queued[0])
    (again,) = following.refresh()
    assert [library.kept(key).title for key in again.queued] == ["Story c"]
    assert world.opened.count("https://example.org/a") == 1, "what was forgotten does not come again"


def test_of_many_stories_the_latest_come_and_the_others_wait(
    following: Following, world: World, library: Keeping
) -> None:
    world.says(rss(*(f"s{number}" for number in range(10))))
    following.subscribe(FEED)
    (first,) = following.refresh()
    assert queued(library) == ["Story s2", "Story s1", "Story s0"]
    assert len(first.queued) == FIRST
    assert first.awaited == 10 - FIRST
    assert {kept.stage for kept in library.recent() if not kept.queued} == {Stage.AWAITED}
    world.now += timedelta(hours=2)
    world.says(rss(*(f"t{number}" for number in range(30))))
    (second,) = following.refresh()
    assert (len(second.queued), second.awaited) == (MOST, 30 - MOST)


def test_a_server_is_asked_with_its_marks_and_only_when_it_is_time(
    following: Following, world: World
) -> None:
    world.says(rss("a"), etag='"1"', modified="Thu, 06 Jan 2022 10:30:00 GMT")
    following.subscribe(FEED)
    following.refresh()
    assert following.refresh() == []
    world.now += timedelta(minutes=59)
    assert following.due() == []
    world.now += timedelta(minutes=2)
    world.answers[FEED] = Answer(None, '"1"', "Thu, 06 Jan 2022 10:30:00 GMT")
    (done,) = following.refresh()
    assert world.asked[-1] == (FEED, '"1"', "Thu, 06 Jan 2022 10:30:00 GMT")
    assert done.feed.trouble == ""


def test_trouble_is_told_backs_off_and_ends(following: Following, world: World) -> None:
    world.says(rss("a"))
    following.subscribe(FEED)
    world.answers[FEED] = Answer(
        None, trouble=Unreachable("example.org cannot be reached.", "Wait."), retry_after=7200
    )
    (done,) = following.refresh()
    assert (done.feed.trouble, done.feed.failures) == ("example.org cannot be reached.", 1)
    world.now += timedelta(minutes=110)
    assert following.refresh() == []
    world.now += timedelta(minutes=20)
    following.refresh()
    assert following.feeds()[0].failures == 2
    world.now += timedelta(hours=5)
    world.says(rss("a"))
    (well,) = following.refresh()
    assert (well.feed.trouble, well.feed.failures) == ("", 0)


def test_a_feed_that_is_gone_is_not_asked_any_more(following: Following, world: World) -> None:
    world.says(rss("a"))
    following.subscribe(FEED)
    world.answers[FEED] = Answer(None, gone=True, trouble=Refused("It is gone.", ""))
    (done,) = following.refresh()
    assert done.feed.gone
    world.now += timedelta(days=100)
    assert following.refresh() == []


def test_a_feed_that_moved_for_good_is_asked_at_its_new_address(following: Following, world: World) -> None:
    world.says(rss("a"))
    following.subscribe(FEED)
    world.answers[FEED] = Answer(Page(rss("a"), "https://example.org/new"), moved="https://example.org/new")
    following.refresh()
    assert [feed.address for feed in following.feeds()] == ["https://example.org/new"]


def test_a_page_that_cannot_be_had_comes_from_the_feed_or_waits(
    following: Following, world: World, library: Keeping
) -> None:
    world.says(rss("a", content=f"<p>{TEXT}</p><p>{MORE}</p><p>{TEXT}</p>"))
    following.subscribe(FEED)
    world.failing["https://example.org/a"] = Refused("No.", "")
    (done,) = following.refresh()
    assert len(done.queued) == 1
    assert "sandwich" in library.open(done.queued[0]).text
    world.now += timedelta(hours=2)
    world.says(rss("b"))
    world.failing["https://example.org/b"] = Refused("No.", "")
    (done,) = following.refresh()
    assert (done.queued, done.awaited) == ((), 1)


def test_a_feed_cannot_have_us_ask_the_machines_of_the_person(
    following: Following, world: World, library: Keeping
) -> None:
    world.says(rss("a").replace(b"https://example.org/a", b"http://192.168.1.1/reboot"))
    following.subscribe(FEED)
    (done,) = following.refresh()
    assert world.opened == []
    assert done.awaited == 1


def test_what_was_stopped_goes_on_another_time(following: Following, world: World, library: Keeping) -> None:
    world.says(rss("b", "a"), etag='"1"')
    following.subscribe(FEED)
    stopped: Callable[[], bool] = lambda: bool(world.opened)  # noqa: E731 - it reads as what it is
    following.refresh(stopped=stopped)
    assert queued(library) == ["Story a"]
    world.now += timedelta(hours=2)
    following.refresh()
    assert world.asked[-1] == (FEED, "", ""), "the marks would say that nothing is new"
    assert queued(library) == ["Story a", "Story b"]


@pytest.mark.parametrize("silent", [FEED, "https://example.org/b"])
def test_a_machine_that_never_answers_is_left_at_once_when_it_is_stopped(
    following: Following, world: World, library: Keeping, silent: str
) -> None:
    world.says(rss("c", "b", "a"))
    following.subscribe(FEED)
    world.silent = silent
    following.refresh(stopped=lambda: world.waited > 3)
    assert queued(library) == (["Story a"] if silent != FEED else [])
    world.silent = ""
    world.now += timedelta(hours=2)
    following.refresh()
    assert queued(library) == ["Story a", "Story b", "Story c"]


def test_a_new_feed_that_never_answers_is_left_at_once_when_it_is_stopped(
    following: Following, world: World
) -> None:
    world.silent = FEED
    with pytest.raises(Left):
        following.subscribe(FEED, lambda: world.waited > 3)
    assert following.feeds() == []


def test_the_pause_before_a_machine_is_asked_again_ends_when_it_is_stopped(
    world: World, library: Keeping
) -> None:
    following = Following(
        lambda: library,
        lambda: world,
        lambda: world,
        build.summarizing,
        pause=1e9,  # type: ignore[arg-type, return-value]
    )
    world.says(rss("a"))
    following.subscribe(FEED)
    assert following.refresh([feed.id for feed in following.feeds()], stopped=stopping(3)) == []
    assert len(world.asked) == 1


def test_lists_of_feeds_are_followed_without_asking_anyone(following: Following, world: World) -> None:
    content = b"<opml><body><outline type='rss' text='Gull' xmlUrl='https://example.org/feed'/></body></opml>"
    assert following.read_opml(content) == (1, 0)
    assert following.read_opml(content) == (0, 0)
    assert world.asked == []
    assert 'xmlUrl="https://example.org/feed"' in following.write_opml()
