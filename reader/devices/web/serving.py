"""Hands a folder of sounds to players on this machine, or in this network where that is asked for.

Nothing is handed to who does not know the token in the address, no file outside the folder, none whose name begins
with a dot, and nothing is written down of who asked for what. Phones get the ranges they ask for, so that they can
seek. A podcast feed has whole addresses; those of the folder are relative, so they are made whole on the way.
"""

from __future__ import annotations

import mimetypes
import re
import socket
from collections.abc import Mapping
from email.utils import formatdate
from hmac import compare_digest
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from secrets import token_urlsafe
from socketserver import TCPServer
from threading import BoundedSemaphore
from typing import Any, BinaryIO, cast
from urllib.parse import unquote, urljoin
from xml.etree import ElementTree

from reader.core.errors import ExportError

ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"

SAFE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, max-age=0",
    "Content-Security-Policy": "default-src 'none'; media-src 'self'; img-src 'self'; style-src 'unsafe-inline'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
}
"""With every answer."""

AT_ONCE = 32
"""Connections; more wait."""

PATIENCE = 30
"""Seconds for a request to come in, and for a piece of an answer to go out."""

PIECE = 64 * 1024
LARGEST_FEED = 4 << 20

TYPES = {
    ".m4b": "audio/mp4",
    ".m4a": "audio/mp4",
    ".opus": "audio/ogg",
    ".ogg": "audio/ogg",
    ".flac": "audio/flac",
    ".wav": "audio/wav",
    ".mp3": "audio/mpeg",
    ".m3u8": "audio/mpegurl; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".xml": "application/rss+xml; charset=utf-8",
    ".epub": "application/epub+zip",
}

_RANGE = re.compile(r"bytes=(\d{0,19})-(\d{0,19})")
_HOST = re.compile(r"[A-Za-z0-9.\-]{1,253}(?::\d{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](?::\d{1,5})?")


class Server(ThreadingHTTPServer):
    """Serves one folder until `shutdown` is called; `serve_forever` blocks."""

    daemon_threads = True
    request_queue_size = 16

    def __init__(self, folder: Path, *, network: bool = False, port: int = 0) -> None:
        """`network` lets other machines in; `port` 0 takes any that is free.

        Raises:
            ExportError: there is no parcel in the folder, or the port is taken.
        """
        self.folder = folder.resolve()
        if not (self.folder / "index.html").is_file():
            raise ExportError(
                f"{folder} holds no listening parcel.", "Make one: reader export --parcel -o FOLDER INPUT…"
            )
        self.token = token_urlsafe(16)
        self._places = BoundedSemaphore(AT_ONCE)
        try:
            super().__init__(("0.0.0.0" if network else "127.0.0.1", port), _Handler)  # noqa: S104 - where asked for
        except (OSError, OverflowError) as error:
            raise ExportError(
                f"Port {port} cannot be used: {error}.", "Choose another with --port."
            ) from error
        self.host = _own_address() if network else "127.0.0.1"

    def server_bind(self) -> None:
        """Without asking anyone in the network what this machine is called, as the standard library does here."""
        TCPServer.server_bind(self)

    @property
    def address(self) -> str:
        """What a person opens."""
        return f"http://{self.host}:{self.server_address[1]}/{self.token}/"

    def process_request(self, request: Any, client_address: Any) -> None:
        """In a thread of its own, when there is a place."""
        self._places.acquire()
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._places.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A player that goes in the middle is nothing to speak of."""


class _Handler(BaseHTTPRequestHandler):
    """One request."""

    protocol_version = "HTTP/1.1"
    server_version = "Reader"
    sys_version = ""
    timeout = PATIENCE

    def do_GET(self) -> None:
        self._answer(body=True)

    def do_HEAD(self) -> None:
        self._answer(body=False)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - named by http.server
        """Nobody's business."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:  # noqa: ARG002
        """In one word, with the same headers as every answer."""
        self.close_connection = True
        content = f"{HTTPStatus(code).phrase}\n".encode()
        self._head(code, "text/plain; charset=utf-8", len(content), {"Connection": "close"})
        if self.command != "HEAD":
            self.wfile.write(content)

    def _answer(self, *, body: bool) -> None:
        file = self._file()
        if file is None:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        kind = (
            TYPES.get(file.suffix.lower()) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        )
        if file.name == "feed.xml":
            content = self._feed(file)
            self._head(HTTPStatus.OK, kind, len(content), {})
            if body:
                self.wfile.write(content)
            return
        try:
            opened = file.open("rb")
        except OSError:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        with opened:
            status = file.stat()
            size = status.st_size
            more = {"Accept-Ranges": "bytes", "Last-Modified": formatdate(status.st_mtime, usegmt=True)}
            wanted = _range(self.headers.get("Range", ""), size)
            if wanted is None:
                self._head(
                    HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, kind, 0, {"Content-Range": f"bytes */{size}"}
                )
                return
            begin, end = wanted
            code = HTTPStatus.OK
            if self.headers.get("Range") and (begin, end) != (0, size):
                code = HTTPStatus.PARTIAL_CONTENT
                more["Content-Range"] = f"bytes {begin}-{end - 1}/{size}"
            self._head(code, kind, end - begin, more)
            if body:
                _copy(opened, self.wfile, begin, end)

    def _file(self) -> Path | None:
        """The file that is asked for by who knows the token, or nothing."""
        server = cast("Server", self.server)
        parts = self.path.partition("?")[0].split("/")
        if len(parts) < 3 or parts[0] or not compare_digest(parts[1].encode(), server.token.encode()):
            return None
        names = [unquote(part) for part in parts[2:]]
        if names[-1] == "":
            names[-1] = "index.html"
        if any(not name or name.startswith(".") or set(name) & set("/\\\0:") for name in names):
            return None
        try:
            file = server.folder.joinpath(*names).resolve(strict=True)
        except (OSError, ValueError):
            return None
        return file if file.is_relative_to(server.folder) and file.is_file() else None

    def _feed(self, file: Path) -> bytes:
        """The feed with whole addresses, as the one who asks sees this server."""
        host = self.headers.get("Host", "")
        server = cast("Server", self.server)
        base = f"http://{host}/{server.token}/" if _HOST.fullmatch(host) else server.address
        try:
            with file.open("rb") as opened:
                root = ElementTree.fromstring(opened.read(LARGEST_FEED))  # noqa: S314 - a file of this person's own
        except (OSError, ElementTree.ParseError):
            return b""
        ElementTree.register_namespace("itunes", ITUNES)
        for element in root.iter():
            for name in ("url", "href"):
                if name in element.attrib:
                    element.set(name, urljoin(base, element.get(name)))
            if element.tag == "link":
                element.text = urljoin(base, element.text or "")
        return cast("bytes", ElementTree.tostring(root, "utf-8", xml_declaration=True))

    def _head(self, code: int, kind: str, size: int, more: Mapping[str, str]) -> None:
        self.send_response(code)
        for name, value in {"Content-Type": kind, "Content-Length": str(size), **SAFE, **more}.items():
            self.send_header(name, value)
        self.end_headers()


def _range(asked: str, size: int) -> tuple[int, int] | None:
    """The stretch `[begin, end)` that is asked for; all of it where the request makes no sense, None where it is beyond."""
    found = _RANGE.fullmatch(asked.replace(" ", ""))
    if found is None or not any(found.groups()):
        return 0, size
    first, last = found.groups()
    if not first:
        return (max(0, size - int(last)), size) if int(last) and size else None
    begin, end = int(first), min(int(last) + 1 if last else size, size)
    if last and int(last) < begin:
        return 0, size
    return (begin, end) if begin < size else None


def _copy(file: BinaryIO, to: Any, begin: int, end: int) -> None:
    file.seek(begin)
    while begin < end and (piece := file.read(min(PIECE, end - begin))):
        to.write(piece)
        begin += len(piece)


def _own_address() -> str:
    """This machine's address in its network; asking for the way to an address sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way:
        try:
            way.connect(("192.0.2.1", 9))
            return str(way.getsockname()[0])
        except OSError:
            return socket.gethostname()
