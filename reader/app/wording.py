"""Says everything in the language of the person: the one place that knows which language that is.

It is chosen once, before anything is shown, and holds for the whole process as its locale does;
a language chosen later holds from the next start.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from reader.core.wording import Wording

RIGHT_TO_LEFT = ("ar", "fa", "he", "ur")

_now = Wording()


def use(wanted: Iterable[str]) -> str:
    """Takes the first of these languages (BCP 47) that there is a catalogue for; it comes back, `en` for none."""
    from reader.devices.files.catalogues import read, sentences  # start-up time: English needs none

    for tag in wanted:
        language = tag.replace("_", "-").partition("-")[0].lower()
        if language == "en":
            break
        catalogue = read(language)
        if catalogue is not None:
            install(Wording(language, catalogue, partial(sentences, language)))
            return language
    install(Wording())
    return "en"


def install(wording: Wording) -> None:
    """Speaks as `wording` does from now on."""
    global _now  # noqa: PLW0603 - a process speaks one language, as it has one locale
    _now = wording


def language() -> str:
    """The language that is spoken (ISO 639)."""
    return _now.language


def right_to_left() -> bool:
    """Whether that language is written from right to left, and the window is laid out so."""
    return _now.language in RIGHT_TO_LEFT


def tr(text: str, /, **values: object) -> str:
    """`text` in the person's language, with `{name}` filled in."""
    return _now.tr(text, **values)


def count(one: str, many: str, n: int, /, **values: object) -> str:
    """`one` or `many`, or what the language has instead, with `{n}` filled in."""
    return _now.count(one, many, n, **values)


def told(sentence: str) -> str:
    """A sentence of an error or a notice, which comes from below in English."""
    return _now.told(sentence)


def plain(title: str) -> str:
    """A title of a menu without the mark for its letter: what `tr` gives for "&Open file…" as "Open file"."""
    import re  # start-up time: menus are drawn without it

    return re.sub(r"\(&\w\)|&", "", title).removesuffix("…")
