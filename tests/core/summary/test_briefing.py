"""Several stories become one briefing, and nothing is told twice."""

from reader.core.document import About, Document, Kind, Part, compose
from reader.core.sentences import SentenceSplitter
from reader.core.summary.bound import bound
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


def test_a_briefing_is_one_text_that_leads_back_to_every_place():
    documents = [
        written("Harbour to close", "Gazette", *HARBOUR),
        written("Spades on loan", "Post", *LIBRARY),
        written("Westmole harbour closes", "Courier", *HARBOUR[:3], "Work begins in spring."),
    ]
    made = bound(documents, brief(*documents))
    text = made.document.text
    assert text.startswith("Briefing, 2 stories\n\nHarbour to close\n\nGazette. Also told by Courier.\n\n")
    for origin in made.origins:
        assert origin.span in made.document.sentences
        assert made.origin(origin.span.start) == origin
        if origin.place:
            assert origin.place.of(documents[origin.document].text) == origin.span.of(text)
    assert made.origin(0) is None
    assert [origin.document for origin in made.origins if origin.place] == [0, 0, 1, 1]


def test_words_are_for_the_whole_briefing():
    documents = [
        written("Harbour to close", "Gazette", *HARBOUR),
        written("Spades on loan", "Post", *LIBRARY),
    ]
    rankings = [RANKER.rank(d) for d in documents]
    items = briefing(documents, rankings, Length(30, Unit.WORDS))
    words = [sum(len(s.of(documents[i.document].text).split()) for s in i.sentences) for i in items]
    assert all(words)
    assert sum(words) <= 40


def test_a_list_is_named_and_not_read_in_a_briefing():
    parts = [Part(Kind.TITLE, "What to pack"), *(Part(Kind.ITEM, f"Sock number {n}.") for n in range(20))]
    packing = compose(parts, SPLIT, About(address="https://www.example.org/list", language="en"))
    documents = [packing, written("Spades on loan", "Post", *LIBRARY)]
    made = bound(documents, brief(*documents))
    assert made.items[0].sentences == ()
    assert "example.org. This is mostly a list" in made.document.text


def test_a_briefing_of_nothing_is_empty():
    made = bound([], brief())
    assert made.items == ()
    assert made.document.sentences
