"""What is said for what is written, and that every word knows the way back."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from subprocess import run

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from reader.core.speech.spoken import HowMuch, Numbers, Punctuation, Speaking
from reader.core.speech.spoken.pieces import Said
from reader.core.speech.values import Spoken
from reader.core.words import sounding
from reader.devices.files.resources import read_json

LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "ru", "ar", "hi", "ur", "zh")
SPEAKING = Speaking({code: read_json(f"language/spoken/{code}.json") for code in LANGUAGES})
ROWS = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "spoken.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
TOKENS = st.sampled_from(
    [
        "a",
        "I",
        "at",
        "the",
        "May",
        "$",
        "£",
        "€",
        "5",
        "12",
        "1984",
        "3.5",
        "1,234",
        "%",
        "km",
        "kg",
        "10:30",
        "p.m.",
        "Jan.",
        "-",
        "–",
        "—",
        "/",
        ":",
        ".",
        ",",
        ";",
        "!",
        "?",
        "(",
        ")",
        "[1]",
        "¹",
        "*",
        "#",
        "@",
        "&",
        "+",
        "=",
        "x",
        "St.",
        "Dr.",
        "No.",
        "II",
        "VIII",
        "1/2",
        "½",
        "°",
        "'",
        '"',
        "~",
        "<",
        ">",
        "http://a.com/b",
        "a@b.com",
        "C:\\x",
        "😂",
        "👍🏽",
        "…",
        "é",
        "ж",
        "数",
        "١٢",
        "\xa0",
        "\n",
        "￼",
        "\u200d",
    ]
)
TEXTS = st.lists(st.tuples(TOKENS, st.sampled_from(["", " ", "  "])), max_size=14).map(
    lambda parts: "".join(token + gap for token, gap in parts)
)
HOW = st.builds(HowMuch, st.sampled_from(Numbers), st.sampled_from(Punctuation))


def say(text: str, language: str = "en", how: HowMuch | None = None) -> str:
    return SPEAKING.spoken(text, language, how).text


def pairs(text: str) -> list[tuple[str, str]]:
    spoken = SPEAKING.spoken(text, "en")
    return [(a.spoken.of(spoken.text), a.written.of(text)) for a in spoken.anchors]


@pytest.mark.parametrize(
    ("language", "kind", "written", "spoken"), ROWS, ids=[f"{r[1]}: {r[2]}" for r in ROWS]
)
def test_it_is_said_as_a_person_would(language: str, kind: str, written: str, spoken: str) -> None:
    assert say(written, language) == spoken


@pytest.mark.parametrize("text", ["Yes, you may.", "", "  two  spaces\n", "A — b", "Größe und Ähre", "你好"])
@pytest.mark.parametrize("language", ["en", "de", "xx", ""])
def test_text_without_special_forms_is_unchanged(text: str, language: str) -> None:
    spoken = SPEAKING.spoken(text, language)
    assert spoken.text == text
    assert all(a.spoken == a.written for a in spoken.anchors)
    assert [a.written for a in spoken.anchors] == list(sounding(text))


def test_every_word_of_a_price_leads_to_the_price() -> None:
    assert pairs("It cost $5.2 million, then.") == [
        ("It", "It"),
        ("cost", "cost"),
        *((word, "$5.2 million") for word in ("five", "point", "two", "million")),
        ("dollars", "$5.2 million"),
        ("then", "then"),
    ]


def test_parts_of_a_date_lead_to_their_own_words() -> None:
    assert pairs("Jan. 6, 2021") == [
        ("January", "Jan. 6"),
        ("sixth", "Jan. 6"),
        ("twenty", "2021"),
        ("twenty", "2021"),
        ("one", "2021"),
    ]


def test_the_light_covers_a_word_and_not_the_punctuation_around_it() -> None:
    assert [written for _, written in pairs("“Well, (no)!” he said: $5, 50%; and/or…")] == [
        "Well", "no", "he", "said", "$5", "$5", "50%", "50%", "and/", "or",
    ]  # fmt: skip


def test_a_silent_footnote_is_part_of_no_word() -> None:
    assert pairs("word[1] next") == [("word", "word"), ("next", "next")]


def test_what_is_settled_before_is_left_alone() -> None:
    spoken = SPEAKING.spoken("a $5 b $5", "en", first=[Said(2, 4, "fiver")])
    assert spoken.text == "a fiver b five dollars"


def test_what_is_settled_may_lie_inside_another_form() -> None:
    text = "<b>the $5 bill</b> http://x.com/a"
    first = [Said(1, 2, "bold"), Said(7, 8, "dollar"), Said(27, 28, "ex")]
    spoken = SPEAKING.spoken(text, "en", first=first)
    check_order(text, spoken)
    assert "bold" in spoken.text


@given(TEXTS, st.sampled_from(LANGUAGES), HOW)
@example("1$/$1", "en", HowMuch())
@example("'", "de", HowMuch(punctuation=Punctuation.ALL))
def test_every_spoken_word_leads_back_in_order(text: str, language: str, how: HowMuch) -> None:
    spoken = SPEAKING.spoken(text, language, how)
    assert [a.spoken for a in spoken.anchors] == list(sounding(spoken.text))
    check_order(text, spoken)


def check_order(text: str, spoken: Spoken) -> None:
    """Written stretches are inside the text, and either the same as the one before or wholly after it."""
    end, last = 0, None
    for anchor in spoken.anchors:
        assert 0 <= anchor.written.start < anchor.written.end <= len(text)
        assert anchor.written == last or anchor.written.start >= end
        last, end = anchor.written, anchor.written.end


@given(TEXTS, st.sampled_from(LANGUAGES))
def test_no_letter_and_no_digit_is_lost_in_silence(text: str, language: str) -> None:
    spoken = SPEAKING.spoken(text, language)
    covered = {i for a in spoken.anchors for i in range(a.written.start, a.written.end)}
    silent = {i for m in re.finditer(r"\s?\[1\]|[⁰¹]", text) for i in range(*m.span())}
    lost = [text[i] for i in range(len(text)) if text[i].isalnum() and i not in covered | silent]
    assert not lost


@given(st.text(max_size=60), st.sampled_from(("en", "de", "zh")), HOW)
@example(")²", "en", HowMuch())
def test_any_text_can_be_said(text: str, language: str, how: HowMuch) -> None:
    check_order(text, SPEAKING.spoken(text, language, how))


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz ,;\n", max_size=60))
def test_plain_words_are_never_changed(text: str) -> None:
    assume(not re.search(r"\b(?:vs|aka|wrt)\b", text))  # abbreviations that are written like words
    assert say(text) == text


def test_numbers_can_be_said_digit_by_digit() -> None:
    digits = HowMuch(numbers=Numbers.DIGITS)
    assert say("Dr. No paid $1,250.50 in 1984", how=digits) == (
        "Doctor No paid dollar one,two five zero point five zero in one nine eight four"
    )
    assert say("am 3.5.", "de", digits) == "am drei.fünf."


def test_every_mark_can_be_said() -> None:
    every = HowMuch(punctuation=Punctuation.ALL)
    assert say("Well, don't (really)!", how=every) == (
        "Well comma don't open parenthesis really close parenthesis exclamation mark"
    )
    assert say("word[1]*", how=every) == "word open bracket one close bracket asterisk"

    assert say("Ja, gut.", "de", every) == "Ja Komma gut Punkt"


@pytest.mark.parametrize("language", ["en", "de", "xx"])
@pytest.mark.parametrize("punctuation", Punctuation)
def test_a_page_cannot_pass_for_phonemes(language: str, punctuation: Punctuation) -> None:
    text = "see [[wiki]] [[[ <a [[b> http://a.com/[[c"
    assert "[[" not in say(text, language, HowMuch(punctuation=punctuation))


def test_the_day_comes_first_where_people_write_it_first() -> None:
    assert say("10/06/2005", "en-US") == "October sixth two thousand five"
    assert say("10/06/2005", "en-GB") == "the tenth of June two thousand five"


def test_regions_count_in_their_own_way() -> None:
    assert (say("16", "pt-PT"), say("16", "pt-BR")) == ("dezasseis", "dezesseis")
    assert (say("70 %", "fr-FR"), say("70 %", "fr-CH")) == ("soixante-dix pour cent", "septante pour cent")


def test_a_language_without_data_is_left_to_the_voice() -> None:
    assert say("5 % og 1984", "da") == "5 % og 1984"


def test_english_starts_without_the_slow_libraries() -> None:
    code = (
        "import sys; from reader.core.speech.spoken import Speaking; from reader.devices.files.resources import read_json\n"
        "s = Speaking({c: read_json(f'language/spoken/{c}.json') for c in ('en', 'de')})\n"
        "s.spoken('On 5 May 2020 it cost $5.', 'en'); s.spoken('Guten Tag', 'de')\n"
        "assert not {'babel', 'num2words'} & set(sys.modules)"
    )
    assert run([sys.executable, "-c", code], check=False).returncode == 0
