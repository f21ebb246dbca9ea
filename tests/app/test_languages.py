"""Languages are called by names that people know, as far as there are any."""

from __future__ import annotations

import pytest

from reader.app.languages import name_of


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("de", "Deutsch"),
        ("en-US", "English (United States)"),
        ("ca-NW", "Català (NW)"),
        ("en-GB-x-rp", "English (GB-x-rp)"),
        ("bpy", "Bishnupriya"),
        ("qya", "qya"),
        ("", ""),
    ],
)
def test_a_language_has_a_name(tag: str, name: str) -> None:
    assert name_of(tag) == name
