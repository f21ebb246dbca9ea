"""What scripts may rely on in every line that is printed for them."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cli.printing import each, print_json
from reader.core.errors import Missing


@given(st.text())
def test_an_object_is_one_line_however_lines_are_told_apart(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        printed: list[str] = []
        patch.setattr("builtins.print", lambda line, flush: printed.append(line))
        print_json({"text": text})
    assert len(printed[0].splitlines()) == 1
    assert json.loads(printed[0]) == {"text": text}


def test_one_bad_input_does_not_stop_the_others(capsys: pytest.CaptureFixture[str]) -> None:
    def work(named: str) -> dict[str, str]:
        if named == "bad":
            raise Missing("There is no file bad.", "Check the name.")
        return {"input": named}

    assert each(["a", "bad", "c"], as_json=True, work=work) == 1
    first, second, third = map(json.loads, capsys.readouterr().out.splitlines())
    assert (first, third) == ({"input": "a"}, {"input": "c"})
    error = {"code": "missing", "message": "There is no file bad.", "advice": "Check the name."}
    assert second == {"input": "bad", "error": error}


def test_a_person_gets_the_sentence_and_the_advice(capsys: pytest.CaptureFixture[str]) -> None:
    def work(named: str) -> None:
        raise Missing("There is no file bad.", "Check the name.")

    assert each(["bad"], as_json=False, work=work) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == "reader: There is no file bad.\n        Check the name.\n"
