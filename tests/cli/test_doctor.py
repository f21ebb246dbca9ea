"""`reader doctor` names every part, and its status tells whether stories can be had and spoken."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.app import build, checking
from reader.app.checking import Check, check
from reader.cli import doctor
from reader.cli.parsing import run
from reader.core.errors import NoEngine, ReaderError
from reader.devices.audio.silent import SilentSink


@pytest.fixture(autouse=True)
def nothing_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "library_file", lambda: tmp_path / "library.sqlite3")
    monkeypatch.setattr(build, "sink", SilentSink)
    monkeypatch.setattr(build, "pronunciation_file", lambda: tmp_path / "pronunciation.tsv")


def test_every_part_is_looked_at_and_the_essential_ones_work_here(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run(["doctor", "--json"]) == 0
    found = {one["name"]: one for one in map(json.loads, capsys.readouterr().out.splitlines())}
    assert list(found) == [
        "program", "story", "summary", "speech", "engines", "words", "data", "fonts", "library", "sound", "screen",
    ]  # fmt: skip
    assert all(found[name]["works"] for name in list(found)[:9])
    assert not found["sound"]["works"]
    assert found["sound"]["advice"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("name", "status"), [("speech", 1), ("story", 1), ("sound", 0), ("library", 0)])
def test_the_status_tells_whether_an_essential_part_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str, status: int
) -> None:
    def checks() -> Iterator[Check]:
        yield Check("program", works=True, message="It runs.")
        yield Check(name, works=False, message="It fails.", advice="Mend it.")

    monkeypatch.setattr(doctor, "check", checks)
    assert run(["doctor"]) == status
    assert capsys.readouterr().out.splitlines()[1:] == [f"FAILS  {name:8} It fails.", f"{'':16}Mend it."]


def test_a_part_that_fails_in_any_way_hides_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing() -> None:
        raise NoEngine("No speech engine works.", "Install Reader anew.")

    def broken() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(build, "engines", nothing)
    monkeypatch.setattr(build, "summarizing", broken)
    monkeypatch.setattr(checking, "_screen", lambda: "There is a screen.")
    found = {one.name: one for one in check()}
    assert found["speech"].message == "No speech engine works."
    assert "ZeroDivisionError" in found["summary"].message
    assert found["summary"].advice
    assert found["story"].works
    assert found["library"].works


def test_what_a_person_corrected_and_what_is_shipped_is_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build.pronouncing.cache_clear()
    (tmp_path / "pronunciation.tsv").write_text("rubbish\n")
    (tmp_path / "language" / "spoken").mkdir(parents=True)
    (tmp_path / "language" / "spoken" / "en.json").write_text("{")
    (tmp_path / "fonts" / "one").mkdir(parents=True)
    (tmp_path / "fonts" / "one" / "A.ttf").write_bytes(b"rubbish")
    monkeypatch.setattr("reader.devices.files.resources.root", lambda: tmp_path)
    try:
        for look in (checking._words, checking._data, checking._fonts):
            with pytest.raises(ReaderError):
                look()
    finally:
        build.pronouncing.cache_clear()
