"""Follows feeds: asks them for new stories, when the person says so, and puts the stories into the queue.

Nothing here runs by itself: `refresh` is called by the person's command, or by the window at the times that
the setting `feeds.hours` says, which is never unless the person chose otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reader.core.keeping import Feed

Step = Callable[[str, int, int], None]
"""What is being asked (a title or an address), how many are done, and of how many."""


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What came of asking one feed."""

    feed: Feed
    """As it is now; `trouble` says what went wrong."""
    queued: tuple[int, ...] = ()
    """The documents that are new in the queue, oldest first."""
    awaited: int = 0
    """Stories beyond the limit, or that could not be had: kept as addresses, to be fetched when they are opened."""


class Following:
    """The feeds of a person. Any thread may call it; what says so blocks for the network.

    Raises, in every method:
        KeepingError: the library cannot be used, or has no feed of that id.
    """

    def feeds(self) -> list[Feed]:
        """All feeds, by name."""
        raise NotImplementedError

    def subscribe(self, address: str) -> Feed:
        """Follows the feed at an address, or the one that the page there names. Asks the network.

        Raises:
            OpeningError: there is no feed to be had.
        """
        raise NotImplementedError

    def unsubscribe(self, feed: int) -> None:
        """Follows a feed no more; its stories stay."""
        raise NotImplementedError

    def due(self) -> list[Feed]:
        """The feeds that may be asked again by now."""
        raise NotImplementedError

    def refresh(
        self,
        feeds: Sequence[int] | None = None,
        step: Step | None = None,
        stopped: Callable[[], bool] = lambda: False,
    ) -> list[Refreshed]:
        """Asks these feeds, or all that are due, for new stories. Asks the network; trouble is in the answers."""
        raise NotImplementedError

    def read_opml(self, content: bytes) -> tuple[int, int]:
        """Follows the feeds of an OPML file, without asking them yet: how many are new, how many it names.

        Raises:
            KeepingError: it is no OPML file.
        """
        raise NotImplementedError

    def write_opml(self) -> str:
        """All feeds as an OPML file."""
        raise NotImplementedError
