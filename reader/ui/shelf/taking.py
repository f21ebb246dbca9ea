"""Offers what of the library can be taken along: what is chosen, the queue, and all its summaries as one text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from reader.app.exporting import Cancelled, Reins, Story
from reader.app.exporting.parcels import Item
from reader.app.exporting.taking import What
from reader.ui.export_dialog import ask
from reader.ui.shelf import told
from reader.ui.shelf.needs import Packing
from reader.ui.taking_along import Offer
from reader.ui.words import count, tr

if TYPE_CHECKING:
    from reader.ui.frame import Frame
    from reader.ui.needs import Parts
    from reader.ui.shelf.desk import Desk


def take_along(frame: Frame, parts: Parts, desk: Desk) -> None:
    """Asks which, and makes it; says so where there is nothing."""
    view = desk.view
    chosen = view.list.keys if view is not None and view.list.key else []
    row = view.list.row if view is not None else None
    title = told.name(row) if row is not None else ""

    def done(queue: Sequence[int]) -> None:
        offers = _Offers(frame, parts)
        if len(chosen) == 1:
            offers.add(tr("Only “{title}”", title=title), title, chosen)
        elif chosen:
            n = len(chosen)
            offers.add(count("{n} chosen text", "{n} chosen texts", n), _dated(tr("Chosen texts")), chosen)
        if queue:
            n = len(queue)
            offers.add(
                count("The queue, {n} text", "The queue, {n} texts", n),
                _dated(tr("Queue")),
                queue,
                several=True,
            )
            offers.add_briefing(queue)
        if offers.made:
            ask(frame, parts, offers.made)
        else:
            desk.say(tr("The queue is empty, and nothing is chosen in the library."))

    desk.jobs.do(lambda: parts.library().queue(), done, desk.tell)


class _Offers:
    """Grows to what the dialog asks."""

    def __init__(self, frame: Frame, parts: Parts) -> None:
        self._session, self._library = frame.session, parts.library
        self.made: list[Offer] = []

    def add(self, label: str, title: str, ids: Sequence[int], *, several: bool = False) -> None:
        """Documents, each by itself."""
        missing: list[str] = []

        def items(reins: Reins) -> Sequence[Item]:
            what = What(self._session.settings.word("export.what"))
            packing = Packing(what, self._session.skipped, _looking(reins))
            packed = self._library().packed(ids, packing)
            missing[:] = packed.missing
            return packed.items

        def remark() -> str:
            names = ", ".join(missing)
            return tr("Not in it, because it was not fetched yet: {names}", names=names) if names else ""

        self.made.append(Offer(label, title, items, several=several or len(ids) > 1, remark=remark))

    def add_briefing(self, ids: Sequence[int]) -> None:
        """The summaries of all as one text."""

        def items(_: Reins) -> Sequence[Item]:
            return [Item((Story(self._library().briefing(ids).briefing.document),))]

        label = tr("All summaries of the queue as one text")
        self.made.append(Offer(label, _dated(tr("Briefing")), items, as_it_is=True))


def _looking(reins: Reins) -> Callable[[], None]:
    def look() -> None:
        if reins.cancelled():
            raise Cancelled

    return look


def _dated(name: str) -> str:
    """So that a parcel of tomorrow has another name."""
    return f"{name}, {told.day(datetime.now(UTC).isoformat())}"
