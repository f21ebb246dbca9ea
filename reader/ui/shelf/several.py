"""Puts several addresses and files into the queue: each is fetched in the background, and what failed is told."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from reader.core.addresses import typed
from reader.core.document import Document
from reader.core.errors import ReaderError
from reader.ui.jobs import Jobs
from reader.ui.needs import Parts
from reader.ui.words import count, tr

MOST = 1000
"""Names that are taken at once; who pastes more has pasted something else."""
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


class Several(QObject):
    """What is added stays in its order, whatever is fetched first."""

    said = Signal(str, bool)
    """A sentence; whether a screen reader is to say it."""
    failed = Signal(str, str, object)
    """A sentence, an advice, and what tries it again."""
    added = Signal()
    """The queue is longer."""

    def __init__(self, parts: Parts, library_jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._parts, self._library_jobs = parts, library_jobs
        self._fetching = Jobs(self, workers=2)
        self._waiting = 0
        self._done: list[Document | None] = []
        self._kept = 0
        self._failures: list[tuple[str, ReaderError]] = []
        self._given: list[str] = []

    def close(self) -> None:
        """What was not fetched yet is forgotten."""
        self._fetching.close()

    def add(self, names: Sequence[str]) -> None:
        """Adds files and addresses to the queue."""
        wanted = list(dict.fromkeys(name for name in names if name))[:MOST]
        if not wanted:
            self.said.emit(tr("There is no address and no file in it."), True)
            return
        self._waiting += len(wanted)
        self.said.emit(
            count("Adding {n} text to the queue.", "Adding {n} texts to the queue.", len(wanted)), True
        )
        for name in wanted:
            place = len(self._done)
            self._done.append(None)
            self._given.append(name)
            self._fetching.do(
                lambda which=name: self._parts.open(which, self._fetching.look),  # type: ignore[misc] # mypy cannot tell the default's type
                lambda document, at=place: self._arrived(at, document),  # type: ignore[misc]
                lambda error, which=name: self._missed(which, error),  # type: ignore[misc]
            )

    def _arrived(self, place: int, document: Document) -> None:
        self._done[place] = document
        self._end_one()

    def _missed(self, name: str, error: ReaderError) -> None:
        self._failures.append((name, error))
        self._end_one()

    def _end_one(self) -> None:
        self._waiting -= 1
        if self._waiting:
            self.said.emit(
                tr("{n} of {all} texts are there.", n=len(self._done) - self._waiting, all=len(self._done)),
                False,
            )
            return
        documents = [document for document in self._done if document is not None]
        failures, self._failures, self._done, self._given = self._failures, [], [], []

        def work() -> None:
            library = self._parts.library()
            library.enqueue(*[library.keep(document) for document in documents])

        def done(_: None) -> None:
            self.added.emit()
            self.said.emit(
                count("{n} text is in the queue.", "{n} texts are in the queue.", len(documents)),
                not failures,
            )
            if failures:
                self._tell(failures)

        self._library_jobs.do(work, done, lambda error: self.failed.emit(error.message, error.advice, None))

    def _tell(self, failures: list[tuple[str, ReaderError]]) -> None:
        name, error = failures[0]
        more = count(" And {n} more.", " And {n} more.", len(failures) - 1) if len(failures) > 1 else ""
        again: Callable[[], None] = lambda: self.add([name for name, _ in failures])  # noqa: E731 - it is one thought
        self.failed.emit(
            count("{n} text could not be added.", "{n} texts could not be added.", len(failures))
            + f" {short(name)}: {error.message}{more}",
            error.advice,
            again,
        )


def names_in(text: str) -> list[str]:
    """The addresses and the names of files in a pasted text: each on a line of its own, or addresses among words."""
    names: list[str] = []
    for line in (written.strip().strip('"') for written in text.splitlines()):
        addresses = [found.rstrip(".,;)>]”\"'") for found in _ADDRESS.findall(line)]
        bare = " " not in line and "/" in line and "." in line
        if addresses:
            names += addresses
        elif line and (bare or line.startswith("file:") or typed(line) or _is_file(line)):
            names.append(line)
    return names


def only_names(text: str) -> list[str]:
    """The addresses and files where a text is nothing but several of them; otherwise nothing."""
    lines = [line.strip().strip('"') for line in text.splitlines() if line.strip()]
    names = [name for line in lines for name in names_in(line)]
    bare = all(not re.search(r"\w", _ADDRESS.sub("", line)) or line in names for line in lines)
    return names if bare and len(names) >= max(2, len(lines)) else []


def short(name: str) -> str:
    """A name that can be said."""
    return name if "://" in name else Path(name).name


def _is_file(line: str) -> bool:
    try:
        return len(line) < 1000 and Path(line).is_file()
    except (OSError, ValueError):
        return False
