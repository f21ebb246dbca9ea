"""One text, one ruler: what every document promises."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.core.document import AROUND, GAP, About, Kind, Part, Span, compose

anything = st.text(st.characters(blacklist_categories=()))
parts = st.lists(st.builds(Part, kind=st.sampled_from(Kind), text=anything))


def whole(text: str, _language: str) -> list[Span]:
    return [Span(0, len(text))]


@given(parts)
def test_blocks_lie_in_order_and_tell_the_whole_text(given_parts: list[Part]) -> None:
    document = compose(given_parts, whole)
    assert document.text == GAP.join(block.span.of(document.text) for block in document.blocks)
    assert [block.kind for block in document.blocks] == [
        part.kind for part in given_parts if part.text.strip()
    ]
    for sentence, block in zip(document.sentences, document.blocks, strict=True):
        assert sentence == block.span


@given(parts)
def test_a_document_never_holds_half_a_character(given_parts: list[Part]) -> None:
    compose(given_parts, whole).text.encode("utf-8")


def test_the_body_is_the_story_without_its_frame() -> None:
    document = compose([Part(kind, kind.value) for kind in Kind], whole)
    assert document.body.split(GAP) == [kind.value for kind in Kind if kind not in AROUND]
    assert (document.title, document.standfirst, document.credit) == ("title", "standfirst", "credit")


def test_two_half_characters_that_belong_together_become_one() -> None:
    assert compose([Part(Kind.PARAGRAPH, "\ud83d\ude00")], whole).text == "😀"


def test_the_named_author_goes_before_the_byline_on_the_page() -> None:
    byline = [Part(Kind.BYLINE, "By Ann")]
    assert compose(byline, whole).byline == "By Ann"
    assert compose(byline, whole, About(byline="Ann Lee")).byline == "Ann Lee"
