"""The voice follows the language of each block."""

from __future__ import annotations

from reader.core.article.languages import LONG, with_languages
from reader.core.article.story import Story
from reader.core.document import About, Kind, Part


def detect(text: str, hint: str) -> str:
    """Knows a language by the first word of a text."""
    return {"the": "en", "der": "de", "o": "pt"}.get(text.split()[0].lower(), hint.partition("-")[0])


def story(*texts: str, language: str = "") -> Story:
    return Story(tuple(Part(Kind.PARAGRAPH, text) for text in texts), About(language=language))


LONG_GERMAN = "Der " + "Zug fuhr ab. " * LONG


def test_the_text_decides_against_the_page() -> None:
    assert with_languages(story("The end.", language="de"), detect).about.language == "en"


def test_the_page_decides_where_the_text_does_not_tell() -> None:
    assert with_languages(story("???", language="fr"), detect).about.language == "fr"


def test_a_region_stays_where_the_language_is_right() -> None:
    assert with_languages(story("O fim.", language="pt-BR"), detect).about.language == "pt-BR"


def test_a_block_in_another_language_is_told() -> None:
    told = with_languages(story("The quotation:", LONG_GERMAN, "The end."), detect)
    assert [part.language for part in told.parts] == ["", "de", ""]


def test_a_block_with_the_small_words_of_its_story_is_not_asked_for() -> None:
    asked: list[str] = []

    def listening(text: str, hint: str) -> str:
        asked.append(text)
        return detect(text, hint)

    english = ("The ferry left the quay at nine and the gulls went with it " * 3).strip()
    with_languages(story(english, LONG_GERMAN, english), listening)
    assert asked[1:] == [LONG_GERMAN, english]


def test_a_short_block_is_read_like_its_story() -> None:
    told = with_languages(story("The quotation:", "Der Zug."), detect)
    assert [part.language for part in told.parts] == ["", ""]
