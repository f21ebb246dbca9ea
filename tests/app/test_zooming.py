"""One control goes from the headline to the full text, and the place is kept."""

import pytest

from reader.app.zooming import STEPS, beside, landing, spans
from reader.core.document import About, Document, Kind, Part, Span, compose
from reader.core.sentences import SentenceSplitter
from reader.core.summary.ranking import Ranker
from reader.core.summary.steps import Step
from reader.devices.files.resources import read_json

SPLIT = SentenceSplitter(read_json("language/sentences.json")).split
RANKER = Ranker(read_json("summary/weights.json"))
STORY = (
    "The harbour of Westmole will close for two years from March.",
    "The council voted for it on Monday night after nine hours.",
    "Fishermen say that four hundred people will lose their work.",
    "Engineers found eleven cracks in the sea wall last autumn.",
    "A ferry company moves its boats to Ashby, forty miles north.",
    "Schools in the town get a new playground from the same money.",
    "Divers inspect the old pier twice a week until summer.",
    "Insurance firms refused to pay for storm damage since 2019.",
    "Tourists have booked fewer hotel rooms this spring.",
    "Scientists warn that tides rise faster than expected.",
)


def written(title: str = "Boats") -> Document:
    parts = [Part(Kind.TITLE, title)] if title else []
    parts += [Part(Kind.PARAGRAPH, sentence) for sentence in STORY]
    return compose(parts, SPLIT, About(language="en"))


def test_every_step_holds_the_one_before() -> None:
    document = written()
    ranking = RANKER.rank(document)
    told = [spans(document, ranking, step, 3) for step in STEPS[:-1]]
    assert [s.of(document.text) for s in told[0]] == ["Boats"]
    assert [len(t) for t in told[1:]] == [1, 3, 5]
    assert set(told[1]) < set(told[2]) < set(told[3])


def test_the_full_text_is_the_article_itself() -> None:
    document = written()
    assert spans(document, RANKER.rank(document), Step.FULL, 3) == ()


def test_a_text_without_a_title_begins_at_one_sentence() -> None:
    document = written(title="")
    assert beside(Step.SENTENCE, -1, document) is Step.SENTENCE
    assert len(spans(document, RANKER.rank(document), Step.HEADLINE, 3)) == 1


@pytest.mark.parametrize(("step", "by", "new"), [
    (Step.FULL, 1, Step.FULL), (Step.FULL, -1, Step.LONGER), (Step.HEADLINE, -1, Step.HEADLINE), (Step.KEY_POINTS, 1, Step.LONGER),
])  # fmt: skip
def test_steps_end_where_they_end(step: Step, by: int, new: Step) -> None:
    assert beside(step, by, written()) is new


@pytest.mark.parametrize(("offset", "place"), [(0, 10), (12, 12), (20, 30), (35, 35), (90, 30)])
def test_listening_goes_on_at_the_place_or_the_next_or_the_last(offset: int, place: int) -> None:
    assert landing([Span(10, 20), Span(30, 40)], offset) == place
