"""Turns readability-lxml into the few things of it that are used, without loading what it needs for other uses."""

from __future__ import annotations

import sys
from importlib.util import LazyLoader, find_spec, module_from_spec


def _load_when_used(name: str) -> None:
    """Makes `import name` cost nothing until something of the module is asked for."""
    spec = None if name in sys.modules else find_spec(name)
    if spec is None or spec.loader is None:
        return
    spec.loader = LazyLoader(spec.loader)
    sys.modules[name] = module_from_spec(spec)
    spec.loader.exec_module(sys.modules[name])


# readability-lxml 0.8.4 imports it to find encodings, and gets trees from us; a third of the time to a first page.
_load_when_used("chardet")

from readability import Document  # noqa: E402 - after chardet is made late
from readability.readability import REGEXES, Unparseable, clean  # noqa: E402 - as above

__all__ = ["REGEXES", "Document", "Unparseable", "clean"]
