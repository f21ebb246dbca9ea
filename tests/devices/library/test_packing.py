"""What is kept comes back as it was, but for what no file, voice or screen takes."""

from __future__ import annotations

import json

from reader.core.document import Block, Document, Kind, Link, Removed, Span
from reader.devices.library.packing import from_record, pack, to_record, unpack

HALF = "\ud83d"

BROKEN = Document(
    text=f"A word{HALF}.",
    blocks=(Block(Kind.PARAGRAPH, Span(0, 8)),),
    sentences=(Span(0, 8),),
    title=f"Title{HALF}",
    byline=f"Ann{HALF}",
    site=f"Site{HALF}",
    address=f"https://harbour.example/{HALF}",
    removed=(Removed(f"Share{HALF}", "share row"),),
    links=(Link(Span(2, 6), f"https://harbour.example/{HALF}"),),
)


def test_half_characters_that_another_program_kept_do_not_come_back() -> None:
    told = json.dumps(to_record(unpack(pack(BROKEN))), ensure_ascii=False)
    assert told.encode("utf-8").decode("utf-8").count("\ufffd") == 7


def test_every_span_of_a_mended_text_stays() -> None:
    document = from_record(to_record(BROKEN))
    assert document.sentences == BROKEN.sentences
    assert document.links[0].span.of(document.text) == "word"


def test_a_whole_document_comes_back_as_it_was() -> None:
    document = Document("A 😀 word.", (Block(Kind.PARAGRAPH, Span(0, 9)),), (Span(0, 9),), title="Tïtle 😀")
    assert unpack(pack(document)) == document
