"""Turns a page's passages and its gold story into labels: which passages belong, and what each mistake would cost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_WORD = re.compile(r"\w+")
Grams = Counter[tuple[str, ...]]


def _grams(words: Sequence[str]) -> Grams:
    return Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3))) if words else Counter()


class _Choice:
    """A choice of passages, whose F1 against the gold is kept up to date as passages come and go."""

    def __init__(self, words: Sequence[Sequence[str]], gold: Grams, kept: list[bool]) -> None:
        self.words, self.gold, self.kept = words, gold, kept
        self.gold_size = sum(gold.values())
        self.grams: Grams = _grams([w for keep, ws in zip(kept, words, strict=True) if keep for w in ws])
        self.size = sum(self.grams.values())
        self.shared = sum((self.grams & gold).values())

    def f1(self) -> float:
        return 2 * self.shared / (self.size + self.gold_size) if self.shared else 0.0

    def flip(self, at: int) -> None:
        before: list[str] = []
        i = at - 1
        while i >= 0 and len(before) < 3:
            if self.kept[i]:
                before = [*self.words[i][-3:], *before][-3:]
            i -= 1
        after: list[str] = []
        i = at + 1
        while i < len(self.kept) and len(after) < 3:
            if self.kept[i]:
                after = [*after, *self.words[i][:3]][:3]
            i += 1
        without = [*before, *after]
        within = [*before, *self.words[at], *after]
        old, new = (within, without) if self.kept[at] else (without, within)
        self._change(old, -1)
        self._change(new, +1)
        self.kept[at] = not self.kept[at]

    def _change(self, words: Sequence[str], by: int) -> None:
        for i in range(len(words) - 3):
            gram = tuple(words[i : i + 4])
            had = min(self.grams[gram], self.gold[gram])
            self.grams[gram] += by
            self.size += by
            self.shared += min(self.grams[gram], self.gold[gram]) - had


def label(texts: Sequence[str], gold_text: str) -> tuple[list[bool], list[float], float]:
    """Labels, the F1 each mistake would cost, and the best F1 a choice of whole passages can reach."""
    words = [_WORD.findall(text) for text in texts]
    gold = _grams(_WORD.findall(gold_text))
    flat = [w for ws in words for w in ws]
    page = [tuple(flat[i : i + 4]) for i in range(len(flat))]
    kept = []
    at = 0
    left = Counter(gold)
    for ws in words:
        mine = page[at : at + len(ws)] if len(ws) < 4 else page[at : at + len(ws) - 3]
        found = sum(gram in left for gram in mine)
        at += len(ws)
        keep = bool(mine) and found * 2 >= len(mine)
        if keep:
            left -= Counter(mine)
        kept.append(keep)
    choice = _Choice(words, gold, kept)
    costs = [0.0] * len(words)
    for last in (False, False, True):
        for at, ws in enumerate(words):
            if not ws:
                continue
            now = choice.f1()
            choice.flip(at)
            then = choice.f1()
            if then > now + 1e-9 and not last:
                continue
            choice.flip(at)
            costs[at] = max(0.0, now - then)
    return choice.kept, costs, choice.f1()
