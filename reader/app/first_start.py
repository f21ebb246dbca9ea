"""Turns the questions of the first start into texts that are shown huge and read aloud, one at a time.

Each asks for one thing that decides whether a person can use the rest: size, colours, spacing, speed.
The answer is tried on a sentence at once, as on a chart for reading.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from reader.app.wording import language, tr
from reader.core.document import About, Document, Kind, Part, Span, Splitter, compose
from reader.core.settings import TABLE, Settings
from reader.core.wording import said

HUGE = 60
"""Points that the first question is asked in: whoever reads smaller text makes it smaller."""

Choices = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to choose."""

    setting: str
    """Its key in the table of settings; `spacing` for several at once."""
    asked: str
    how: str
    less: str
    more: str
    """What the two buttons say."""
    steps: int = 1
    """Steps of the setting for one press."""


QUESTIONS = (
    Question(
        "text.size",
        said("Welcome. How large should the text be?"),
        said("Press minus until it is as small as you like, or plus for larger text. Then press Enter."),
        said("Smaller"),
        said("Larger"),
    ),
    Question(
        "colours.theme",
        said("Which colours are easiest on your eyes?"),
        said("Press plus or minus for other colours. Then press Enter."),
        said("Colours before"),
        said("Next colours"),
    ),
    Question(
        "spacing",
        said("How far apart should lines, words and letters be?"),
        said("Press plus for wider, minus for closer. Then press Enter."),
        said("Closer"),
        said("Wider"),
    ),
    Question(
        "voice.rate",
        said("How fast should the voice read?"),
        said("Press plus for faster, minus for slower, Space to hear it again. Then press Enter."),
        said("Slower"),
        said("Faster"),
        steps=2,
    ),
)

SPACINGS: tuple[tuple[str, Choices], ...] = (
    (said("close"), MappingProxyType({"text.line": 120, "text.paragraph": 50, "text.letter": 0, "text.word": 0})),
    (said("usual"), MappingProxyType({"text.line": 150, "text.paragraph": 75, "text.letter": 0, "text.word": 0})),
    (said("wide"), MappingProxyType({"text.line": 180, "text.paragraph": 150, "text.letter": 6, "text.word": 8})),
    (said("very wide"), MappingProxyType({"text.line": 220, "text.paragraph": 200, "text.letter": 12, "text.word": 16})),
)  # fmt: skip
"""The last is what WCAG 2.2 asks of every text to bear (1.4.12), and more."""


def sample() -> str:
    """A sentence with what is hard to read: figures, names, small words, letters that look alike."""
    return tr("Ferry 38 leaves Illford harbour at 6:45, and nobody under 9 pays for the crossing.")


def spacing(settings: Settings) -> int:
    """Which of `SPACINGS` holds, or the nearest by its lines."""
    line = settings.number("text.line")
    return min(range(len(SPACINGS)), key=lambda i: abs(SPACINGS[i][1]["text.line"] - line))


def answer(question: Question, settings: Settings) -> str:
    """What is chosen now, as it is said."""
    if question.setting == "spacing":
        return tr("Spacing: {name}", name=tr(SPACINGS[spacing(settings)][0]))
    setting = TABLE[question.setting]
    value = settings.value(question.setting)
    if setting.choices:
        name = next(tr(c.label) for c in setting.choices if c.value == value)
        return tr("{setting}: {name}", setting=tr(setting.label), name=name)
    return tr("{setting}: {name} {unit}", setting=tr(setting.label), name=value, unit=tr(setting.unit))


def asked(number: int, settings: Settings, split: Splitter) -> tuple[Document, Span]:
    """The text of a question, and in it the answer with the sentence to try, to be read again after a change."""
    question = QUESTIONS[number]
    parts = [Part(Kind.TITLE, tr(question.asked))]
    parts += [
        Part(Kind.PARAGRAPH, f"{answer(question, settings)}."),
        Part(Kind.PARAGRAPH, sample()),
        Part(Kind.PARAGRAPH, f"{tr(question.how)} {tr('Escape leaves all questions out.')}"),
    ]
    document = compose(parts, split, About(language=language()))
    now, tried = document.blocks[-3], document.blocks[-2]
    return document, Span(now.span.start, tried.span.end)
