"""`reader speak`: reads aloud in the terminal."""

from __future__ import annotations

import argparse
import sys
import threading
from collections.abc import Iterable
from contextlib import closing
from typing import Any

from reader.app import build
from reader.app.aloud import Aloud
from reader.app.playing import Player
from reader.app.wording import told
from reader.cli.asked import joined, length, opened, prosody, say_as_asked, stretches
from reader.cli.ending import clean_up_when_ended
from reader.cli.manner import read_so
from reader.cli.printing import each, print_text
from reader.cli.progress import clear_progress, show_progress
from reader.core.document import Document, Kind, Span
from reader.core.errors import Empty, SoundError
from reader.core.playback.script import Script
from reader.core.playback.state import Phase
from reader.core.speech.skipping import NOTHING, named, notices
from reader.core.speech.values import Mark

_PATIENCE = 0.2
"""Seconds until Ctrl+C is noticed where the system does not wake us for it."""


def run(asked: argparse.Namespace) -> int:
    """Reads every input, one after the other. Ctrl+C stops at once."""
    clean_up_when_ended()
    say_as_asked(asked)
    skipped = named(asked.skip)
    if asked.briefing:
        return _brief(asked, skipped)
    with closing(build.aloud(asked.voice, prosody(asked))) as aloud:

        def work(given: str) -> dict[str, Any] | None:
            document = opened(build.opening(), asked, given)
            document, own = read_so(aloud, asked, document)
            spans, notice = stretches(asked, document)
            heard = _hear(aloud, asked, document, skipped, spans, filter(None, (*own, notice)))
            return {"input": given} | heard if asked.json else None

        return each(joined(asked), as_json=asked.json, work=work)


def _brief(asked: argparse.Namespace, skipped: frozenset[Kind]) -> int:
    from reader.cli import briefing  # start-up time

    names, documents, status = briefing.open_all(asked)
    if not documents:
        return status
    document = build.summarizing().brief(documents, length(asked)).document
    with closing(build.aloud(asked.voice, prosody(asked))) as aloud:

        def work(_: str) -> dict[str, Any] | None:
            heard = _hear(aloud, asked, document, skipped)
            return {"inputs": names} | heard if asked.json else None

        return max(status, each([document.title], as_json=asked.json, work=work))


def _hear(
    aloud: Aloud,
    asked: argparse.Namespace,
    document: Document,
    skipped: frozenset[Kind],
    spans: tuple[Span, ...] | None = None,
    told: Iterable[str] = (),
) -> dict[str, Any]:
    """Reads a document, or some stretches of it, to the end; when each word was heard comes back."""
    show = not (asked.json or asked.quiet) and sys.stderr.isatty()
    hearing = Hearing(aloud.player, document, show=show, skipped=skipped)
    for sentence in (*told, *notices(document, skipped, spans)):
        hearing.told(sentence)
    hearing.hear(spans)
    return hearing.record()


class Hearing:
    """One document on its way to the ear, and when each of its words was heard; a `Listener`."""

    def __init__(
        self, player: Player, document: Document, *, show: bool, skipped: frozenset[Kind] = NOTHING
    ) -> None:
        self._player = player
        self._document = document
        self._show = show
        self._skipped = skipped
        self._over = threading.Event()
        self._marks: dict[int, tuple[tuple[Mark, ...], int]] = {}
        """The words of every piece that sounded, by its number, with the sample rate."""
        self._notices: list[str] = []
        self._failure: tuple[str, str] = ("", "")

    def hear(self, spans: tuple[Span, ...] | None) -> None:
        """Returns when all was heard.

        Raises:
            Empty: there is nothing to say.
            SoundError: reading could not go on to the end.
        """
        if not Script.of(self._document, spans, self._skipped).pieces:
            raise Empty("There is nothing to read aloud.", "Open another page.")
        self._player.load(self._document, spans, 0, self._skipped)
        self._player.listen(self)
        try:
            self._player.play()
            # In short waits, because Windows tells of Ctrl+C only between two of them.
            while not self._over.wait(_PATIENCE):
                pass
        finally:
            self._player.forget(self)
            if self._show:
                clear_progress()
        if self._player.state.phase is Phase.PAUSED:
            self._player.stop()
            raise SoundError(*self._failure)

    def record(self) -> dict[str, Any]:
        """When each word was heard, in seconds since the first sound."""
        words = [
            {
                "text": mark.span.of(self._document.text),
                "start": mark.span.start,
                "end": mark.span.end,
                "begins": round(mark.begin / sample_rate, 4),
                "ends": round(mark.end / sample_rate, 4),
            }
            for _, (marks, sample_rate) in sorted(self._marks.items())
            for mark in marks
        ]
        return {"words": words, "silent": self._player.silent, "notices": self._notices}

    def shown(self, word: Span | None, sentence: Span | None) -> None:
        if word is None:
            return
        # Whole pieces, because on a busy machine the light may pass over a word that was heard.
        state = self._player.state
        for piece in state.lined:
            self._marks[piece.number] = piece.marks, state.sample_rate
        if self._show:
            begin = sentence.start if sentence else word.start
            share = 100 * word.end // len(self._document.text)
            show_progress(f"{share:3} %  ", self._document.text[begin : word.end])

    def phase(self, phase: Phase) -> None:
        # Nobody pauses in a terminal: a pause is the player's, after a failure.
        if phase is not Phase.PLAYING:
            self._over.set()

    def told(self, sentence: str) -> None:
        self._notices.append(sentence)
        if self._show:
            clear_progress()
        print_text(f"reader: {told(sentence)}", error=True)

    def failed(self, message: str, advice: str) -> None:
        self._failure = message, advice
        self.told(message)
