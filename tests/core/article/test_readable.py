"""Pages in a program that shows a window: PySide6 looks at every module that is imported after it."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytest.importorskip("PySide6.QtWidgets")

PROGRAM = """
import PySide6.QtWidgets
import sys
import reader.core.article.markup.readable
print(sorted({"chardet", "urllib.request"} & set(sys.modules)))
import chardet, urllib.request
print(chardet.detect(b"abc")["encoding"] is not None, callable(urllib.request.urlopen))
"""


def test_a_page_can_be_opened_beside_qt_and_still_loads_neither() -> None:
    told = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False, timeout=60
    )
    assert told.returncode == 0, told.stderr[-500:]
    assert told.stdout.splitlines() == ["[]", "True True"]
