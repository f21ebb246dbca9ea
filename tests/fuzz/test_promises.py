"""The promises that fuzzing tries to break, on pages of every kind: the seeds, and pages built at random."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.core.document import Block, Document, Kind, Page, Removed, Span
from tests.fuzz import pages, promises

SECONDS = 20.0
"""Of processor time; the machine may be busy."""


def test_every_seed_keeps_the_promises(tmp_path: Path) -> None:
    pages.seeds(tmp_path)
    for path in sorted(tmp_path.iterdir()):
        pages.check(path.read_bytes(), SECONDS)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(min_size=20, max_size=600))
def test_every_word_of_a_page_of_shuffled_tags_comes_out(recipe: bytes) -> None:
    pages.check(b"g" + recipe, SECONDS)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from([b"h", b"t", b"m", b"s", b"b", b"a"]), st.binary(max_size=300))
def test_broken_bytes_of_every_kind_are_read_or_refused(kind: bytes, content: bytes) -> None:
    pages.check(kind + content, SECONDS)


TOLD = Document("The ferry left.", (Block(Kind.PARAGRAPH, Span(0, 15)),), (Span(0, 15),))
PAGE = Page(b"<p>The ferry left.</p><p>Share</p>", "page.html")


def test_a_lost_word_is_noticed() -> None:
    with pytest.raises(promises.Broken, match="lost"):
        promises.nothing_lost(PAGE, TOLD)


def test_a_word_that_is_both_told_and_removed_is_noticed() -> None:
    both = (Removed("Share", "share row"), Removed("The ferry", "teaser"))
    document = Document(TOLD.text, TOLD.blocks, TOLD.sentences, removed=both)
    with pytest.raises(promises.Broken, match="both"):
        promises.nothing_lost(PAGE, document)


@pytest.mark.parametrize(
    ("blocks", "sentences"),
    [
        ((Block(Kind.PARAGRAPH, Span(0, 9)),), (Span(0, 9),)),
        (TOLD.blocks, (Span(0, 9),)),
        (TOLD.blocks, (Span(0, 10), Span(10, 15))),
        ((), ()),
    ],
)
def test_a_ruler_that_does_not_fit_is_noticed(blocks: tuple[Block, ...], sentences: tuple[Span, ...]) -> None:
    with pytest.raises(promises.Broken):
        promises.ruler_fits(Document(TOLD.text, blocks, sentences))
