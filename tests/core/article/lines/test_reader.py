"""Whatever is pasted, every letter of it is heard or stands in the ledger with a reason."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.article.lines import FILES, LineReader, read_lines
from reader.core.article.lines.cut import clean, cut
from reader.core.article.lines.furniture import Furniture
from reader.core.article.lines.origin import Origin, come_from
from reader.core.article.lines.shape import Shaper, Vocabulary
from reader.core.document import Kind
from reader.devices.files import resources

DATA = {name: resources.read_json(f"article/lines/{name}.json") for name in FILES}
READER = LineReader(DATA)
PIECES = (
    "Home", "Share", "Log in", "Related posts", "© 2024 The Tide", "Leave a comment", "[menu_main_bar]", "Advertisement",
    "By Ada Holm", "14 May 2024", "The tide that came twice", "A man on the pier (Photo: Ada Holm)", "• a rope", "1. a bucket",
    "The tide came in twice on Monday, which the harbour master put down to the moon and the baker to the Mondays.",
    "Nobody was hurt, and the boats, which had been tied twice, stayed where they were. “Twice is enough,” said Ada.",
    "", "", "a\tb\tc",
)  # fmt: skip


def letters(text: str) -> Counter[str]:
    return Counter(c for c in text if c.isalnum())


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=30)), max_size=40))
def test_every_letter_is_heard_or_in_the_ledger(pieces: list[str]) -> None:
    text = "\n".join(pieces)
    story = READER.read(text)
    heard = [part.text for part in story.parts] + [piece.text for piece in story.about.removed]
    assert letters("".join(heard)) == letters(clean(text))
    assert all(piece.reason for piece in story.about.removed)


def come(text: str) -> Origin:
    shaper = Shaper(Furniture(DATA["furniture"]), Vocabulary({}), DATA["cues"])
    lines = cut(clean(text))
    return come_from(lines, [shaper.shape(line) for line in lines])


def test_a_page_is_known_by_its_furniture() -> None:
    assert come("Home\nSign in\nShare\nFacebook\n\nThe tide came in twice.\n\nRelated posts\n") is Origin.PAGE


def test_prose_that_speaks_of_newsletters_is_plain() -> None:
    assert (
        come("We wrote a newsletter for the pier.\n\nNobody read it, so we wrote to the gulls.\n")
        is Origin.PLAIN
    )


def test_a_wrapped_text_is_plain_even_with_a_notice_in_it() -> None:
    line = "the gulls came back in the evening and sat on the pier as if it had been theirs\n"
    assert come(line * 12 + "All rights reserved.\n") is Origin.PLAIN


def test_a_lone_x_proves_no_page() -> None:
    assert (
        come("The map of the harbour has two crosses on it.\n\nX\n\nNobody dug at either of them.\n")
        is Origin.PLAIN
    )


def test_a_pasted_book_is_read_whole() -> None:
    chapter = "The pier was long and the evening longer, and the gulls were paid by the hour for it.\n\n"
    story = READER.read("Home\nShare\nSign in\nLog out\n\n" + chapter * 25_000)
    assert not story.about.removed
    assert len(story.parts) == 25_004


@pytest.mark.parametrize("text", ["", "   \n\t\n", "\x00\x07", "\u200b"])
def test_nothing_to_see_gives_no_parts(text: str) -> None:
    assert READER.read(text).parts == ()


def test_control_and_zero_width_characters_are_not_heard() -> None:
    story = READER.read("The \ufb01sh ca\u00adme\u200b in \x07twice.\n")
    assert [part.text for part in story.parts] == ["The fish came in twice."]


def test_a_reader_is_made_once_for_the_same_resources() -> None:
    assert read_lines("One line.", DATA) == READER.read("One line.")
    assert read_lines("One line.", DATA).parts[0].kind is Kind.PARAGRAPH


def test_a_line_above_one_long_paragraph_is_its_title() -> None:
    story = READER.read(f"The ferry is back\n\n{'It came at nine and left at ten. ' * 8}")
    assert [part.kind for part in story.parts] == [Kind.TITLE, Kind.PARAGRAPH]


def test_a_line_above_a_short_paragraph_may_be_anything() -> None:
    story = READER.read("Bread and milk\n\nAnd if they have it some of the good cheese.")
    assert [part.kind for part in story.parts] == [Kind.PARAGRAPH, Kind.PARAGRAPH]
