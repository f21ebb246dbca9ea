"""`reader speak`: reads aloud in the terminal."""

from __future__ import annotations

import argparse
import sys
import threading
from typing import Any

from reader.app import build
from reader.app.playing import News, Player
from reader.cli.asked import length, prosody
from reader.cli.printing import each
from reader.core.document import Document, Span
from reader.core.playback.commands import Finish, Notice, Show, Tell
from reader.core.playback.state import Phase, State


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
    """One document on its way to the ear, and when each of its words was heard."""

    def __init__(self, player: Player, document: Document, *, show: bool) -> None:
        self._player = player
        self._document = document
        self._show = show
        self._over = threading.Event()
        self._words: list[tuple[Span, float, float]] = []
        self._failures: list[str] = []

    def hear(self, spans: tuple[Span, ...] | None) -> None:
        """Returns when all was heard."""
        self._player.listen(self._listen)
        try:
            self._player.load(self._document, spans)
            self._player.play()
            self._over.wait()
        finally:
            self._player.forget(self._listen)
            if self._show:
                print("\r\x1b[K", end="", file=sys.stderr, flush=True)

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
        return {"words": words, "silent": self._player.silent, "notices": self._failures}

    def _listen(self, news: News) -> None:
        match news:
            case Show(word, sentence):
                self._light(word, sentence)
            case Tell(notice, why):
                self._failures.append(why or notice)
                if self._show or notice in (Notice.SKIPPED, Notice.GAVE_UP, Notice.LOST):
                    self._print(why or notice)
                if notice in (Notice.GAVE_UP, Notice.NOTHING):
                    self._over.set()
            case Finish():
                self._over.set()
            case State(phase=Phase.STOPPED):
                pass

    def _say_if_silent(self) -> None:
        """Once, with the first word: only then is it known whether there is a device."""
        if self._player.silent and not self._words:
            self._print("There is no sound device here: nothing can be heard, but the words go on.")

    def _print(self, sentence: str) -> None:
        print("\r\x1b[K" * self._show + f"reader: {sentence}", file=sys.stderr, flush=True)

    def _light(self, word: Span | None, sentence: Span | None) -> None:
        if word is None:
            return
        self._say_if_silent()
        state = self._player.state
        if lined := state.lined_at(state.ear):
            mark = lined.word_at(state.ear)
            if mark is not None and mark.span == word:
                self._words.append((word, mark.begin / state.sample_rate, mark.end / state.sample_rate))
        if self._show:
            said = (
                sentence.of(self._document.text)[: word.end - sentence.start]
                if sentence
                else word.of(self._document.text)
            )
            share = 100 * word.end // max(1, len(self._document.text))
            line = f"{share:3} %  {' '.join(said.split())[-70:]}"
            print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)
