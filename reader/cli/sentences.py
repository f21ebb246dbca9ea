"""`reader sentences`: finds the sentences of lines."""

from __future__ import annotations

import argparse
import json

from reader.app import build
from reader.cli.printing import error_record, lines_of_input, print_json
from reader.core.errors import UsageError


def run(asked: argparse.Namespace) -> int:
    """Answers every line of standard input."""
    split = build.splitter().split
    failed = False
    for number, line in enumerate(lines_of_input(), 1):
        text, language = line, asked.language
        if not asked.json:
            for span in split(text, language):
                print(span.of(text), flush=True)
            continue
        try:
            text, language = _fields(text, number, asked.language)
        except UsageError as error:
            # In its place, so that the answers stay in step with the lines.
            failed = True
            print_json(error_record(f"line {number}", error))
        else:
            print_json([[span.start, span.end] for span in split(text, language)])
    return 1 if failed else 0


def _fields(line: str, number: int, language: str) -> tuple[str, str]:
    try:
        fields = json.loads(line)
        text, language = fields["text"], fields.get("language") or language
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise _not_understood(number) from error
    if not isinstance(text, str) or not isinstance(language, str):
        raise _not_understood(number)
    return text, language


def _not_understood(number: int) -> UsageError:
    return UsageError(
        f"Line {number} is not a JSON object with a text.",
        'Give lines such as {"language": "en", "text": "One. Two."}',
    )
