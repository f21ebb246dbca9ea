"""Turns a book into the files of an EPUB 3 with media overlays: text and sound in step.

Formats: EPUB 3.3 and EPUB Accessibility 1.1 (W3C); SMIL 3.0 as their media overlays use it; schema.org for what the
book offers to whom.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from reader.core.document import Kind
from reader.core.export.book import Book, Chapter, Paragraph, Unit
from reader.core.export.clock import clock
from reader.core.xml_characters import in_xml

MIMETYPE = "application/epub+zip"

_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
_OPS = "http://www.idpf.org/2007/ops"

_STYLE = """body { line-height: 1.5; margin: 0 5%; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; text-align: left; }
p, li, pre { margin: 0 0 0.75em 0; text-align: left; }
pre { white-space: pre-wrap; }
.caption { font-style: italic; }
.-epub-media-overlay-active { background-color: #ffe066; color: #000000; }
"""

_FEATURES = (
    "synchronizedAudioText",
    "tableOfContents",
    "readingOrder",
    "structuralNavigation",
    "displayTransformability",
)


def files(book: Book) -> Mapping[str, str | bytes]:
    """Name inside the archive to content, but for `mimetype` and the sound, which is `sound_name` for each chapter.

    A chapter without sound has no overlay: reading systems show it, and go on listening at the next one that has.
    """
    language = book.language or "und"
    made: dict[str, str | bytes] = {
        "META-INF/container.xml": f'{_HEAD}<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
        '<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
        "EPUB/package.opf": _package(book, language),
        "EPUB/nav.xhtml": _navigation(book, language),
        "EPUB/style.css": _STYLE,
    }
    if book.cover:
        made["EPUB/cover.png"] = book.cover
    for number, chapter in enumerate(book.chapters, 1):
        made[f"EPUB/{_name(number)}.xhtml"] = _text(chapter, language)
        if chapter.seconds:
            made[f"EPUB/{_name(number)}.smil"] = _overlay(chapter, number)
    return made


def sound_name(number: int) -> str:
    """Where the sound of a chapter belongs, from 1."""
    return f"EPUB/{_name(number)}.mp3"


def _name(number: int) -> str:
    return f"chapter{number:03}"


def printable(text: str) -> str:
    """The text as XML takes it: escaped, and without characters that XML has not."""
    return escape(in_xml(text))


def _package(book: Book, language: str) -> str:
    chapters = list(enumerate(book.chapters, 1))
    modes = ["textual", "auditory"]
    about = [
        f'<dc:identifier id="id">urn:uuid:{printable(book.identifier)}</dc:identifier>',
        f"<dc:title>{printable(book.title) or 'Untitled'}</dc:title>",
        f"<dc:language>{printable(language)}</dc:language>",
        f'<meta property="dcterms:modified">{printable(book.modified)}</meta>',
        f'<meta property="media:duration">{clock(sum(c.seconds for c in book.chapters))}</meta>',
        '<meta property="media:active-class">-epub-media-overlay-active</meta>',
    ]
    about += [
        f'<meta property="media:duration" refines="#{_name(n)}-overlay">{clock(c.seconds)}</meta>'
        for n, c in chapters
        if c.seconds
    ]
    about += [f'<meta property="schema:accessMode">{mode}</meta>' for mode in modes]
    about += [
        f'<meta property="schema:accessModeSufficient">{mode}</meta>' for mode in (*modes, "textual,auditory")
    ]
    about += [f'<meta property="schema:accessibilityFeature">{feature}</meta>' for feature in _FEATURES]
    about += [
        '<meta property="schema:accessibilityHazard">none</meta>',
        '<meta property="schema:accessibilitySummary">The whole text can be read and listened to, in step with'
        " each other. The voice is synthetic.</meta>",
    ]
    for name, value in (("creator", book.author), ("date", book.published), ("source", book.source)):
        if value:
            about.append(f"<dc:{name}>{printable(value)}</dc:{name}>")
    if book.narrator:
        about.append(f'<meta property="media:narrator">{printable(book.narrator)}</meta>')
    manifest = [
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>',
        '<item id="style" href="style.css" media-type="text/css"/>',
    ]
    if book.cover:
        manifest.append('<item id="cover" href="cover.png" media-type="image/png" properties="cover-image"/>')
    for n, chapter in chapters:
        name = _name(n)
        text = f'<item id="{name}" href="{name}.xhtml" media-type="application/xhtml+xml"'
        if not chapter.seconds:
            manifest.append(f"{text}/>")
            continue
        manifest += [
            f'{text} media-overlay="{name}-overlay"/>',
            f'<item id="{name}-overlay" href="{name}.smil" media-type="application/smil+xml"/>',
            f'<item id="{name}-sound" href="{name}.mp3" media-type="audio/mpeg"/>',
        ]
    spine = [f'<itemref idref="{_name(n)}"/>' for n, _ in chapters]
    return (
        f'{_HEAD}<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">\n'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n{_lines(about)}</metadata>\n'
        f"<manifest>\n{_lines(manifest)}</manifest>\n"
        f"<spine>\n{_lines(spine)}</spine>\n</package>\n"
    )


def _lines(elements: list[str]) -> str:
    return "".join(f"{element}\n" for element in elements)


def _page(title: str, language: str, inside: str) -> str:
    return (
        f'{_HEAD}<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="{_OPS}"'
        f' xml:lang="{printable(language)}" lang="{printable(language)}">\n<head><title>{printable(title) or "Untitled"}</title>'
        f'<link rel="stylesheet" href="style.css"/></head>\n<body>\n{inside}</body>\n</html>\n'
    )


def _navigation(book: Book, language: str) -> str:
    entries = [
        f'<li><a href="{_name(n)}.xhtml">{printable(c.title) or n}</a></li>'
        for n, c in enumerate(book.chapters, 1)
    ]
    toc = f'<nav epub:type="toc" role="doc-toc" aria-labelledby="toc"><h1 id="toc">{printable(book.title) or "Untitled"}</h1>\n<ol>\n{_lines(entries)}</ol></nav>\n'
    return _page(book.title, language, toc)


def _text(chapter: Chapter, language: str) -> str:
    inside = body(chapter.paragraphs, language)
    return _page(chapter.title, language, f'<section id="chapter" epub:type="chapter">\n{inside}</section>\n')


def body(paragraphs: Iterable[Paragraph], language: str) -> str:
    """Blocks as XHTML, in a book of this language."""
    written: list[str] = []
    listed = False
    for paragraph in paragraphs:
        if listed != (paragraph.kind is Kind.ITEM):
            listed = not listed
            written.append("<ul>" if listed else "</ul>")
        written.append(element(paragraph, language))
    if listed:
        written.append("</ul>")
    return _lines(written)


def element(paragraph: Paragraph, language: str) -> str:
    """A block as XHTML."""
    inside = "".join(
        f'<span id="{piece.id}">{printable(piece.text)}</span>'
        if isinstance(piece, Unit)
        else printable(piece)
        for piece in paragraph.pieces
    )
    more = f' id="{paragraph.id}"' if paragraph.id else ""
    if paragraph.language and paragraph.language != language:
        more += f' xml:lang="{printable(paragraph.language)}" lang="{printable(paragraph.language)}"'
    match paragraph.kind:
        case Kind.TITLE | Kind.HEADING:
            level = min(max(paragraph.level, 1), 6)
            return f"<h{level}{more}>{inside}</h{level}>"
        case Kind.ITEM:
            return f"<li{more}>{inside}</li>"
        case Kind.QUOTE:
            return f"<blockquote{more}><p>{inside}</p></blockquote>"
        case Kind.CODE:
            return f"<pre{more}>{inside}</pre>"
        case _:
            return f'<p{more} class="{paragraph.kind}">{inside}</p>'


def _overlay(chapter: Chapter, number: int) -> str:
    name = _name(number)
    pars = [
        f'<par id="p{unit.id}"><text src="{name}.xhtml#{unit.id}"/>'
        f'<audio src="{name}.mp3" clipBegin="{clock(unit.begins)}" clipEnd="{clock(unit.ends)}"/></par>'
        for unit in chapter.units
    ]
    return (
        f'{_HEAD}<smil xmlns="http://www.w3.org/ns/SMIL" xmlns:epub="{_OPS}" version="3.0">\n<body>\n'
        f'<seq id="chapter" epub:textref="{name}.xhtml#chapter" epub:type="chapter">\n{_lines(pars)}</seq>\n</body>\n</smil>\n'
    )
