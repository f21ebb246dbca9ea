"""What the web may and may not do to us, shown against a real server on this machine."""

from __future__ import annotations

import gzip
import http.server
import threading
import time
import zlib
from collections.abc import Iterator

import httpx
import pytest

from reader.core.errors import NotText, Refused, TooLarge, Unreachable, UsageError
from reader.devices.web.fetching import Limits, Web
from reader.devices.web.unpacking import unpacking


class Site(http.server.BaseHTTPRequestHandler):
    """Every path is one behaviour."""

    asked: list[str]

    def do_GET(self) -> None:
        self.server.asked.append(self.path)  # type: ignore[attr-defined]
        match self.path:
            case "/story":
                self._answer(b"<p>Hello <img src='/image.png'><script src='/script.js'></script></p>")
            case "/packed":
                self._answer(gzip.compress(b"<p>" + b"packed " * 100 + b"</p>"), encoding="gzip")
            case "/bomb":
                self._answer(gzip.compress(b"a" * 5_000_000), encoding="gzip")
            case "/bomb-in-bomb":
                once = gzip.compress(b"a" * 5_000_000)
                self._answer(gzip.compress(once), encoding="gzip, gzip")
            case "/bare":
                self._answer(zlib.compress(b"<p>bare " * 50)[2:-4], encoding="deflate")
            case "/damaged":
                self._answer(b"this is not gzip", encoding="gzip")
            case "/cut":
                packed = gzip.compress(b"<p>" + b"".join(b"word %d " % n for n in range(1000)))
                self._answer(packed[: len(packed) // 2], encoding="gzip")
            case "/never-finished":
                packing = zlib.compressobj(wbits=zlib.MAX_WBITS | 16)
                packed = packing.compress(b"<p>All of it</p></body></HTML>\n") + packing.flush(
                    zlib.Z_SYNC_FLUSH
                )
                self._answer(packed, encoding="gzip")
            case "/in-a-row":
                row = gzip.compress(b"<p>One</p>") + gzip.compress(b"") + gzip.compress(b"<p>Two</p>")
                self._answer(row + b"\0\0", encoding="gzip")
            case "/moved":
                self._go("/story")
            case "/circle":
                self._go("/circle")
            case "/endlessly-moved":
                self.send_response(302)
                self.send_header("Location", "/story")
                self.end_headers()
                while not self.server.ended.wait(0.02):  # type: ignore[attr-defined]
                    try:
                        self.wfile.write(b"a" * 1000)
                    except OSError:
                        return
            case "/slow-circle":
                self.server.ended.wait(0.1)  # type: ignore[attr-defined]
                self._go("/slow-circle")
            case "/to-file":
                self._go("file:///etc/passwd")
            case "/picture":
                self._answer(b"\x89PNG", kind="image/png")
            case "/slow":
                self.send_response(200)
                self.end_headers()
                while not self.server.ended.wait(0.02):  # type: ignore[attr-defined]
                    try:
                        self.wfile.write(b"a")
                    except OSError:
                        return
            case "/silent":
                self.server.ended.wait(5)  # type: ignore[attr-defined]
            case path:
                self.send_error(int(path[1:]))

    def _answer(self, content: bytes, *, kind: str = "text/html; charset=utf-8", encoding: str = "") -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        if encoding:
            self.send_header("Content-Encoding", encoding)
        self.end_headers()
        self.wfile.write(content)

    def _go(self, address: str) -> None:
        self.send_response(302)
        self.send_header("Location", address)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name the library calls
        pass


@pytest.fixture
def server() -> Iterator[http.server.ThreadingHTTPServer]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        server.daemon_threads = True
        server.asked = []  # type: ignore[attr-defined]
        server.ended = threading.Event()  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield server
        server.ended.set()  # type: ignore[attr-defined]
        server.shutdown()


@pytest.fixture
def site(server: http.server.ThreadingHTTPServer) -> str:
    return f"http://127.0.0.1:{server.server_address[1]}"


def test_a_page_comes_with_its_type_and_final_address(site: str) -> None:
    page = Web().fetch(f"{site}/moved")
    assert page.content.startswith(b"<p>Hello")
    assert page.media_type == "text/html; charset=utf-8"
    assert page.address == f"{site}/story"


def test_nothing_but_the_address_is_asked_for(site: str, server: http.server.ThreadingHTTPServer) -> None:
    Web().fetch(f"{site}/story")
    assert server.asked == ["/story"]  # type: ignore[attr-defined]


def test_a_packed_page_is_unpacked_and_progress_is_told(site: str) -> None:
    told: list[tuple[int, int]] = []
    page = Web().fetch(f"{site}/packed", lambda done, total: told.append((done, total)))
    assert page.content.count(b"packed") == 100
    assert told
    assert told[-1][0] == told[-1][1] < len(page.content)


def test_a_small_packed_page_that_unpacks_to_a_huge_one_is_refused(site: str) -> None:
    with pytest.raises(TooLarge):
        Web(Limits(size=1_000_000)).fetch(f"{site}/bomb")


def test_no_piece_unpacks_to_more_than_is_asked_for() -> None:
    opened = unpacking("gzip")
    assert opened is not None
    assert len(opened.unpack(gzip.compress(b"a" * 5_000_000), 1000)) == 1000


def test_several_packed_in_a_row_are_one_page(site: str) -> None:
    assert Web().fetch(f"{site}/in-a-row").content == b"<p>One</p><p>Two</p>"


@pytest.mark.parametrize("size", [1, 2, 3, 1000])
def test_where_the_network_parts_what_is_packed_is_no_matter(size: int) -> None:
    row = gzip.compress(b"one ") + gzip.compress(b"two") + b"\x1f rubbish behind it"
    opened, content = unpacking("gzip"), b""
    assert opened is not None
    for at in range(0, len(row), size):
        content += opened.unpack(row[at : at + size], 1000)
    assert content == b"one two"
    assert opened.whole


def test_many_in_a_row_unpack_to_no_more_than_is_asked_for() -> None:
    opened = unpacking("gzip")
    assert opened is not None
    assert len(opened.unpack(gzip.compress(b"a" * 600) * 3, 1000)) == 1000


def test_a_packed_page_that_is_cut_off_is_refused_and_not_half_a_story(site: str) -> None:
    with pytest.raises(NotText, match="damaged on the way"):
        Web().fetch(f"{site}/cut")


def test_a_whole_page_of_a_server_that_never_finishes_packing_is_taken(site: str) -> None:
    assert Web().fetch(f"{site}/never-finished").content.startswith(b"<p>All of it</p>")


def test_a_server_that_calls_bare_deflate_so_is_understood(site: str) -> None:
    assert Web().fetch(f"{site}/bare").content == b"<p>bare " * 50


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ALL_PROXY", "socks5://localhost:1"),
        ("HTTP_PROXY", "gopher://localhost"),
        ("SSL_CERT_FILE", "/no/such/file"),
    ],
)
def test_an_environment_that_makes_no_sense_is_said(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(Unreachable) as caught:
        Web().fetch("https://localhost:1/")
    assert "PROXY" in caught.value.advice


def test_a_page_that_drips_for_ever_is_given_up(site: str) -> None:
    begun = time.monotonic()
    with pytest.raises(Unreachable, match="in time"):
        Web(Limits(seconds=0.3)).fetch(f"{site}/slow")
    assert time.monotonic() - begun < 5


def test_the_time_of_redirects_counts(site: str) -> None:
    with pytest.raises(Unreachable, match="in time"):
        Web(Limits(seconds=0.3)).fetch(f"{site}/slow-circle")


def test_nothing_is_read_of_an_answer_that_leads_elsewhere(site: str) -> None:
    assert Web(Limits(seconds=5)).fetch(f"{site}/endlessly-moved").content.startswith(b"<p>Hello")


def test_a_server_that_says_nothing_is_given_up(site: str) -> None:
    with pytest.raises(Unreachable, match="in time"):
        Web(Limits(silence=0.2)).fetch(f"{site}/silent")


@pytest.mark.parametrize("path", ["/slow", "/silent"])
def test_progress_can_cancel_at_once(site: str, path: str) -> None:
    class Cancelled(Exception):
        pass

    def cancel(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        Web().fetch(f"{site}{path}", cancel)


@pytest.mark.parametrize(
    ("path", "error"),
    [
        ("/circle", Unreachable),
        ("/to-file", Unreachable),
        ("/picture", NotText),
        ("/damaged", NotText),
        ("/bomb-in-bomb", NotText),
        ("/403", Refused),
        ("/404", Refused),
        ("/418", Refused),
        ("/503", Refused),
    ],
)
def test_what_a_server_can_do_wrong_has_a_sentence_and_an_advice(site: str, path: str, error: type) -> None:
    with pytest.raises(error) as caught:
        Web().fetch(site + path)
    assert "127.0.0.1" in caught.value.message
    assert caught.value.advice.endswith(".")


@pytest.mark.parametrize(
    "to", ["http://192.168.1.1/reboot", "http://localhost/", "http://printer/", "//[::1]/"]
)
def test_a_page_of_the_world_cannot_lead_us_to_machines_of_the_person(
    monkeypatch: pytest.MonkeyPatch, to: str
) -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.host)
        return httpx.Response(302, headers={"Location": to})

    transport = httpx.MockTransport(answer)
    monkeypatch.setattr(Web, "_client", lambda *_: httpx.Client(transport=transport))
    with pytest.raises(Refused, match=r"https://short\.example/1 leads to a machine of your own network"):
        Web().fetch("https://short.example/1")
    assert asked == ["short.example"]


def test_a_machine_of_the_person_may_lead_to_another_one(monkeypatch: pytest.MonkeyPatch) -> None:
    ways = {"wiki": "https://login.example/", "login.example": "http://wiki.lan/", "wiki.lan": ""}

    def answer(request: httpx.Request) -> httpx.Response:
        to = ways[request.url.host]
        return (
            httpx.Response(302, headers={"Location": to})
            if to
            else httpx.Response(200, stream=httpx.ByteStream(b"Hello"))
        )

    transport = httpx.MockTransport(answer)
    monkeypatch.setattr(Web, "_client", lambda *_: httpx.Client(transport=transport))
    assert Web().fetch("http://wiki/").content == b"Hello"


def test_a_host_that_is_not_there_is_unreachable() -> None:
    with pytest.raises(Unreachable, match=r"localhost cannot be reached"):
        Web().fetch("http://localhost:1/")


@pytest.mark.parametrize(
    "address",
    [
        "http://[",
        "https://[::1/a",
        "file:///etc/passwd",
        "ftp://example.org/",
        "javascript:alert(1)",
        "https://",
        "example.org",
    ],
)
def test_only_web_addresses_are_fetched(address: str) -> None:
    with pytest.raises(UsageError):
        Web().fetch(address)
