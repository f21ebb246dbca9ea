"""Whatever comes in, an answer or a refusal comes out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.document import About, Document, Kind, Part, Span, compose
from reader.core.sentences import SentenceSplitter
from reader.core.summary.length import WHOLE, Length, Unit
from reader.core.summary.ranking import Cancelled, Ranker
from reader.core.summary.refusal import Refusal
from reader.devices.files.resources import read_json

RANKER = Ranker(read_json("summary/weights.json"))
SPLIT = SentenceSplitter(read_json("language/sentences.json")).split


def written(*paragraphs: str, title: str = "", language: str = "en", kind: Kind = Kind.PARAGRAPH) -> Document:
    parts = [Part(Kind.TITLE, title)] if title else []
    return compose([*parts, *(Part(kind, p) for p in paragraphs)], SPLIT, About(language=language))


def test_ten_thousand_identical_sentences_are_told_once():
    document = written("The same thing happens again and again. " * 10_000)
    assert len(RANKER.rank(document).cut(Length(500, Unit.WORDS))) == 1


def test_a_megabyte_without_a_full_stop_gets_an_answer():
    document = written("word and more words " * 50_000)
    assert RANKER.rank(document).cut(Length(100, Unit.WORDS))


def test_mixed_languages_get_an_answer():
    document = written(
        "Der Hafen schließt im März. Niemand weiß, warum.",
        "The harbour will close. Nobody knows why.",
        "港は三月に閉鎖される。理由は誰も知らない。",
        "Порт закроют в марте.",
        language="",
    )
    assert len(RANKER.rank(document).cut(Length(2, Unit.SENTENCES))) == 2


def test_ranking_stops_when_nobody_wants_it():
    with pytest.raises(Cancelled):
        RANKER.rank(written("One thing happened. Another followed it. A third came."), lambda: True)


def test_a_list_is_read_whole():
    document = written(*[f"Take part {n} of the kit." for n in range(12)], kind=Kind.ITEM)
    ranking = RANKER.rank(document)
    assert ranking.refusal is Refusal.LIST
    assert len(ranking.cut(Length(1, Unit.SENTENCES))) == 12


def test_a_table_is_read_whole():
    assert RANKER.rank(written(*["Leeds, 12 °C, rain"] * 9, kind=Kind.ROW)).refusal is Refusal.TABLE


def test_a_poem_is_read_whole():
    verses = "The gulls turn inland\nover roofs of slate,\nthe tide has taken\nwhat the boats forgot,\nand on the quay\nthe nets hang out to wait\nfor hands that know\nthe order of the knot."
    assert RANKER.rank(written(verses, "The bell is rung.\nNobody comes.")).refusal is Refusal.POETRY


def test_a_sentence_that_leans_on_another_does_not_come_without_it():
    document = written(
        "The mayor of Westmole was accused of selling the harbour. But he denied it.",
        "Fishermen say the closure will cost the town four hundred jobs. They fear the winter.",
        "Engineers found eleven cracks in the sea wall last autumn. It leaks.",
    )
    for length in range(1, 6):
        cut = {s.of(document.text) for s in RANKER.rank(document).cut(Length(length, Unit.SENTENCES))}
        assert "But he denied it." not in cut or any("accused" in s for s in cut)
        assert "They fear the winter." not in cut or any("Fishermen" in s for s in cut)


def test_the_headline_is_not_told_again():
    document = written(
        "Harbour of Westmole to close in March.",
        "The council voted on Monday night for two years of work on the sea wall.",
        "Fishermen say it will cost the town four hundred jobs.",
        "Engineers found eleven cracks in the wall last autumn.",
        title="Harbour of Westmole to close in March",
    )
    cut = RANKER.rank(document).cut(Length(2, Unit.SENTENCES))
    assert all(not s.of(document.text).startswith("Harbour of") for s in cut)
    assert len(RANKER.rank(document).cut(WHOLE)) == 4


def test_the_basis_is_told_where_a_language_is_only_counted():
    assert RANKER.rank(written("Bir şey oldu. Sonra bir şey daha oldu. Bitti.", language="tr")).basis.sentence
    assert not RANKER.rank(written("One thing happened. Then another. It ended.")).basis.sentence


@given(
    st.lists(st.text(alphabet="ab .!?\n“'é字", max_size=60), max_size=8),
    st.floats(0, 200),
    st.sampled_from(list(Unit)),
)
def test_every_cut_is_made_of_sentences_in_order_and_grows(paragraphs: list[str], amount: float, unit: Unit):
    document = written(*paragraphs)
    ranking = RANKER.rank(document)
    assert sorted(ranking) == sorted(set(ranking))
    cut = ranking.cut(Length(amount, unit))
    assert list(cut) == sorted(cut)
    assert set(cut) <= set(document.sentences)
    assert set(cut) <= set(ranking.cut(Length(amount + 1, unit)))


def test_spans_are_those_of_the_document():
    document = written("One thing happened. Then another did. A third came last.")
    assert all(isinstance(s, Span) and s in document.sentences for s in RANKER.rank(document))
