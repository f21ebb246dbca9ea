"""Turns three colours that a person chose into the colours of the whole window.

The page has exactly what was chosen, also where it is hard to read: that is said, not forbidden. Everything
around it is derived so that controls can always be read, and nobody locks themselves out.
"""

from __future__ import annotations

from collections.abc import Iterable

from reader.core.settings import Settings
from reader.ui.colours import Theme, chosen_theme, contrast

TEXT = 7.0
"""Contrast that every text has (WCAG 2.2, 1.4.6)."""
EDGE = 3.0
"""Contrast that every shape with a meaning has (1.4.11)."""
_BLACK, _WHITE = "#000000", "#ffffff"


def theme_of(settings: Settings) -> Theme:
    """The colours that a person chose."""
    if settings.word("colours.theme") != "own":
        return chosen_theme(settings.word("colours.theme"))
    return own_theme(*(settings.word(f"colours.{which}") for which in ("page", "text", "word")))


def own_theme(page: str, page_text: str, word: str) -> Theme:
    """The theme of a page in these colours, `#rrggbb`, and of the word being read."""
    window = _ground(page)
    text = page_text if contrast(page_text, window) >= TEXT else _best(window)
    button = _nearest(window, text, 0.08)
    pressed = _nearest(window, text, 0.16)
    sentence = _nearest(page, page_text, 0.12)
    grounds = (window, page, button)
    strong = (word, page_text, text, _best(page), _best(window))
    accent = _ground(_pick(strong, (window,), EDGE))
    if contrast(accent, window) < EDGE:
        accent = text
    found = _ground(_pick(("#ffd54a", "#7a4f00", text), (page,), 1.5))
    trouble = _ground(_pick(("#8c1d18", "#ffb4ab", text), (window,), EDGE))
    readable = contrast(page, page_text) >= TEXT
    return Theme(
        name="own",
        dark=contrast(page, _WHITE) > contrast(page, _BLACK),
        window=window,
        text=text,
        page=page,
        page_text=page_text,
        quiet=_pick((_mixed(page_text, page, 0.15), page_text, text), (window, page, sentence), TEXT),
        edge=_pick((*(_mixed(text, window, t) for t in (0.45, 0.3, 0.15, 0.0)), *strong), grounds, EDGE),
        button=button,
        button_text=text,
        pressed=pressed,
        accent=accent,
        accent_text=_best(accent),
        focus=_pick(strong, grounds, EDGE),
        word=word,
        word_text=_best(word),
        sentence=sentence,
        bar=_pick(strong, (page,), EDGE),
        selection=page_text if readable else text,
        selection_text=page if readable else window,
        found=found,
        found_text=_best(found),
        trouble=trouble,
        trouble_text=_best(trouble),
        field=page if readable else window,
        field_text=page_text if readable else text,
    )


def _best(ground: str) -> str:
    return max((_BLACK, _WHITE), key=lambda c: contrast(c, ground))


def _ground(colour: str) -> str:
    """The nearest colour on which black or white reaches the contrast of text: a middling grey is none."""
    away = _WHITE if _best(colour) == _BLACK else _BLACK
    return next(c for t in range(21) if contrast(_best(c := _mixed(colour, away, t / 20)), c) >= TEXT)


def _nearest(ground: str, text: str, share: float) -> str:
    """`ground` a little nearer to its text, as far as the text can still be read as well as it has to be."""
    wanted = min(TEXT, contrast(ground, text))
    shares = (share * t / 4 for t in (4, 3, 2, 1))
    return next((c for s in shares if contrast(c := _mixed(ground, text, s), text) >= wanted), ground)


def _pick(colours: Iterable[str], grounds: tuple[str, ...], wanted: float) -> str:
    """The first that stands out from every ground; else the one that stands out most."""
    listed = list(colours)
    least = {c: min(contrast(c, g) for g in grounds) for c in listed}
    return next((c for c in listed if least[c] >= wanted), max(listed, key=least.__getitem__))


def _mixed(one: str, other: str, share: float) -> str:
    """`one` with so much of the other, 0 to 1."""
    pairs = ((int(one[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)
