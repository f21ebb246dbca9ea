"""A person's own dictionary: what it changes, what it refuses, and how it is kept."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.errors import UsageError
from reader.core.speech.patterns import LONGEST, safe
from reader.core.speech.pronunciation import Entry, Kind, Pronunciation, parse, serialise
from reader.core.speech.spoken import Speaking
from reader.devices.files.resources import read_json

SPEAKING = Speaking({"en": read_json("language/spoken/en.json")})


def say(text: str, *entries: Entry, language: str = "en", phonemes: bool = True) -> str:
    first = Pronunciation(entries).find(text, language, phonemes=phonemes)
    return SPEAKING.spoken(text, language, first=first).text


@pytest.mark.parametrize(
    ("entry", "written", "spoken"),
    [
        (Entry("nginx", "engine x"), "Nginx runs.", "engine x runs."),
        (Entry("nginx", "engine x"), "nginxes run", "nginxes run"),
        (Entry("Reading", "Redding"), "Reading in Reading, not reading", "Redding in Redding, not reading"),
        (Entry("C++", "see plus plus"), "C++20 or C++", "see plus plus twenty or see plus plus"),
        (Entry(".net", "dot net"), "on .NET today", "on dot net today"),
        (Entry("→", "leads to"), "a → b", "a leads to b"),
        (Entry("read me", "reed me", Kind.PHRASE), "the Read  me file", "the reed me file"),
        (Entry(r"v(\d+)", r"version \1", Kind.PATTERN), "uses V12 now", "uses version 12 now"),
        (Entry(r"\bQ(\d)\b", r"quarter \1", Kind.PATTERN), "Q3 and q3", "quarter 3 and q three"),
        (Entry("5", "fife"), "5 of 55", "fife of fifty five"),
        (Entry("hello", "[[h@l'oU]]"), "hello you", "[[h@l'oU]] you"),
    ],
)
def test_an_entry_is_said_where_it_holds(entry: Entry, written: str, spoken: str) -> None:
    assert say(written, entry) == spoken


def test_the_highlight_stays_on_what_is_written() -> None:
    text = "the nginx box"
    spoken = SPEAKING.spoken(text, "en", first=Pronunciation([Entry("nginx", "engine x")]).find(text, "en"))
    assert [(a.spoken.of(spoken.text), a.written.of(text)) for a in spoken.anchors] == [
        ("the", "the"),
        ("engine", "nginx"),
        ("x", "nginx"),
        ("box", "box"),
    ]


def test_an_entry_holds_for_its_language_and_its_regions() -> None:
    german, all_of_them, british = (Entry("die", "dee", language=code) for code in ("de", "*", "en-GB"))
    assert say("die", german) == "die"
    assert say("die", all_of_them) == "dee"
    assert say("die", british) == "die"
    assert say("die", british, language="en-GB") == "dee"
    assert say("die", german, language="de-AT") == "dee"


def test_the_longer_entry_goes_first_and_then_the_one_that_stands_first() -> None:
    entries = (
        Entry("new", "noo"),
        Entry("new york", "gotham", Kind.PHRASE),
        Entry("york", "yorick"),
        Entry("new", "nu"),
    )
    assert say("New York is new", *entries) == "gotham is noo"


def test_phonemes_are_left_out_for_engines_that_do_not_understand_them() -> None:
    assert say("hello", Entry("hello", "[[h@l'oU]]"), phonemes=False) == "hello"


@pytest.mark.parametrize(
    "pattern",
    [
        "(a+)+b",
        "(a|a)*",
        r"\w*\w*\w*x",
        r".*a.*b.*c",
        "(?=a)b",
        r"(a)\1",
        "a**",
        "a{1,999}",
        "a+?",
        "(a",
        "a)",
        "[a",
        "a*",
        "",
        "(a?){9}",
        "x" * 201,
    ],
)
def test_patterns_that_could_hang_or_say_nothing_are_refused(pattern: str) -> None:
    with pytest.raises(UsageError) as refused:
        safe(pattern)
    assert refused.value.message
    assert refused.value.advice


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        (r"\w+ing", "he is reading", "reading"),
        (r"\d+\s*km", "some 12  km", "12  km"),
        (r"(Mr|Dr)s?\.? X", "Mr. X", "Mr. X"),
        (r"[A-Z]{2}-\d{1,4}", "the AB-123", "AB-123"),
        (r"[^\s,]+,", "no, yes", "no,"),
        (r"a|b", "xb", "b"),
        (r"[\]x]y", "a]y", "]y"),
    ],
)
def test_ordinary_patterns_are_taken(pattern: str, text: str, found: str) -> None:
    match = safe(pattern).search(text)
    assert match is not None
    assert match[0] == found


def test_a_repetition_ends_after_its_longest() -> None:
    match = safe("a+").search("a" * 500)
    assert match is not None
    assert len(match[0]) == LONGEST


PATTERNS = st.text(alphabet="ab.d\\w+*?|()[]{}1,^-", max_size=24)


@given(PATTERNS, st.text(alphabet="ab1 ", max_size=40))
def test_a_pattern_that_is_taken_finds_what_it_found_unbounded(pattern: str, text: str) -> None:
    try:
        ours = safe(pattern)
    except UsageError:
        return
    assert [m.span() for m in ours.finditer(text)] == [m.span() for m in re.finditer(pattern, text)]


ENTRIES = st.builds(
    Entry,
    written=st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=20),
    spoken=st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=20),
    kind=st.sampled_from([Kind.WORD, Kind.PHRASE]),
    language=st.sampled_from(["*", "en", "pt-BR"]),
)


@given(st.lists(ENTRIES, max_size=5))
def test_what_is_written_to_a_file_is_read_back(entries: list[Entry]) -> None:
    assert parse(serialise(entries)) == tuple(entries)


@given(st.text(max_size=200))
def test_any_text_is_a_file_or_refused_with_its_line(text: str) -> None:
    outcome = ""
    try:
        parse(text)
    except UsageError as error:
        outcome = error.message
    assert not outcome or outcome.startswith("Line ")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("en\tword\tnginx", "3 columns"),
        ("en\tverb\tnginx\tengine x", "verb"),
        ("english language\tword\tnginx\tengine x", "not a language"),
        ("en\tword\tread me\treed me", "more than one word"),
        ("en\tword\t\tx", "written"),
        ("en\tpattern\t(a+)+\tx", "may not be repeated"),
        ("en\tpattern\tab\t\\1", "does not have"),
        ("en\tword\thello\t[[h @]]", "phonemes"),
    ],
)
def test_a_line_that_is_no_entry_is_told_with_its_number(line: str, why: str) -> None:
    with pytest.raises(UsageError, match="Line 3 ") as refused:
        parse(f"# mine\n\n{line}\n")
    assert why in refused.value.message
