"""`reader library` does what it says, and says what it did."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from reader.app import build
from reader.app.keeping import Keeping
from reader.app.putting_back import PuttingBack
from reader.cli.parsing import run
from reader.core.errors import KeepingError, ReaderError, UsageError
from reader.core.keeping import position_at
from reader.devices.files.put_back import PutBackFile
from reader.devices.library.store import Store

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Keeping]:
    monkeypatch.chdir(tmp_path)
    store = Store(tmp_path / "kept" / "library.sqlite3")
    keeping = Keeping(lambda: store)
    monkeypatch.setattr(build, "library", lambda: keeping)
    putting_back = PuttingBack(PutBackFile(tmp_path / "settings" / "put-back.json"))
    monkeypatch.setattr(build, "putting_back", lambda: putting_back)
    for name, what in (("whale", "The whale swam north."), ("heron", "The heron stood in the reeds.")):
        Path(f"{name}.txt").write_text(f"A story of a {name}\n\n{what}\n", "utf-8")
    yield keeping
    store.close()


@pytest.fixture
def do(library: Keeping, capsys: pytest.CaptureFixture[str]) -> Run:
    def do(*words: str) -> tuple[int, str, str]:
        status = run(["library", *words])
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return do


def test_what_was_added_is_listed_found_and_shown(do: Run) -> None:
    assert do("add", "whale.txt", "heron.txt")[0] == 0
    status, out, _ = do("list", "--json")
    assert status == 0
    listed = [json.loads(line) for line in out.splitlines()]
    assert [record["id"] for record in listed] == [2, 1]
    assert listed[0]["address"].endswith("heron.txt")
    _, out, _ = do("search", "ree", "--json")
    assert [json.loads(line)["id"] for line in out.splitlines()] == [2]
    _, out, _ = do("show", "1")
    assert "The whale swam north." in out


def test_a_bad_input_or_number_does_not_stop_the_others(do: Run) -> None:
    assert do("add", "none.txt", "whale.txt")[0] == 1
    for action in ("show", "remove"):
        status, out, err = do(action, "77", "1")
        assert status == 1
        assert "no document 77" in err
        assert "whale" in out
    assert do("list")[1] == ""


@pytest.mark.parametrize("named", ["--7", "-7", "7" * 19, "7" * 5000, "²", ""])
def test_what_is_no_number_of_a_story_is_said(do: Run, named: str) -> None:
    status, out, err = do("show", "--", named)
    assert (status, out) == (1, "")
    assert err.endswith("Run: reader library list\n")


def test_an_error_for_scripts_is_a_line_as_everywhere(do: Run) -> None:
    status, out, _ = do("show", "--json", "99999999999999999999")
    assert status == 1
    assert json.loads(out)["error"]["code"] == "keeping"


def test_what_was_done_is_said(do: Run) -> None:
    do("add", "whale.txt")
    assert "sea" in do("tag", "1", "sea")[1]
    assert do("remove", "1")[1].startswith("Forgotten: ")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["list"], "Nothing is kept yet."),
        (["list", "--tag", "sea"], "Nothing has the tag sea."),
        (["search", "sea"], "Nothing found."),
        (["queue"], "The queue is empty."),
    ],
)
def test_emptiness_is_said_in_its_own_words(do: Run, words: list[str], told: str) -> None:
    assert do(*words) == (0, "", f"{told}\n")


def test_the_queue_is_changed_in_order(do: Run) -> None:
    do("add", "--queue", "whale.txt", "heron.txt")
    _, out, _ = do("queue", "first", "2", "--json")
    assert [json.loads(line)["id"] for line in out.splitlines()] == [2, 1]
    _, out, _ = do("queue", "remove", "2", "--json")
    assert [json.loads(line)["id"] for line in out.splitlines()] == [1]


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (["add"], UsageError),
        (["show", "1"], UsageError),
        (["first", "1", "9"], KeepingError),
        (["remove", "9"], KeepingError),
    ],
)
def test_what_the_queue_cannot_do_is_said(do: Run, words: list[str], error: type[ReaderError]) -> None:
    do("add", "--queue", "whale.txt")
    with pytest.raises(error):
        run(["library", "queue", *words])


@pytest.mark.parametrize(
    "words",
    ["queue --json add 1 2", "queue add --json 1 2", "queue add 1 2 --json", "queue add --json -- 1 2"],
)
def test_lines_for_scripts_are_asked_for_anywhere(do: Run, words: str) -> None:
    do("add", "whale.txt", "heron.txt")
    status, out, _ = do(*words.split())
    assert status == 0
    assert [json.loads(line)["id"] for line in out.splitlines()] == [1, 2]


def test_everything_goes_out_and_comes_in_again(
    do: Run, library: Keeping, monkeypatch: pytest.MonkeyPatch
) -> None:
    do("add", "whale.txt", "heron.txt")
    assert do("export", "all.jsonl")[0] == 0
    whole = Path("all.jsonl").read_text("utf-8")
    assert do("export", "-")[1] == whole
    library.store.clear()
    monkeypatch.setattr(
        sys, "stdin", SimpleNamespace(isatty=lambda: False, buffer=io.BytesIO(whole.encode()))
    )
    assert do("import", "-") == (0, "2 documents from -\n", "")
    assert len(library.store.recent()) == 2


def test_an_export_that_fails_leaves_nothing_under_its_name(
    do: Run, library: Keeping, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lines(_: Keeping) -> Iterator[str]:
        yield "{}"
        raise KeepingError("A document in the library is damaged.", "Open it again.")

    monkeypatch.setattr("reader.cli.library.carry_out", lines)
    with pytest.raises(KeepingError):
        run(["library", "export", "all.jsonl"])
    assert {file.name for file in tmp_path.iterdir()} == {"kept", "whale.txt", "heron.txt"}


def test_what_an_editor_adds_to_an_export_is_no_matter(do: Run, library: Keeping) -> None:
    do("add", "--queue", "whale.txt")
    do("export", "all.jsonl")
    library.forget_all()
    Path("all.jsonl").write_bytes(b"\xef\xbb\xbf" + Path("all.jsonl").read_bytes() + b"\r\n\n")
    status, out, _ = do("import", "all.jsonl")
    assert (status, out) == (0, "1 document from all.jsonl\n")
    assert "whale" in do("queue")[1]


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"{}"])
def test_a_file_that_is_no_library_is_said_by_name(do: Run, content: bytes) -> None:
    Path("all.jsonl").write_bytes(content)
    status, out, err = do("import", "all.jsonl", "none.jsonl")
    assert status == 1
    assert out == ""
    assert "none.jsonl cannot be read" in err


@pytest.mark.parametrize("line", [b"\xff", b"{"], ids=["bytes", "line"])
def test_what_stands_before_a_broken_line_is_kept_in_its_queue(
    do: Run, library: Keeping, line: bytes
) -> None:
    do("add", "--queue", "whale.txt")
    do("export", "all.jsonl")
    library.forget_all()
    Path("all.jsonl").write_bytes(Path("all.jsonl").read_bytes() + line + b"\n")
    status, _, err = do("import", "all.jsonl")
    assert status == 1
    assert "Line 3 is not of a library" in err
    assert err.endswith("Give a file of: reader library export\n")
    assert "whale" in do("queue")[1]


POCKET = (
    "title,url,time_added,tags,status\n"
    "Whales,https://example.org/whales,1641461400,sea,unread\n"
    "Script,javascript:alert(1),1,,unread\n"
)


def test_what_another_program_kept_is_taken_in_and_told(do: Run) -> None:
    Path("pocket.csv").write_text(POCKET, "utf-8")
    status, out, _ = do("import", "pocket.csv")
    assert (status, out) == (
        0,
        "From Pocket: 0 stories, 1 address to be fetched when it is opened. "
        "1 entry leads to no page on the web and was left out.\n",
    )
    _, out, _ = do("list", "--stage", "awaited")
    assert "Whales  (not fetched yet, 2022-01-06)" in out
    status, _, err = do("show", "1")
    assert status == 1
    assert "was not fetched yet" in err
    _, out, _ = do("import", "--json", "pocket.csv")
    assert json.loads(out) == {
        "input": "pocket.csv", "program": "Pocket", "documents": 0, "addresses": 0, "known": 1, "left": 1,
    }  # fmt: skip


def test_a_story_is_shown_by_its_name_too(do: Run, tmp_path: Path) -> None:
    do("add", "whale.txt")
    status, out, _ = do("show", str(tmp_path / "whale.txt"))
    assert status == 0
    assert "The whale swam north." in out
    assert do("show", "https://example.org/never")[0] == 1


def test_adding_again_says_what_it_takes_the_place_of(do: Run) -> None:
    do("add", "whale.txt")
    Path("whale.txt").write_text("A story of a whale\n\nIt swam south.\n", "utf-8")
    _, out, _ = do("add", str(Path("whale.txt").absolute()))
    assert "in place of the copy of 20" in out


def test_how_far_each_was_heard_is_listed(do: Run, library: Keeping) -> None:
    do("add", "whale.txt", "heron.txt")
    library.store.remember(1, position_at(library.open(1).text, 22))
    library.store.remember(2, position_at("x" * 10, 5))
    _, out, _ = do("list", "--stage", "finished")
    assert "whale" in out
    _, out, _ = do("list", "--stage", "started", "--json")
    assert [json.loads(line)["id"] for line in out.splitlines()] == [2]


def test_history_and_notes_are_told_and_forgotten(do: Run, library: Keeping) -> None:
    do("add", "whale.txt", "heron.txt", "whale.txt")
    _, out, _ = do("history", "--json")
    assert [json.loads(line)["id"] for line in out.splitlines()] == [1, 2, 1]
    library.mark(2, library.open(2).text, 18, "a bird")
    _, out, _ = do("notes")
    assert out.endswith("heron.txt: The heron stood in the reeds. — a bird\n")
    _, out, _ = do("notes", "--json", "2")
    assert json.loads(out)["note"] == "a bird"
    do("history", "--forget")
    assert do("history") == (0, "", "Nothing was opened yet.\n")


def test_everything_is_forgotten_only_when_that_is_said(do: Run, library: Keeping) -> None:
    do("add", "whale.txt", "heron.txt")
    build.putting_back().keep("https://a.example/whale", frozenset({"caption"}))
    for words in (["remove"], ["remove", "--all", "1"]):
        with pytest.raises(UsageError):
            run(["library", *words])
    assert do("remove", "--all") == (
        0,
        "Everything is forgotten: 2 documents, the history and the feeds.\n",
        "",
    )
    assert library.count() == 0
    assert build.putting_back().of("https://a.example/whale") == frozenset()
    assert not list(Path("settings").iterdir())


def test_tags_of_bytes_that_are_no_text_break_nothing(do: Run) -> None:
    do("add", "whale.txt")
    assert do("tag", "1", "sea\udcff")[0] == 0
    assert "whale" in do("list", "--tag", "sea\udcff")[1]
    assert do("tag", "1", "--remove", "sea\udcff")[1].strip().endswith("has no tags.")


def test_tags_are_taken_away(do: Run) -> None:
    do("add", "whale.txt")
    do("tag", "1", "sea", "big")
    assert "has the tags: sea" in do("tag", "--remove", "1", "big")[1]


def test_a_library_that_was_repaired_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "library.sqlite3"
    file.write_bytes(b"rubbish" * 1000)
    monkeypatch.setattr(build, "library_file", lambda: file)
    library = build.library.__wrapped__()
    monkeypatch.setattr(build, "library", lambda: library)
    assert run(["library", "list"]) == 0
    library.store.close()
    assert "The library was damaged. 0 documents are in it again" in capsys.readouterr().err
    assert [part.name for part in tmp_path.glob("*damaged*")] == ["library.damaged-1.sqlite3"]


def test_a_damaged_library_in_a_folder_that_cannot_be_written_is_no_fault_of_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "library.sqlite3"
    file.write_bytes(b"rubbish" * 1000)
    (tmp_path / "library.lock").mkdir()
    monkeypatch.setattr(build, "library_file", lambda: file)
    monkeypatch.setattr(build, "library", build.library.__wrapped__)
    for action in ("list", "repair"):
        with pytest.raises(KeepingError, match="cannot be set aside"):
            run(["library", action])
