from __future__ import annotations

from reader.core.wording import Wording

GERMAN = {
    "There is no file {address}.": "Es gibt keine Datei {address}.",
    "{host} {what} (status {status}): {address}": "{host} {what} (Status {status}): {address}",
    "has no such page": "hat keine solche Seite",
    "Sound is back.": "Der Ton ist wieder da.",
    "spoilt {n}": "verdorben {m}",
    ",": ".",
}


class Plurals:
    """Three forms, as in Polish, so that one and many are not enough."""

    def gettext(self, message: str) -> str:
        return GERMAN.get(message, message)

    def ngettext(self, one: str, many: str, n: int) -> str:
        return "{n} a" if n == 1 else "{n} b" if 2 <= n % 10 <= 4 else "{n} c"


wording = Wording("xx", Plurals(), lambda: GERMAN)


def test_a_sentence_from_below_is_found_again_with_its_values() -> None:
    assert wording.told("There is no file a.b c.txt.") == "Es gibt keine Datei a.b c.txt."


def test_a_piece_of_a_sentence_is_translated_too() -> None:
    told = wording.told("example.org has no such page (status 404): https://example.org/a b")
    assert told == "example.org hat keine solche Seite (Status 404): https://example.org/a b"


def test_two_sentences_in_one_are_told_one_by_one() -> None:
    assert wording.told("Sound is back. Nobody knows this.") == "Der Ton ist wieder da. Nobody knows this."


def test_what_no_catalogue_knows_stays_as_it_is() -> None:
    assert wording.told("Quite another thing") == "Quite another thing"
    assert Wording().told("Sound is back.") == "Sound is back."


def test_values_with_braces_are_only_values() -> None:
    assert wording.told("There is no file {0}{x}.") == "Es gibt keine Datei {0}{x}."


def test_a_language_has_as_many_forms_as_it_needs() -> None:
    assert [wording.count("{n} x", "{n} y", n) for n in (1, 3, 5)] == ["1 a", "3 b", "5 c"]
    assert Wording().count("{n} word", "{n} words", 1) == "1 word"


def test_thousands_are_parted_as_the_language_does() -> None:
    assert wording.count("{n} x", "{n} y", 12_345) == "12.345 c"
    assert Wording().count("{n} x", "{n} y", 12_345) == "12,345 y"


def test_a_spoilt_translation_shows_english_and_never_fails() -> None:
    assert wording.tr("spoilt {n}", n=3) == "spoilt 3"
