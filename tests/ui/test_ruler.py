from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.document import Block, Kind, Part, Span, compose
from reader.ui.ruler import Ruler, showable, units

TEXTS = st.lists(
    st.text(alphabet=st.sampled_from("ab é€😀𝄞\u2029\x00\n\t\ud800"), min_size=1, max_size=12),
    min_size=1,
    max_size=6,
)


def blocks_of(texts: list[str]) -> tuple[str, tuple[Block, ...]]:
    document = compose([Part(Kind.PARAGRAPH, t) for t in texts], lambda text, _: [])
    return document.text, document.blocks


@given(TEXTS)
def test_every_character_is_found_again_from_its_position(texts: list[str]) -> None:
    text, blocks = blocks_of(texts)
    ruler = Ruler(text, blocks)
    for block in blocks:
        for offset in range(block.span.start, block.span.end):
            position = ruler.position(offset)
            assert position is not None
            assert ruler.offset(position) == offset


@given(TEXTS)
def test_positions_count_what_qt_counts(texts: list[str]) -> None:
    text, blocks = blocks_of(texts)
    ruler = Ruler(text, blocks)
    shown = "\u2029".join(showable(b.span.of(text)) for b in blocks)
    for block in blocks:
        at = ruler.position(block.span.start)
        assert at is not None
        first = showable(block.span.of(text))[0]
        assert shown.encode("utf-16-le")[at * 2 :].decode("utf-16-le")[0] == first


def test_the_widget_agrees(qt: object) -> None:
    from PySide6.QtGui import QTextDocument

    from reader.core.settings import Settings
    from reader.ui.colours import read_theme
    from reader.ui.typeset import Looks, lay_out

    text, blocks = blocks_of(["a😀b\nc", "é\u2029x", "last\x00 one"])
    document = QTextDocument()
    lay_out(document, text, blocks, Looks.of(Settings()), read_theme("light"))
    ruler = Ruler(text, blocks)
    assert (
        document.characterCount() - 1
        == sum(units(showable(b.span.of(text))) for b in blocks) + len(blocks) - 1
    )
    for block in blocks:
        at = ruler.position(block.span.start)
        assert at is not None
        assert document.findBlock(at).text() == showable(block.span.of(text))


def test_what_is_not_shown_has_no_position() -> None:
    text = "one\n\ntwo\n\nthree"
    ruler = Ruler(text, [Block(Kind.PARAGRAPH, Span(5, 8))])
    assert ruler.position(0) is None
    assert ruler.position(12) is None
    assert ruler.range(Span(5, 8)) == (0, 3)
    assert ruler.range(Span(10, 12)) is None


def test_sentences_out_of_order_are_each_found_in_their_place() -> None:
    text = "first. second."
    ruler = Ruler(text, [Block(Kind.PARAGRAPH, Span(7, 14)), Block(Kind.PARAGRAPH, Span(0, 6))])
    assert ruler.range(Span(7, 14)) == (0, 7)
    assert ruler.range(Span(0, 6)) == (8, 14)
    assert ruler.offset(9) == 1


@pytest.mark.parametrize("position", [-3, 0, 10_000])
def test_an_empty_page_has_one_place(position: int) -> None:
    assert Ruler("", ()).offset(position) == 0
