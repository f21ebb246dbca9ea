"""Asks for a feed only what is new: with the marks of its last answer, within limits, and heeding what the server says."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime
from functools import partial

import httpx

from reader.core.document import Page
from reader.core.errors import OpeningError, UsageError
from reader.core.protocols import Progress
from reader.devices.web.fetching import READABLE, Limits, Web
from reader.devices.web.leaving import leaving

LIMITS = Limits(size=5 * 1024 * 1024, seconds=30.0, silence=15.0, redirects=5)
_READABLE = (
    *READABLE,
    "application/rss",
    "application/atom",
    "application/rdf",
    "application/feed+json",
    "application/octet-stream",
)
_ACCEPT = (
    "application/rss+xml, application/atom+xml, application/feed+json, "
    "application/xml;q=0.9, text/xml;q=0.9, text/html;q=0.8, */*;q=0.5"
)
_LONGEST = 500
"""Characters of a mark; a longer one is not sent back."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said when it was asked for a feed."""

    page: Page | None
    """The feed; `None` where nothing changed, or where it could not be had."""
    etag: str = ""
    modified: str = ""
    moved: str = ""
    """The address that it has for good now, or empty."""
    retry_after: float = 0
    """Seconds that it wants to be left alone."""
    gone: bool = False
    trouble: OpeningError | UsageError | None = None


class FeedWeb(Web):
    """The web as feeds come from it. Any thread may call it."""

    def __init__(self, limits: Limits = LIMITS) -> None:
        super().__init__(limits)

    def ask(
        self, address: str, etag: str = "", modified: str = "", progress: Progress | None = None
    ) -> Answer:
        """What is new at an address since the answer that had these marks; raises only what `progress` raises."""
        if progress is None:
            return self._ask(address, etag, modified)
        return leaving(partial(self._ask, address, etag, modified), progress)

    def _ask(self, address: str, etag: str, modified: str, progress: Progress | None = None) -> Answer:
        headers = {"Accept": _ACCEPT}
        if etag:
            headers["If-None-Match"] = etag
        if modified:
            headers["If-Modified-Since"] = modified
        begun = time.monotonic()
        try:
            with self._asked(address, headers, begun) as answer:
                wait = _seconds(answer.headers.get("retry-after", ""))
                if answer.status_code == 304:
                    return Answer(None, etag, modified, retry_after=wait)
                if answer.status_code >= 400:
                    return self._refused(address, answer, begun, wait)
                page = self._read(address, answer, begun, progress, _READABLE)
                marks = (_mark(answer, "etag"), _mark(answer, "last-modified"))
                return Answer(page, *marks, moved=_moved(answer), retry_after=wait)
        except (OpeningError, UsageError) as error:
            return Answer(None, etag, modified, trouble=error)

    def _refused(self, address: str, answer: httpx.Response, begun: float, wait: float) -> Answer:
        try:
            self._read(address, answer, begun, None, _READABLE)
        except OpeningError as error:
            return Answer(None, retry_after=wait, gone=answer.status_code == 410, trouble=error)
        raise AssertionError


def _mark(answer: httpx.Response, name: str) -> str:
    mark: str = answer.headers.get(name, "")
    return mark if len(mark) <= _LONGEST else ""


def _moved(answer: httpx.Response) -> str:
    """Where each step on the way said that it is for good."""
    steps = answer.history
    return str(answer.url) if steps and all(step.status_code in (301, 308) for step in steps) else ""


def _seconds(written: str) -> float:
    """Of a `Retry-After`: a number, or a date that is compared with now."""
    if written.isdecimal():
        return float(written[:9])
    try:
        # All such dates are of Greenwich, also where one does not say so.
        when = parsedate_to_datetime(written)
        return max(0.0, (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp() - time.time())
    except (ValueError, OverflowError):
        return 0.0
