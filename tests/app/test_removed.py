from __future__ import annotations

from collections.abc import Sequence

from reader.app.removed import removed_text, restored, words_removed
from reader.core.document import About, Document, Kind, Part, Removed, Span, compose


def whole(text: str, _language: str) -> Sequence[Span]:
    return [Span(0, len(text))]


STORY = compose(
    [Part(Kind.TITLE, "A title"), Part(Kind.PARAGRAPH, "A story.")],
    whole,
    About(
        removed=(
            Removed("Share", "share row"),
            Removed("Tweet", "share row"),
            Removed("Up 3 per cent", "ticker"),
        )
    ),
)


def test_every_removed_piece_can_be_read_under_what_it_was() -> None:
    text = removed_text(STORY, whole, "What was removed").text
    assert text == "What was removed\n\nShare row\n\nShare\n\nTweet\n\nTicker\n\nUp 3 per cent"


def test_words_are_counted() -> None:
    assert words_removed(STORY) == 6


def test_restored_pieces_follow_the_story_and_move_none_of_it() -> None:
    back = restored(STORY, whole, "What was removed")
    assert back.text.startswith(STORY.text)
    assert back.blocks[: len(STORY.blocks)] == STORY.blocks
    assert back.sentences[: len(STORY.sentences)] == STORY.sentences
    added = [b.span.of(back.text) for b in back.blocks[len(STORY.blocks) :]]
    assert added == ["What was removed", "Share row", "Share", "Tweet", "Ticker", "Up 3 per cent"]
    assert [s.of(back.text) for s in back.sentences[len(STORY.sentences) :]] == added
    assert back.removed == STORY.removed


def test_a_story_of_nothing_but_removed_pieces_can_be_restored() -> None:
    back = restored(Document("", removed=(Removed("Share", "share row"),)), whole, "Removed")
    assert back.text == "Removed\n\nShare row\n\nShare"
    assert back.blocks[0].span == Span(0, 7)
