"""The person's own dictionary on the command line."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from reader.app import build
from reader.cli.parsing import run
from reader.core.errors import ExportError, UsageError


@pytest.fixture(autouse=True)
def own_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    file = tmp_path / "config" / "pronunciation.tsv"
    monkeypatch.setattr(build, "pronunciation_file", lambda: file)
    for kept in (build.pronouncing, build.spoken, build._saying):
        kept.cache_clear()
    yield file
    for kept in (build.pronouncing, build.spoken, build._saying):
        kept.cache_clear()


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Callable[..., Any]:
    def tell(*words: str) -> tuple[int, list[Any]]:
        status = run(words)
        return status, [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return tell


def said(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, text: str, *options: str
) -> str:
    given = SimpleNamespace(isatty=lambda: False, buffer=io.BytesIO(text.encode()))
    monkeypatch.setattr(sys, "stdin", given)
    assert run(("spoken", *options)) == 0
    return capsys.readouterr().out.strip()


def test_an_entry_is_added_listed_heard_and_removed(
    told: Callable[..., Any], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = {"written": "nginx", "spoken": "engine x", "kind": "word", "language": "*"}
    assert told("pronunciation", "add", "--json", "nginx", "engine x") == (0, [entry])
    assert told("pronunciation", "add", "--json", "read me", "reed me")[1][0]["kind"] == "phrase"
    assert [e["written"] for e in told("pronunciation", "list", "--json")[1]] == ["read me", "nginx"]
    assert said(capsys, monkeypatch, "Start nginx.") == "Start engine x."
    assert told("pronunciation", "remove", "--json", "nginx") == (0, [entry])
    assert said(capsys, monkeypatch, "Start nginx.") == "Start nginx."
    with pytest.raises(UsageError, match="no entry"):
        run(("pronunciation", "remove", "nginx"))


def test_a_pattern_that_could_hang_is_refused() -> None:
    with pytest.raises(UsageError):
        run(("pronunciation", "add", "--kind", "pattern", "(a*)*b", "x"))
    assert not build.pronouncing().entries


def test_entries_go_out_and_come_in_as_a_plain_file(
    told: Callable[..., Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(("pronunciation", "add", "Leipzig", "[[l'aIptsIC]]", "--language", "de"))
    file = tmp_path / "mine.tsv"
    assert run(("pronunciation", "export", str(file))) == 0
    with pytest.raises(ExportError):
        run(("pronunciation", "export", str(file)))
    run(("pronunciation", "remove", "Leipzig"))
    other = tmp_path / "broken.tsv"
    other.write_text("not an entry\n")
    capsys.readouterr()
    status, records = told("pronunciation", "import", "--json", str(other), str(file))
    assert status == 1
    assert records[0]["error"]["code"] == "usage"
    assert records[1] == {"input": str(file), "entries": 1}
    assert build.pronouncing().entries[0].language == "de"


def test_how_much_is_said_can_be_asked_for(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert said(capsys, monkeypatch, "12.", "--numbers", "digits") == "one two."
    assert said(capsys, monkeypatch, "Yes, 12", "--punctuation", "all") == "Yes comma twelve"


def test_a_broken_dictionary_is_told_of_and_reading_goes_on(
    own_file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    own_file.parent.mkdir()
    own_file.write_text("rubbish\n")
    given = SimpleNamespace(isatty=lambda: False, buffer=io.BytesIO(b"Yes."))
    monkeypatch.setattr(sys, "stdin", given)
    assert run(("spoken",)) == 0
    heard = capsys.readouterr()
    assert heard.out.strip() == "Yes."
    assert "Line 1" in heard.err
