"""Turns the open story into the sentences of its summary, in the background, as long as a person chose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reader.core.document import Document, Span
from reader.core.errors import ReaderError
from reader.core.summary.steps import Step
from reader.ui.choosing import Choosing
from reader.ui.jobs import Jobs
from reader.ui.needs import Parts
from reader.ui.words import told

if TYPE_CHECKING:
    from reader.core.summary.ranking import Ranking


class Summing(QObject):
    """The summary of one story at a time."""

    changed = Signal()
    """The sentences are others now."""
    refused = Signal(str)
    """A sentence that says why there is no summary, or what is rough about it."""

    def __init__(self, parts: Parts, jobs: Jobs, choosing: Choosing, parent: QObject) -> None:
        super().__init__(parent)
        self.spans: tuple[Span, ...] = ()
        """The sentences, in reading order."""
        self.ranking: Ranking | None = None
        self._parts = parts
        self._jobs = jobs
        self._choosing = choosing
        self._story: Document | None = None

    def forget(self) -> None:
        """There is no summary, and none on its way."""
        self.spans, self.ranking, self._story = (), None, None

    def begin(self, story: Document, ranking: Ranking | None = None) -> None:
        """Sums up another story; a ranking that was made before is used again."""
        self._story = story
        if ranking is not None:
            self._take(story, ranking)
            return
        self._jobs.do(
            lambda: self._parts.rank(story),
            lambda made: self._take(story, made),
            self._fail,
        )

    @property
    def step(self) -> Step:
        """How much the summary tells."""
        return Step(self._choosing.settings.word("summary.step"))

    def cut(self) -> None:
        """Cuts the summary to the length that is chosen."""
        from reader.app.zooming import spans  # start-up time

        if self.ranking is None or self._story is None:
            return
        chosen = spans(
            self._story, self.ranking, self.step, self._choosing.settings.number("summary.sentences")
        )
        if chosen != self.spans:
            self.spans = chosen
            self.changed.emit()

    def _take(self, story: Document, ranking: Ranking) -> None:
        if self._story is not story:
            return
        self.ranking = ranking
        if ranking.refusal is not None and story.title:
            self.refused.emit(told(ranking.refusal.sentence))
        elif ranking.refusal is None and ranking.basis.sentence:
            self.refused.emit(told(ranking.basis.sentence))
        self.cut()

    def _fail(self, error: ReaderError) -> None:
        self.refused.emit(told(error.message))
