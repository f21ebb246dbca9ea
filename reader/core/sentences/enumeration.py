"""Turns a text that counts its items on one line into the offsets where the items begin.

`1. Salt 2. Pepper` has a second item at 8. The text must begin with the first; numbers or letters go
up by one and are written alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_ITEM = re.compile(
    r"(?:(?<=\s)|\A)(?P<before>\(?)(?P<value>\d{1,3}|[a-z])(?P<after>\.\)|\)|\.(?=\s+[^\W\da-z]))(?=\s)"
)


def items_in(text: str) -> Iterator[int]:
    """Where the items after the first begin, in order. Takes linear time."""
    form: tuple[str, str, bool] | None = None
    expected = 0
    for item in _ITEM.finditer(text):
        value = item["value"]
        number = int(value) if value.isdecimal() else ord(value)
        this = (item["before"], item["after"], value.isdecimal())
        if form is None:
            if text[: item.start()].strip():
                return
            form = this
        elif this == form and number == expected:
            yield item.start()
        else:
            continue
        expected = number + 1
