"""Catalogues against the source and against themselves."""

from __future__ import annotations

import ast
import importlib.util
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
_spec = importlib.util.spec_from_file_location("translations", ROOT / "packaging" / "translations.py")
assert _spec
assert _spec.loader
translations: Any = importlib.util.module_from_spec(_spec)
sys.modules[_spec.name] = translations
_spec.loader.exec_module(translations)

FILES: dict[str, Path] = translations.files()
TABLES = {"label", "help", "title", "unit", "value", "sentence", "message", "asked", "how", "less", "more"}
"""Fields of the tables that are translated where they are shown."""
FLOOR = {"de": 95, "es": 95, "fr": 95, "ur": 95}
"""Per cent of a language that are there; may only rise. Others are only told of."""


def catalog(language: str) -> Catalog:
    with FILES[language].open("rb") as file:
        return read_po(file, locale=language)


def root(node: ast.expr) -> str:
    """The name at the beginning of `NAMES[0][1]`."""
    while isinstance(node, ast.Subscript):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def pairs(message: Message) -> Iterator[tuple[str, str]]:
    ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
    strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
    for number, string in enumerate(strings):
        yield ids[min(number, len(ids) - 1)], string


def test_everything_that_people_read_is_found() -> None:
    texts = {one.text for one in translations.found()}
    for text in (
        "&Open file…",
        "True words a minute.",
        "words a minute",
        "There is no file {address}.",
        "has no such page",
        "cookie notice",
        "newsletter",
        "stock ticker",
        "Sound is back.",
        "print the clean story",
        ("{n} piece", "{n} pieces"),
    ):
        assert text in texts


def test_what_is_said_is_written_where_it_is_said() -> None:
    """A sentence that is put together before it is translated is in no catalogue."""
    wrong = []
    for file in sorted((ROOT / "reader").rglob("*.py")):
        if file.name in ("wording.py", "words.py"):
            continue  # define them
        source = file.read_text("utf-8")
        if not re.search(r"from reader\.(app\.wording|ui\.words) import", source):
            continue  # has functions of its own
        for node in ast.walk(ast.parse(source)):
            if not isinstance(node, ast.Call) or translations.name_of(node) not in ("tr", "count"):
                continue
            if isinstance(node.func, ast.Attribute) and translations.name_of(node) == "count":
                continue  # of a list or a string
            for given in node.args[:1] if translations.name_of(node) == "tr" else node.args[:2]:
                text = isinstance(given, ast.Constant) and isinstance(given.value, str)
                field = isinstance(given, ast.Attribute) and given.attr in TABLES
                constant = isinstance(given, ast.Subscript) and root(given).isupper()
                help_of_argparse = file.name == "parsing.py" and isinstance(given, ast.BoolOp)
                if not (text or field or constant or help_of_argparse):
                    wrong.append(f"{file.relative_to(ROOT)}:{node.lineno}")
    assert not wrong, "write the sentence whole, with {names} for its values"


def test_a_language_that_can_be_chosen_is_there() -> None:
    from reader.core.settings import LANGUAGES

    assert {c.value for c in LANGUAGES} == {"system", "en", *FILES}


@pytest.mark.parametrize("language", FILES)
def test_a_catalogue_is_complete_as_far_as_it_was(language: str, record_property: Any) -> None:
    updated = translations.updated(language, translations.template_of())
    missing = translations.left(updated)
    done = 100 * (len(updated) - len(missing)) / len(updated)
    record_property("per cent", round(done))
    print(f"{language}: {len(missing)} of {len(updated)} are not translated: {missing[:5]}")
    assert done >= FLOOR.get(language, 0), "sh packaging/translate.sh shows what is new"


@pytest.mark.parametrize("language", FILES)
def test_what_the_program_reads_is_what_was_translated(language: str) -> None:
    file = FILES[language]
    assert file.with_suffix(".mo").read_bytes() == translations.compiled(catalog(language)), (
        "run: sh packaging/translate.sh"
    )


@pytest.mark.parametrize("language", FILES)
def test_a_translation_has_the_places_of_its_sentence(language: str) -> None:
    places = re.compile(r"\{\w*\}")
    for message in catalog(language):
        for english, string in pairs(message) if message.id and not message.fuzzy else ():
            if string:
                allowed = set(places.findall(english))
                found = set(places.findall(string))
                # the form for one may say the number in a word
                assert found == allowed or found | {"{n}"} == allowed, string


@pytest.mark.parametrize("language", FILES)
def test_a_translation_is_one_wording_with_the_numbers_of_its_sentence(language: str) -> None:
    joint, keys = re.compile(r"[a-zß-ÿ][A-ZÀ-Þ]"), {"Pos1"}
    for message in catalog(language):
        for english, string in pairs(message) if message.id else ():
            if string not in keys:
                assert set(re.findall(r"\d+", string)) <= set(re.findall(r"\d+", english)), string
            # Two wordings put together, unless it is a name such as DeepL.
            assert not joint.search(re.sub(r"\{\w*\}", " ", string)) or joint.search(english), string


FAMILIAR = {
    "de": r"du|dich|dir|dein\w*|[Dd]rücke|[Tt]ippe|[Pp]rüfe|[Ww]ähle|[Öö]ffne",
    "es": r"tú|tus?|te|contigo",
    "fr": r"tu|ton|ta|tes|toi",
}
"""Words that speak to a person as to a friend, which these languages do not do with strangers."""


@pytest.mark.parametrize("language", FAMILIAR)
def test_people_are_addressed_politely(language: str) -> None:
    told = [string.replace("&", "") for m in catalog(language) if m.id for _, string in pairs(m)]
    assert not [string for string in told if re.search(rf"\b({FAMILIAR[language]})\b", string)]


@pytest.mark.parametrize("language", FILES)
def test_no_two_commands_of_a_menu_have_the_same_letter(language: str) -> None:
    from reader.app.commands import COMMANDS, Menu

    strings = {m.id: m.string for m in catalog(language) if not m.fuzzy}
    for menu in Menu:
        titles = [strings.get(c.title, "") for c in COMMANDS if c.menu is menu]
        letters = [found[1].casefold() for t in titles if (found := re.search(r"&(\w)", t))]
        assert len(letters) == len(set(letters)), (menu, sorted(letters))
    menus = [re.search(r"&(\w)", strings.get(m.value, "")) for m in Menu]
    letters = [found[1].casefold() for found in menus if found]
    assert len(letters) == len(set(letters)), letters
