"""Turns what a page says about its story (JSON-LD, Open Graph, meta, headings) into title, byline, date and the like."""

from __future__ import annotations

from dataclasses import dataclass

from reader.core.article.markup.parsing import Element


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a story beside its text; empty where nobody says."""

    title: str = ""
    byline: str = ""
    site: str = ""
    published: str = ""
    language: str = ""
    standfirst: str = ""


def facts_of(root: Element) -> Facts:
    """What the page declares."""
    meta: dict[str, str] = {}
    for element in root.iter("meta"):
        name = (
            (element.get("property") or element.get("name") or element.get("itemprop") or "").strip().lower()
        )
        value = " ".join((element.get("content") or "").split())
        if name and value:
            meta.setdefault(name, value)
    heading = root.findtext(".//title") or ""
    return Facts(
        title=meta.get("og:title") or " ".join(heading.split()),
        byline=meta.get("author", ""),
        site=meta.get("og:site_name", ""),
        published=meta.get("article:published_time", "")[:10],
        language=root.get("lang") or "",
        standfirst=meta.get("description", ""),
    )
