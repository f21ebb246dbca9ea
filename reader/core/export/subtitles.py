"""Turns timed words into subtitles: WebVTT, SRT and LRC, a line a sentence or a line a word.

WebVTT carries the time of every word inside its lines, as the format foresees for karaoke.
Formats: W3C WebVTT (timestamps with three decimals); SubRip (comma before the decimals); LRC (centiseconds).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reader.core.document import Document, Span
from reader.core.export.clock import clock
from reader.core.export.timeline import Timed

LONGEST = 84
"""Characters in one subtitle: two lines of 42, as broadcasters have it."""

MARKS = 8
"""Marks of punctuation that stand at a word on one side, at most."""


Told = Sequence[tuple[Document, Sequence[Timed]]]
"""Documents, or stretches of them, in the order in which they are heard, with the time of their words."""


def webvtt(told: Told, *, by_word: bool = False) -> Iterator[str]:
    """The words as WebVTT, piece by piece; a cue is a sentence, or a word."""
    yield "WEBVTT\n"
    for cue in _all(told, by_word):
        yield f"\n{clock(cue.words[0].begins)} --> {clock(cue.words[-1].ends)}\n{_karaoke(cue)}\n"


def srt(told: Told, *, by_word: bool = False) -> Iterator[str]:
    """The words as SubRip."""
    for number, cue in enumerate(_all(told, by_word), 1):
        gap = "\n" if number > 1 else ""
        times = f"{clock(cue.words[0].begins, ',')} --> {clock(cue.words[-1].ends, ',')}"
        yield f"{gap}{number}\n{times}\n{_said(cue)}\n"


def lrc(told: Told, *, by_word: bool = False) -> Iterator[str]:
    """The words as LRC."""
    title = " ".join(told[0][0].title.split()) if told else ""
    if title and all(document is told[0][0] for document, _ in told):
        yield f"[ti:{title}]\n"
    for cue in _all(told, by_word):
        yield f"[{_minutes(cue.words[0].begins)}]{_said(cue)}\n"


FORMATS: Mapping[str, Callable[..., Iterator[str]]] = {".vtt": webvtt, ".srt": srt, ".lrc": lrc}
"""By the ending of a file's name."""


@dataclass(frozen=True, slots=True)
class _Cue:
    """What a listener sees at once."""

    document: Document
    words: Sequence[Timed]
    stretches: Sequence[Span]
    """Each word with the marks that stand at it; no letter is in two of them, nor in two cues."""


def _all(told: Told, by_word: bool) -> Iterator[_Cue]:
    for document, words in told:
        parted = iter([word] for word in words) if by_word else _cues(document, words)
        before, words_here = 0, next(parted, None)
        while words_here is not None:
            following = next(parted, None)
            goes_on = following is not None and following[0].span.start >= words_here[-1].span.end
            after = following[0].span.start if following is not None and goes_on else len(document.text)
            stretches = _stretches(document.text, words_here, before, after)
            yield _Cue(document, words_here, stretches)
            before, words_here = (stretches[-1].end if goes_on else 0), following


def _cues(document: Document, words: Sequence[Timed]) -> Iterator[list[Timed]]:
    """The words a listener sees at once: a sentence, or as much of it as fits."""
    sentences = iter(document.sentences)
    sentence = next(sentences, None)
    cue: list[Timed] = []
    for word in words:
        crossed = False
        while sentence is not None and word.span.start >= sentence.end:
            sentence, crossed = next(sentences, None), True
        # A word may also lie before the last one: a summary or a second document began.
        if cue and (crossed or word.span.end - cue[0].span.start > LONGEST or word.span < cue[-1].span):
            yield cue
            cue = []
        cue.append(word)
    if cue:
        yield cue


def _said(cue: _Cue) -> str:
    return " ".join(cue.document.text[cue.stretches[0].start : cue.stretches[-1].end].split())


def _karaoke(cue: _Cue) -> str:
    """The line with the time of each word after the first before it."""
    pieces = []
    stretches = cue.stretches
    for at, (word, stretch) in enumerate(zip(cue.words, stretches, strict=True)):
        end = stretches[at + 1].start if at + 1 < len(stretches) else stretch.end
        written = " ".join(f"{Span(stretch.start, end).of(cue.document.text)}|".split())[:-1]
        time = f"<{clock(word.begins)}>" if at else ""
        pieces.append(time + _escaped(written))
    return "".join(pieces).rstrip()


def _stretches(text: str, words: Sequence[Timed], begin: int, end_of_all: int) -> list[Span]:
    """The words with the marks that stand at them: `“Well,` for the word `Well`; all between these two offsets."""
    found: list[Span] = []
    for at, word in enumerate(words):
        before = found[-1].end if found else begin
        after = words[at + 1].span.start if at + 1 < len(words) else end_of_all
        start, end = word.span.start, word.span.end
        while start > max(before, word.span.start - MARKS) and not text[start - 1].isspace():
            start -= 1
        while end < min(after, word.span.end + MARKS) and not text[end].isspace():
            end += 1
        if after == end < len(text) and end > word.span.end:
            end = _opening(text, word.span.end, end)
        found.append(Span(start, end))
    return found


def _opening(text: str, start: int, end: int) -> int:
    """Where the marks between two words without a space part: an opening bracket goes with the second."""
    while end > start and text[end - 1] in "([{“‘«¿¡":
        end -= 1
    return end


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _minutes(seconds: float) -> str:
    whole = round(seconds * 100)
    return f"{whole // 6000:02}:{whole // 100 % 60:02}.{whole % 100:02}"
