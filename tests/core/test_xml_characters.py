"""What is written as XML can be read as XML, whatever a page or a feed is called."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from reader.core.document import Kind
from reader.core.export import epub
from reader.core.export.book import Book, Chapter, Paragraph
from reader.core.feeds import opml
from reader.core.keeping import Feed
from reader.core.xml_characters import in_xml

ANY = st.text(st.characters(exclude_categories=[]))


@given(ANY)
def test_xml_takes_whatever_is_left(text: str) -> None:
    element = etree.Element("a")
    element.text = in_xml(text)
    assert etree.fromstring(etree.tostring(element)).text in (in_xml(text), None)


@pytest.mark.parametrize("text", ["a\tb\nc\rd", "é ÿ \x85", "新闻", "\ue000", "\ufffd", "😀", "<&>\"'"])
def test_what_xml_can_hold_stays(text: str) -> None:
    assert in_xml(text) == text


@pytest.mark.parametrize("strange", ["\x00", "\x0b", "\x1f", "\x7f", "\ud800", "\ufffe", "\uffff"])
def test_what_it_cannot_hold_is_left_out_of_books_and_of_lists_of_feeds(strange: str) -> None:
    title = f"Low{strange} tide"
    chapter = Chapter(title, (Paragraph(Kind.PARAGRAPH, 0, "", (f"Nobody{strange} calls.",)),), 0)
    book = Book(title, "", "en", "", "", "", "1", "2026-11-23T00:00:00Z", (chapter,))
    for name, content in epub.files(book).items():
        if name.endswith((".xhtml", ".opf")):
            assert isinstance(content, str)
            ElementTree.fromstring(content.encode())
    written = opml.write([Feed(1, "https://example.org/", title, "", "", "", "")], "Mine")
    assert opml.read(written.encode())[0][0][1] == "Low tide"
