from __future__ import annotations

import pytest

from reader.devices.desktop.languages import system_languages


@pytest.mark.parametrize(
    ("environment", "wanted"),
    [
        ({"LANG": "de_AT.UTF-8"}, ("de_AT",)),
        ({"LANG": "de_AT.UTF-8", "LC_ALL": "C.UTF-8"}, ("en",)),
        ({"LANG": "de_DE@euro", "LANGUAGE": "fr:de"}, ("fr", "de", "de_DE")),
        ({"LANGUAGE": "fr", "LANG": "C"}, ("en",)),
        ({"LANG": "ur_PK.UTF-8", "LC_MESSAGES": "es"}, ("es",)),
    ],
)
def test_the_environment_says_which_language(environment: dict[str, str], wanted: tuple[str, ...]) -> None:
    assert system_languages(environment) == wanted
