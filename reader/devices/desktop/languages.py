"""Finds out which languages the person wants programs to speak."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping


def system_languages(environment: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """The wanted languages, best first, as `de_AT` or `de`; empty where the system does not say.

    The environment decides, as for every program of a terminal (`LANGUAGE`, `LC_ALL`, `LC_MESSAGES`,
    `LANG`); on Windows without it, the language of the system's own windows.
    """
    environment = os.environ if environment is None else environment
    locale = next((v for n in ("LC_ALL", "LC_MESSAGES", "LANG") if (v := environment.get(n))), "")
    locale = locale.partition(".")[0].partition("@")[0]
    if locale in ("C", "POSIX"):
        return ("en",)
    wanted = [tag for tag in environment.get("LANGUAGE", "").split(":") if tag] if locale else []
    if not locale and sys.platform == "win32":
        import ctypes
        from locale import windows_locale

        locale = windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
    return (*wanted, *([locale] if locale else []))
