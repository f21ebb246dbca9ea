"""Several stories become one briefing, and nothing is told twice."""

from reader.core.document import About, Document, Kind, Part, compose
from reader.core.sentences import SentenceSplitter
from reader.core.summary.briefing import briefing
from reader.core.summary.length import Length, Unit
from reader.core.summary.ranking import Ranker
from reader.devices.files.resources import read_json

RANKER = Ranker(read_json("summary/weights.json"))
SPLIT = SentenceSplitter(read_json("language/sentences.json")).split
HARBOUR = (
    "The harbour of Westmole will close for two years from March, the council decided on Monday.",
    "Fishermen say the closure will cost the town four hundred jobs.",
    "Engineers found eleven cracks in the sea wall last autumn.",
    "The council hopes that the new wall will last a century.",
)
LIBRARY = (
    "A library in Ashby lends garden tools beside books.",
    "Members borrow spades for a fortnight, free of charge.",
    "The idea came from a retired teacher who owned six rakes.",
    "Other towns have asked how to copy it.",
)


def written(title: str, site: str, *paragraphs: str) -> Document:
    parts = [Part(Kind.TITLE, title), *(Part(Kind.PARAGRAPH, p) for p in paragraphs)]
    return compose(parts, SPLIT, About(site=site, language="en"))


def brief(*documents: Document):
    return briefing(documents, [RANKER.rank(d) for d in documents], Length(2, Unit.SENTENCES))


def test_each_story_comes_with_headline_source_and_sentences():
    first, second = brief(
        written("Harbour to close", "Gazette", *HARBOUR), written("Spades on loan", "Post", *LIBRARY)
    )
    assert (first.headline, first.source, len(first.sentences)) == ("Harbour to close", "Gazette", 2)
    assert (second.headline, second.source, second.document) == ("Spades on loan", "Post", 1)


def test_the_same_story_is_told_once_and_its_other_source_named():
    items = brief(
        written("Harbour to close", "Gazette", *HARBOUR),
        written("Spades on loan", "Post", *LIBRARY),
        written("Westmole harbour closes", "Courier", *HARBOUR[:3], "Work begins in spring."),
    )
    assert [i.document for i in items] == [0, 1]
    assert items[0].also == (2,)


def test_a_sentence_told_before_is_left_out():
    # the agency's sentence stands in both stories, which are about different things
    shared = "Rain fell on the whole coast for nine days without a break."
    items = brief(
        written("Rain", "Gazette", shared, *HARBOUR[1:]), written("Spades on loan", "Post", shared, *LIBRARY)
    )
    told = [s for i in items for s in i.sentences]
    assert len(items) == 2
    assert len(told) >= 2
    texts = [
        s.of(d.text)
        for i, d in zip(
            items,
            (
                written("Rain", "Gazette", shared, *HARBOUR[1:]),
                written("Spades on loan", "Post", shared, *LIBRARY),
            ),
            strict=True,
        )
        for s in i.sentences
    ]
    assert texts.count(shared) <= 1
