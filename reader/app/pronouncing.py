"""Keeps a person's own dictionary of pronunciation: one list, one file, heard from the next sentence on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from reader.app.saying import Saying
from reader.core.errors import ReaderError, UsageError
from reader.core.speech.pronunciation import Entry, check, parse, serialise
from reader.devices.files import pronunciation as files


class Pronouncing:
    """The entries, in their order. What is added goes first, because the first of two counts."""

    def __init__(self, saying: Saying, file: Callable[[], Path]) -> None:
        """The file is read at once; one that cannot be used is left as it is, and `fault` says why."""
        self._saying = saying
        self._file = file
        self.fault: ReaderError | None = None
        self.entries: tuple[Entry, ...] = ()
        try:
            self.entries = parse(files.load(file()))
            saying.set_entries(self.entries)
        except ReaderError as error:
            self.fault = error

    @property
    def file(self) -> Path:
        """Where the entries are kept."""
        return self._file()

    def add(self, entry: Entry, instead: Entry | None = None) -> None:
        """Keeps an entry in the place of `instead`, and of one for the same words and language.

        Raises:
            UsageError: it cannot be used.
            KeepingError: it could not be written; nothing has changed then.
        """
        check(entry)
        rest = [e for e in self.entries if e != instead and _place(e) != _place(entry)]
        self._keep((entry, *rest))

    def remove(self, entries: Iterable[Entry]) -> None:
        """Forgets entries.

        Raises:
            KeepingError: as `add`.
        """
        gone = set(entries)
        self._keep(tuple(e for e in self.entries if e not in gone))

    def take_in(self, text: str) -> int:
        """Adds the entries of another file before ours; gives how many it had.

        Raises:
            UsageError: a line is not an entry; nothing has changed then.
            KeepingError: as `add`.
        """
        new = parse(text)
        places = {_place(e) for e in new}
        self._keep((*new, *(e for e in self.entries if _place(e) not in places)))
        return len(new)

    def written(self) -> str:
        """All entries as a file."""
        return serialise(self.entries)

    def _keep(self, entries: tuple[Entry, ...]) -> None:
        if self.fault is not None:
            raise UsageError(
                f"{self.file} cannot be used, and is not written over: {self.fault.message}",
                self.fault.advice,
            )
        content = serialise(entries)
        parse(content)  # what could not be read again is not written
        files.save(self.file, content)
        self.entries = entries
        self._saying.set_entries(entries)


def _place(entry: Entry) -> tuple[str, str, str]:
    return entry.kind.value, entry.written, entry.language.lower()
