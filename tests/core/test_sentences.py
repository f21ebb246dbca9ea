"""Texts into sentences: one test a rule."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.sentences import SentenceSplitter
from reader.devices.files.resources import read_json

SPLITTER = SentenceSplitter(read_json("language/sentences.json"))

HARD = st.text(alphabet="aBc1.!?…\"'”)(»« \n\u00a0。」،؟;:•–[]I", max_size=60)


def sentences(text: str, language: str = "en") -> list[str]:
    return [span.of(text) for span in SPLITTER.split(text, language)]


def check(marked: str, language: str = "en") -> None:
    """`marked` has a bar where sentences part; the bar and one space go."""
    parts = marked.split("|")
    assert sentences("".join(parts), language) == [part.strip() for part in parts]


@given(st.one_of(st.text(max_size=80), HARD), st.sampled_from(["", "en", "de", "fr", "zh", "ar", "ru", "xx"]))
def test_every_visible_character_is_in_exactly_one_sentence(text: str, language: str) -> None:
    spans = SPLITTER.split(text, language)
    assert all(s.start < s.end and s.of(text) == s.of(text).strip() for s in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    covered = {at for s in spans for at in range(s.start, s.end)}
    assert {at for at, c in enumerate(text) if not c.isspace()} <= covered


@given(
    st.lists(
        st.sampled_from(["We met at noon.", "Was it late?", "“Not at all!”", "It rained (a lot)."]),
        max_size=8,
    )
)
def test_plain_sentences_come_back_as_they_were_put_together(parts: list[str]) -> None:
    assert sentences(" ".join(parts)) == parts


@pytest.mark.parametrize("language", ["en-GB", "EN", "en_US"])
def test_a_language_is_known_by_its_first_subtag_in_any_case(language: str) -> None:
    assert sentences("We met Capt. Hale. She left.", language) == ["We met Capt. Hale.", "She left."]


def test_an_unknown_language_follows_the_general_rules() -> None:
    check("Bir gün.| İkinci gün!", "zz")
    check("We met Dr. Hale.| She left.", "")
    assert sentences("", "zz") == []
    assert sentences(" \n\t", "en") == []


@pytest.mark.parametrize(
    "marked",
    [
        "We saw Mrs. Hale at St. Mary's.| She waved.",  # before a name
        "See Fig. 4 and pp. 12–19.| No. 5 is missing.",  # before a number
        "He asked me.| No.| Nothing more was said.",  # the same word without a number
        "Some birds, e.g. Robins, stay (cf. Hale).| Others leave.",  # inside
        "She joined Hale Bros. Ltd. in May.| He joined Hale & Co.| It failed.",  # anywhere
        "Bring tea, salt, etc.| Nobody else will.",  # last
        "He has lived in the U.S. Virgin Islands.| He left the U.S.| It was too hot.",
        "At 5 a.m. Mr. Hale woke.| He left at 6 p.m.| The train was full.",
        "Many non-U.S. and anti-U.S. Congress voices.| Few listened.",
        "He is ill.| Robert wrote from Mass. Avenue.",  # a state is written large
    ],
)
def test_abbreviations_end_a_sentence_or_not_by_what_may_follow_them(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize(
    ("marked", "language"),
    [
        ("A. B. Hale and J.-P. Roux met George W. Hill.| They talked.", "en"),
        ("We are a team, you and I.| Did you see Albert I. Jones?", "en"),
        ("Стихи А. С. Пушкина знают все.| Их учат в школе.", "ru"),
        ("कंपनी के बारे में एम.ए. की पढ़ाई हुई।| फिर वह गया।", "hi"),
    ],
)
def test_initials_end_no_sentence(marked: str, language: str) -> None:
    check(marked, language)


@pytest.mark.parametrize(
    ("marked", "language"),
    [
        ("It cost $3.50 in version 2.0.1.| That was cheap.", "en"),
        ("See www.example.com or ask Ann.Hale@example.com today.| It works.", "en"),
        ("Er kam am 3. Oktober.| Das war der 100. Geburtstag von Ludwig XIV. in Paris.", "de"),
        ("Es steht auf Seite 12.| Dort ist es.| Das war 2005.| Mozart war tot.", "de"),
        ("Um 500 v. Chr. lebten hier z. B. Kelten.| Sie bauten u. a. Mauern usw.| Dann gingen sie.", "de"),
        ("Fue hacia el 300 a. C. cuando la Sra. Gil vino.| Después se fue.", "es"),
        ("Il est né vers 300 av. J.-C. à Rome.| Il est mort en 280 av. J.-C.| Le reste est perdu.", "fr"),
        ("Он родился в 1912 г.| Самым лучшим был г. Тула, т. е. город и т. д.| Потом всё кончилось.", "ru"),
        ("Si veda l'art. 12 del sig. Rossi, ecc.| Poi basta.", "it"),
        ("Veja o art. 3º da Sra. Lima.| Depois fale.", "pt"),
    ],
)
def test_numbers_dates_and_abbreviations_follow_their_language(marked: str, language: str) -> None:
    check(marked, language)


@pytest.mark.parametrize(
    ("marked", "language"),
    [
        ("“Is it late?” he asked.| “It is.”| She (being tired.) left.", "en"),
        ("He wrote (it was May.).| Then he slept.", "en"),
        ("Er sagte: „Nein.“| Dann ging er.| »Gut.«| Sie blieb.", "de"),
        ("« Tu viens ? » dit-elle.| « Non. »| Il partit.", "fr"),
        ("¿Vienes? —preguntó ella.| ¡No!| ¿Por qué?", "es"),
        ("„Idziesz?” – zapytała.| „Nie.”| Wyszedł.", "pl"),
        ("It fell.[3]| It rose.[4][5]| It stood.", "en"),
        ("The **bold one.**| The plain one.", "en"),
    ],
)
def test_closing_marks_and_notes_belong_to_their_sentence(marked: str, language: str) -> None:
    check(marked, language)


def test_an_unbalanced_quotation_mark_holds_nothing_together() -> None:
    assert len(sentences('He said "no. ' + "She left. " * 200)) == 201


@pytest.mark.parametrize(
    "marked",
    [
        "Wait ... what?| I never meant that....| She left…| He stayed … for a while.",
        "“Hale [...] wrote it [...]” (Smith 55).",
        "Really?!| Yes!!!| She works at Yahoo! in the evening.",
        "it was late. we went home. was it far? no idea.".replace(". ", ".| ").replace("? ", "?| "),
    ],
)
def test_dots_and_doubled_marks_part_sentences_before_a_capital(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "Love it! :)| Thanks for all 😀| Next time again.",
        "It is done.|Then we left.|A day passed.|That's all.| Really?| Ask node.js or System.out for it.",
        "Bring salt;| The rest is here.",
        "Bring salt; pepper; Robert's tea.",
    ],
)
def test_hasty_writing_is_understood(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "1. The salt| 2. The bread",
        "1. The salt, 2) or 3 g| 2. The bread",
        "1) the salt| 2) the bread| 3) the tea",
        "(a) the salt| (b) the bread",
        "9. Salt. |It is white.| 10. Bread.",
        "• salt| • bread| • tea",
        "A. Hale met b. Roux.",
    ],
)
def test_items_counted_on_one_line_stand_alone(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize(
    ("marked", "language"),
    [
        ("今天很冷。|我们走吧！|“好。”|他说完了。", "zh"),
        ("「寒い。」と言った。|そうか？|行こう！|圧力は３．２です。", "ja"),
        ("すごい!|また来ます。", "ja"),
        ("کیا حال ہے؟| میں ٹھیک ہوں۔| شکریہ۔", "ur"),
        ("ماذا حدث؟| لا شيء... في الواقع.| وقال د. ديفيد ذلك.", "ar"),
        ("वह गया।| क्या हुआ?| कुछ नहीं।", "hi"),
        ("Սա մեկն է։| Սա երկուսն է։", "hy"),
        ("ይህ አንድ ነው።| ይህ ሁለት ነው።", "am"),
        ("នេះជាមួយ។| នេះជាពីរ។", "km"),
        ("Τι ώρα είναι;| Είναι εννέα.", "el"),
    ],
)
def test_every_script_has_its_own_marks(marked: str, language: str) -> None:
    check(marked, language)


def test_a_blank_line_always_parts_and_a_wrapped_line_does_not() -> None:
    assert sentences("The old harbour was\nquiet that day.") == ["The old harbour was\nquiet that day."]
    assert sentences("The old harbour\n\nwas quiet.") == ["The old harbour", "was quiet."]
    assert sentences("salt\nbread\nblack tea") == ["salt", "bread", "black tea"]
    assert sentences("A headline\nThe story begins.") == ["A headline", "The story begins."]
    assert sentences("We met Ann,\nBob and Eve.") == ["We met Ann,\nBob and Eve."]


@pytest.mark.parametrize(
    "text",
    [
        "word " * 5_000,
        "word, " * 5_000,
        "a; b " * 5_000,
        "漢" * 9_000,
        "x" * 9_000,
        "a. b " * 5_000,
        "Mr. " * 5_000,
    ],
)
def test_no_sentence_is_too_long_to_follow(text: str) -> None:
    spans = SPLITTER.split(text, "en")
    assert all(len(s.of(text).split()) <= 100 and len(s) <= 1_000 for s in spans)
    assert "".join(s.of(text) for s in spans).replace(" ", "") == text.replace(" ", "")


def test_a_long_sentence_is_cut_at_the_best_place_it_offers() -> None:
    first, second = "we walked " * 40, "and we talked " * 30
    assert sentences(f"{first.strip()}; {second.strip()}")[0] == first.strip() + ";"
    assert sentences(f"{first.strip()}, {second.strip()}")[0] == first.strip() + ","
