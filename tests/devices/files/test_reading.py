"""What files can do to us."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from reader.core.errors import Missing, NotText, TooLarge, Unreadable
from reader.devices.files.reading import LIMIT, Files


def test_a_file_comes_with_the_type_of_its_ending(tmp_path: Path) -> None:
    (tmp_path / "a.HTML").write_bytes(b"<p>a")
    page = Files().fetch(str(tmp_path / "a.HTML"))
    assert (page.content, page.media_type) == (b"<p>a", "text/html")


def test_progress_ends_at_the_whole(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(bytes(3_000_000))
    told: list[tuple[int, int]] = []
    Files().fetch(str(tmp_path / "a"), lambda done, total: told.append((done, total)))
    assert told[-1] == (3_000_000, 3_000_000)
    assert len(told) > 1


def test_a_hundred_megabytes_are_refused_without_being_read(tmp_path: Path) -> None:
    with (tmp_path / "big").open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    with pytest.raises(TooLarge, match="50 MB"):
        Files().fetch(str(tmp_path / "big"))


def test_standard_input_has_the_same_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(bytes(LIMIT + 1))))
    with pytest.raises(TooLarge, match="Standard input"):
        Files().fetch("-")


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"a story")))
    assert Files().fetch("-").content == b"a story"


def test_missing_files_and_folders_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(Missing, match="no file"):
        Files().fetch(str(tmp_path / "none"))
    with pytest.raises(NotText, match="folder"):
        Files().fetch(str(tmp_path))
    with pytest.raises(NotText):
        Files().fetch("/dev/null")


def test_a_name_that_no_system_takes_is_unreadable() -> None:
    with pytest.raises(Unreadable):
        Files().fetch("a\0b")
    with pytest.raises(Unreadable) as refused:
        Files().fetch("a" * 5000)
    assert refused.value.message.count("a" * 5000) == 1
    assert "Errno" not in refused.value.message


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_of_somebody_else_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("secret")
    (tmp_path / "a").chmod(0)
    with pytest.raises(Unreadable, match="may not"):
        Files().fetch(str(tmp_path / "a"))
