"""`reader summary`: prints the sentences that tell the story."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from reader.app import build
from reader.app.summarizing import Summary
from reader.app.wording import told as in_own_language
from reader.app.wording import tr
from reader.cli.asked import joined, length, opened
from reader.cli.printing import each, print_text
from reader.core.document import Document

if TYPE_CHECKING:
    from reader.app.rewriting import Retelling


def run(asked: argparse.Namespace) -> int:
    """Prints a summary for every input, or one briefing of all."""
    wanted = length(asked)
    if asked.briefing:
        from reader.cli import briefing  # start-up time

        return briefing.run(asked, wanted)

    def work(named: str) -> dict[str, Any] | None:
        document = opened(build.opening(), asked, named)
        summary = build.summarizing(asked.algorithm).summarize(document, wanted)
        told = None
        if asked.rewrite and not summary.notice:
            rewriting = build.rewriting(asked.model, elsewhere=asked.rewrite_elsewhere)
            told = rewriting.rewrite(document, summary)
        if asked.json:
            return record(named, document, summary, told)
        show(document, summary, told)
        return None

    return each(joined(asked), as_json=asked.json, work=work)


def record(named: str, document: Document, summary: Summary, told: Retelling | None = None) -> dict[str, Any]:
    """The summary as scripts get it.

    `notice` says why the whole stands there instead, where it does, and `remark` how the sentences were
    chosen or rewritten. Where they were to be rewritten, each says whether it was, and has its `source`.
    """
    sentences: list[dict[str, Any]] = [
        {
            "text": place.span.of(document.text),
            "start": place.span.start,
            "end": place.span.end,
            "index": place.index,
            "of": place.of,
            "heading": place.heading,
        }
        for place in summary.places
    ]
    if told is not None:
        for one, new in zip(sentences, told.sentences, strict=True):
            one |= {"text": new.text, "source": one["text"], "rewritten": new.rewritten}
    remarks = (summary.remark, told.remark if told is not None else "")
    return {
        "input": named,
        "sentences": sentences,
        "notice": summary.notice,
        "remark": " ".join(filter(None, remarks)),
    }


def show(document: Document, summary: Summary, told: Retelling | None = None) -> None:
    """Prints the summary for a person, each sentence with its place."""
    if document.title:
        print_text(f"{document.title}\n")
    for at, place in enumerate(summary.places):
        where = (
            tr("{n} of {all}, under “{heading}”", n=place.index, all=place.of, heading=place.heading)
            if place.heading
            else tr("{n} of {all}", n=place.index, all=place.of)
        )
        text = told.sentences[at].text if told is not None else place.span.of(document.text)
        print_text(f"{text}  [{where}]")
    print_text("")
    for sentence in (summary.notice, summary.remark, told.remark if told is not None else ""):
        if sentence:
            print_text(in_own_language(sentence), error=True)
