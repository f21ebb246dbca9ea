"""Turns the name of a key, as Qt writes it, into the key itself and into what a person calls it: keyboards differ."""

from __future__ import annotations

import re

from reader.app.wording import tr
from reader.core.wording import said

_SHIFTED = (
    dict(zip('~!@#$%^&*()_+{}|:"<>?', "`1234567890-=[]\\;',./", strict=True)),
    dict(zip("°!\"§$%&/()=?*';:_>", "^1234567890ß+#,.-<", strict=True)),
)
"""What Shift makes of a key, on the keyboards of the United States and of Germany."""


def ways_to_write(key: str) -> frozenset[tuple[int, str]]:
    """Which key it is on each keyboard; two that share one are the same there. Empty for no key.

    Qt writes Ctrl+Shift+. as Ctrl+Shift+> on one keyboard and as Ctrl+Shift+: on another.
    """
    *held, last = key.casefold().replace("++", "+plus").split("+")
    last = "+" if last == "plus" else last
    if not last:
        return frozenset()
    found = set()
    for keyboard, shifted in enumerate(_SHIFTED):
        modifiers = {*held, "shift"} if last in shifted else set(held)
        found.add((keyboard, "+".join([*sorted(modifiers), shifted.get(last, last)])))
    return frozenset(found)


_NAMES = {
    "Ctrl": said("Ctrl"),
    "Shift": said("Shift"),
    "Alt": said("Alt"),
    "Space": said("Space"),
    "Return": said("Return"),
    "Enter": said("Enter"),
    "Esc": said("Esc"),
    "Del": said("Del"),
    "Ins": said("Ins"),
    "Backspace": said("Backspace"),
    "PgUp": said("PgUp"),
    "PgDown": said("PgDown"),
    "Home": said("Home"),
    "End": said("End"),
    "Left": said("Left"),
    "Right": said("Right"),
    "Up": said("Up"),
    "Down": said("Down"),
}
"""As Qt writes them; what stands on a keyboard of the person's language, and in the menus that Qt draws."""


def name_of_key(key: str) -> str:
    """A key, or several together, as it stands on the keyboards of the person's language: Ctrl+D as Strg+D."""
    return re.sub(
        r"[A-Z][a-zA-Z]+", lambda found: tr(_NAMES[found[0]]) if found[0] in _NAMES else found[0], key
    )
