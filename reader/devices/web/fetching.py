"""Turns an http or https address into a `Page`, within limits of size, time and redirects.

Nothing but the address itself and the redirects of its server is asked for: no images, scripts,
frames, icons or trackers. Cookies live for the one request and its redirects.
"""

from __future__ import annotations

import time
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlsplit

import httpx

import reader
from reader.core.addresses import is_private, is_web
from reader.core.document import Page
from reader.core.errors import NotText, OpeningError, Refused, TooLarge, Unreachable, UsageError
from reader.core.protocols import Progress
from reader.core.wording import said
from reader.devices.web.leaving import leaving
from reader.devices.web.unpacking import ENCODINGS, unpacking

READABLE = (
    "text/",
    "application/xhtml",
    "application/xml",
    "application/json",
    "multipart/related",
    "message/rfc822",
    "application/x-mimearchive",
    "application/x-webarchive",
)
"""Beginnings of the media types that may hold a story; a missing type is looked at too."""

ACCEPT = "text/html, application/xhtml+xml, text/plain;q=0.9, */*;q=0.5"

STATUS = {
    401: (
        said("asks for a name and a password"),
        "Open it in a browser where you are signed in, save the page and open the file.",
    ),
    403: (said("does not let us read it"), "Open it in a browser, save the page and open the file."),
    404: (said("has no such page"), "Check the address for a missing or extra letter."),
    410: (said("says the page was taken away"), "Look for a copy in a web archive."),
    429: (said("is asked too often"), "Wait a few minutes and try again."),
    451: (said("may not show the page for legal reasons"), "Look for the story elsewhere."),
}


_END = 1000
"""Bytes in which the end of a page is looked for, with the empty lines behind it."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a page may ask of us."""

    size: int = 50 * 1024 * 1024
    """Bytes, after decompression."""
    seconds: float = 60.0
    """For all of it, redirects included."""
    silence: float = 20.0
    """Seconds without a byte before the server counts as gone."""
    redirects: int = 10


class Web:
    """The web as a `Source`. Any thread may call it; an exception out of `progress` gives up at once."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()

    def fetch(self, address: str, progress: Progress | None = None) -> Page:
        """The page at an http or https address.

        Raises:
            UsageError: another scheme, or no address at all.
            Unreachable, Refused, TooLarge, NotText: what the network or the server said.
        """
        if progress is None:
            return self._fetch(address)
        return leaving(partial(self._fetch, address), progress)

    def _fetch(self, address: str, progress: Progress | None = None) -> Page:
        begun = time.monotonic()
        with self._asked(address, {"Accept": ACCEPT}, begun) as answer:
            return self._read(address, answer, begun, progress, READABLE)

    @contextmanager
    def _asked(self, address: str, headers: dict[str, str], begun: float) -> Iterator[httpx.Response]:
        """The answer at the end of the redirects, its body yet to be read."""
        if not is_web(address):
            raise UsageError(
                f"“{address}” is not a web address.", "Give an address that begins with https:// or http://."
            )
        try:
            with self._sent(address, headers, begun) as answer:
                yield answer
        except httpx.TimeoutException as error:
            raise self._slow(address) from error
        except (httpx.UnsupportedProtocol, httpx.InvalidURL, UnicodeError) as error:
            raise Unreachable(
                f"{address} leads to something that is not a web page.", "Check the address."
            ) from error
        except zlib.error as error:
            raise _damaged(address) from error
        except httpx.HTTPError as error:
            raise Unreachable(
                f"{host(address)} cannot be reached.",
                "Check the address and the network connection, then try again.",
            ) from error

    def _slow(self, address: str) -> OpeningError:
        return Unreachable(
            f"{host(address)} does not answer in time.",
            "Try again later, or open it in a browser and save it.",
        )

    def _client(self, headers: dict[str, str]) -> httpx.Client:
        try:
            return httpx.Client(timeout=self._limits.silence, headers=headers)
        except (ValueError, ImportError, OSError) as error:
            raise Unreachable(
                "The network cannot be used as the environment of this program sets it up.",
                "Check the variables whose names end in PROXY or begin with SSL_CERT.",
            ) from error

    @contextmanager
    def _sent(self, address: str, headers: dict[str, str], begun: float) -> Iterator[httpx.Response]:
        limits = self._limits
        always = {
            "User-Agent": f"Reader/{reader.__version__} (accessible reading aloud)",
            "Accept-Encoding": ENCODINGS,
        }
        with self._client(always | headers) as client:
            request = client.build_request("GET", address)
            passed: list[httpx.Response] = []
            # By hand, because the library reads the whole body of an answer that only leads elsewhere.
            for _ in range(limits.redirects + 1):
                with closing(client.send(request, stream=True)) as answer:
                    if time.monotonic() - begun > limits.seconds:
                        raise self._slow(address)
                    if answer.next_request is None:
                        answer.history = passed
                        yield answer
                        return
                    request = answer.next_request
                    _check_way(address, str(request.url))
                    passed.append(answer)
        raise Unreachable(
            f"{address} leads in a circle.", "Open it in a browser, save the page and open the file."
        )

    def _read(
        self,
        address: str,
        answer: httpx.Response,
        begun: float,
        progress: Progress | None,
        readable: tuple[str, ...],
    ) -> Page:
        limits = self._limits
        if answer.status_code >= 400:
            raise _refusal(address, answer.status_code)
        media_type = answer.headers.get("content-type", "")
        if media_type and not media_type.lower().lstrip().startswith(readable):
            raise NotText(
                f"{address} is not a page of text but “{media_type}”.", "Give the address of an article."
            )
        opened = unpacking(answer.headers.get("content-encoding", ""))
        if opened is None:
            raise NotText(
                f"{address} is packed in a way that nobody asked for.",
                "Open it in a browser, save the page and open the file.",
            )
        total = int(length) if (length := answer.headers.get("content-length", "")).isdecimal() else 0
        content = bytearray()
        for piece in answer.iter_raw():
            content += opened.unpack(piece, limits.size + 1 - len(content))
            if len(content) > limits.size:
                raise TooLarge(
                    f"{address} is larger than {limits.size // 1024 // 1024} MB.",
                    "Save the part that you want and open that.",
                )
            if time.monotonic() - begun > limits.seconds:
                raise self._slow(address)
            if progress:
                progress(answer.num_bytes_downloaded, total)
        # A guess: what ends as pages do is all of one, for some servers never finish their packing.
        if not opened.whole and not content[-_END:].rstrip().lower().endswith(b"</html>"):
            raise _damaged(address)
        return Page(bytes(content), str(answer.url), media_type)


def _check_way(address: str, to: str) -> None:
    """Raises `Refused` where what stands open to all the world leads us to a machine of the person's own network.

    Whoever wrote it could have us do there what an address alone does, such as switch something off.
    """
    if is_private(to) and not is_private(address):
        raise Refused(
            f"{address} leads to a machine of your own network: {to}",
            "Open it by its address if you trust it.",
        )


def host(address: str) -> str:
    """The machine that an address names."""
    return urlsplit(address).hostname or address


def _damaged(address: str) -> NotText:
    return NotText(
        f"{address} sent a page that is damaged on the way.",
        "Try again, or open it in a browser and save it.",
    )


def _refusal(address: str, status: int) -> Refused:
    if status in STATUS:
        what, advice = STATUS[status]
    elif status >= 500:
        what, advice = said("has a fault of its own"), "Try again later."
    else:
        what, advice = said("refuses the page"), "Open it in a browser, save the page and open the file."
    return Refused(f"{host(address)} {what} (status {status}): {address}", advice)
