"""What scripts may rely on: fields, order, errors and exit status of every command."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from reader.app import build
from reader.cli.parsing import run
from reader.core.document import Page
from reader.core.settings import Settings
from reader.devices.web.fetching import Web

STORY = """Bridge opens two years late

The new bridge over the Ell was opened on Friday, two years later than planned and for twice the money.

Mayor Ada Finch cut the ribbon with a pair of garden shears, because the gold scissors had been lost. "It holds," she said.

Cyclists were the first to cross. They had waited since dawn in the rain, and some of them had brought breakfast for everybody.

The old bridge will be taken down in spring and its stones given to the school, which wants to build a tower from them.
"""


@pytest.fixture
def story(tmp_path: Path) -> str:
    (tmp_path / "story.txt").write_text(STORY, "utf-8")
    return str(tmp_path / "story.txt")


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, list[Any]]]:
    def tell(*words: str) -> tuple[int, list[Any]]:
        status = run(words)
        return status, [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return tell


def give(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(isatty=lambda: False, buffer=io.BytesIO(text.encode())))


def test_text_gives_the_story_in_fields(told: Callable[..., Any], story: str) -> None:
    status, (record,) = told("text", "--json", story)
    assert status == 0
    assert list(record) == [
        "input", "title", "standfirst", "byline", "published", "language", "credit", "body", "blocks", "removed",
    ]  # fmt: skip
    assert record["input"] == story
    assert record["title"] == "Bridge opens two years late"
    assert record["body"].startswith("The new bridge")
    assert record["body"].count("\n\n") == 3
    assert record["blocks"][0] == {"kind": "title", "level": 1, "text": "Bridge opens two years late"}


def test_text_says_where_a_story_goes_on(
    told: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fetch(_web: Web, address: str, _progress: object = None) -> Page:
        html = f"<h1>Bridge opens</h1><p>{STORY}</p><a href='?page=2'>Next page</a>"
        return Page(html.encode(), address, "text/html; charset=utf-8")

    monkeypatch.setattr(Web, "fetch", fetch)
    _, (record,) = told("text", "--json", "https://a.example/bridge")
    assert record["next_page"] == "https://a.example/bridge?page=2"
    assert run(["text", "https://a.example/bridge"]) == 0
    assert "The story goes on at https://a.example/bridge?page=2; with --join" in capsys.readouterr().err


PAGES = Path(__file__).parents[1] / "pages"


@pytest.mark.parametrize(
    ("page", "code"),
    [
        ("a-teaser-and-what-it-keeps-back", "paywall"),
        ("a-teaser-in-german", "paywall"),
        ("a-question-about-cookies-is-no-story", "consent"),
        ("a-test-for-people-is-no-story", "check"),
        ("a-frame-that-scripts-fill", "scripts"),
        ("a-page-that-breaks-off", "cut"),
        ("hardly-a-word", "little"),
    ],
)
def test_text_says_what_a_page_kept_back(
    told: Callable[..., Any], capsys: pytest.CaptureFixture[str], page: str, code: str
) -> None:
    named = str(PAGES / page / "input.html")
    status, (record,) = told("text", "--json", named)
    assert status == 0
    assert list(record)[-2:] == ["removed", "shortfall"]
    assert record["body"]
    assert set(record["shortfall"]) == {"code", "message", "advice"}
    assert record["shortfall"]["code"] == code
    assert run(["text", named]) == 0
    assert f"{record['shortfall']['message']}\n{record['shortfall']['advice']}" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("body", "code", "advice"),
    [
        ("", "empty", "save"),
        ("<div id=app></div><script src=app.js></script>", "needs-browser", "save it there"),
    ],
)
def test_a_page_without_a_story_is_an_error_that_says_what_to_do(
    told: Callable[..., Any], tmp_path: Path, body: str, code: str, advice: str
) -> None:
    page = tmp_path / "page.html"
    page.write_text(f"<!doctype html><html><head><title>A page</title></head><body>{body}</body></html>")
    status, (record,) = told("text", "--json", str(page))
    assert status == 1
    assert record["error"]["code"] == code
    assert advice in record["error"]["advice"]


def test_inputs_are_answered_in_order_and_a_bad_one_spoils_nothing(
    told: Callable[..., Any], story: str
) -> None:
    status, (first, second, third) = told("text", "--json", story, "/no/such/file", story)
    assert status == 1
    assert first == third
    assert second["input"] == "/no/such/file"
    assert set(second["error"]) == {"code", "message", "advice"}
    assert second["error"]["code"] == "missing"


def test_summary_sentences_lead_back_to_their_place(told: Callable[..., Any], story: str) -> None:
    _, (whole,) = told("text", "--json", story)
    status, (record,) = told("summary", "--json", "--sentences", "2", story)
    assert status == 0
    text = "\n\n".join(block["text"] for block in whole["blocks"])
    assert len(record["sentences"]) == 2
    for sentence in record["sentences"]:
        assert text[sentence["start"] : sentence["end"]] == sentence["text"]
        assert 1 <= sentence["index"] <= sentence["of"]
    assert [s["start"] for s in record["sentences"]] == sorted(s["start"] for s in record["sentences"])


def test_spoken_answers_line_by_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    give(monkeypatch, "The 3 bridges.\n\nNothing special here\n")
    assert run(["spoken"]) == 0
    lines = capsys.readouterr().out.split("\n")
    assert lines == ["The three bridges.", "", "Nothing special here", ""]


def test_sentences_answers_with_offsets(monkeypatch: pytest.MonkeyPatch, told: Callable[..., Any]) -> None:
    give(
        monkeypatch,
        '{"language": "en", "text": "Dr. Finch came. She left."}\n{"language": "en", "text": ""}\n',
    )
    status, answers = told("sentences", "--json")
    assert status == 0
    assert answers == [[[0, 15], [16, 25]], []]


def test_the_mark_that_some_programs_begin_a_text_with_is_no_part_of_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], told: Callable[..., Any]
) -> None:
    give(monkeypatch, '\ufeff{"text": "One. Two."}\r\n\ufeffrubbish\r\n')
    status, (first, second) = told("sentences", "--json")
    assert (status, first, second["input"]) == (1, [[0, 4], [5, 9]], "line 2")
    give(monkeypatch, "\ufeffThe 3 bridges.\r\n")
    assert run(["spoken"]) == 0
    assert capsys.readouterr().out == "The three bridges.\n"


def test_a_line_that_makes_no_sense_is_answered_in_its_place(
    monkeypatch: pytest.MonkeyPatch, told: Callable[..., Any]
) -> None:
    give(monkeypatch, '{"text": "One. Two."}\nrubbish\n{"text": 3}\n{"text": "One."}\n')
    status, answers = told("sentences", "--json")
    assert status == 1
    assert answers[0] == [[0, 4], [5, 9]]
    assert [answer["error"]["code"] for answer in answers[1:3]] == ["usage", "usage"]
    assert answers[3] == [[0, 4]]


def test_what_cannot_be_asked_is_said_with_status_two(capsys: pytest.CaptureFixture[str], story: str) -> None:
    with pytest.raises(SystemExit) as ended:
        run(["summary", "--sentences", "0", story])
    assert ended.value.code == 2
    assert capsys.readouterr().err == (
        "reader: Argument --sentences: give a number from 1 to 100000, not 0.\n"
        "        Run: reader summary --help\n"
    )


@pytest.mark.parametrize(
    "words", ["", "voices", "text", "library", "library list", "library queue", "doctor"]
)
def test_help_has_no_heading_over_nothing(capsys: pytest.CaptureFixture[str], words: str) -> None:
    with pytest.raises(SystemExit):
        run([*words.split(), "--help"])
    lines = capsys.readouterr().out.splitlines()
    for heading, below in zip(lines, [*lines[1:], ""], strict=True):
        if heading.endswith(":") and not heading.startswith(" "):
            assert below.startswith("  "), heading


def test_inputs_on_both_sides_of_an_option_are_explained(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(["summary", "a.txt", "--sentences", "2", "b.txt"])
    assert ended.value.code == 2
    assert "not understood: b.txt" in (told := capsys.readouterr().err)
    assert "side by side" in told


def test_voices_are_listed_with_their_language(told: Callable[..., Any]) -> None:
    status, voices = told("voices", "--json", "--language", "de")
    assert status == 0
    assert voices
    assert all(voice["language"].partition("-")[0] == "de" for voice in voices)
    assert {"id", "name", "language", "engine", "precision"} == set(voices[0])


OTHER = """Ell bridge is open at last

The new bridge over the Ell was opened on Friday, two years later than planned and for twice the money.

Cyclists were the first to cross. They had waited since dawn in the rain, and some of them had brought breakfast.
"""
GARDEN = """Roof garden for readers

The town library of Merrow opened its roof garden on Tuesday, three years after the first bucket of soil.

About two hundred people came to see the tomatoes. Anyone with a card may take home one tomato a week.
"""


def test_a_briefing_tells_the_same_story_once(told: Callable[..., Any], story: str, tmp_path: Path) -> None:
    other, garden = tmp_path / "other.txt", tmp_path / "garden.txt"
    other.write_text(OTHER, "utf-8")
    garden.write_text(GARDEN, "utf-8")
    status, (error, first, second) = told(
        "summary", "--json", "--briefing", story, str(other), "/no/such/file", str(garden)
    )
    assert status == 1
    assert error["error"]["code"] == "missing"
    assert list(first) == ["input", "headline", "source", "also", "sentences", "notice"]
    assert (first["input"], first["also"]) == (story, [str(other)])
    assert (second["input"], second["headline"], second["also"]) == (
        str(garden),
        "Roof garden for readers",
        [],
    )
    assert all(item["sentences"] for item in (first, second))


def test_minutes_are_of_the_rate_that_is_asked_for(told: Callable[..., Any], story: str) -> None:
    _, (slow,) = told("summary", "--json", "--minutes", "0.2", "--rate", "100", story)
    _, (fast,) = told("summary", "--json", "--minutes", "0.2", "--rate", "400", story)
    assert len(slow["sentences"]) < len(fast["sentences"])


def test_minutes_are_of_the_persons_own_rate(
    told: Callable[..., Any], story: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, (asked,) = told("summary", "--json", "--minutes", "0.2", "--rate", "400", story)
    monkeypatch.setattr(build, "settings", lambda: Settings().having("voice.rate", 400))
    _, (own,) = told("summary", "--json", "--minutes", "0.2", story)
    assert own == asked


def test_an_algorithm_of_sumy_can_be_named(told: Callable[..., Any], story: str) -> None:
    status, (record,) = told("summary", "--json", "--sentences", "2", "--algorithm", "luhn", story)
    assert status == 0
    assert len(record["sentences"]) == 2
    status, (record,) = told("summary", "--json", "--algorithm", "magic", story)
    assert status == 1
    assert "luhn" in record["error"]["advice"]


def test_a_language_that_is_only_counted_is_told_of(told: Callable[..., Any], tmp_path: Path) -> None:
    turkish = tmp_path / "turkish.txt"
    turkish.write_text(
        "Kasabanın limanı mart ayından başlayarak iki yıl boyunca kapalı kalacak. "
        "Belediye meclisi bu kararı pazartesi gecesi uzun bir tartışmadan sonra aldı. "
        "Balıkçılar dört yüz kişinin işini kaybedeceğini söylüyor. "
        "Mühendisler geçen sonbaharda deniz duvarında on bir çatlak buldular.\n",
        "utf-8",
    )
    _, (record,) = told("summary", "--json", "--sentences", "2", str(turkish))
    assert record["notice"] == ""
    assert "only counted" in record["remark"]


def test_the_pages_of_one_story_are_one_line(
    story: str, told: Callable[..., tuple[int, list[Any]]], tmp_path: Path
) -> None:
    second = tmp_path / "second.txt"
    second.write_text(
        STORY.split("\n\n")[2]
        + "\n\nThe tower was never built, and nobody knows where the stones are now.\n",
        "utf-8",
    )
    status, (record,) = told("text", "--json", "--join", story, str(second))
    assert status == 0
    assert record["input"] == story
    assert record["title"] == "Bridge opens two years late"
    assert record["body"].endswith("nobody knows where the stones are now.")
    assert record["body"].count("garden shears") == 1
    assert "again on page 2" in {piece["reason"] for piece in record["removed"]}


def test_a_page_that_is_not_there_is_named_when_pages_are_joined(
    story: str, told: Callable[..., tuple[int, list[Any]]], tmp_path: Path
) -> None:
    status, (record,) = told("text", "--json", "--join", story, str(tmp_path / "gone.txt"))
    assert status == 1
    assert record["error"]["code"] == "missing"
    assert "gone.txt" in record["error"]["message"]
