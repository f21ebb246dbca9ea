"""`reader library feeds` follows a feed on this machine, from subscribing to the stories in the queue."""

from __future__ import annotations

import http.server
import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader.app import build
from reader.app.following import Following
from reader.app.keeping import Keeping
from reader.cli.parsing import run
from reader.core.errors import UsageError
from reader.devices.library.store import Store

Run = Callable[..., tuple[int, str, str]]


class Site(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        text = "The bridge was opened on Friday. Cyclists were the first to cross it. " * 5
        pages = {
            "/": (
                "text/html",
                "<html><link rel='alternate' type='application/rss+xml' href='/feed'><body>News</body>",
            ),
            "/feed": (
                "application/rss+xml",
                "<rss version='2.0'><channel><title>The Gull</title>"
                "<item><title>Bridge opens</title><link>/bridge</link></item></channel></rss>",
            ),
            "/bridge": (
                "text/html",
                f"<title>Bridge opens</title><article><h1>Bridge opens</h1><p>{text}</p></article>",
            ),
        }
        kind, content = pages.get(self.path, ("", ""))
        self.send_response(200 if kind else 404)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(content.encode())

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Keeping]:
    monkeypatch.chdir(tmp_path)
    store = Store(tmp_path / "library.sqlite3")
    keeping = Keeping(lambda: store)
    following = Following(lambda: keeping, build._feed_web, build.opening, build.summarizing, pause=0)
    monkeypatch.setattr(build, "library", lambda: keeping)
    monkeypatch.setattr(build, "following", lambda: following)
    yield keeping
    store.close()


@pytest.fixture
def do(library: Keeping, capsys: pytest.CaptureFixture[str]) -> Run:
    def do(*words: str) -> tuple[int, str, str]:
        status = run(["library", "feeds", *words])
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return do


def test_from_a_paper_to_the_queue(do: Run, site: str, library: Keeping) -> None:
    status, out, _ = do("add", site)
    assert (status, out) == (0, "    1  The Gull\n")
    assert "followed already" in do("add", f"{site}/feed")[1]
    assert "not asked yet" in do()[1]
    assert do("refresh")[:2] == (0, "The Gull: 1 new story in the queue\n")
    (kept,) = library.queue()
    assert kept.title == "Bridge opens"
    assert kept.gist
    assert do("refresh") == (0, "", "No feed may be asked again yet.\n")
    assert do("refresh", "1")[1] == "The Gull: 0 new stories in the queue\n"
    (record,) = [json.loads(line) for line in do("list", "--json")[1].splitlines()]
    assert record["address"] == f"{site}/feed"
    assert do("remove", "1")[0] == 0
    assert library.count() == 1, "its stories stay"


def test_what_fails_is_said_and_the_status_tells(do: Run, site: str, library: Keeping) -> None:
    assert do("add", f"{site}/bridge")[0] == 1
    library.store.subscribe(f"{site}/none", "Gone")
    status, out, _ = do("refresh", "--json")
    assert status == 1
    assert "has no such page" in json.loads(out)["trouble"]


@pytest.mark.parametrize("named", ["x", "²", "7" * 5000], ids=["word", "sign", "long"])
def test_what_is_no_number_of_a_feed_is_said(do: Run, named: str) -> None:
    status, _, err = do("remove", named)
    assert status == 1
    assert err.endswith("is not the number of a feed.\n        Run: reader library feeds\n")


def test_lines_for_scripts_are_asked_for_before_what_is_meant(do: Run) -> None:
    status, out, _ = do("remove", "--json", "7", "8")
    assert status == 1
    assert [json.loads(line)["input"] for line in out.splitlines()] == ["7", "8"]
    Path("--json").write_text("no list", "utf-8")
    assert do("import", "--", "--json") == (
        1,
        "",
        "reader: This is not a list of feeds in OPML.\n        Export it again from the other program.\n",
    )


def test_a_feed_without_a_web_address_keeps_no_other_from_being_asked(
    do: Run, site: str, library: Keeping
) -> None:
    library.store.subscribe("no address", "Aaa", "")
    library.store.subscribe(f"{site}/feed", "Bbb", "")
    status, out, _ = do("refresh", "--json")
    first, second = map(json.loads, out.splitlines())
    assert status == 1
    assert first["trouble"] == "“no address” is not a web address."
    assert second["address"] == f"{site}/feed"


def test_lists_go_out_and_come_in(do: Run, library: Keeping) -> None:
    library.store.subscribe("https://example.org/feed", "The Gull")
    assert do("export", "feeds.opml")[0] == 0
    library.forget_all()
    status, out, _ = do("import", "feeds.opml", "none.opml")
    assert status == 1
    assert out.startswith("1 feed is followed now.")
    assert do("export", "-")[1] == Path("feeds.opml").read_text("utf-8")


@pytest.mark.parametrize("words", [["add"], ["remove"], ["import"], ["remove", "x"], ["refresh", "x"]])
def test_what_makes_no_sense_is_said(do: Run, words: list[str]) -> None:
    try:
        status = do(*words)[0]
    except UsageError:
        status = 1
    assert status == 1
