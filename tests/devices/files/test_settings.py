from __future__ import annotations

from pathlib import Path

import pytest

from reader.app.build import library_file
from reader.core.errors import KeepingError
from reader.core.settings import Settings
from reader.devices.files.settings import default_path, load, read, save


def test_settings_that_were_saved_are_loaded(tmp_path: Path) -> None:
    chosen = Settings().having("text.size", 60)
    save(chosen, tmp_path / "deep" / "settings.json")
    assert load(tmp_path / "deep" / "settings.json") == (chosen, ())
    assert [p.name for p in (tmp_path / "deep").iterdir()] == ["settings.json"]


def test_no_file_means_the_defaults_and_no_fault(tmp_path: Path) -> None:
    assert load(tmp_path / "settings.json") == (Settings(), ())


@pytest.mark.parametrize("content", [b"{", b"\xff\xfe\x00", b"", b"[1, 2]", b"[" * 3_000_000])
def test_a_broken_file_does_not_stop_the_start_and_is_kept_aside(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    settings, faults = load(path)
    assert settings == Settings()
    assert faults
    assert (tmp_path / "settings.broken.json").read_bytes() == content


def test_what_was_broken_survives_the_next_save(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"text.size": "huge", "voice.rate": 300}')
    settings, _ = load(path)
    save(settings.having("text.size", 30), path)
    assert '"huge"' in (tmp_path / "settings.broken.json").read_text()
    assert load(path)[0].number("voice.rate") == 300


def test_a_folder_in_its_place_does_not_stop_the_start(tmp_path: Path) -> None:
    (tmp_path / "settings.json").mkdir()
    settings, faults = load(tmp_path / "settings.json")
    assert settings == Settings()
    assert faults


def test_a_place_that_cannot_be_written_is_said_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(KeepingError) as told:
        save(Settings(), tmp_path / "file" / "settings.json")
    assert "settings" in told.value.message
    assert [p.name for p in tmp_path.iterdir()] == ["file"]


def test_settings_and_library_lie_in_folders_of_the_same_name() -> None:
    assert default_path().parent.name == library_file().parent.name == "reader-aloud"


def test_settings_go_into_a_file_and_come_back(tmp_path: Path) -> None:
    chosen = Settings().having("text.size", 60).with_keys("read.play", "Ctrl+P")
    save(chosen, tmp_path / "mine.json")
    assert read(tmp_path / "mine.json") == (chosen, ())


def test_what_a_newer_reader_exported_is_taken_as_far_as_it_is_known(tmp_path: Path) -> None:
    file = tmp_path / "mine.json"
    file.write_text('{"text.size": 30, "text.glow": 3}')
    settings, faults = read(file)
    assert settings.number("text.size") == 30
    assert [f.key for f in faults] == ["text.glow"]
    assert [p.name for p in tmp_path.iterdir()] == ["mine.json"], "the file of a person stays as it is"


@pytest.mark.parametrize("content", ["", "[]", '"text"', '{"other": 1}'])
def test_what_holds_no_settings_is_refused(tmp_path: Path, content: str) -> None:
    file = tmp_path / "story.json"
    file.write_text(content)
    with pytest.raises(KeepingError):
        read(file)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KeepingError):
        read(tmp_path / "none.json")
