"""Turns the name of a key, as Qt writes it, into the key itself, which keyboards name differently."""

from __future__ import annotations

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
