"""Turns OPML, in which feed readers hand lists of feeds to one another, into feeds and back."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from reader.core.addresses import is_web
from reader.core.errors import KeepingError
from reader.core.keeping import Feed
from reader.core.xml_characters import in_xml

MOST = 10_000
"""Feeds of one file."""


def read(content: bytes) -> tuple[list[tuple[str, str, str]], int]:
    """Address, title and site of each feed, and how many entries name no feed on the web.

    Raises:
        KeepingError: it is no OPML.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None or not isinstance(root.tag, str) or etree.QName(root).localname.lower() != "opml":
        raise KeepingError("This is not a list of feeds in OPML.", "Export it again from the other program.")
    feeds: dict[str, tuple[str, str, str]] = {}
    strange = 0
    for outline in root.iter("{*}outline"):
        # Names of attributes are written in every way.
        told = {name.lower(): value for name, value in outline.attrib.items()}
        address = told.get("xmlurl", "").strip()
        if is_web(address) and len(feeds) < MOST:
            site = told.get("htmlurl", "").strip()
            title = told.get("title") or told.get("text") or address
            feeds.setdefault(address, (address, " ".join(title.split()), site if is_web(site) else ""))
        elif address or told.get("type", "").lower() == "rss":
            strange += 1
    return list(feeds.values()), strange


def write(feeds: Iterable[Feed], title: str) -> str:
    """An OPML 2.0 file."""
    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = in_xml(title)
    body = etree.SubElement(root, "body")
    for feed in feeds:
        outline = etree.SubElement(
            body, "outline", type="rss", text=in_xml(feed.title), title=in_xml(feed.title)
        )
        outline.set("xmlUrl", in_xml(feed.address))
        if feed.site:
            outline.set("htmlUrl", in_xml(feed.site))
    written: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return written.decode()
