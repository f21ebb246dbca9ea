"""What the library keeps when the machine is at its worst: killed programs, full disks, folders without permission."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.core.document import About, Document, Kind, Part, Position, Span, compose
from reader.core.errors import KeepingError
from reader.devices.library.store import Store

ROOT = Path(__file__).parents[2]
posix = pytest.mark.skipif(os.name != "posix", reason="it forks and mounts")


def document(number: int, words: int = 3000) -> Document:
    text = " ".join(f"{number}x{at}y{at * 7919 % 10007}" for at in range(words))
    about = About(address=f"https://example.org/{number}")
    return compose([Part(Kind.PARAGRAPH, text)], lambda text, _: [Span(0, len(text))], about)


@posix
def test_killed_at_any_moment_nothing_is_damaged_or_lost() -> None:
    """The whole of it is 500 runs: python tests/reliability/killing.py"""
    done = subprocess.run(
        [sys.executable, "tests/reliability/killing.py", "--runs", "15", "--longest", "0.8"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env=dict(os.environ) | {"PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads(done.stdout)["kills"] == 45


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Two megabytes."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("only the owner of the machine can make a small disk")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


@posix
def test_a_full_disk_is_told_and_everything_before_stays_and_goes_on_with_room(small_disk: Path) -> None:
    filler = small_disk / "filler"
    filler.write_bytes(b"x" * 300_000)
    store = Store(small_disk / "library.sqlite3")
    first = store.keep(document(0, 100))
    kept = [first]

    def fill() -> None:
        for number in range(1, 1000):
            kept.append(store.keep(document(number)))  # noqa: PERF401 - up to the one that fails

    with pytest.raises(KeepingError, match=r"full|disk") as told:
        fill()
    assert "room" in told.value.advice
    assert len(kept) > 1
    for number, key in enumerate(kept):
        assert store.get(key) == document(number, 100 if number == 0 else 3000)
    assert store._all("PRAGMA integrity_check") == [("ok",)]
    filler.unlink()
    store.remember(first, Position(7, "seven"))
    store.close()
    store = Store(small_disk / "library.sqlite3")
    assert store.kept(first).position == Position(7, "seven")
    assert store.count() == len(kept)
    store.close()


@posix
def test_a_disk_without_any_room_opens_no_library_and_says_so(small_disk: Path) -> None:
    (small_disk / "filler").write_bytes(b"x" * (2 * 1024 * 1024 - 8192))
    with pytest.raises(KeepingError, match="library"):
        Store(small_disk / "library.sqlite3")


@pytest.fixture
def kept_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "kept"
    store = Store(folder / "library.sqlite3")
    store.keep(document(1, 50))
    store.close()
    return folder


@pytest.fixture
def read_only(kept_folder: Path) -> Iterator[Path]:
    mounted = False
    if os.name == "posix" and os.geteuid() == 0:
        # No permission binds its owner, so the disk itself has to refuse.
        done = [
            subprocess.run(["mount", *words, str(kept_folder)], check=False, capture_output=True).returncode
            for words in (["--bind", str(kept_folder)], ["-o", "remount,ro,bind"])
        ]
        mounted = done[0] == 0
        if any(done):
            if mounted:
                subprocess.run(["umount", str(kept_folder)], check=True)
            pytest.skip("the disk cannot be made to refuse here")
    kept_folder.chmod(0o500) if not mounted else None
    yield kept_folder
    if mounted:
        subprocess.run(["umount", str(kept_folder)], check=True)
    kept_folder.chmod(0o700)


@posix
def test_a_library_that_may_only_be_read_is_read(read_only: Path) -> None:
    store = Store(read_only / "library.sqlite3")
    assert store.read_only
    (kept,) = store.recent()
    assert store.get(kept.id) == document(1, 50)
    assert [one.id for one in store.search("1x4")] == [kept.id]
    with pytest.raises(KeepingError) as told:
        store.remember(kept.id, Position(1, "x"))
    assert "may write" in told.value.advice
    store.close()


@posix
def test_a_folder_that_may_only_be_read_and_has_no_library_is_told(read_only: Path) -> None:
    with pytest.raises(KeepingError) as told:
        Store(read_only / "other.sqlite3")
    assert "permissions" in told.value.advice


@posix
def test_programs_that_start_at_once_bring_an_old_file_forward_once(tmp_path: Path) -> None:
    file = tmp_path / "library.sqlite3"
    shutil.copy(ROOT / "tests/devices/library/forms/1.sqlite3", file)
    script = (
        "import sys; from pathlib import Path; from reader.devices.library.store import Store;"
        "store = Store(Path(sys.argv[1])); key = store.recent()[0].id; store.mark(key, store.bookmarks()[0].position);"
        "print(store.count()); store.close()"
    )
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(file)], stdout=subprocess.PIPE, text=True, cwd=ROOT
        )
        for _ in range(5)
    ]
    assert [program.communicate()[0] for program in programs] == ["3\n"] * 5
    store = Store(file)
    assert len(store.bookmarks()) == 6
    assert store._all("PRAGMA integrity_check") == [("ok",)]
    store.close()
