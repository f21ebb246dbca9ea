from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.core.document import Kind, Part, compose
from reader.ui.chapters import MOST, Sheet, part_at, parts_of


def sheet_of(parts: list[Part]) -> Sheet:
    document = compose(parts, lambda text, _: [])
    return Sheet(document.text, document.blocks)


PARTS = st.lists(
    st.builds(lambda kind, n: Part(kind, "word " * n, 2 if kind is Kind.HEADING else 0), st.sampled_from([Kind.HEADING, Kind.PARAGRAPH]), st.sampled_from([1, 40, 3_000, 20_000])),
    max_size=12,
)  # fmt: skip


@given(PARTS)
def test_every_character_is_in_exactly_one_part_and_in_order(parts: list[Part]) -> None:
    sheet = sheet_of(parts)
    cut = parts_of(sheet)
    shown = [b for part in cut for b in part]
    assert sum(len(b.span) for b in shown) == sum(len(b.span) for b in sheet.blocks)
    assert shown == sorted(shown, key=lambda b: b.span)
    assert all(part for part in cut) or len(cut) == 1


@given(PARTS)
def test_no_part_is_longer_than_can_be_laid_out_at_once(parts: list[Part]) -> None:
    for part in parts_of(sheet_of(parts)):
        assert sum(len(b.span) for b in part) <= MOST


@given(PARTS)
def test_every_offset_is_found_in_its_part(parts: list[Part]) -> None:
    cut = parts_of(sheet_of(parts))
    for number, part in enumerate(cut):
        for block in part:
            assert part_at(cut, block.span.start) == number


def test_a_short_text_is_one_part() -> None:
    assert (
        len(
            parts_of(sheet_of([Part(Kind.TITLE, "T"), Part(Kind.HEADING, "H", 1), Part(Kind.PARAGRAPH, "p")]))
        )
        == 1
    )


def test_a_chapter_begins_a_part_once_the_last_is_long_enough() -> None:
    cut = parts_of(
        sheet_of(
            [Part(Kind.PARAGRAPH, "word " * 4_000), Part(Kind.HEADING, "Two", 1), Part(Kind.PARAGRAPH, "x")]
        )
    )
    assert [p[0].kind for p in cut] == [Kind.PARAGRAPH, Kind.HEADING]
