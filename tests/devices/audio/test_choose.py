"""Reading goes on where a machine has no sound, for whatever reason."""

from __future__ import annotations

import pytest

from reader.devices.audio import qt
from reader.devices.audio.choose import BestSink


def test_a_machine_without_the_libraries_of_qt_reads_in_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    class Unloadable:
        def __init__(self) -> None:
            raise ImportError("libEGL.so.1: cannot open shared object file")

    monkeypatch.setattr(qt, "QtSink", Unloadable)
    sink = BestSink()
    sink.open(22_050)
    assert sink.silent
    sink.write(bytes(100))
    assert sink.frames_heard() >= 0
    sink.close()
