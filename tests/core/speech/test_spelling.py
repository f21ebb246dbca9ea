"""A word, letter by letter."""

from __future__ import annotations

import pytest

from reader.core.speech.spelling import LONGEST, spelled
from reader.devices.files.resources import read_json

WORDS = read_json("language/spelling.json")
MARKS = read_json("language/spoken/en.json")["punctuation"]


@pytest.mark.parametrize(
    ("word", "language", "said"),
    [
        ("cat", "en", "C, A, T"),
        ("McKay", "en-GB", "capital M, C, capital K, A, Y"),
        ("B-52", "en", "capital B, hyphen, 5, 2"),
        ("Straße", "de", "groß S, T, R, A, ß, E"),
        ("cafe\u0301", "fr", "C, A, F, é"),
        ("हिन्दी", "hi", "हि, न्, दी"),
        ("ლ", "ka", "ლ"),
        ("", "en", ""),
    ],
)
def test_each_letter_is_said(word: str, language: str, said: str) -> None:
    assert spelled(word, language, WORDS, {"-": "hyphen"}) == said


@pytest.mark.parametrize(
    ("word", "language", "said"),
    [
        ("Ax", "en", "capital Alfa, X-ray"),
        ("Öl", "de", "groß Ökonom, Ludwig"),
        ("ox", "nl", "Oscar, X-ray"),
        ("да", "ru", "Дмитрий, Анна"),
        ("3é", "en", "3, é"),
    ],
)
def test_an_alphabet_of_words_cannot_be_misheard(word: str, language: str, said: str) -> None:
    assert spelled(word, language, WORDS, MARKS, alphabet=True) == said


def test_every_alphabet_is_whole() -> None:
    for language, own in WORDS.items():
        if "alphabet" in own and language != "ru":
            assert set("abcdefghijklmnopqrstuvwxyz") <= set(own["alphabet"]), language
    assert set("абвгдежзийклмнопрстуфхцчшщъыьэюя") == set(WORDS["ru"]["alphabet"])


def test_endless_words_end() -> None:
    assert spelled("a" * 10_000, "en", WORDS, MARKS).count("A") == LONGEST
