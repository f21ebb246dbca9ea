"""A summary is rewritten by a server program beside us, and nothing wrong comes through."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reader.cli.parsing import run
from reader.core.errors import ModelError
from reader.devices.models.local import LocalModel, is_here

STORY = """Harbour to close

The harbour of Westmole, which is older than its church, will close for two years from March.

The council invents a new fund of 400 pounds for every fisherman. The bank miscounts the 17 boats in the bay.

The mayor flips and does not sell the wall. The press rambles on about 3 storms of the last winter.
"""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    program = [sys.executable, str(Path(__file__).with_name("server.py"))]
    with subprocess.Popen(program, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        yield f"http://127.0.0.1:{process.stdout.readline().strip()}/v1"
        process.terminate()


@pytest.fixture
def story(tmp_path: Path) -> str:
    (tmp_path / "story.txt").write_text(STORY, "utf-8")
    return str(tmp_path / "story.txt")


def summary(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, Any]]:
    status = run(["summary", "--json", "--share", "1", *words])
    (line,) = capsys.readouterr().out.splitlines()
    return status, json.loads(line)


def test_what_can_be_checked_is_rewritten_and_all_else_stays(
    capsys: pytest.CaptureFixture[str], server: str, story: str
) -> None:
    status, told = summary(capsys, "--rewrite", "--model", server, story)
    assert status == 0
    first, *rest = told["sentences"]
    assert first["rewritten"]
    assert first["text"] == "The harbour of Westmole will close for two years from March."
    assert "older than its church" in first["source"]
    assert [s["rewritten"] for s in rest] == [False] * 4
    assert all(s["text"] == s["source"] for s in rest)
    assert told["remark"] == "Rewritten by a model on this machine; 4 of 5 sentences are the story's own."


def test_without_a_server_the_summary_is_the_storys_own(
    capsys: pytest.CaptureFixture[str], story: str
) -> None:
    status, told = summary(capsys, "--rewrite", "--model", "http://127.0.0.1:9/v1", story)
    assert status == 0
    assert not any(s["rewritten"] for s in told["sentences"])
    assert told["remark"].startswith("No model answers at http://127.0.0.1:9/v1.")


def test_a_server_that_answers_rubbish_spoils_nothing(
    capsys: pytest.CaptureFixture[str], server: str, tmp_path: Path
) -> None:
    file = tmp_path / "broken.txt"
    file.write_text(STORY.replace("invents", "breaks"), "utf-8")
    status, told = summary(capsys, "--rewrite", "--model", server, str(file))
    assert status == 0
    assert [s["rewritten"] for s in told["sentences"]] == [True, False, False, False, False]
    assert "is no model that can be used" in told["remark"]


def test_nothing_is_asked_of_another_machine(capsys: pytest.CaptureFixture[str], story: str) -> None:
    status, told = summary(capsys, "--rewrite", "--model", "http://models.example.org/v1", story)
    assert status == 1
    assert told["error"]["code"] == "model"
    assert "nothing was sent there" in told["error"]["message"]
    assert LocalModel("http://models.example.org/v1", elsewhere=True)


@pytest.mark.parametrize(
    ("host", "here"),
    [
        ("localhost", True), ("LOCALHOST.", True), ("127.0.0.1", True), ("127.9.9.9", True), ("::1", True),
        ("127.0.0.1.example.org", False), ("localhost.example.org", False), ("10.0.0.1", False),
        ("2130706433", False), ("::ffff:8.8.8.8", False),
    ],
)  # fmt: skip
def test_only_this_machine_is_here(host: str, here: bool) -> None:
    assert is_here(host) is here


@pytest.mark.parametrize(
    "address",
    ["", "127.0.0.1:8080", "file:///etc/passwd", "http:///v1", "http://[::1", "http://127.0.0.1:port/v1"],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(ModelError):
        LocalModel(address)
