"""`reader summary`: prints the sentences that tell the story."""

from __future__ import annotations

import argparse
from typing import Any

from reader.app import build
from reader.app.summarizing import Summary
from reader.app.wording import told, tr
from reader.cli.asked import joined, length, opened
from reader.cli.printing import each, print_text
from reader.core.document import Document
from reader.core.errors import UsageError


def run(asked: argparse.Namespace) -> int:
    """Prints a summary for every input, or one briefing of all."""
    wanted = length(asked)
    if asked.briefing and asked.join:
        raise UsageError("A briefing is of several stories, and --join makes one.", "Give one of the two.")
    if asked.briefing:
        from reader.cli import briefing  # start-up time

        return briefing.run(asked, wanted)

    def work(named: str) -> dict[str, Any] | None:
        document = opened(build.opening(), asked, named)
        summary = build.summarizing().summarize(document, wanted)
        if asked.json:
            return record(named, document, summary)
        show(document, summary)
        return None

    return each(joined(asked), as_json=asked.json, work=work)


def record(named: str, document: Document, summary: Summary) -> dict[str, Any]:
    """The summary as scripts get it; `notice` says why the whole stands there instead, where it does."""
    return {
        "input": named,
        "sentences": [
            {
                "text": place.span.of(document.text),
                "start": place.span.start,
                "end": place.span.end,
                "index": place.index,
                "of": place.of,
                "heading": place.heading,
            }
            for place in summary.places
        ],
        "notice": summary.notice,
    }


def show(document: Document, summary: Summary) -> None:
    """Prints the summary for a person, each sentence with its place."""
    if document.title:
        print_text(f"{document.title}\n")
    for place in summary.places:
        where = (
            tr("{n} of {all}, under “{heading}”", n=place.index, all=place.of, heading=place.heading)
            if place.heading
            else tr("{n} of {all}", n=place.index, all=place.of)
        )
        print_text(f"{place.span.of(document.text)}  [{where}]")
    print_text("")
    if summary.notice:
        print_text(told(summary.notice), error=True)
