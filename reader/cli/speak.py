"""`reader speak`: reads aloud in the terminal."""

from __future__ import annotations

import argparse
import sys
import threading
from typing import Any

from reader.app import build
from reader.app.playing import Player
from reader.cli.asked import length, prosody
from reader.cli.printing import each
from reader.core.document import Document, Span
from reader.core.errors import SoundError
from reader.core.playback.script import Script
from reader.core.playback.state import Phase


def run(asked: argparse.Namespace) -> int:
    """Reads every input, one after the other. Ctrl+C stops at once."""
    aloud = build.aloud(asked.voice, prosody(asked))
    try:

        def work(named: str) -> dict[str, Any] | None:
            document = build.opening().open(named)
            wanted = length(asked)
            spans = build.summarizing().summarize(document, wanted).spans if asked.summary or wanted else None
            hearing = Hearing(aloud.player, document, show=not asked.json and sys.stderr.isatty())
            hearing.hear(spans)
            return {"input": named} | hearing.record() if asked.json else None

        return each(asked.inputs, as_json=asked.json, work=work)
    finally:
        aloud.close()


class Hearing:
    """One document on its way to the ear, and when each of its words was heard; a `Listener`."""

    def __init__(self, player: Player, document: Document, *, show: bool) -> None:
        self._player = player
        self._document = document
        self._show = show
        self._over = threading.Event()
        self._words: list[tuple[Span, float, float]] = []
        self._notices: list[str] = []
        self._failure: tuple[str, str] = ("", "")

    def hear(self, spans: tuple[Span, ...] | None) -> None:
        """Returns when all was heard.

        Raises:
            SoundError: reading could not go on to the end.
        """
        if not Script.of(self._document, spans).pieces:
            return
        self._player.load(self._document, spans)
        self._player.listen(self)
        try:
            self._player.play()
            self._over.wait()
        finally:
            self._player.forget(self)
            if self._show:
                print("\r\x1b[K", end="", file=sys.stderr, flush=True)
        if self._player.state.phase is Phase.PAUSED:
            self._player.stop()
            raise SoundError(*self._failure)

    def record(self) -> dict[str, Any]:
        """When each word was heard, in seconds since the first sound."""
        words = [
            {
                "text": span.of(self._document.text),
                "start": span.start,
                "end": span.end,
                "begins": round(begins, 4),
                "ends": round(ends, 4),
            }
            for span, begins, ends in self._words
        ]
        return {"words": words, "silent": self._player.silent, "notices": self._notices}

    def shown(self, word: Span | None, sentence: Span | None) -> None:
        if word is None:
            return
        state = self._player.state
        if lined := state.lined_at(state.ear):
            mark = lined.word_at(state.ear)
            if mark is not None and mark.span == word:
                self._words.append((word, mark.begin / state.sample_rate, mark.end / state.sample_rate))
        if self._show:
            begin = sentence.start if sentence else word.start
            said = " ".join(self._document.text[begin : word.end].split())
            share = 100 * word.end // len(self._document.text)
            print(f"\r\x1b[K{share:3} %  {said[-70:]}", end="", file=sys.stderr, flush=True)

    def phase(self, phase: Phase) -> None:
        # Nobody pauses in a terminal: a pause is the player's, after a failure.
        if phase is not Phase.PLAYING:
            self._over.set()

    def told(self, sentence: str) -> None:
        self._notices.append(sentence)
        print("\r\x1b[K" * self._show + f"reader: {sentence}", file=sys.stderr, flush=True)

    def failed(self, message: str, advice: str) -> None:
        self._failure = message, advice
        self.told(message)
