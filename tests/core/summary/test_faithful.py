"""A sentence that a model wrote stands only where its source says all of it."""

import pytest

from reader.core.summary.faithful import faith, is_faithful
from reader.devices.files.resources import read_json

TABLES = read_json("summary/faithful.json")
BEFORE = "Anna Bell founded the mill in 1901."
OWN = "On Monday she sold 3,000 sacks of flour to Karl Voss, who did not pay, and about ten to the school."


@pytest.mark.parametrize(
    "told",
    [
        "On Monday she sold 3,000 sacks of flour to Karl Voss, who did not pay, and about ten to the school.",
        "Anna Bell sold 3,000 sacks of flour to Karl Voss, who did not pay, and about ten to the school.",
        "On Monday she sold sacks to Karl Voss, who did not pay, and about ten to the school.",
    ],
)
def test_the_words_of_the_source_may_be_left_out_or_said_for_it(told: str) -> None:
    watch = faith(TABLES, "en-GB")
    assert watch is not None
    assert is_faithful(told, OWN, BEFORE, watch)


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ("On Monday she sold 3,000 sacks to Karl Voss, who did pay, and about ten to the school.", "not is gone"),
        ("On Monday she sold 4,000 sacks to Karl Voss, who did not pay, and about ten to the school.", "a number"),
        ("On Monday she sold 3,000 sacks to Karl Voss, who did not pay, and about two to the school.", "a number word"),
        ("On Monday she sold 3,000 sacks to Otto Voss, who did not pay, and about ten to the school.", "a name"),
        ("On Monday Karl Voss sold 3,000 sacks to Anna Bell, who did not pay, and about ten to the school.", "turned"),
        ("On Monday she sold 3,000 sacks to Karl Voss, who did not pay, and ten to the school.", "about is gone"),
        ("On Monday she gladly sold 3,000 sacks to Karl Voss, who did not pay, and about ten to the school.", "a word"),
        ("“She sold flour”, who did not pay, and about ten to the school.", "a quotation"),
        ("", "nothing"),
        ("She sold 3,000 sacks.\nKarl Voss did not pay about ten.", "two lines"),
        (f"{OWN} {OWN}", "too long"),
    ],
)  # fmt: skip
def test_what_the_source_does_not_say_falls_back(told: str, why: str) -> None:
    watch = faith(TABLES, "en")
    assert watch is not None
    assert not is_faithful(told, OWN, BEFORE, watch), why


def test_a_language_that_nobody_wrote_down_is_not_rewritten() -> None:
    assert faith(TABLES, "tr") is None
    assert faith(TABLES, "") is None


@pytest.mark.parametrize("language", sorted(TABLES))
def test_every_language_has_its_words(language: str) -> None:
    watch = faith(TABLES, language)
    assert watch is not None
    assert watch.kept
    assert watch.numbers
    assert watch.small
    assert not watch.small & (watch.kept | watch.numbers)
