"""What a person puts back on a site is there on its next page, and in no other hands."""

from __future__ import annotations

import json
import stat
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.app.putting_back import PuttingBack
from reader.core.errors import KeepingError
from reader.core.put_back import (
    LONGEST_REASON,
    LONGEST_SITE,
    MOST_REASONS,
    MOST_SITES,
    changed,
    parse,
    serialise,
)
from reader.devices.files.put_back import LARGEST, PutBackFile

STORY = "https://www.courier.example/2025/story"
NEXT = "http://courier.example/2025/another"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "reader" / "put-back.json"


@pytest.fixture
def back(path: Path) -> PuttingBack:
    return PuttingBack(PutBackFile(path))


def test_it_holds_for_the_next_page_of_the_site_and_the_next_start(back: PuttingBack, path: Path) -> None:
    back.keep(STORY, frozenset({"caption", "share row"}))
    for one in (back, PuttingBack(PutBackFile(path))):
        assert one.of(NEXT) == {"caption", "share row"}
        assert one.of("https://elsewhere.example/story") == frozenset()
        assert one.of("https://blog.courier.example/story") == frozenset()


def test_with_nothing_put_back_the_site_is_forgotten(back: PuttingBack, path: Path) -> None:
    back.keep(STORY, frozenset({"caption"}))
    back.keep(NEXT, frozenset())
    assert back.of(STORY) == frozenset()
    assert "courier" not in path.read_text("utf-8")


@pytest.mark.parametrize("address", ["", "/home/me/story.html", "file:///home/me/story.html", "story.html"])
def test_files_and_pasted_text_are_of_no_site(back: PuttingBack, path: Path, address: str) -> None:
    back.keep(address, frozenset({"caption"}))
    assert back.of(address) == frozenset()
    assert not path.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="has no such permissions")
def test_nobody_else_can_read_it_and_nothing_half_written_stays(back: PuttingBack, path: Path) -> None:
    back.keep(STORY, frozenset({"caption"}))
    back.keep(STORY, frozenset({"date"}))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_what_another_window_kept_stays(back: PuttingBack, path: Path) -> None:
    other = PuttingBack(PutBackFile(path))
    assert other.of(STORY) == frozenset()
    back.keep(STORY, frozenset({"caption"}))
    other.keep("https://elsewhere.example/", frozenset({"date"}))
    assert other.of(STORY) == {"caption"}


@pytest.mark.parametrize(
    "damage",
    [
        b"{", b"[]", b"null", b"\xff\xfe\x00", b'{"version": 1}', b'{"version": 2, "sites": {}}',
        b'{"version": 1, "sites": {"a": 1}}', b'{"version": 1, "sites": {"a": [1]}}', b"[" * 100_000, b" " * (LARGEST + 1),
    ],
)  # fmt: skip
def test_a_damaged_file_is_put_aside_told_once_and_replaced(
    back: PuttingBack, path: Path, damage: bytes
) -> None:
    path.parent.mkdir()
    path.write_bytes(damage)
    assert back.of(STORY) == frozenset()
    assert "put-back.broken.json" in back.notice()
    assert back.notice() == ""
    assert path.with_name("put-back.broken.json").read_bytes() == damage
    back.keep(STORY, frozenset({"caption"}))
    assert back.notice() == ""
    assert PuttingBack(PutBackFile(path)).of(STORY) == {"caption"}
    assert path.with_name("put-back.broken.json").read_bytes() == damage


def test_a_folder_that_takes_nothing_is_named(tmp_path: Path) -> None:
    (tmp_path / "reader").write_text("in the way")
    with pytest.raises(KeepingError, match="reader"):
        PuttingBack(PutBackFile(tmp_path / "reader" / "put-back.json")).keep(STORY, frozenset({"caption"}))


def test_all_can_be_forgotten(back: PuttingBack, path: Path) -> None:
    back.forget_all()
    back.keep(STORY, frozenset({"caption"}))
    path.with_name("put-back.broken.json").write_text("an older one")
    back.forget_all()
    assert back.of(STORY) == frozenset()
    assert list(path.parent.iterdir()) == []


def test_only_so_many_sites_are_kept_the_latest_ones() -> None:
    sites = parse("")
    for n in range(MOST_SITES + 3):
        sites = changed(sites, f"site{n}.example", frozenset({"caption"}))
    sites = changed(sites, "site5.example", frozenset({"date"}))
    assert len(sites) == MOST_SITES
    assert "site2.example" not in sites
    assert list(sites)[-1] == "site5.example"
    assert len(changed({}, "a.example", frozenset(map(str, range(500))))["a.example"]) == MOST_REASONS


def test_the_fullest_file_is_small_enough_to_be_read() -> None:
    reasons = frozenset(f"{n:ه<{LONGEST_REASON}}" for n in range(MOST_REASONS))
    sites = {f"{n:ه<{LONGEST_SITE}}": reasons for n in range(MOST_SITES)}
    assert parse(written := serialise(sites)) == sites
    assert len(written.encode()) < LARGEST


@given(
    st.dictionaries(
        st.text(min_size=1, max_size=LONGEST_SITE),
        st.frozensets(st.text(min_size=1, max_size=LONGEST_REASON), min_size=1, max_size=MOST_REASONS),
    )
)
def test_every_choice_comes_back(sites: dict[str, frozenset[str]]) -> None:
    assert parse(serialise(sites)) == sites


def test_the_file_is_readable_by_people() -> None:
    written = serialise({"a.example": frozenset({"date", "caption"})})
    assert json.loads(written) == {"version": 1, "sites": {"a.example": ["caption", "date"]}}
