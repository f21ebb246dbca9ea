"""Turns the shapes of all lines into what each line sees around it: neighbours, runs, the main block, repetition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from reader.core.article.lines.cut import Line
from reader.core.article.lines.furniture import key
from reader.core.article.lines.shape import Shape

LENGTH, WORDS, STOPS, COMMAS, END, START, CAPITALS = 0, 1, 2, 3, 4, 5, 6
FURNITURE, DATES, VOCABULARY, PICTURE, NUMBERED = 10, 11, 17, 20, 22
FAR = 60.0
"""What stands for a distance in lines when there is nothing in sight."""

FIELDS = (
    "blank before", "blank after", "place", "lines", "page prose", "prose above", "prose below", "prose near",
    "prose wide", "decayed above", "decayed below", "to prose above", "to prose below", "in block", "from block start",
    "from block end", "block share", "said before", "said again", "similar run", "length before", "length before 2",
    "length after", "length after 2", "end before", "end after", "furniture after", "furniture heading",
    "to furniture heading", "furniture near", "next furniture", "dates near", "body words", "title words",
    "length over usual", "vocabulary near", "capitals before", "capitals after", "start before", "rank",
    "repeats near", "long run", "alike near", "pictures near", "from title", "weighed near", "link share",
    "links near", "tag",
)  # fmt: skip
"""What the numbers of `surroundings` are, in order."""

_HEADINGS = frozenset({4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 12.0})
TAGS = ("", "p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "dd", "dt", "div", "span", "section", "article",
        "blockquote", "figcaption", "pre", "tr", "ul", "header", "footer", "nav", "aside", "form", "body", "br", "main",
        "figure", "center")  # fmt: skip
"""Tags with a number of their own; the weights were learned with this order. An unknown tag counts as `div`."""
_TAG = {tag: float(code) for code, tag in enumerate(TAGS)}


def prose(shape: Sequence[float]) -> float:
    """How much a line reads like running text, in characters; 0 for a line that does not."""
    length, words, stops, commas, end = shape[:5]
    if shape[FURNITURE] or words < 6:
        return 0.0
    if stops >= 1 and (end in (1.0, 2.0, 3.0, 6.0) or stops >= 2):
        return min(length, 1_500.0)
    if length >= 80 and (end == 4.0 or commas):
        return min(length, 500.0) * 0.5
    return 0.0


def surroundings(
    lines: Sequence[Line],
    shaped: Sequence[Shape],
    links: Sequence[float],
    tags: Sequence[str],
) -> list[list[float]]:
    """The numbers of `FIELDS` for every line."""
    n = len(lines)
    shapes = [s.numbers for s in shaped]
    words = [s.words for s in shaped]
    good = [prose(s) for s in shapes]
    total = sum(good) or 1.0
    keys = [key(line.text[:200]) for line in lines]
    times = Counter(keys)
    seen: Counter[str] = Counter()
    start, end = _block(good)
    body: Counter[str] = Counter()
    for i in range(start, end):
        if good[i]:
            body.update({w for w in words[i] if len(w) > 3})
    once = frozenset(body)
    twice = frozenset(w for w, times_said in body.items() if times_said > 1)
    titled, title = _title(shapes, words, body, start)
    above = _decayed(good)
    below = _decayed(good[::-1])[::-1]
    near_above, near_below = _distances(good), _distances(good[::-1])[::-1]
    lengths = [s[LENGTH] for s in shapes]
    ordered = sorted(lengths)
    usual = ordered[n // 2] if n else 0.0
    rank_of = {length: at / n for at, length in enumerate(ordered)}
    running = [0.0]
    for g in good:
        running.append(running[-1] + g)
    code = [s[FURNITURE] for s in shapes]
    furnished = [0.0]
    dated = [0.0]
    spoken = [0.0]
    linked = [0.0]
    repeated = [0.0]
    pictured = [0.0]
    weighed = [0.0]
    for s, k, link in zip(shapes, keys, links, strict=True):
        furnished.append(furnished[-1] + (s[FURNITURE] > 0))
        dated.append(dated[-1] + (s[DATES] > 0))
        spoken.append(spoken[-1] + s[VOCABULARY])
        linked.append(linked[-1] + max(link, 0.0))
        repeated.append(repeated[-1] + (times[k] > 1))
        pictured.append(pictured[-1] + s[PICTURE])
        weighed.append(weighed[-1] + (s[VOCABULARY] if s[FURNITURE] == 0 else -0.5))
    alike = _alike(shapes)
    following = _next_furniture(code)
    runs = _runs(lengths)
    tagged = [_TAG.get(tag, 13.0) if tag else -1.0 for tag in tags]
    rows: list[list[float]] = []
    heading, heading_at = 0.0, -1
    long_run = 0.0
    for i in range(n):
        s = shapes[i]
        lo, hi = max(0, i - 3), min(n, i + 4)
        wlo, whi = max(0, i - 10), min(n, i + 11)
        before, after = (shapes[i - 1] if i else _NOTHING), (shapes[i + 1] if i + 1 < n else _NOTHING)
        distinct = len(words[i]) or 1
        if good[i] > 0:
            long_run += 1
        rows.append([
            float(min(lines[i].blank, 5)),
            float(min(lines[i + 1].blank, 5)) if i + 1 < n else 5.0,
            i / n,
            float(n),
            total,
            running[i] / total,
            (total - running[i + 1]) / total,
            running[hi] - running[lo] - good[i],
            (running[whi] - running[wlo] - good[i]) / total,
            above[i],
            below[i],
            near_above[i],
            near_below[i],
            1.0 if start <= i < end else 0.0,
            float(max(-FAR, min(FAR, i - start))),
            float(max(-FAR, min(FAR, end - 1 - i))),
            (running[end] - running[start]) / total,
            float(seen[keys[i]]),
            float(times[keys[i]] - seen[keys[i]] - 1),
            runs[i],
            before[LENGTH],
            shapes[i - 2][LENGTH] if i > 1 else 0.0,
            after[LENGTH],
            shapes[i + 2][LENGTH] if i + 2 < n else 0.0,
            before[END],
            after[END],
            after[FURNITURE],
            heading,
            min(FAR, i - heading_at) if heading_at >= 0 else FAR,
            furnished[hi] - furnished[lo] - (code[i] > 0),
            min(FAR, following[i]),
            dated[hi] - dated[lo],
            len((twice if good[i] and start <= i < end else once).intersection(words[i])) / distinct,
            len(title.intersection(words[i])) / distinct,
            s[LENGTH] - usual,
            spoken[hi] - spoken[lo],
            before[CAPITALS],
            after[CAPITALS],
            before[START],
            rank_of[s[LENGTH]],
            repeated[hi] - repeated[lo],
            long_run,
            alike[i],
            pictured[hi] - pictured[lo],
            float(max(-FAR, min(FAR, i - titled))),
            (weighed[whi] - weighed[wlo]) / (whi - wlo),
            links[i],
            (linked[hi] - linked[lo]) / (hi - lo) if links[i] >= 0 else -1.0,
            tagged[i],
        ])  # fmt: skip
        seen[keys[i]] += 1
        if code[i] in _HEADINGS and s[LENGTH] < 60:
            heading, heading_at = code[i], i
    return rows


_NOTHING = (0.0,) * 23


def _block(good: Sequence[float]) -> tuple[int, int]:
    """The stretch of lines whose prose outweighs its gaps most: half-open, in lines."""
    best, here, start, found = 0.0, 0.0, 0, (0, len(good))
    for i, g in enumerate(good):
        here += min(g, 600.0) if g else -50.0
        if here <= 0:
            here, start = 0.0, i + 1
        elif here > best:
            best, found = here, (start, i + 1)
    return found


def _title(
    shapes: Sequence[Sequence[float]], words: Sequence[Sequence[str]], body: Counter[str], start: int
) -> tuple[int, frozenset[str]]:
    """The line above the block that shares most with it, and its longer words."""
    best, found = 0.0, (start, frozenset[str]())
    for i in range(max(0, start - 25), min(start + 1, len(shapes))):
        s = shapes[i]
        if s[FURNITURE] or not 3 <= s[WORDS] <= 30:
            continue
        content = {w for w in words[i] if len(w) > 3}
        score = sum(1.0 for w in content if w in body) / (len(content) + 1)
        if score > best:
            best, found = score, (i, frozenset(content))
    return found


def _decayed(good: Sequence[float]) -> list[float]:
    """Prose before each line, each line further counting a fifth less."""
    out, here = [], 0.0
    for g in good:
        out.append(here)
        here = here * 0.8 + min(g, 500.0)
    return out


def _distances(good: Sequence[float]) -> list[float]:
    """Lines since the last prose."""
    out, here = [], FAR
    for g in good:
        out.append(here)
        here = 1.0 if g else min(FAR, here + 1)
    return out


def _alike(shapes: Sequence[Sequence[float]]) -> list[float]:
    """The share of lines up to five away, itself among them, that begin, end and measure like each line."""
    sketches = [(s[START], s[END], min(int(s[LENGTH]) // 40, 4), s[NUMBERED]) for s in shapes]
    near = Counter(sketches[:5])
    out = []
    for i, sketch in enumerate(sketches):
        if i + 5 < len(sketches):
            near[sketches[i + 5]] += 1
        if i > 5:
            near[sketches[i - 6]] -= 1
        out.append(near[sketch] / (min(len(sketches), i + 6) - max(0, i - 5)))
    return out


def _next_furniture(code: Sequence[float]) -> list[float]:
    out, here = [], FAR
    for c in reversed(code):
        out.append(here)
        here = 1.0 if c in _HEADINGS else here + 1
    return out[::-1]


def _runs(lengths: Sequence[float]) -> list[float]:
    """How many lines in a row are as short as this one (below 60 characters), or 0 for a longer line."""
    out = [0.0] * len(lengths)
    i = 0
    while i < len(lengths):
        j = i
        while j < len(lengths) and lengths[j] < 60:
            j += 1
        for k in range(i, j):
            out[k] = float(j - i)
        i = max(j, i + 1)
    return out
