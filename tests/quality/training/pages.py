"""Turns the pages of the bench into lines with the share of each line that the gold body has.

Each page comes twice: as the text a browser copied, and as the blocks of its HTML, crudely rendered, where the
share of linked characters and the tag are known too.
"""

from __future__ import annotations

import difflib
import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from lxml import etree, html

from reader.core.article.lines.cut import Line, clean, cut

BENCH = Path(__file__).parents[4] / "shared" / "bench" / "extract"
SETS = ("sh", "moz", "wcxb")
_TOKEN = re.compile(r"\w+")
_SKIP = {"script", "style", "noscript", "template", "svg", "head", "iframe", "select", "textarea", "button"}
_APART = {"p", "h1", "h2", "h3", "h4", "blockquote", "ul", "ol", "table"}
_INLINE = {
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img", "ins", "kbd",
    "label", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time",
    "tt", "u", "var", "wbr", "big", "nobr", "acronym",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sample:
    """One page, cut into lines."""

    name: str
    site: str
    kind: str
    gold: dict[str, Any]
    lines: list[Line]
    links: list[float]
    """Share of linked characters a line, or -1 where nobody knows."""
    tags: list[str]
    labels: list[float]
    """Share of the words of a line that the gold body has."""


def samples(kind: str, name: str) -> Iterator[Sample]:
    """The pages of the set `name` as `text` or `html`."""
    root = BENCH / name
    for path in sorted((root / "gold").glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        page = root / "text" / f"{gold['id']}.txt"
        if kind == "text" and page.exists():
            lines = cut(clean(page.read_text("utf-8")))
            links, tags = [-1.0] * len(lines), [""] * len(lines)
        elif kind == "html":
            lines, links, tags = blocks(
                gzip.decompress((root / "html" / f"{gold['id']}.html.gz").read_bytes())
            )
        else:
            continue
        # Sites, not pages, are parted in cross-validation; the fixtures of Mozilla name no address.
        site = urlsplit(gold.get("url") or "").netloc.removeprefix("www.") or f"{name}/{gold['id']}"
        labels = align([line.text for line in lines], gold["body"])
        yield Sample(f"{name}/{gold['id']}", site, kind, gold, lines, links, tags, labels)


def align(lines: list[str], body: str) -> list[float]:
    """The share of each line's words that stand in the body, in the order of the body."""
    words: list[str] = []
    owner: list[int] = []
    for i, line in enumerate(lines):
        found = _TOKEN.findall(line)
        words += found
        owner += [i] * len(found)
    hits = [0] * len(lines)
    for block in difflib.SequenceMatcher(
        None, words, _TOKEN.findall(body), autojunk=False
    ).get_matching_blocks():
        for k in range(block.a, block.a + block.size):
            # A stray word or two in common is chance, unless they are the whole of a short line.
            if block.size >= 3:
                hits[owner[k]] += 1
        if 0 < block.size < 3:
            i = owner[block.a]
            if (
                block.size == sum(1 for _ in _TOKEN.finditer(lines[i]))
                and owner[block.a + block.size - 1] == i
            ):
                hits[i] += block.size
    return [hit / max(1, len(_TOKEN.findall(line))) for hit, line in zip(hits, lines, strict=True)]


def blocks(content: bytes) -> tuple[list[Line], list[float], list[str]]:
    """The blocks of a page as lines, with the share of linked characters and the block's tag."""
    parser = html.HTMLParser(encoding="utf-8")
    try:
        tree = html.fromstring(content.decode("utf-8", "replace").encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError):
        return [], [], []
    rendering = _Rendering()
    rendering.walk(tree, linked=False, depth=0)
    rendering.flush(0)
    return rendering.lines, rendering.links, rendering.tags


class _Rendering:
    """The lines so far, and the line that is being filled."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.links: list[float] = []
        self.tags: list[str] = []
        self._text: list[str] = []
        self._linked = 0
        self._blank = 0
        self._tag = "body"

    def flush(self, blank: int) -> None:
        said = clean(re.sub(r"\s+", " ", "".join(self._text))).strip()
        if said:
            self.lines.append(Line(said, self._blank))
            self.links.append(min(1.0, self._linked / len(said)))
            self.tags.append(self._tag)
            self._blank = 0
        self._text.clear()
        self._linked = 0
        self._blank = max(self._blank, blank)

    def walk(self, node: Any, linked: bool, depth: int) -> None:
        tag = node.tag if isinstance(node.tag, str) else ""
        if not tag or tag in _SKIP or depth > 200 or _hidden(node):
            return
        if tag == "br":
            self.flush(0)
        around = self._tag
        apart = 1 if tag in _APART else 0
        if tag not in _INLINE:
            self.flush(apart)
            self._tag = tag
        self._say(node.text, linked or tag == "a")
        for child in node:
            self.walk(child, linked or tag == "a", depth + 1)
            self._say(child.tail, linked or tag == "a")
        if tag not in _INLINE:
            self.flush(apart)
            self._tag = around

    def _say(self, piece: str | None, linked: bool) -> None:
        if piece:
            self._text.append(piece)
            self._linked += len(piece.strip()) if linked else 0


def _hidden(node: Any) -> bool:
    return node.get("hidden") is not None or "display:none" in (node.get("style") or "").replace(" ", "")
