"""A server is asked for a feed as it likes to be asked, shown against a real one on this machine."""

from __future__ import annotations

import http.server
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from reader.core.errors import NotText, Refused, TooLarge, Unreachable
from reader.devices.web.feeds import FeedWeb, _seconds
from reader.devices.web.fetching import Limits


class Site(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        match self.path:
            case "/feed":
                if self.headers.get("If-None-Match") == '"1"':
                    self._say(304)
                else:
                    self._say(
                        200, b"<rss/>", ETag='"1"', **{"Last-Modified": "Thu, 06 Jan 2022 10:30:00 GMT"}
                    )
            case "/moved":
                self._say(301, Location="/moved-on")
            case "/moved-on":
                self._say(308, Location="/feed")
            case "/elsewhere":
                self._say(302, Location="/feed")
            case "/busy":
                self._say(429, **{"Retry-After": "120"})
            case "/later":
                later = datetime.now(UTC) + timedelta(hours=1)
                self._say(503, **{"Retry-After": format_datetime(later, usegmt=True)})
            case "/nonsense":
                self._say(503, **{"Retry-After": "soon"})
            case "/gone":
                self._say(410)
            case "/large":
                self._say(200, b"a" * 200_000)
            case "/picture":
                self._say(200, b"a", kind="image/png")
            case "/silent":
                self.server.ended.wait(60)  # type: ignore[attr-defined]
            case "/long-mark":
                self._say(200, b"<rss/>", ETag="x" * 5000)

    def _say(
        self, status: int, content: bytes = b"", kind: str = "application/rss+xml", **headers: str
    ) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(content)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.daemon_threads = True
    server.ended = threading.Event()  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.ended.set()  # type: ignore[attr-defined]
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def web() -> FeedWeb:
    return FeedWeb(Limits(size=100_000, seconds=5, silence=5, redirects=5))


def test_what_did_not_change_is_not_sent_again(web: FeedWeb, site: str) -> None:
    first = web.ask(f"{site}/feed")
    assert first.page is not None
    assert first.page.content == b"<rss/>"
    assert (first.etag, first.modified) == ('"1"', "Thu, 06 Jan 2022 10:30:00 GMT")
    second = web.ask(f"{site}/feed", first.etag, first.modified)
    assert second.page is None
    assert second.trouble is None
    assert second.etag == '"1"'


def test_only_a_move_for_good_is_one(web: FeedWeb, site: str) -> None:
    assert web.ask(f"{site}/moved").moved == f"{site}/feed"
    assert web.ask(f"{site}/elsewhere").moved == ""
    assert web.ask(f"{site}/feed").moved == ""


def test_a_server_says_how_long_it_wants_to_be_left_alone(web: FeedWeb, site: str) -> None:
    busy = web.ask(f"{site}/busy")
    assert busy.retry_after == 120
    assert isinstance(busy.trouble, Refused)
    assert 3500 < web.ask(f"{site}/later").retry_after <= 3600
    assert web.ask(f"{site}/nonsense").retry_after == 0


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows has one zone for all programs")
def test_a_date_without_its_zone_is_the_same_on_every_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    written = "Fri, 01 Jan 2100 00:00:00"
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    try:
        assert abs(_seconds(f"{written} -0000") - _seconds(f"{written} GMT")) < 1800, "not by hours"
    finally:
        monkeypatch.undo()
        time.tzset()


def test_gone_is_told_from_other_trouble(web: FeedWeb, site: str) -> None:
    assert web.ask(f"{site}/gone").gone
    assert not web.ask(f"{site}/busy").gone


@pytest.mark.parametrize(("path", "trouble"), [("/large", TooLarge), ("/picture", NotText)])
def test_limits_hold(web: FeedWeb, site: str, path: str, trouble: type[Exception]) -> None:
    answer = web.ask(f"{site}{path}")
    assert answer.page is None
    assert isinstance(answer.trouble, trouble)


def test_nobody_there_is_trouble_and_no_exception(web: FeedWeb) -> None:
    assert isinstance(web.ask("http://127.0.0.1:1/feed").trouble, Unreachable)


def test_a_server_that_says_nothing_is_left_at_once(web: FeedWeb, site: str) -> None:
    class Left(Exception):
        pass

    def leave(_here: int, _whole: int) -> None:
        raise Left

    with pytest.raises(Left):
        web.ask(f"{site}/silent", progress=leave)


def test_a_mark_without_measure_is_not_sent_back(web: FeedWeb, site: str) -> None:
    assert web.ask(f"{site}/long-mark").etag == ""
