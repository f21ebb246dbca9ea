"""Keeps the work of an export that is not finished, so that it goes on where it stopped.

A folder that only its owner can read, beside the file that is made: a file of encoded sound for each track, and a
journal with a line for each part. A part is first added to the sound and then told of in the journal, with a sum of
its bytes: after any sudden end what the journal tells is whole, and what came later is cut off. The folder goes when
the file is there, or when it is no longer wanted.
"""

from __future__ import annotations

import errno
import json
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from typing import IO, Any, BinaryIO
from zlib import crc32

from reader.core.errors import ExportError
from reader.core.export.made import Entry, Made, entries, line
from reader.devices.files.locking import take

ENDING = ".unfinished"
LONGEST = 255
"""Bytes in the name of a file, on all systems that we know."""


def place(file: Path) -> Path:
    """Where the work for `file` is kept."""
    name = file.name + ENDING
    # The bytes of the system, which need not be a text.
    if len(os.fsencode(name)) > LONGEST:
        name = sha256(os.fsencode(file.name)).hexdigest()[:32] + ENDING
    return file.with_name(name)


class Unfinished:
    """The folder of one export. It is locked as long as it is open; what the system raises is for the caller."""

    def __init__(self, file: Path, fingerprint: str) -> None:
        """Opens what is kept for `file`, or begins anew where that was made for something else.

        Raises:
            ExportError: another process is at it.
        """
        self.folder = place(file)
        _make_private(self.folder)
        self._lock = take(self.folder / "lock")
        if self._lock is None:
            raise ExportError(f"{file} is being made already.", "Wait until that is done, or end it first.")
        self._data: BinaryIO | None = None
        self._track = -1
        self._head: dict[str, Any] = {}
        self._journal: IO[str] | None = None
        self._fingerprint = fingerprint
        self.parts = 0
        """How many are kept."""

    def sound(self, track: int) -> Path:
        """The encoded sound of a track."""
        return self.folder / f"{track + 1:04}.sound"

    @property
    def _journal_file(self) -> Path:
        return self.folder / "journal.jsonl"

    def resume(self, head: int) -> tuple[dict[str, Any], Iterator[tuple[int, Made]]]:
        """What the export began with, and every part that is done, with its track; nothing and none to begin anew.

        All parts must be asked for before any is added. `head` bytes are kept free in each file of sound.
        """
        kept: dict[str, Any] = {}
        with suppress(OSError, ValueError, TypeError, KeyError):
            with self._journal_file.open(encoding="utf-8", errors="replace", newline="\n") as journal:
                first = json.loads(journal.readline())
            kept = first["begun"] if first["fingerprint"] == self._fingerprint else {}
        return kept, self._done(head) if kept else iter(())

    def _done(self, head: int) -> Iterator[tuple[int, Made]]:
        good = 0
        sizes: dict[int, int] = {}
        with self._journal_file.open(encoding="utf-8", errors="replace", newline="\n") as journal:
            good += len(journal.readline().encode())
            for entry in entries(journal):
                track = entry.track
                begin = sizes.get(track, head)
                if not self._whole(entry, begin):
                    break
                sizes[track] = begin + entry.size
                good += len(line(entry).encode())
                self.parts += 1
                yield track, entry.made
        with self._journal_file.open("r+b") as cut:
            cut.truncate(good)
        for file in self.folder.glob("*.sound"):
            track = int(file.stem) - 1
            if track not in sizes:
                file.unlink()
            elif file.stat().st_size > sizes[track]:
                with file.open("r+b") as sound:
                    sound.truncate(sizes[track])
        self._journal = self._journal_file.open("a", encoding="utf-8", newline="\n")

    def _whole(self, entry: Entry, begin: int) -> bool:
        try:
            with self.sound(entry.track).open("rb") as file:
                file.seek(begin)
                return crc32(file.read(entry.size)) == entry.check
        except OSError:
            return entry.size == 0

    def begin(self, begun: dict[str, Any]) -> None:
        """Drops what is there and begins; `begun` comes back when it is resumed."""
        for file in self.folder.glob("*.sound"):
            file.unlink()
        self._journal = self._journal_file.open("w", encoding="utf-8", newline="\n")
        self._journal.write(json.dumps({"fingerprint": self._fingerprint, "begun": begun}) + "\n")
        self._journal.flush()

    def add(self, track: int, made: Made, encoded: bytes, head: int) -> None:
        """Keeps a part."""
        if self._journal is None:
            raise ValueError("neither begun nor resumed")
        if track != self._track or self._data is None:
            self._close_data()
            self._data, self._track = self.sound(track).open("ab"), track
            if not self._data.tell():
                self._data.write(bytes(head))
        self._data.write(encoded)
        self._data.flush()
        self._journal.write(line(Entry(track, made, len(encoded), crc32(encoded))))
        self._journal.flush()
        self.parts += 1

    def remove(self) -> None:
        """Nothing of it stays."""
        self.close()
        rmtree(self.folder, ignore_errors=True)

    def close(self) -> None:
        """The work stays, to be resumed."""
        self._close_data()
        for file in (self._journal, self._lock):
            if file is not None:
                with suppress(OSError):  # a full disk was told of before
                    file.close()
        self._journal = None

    def _close_data(self) -> None:
        if self._data is not None:
            data, self._data = self._data, None
            with suppress(OSError):
                data.close()


def _make_private(folder: Path) -> None:
    """Makes the folder, or sees that the one that is there is no one else's: where others can write beside the file,
    they could put one there that leads to files of ours.

    Raises:
        OSError: it is another's, or cannot be made.
    """
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        status = folder.lstat()
        # A stick may give all that is on it to the administrator.
        if not stat.S_ISDIR(status.st_mode) or (
            sys.platform != "win32" and status.st_uid not in (0, os.getuid())
        ):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES)) from None
