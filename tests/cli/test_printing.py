"""What scripts may rely on in every line that is printed for them."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cli.printing import each, print_error, print_json, print_text
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


def test_a_fault_of_ours_in_one_input_does_not_stop_the_others(capsys: pytest.CaptureFixture[str]) -> None:
    word = "a word of the page"

    def work(named: str) -> dict[str, str]:
        if named == "bad":
            raise KeyError(word)
        return {"input": named}

    assert each(["a", "bad", "c"], as_json=True, work=work) == 1
    printed = capsys.readouterr()
    first, second, third = map(json.loads, printed.out.splitlines())
    assert (first, third) == ({"input": "a"}, {"input": "c"})
    assert second["input"] == "bad"
    assert second["error"]["code"] == "defect"
    assert word not in printed.err


def test_a_page_gives_no_commands_to_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    print_text("a\tb\x1b]0;title\x07\n\x9b2J\x7f")
    print_error(Missing("There is no file \x1b[2J.", "Check\x07."))
    print_json({"text": "\x1b\x9b\x7f"})
    printed = capsys.readouterr()
    assert printed.out == 'a\tb␛]0;title␇\n\ufffd2J␡\n{"text": "\\u001b\\u009b\\u007f"}\n'
    assert "\x1b" not in printed.err
    assert "\x07" not in printed.err
