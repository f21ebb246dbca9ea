"""Turns readability-lxml into the few things of it that are used, without loading what it needs for other uses."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType


@contextmanager
def _late(name: str) -> Iterator[None]:
    """Inside, `import name` gives what loads the module when something of it is first asked for."""
    if name in sys.modules:
        yield
        return
    stand_in = ModuleType(name)

    def loaded(attribute: str) -> object:
        if attribute.startswith("__"):
            # PySide6 looks at every module that is imported, for its source; nothing of it is used by that.
            raise AttributeError(attribute)
        if sys.modules.get(name) is stand_in:
            del sys.modules[name]
        return getattr(import_module(name), attribute)

    stand_in.__dict__["__getattr__"] = loaded
    sys.modules[name] = stand_in
    try:
        yield
    finally:
        if sys.modules.get(name) is stand_in:
            del sys.modules[name]


# readability-lxml 0.8.4 finds encodings and fetches pages with them, and gets trees from us. They took 0.2 s,
# a third of the processor time to a first page.
with _late("chardet"), _late("urllib.request"):
    from readability import Document
    from readability.readability import REGEXES, Unparseable, clean

__all__ = ["REGEXES", "Document", "Unparseable", "clean"]
