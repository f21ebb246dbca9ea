"""Several stories are heard one after another, each sentence with its place in its own story."""

from __future__ import annotations

from reader.app import build
from reader.app.briefing import brief
from reader.core.document import About, Document, Kind, Part, compose

FERRY = (
    "The ferry to the island sank in the harbour on Monday. Nobody was hurt. The captain had left the bridge to fetch "
    "a sandwich. The harbour is closed until the ferry can be lifted. A crane is on its way from the mainland."
)
SCHOOL = (
    "The school of the town gets a new roof this summer. The old roof let in the rain for ten years. Pupils had carried "
    "buckets from room to room. The roof costs two million pounds. The county pays half of it."
)


def document(title: str, text: str, site: str) -> Document:
    parts = [Part(Kind.TITLE, title), Part(Kind.PARAGRAPH, text)]
    return compose(parts, build.splitter().split, About(site=site, language="en"))


def test_every_sentence_leads_to_its_own_story() -> None:
    documents = [document("Ferry sinks", FERRY, "The Gull"), document("New roof", SCHOOL, "The Owl")]
    briefing = brief(documents, build.summarizing(), "Two stories")
    text = briefing.document.text
    assert briefing.document.title == "Two stories"
    assert [span.of(text) for span, _ in briefing.headlines] == [
        "Ferry sinks (The Gull)",
        "New roof (The Owl)",
    ]
    assert {told.document for told in briefing.told} == {0, 1}
    for told in briefing.told:
        assert told.span.of(text) == told.place.of(documents[told.document].text)
        assert told.span in briefing.document.sentences
    assert text == "\n\n".join(block.span.of(text) for block in briefing.document.blocks)


def test_the_same_story_from_two_places_is_told_once() -> None:
    twice = [document("Ferry sinks", FERRY, "The Gull"), document("Ferry sinks", FERRY, "The Owl")]
    briefing = brief(twice, build.summarizing(), "One story")
    assert [span.of(briefing.document.text) for span, _ in briefing.headlines] == [
        "Ferry sinks (The Gull, The Owl)"
    ]
    assert {told.document for told in briefing.told} == {0}


def test_of_nothing_only_the_title_is_heard() -> None:
    assert brief([], build.summarizing(), "Nothing is queued").document.text == "Nothing is queued"
