"""How much is said as a person would say it: phonemes of what we say against those of the right words.

The measure and its cases are described in the bench beside the repository; without it, or without the command
`espeak-ng`, there is nothing to measure. Measured when the floors were set: 0.967 of all 240 cases, 17 of 19 whole
sentences; eSpeak NG on the written forms alone reaches 0.33.
"""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from functools import cache
from pathlib import Path
from subprocess import run

import pytest

from reader.core.speech.spoken import Speaking
from reader.devices.files.resources import read_json

BENCH = Path(__file__).parents[3] / "shared" / "bench" / "spoken" / "cases.jsonl"
FLOOR, SENTENCES = 0.96, 0.89
"""Just under what is measured. They may only rise."""

pytestmark = pytest.mark.skipif(
    not BENCH.exists() or not shutil.which("espeak-ng"), reason="needs the bench and the command espeak-ng"
)


@cache
def phonemes(line: str) -> str:
    """What eSpeak NG would sound for a line, without stress, pauses and word breaks."""
    said = run(
        ["espeak-ng", "-v", "en-us", "-q", "-x", "--sep=_", line], capture_output=True, text=True, check=True
    )
    return re.sub(r"[',%=_:;\s|!-]+", "", said.stdout)


def test_written_forms_are_said_as_a_person_would() -> None:
    speaking = Speaking({"en": read_json("language/spoken/en.json")})
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for line in BENCH.read_text("utf-8").splitlines():
        case = json.loads(line)
        accepted = case["spoken"] if isinstance(case["spoken"], list) else [case["spoken"]]
        ours = speaking.spoken(case["written"], "en").text
        total[case["cls"]] += 1
        right[case["cls"]] += ours in accepted or phonemes(ours) in map(phonemes, accepted)
    print({kind: f"{right[kind]}/{total[kind]}" for kind in total})
    assert right["sentence"] / total["sentence"] >= SENTENCES
    assert right.total() / total.total() >= FLOOR
