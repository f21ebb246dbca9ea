"""Turns readability-lxml into the few things of it that are used, without loading what it needs for other uses."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from types import ModuleType
from typing import Any

_WIDE = re.compile(r"\t|[ \t]{2,}")


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


def clean(text: str) -> str:
    """What readability's `clean` gives: at most one line break or space between words.

    Without expressions that look at every space: they took half of its time on long pages.
    """
    if "\n" in text:
        text = "\n".join(filter(None, map(str.strip, text.split("\n"))))
    if "\t" in text or "  " in text:
        text = _WIDE.sub(" ", text)
    return text.strip()


def _untold(*_told: object) -> str:
    """Stands for what describes elements for a log that nobody keeps."""
    return ""


def _loaded() -> Any:
    """A copy of readability's module that is ours alone, so that nobody else meets what is changed in it."""
    spec = find_spec("readability.readability")
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError("readability.readability")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    vars(module).update(clean=clean, describe=_untold, text_content=_untold)
    return module


# readability-lxml 0.8.4 finds encodings and fetches pages with them, and gets trees from us. They took 0.2 s,
# a third of the processor time to a first page.
with _late("chardet"), _late("urllib.request"):
    _module = _loaded()

Document: Any = _module.Document
REGEXES: Any = _module.REGEXES
Unparseable: type[ValueError] = _module.Unparseable

__all__ = ["REGEXES", "Document", "Unparseable", "clean"]
