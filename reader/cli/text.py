"""`reader text`: prints the clean story."""

from __future__ import annotations

import argparse
from typing import Any

from reader.app import build
from reader.app.wording import count, told, tr
from reader.cli.asked import joined, opened
from reader.cli.printing import each, print_text
from reader.core.document import GAP, Document
from reader.core.shortfall import told_of


def run(asked: argparse.Namespace) -> int:
    """Prints a story for every input."""

    def work(named: str) -> dict[str, Any] | None:
        document = opened(build.stories(), asked, named)
        if asked.json:
            return record(named, document)
        show(document, removed=asked.removed)
        return None

    return each(joined(asked), as_json=asked.json, work=work)


def record(named: str, document: Document) -> dict[str, Any]:
    """The story as scripts get it. The texts of `blocks`, parted by blank lines, are what offsets count in.

    Only where they are known, `shortfall` says what the page kept back, and `next_page` where it goes on.
    """
    more: dict[str, Any] = {}
    if (lack := told_of(document.shortfall)) is not None:
        more["shortfall"] = {"code": document.shortfall, "message": lack[0], "advice": lack[1]}
    if document.next_page:
        more["next_page"] = document.next_page
    return {
        "input": named,
        "title": document.title,
        "standfirst": document.standfirst,
        "byline": document.byline,
        "published": document.published,
        "language": document.language,
        "credit": document.credit,
        "body": document.body,
        "blocks": [
            {"kind": block.kind, "level": block.level, "text": block.span.of(document.text)}
            for block in document.blocks
        ],
        "removed": [{"text": piece.text, "reason": piece.reason} for piece in document.removed],
        **more,
    }


def show(document: Document, *, removed: bool = False) -> None:
    """Prints the story for a person; where it goes on, and how much was removed, is told on standard error."""
    print_text(document.text + ("\n" if document.text else ""))
    if document.next_page:
        goes_on = tr(
            "The story goes on at {address}; with --join both become one.", address=document.next_page
        )
        print_text(goes_on, error=True)
    pieces = document.removed
    if not pieces:
        return
    words = sum(len(piece.text.split()) for piece in pieces)
    told_of = tr(
        "Removed {pieces}, {words}",
        pieces=count("{n} piece", "{n} pieces", len(pieces)),
        words=count("{n} word", "{n} words", words),
    )
    if removed:
        listed = "".join(f"{GAP}[{told(piece.reason)}]\n{piece.text}" for piece in pieces)
        print_text(f"{told_of}:{listed}")
    else:
        print_text(tr("{pieces}; --removed shows them.", pieces=told_of), error=True)
