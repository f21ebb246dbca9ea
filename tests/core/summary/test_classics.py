"""sumy's algorithms work over our sentences, and our ranking works behind sumy's interface."""

from importlib.util import find_spec

import pytest

from reader.core.document import About, Kind, Part, compose
from reader.core.errors import UsageError
from reader.core.sentences import SentenceSplitter
from reader.core.summary.classics import ALGORITHMS, NEED_NUMPY, ClassicRanker, as_sumy
from reader.core.summary.length import Length, Unit
from reader.core.summary.ranking import Ranker
from reader.core.summary.tokens import Tokens
from reader.devices.files.resources import read_json

SPLIT = SentenceSplitter(read_json("language/sentences.json")).split
STORY = (
    "The harbour of Westmole will close for two years from March. The council decided it on Monday night.",
    "Fishermen say that the closure of the harbour will cost the town four hundred jobs. They fear the winter.",
    "Engineers found eleven cracks in the sea wall last autumn. The wall has leaked since the storm of 2019.",
    "Work on the wall of the harbour begins in April.",
)
DOCUMENT = compose(
    [Part(Kind.TITLE, "Harbour to close"), *(Part(Kind.PARAGRAPH, p) for p in STORY)],
    SPLIT,
    About(language="en"),
)


@pytest.mark.parametrize("name", sorted(ALGORITHMS))
def test_each_algorithm_of_sumy_ranks_every_sentence(name: str):
    if name in NEED_NUMPY and find_spec("numpy") is None:
        with pytest.raises(UsageError, match="NumPy"):
            ClassicRanker(name)
        return
    ranking = ClassicRanker(name).rank(DOCUMENT)
    assert sorted(ranking) == [s for s in DOCUMENT.sentences if s.start > 0]
    assert len(ranking.cut(Length(2, Unit.SENTENCES))) == 2


def test_an_unknown_algorithm_is_refused_with_the_names_of_the_known():
    with pytest.raises(UsageError) as told:
        ClassicRanker("magic")
    assert "lexrank" in told.value.advice


def test_sumy_gets_the_sentences_we_would_choose():
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence

    tokens = Tokens(SPLIT, "en")
    model = ObjectDocumentModel(
        [Paragraph([Sentence("Harbour to close", tokens, is_heading=True)])]
        + [Paragraph([Sentence(s, tokens) for s in tokens.to_sentences(p)]) for p in STORY]
    )
    weights = read_json("summary/weights.json")
    ours = [s.of(DOCUMENT.text) for s in Ranker(weights).rank(DOCUMENT).cut(Length(3, Unit.SENTENCES))]
    assert [str(s) for s in as_sumy(weights, "en")(model, 3)] == ours
