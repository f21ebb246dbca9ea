"""Remembers what a person puts back on the pages of a site, so that the next page of it has that too."""

from __future__ import annotations

from pathlib import Path
from threading import Lock
from typing import Protocol

from reader.core.addresses import site_of
from reader.core.put_back import Sites, changed, parse, serialise
from reader.core.wording import said

_DAMAGED = said("What you put back on sites could not be read and is forgotten; the file is kept as {file}.")


class File(Protocol):
    """Where it is kept; see `PutBackFile`."""

    def load(self) -> str: ...
    def put_aside(self) -> Path: ...
    def save(self, content: str) -> None: ...
    def delete(self) -> None: ...


class PuttingBack:
    """One file of choices. Any thread may call it; it blocks, but for `of` once anything was asked."""

    def __init__(self, file: File) -> None:
        self._file = file
        self._lock = Lock()
        self._sites: Sites | None = None
        self._fault = ""

    def of(self, address: str) -> frozenset[str]:
        """The reasons that are put back on the site of this address; none for what is not on the web. Never raises."""
        site = site_of(address)
        with self._lock:
            if self._sites is None:
                self._sites = self._read()
            return self._sites.get(site, frozenset())

    def keep(self, address: str, reasons: frozenset[str]) -> None:
        """These reasons from now on; with none the site is forgotten. Nothing is kept for what is not on the web.

        Raises:
            KeepingError: it cannot be written.
        """
        if site := site_of(address):
            with self._lock:
                before = self._read()  # another window may have written
                self._sites = changed(before, site, reasons)
                if self._sites != before:
                    self._file.save(serialise(self._sites))

    def forget_all(self) -> None:
        """All sites, and the file.

        Raises:
            KeepingError: it cannot be deleted.
        """
        with self._lock:
            self._sites = {}
            self._file.delete()

    def notice(self) -> str:
        """What the person must know of the file, once; empty for nothing."""
        with self._lock:
            fault, self._fault = self._fault, ""
            return fault

    def _read(self) -> Sites:
        try:
            return parse(self._file.load())
        except ValueError:
            aside = self._file.put_aside()
            if self._sites is None:
                self._fault = _DAMAGED.format(file=aside.name)
        except OSError:
            pass  # a file that cannot be read says nothing; to write it says what is wrong
        return {}
