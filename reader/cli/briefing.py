"""`--briefing`: opens several stories and tells them as one, the same story once."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from reader.app import build
from reader.app.wording import told
from reader.cli.printing import each, print_json, print_text
from reader.core.document import Document, Kind
from reader.core.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.core.summary.bound import Briefing
    from reader.core.summary.briefing import Item
    from reader.core.summary.length import Length


def run(asked: argparse.Namespace, length: Length | None) -> int:
    """Prints the briefing of what could be opened; of the rest the errors come first."""
    names, documents, status = open_all(asked)
    if not documents:
        return status
    made = build.summarizing(asked.algorithm).brief(documents, length)
    if asked.json:
        for item in made.items:
            print_json(record(names, documents, item))
    else:
        show(made)
    return status


def open_all(asked: argparse.Namespace) -> tuple[list[str], list[Document], int]:
    """The inputs that could be opened, their stories, and 1 where another could not, which is told by then.

    Raises:
        UsageError: as `check_several`.
    """
    check_several(asked)
    names: list[str] = []
    documents: list[Document] = []

    def work(named: str) -> None:
        documents.append(build.opening().open(named))
        names.append(named)

    status = each(asked.inputs, as_json=asked.json, work=work)
    return names, documents, status


def check_several(asked: argparse.Namespace) -> None:
    """Raises UsageError where --briefing and --join, too, were asked for."""
    if asked.briefing and asked.join:
        raise UsageError("A briefing is of several stories, and --join makes one.", "Give one of the two.")


def record(names: Sequence[str], documents: Sequence[Document], item: Item) -> dict[str, Any]:
    """One story of the briefing as scripts get it; `notice` says why there are no sentences, where there are none."""
    text = documents[item.document].text
    return {
        "input": names[item.document],
        "headline": item.headline,
        "source": item.source,
        "also": [names[k] for k in item.also],
        "sentences": [{"text": s.of(text), "start": s.start, "end": s.end} for s in item.sentences],
        "notice": told(item.notice),
    }


def show(made: Briefing) -> None:
    """Prints the briefing for a person, a blank line before each story."""
    for block in made.document.blocks:
        before = "\n" if block.kind is Kind.HEADING else ""
        print_text(f"{before}{block.span.of(made.document.text)}")
