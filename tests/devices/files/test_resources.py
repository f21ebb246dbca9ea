"""What is shipped is found, and read only when it is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.devices.files import resources
from reader.devices.files.resources import JsonFolder


def test_the_example_is_there() -> None:
    assert resources.path("examples/harbour-page.txt").is_file()


def test_a_folder_reads_what_is_asked_for_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "words" / "inner").mkdir(parents=True)
    (tmp_path / "words" / "good.json").write_text('{"a": 1}')
    (tmp_path / "words" / "broken.json").write_text("{")
    (tmp_path / "words" / "note.txt").write_text("no resource")
    (tmp_path / "words" / "inner" / "deep.json").write_text("[2]")
    monkeypatch.setattr(resources, "root", lambda: tmp_path)
    words = JsonFolder("words")
    assert list(words) == ["broken", "good", "inner"]
    assert words["good"] == {"a": 1}
    assert words["inner"]["deep"] == [2]
    assert words.get("none") is None
    assert "none" not in words
