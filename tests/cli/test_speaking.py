"""`speak` and `export` say and write what was asked, in silence nothing."""

from __future__ import annotations

import io
import json
import signal
import sys
import time
import wave
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from reader.app import build
from reader.app.aloud import Aloud
from reader.app.playing import Player
from reader.cli import open as opening
from reader.cli.parsing import run
from reader.core.errors import UsageError
from reader.core.keeping import Manner
from reader.core.speech.values import Prosody
from reader.devices.audio.silent import SilentSink

STORY = "The bridge was opened on Friday.\n\nIt holds.\n"


needs_bytes = pytest.mark.skipif(sys.platform != "linux", reason="other systems take texts only")


def hasty() -> float:
    """A clock by which reading is soon over; a word may pass between two looks at it."""
    return time.monotonic() * 4


@pytest.fixture(autouse=True)
def unheard(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Real engines, a sink without patience, and signals as they were."""

    def aloud(voice: str = "", prosody: Prosody | None = None) -> Aloud:
        return Aloud(SilentSink(hasty), build.engines, build.spoken(), voice, prosody)

    monkeypatch.setattr(build, "aloud", aloud)
    kept = tmp_path / "kept" / "library.sqlite3"
    monkeypatch.setattr(build, "library_file", lambda: kept)
    build.library.cache_clear()
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM,)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)
    if build.library.cache_info().currsize:
        build.library().store.close()
    build.library.cache_clear()


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("story.txt").write_text(STORY, "utf-8")
    return tmp_path


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str], here: Path) -> Callable[..., tuple[int, list[Any], str]]:
    def tell(*words: str) -> tuple[int, list[Any], str]:
        status = run(words)
        printed = capsys.readouterr()
        return status, [json.loads(line) for line in printed.out.splitlines()], printed.err

    return tell


def test_speak_tells_when_each_word_was_heard(told: Callable[..., Any]) -> None:
    status, (record,), _ = told("speak", "--json", "story.txt")
    assert status == 0
    assert record["input"] == "story.txt"
    assert record["silent"] is True
    for word in record["words"]:
        assert STORY.strip()[word["start"] : word["end"]] == word["text"]
    begins = [word["begins"] for word in record["words"]]
    assert begins == sorted(begins)


def test_speak_says_that_nobody_can_hear_it_and_that_the_story_is_too_short_to_sum_up(
    told: Callable[..., Any],
) -> None:
    _, (record,), err = told("speak", "--json", "--summary", "story.txt")
    assert any("no sound device" in notice for notice in record["notices"])
    assert len(record["notices"]) > 1
    assert all(notice in err for notice in record["notices"])


def test_what_is_skipped_is_not_said_and_that_is_told(told: Callable[..., Any]) -> None:
    Path("list.md").write_text("The bridge was opened.\n\n- Rust\n- Steel\n\nIt holds.\n", "utf-8")
    status, (record,), err = told("speak", "--json", "--skip", "lists,code", "list.md")
    assert status == 0
    assert [word["text"] for word in record["words"]] == ["The", "bridge", "was", "opened", "It", "holds"]
    assert "Lists are not read aloud." in record["notices"]
    assert "Lists are not read aloud." in err
    assert "Code is" not in err
    _, (record,), err = told("export", "--json", "--skip", "lists", "list.md", "-o", "a.wav")
    assert record["notices"] == ["Lists are not read aloud."]
    with pytest.raises(UsageError):
        run(["speak", "--skip", "poems", "list.md"])


def test_speak_goes_on_after_a_bad_input(told: Callable[..., Any]) -> None:
    status, (first, second), _ = told("speak", "--json", "none.txt", "story.txt")
    assert status == 1
    assert first["error"]["code"] == "missing"
    assert second["words"]


def test_an_unknown_voice_is_said_at_once(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from reader.core.errors import NoVoice

    with pytest.raises(NoVoice, match="espeak:none"):
        run(["speak", "--voice", "espeak:none", "story.txt"])


def test_export_writes_sound_marks_and_subtitles(told: Callable[..., Any]) -> None:
    status, (record,), _ = told(
        "export", "--json", "story.txt", "-o", "a.wav", "--marks", "a.json", "--subtitles", "a.vtt"
    )
    assert status == 0
    with wave.open("a.wav") as sound:
        assert sound.getframerate() == record["sample_rate"]
        assert sound.getnframes() / sound.getframerate() == pytest.approx(record["seconds"], abs=0.001)
    marks = json.loads(Path("a.json").read_text("utf-8"))
    assert [word["text"] for word in marks["words"]][-2:] == ["It", "holds"]
    assert marks["words"][-1]["ends"] <= marks["seconds"]
    assert Path("a.vtt").read_text("utf-8").startswith("WEBVTT")


@needs_bytes
@pytest.mark.parametrize(
    "output", ["\udcff.wav", "\udcff.epub", "\udcff" * 248 + ".wav"], ids=["sound", "book", "long"]
)
def test_names_of_files_may_hold_bytes_that_are_no_text(told: Callable[..., Any], output: str) -> None:
    Path("story.txt").rename("story\udcff.txt")
    beside = ["--marks", "\udcff.json"] if output.endswith(".wav") else []
    status, (record,), _ = told(
        "export", "--json", "story\udcff.txt", "-o", output, "--title", "\udcff", *beside
    )
    assert status == 0
    assert record["inputs"] == ["story\udcff.txt"]
    assert Path(output).stat().st_size > 1000
    for file in beside[1:]:
        assert json.loads(Path(file).read_text("utf-8"))["input"] == "story\udcff.txt"


def test_export_says_where_the_whole_is_read_instead_of_a_summary(told: Callable[..., Any]) -> None:
    status, (record,), err = told("export", "--json", "--summary", "story.txt", "-o", "a.wav")
    assert status == 0
    assert record["notices"]
    assert record["notices"][0] in err


def test_export_writes_the_others_where_one_input_is_bad(told: Callable[..., Any]) -> None:
    status, (first, second), _ = told("export", "--json", "none.txt", "story.txt", "-o", "a.wav")
    assert status == 1
    assert first["error"]["code"] == "missing"
    assert second["inputs"] == ["story.txt"]
    assert Path("a.wav").stat().st_size > 1000


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["-o", "a.xyz"], "what kind of file"),
        (["-o", "a.wav", "--marks", "taken.json"], "there already"),
        (["-o", "a.wav", "--subtitles", "a.txt"], "what kind of subtitles"),
        (["-o", "a.wav", "--marks", "./a.wav"], "same name"),
        (["-o", "none/a.wav"], "no folder"),
        (["-o", "folder.wav"], "is a folder"),
        (["-o", "a.epub", "--subtitles", "a.srt"], "tells by itself"),
        (["-o", "parcel", "--parcel", "--format", "doc"], "what kind of sound"),
    ],
)
def test_what_is_wrong_with_the_names_is_found_before_any_work(
    here: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], message: str
) -> None:
    from reader.core.errors import ReaderError

    Path("taken.json").write_text("precious")
    Path("folder.wav").mkdir()
    monkeypatch.setattr(build, "opening", lambda: pytest.fail("work was done"))
    with pytest.raises(ReaderError, match=message):
        run(["export", "story.txt", *words])
    assert {file.name for file in here.iterdir()} == {"story.txt", "taken.json", "folder.wav"}


@pytest.mark.parametrize("command", ["text", "speak", "summary"])
def test_standard_input_is_taken_once_only(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from reader.core.errors import UsageError

    monkeypatch.setattr(
        sys, "stdin", SimpleNamespace(isatty=lambda: False, buffer=io.BytesIO(STORY.encode()))
    )
    with pytest.raises(UsageError, match="only once"):
        run([command, "-", "-"])


def test_whoever_is_to_type_is_told_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    keyboard = SimpleNamespace(isatty=lambda: True, buffer=io.BytesIO(STORY.encode()))
    monkeypatch.setattr(sys, "stdin", keyboard)
    assert run(["text", "-"]) == 0
    assert capsys.readouterr().err.startswith("Type or paste the text")


def test_without_a_screen_the_example_is_shown_summed_up_and_written(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from reader.devices.desktop.screen import Lack

    monkeypatch.setattr(
        opening, "lack_of_screen", lambda: Lack("There is no screen here.", "Start it there.")
    )
    assert run(["open", "--example"]) == 0
    printed = capsys.readouterr()
    assert "There is no screen here." in printed.err
    assert "crane" in printed.out
    assert "In short" in printed.out
    with wave.open("harbour-page.wav") as sound:
        assert sound.getnframes() > 100_000


def test_whoever_starts_it_without_a_screen_hears_what_there_is_in_the_terminal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from reader.devices.desktop.screen import Lack

    monkeypatch.setattr(
        opening, "lack_of_screen", lambda: Lack("There is no screen here.", "Start it: there")
    )
    with pytest.raises(UsageError) as refused:
        run([])
    assert [line.strip() for line in refused.value.advice.splitlines()] == [
        "Start it: there",
        "Run: reader --help",
    ]


def test_without_a_screen_no_file_of_yours_is_replaced(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("story.wav").write_text("precious")
    assert opening.in_terminal(["story.txt", "none.txt"]) == 1
    assert Path("story.wav").read_text() == "precious"
    assert Path("story-2.wav").stat().st_size > 1000


@pytest.mark.parametrize(
    ("title", "name"),
    [("", "story.wav"), ("-", "story.wav"), ("../a b/?c", "a-b-c.wav"), ("x" * 500, f"{'x' * 60}.wav")],
)
def test_any_title_makes_a_name(here: Path, title: str, name: str) -> None:
    assert opening.free_name(title) == Path(name)


def test_speak_reads_a_text_as_the_window_keeps_it_unless_options_say_otherwise(
    told: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []
    library = build.library()
    key = library.add(build.opening().open("story.txt")).id
    voice = next(v.id for v in build.engines().voices() if v.language.startswith("de"))
    library.set_manner(key, Manner(voice, 300, "de"))
    for name in ("set_voice", "set_prosody"):
        real = getattr(Player, name)

        def watched(self: Player, value: Any, real: Any = real) -> None:
            asked.append(value)
            real(self, value)

        monkeypatch.setattr(Player, name, watched)
    status, (record,), _ = told("speak", "--json", "story.txt")
    assert status == 0
    assert (asked[0].id, asked[1].rate) == (voice, 300)
    assert [n for n in record["notices"] if n.startswith("Kept for this text")] == [
        f"Kept for this text: {asked[0].name}.",
        "Kept for this text: 300 words a minute.",
        "Kept for this text: Deutsch.",
    ]
    asked.clear()
    other = next(v.id for v in build.engines().voices() if v.language.startswith("en"))
    told("speak", "--json", "--voice", other, "--rate", "200", "story.txt")
    assert (asked[0].id, asked[1].rate) == (other, 200)
    asked.clear()
    Path("other.txt").write_text(STORY.replace("bridge", "ferry"), "utf-8")
    told("speak", "--json", "story.txt", "other.txt")
    assert [value.rate for value in asked[1::2]] == [300, Prosody().rate], (
        "the next text is read like all others"
    )
    assert asked[2].id != voice


def test_speak_reads_a_briefing_of_all_inputs(told: Callable[..., Any]) -> None:
    Path("other.txt").write_text("The owl left the wood on Monday.\n\nNobody saw it go.\n", "utf-8")
    status, (missing, record), _ = told(
        "speak", "--json", "--briefing", "story.txt", "missing.txt", "other.txt"
    )
    assert status == 1
    assert missing["input"] == "missing.txt"
    assert record["inputs"] == ["story.txt", "other.txt"]
    words = [word["text"] for word in record["words"]]
    assert words[:3] == ["Briefing", "2", "stories"]
    assert "owl" in words
    assert "bridge" in words
