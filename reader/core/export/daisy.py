"""Turns a book into the files of a DAISY 2.02 talking book with full text and full audio, as playing devices have it.

Format: DAISY 2.02 Specification (DAISY Consortium, 2001): XHTML 1.0 and SMIL 1.0. `ncc.html` is what a device goes by:
every heading in order, each with the place in the sound where it is heard.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reader.core.export.book import Book, Chapter, Paragraph, Unit, heard_through
from reader.core.export.clock import clock
from reader.core.export.epub import body, printable

NCC = "ncc.html"

STYLE = "style.css"

_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
_XHTML = (
    f'{_HEAD}<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"'
    ' "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">\n'
)
_SMIL = (
    f'{_HEAD}<!DOCTYPE smil PUBLIC "-//W3C//DTD SMIL 1.0//EN" "http://www.w3.org/TR/REC-smil/SMIL10.dtd">\n'
)
_RULES = "body { line-height: 1.5; margin: 0 5%; } pre { white-space: pre-wrap; } .caption { font-style: italic; }\n"
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class _Entry:
    """A heading to go to."""

    title: str
    level: int
    place: str
    """File and id in it."""


def files(book: Book, sound_bytes: int) -> Mapping[str, str]:
    """Name to content, but for the sound, which is `sound_name` for each chapter of `spoken` and has `sound_bytes` in all."""
    book = spoken(book)
    made = {STYLE: _RULES}
    elapsed = 0.0
    for number, chapter in enumerate(book.chapters, 1):
        made[f"{_name(number)}.html"] = _text(chapter, book)
        made[f"{_name(number)}.smil"] = _overlay(chapter, number, elapsed, book)
        elapsed += chapter.seconds
    written = sum(len(text.encode()) for text in made.values())
    count = len(made) + len(book.chapters) + 1
    return {NCC: _ncc(book, elapsed, count, -(-(written + sound_bytes) // 1024))} | made


def spoken(book: Book) -> Book:
    """The book without chapters that nobody hears, whose text goes to the one before, and without leaps of level:
    devices go from sound to sound and from level to level.
    """
    return replace(book, chapters=_levelled(heard_through(book.chapters)))


def sound_name(number: int) -> str:
    """Where the sound of a chapter belongs, from 1."""
    return f"{_name(number)}.mp3"


def _name(number: int) -> str:
    return f"{number:04}"


def _levelled(chapters: Sequence[Chapter]) -> tuple[Chapter, ...]:
    """Every heading at most one level below that before it."""
    levelled = []
    last = 0
    for chapter in chapters:
        paragraphs = []
        for paragraph in chapter.paragraphs:
            if paragraph.id:
                last = min(max(paragraph.level, 1), last + 1, 6)
                paragraphs.append(replace(paragraph, level=last))
            else:
                paragraphs.append(paragraph)
        levelled.append(replace(chapter, paragraphs=tuple(paragraphs)))
    return tuple(levelled)


def _entries(book: Book) -> Iterator[_Entry]:
    """The title of the book, and every heading that is heard; a chapter without any has its own title."""
    for number, chapter in enumerate(book.chapters, 1):
        heads = [(paragraph, _first(paragraph)) for paragraph in chapter.paragraphs if paragraph.id]
        found = [
            _Entry(_plain(head), head.level, f"{_name(number)}.smil#p{unit.id}")
            for head, unit in heads
            if unit is not None
        ]
        beginning = f"{_name(number)}.smil#p{next(chapter.units).id}"
        if number == 1:
            called = " ".join(book.title.split())
            yield _Entry(called, 1, beginning)
            if found and found[0] == _Entry(called, 1, beginning):
                del found[0]
        elif not found:
            yield _Entry(chapter.title, 1, beginning)
        yield from found


def _first(paragraph: Paragraph) -> Unit | None:
    return next((piece for piece in paragraph.pieces if isinstance(piece, Unit)), None)


def _plain(paragraph: Paragraph) -> str:
    said = "".join(piece.text if isinstance(piece, Unit) else piece for piece in paragraph.pieces)
    return " ".join(said.split())


def _ncc(book: Book, seconds: float, count: int, kilobytes: int) -> str:
    entries = list(_entries(book))
    about = {
        "dc:title": book.title or "Untitled",
        "dc:creator": book.author or "Unknown",
        "dc:publisher": "Reader",
        "dc:date": book.modified[:10],
        "dc:format": "Daisy 2.02",
        "dc:identifier": book.identifier,
        "dc:language": book.language or "und",
        "dc:source": book.source,
        "ncc:charset": "utf-8",
        "ncc:depth": str(max(entry.level for entry in entries)),
        "ncc:files": str(count),
        "ncc:generator": "Reader",
        "ncc:kByteSize": str(kilobytes),
        "ncc:multimediaType": "audioFullText",
        "ncc:narrator": book.narrator,
        "ncc:pageFront": "0",
        "ncc:pageNormal": "0",
        "ncc:pageSpecial": "0",
        "ncc:producedDate": book.modified[:10],
        "ncc:setInfo": "1 of 1",
        "ncc:sourceDate": book.published[:10] if _DATE.match(book.published) else "",
        "ncc:tocItems": str(len(entries)),
        "ncc:totalTime": clock(seconds).partition(".")[0],
    }
    title = ' class="title"'
    headings = "".join(
        f'<h{entry.level}{"" if number else title} id="n{number}">'
        f'<a href="{entry.place}">{printable(entry.title) or number}</a></h{entry.level}>\n'
        for number, entry in enumerate(entries)
    )
    return _page(book.title, book.language, f"{_metas(about)}\n", headings)


def _text(chapter: Chapter, book: Book) -> str:
    link = f'<link rel="stylesheet" type="text/css" href="{STYLE}" />\n'
    return _page(chapter.title, book.language, link, body(chapter.paragraphs, book.language or "und"))


def _page(title: str, language: str, head: str, content: str) -> str:
    language = _quoted(language or "und")
    return (
        f'{_XHTML}<html xmlns="http://www.w3.org/1999/xhtml" lang={language} xml:lang={language}>\n<head>\n'
        f"<title>{printable(title) or 'Untitled'}</title>\n"
        f'<meta http-equiv="Content-type" content="text/html; charset=utf-8" />\n{head}</head>\n'
        f"<body>\n{content}</body>\n</html>\n"
    )


def _overlay(chapter: Chapter, number: int, elapsed: float, book: Book) -> str:
    name = _name(number)
    about = {
        "dc:format": "Daisy 2.02",
        "dc:identifier": book.identifier,
        "dc:title": book.title or "Untitled",
        "ncc:generator": "Reader",
        "ncc:timeInThisSmil": clock(chapter.seconds),
        "ncc:totalElapsedTime": clock(elapsed),
        "title": chapter.title,
    }
    pars = "".join(
        f'<par endsync="last" id="p{unit.id}"><text src="{name}.html#{unit.id}" id="t{unit.id}" />'
        f'<seq><audio src="{name}.mp3" clip-begin="npt={unit.begins:.3f}s" clip-end="npt={unit.ends:.3f}s"'
        f' id="a{unit.id}" /></seq></par>\n'
        for unit in chapter.units
    )
    return (
        f'{_SMIL}<smil>\n<head>\n{_metas(about)}\n<layout><region id="text" /></layout>\n</head>\n'
        f'<body>\n<seq dur="{chapter.seconds:.3f}s">\n{pars}</seq>\n</body>\n</smil>\n'
    )


def _metas(about: Mapping[str, str]) -> str:
    return "\n".join(
        f'<meta name="{name}" content={_quoted(value)} />' for name, value in about.items() if value
    )


def _quoted(text: str) -> str:
    return f'"{printable(" ".join(text.split()))}"'
