"""A ranking is made once and cut at any length."""

import gc
import re
import sys
from itertools import pairwise

import pytest

from reader.core.document import Document, Kind, Part, Span, compose
from reader.core.summary.length import WHOLE, Length, Unit
from reader.core.summary.places import places
from reader.core.summary.ranking import Cancelled, Ranker
from reader.core.summary.refusal import Refusal
from reader.devices.files.resources import read_json


def split(text: str, language: str) -> list[Span]:
    return [Span(*m.span()) for m in re.finditer(r"\S[^.!?]*[.!?]*", text)]


def story(*paragraphs: str, title: str = "") -> Document:
    parts = [Part(Kind.TITLE, title)] if title else []
    return compose(parts + [Part(Kind.PARAGRAPH, p) for p in paragraphs], split)


HARBOUR = story(
    "The harbour of Westmole will close for two years from March. The council voted for it on Monday night.",
    "Fishermen say the closure will cost the town four hundred jobs. They are right to worry.",
    "The sea wall has leaked since the storm of 2019. Engineers found eleven cracks in the sea wall last autumn.",
    "Work on the harbour begins in April.",
    title="Harbour to close",
)


def test_a_longer_cut_holds_every_sentence_of_a_shorter_one():
    ranking = Ranker(read_json("summary/weights.json")).rank(HARBOUR)
    for words in range(5, 60):
        shorter = ranking.cut(Length(words, Unit.WORDS))
        assert set(shorter) <= set(ranking.cut(Length(words + 1, Unit.WORDS)))


def test_a_cut_is_in_reading_order():
    cut = Ranker(read_json("summary/weights.json")).rank(HARBOUR).cut(Length(4, Unit.SENTENCES))
    assert len(cut) == 4
    assert list(cut) == sorted(cut)


def test_the_title_is_not_a_sentence_of_a_summary():
    cut = Ranker(read_json("summary/weights.json")).rank(HARBOUR).cut(WHOLE)
    assert all(s.of(HARBOUR.text) != "Harbour to close" for s in cut)
    assert len(cut) == 7


def test_minutes_use_the_rate_of_the_person():
    ranking = Ranker(read_json("summary/weights.json")).rank(HARBOUR)
    slow = ranking.cut(Length(0.1, Unit.MINUTES, rate=150))
    fast = ranking.cut(Length(0.1, Unit.MINUTES, rate=450))
    assert len(slow) < len(fast)


def test_a_repeated_sentence_is_told_once():
    twice = "Engineers found eleven cracks in the long sea wall last autumn."
    document = story(
        twice, "The harbour of Westmole closes for two years.", twice, "Fishermen fear for their jobs."
    )
    cut = Ranker(read_json("summary/weights.json")).rank(document).cut(Length(3, Unit.SENTENCES))
    assert sum(s.of(document.text) == twice for s in cut) == 1


def test_two_sentences_are_refused_and_read_whole():
    document = story("The harbour closes. Work begins in April.")
    ranking = Ranker(read_json("summary/weights.json")).rank(document)
    assert ranking.refusal is Refusal.TOO_SHORT
    assert len(ranking.cut(Length(1, Unit.SENTENCES))) == 2


def test_an_empty_document_is_refused():
    assert Ranker(read_json("summary/weights.json")).rank(Document(text="")).refusal is Refusal.EMPTY


def test_a_summary_sentence_knows_its_place_and_heading():
    document = compose(
        [
            Part(Kind.TITLE, "Harbour"),
            Part(Kind.PARAGRAPH, "It closes."),
            Part(Kind.HEADING, "The wall", level=2),
            Part(Kind.PARAGRAPH, "It leaks. It cracked."),
        ],
        split,
    )
    wall = document.sentences[-1]
    (place,) = places(document, [wall])
    assert (place.index, place.of, place.heading) == (3, 3, "The wall")
    assert place.before == document.sentences[-2]


def test_a_very_short_repetition_is_told_once():
    document = story(
        "Nobody reads old newspapers in the harbour any more.",
        "Read old newspapers!",
        "The harbour of Westmole closes for two years.",
        "Fishermen fear for their jobs.",
    )
    cut = Ranker(read_json("summary/weights.json")).rank(document).cut(Length(4, Unit.SENTENCES))
    assert sum("old newspapers" in s.of(document.text) for s in cut) == 1


def test_an_echo_of_the_headline_does_not_open_a_summary_but_may_follow():
    document = story(
        "The council of Westmole decided it on Monday night after nine hours.",
        "The harbour will close for two years.",
        "Fishermen say that four hundred people will lose their work by Easter.",
        "Engineers found eleven cracks in the sea wall last autumn.",
        title="The harbour will close for two years from March",
    )
    ranking = Ranker(read_json("summary/weights.json")).rank(document)
    for sentences in range(1, 5):
        cut = ranking.cut(Length(sentences, Unit.SENTENCES))
        assert not cut[0].of(document.text).startswith("The harbour will close")


def test_the_collector_of_garbage_runs_again_after_a_ranking():
    assert gc.isenabled()
    seen: list[bool] = []
    Ranker(read_json("summary/weights.json")).rank(HARBOUR, lambda: bool(seen.append(gc.isenabled())))
    assert not any(seen)
    assert gc.isenabled()
    with pytest.raises(Cancelled):
        Ranker(read_json("summary/weights.json")).rank(HARBOUR, lambda: True)
    assert gc.isenabled()


def test_no_step_of_a_ranking_works_long_without_asking_whether_it_is_wanted():
    # calls instead of seconds, so that it is the same on every machine; a hundred thousand take less than 0.1 s
    document = story(
        *[f"Sentence {n} of the book tells of word{n % 977} and word{n % 1009}." for n in range(12_000)]
    )
    calls = 0
    asked = [0]

    def called(*_: object) -> None:
        nonlocal calls
        calls += 1

    sys.setprofile(called)
    try:
        Ranker(read_json("summary/weights.json")).rank(document, lambda: bool(asked.append(calls)))
    finally:
        sys.setprofile(None)
    assert max(b - a for a, b in pairwise([*asked, calls])) < 100_000
