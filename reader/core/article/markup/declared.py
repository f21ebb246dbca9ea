"""Turns what a page declares about itself (JSON-LD, Open Graph, meta, microdata) into claims, best first."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from reader.core.article.markup.parsing import Element
from reader.core.document import mended

_STORY = re.compile(r"Article|Posting|Report|Review|Recipe|HowTo|WebPage$", re.IGNORECASE)
_AUTHORS = (
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "citation_author",
    "byl",
)
_SHARED = ("article:published_time", "og:article:published_time", "og:published_time")
_DATES = (
    *_SHARED, "datepublished", "date", "dc.date",
    "dc.date.issued", "dcterms.date", "dcterms.created", "dcterms.issued", "dc.date.created", "sailthru.date", "parsely-pub-date",
    "pubdate", "publish-date", "publish_date", "publication_date", "article.published", "citation_publication_date",
    "citation_date", "cxenseparse:recs:publishtime", "publishdate", "article_date_original", "originalpublicationdate",
    "published", "published_time", "publication-date", "date-published", "article-publish-date", "publisheddate",
)  # fmt: skip
_CHANGES = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "last-modified",
    "dcterms.modified",
    "revised",
)
_LARGEST = 400_000
"""Characters of JSON-LD that are looked at in one page."""


@dataclass(frozen=True, slots=True)
class Declared:
    """What a page says of itself. Tuples are claims, the most trusted first; nothing is checked yet."""

    titles: tuple[str, ...] = ()
    """Written for sharing: JSON-LD headline, Open Graph, Twitter."""
    window: str = ""
    """The text of `<title>`, which most pages end with their own name."""
    authors: tuple[tuple[str, ...], ...] = ()
    """The names each source gives."""
    published: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    """Those of `published` that are written for whoever shares the page."""
    changed: tuple[str, ...] = ()
    place: str = ""
    """The address a page gives itself, in which many sites write the day."""
    site: str = ""
    lead: str = ""
    language: str = ""
    body: str = ""
    """The whole story as JSON-LD, paragraphs parted by line breaks; for pages that are drawn by scripts."""
    closed: bool = False
    """The page says that its story is not free to read."""


def declared(root: Element) -> Declared:
    """What the head and the scripts of a page say; the tree must not be pruned yet."""
    meta = _meta(root)
    stories = list(_stories(root))
    titles = [_line(story.get("headline")) for story in stories]
    titles += [
        _first(meta, "og:title"),
        _first(meta, "twitter:title"),
        _first(meta, "parsely-title"),
        _first(meta, "dc.title"),
    ]
    authors = [tuple(_names(story.get("author"))) for story in stories]
    authors += [
        tuple(v for v in meta.get(name, ()) if not v.startswith(("http", "/", "@"))) for name in _AUTHORS
    ]
    published = [_line(story.get("datePublished") or story.get("dateCreated")) for story in stories]
    published += [value for name in _DATES for value in meta.get(name, ())]
    changed = [_line(story.get("dateModified")) for story in stories]
    changed += [value for name in _CHANGES for value in meta.get(name, ())]
    publisher = next((name for story in stories for name in _names(story.get("publisher"))), "")
    return Declared(
        titles=_distinct(titles),
        window=_line(root.findtext(".//title")),
        authors=tuple(dict.fromkeys(a for a in authors if a)),
        published=_distinct(published),
        shared=_distinct([value for name in _SHARED for value in meta.get(name, ())]),
        changed=_distinct(changed),
        place=_place(root, meta),
        site=_first(meta, "og:site_name") or publisher or _first(meta, "application-name"),
        lead=_first(meta, "description")
        or _first(meta, "og:description")
        or _first(meta, "twitter:description"),
        language=_language(root, meta, stories),
        body=max((_paragraphs(story.get("articleBody")) for story in stories), key=len, default=""),
        closed=any(str(story.get("isAccessibleForFree", "")).lower() == "false" for story in stories),
    )


def _meta(root: Element) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        value = _line(element.get("content"))
        name = (
            element.get("property")
            or element.get("name")
            or element.get("itemprop")
            or element.get("http-equiv")
        )
        if value and name:
            found.setdefault(name.strip().lower(), []).append(value[:1000])
    return found


def _first(meta: dict[str, list[str]], name: str) -> str:
    return meta.get(name, [""])[0]


def _place(root: Element, meta: dict[str, list[str]]) -> str:
    link = next((link for link in root.iter("link") if (link.get("rel") or "").lower() == "canonical"), None)
    return _line(link.get("href")) if link is not None else _first(meta, "og:url")


def _line(value: Any) -> str:
    """One line of plain text; anything that is not text counts as nothing said.

    JSON can name half characters, and sites that cut a headline after so many signs do.
    """
    if not isinstance(value, str):
        return ""
    if "&" in value:
        from html import unescape  # late: rarely needed

        value = unescape(unescape(value))
    if "<" in value:
        value = re.sub(r"<[^<>]{0,500}>", " ", value)
    return mended(" ".join(value.split()))


def _paragraphs(value: Any) -> str:
    """Text of several lines as it is in JSON-LD, where some sites put markup."""
    if not isinstance(value, str):
        return ""
    lines = re.split(r"\n+|(?i:</p>|<br\s*/?>)", value[:_LARGEST])
    return "\n".join(filter(None, map(_line, lines)))


def _distinct(values: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(v for v in values if v))


def _stories(root: Element) -> Iterator[dict[str, Any]]:
    """The JSON-LD objects that describe a story, articles before pages."""
    found: list[dict[str, Any]] = []
    left = _LARGEST
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        text = (script.text or "").strip().removeprefix("<!--").removesuffix("-->").strip()
        left -= len(text)
        if left < 0:
            break
        try:
            parsed = json.loads(text.rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        found += _described(parsed, 0)
    found.sort(key=lambda story: "webpage" in str(story.get("@type")).lower())
    yield from found


def _described(node: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(node, list):
        for each in node[:200]:
            yield from _described(each, depth + 1)
    elif isinstance(node, dict):
        kinds = node.get("@type")
        kinds = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(kind, str) and _STORY.search(kind) for kind in kinds):
            yield node
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            graph = node.get(key)
            if isinstance(graph, list):
                named = {str(n.get("@id")): n for n in graph if isinstance(n, dict) and n.get("@id")}
                graph = [_linked(n, named) for n in graph]
            if isinstance(graph, (list, dict)):
                yield from _described(graph, depth + 1)


def _linked(node: Any, named: dict[str, Any]) -> Any:
    """A node of a graph whose author and publisher are spelled out instead of referred to."""
    if not isinstance(node, dict):
        return node
    node = dict(node)
    for key in ("author", "publisher"):
        value = node.get(key)
        values = value if isinstance(value, list) else [value]
        node[key] = [
            named.get(str(v.get("@id")), v) if isinstance(v, dict) and "name" not in v else v for v in values
        ]
    return node


def _names(value: Any, depth: int = 0) -> list[str]:
    if isinstance(value, str):
        return [] if value.startswith(("http", "#", "/")) else [_line(value)]
    if isinstance(value, list) and depth < 3:
        return [name for each in value[:20] for name in _names(each, depth + 1) if name]
    if isinstance(value, dict) and depth < 3:
        return _names(value.get("name"), depth + 1)
    return []


def _language(root: Element, meta: dict[str, list[str]], stories: list[dict[str, Any]]) -> str:
    """BCP 47 as declared; the tag on the root first, since it is what screen readers follow."""
    claims = [root.get("lang"), root.get("{http://www.w3.org/XML/1998/namespace}lang")]
    body = root.find("body")
    claims += [body.get("lang") if body is not None else None]
    claims += [_line(s.get("inLanguage")) for s in stories]
    claims += [_first(meta, n) for n in ("content-language", "og:locale", "dc.language", "language")]
    for claim in claims:
        tag = re.match(r"\s*([A-Za-z]{2,3})(?:[-_]([A-Za-z]{2,8}|\d{3}))?\b", claim or "")
        if tag:
            region = tag[2] or ""
            region = region.upper() if len(region) == 2 else region.title()
            return tag[1].lower() + (f"-{region}" if region else "")
    return ""
