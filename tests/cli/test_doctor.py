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
from reader.core.errors import NoEngine
from reader.devices.audio.silent import SilentSink


@pytest.fixture(autouse=True)
def nothing_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "library_file", lambda: tmp_path / "library.sqlite3")
    monkeypatch.setattr(build, "sink", SilentSink)


def test_every_part_is_looked_at_and_the_essential_ones_work_here(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run(["doctor", "--json"]) == 0
    found = {one["name"]: one for one in map(json.loads, capsys.readouterr().out.splitlines())}
    assert list(found) == ["program", "story", "summary", "speech", "library", "sound", "screen"]
    assert all(found[name]["works"] for name in ("program", "story", "summary", "speech", "library"))
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
