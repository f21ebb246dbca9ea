"""Turns text that is no web page (a letter, a book, Markdown, a poem) into parts; every word of it stays.

Lines that an editor wrapped become paragraphs again. Markdown, underlined and capital headings, lists, quotes,
fenced code and tables get their kinds. Where a line might be anything, it is a paragraph of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from reader.core.article.lines.cut import Line, cut
from reader.core.article.story import Story
from reader.core.document import About, Kind, Part, Removed
from reader.core.wording import said

_SAMPLE = 20_000
"""Lines looked at to find out how a text is wrapped and whether it is Markdown."""

_LONGEST_TITLE = 200
_SOON = 6
"""Parts from the first among which prose must begin where the first is to be a title."""

_HASH = re.compile(r"(#{1,6})\s+(\S.*?)\s*#*$")
_UNDERLINE = re.compile(r"(={3,}|-{3,}|~{3,}|\^{3,})$")
_RULE = re.compile(r"(?:[-*_=~•·—–]\s*){3,}$")
_ITEM = re.compile(r"(?:[-*+•◦‣▪●○]|(\(?\d{1,3}[.)]))\s+(?=\S)")
_QUOTE = re.compile(r"(?:>\s?){1,9}")
_FENCE = re.compile(r"(```+|~~~+)[^`~]*$")
"""Behind it may stand the language; with more of its signs there it is a line of text."""
_LINK = re.compile(
    r"!?\[([^\[\]]{0,300})\]\(((?:[^()\s]|\([^()\s]{0,200}\)){0,1000}(?:\s\"[^\"]{0,200}\")?)\)"
)
"""Its words, and its address with its title; an address may have brackets in it, such as `Crane_(bird)`."""
_STRONG = re.compile(r"(\*\*|__)(?=\S)([^*_]{1,500}?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*])([*_])(?=[^\s*_])([^*_]{1,500}?)(?<=\S)\1(?![\w*])")
_TICKS = re.compile(r"`([^`]{1,500})`")
_ENDS = re.compile(r"[.!?…:;,。！？：；，؟।۔][\"'”’»)\]」』]*$")
_WIDE = re.compile(r"[\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef]")


def plain(lines: Sequence[Line], *, whole: bool = True) -> Story:
    """The whole text as a story; the ledger names link addresses, rules and fences of Markdown, nothing else.

    `whole` false: the text is a piece of another, and its first line is no title.
    """
    marked = markdown(lines)
    removed: list[Removed] = []
    parts = list(_blocks(lines, marked, wrapped_at(lines), removed))
    if (whole and len(parts) > 1 and parts[0].kind is Kind.HEADING) or (whole and _titled(lines, parts)):
        parts[0] = Part(Kind.TITLE, parts[0].text, 1)
    return Story(tuple(parts), About(removed=tuple(removed)))


def markdown(lines: Sequence[Line]) -> bool:
    """Whether a text is written in Markdown: two of its signs, or one of them several times."""
    hashes = links = fences = rows = strong = 0
    for at, line in enumerate(lines[:_SAMPLE]):
        text = line.text
        if text[0] == "#" and (line.blank or not at):
            # Without a blank line before it, it is a remark in a program.
            hashes += bool(_HASH.match(text[:300]))
        elif text[0] in "`~":
            fences += bool(_FENCE.match(text))
        elif text[0] == "|":
            rows += text.endswith("|")
        links += "](" in text
        strong += text.count("**") > 1
    signs = (hashes > 0) + (links > 0) + (fences > 1) + (rows > 1) + (strong > 0)
    return signs >= 2 or hashes >= 2 or fences >= 2


def wrapped_at(lines: Sequence[Line]) -> int:
    """The width in characters at which an editor broke the lines of a text, or 0 where none did.

    A break is the editor's when the next word would not have fitted any more. A text is wrapped when most of its
    breaks inside paragraphs are of that sort and the lines are of a width that editors use.
    """
    widths = sorted(line.indent + len(line.text) for line in lines[:_SAMPLE])
    if len(widths) < 3:
        return 0
    width = widths[int(len(widths) * 0.97)]
    if not 30 <= width <= 130:
        return 0
    full, short = 0, 0.0
    for line, after in pairwise(lines[:_SAMPLE]):
        if after.blank or _begins(after.text) or line.text[0] in "#|>":
            continue
        if _full(line, after, width):
            full += 1
        elif not _ENDS.search(line.text):
            short += 1
        else:
            short += 0.34  # the end of a paragraph that the next follows without a blank line
    return width if full >= 2 and full > 1.5 * short else 0


def _full(line: Line, after: Line, width: int) -> bool:
    if _WIDE.search(after.text[0]):
        return line.indent + len(line.text) >= width - 3
    word = after.text.split(" ", 1)[0]
    return line.indent + len(line.text) + 1 + len(word) > width - 4


def _begins(text: str) -> bool:
    return bool(_ITEM.match(text)) or text[0] in "#|>"


def _titled(lines: Sequence[Line], parts: Sequence[Part]) -> bool:
    """Whether the first line is a title: alone, without an end mark, and longer prose follows soon.

    Between the two may stand a date, an author or a heading; a lone paragraph below it must be a long one.
    """
    if len(parts) < 2 or parts[0].kind is not Kind.PARAGRAPH or lines[1].blank == 0:
        return False
    first = parts[0].text
    if len(first) > _LONGEST_TITLE or first != lines[0].text or first[0].islower() or _ENDS.search(first):
        return False
    prose = 80 if len(parts) > 2 else 200
    return any(
        part.kind is Kind.PARAGRAPH
        and len(part.text) > len(first)
        and (len(part.text) >= prose or bool(_WIDE.search(part.text)))
        and (at == 1 or bool(_ENDS.search(part.text)))
        for at, part in enumerate(parts[1:_SOON], 1)
    )


def _blocks(lines: Sequence[Line], marked: bool, width: int, removed: list[Removed]) -> Iterator[Part]:
    at, n = 0, len(lines)
    known = frozenset[str]()
    while at < n:
        line = lines[at]
        text = line.text
        if marked and (fence := _FENCE.match(text)):
            end = _closing(lines, at, fence[1])
            if _letters(text):
                removed.append(Removed(text, said("rule")))
            yield Part(Kind.CODE, "\n".join(" " * each.indent + each.text for each in lines[at + 1 : end]))
            at = end + 1
            continue
        if special := _special(lines, at, marked, removed):
            part, at = special
            if part is not None:
                yield part
            continue
        kind, level, text = _kind(line, lines[at + 1] if at + 1 < n else None, marked)
        pieces = [text]
        at += 1
        while at < n and _goes_on(lines[at - 1], lines[at], kind, width):
            pieces.append(_QUOTE.sub("", lines[at].text, count=1) if kind is Kind.QUOTE else lines[at].text)
            at += 1
        if not known and any(p[-1:] == "-" for p in pieces[:-1]):
            known = frozenset(w for each in lines for w in re.findall(r"[^\W\d_]{4,}", each.text))
        joined = _join(pieces, known)
        yield Part(kind, _inline(joined, removed) if marked else joined, level)


def _special(
    lines: Sequence[Line], at: int, marked: bool, removed: list[Removed]
) -> tuple[Part | None, int] | None:
    """A heading or a table row at `at` and where to go on, or None."""
    text = lines[at].text
    after = lines[at + 1] if at + 1 < len(lines) else None
    if marked and (found := _HASH.match(text)):
        return Part(Kind.HEADING, _inline(found[2], removed), len(found[1])), at + 1
    underlined = after is not None and after.blank == 0 and len(text) <= 120 and _UNDERLINE.match(after.text)
    if underlined and after is not None and len(after.text) >= min(3, len(text)) and _letters(text):
        return Part(Kind.HEADING, text, 1 if after.text[0] == "=" else 2), at + 2
    if not _letters(text) and _RULE.match(text):
        removed.append(Removed(text, said("rule")))
        return None, at + 1
    if marked and text[0] == "|" and text[-1] == "|":
        cells = [cell.strip() for cell in text.strip("|").split("|")]
        if all(not cell.strip(":-") for cell in cells):
            removed.append(Removed(text, said("rule")))
            return None, at + 1
        return Part(Kind.ROW, _inline(", ".join(filter(None, cells)), removed)), at + 1
    if "\t" in text:
        return Part(Kind.ROW, row(text)), at + 1
    return None


def row(text: str) -> str:
    """The cells of a copied table row as they can be read aloud: parted by commas."""
    return ", ".join(cell for cell in map(str.strip, text.split("\t")) if cell)


def _letters(text: str) -> bool:
    return any(map(str.isalnum, text))


def _kind(line: Line, after: Line | None, marked: bool) -> tuple[Kind, int, str]:
    text = line.text
    if text[0] == ">" and (mark := _QUOTE.match(text)) and len(text) > mark.end():
        return Kind.QUOTE, 0, text[mark.end() :]
    if found := _ITEM.match(text):
        # The number of an item says something, its bullet does not.
        return Kind.ITEM, 1 + min(line.indent // 2, 5), text if found[1] else text[found.end() :]
    alone = after is None or after.blank > 0
    if (
        alone
        and not marked
        and len(text) <= 80
        and text.isupper()
        and len(text) > 3
        and not _ENDS.search(text)
    ):
        return Kind.HEADING, 2, text
    return Kind.PARAGRAPH, 0, text


def _goes_on(line: Line, after: Line, kind: Kind, width: int) -> bool:
    """Whether `after` continues the block that `line` belongs to."""
    if after.blank or kind is Kind.HEADING:
        return False
    if kind is Kind.QUOTE:
        return after.text[0] == ">" and bool(width) and _full(line, after, width)
    if _begins(after.text) or "\t" in after.text or _RULE.match(after.text) or not width:
        return False
    return _full(line, after, width) or (kind is Kind.ITEM and after.indent > line.indent)


def _join(pieces: Sequence[str], said: frozenset[str]) -> str:
    """Wrapped lines in one: with a space, without one between wide characters, and over a hyphen."""
    out = [pieces[0]]
    for before, piece in pairwise(pieces):
        if _WIDE.match(before[-1:]) and _WIDE.match(piece[:1]):
            out.append(piece)
        elif before[-1:] == "-" and before[-2:-1].isalpha() and piece[:1].islower():
            halves = re.search(r"[^\W\d_]+$", before[:-1]), re.match(r"[^\W\d_]+", piece)
            if halves[0] and halves[1] and halves[0][0] + halves[1][0] in said:
                out[-1] = out[-1][:-1]
            out.append(piece)
        else:
            out += (" ", piece)
    return "".join(out)


def _closing(lines: Sequence[Line], at: int, fence: str) -> int:
    for i in range(at + 1, len(lines)):
        if lines[i].text.startswith(fence) and not lines[i].text.strip(fence[0]):
            return i
    return len(lines)


def _inline(text: str, removed: list[Removed]) -> str:
    """Markdown's marks inside a line taken away; the addresses of its links go to the ledger."""
    removed += [Removed(found[2], said("link address")) for found in _LINK.finditer(text) if found[2]]
    text = _LINK.sub(r"\1", text)
    text = _STRONG.sub(r"\2", text)
    text = _EMPHASIS.sub(r"\2", text)
    return _TICKS.sub(r"\1", text)


MOST_PARTS = 40_000
"""Parts of a text beyond which blocks are bundled: a part costs memory, and nobody steps through so many."""


def bulk(text: str) -> Story:
    """A cleaned text of any size as a story: like `plain`, and bounded where there are millions of lines."""
    if text.count("\n") <= 4 * MOST_PARTS:
        return plain(cut(text))
    pieces = re.split(r"\n{2,}", text) if "\n\n" in text else [text]
    if len(pieces) > MOST_PARTS:
        step = len(pieces) // MOST_PARTS + 1
        pieces = ["\n\n".join(pieces[at : at + step]) for at in range(0, len(pieces), step)]
    return Story(tuple(Part(Kind.PARAGRAPH, piece.strip()) for piece in pieces if piece.strip()))
