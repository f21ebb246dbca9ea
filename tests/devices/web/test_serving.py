"""A parcel is handed to players that know the token, piece by piece, and to nobody else."""

from __future__ import annotations

import http.client
import socket
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import NoReturn
from xml.etree import ElementTree

import pytest

from reader.core.errors import ExportError
from reader.devices.web.serving import Server

SOUND = bytes(range(256)) * 40


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    folder = tmp_path / "parcel"
    folder.mkdir()
    (folder / "index.html").write_text("<!DOCTYPE html><title>News</title>", "utf-8")
    (folder / "01-a.mp3").write_bytes(SOUND)
    (folder / ".hidden").write_text("secret")
    (folder / "feed.xml").write_text(
        '<rss version="2.0"><channel><link>index.html</link><item>'
        '<enclosure url="01-a.mp3" length="10240" type="audio/mpeg"/></item></channel></rss>',
        "utf-8",
    )
    (tmp_path / "outside.txt").write_text("secret")
    (folder / "way-out.txt").symlink_to(tmp_path / "outside.txt")
    with Server(folder) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def ask(
    server: Server, path: str, method: str = "GET", **headers: str
) -> tuple[int, http.client.HTTPMessage, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=10)
    connection.putrequest(method, path, skip_host="Host" in headers)
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    try:
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


@pytest.mark.parametrize("network", [False, True])
def test_nobody_is_asked_what_this_machine_is_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, network: bool
) -> None:
    def refuse(*_: object) -> NoReturn:
        raise AssertionError("asks the network")

    for name in ("getfqdn", "gethostbyaddr", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refuse)
    (tmp_path / "index.html").write_text("")
    Server(tmp_path, network=network).server_close()


def test_it_listens_on_this_machine_only_unless_asked(server: Server) -> None:
    assert server.server_address[0] == "127.0.0.1"
    assert len(server.token) >= 20


def test_the_page_and_the_sound_come_with_safe_headers(server: Server) -> None:
    status, headers, content = ask(server, f"/{server.token}/")
    assert (status, content) == (200, b"<!DOCTYPE html><title>News</title>")
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    status, headers, content = ask(server, f"/{server.token}/01-a.mp3")
    assert (status, headers["Content-Type"], content) == (200, "audio/mpeg", SOUND)
    assert headers["Accept-Ranges"] == "bytes"


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/index.html",
        "/wrong/index.html",
        "/{token}",
        "/{token}x/index.html",
        "/{token}/../outside.txt",
        "/{token}/%2e%2e/outside.txt",
        "/{token}/..%2foutside.txt",
        "/{token}/..%5coutside.txt",
        "/{token}//outside.txt",
        "/{token}/way-out.txt",
        "/{token}/.hidden",
        "/{token}/none.mp3",
        "/{token}/01-a.mp3%00.html",
        "http://elsewhere/{token}/01-a.mp3",
    ],
)
def test_nothing_else_is_handed_out(server: Server, path: str) -> None:
    status, headers, content = ask(server, path.format(token=server.token))
    assert (status, content) == (404, b"Not Found\n")
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_can_be_done_but_reading(server: Server, method: str) -> None:
    assert ask(server, f"/{server.token}/", method)[0] == 501


@pytest.mark.parametrize(
    ("asked", "begin", "end"),
    [
        ("bytes=0-99", 0, 100),
        ("bytes=100-", 100, 10_240),
        ("bytes=-40", 10_200, 10_240),
        ("bytes=9-99999", 9, 10_240),
    ],
)
def test_a_phone_can_seek(server: Server, asked: str, begin: int, end: int) -> None:
    status, headers, content = ask(server, f"/{server.token}/01-a.mp3", Range=asked)
    assert (status, content) == (206, SOUND[begin:end])
    assert headers["Content-Range"] == f"bytes {begin}-{end - 1}/10240"
    assert headers["Content-Length"] == str(end - begin)


@pytest.mark.parametrize("asked", ["bytes=10240-", "bytes=99999-99999", "bytes=-0"])
def test_beyond_the_end_there_is_nothing(server: Server, asked: str) -> None:
    status, headers, content = ask(server, f"/{server.token}/01-a.mp3", Range=asked)
    assert (status, headers["Content-Range"], content) == (416, "bytes */10240", b"")


@pytest.mark.parametrize("asked", ["bytes=5-2", "bytes=0-1,4-5", "lines=1-2", "bytes=-", "bytes=x-y"])
def test_a_range_that_makes_no_sense_is_passed_over(server: Server, asked: str) -> None:
    assert ask(server, f"/{server.token}/01-a.mp3", Range=asked)[0::2] == (200, SOUND)


def test_head_tells_the_size_alone(server: Server) -> None:
    status, headers, content = ask(server, f"/{server.token}/01-a.mp3", "HEAD")
    assert (status, headers["Content-Length"], content) == (200, "10240", b"")


def test_the_feed_has_whole_addresses_as_the_phone_sees_them(server: Server) -> None:
    _, headers, content = ask(server, f"/{server.token}/feed.xml", Host="192.0.2.7:8000")
    assert headers["Content-Type"].startswith("application/rss+xml")
    root = ElementTree.fromstring(content)
    base = f"http://192.0.2.7:8000/{server.token}"
    assert [e.get("url") for e in root.iter("enclosure")] == [f"{base}/01-a.mp3"]
    assert [e.text for e in root.iter("link")] == [f"{base}/index.html"]


def test_a_host_that_is_none_is_not_believed(server: Server) -> None:
    _, _, content = ask(server, f"/{server.token}/feed.xml", Host='evil"><script>')
    assert server.address.encode() in content
    assert b"script" not in content


def test_a_folder_that_is_no_parcel_is_not_served(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="no listening parcel"):
        Server(tmp_path)


def test_a_port_that_is_taken_is_said(server: Server) -> None:
    with pytest.raises(ExportError, match="cannot be used"):
        Server(server.folder, port=server.server_address[1])
