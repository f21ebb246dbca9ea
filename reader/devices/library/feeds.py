"""Keeps the feeds that a person follows, and which of their stories were there already."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from reader.core.errors import KeepingError
from reader.core.keeping import Feed
from reader.devices.library.database import Database, now

_FEEDS = "SELECT id, address, title, site, added, asked, due, trouble, failures, gone FROM feeds"


@dataclass(frozen=True, slots=True)
class Known:
    """What a server told of the feed the last time, to be told only what is new."""

    etag: str = ""
    modified: str = ""


class Feeds(Database):
    """The feeds."""

    def feeds(self) -> list[Feed]:
        """All feeds, by name."""
        return [_feed(row) for row in self._all(f"{_FEEDS} ORDER BY title COLLATE NOCASE, id")]

    def feed(self, key: int) -> Feed:
        """The feed with this id."""
        found = self._all(f"{_FEEDS} WHERE id = ?", [key])
        if not found:
            raise KeepingError(f"There is no feed {key}.", "Run: reader library feeds")
        return _feed(found[0])

    def subscribe(self, address: str, title: str = "", site: str = "") -> tuple[Feed, bool]:
        """Follows a feed; with it comes whether that is new."""
        with self._writing() as db:
            done = db.execute(
                "INSERT OR IGNORE INTO feeds VALUES (NULL, ?, ?, ?, ?, '', '', '', '', '', 0, 0)",
                [address, title, site, now()],
            )
            ((key,),) = self._all("SELECT id FROM feeds WHERE address = ?", [address])
            return self.feed(key), done.rowcount > 0

    def unsubscribe(self, key: int) -> None:
        """Follows a feed no more; its stories stay."""
        self.feed(key)
        with self._writing() as db:
            db.execute("DELETE FROM feeds WHERE id = ?", [key])

    def known(self, key: int) -> Known:
        """What the server told of the feed the last time."""
        return Known(*self._all("SELECT etag, modified FROM feeds WHERE id = ?", [key])[0])

    def answered(self, feed: Feed, known: Known) -> None:
        """Notes how asking a feed ended: its title, site, times and trouble are taken from `feed`."""
        with self._writing() as db:
            db.execute(
                "UPDATE OR IGNORE feeds SET address = :address, title = :title, site = :site, asked = :asked,"
                " due = :due, trouble = :trouble, failures = :failures, gone = :gone, etag = :etag,"
                " modified = :modified WHERE id = :id",
                asdict(feed) | asdict(known),
            )

    def unseen(self, key: int, stories: Iterable[str]) -> set[str]:
        """Those of the names of stories that the feed did not have before."""
        named = {_digest(story): story for story in stories}
        seen = {row for (row,) in self._all("SELECT story FROM seen WHERE feed = ?", [key])}
        return {story for digest, story in named.items() if digest not in seen}

    def see(self, key: int, stories: Iterable[str], still: Iterable[str] = ()) -> None:
        """Notes stories as seen; where `still` names what the feed holds now, others are forgotten."""
        with self._writing() as db:
            db.executemany(
                "INSERT OR IGNORE INTO seen SELECT id, ? FROM feeds WHERE id = ?",
                [(_digest(story), key) for story in stories],
            )
            if present := {_digest(story) for story in still}:
                old = [row for (row,) in self._all("SELECT story FROM seen WHERE feed = ?", [key])]
                db.executemany(
                    "DELETE FROM seen WHERE feed = ? AND story = ?",
                    [(key, digest) for digest in old if digest not in present],
                )


def _digest(story: str) -> bytes:
    """Not the name itself: what was forgotten leaves no address behind."""
    return hashlib.sha256(story.encode("utf-8", "surrogatepass")).digest()


def _feed(row: tuple[int, str, str, str, str, str, str, str, int, int]) -> Feed:
    return Feed(*row[:9], gone=bool(row[9]))
