"""Turns the text of an HTML page into whether it certainly breaks off: nobody ends a page within a tag."""

from __future__ import annotations

_END = 1000
"""Characters in which the end of a page is looked for, with the empty lines behind it."""
_UNSEEN = ("script", "style")
"""Elements that hold anything but their own end."""


def breaks_off(text: str) -> bool:
    """Whether it ends within a tag, a comment, a script or a style.

    Pages may leave out the end tags of what browsers close by themselves; and what stands open behind the
    body is not of the story.
    """
    if text[-_END:].rstrip().lower().endswith("</html>"):
        return False
    folded = text.lower()
    at = max(_tag(folded), _comment(folded), *(_element(folded, name) for name in _UNSEEN))
    return at >= 0 and folded.rfind("</body", 0, at) < 0 and folded.rfind("</html", 0, at) < 0


def _tag(text: str) -> int:
    """Where a tag begins that does not end; -1 for none, as in what follows."""
    at = text.rfind("<")
    if at <= text.rfind(">"):
        return -1
    return at if text[at + 1 : at + 2].isalpha() or text[at + 1 : at + 2] in ("/", "!") else -1


def _comment(text: str) -> int:
    at = text.rfind("<!--")
    # Scripts may hold the sign too.
    return at if at >= 0 and not any(end in text[at:] for end in ("-->", "--!>", "</script")) else -1


def _element(text: str, name: str) -> int:
    at = text.rfind(f"<{name}")
    after = text[at + len(name) + 1 :] if at >= 0 else ""
    if not after.startswith((" ", "\t", "\n", "/", ">")) or f"</{name}" in after or "-->" in after:
        return -1
    return -1 if after[: after.find(">")].endswith("/") else at
