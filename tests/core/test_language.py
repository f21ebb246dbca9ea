"""Texts into the language they are written in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.language import LanguageDetector

DETECTOR = LanguageDetector()

PROSE = {
    "en": "The ferry leaves at nine, and nobody on the quay seems to mind that it is late again this morning.",
    "de": "Die Fähre legt um neun ab, und niemanden am Kai scheint es zu stören, dass sie wieder zu spät kommt.",
    "fr": "Le bac part à neuf heures et personne sur le quai ne semble gêné qu'il soit encore une fois en retard.",
    "es": "El transbordador sale a las nueve y a nadie en el muelle parece importarle que llegue tarde otra vez.",
    "it": "Il traghetto parte alle nove e a nessuno sul molo sembra importare che sia di nuovo in ritardo.",
    "pt": "A balsa parte às nove horas e ninguém no cais parece se importar que ela esteja atrasada outra vez.",
    "nl": "De veerboot vertrekt om negen uur en niemand op de kade lijkt het erg te vinden dat hij weer te laat is.",
    "pl": "Prom odpływa o dziewiątej i nikomu na nabrzeżu nie przeszkadza, że znowu jest spóźniony.",
    "ru": "Паром отходит в девять, и никого на пристани, кажется, не смущает, что он опять опаздывает.",
    "uk": "Пором відходить о дев'ятій, і нікого на пристані, здається, не бентежить, що він знову запізнюється.",
    "ar": "تغادر العبارة في الساعة التاسعة ولا يبدو أن أحداً على الرصيف يهتم بأنها تأخرت مرة أخرى.",
    "ur": "کشتی نو بجے روانہ ہوتی ہے اور گھاٹ پر کسی کو اس بات کی پروا نہیں کہ وہ پھر دیر سے آئی ہے۔",
    "hi": "नाव नौ बजे छूटती है और घाट पर किसी को परवाह नहीं कि वह फिर से देर से आई है।",
    "zh": "渡船九点开出，码头上似乎没有人在意它又晚了。",
    "ja": "渡し船は九時に出るが、また遅れていることを桟橋の誰も気にしていないようだ。",
    "ko": "나룻배는 아홉 시에 떠나는데 선착장의 누구도 또 늦은 것을 신경 쓰지 않는 것 같다.",
    "el": "Το πλοίο φεύγει στις εννέα και κανείς στην προβλήτα δεν φαίνεται να νοιάζεται που άργησε πάλι.",
    "he": "המעבורת יוצאת בתשע ואיש על הרציף לא נראה מוטרד מכך שהיא שוב מאחרת.",
}


@pytest.mark.parametrize("language", PROSE)
def test_a_sentence_tells_its_language(language: str) -> None:
    assert DETECTOR.detect(PROSE[language]) == language


@pytest.mark.parametrize(
    "text", ["", "…", "12 345", "OK", "Chapter 3", "NASA ESA", "https://example.com/the/page"]
)
def test_a_text_too_short_to_tell_is_not_guessed(text: str) -> None:
    assert DETECTOR.detect(text) == ""


NAMES = (
    "Oskar Brennholt, Tomas Ruzek, Idris Okonjo, Mikel Arranz, Sven Aldrup, Ciaran Doyle-Fenn, Jens Taskila, Bruno Sallé, "
    "Adil Benhaddou, Luca Pianori, Rhys Tamblyn, Emre Yalvac, Dario Kostelac, Finn Oudekerk, Samuel Adeyoju, Nico Brandl, "
    "Yves Marchetti, Aron Gudmarsson, Pavel Hradecny, Kimo Tuiasosopo. "
)
ABOUT_THEM = (
    "These are the players whom the coach has named for the cup that begins on the islands in May. Four of them have not "
    "played for the side before, and two were still at school when it last went so far. They will train by the sea for a "
    "week, and the first of their games is shown on the evening of the third. "
)


def test_a_text_half_in_one_language_and_half_in_another_is_not_guessed() -> None:
    mixed = PROSE["en"] * 8 + PROSE["de"] * 8
    assert DETECTOR.detect(mixed) == ""


@pytest.mark.parametrize("hint", ["pt-BR", "PT", "pt_PT"])
def test_a_hint_decides_where_the_text_is_silent(hint: str) -> None:
    assert DETECTOR.detect("Rio 2016", hint) == "pt"


def test_a_text_that_clearly_is_in_another_language_overrules_the_hint() -> None:
    assert DETECTOR.detect(PROSE["de"], "en") == "de"
    assert DETECTOR.detect("渡船九点开出", "en") == "zh"


def test_a_hint_of_another_script_is_not_believed() -> None:
    assert DETECTOR.detect("Привет", "fr") == ""
    assert DETECTOR.detect("Привет", "bg") == "bg"


def test_a_few_foreign_words_do_not_change_the_language() -> None:
    assert DETECTOR.detect(PROSE["en"] + " They call it „Fähre“. " + PROSE["en"]) == "en"
    assert DETECTOR.detect("この店の Wi-Fi と TV は無料です。") == "ja"


def test_a_story_full_of_names_has_the_language_of_its_sentences() -> None:
    half = len(ABOUT_THEM) // 2
    parted = f"{ABOUT_THEM[:half]}{NAMES}{ABOUT_THEM[half:]}"
    assert DETECTOR.detect(f"{NAMES}{ABOUT_THEM}{parted}{ABOUT_THEM}{NAMES}") == "en"


def test_only_a_few_pieces_of_a_long_text_are_looked_at() -> None:
    seen: list[str] = []

    def guess(text: str) -> tuple[str, float]:
        seen.append(text)
        return "en", 1.0

    assert LanguageDetector(guess).detect("word " * 1_000_000) == "en"
    assert sum(map(len, seen)) < 2_000


def test_a_language_without_two_letters_is_read_as_its_nearest_or_not_at_all() -> None:
    text = PROSE["en"]
    assert LanguageDetector(lambda _: ("sco", 0.99)).detect(text) == "en"
    assert LanguageDetector(lambda _: ("ceb", 0.99)).detect(text) == ""


@given(st.text(max_size=200), st.sampled_from(["", "en", "de-AT", "x"]))
def test_the_answer_is_a_code_of_two_letters_the_hint_or_nothing(text: str, hint: str) -> None:
    answer = DETECTOR.detect(text, hint)
    assert answer in ("", hint[:2]) or (len(answer) == 2 and answer.isalpha() and answer.islower())
