"""Turns a file or standard input into a `Page`, within a limit of size."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

from reader.core.document import Page
from reader.core.errors import Missing, NotText, TooLarge, Unreadable
from reader.core.protocols import Progress

LIMIT = 50 * 1024 * 1024
"""Bytes. A book of 600,000 words has about 4 million."""

TYPES = {
    ".htm": "text/html",
    ".html": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".xht": "application/xhtml+xml",
    ".mht": "multipart/related",
    ".mhtml": "multipart/related",
    ".webarchive": "application/x-webarchive",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".txt": "text/plain",
    ".text": "text/plain",
}
"""What an ending promises; other files are judged by their content."""

PIECE = 1024 * 1024


class Files:
    """Files and standard input as a `Source`."""

    def fetch(self, address: str, progress: Progress | None = None) -> Page:
        """The file named `address`, or standard input where that is `-`.

        Raises:
            Missing, Unreadable, TooLarge, NotText: what kept us from it.
        """
        if address == "-":
            content = sys.stdin.buffer.read(LIMIT + 1)
            if len(content) > LIMIT:
                raise _too_large("Standard input")
            return Page(content)
        path = Path(address)
        try:
            status = path.stat()
            if stat.S_ISDIR(status.st_mode):
                raise NotText(f"{address} is a folder.", "Give a file inside it.")
            if not stat.S_ISREG(status.st_mode) and not stat.S_ISFIFO(status.st_mode):
                raise NotText(
                    f"{address} is not a file with text.", "Give a page, a text file or an address."
                )
            if status.st_size > LIMIT:
                raise _too_large(address)
            content = _read(path, status.st_size, progress)
        except (FileNotFoundError, NotADirectoryError) as error:
            raise Missing(f"There is no file {address}.", "Check the name and the folder.") from error
        except PermissionError as error:
            raise Unreadable(
                f"You may not read {address}.", "Ask its owner, or copy it to a folder of your own."
            ) from error
        except (OSError, ValueError) as error:
            raise _unreadable(address, getattr(error, "strerror", None) or str(error)) from error
        return Page(content, str(path.absolute()), TYPES.get(path.suffix.lower(), ""))


def _read(path: Path, size: int, progress: Progress | None) -> bytes:
    content = bytearray()
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            content += piece
            if len(content) > LIMIT:
                raise _too_large(str(path))
            if progress:
                progress(len(content), size)
    return bytes(content)


def _unreadable(address: str, error: str) -> Unreadable:
    """Without the number and the name that an `OSError` tells as well."""
    return Unreadable(f"{address} cannot be read: {error}.", "Check that the disk is there, then try again.")


def _too_large(name: str) -> TooLarge:
    return TooLarge(f"{name} is larger than {LIMIT // 1024 // 1024} MB.", "Open a part of it.")
