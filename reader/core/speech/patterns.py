"""Turns a pattern that a person wrote into one that cannot hang, or refuses it.

A pattern is a small part of regular expressions: characters, `.`, classes such as `[a-z]` and `\\d`, `\\b`, groups with
alternatives, `?` on anything and `*`, `+`, `{2,5}` on single characters. There are no references back, no looking
around and no repeated groups.

Why it cannot hang. A repetition is cut off at `LONGEST` characters. Where what follows it cannot begin with a
character it repeats, there is one way to match it; only where it can, a matcher may have to try every length. The
product of all ways to match, over all such repetitions, alternatives and optional groups, is worked out beforehand
and may be `WAYS` at most. So at each place of the text a bounded number of characters is looked at, and the time is
linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reader.core.errors import UsageError

LONGEST = 64
"""Characters that one repetition takes at most."""
WAYS = 256
LENGTH = 200
"""Characters of a pattern."""

TOKEN = re.compile(
    r"(?P<anchor>\\b|\^|\$)|(?P<atom>\\[dDwWsS]|\\[^\w\s]|\.|\[\^?(?:\\[dwsDWS]|\\[^\w\s]|[^\]\\])[^\]\\]*(?:\\.[^\]\\]*)*\]|[^\\\[\](){}*+?|.^$])"
    r"|(?P<open>\((?!\?)|\(\?:)|(?P<close>\))|(?P<bar>\|)|(?P<times>[*+?]|\{[0-9]{1,3}(?:,[0-9]{1,3})?\})"
)
UNCLEAR = re.compile(r"(?<!\\)\[|--|&&|~~|\|\|")
"""Inside a class, what regular expressions may come to read in a new way."""
SAMPLES = "".join(map(chr, range(128))) + "éßıяЖ中ع٣ \u00a0’—€"
"""Stand for all characters when two classes are compared; beyond ASCII any two that both go there count as alike."""


@dataclass(frozen=True, slots=True)
class _Atom:
    source: str
    least: int = 1
    most: int = 1


@dataclass(frozen=True, slots=True)
class _Choice:
    branches: tuple[tuple[_Item, ...], ...]
    optional: bool = False
    opening: str = "("


@dataclass(frozen=True, slots=True)
class _Anchor:
    source: str


_Item = _Atom | _Choice | _Anchor


def safe(written: str, *, ignore_case: bool = False) -> re.Pattern[str]:
    """The pattern, ready to search with, in time linear in the text.

    Raises:
        UsageError: it is no pattern, outside the part that is allowed, matches nothing at all, or could hang.
    """
    if len(written) > LENGTH:
        raise _refused(written[:30] + "…", f"is longer than {LENGTH} characters")
    items = _parse(written)
    _, ways = _follow(items, frozenset())
    if ways > WAYS:
        raise _refused(written, "could match in so many ways that reading would stand still")
    try:
        pattern = re.compile(_source(items), re.IGNORECASE if ignore_case else 0)
    except re.error:
        raise _refused(written, "is not a pattern") from None
    if pattern.fullmatch("") is not None:
        raise _refused(written, "would match nothing at all")
    return pattern


def _refused(written: str, why: str) -> UsageError:
    return UsageError(
        f"The pattern “{written}” {why}.",
        "Use letters, [classes], \\d, \\w, \\s, (one|other), and ?, * or + after a single character.",
    )


def _parse(written: str) -> tuple[_Item, ...]:
    stack: list[tuple[str, list[list[_Item]]]] = [("", [[]])]
    for token in _tokens(written):
        branches = stack[-1][1]
        match token.lastgroup:
            case "open":
                stack.append((token[0], [[]]))
            case "bar":
                branches.append([])
            case "close":
                if len(stack) == 1:
                    raise _refused(written, "closes a bracket that was never opened")
                opening, inner = stack.pop()
                stack[-1][1][-1].append(_Choice(tuple(tuple(b) for b in inner), opening=opening))
            case "times":
                branches[-1].append(_times(written, branches[-1].pop() if branches[-1] else None, token[0]))
            case "anchor":
                branches[-1].append(_Anchor(token[0]))
            case _:
                branches[-1].append(_Atom(token[0]))
    if len(stack) > 1:
        raise _refused(written, "opens a bracket and never closes it")
    top = stack[0][1]
    return tuple(top[0]) if len(top) == 1 else (_Choice(tuple(tuple(b) for b in top), opening="(?:"),)


def _tokens(written: str) -> Iterator[re.Match[str]]:
    at = 0
    while at < len(written):
        token = TOKEN.match(written, at)
        if token is None:
            raise _refused(written, f"has something at “{written[at : at + 5]}” that is not allowed")
        if token[0][0] == "[" and UNCLEAR.search(token[0], 1):
            raise _refused(written, f"has the class “{token[0]}”, which can be read in two ways")
        yield token
        at = token.end()


def _times(written: str, item: _Item | None, times: str) -> _Item:
    """The item, repeated."""
    if isinstance(item, _Choice) and times == "?" and not item.optional:
        return _Choice(item.branches, optional=True, opening=item.opening)
    if not isinstance(item, _Atom) or (item.least, item.most) != (1, 1):
        raise _refused(written, f"repeats with “{times}” what may not be repeated")
    if times[0] == "{":
        least, _, most = times[1:-1].partition(",")
        low, high = int(least), int(most or least)
    else:
        low, high = int(times == "+"), 1 if times == "?" else LONGEST
    if low > high or high > LONGEST:
        raise _refused(written, f"repeats more than {LONGEST} times with “{times}”")
    return _Atom(item.source, low, high)


def _follow(items: Sequence[_Item], after: frozenset[str]) -> tuple[frozenset[str], int]:
    """What the items can begin with when `after` can follow them, and in how many ways they can match."""
    ways = 1
    for item in reversed(items):
        match item:
            case _Atom(source, least, most):
                if most > least and any(_alike(source, other) for other in after):
                    ways *= most - least + 1
                after = frozenset({source}) | (after if least == 0 else frozenset())
            case _Choice(branches, optional):
                each = [_follow(branch, after) for branch in branches]
                ways *= sum(w for _, w in each) + optional
                after = frozenset().union(*(first for first, _ in each), after if optional else ())
            case _Anchor():
                pass
    return after, ways


def _alike(one: str, other: str) -> bool:
    """Whether there may be a character that both stand for."""
    first, second = (re.compile(source, re.IGNORECASE) for source in (one, other))
    beyond = [
        any(p.fullmatch(c) for c in SAMPLES[128:]) or not s.isascii()
        for p, s in ((first, one), (second, other))
    ]
    return all(beyond) or any(first.fullmatch(c) and second.fullmatch(c) for c in SAMPLES)


def _source(items: Sequence[_Item]) -> str:
    """The pattern that says the same, with every repetition bounded."""
    out = []
    for item in items:
        match item:
            case _Atom(source, least, most):
                out.append(source if (least, most) == (1, 1) else f"{source}{{{least},{most}}}")
            case _Choice(branches, optional, opening):
                out.append(f"{opening}{'|'.join(map(_source, branches))}){'?' if optional else ''}")
            case _Anchor(source):
                out.append(source)
    return "".join(out)
