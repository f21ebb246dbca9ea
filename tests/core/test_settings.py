from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.settings import SETTINGS, TABLE, Settings, parse, serialise

VALUES = st.sampled_from(
    [
        None,
        True,
        False,
        -1,
        0,
        1,
        30,
        10**30,
        1.5,
        "",
        "dark",
        "x" * 500,
        [],
        [1],
        {},
        {"read.play": "Ctrl+P"},
        {"a": 1},
    ]
)


def test_no_two_settings_share_a_key() -> None:
    assert len(TABLE) == len(SETTINGS)


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda s: s.key)
def test_every_default_is_allowed_and_explained(setting) -> None:
    assert setting.admits(setting.default)
    assert setting.label
    assert setting.help.endswith(".")


def test_what_was_chosen_comes_back() -> None:
    chosen = (
        Settings().having("text.size", 40).having("colours.theme", "dark").having("light.bar", value=False)
    )
    chosen = chosen.with_keys("read.play", "Ctrl+P")
    again, faults = parse(serialise(chosen))
    assert again == chosen
    assert faults == ()


def test_defaults_are_not_written_down() -> None:
    assert json.loads(serialise(Settings().having("text.size", 40).having("text.size", 18))) == {}


def test_a_number_beyond_the_bounds_becomes_the_nearest() -> None:
    assert Settings().having("text.size", 5_000).number("text.size") == 200
    assert Settings().having("voice.rate", -3).number("voice.rate") == 70


def test_a_value_of_the_wrong_kind_is_refused() -> None:
    with pytest.raises(ValueError, match=r"text\.size"):
        Settings().having("text.size", "large")
    with pytest.raises(ValueError, match=r"colours\.theme"):
        Settings().having("colours.theme", "plaid")
    with pytest.raises(ValueError, match=r"light\.bar"):
        Settings().having("light.bar", 1)


def test_one_broken_value_is_put_aside_and_the_others_hold() -> None:
    settings, faults = parse('{"text.size": "huge", "voice.rate": 320, "no.such": 1}')
    assert settings.number("text.size") == 18
    assert settings.number("voice.rate") == 320
    assert {f.key for f in faults} == {"text.size", "no.such"}


@pytest.mark.parametrize("written", ["", "{", "[]", "null", "\x00", "[" * 100_000])
def test_a_file_that_makes_no_sense_is_one_fault_and_all_defaults(written: str) -> None:
    settings, faults = parse(written)
    assert settings == Settings()
    assert [f.key for f in faults] == [""]


@given(st.dictionaries(st.sampled_from([*TABLE, "keys", "x"]), VALUES))
def test_whatever_is_in_the_file_every_setting_is_within_its_bounds(raw) -> None:
    settings, faults = parse(json.dumps(raw))
    for setting in SETTINGS:
        assert setting.admits(settings.value(setting.key))
    kept = {k for k in raw if k in TABLE and TABLE[k].admits(raw[k])}
    assert {f.key.partition(".")[0] if f.key.startswith("keys") else f.key for f in faults} >= set(
        raw
    ) - kept - {"keys"}
