"""`reader pronunciation`: the person's own dictionary."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from pathlib import Path

from reader.app import build
from reader.cli.printing import each, print_json, print_text, visible
from reader.core.errors import UsageError
from reader.core.speech.pronunciation import Entry, Kind
from reader.devices.files.appearing import appearing
from reader.devices.files.pronunciation import load


def run(asked: argparse.Namespace) -> int:
    """Runs one action. A file that cannot be used is never written over."""
    own = build.pronouncing()
    if own.fault is not None and asked.action != "import":
        raise own.fault
    match asked.action:
        case "list":
            for entry in own.entries:
                _show(entry, as_json=asked.json)
        case "add":
            entry = Entry(asked.written, asked.spoken, _kind(asked), asked.language)
            own.add(entry)
            _show(entry, as_json=asked.json)
        case "remove":
            _remove(asked)
        case "import":
            return each(asked.inputs, as_json=asked.json, work=lambda named: _take_in(named, asked))
        case "export":
            _export(asked.file, replace=asked.force)
    return 0


def _kind(asked: argparse.Namespace) -> Kind:
    if asked.kind:
        return Kind(asked.kind)
    return Kind.PHRASE if any(c.isspace() for c in asked.written) else Kind.WORD


def _remove(asked: argparse.Namespace) -> None:
    own = build.pronouncing()
    gone = [e for e in own.entries if e.written == asked.written and asked.language in ("", e.language)]
    if not gone:
        raise UsageError(f"There is no entry for “{asked.written}”.", "Run: reader pronunciation list")
    own.remove(gone)
    for entry in gone:
        _show(entry, as_json=asked.json)


def _take_in(named: str, asked: argparse.Namespace) -> dict[str, object] | None:
    text = sys.stdin.buffer.read().decode("utf-8-sig", "replace") if named == "-" else _read(named)
    count = build.pronouncing().take_in(text)
    if asked.json:
        return {"input": named, "entries": count}
    print_text(f"{named}: {count} entries")
    return None


def _read(named: str) -> str:
    file = Path(named)
    if not file.exists():
        raise UsageError(f"There is no file {named}.", "Check the name.")
    return load(file)


def _export(named: str, *, replace: bool) -> None:
    content = build.pronouncing().written()
    if named == "-":
        print(visible(content).replace("\u2409", "\t"), end="", flush=True)
        return
    with appearing(Path(named), replace=replace) as part:
        part.write_text(content, "utf-8", newline="\n")


def _show(entry: Entry, *, as_json: bool) -> None:
    if as_json:
        print_json(asdict(entry))
    else:
        print_text(f"{entry.language:6} {entry.kind:8} {entry.written}  →  {entry.spoken}")
