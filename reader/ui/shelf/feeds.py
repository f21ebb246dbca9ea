"""Shows the feeds that a person follows; nothing is asked of anyone before the person says so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from reader.ui.jobs import Jobs
from reader.ui.shelf import told
from reader.ui.shelf.lines import Line, LinesDialog
from reader.ui.shelf.needs import Feed, Library
from reader.ui.words import count, tr

if TYPE_CHECKING:
    from reader.ui.frame import Frame


class FeedsDialog(LinesDialog):
    """What is asked goes on when the dialog is closed, though its answer is not shown then, and ends with the window."""

    def __init__(
        self, frame: Frame, library: Callable[[], Library], jobs: Jobs, came: Callable[[], None]
    ) -> None:
        """`jobs` of its own: what a server takes its time for holds nothing else up. `came` is called when
        new stories are in the queue."""
        super().__init__(
            tr("Feeds"),
            tr("&Address of a feed, or words to look for"),
            tr("You follow no feed yet. Type the address of one above, and press Follow."),
            frame.theme,
            frame,
        )
        self._library, self._jobs, self._came = library, jobs, came
        self.add_button(tr("Follow"), needs_line=False).clicked.connect(self._follow)
        self.add_button(tr("Look for new stories"), needs_line=True).clicked.connect(self._refresh)
        self.add_button(tr("Follow no more"), needs_line=True).clicked.connect(self._leave)
        self.add_button(tr("Close"), needs_line=False).clicked.connect(self.accept)
        self.field.returnPressed.connect(self._follow)
        self._look()

    def _look(self) -> None:
        self.later(self._jobs, lambda: self._library().feeds(), self._take)

    def _take(self, feeds: Sequence[Feed]) -> None:
        self.show_lines([Line(feed.id, line(feed)) for feed in feeds])

    def _follow(self) -> None:
        address = self.field.text().strip()
        if not address:
            self.tell(tr("Type the address of a feed first."))
            return

        def done(feed: Feed) -> None:
            self.field.clear()
            self._look()
            self.tell(tr("You follow {title} now.", title=feed.title or feed.address))

        self.tell(tr("Asking {address}", address=address))
        self.later(self._jobs, lambda: self._library().follow(address, lambda: self._jobs.closed), done)

    def _refresh(self) -> None:
        def done(answer: tuple[int, Sequence[str]]) -> None:
            new, troubles = answer
            self._came()
            self._look()
            said = (
                count("{n} new story is in the queue.", "{n} new stories are in the queue.", new)
                if new
                else tr("There is no new story.")
            )
            self.tell(" ".join([said, *troubles]))

        self.tell(tr("Looking for new stories."))

        def work() -> tuple[int, Sequence[str]]:
            return self._library().refresh(lambda: self._jobs.closed)

        self.later(self._jobs, work, done)

    def _leave(self) -> None:
        feed = self.chosen

        def done(_: None) -> None:
            self._look()
            self.tell(tr("You do not follow it any more; its stories stay."))

        self.later(self._jobs, lambda: self._library().unfollow(feed), done)


def line(feed: Feed) -> str:
    """A feed, when it was looked at, and what went wrong then."""
    parts = [feed.title or feed.address]
    if feed.checked:
        parts.append(tr("looked at on {day}", day=told.day(feed.checked)))
    if feed.trouble:
        parts.append(feed.trouble)
    return "  —  ".join(parts)
