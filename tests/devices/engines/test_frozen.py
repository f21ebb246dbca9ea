"""A packaged program is its own engine process."""

from __future__ import annotations

import subprocess
import sys

import pytest

from reader.devices.engines import process
from reader.devices.engines.process import Process

START = "import sys; sys.frozen = True; from reader.__main__ import main; sys.exit(main())"


def test_a_frozen_program_starts_itself_as_an_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where `sys.frozen` is set, as packers do, the worker is `PROGRAM --engine NAME`."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    asked = process.command("espeak")
    assert asked == [sys.executable, "--engine", "espeak"]
    monkeypatch.setattr(process, "command", lambda name: [sys.executable, "-c", START, *asked[1:2], name])
    engine = Process("espeak")
    try:
        frames = list(engine.ask({"do": "voices"}, 20))
        assert frames[0][0]["voices"]
    finally:
        engine.close()


def test_the_hook_is_for_packaged_programs_only() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "reader", "--engine", "espeak"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
