"""Turns what happened to a text into the sentences that a person is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from reader.app.commands import Command, Playing, keys_of
from reader.app.keyboards import name_of_key
from reader.app.progress import Progress
from reader.app.removed import words_removed
from reader.core.document import Document, Kind, Span
from reader.core.settings import TABLE, Setting, Value
from reader.core.shortfall import told_of
from reader.core.speech.skipping import notices
from reader.core.summary.steps import Step
from reader.ui.words import count, isolated, plain, told, tr

FEWEST = 8
"""Characters in a line below which words break; the person is told."""

if TYPE_CHECKING:
    from reader.core.summary.places import Place


def opened(document: Document, key: str, *more: str) -> str:
    """Its title, what its page kept back, what was removed and the `key` to hear that, and what else there is to say."""
    said = isolated(document.title) or tr("Opened")
    if lack := kept_back(document):
        said = f"{said}. {lack}".rstrip(".")
    if document.removed:
        removed = tr(
            "Removed {pieces}, {words}. {key} to hear them.",
            pieces=count("{n} piece", "{n} pieces", len(document.removed)),
            words=count("{n} word", "{n} words", words_removed(document)),
            key=key,
        )
        said = f"{said}. {removed}"
    for sentence in more:
        if sentence:
            said = f"{said.rstrip('.')}. {sentence}"
    return said


def kept_back(document: Document) -> str:
    """What the page evidently kept back of its story, and what to do, as sentences; empty where it did not."""
    return " ".join(told(each) for each in told_of(document.shortfall) or ())


def on_its_way(here: int, whole: int, key: str) -> str:
    """How far a slow page is, in bytes, of which all are 0 while that is not known, and that `key` gives it up."""
    if not here:
        return tr("Still waiting for an answer; {key} gives up.", key=key)
    if here < whole:
        return tr("{n} % of the page is here; {key} gives up.", n=100 * here // whole, key=key)
    if whole:
        return tr("The page is here; its story is being looked for.")
    return tr("{n} KB of the page are here; {key} gives up.", n=here // 1000, key=key)


def page_added(before: Document, after: Document, key: str) -> str:
    """How much came with a next page, what that kept back, and whether `key` adds one more."""
    words = len(after.text[len(before.text) :].split())
    said = tr("The next page is added: {words}.", words=count("{n} word", "{n} words", words))
    then = kept_back(after) or goes_on_elsewhere(after, key) or tr("It is the last one.")
    return f"{said} {then}"


def goes_on_elsewhere(document: Document, key: str) -> str:
    """That there is a next page, which `key` adds; empty where there is none."""
    return tr("The story goes on on another page; {key} adds it.", key=key) if document.next_page else ""


def passed_over(document: Document, skipped: frozenset[Kind]) -> str:
    """What of the text is not read aloud, as sentences; empty where all is."""
    return " ".join(told(notice) for notice in notices(document, skipped))


def where(document: Document, shown: str, p: Progress, rate: int, playing: Playing) -> str:
    """What is open, how far reading is and what is left at `rate` words a minute, in one line."""
    doing = {
        Playing.PLAYING: tr("Reading"),
        Playing.PAUSED: tr("Paused"),
        Playing.STOPPED: tr("Stopped"),
    }[playing]
    return tr(
        "{title}. {shown}, sentence {n} of {all}, {percent} per cent. {left} left. {doing}.",
        title=document.title or tr("Text without a title"),
        shown=shown,
        n=p.sentence,
        all=p.of,
        percent=p.percent,
        left=minutes(p.minutes_left(rate)),
        doing=doing,
    )


def step(now: Step) -> str:
    """How much is told."""
    if now is Step.FULL:
        return tr("Full text")
    return next(tr(c.label) for c in TABLE["summary.step"].choices if c.value == now)


def step_reached(now: Step, sentences: int) -> str:
    """How much is told, and in how many sentences where the step does not say that itself."""
    if now in (Step.HEADLINE, Step.SENTENCE):
        return step(now)
    return count("{step}, {n} sentence", "{step}, {n} sentences", sentences, step=step(now))


def place_of(document: Document, summary: Sequence[Span], offset: int) -> Place | None:
    """Where in the article the sentence of the summary at `offset` stands; None for the headline."""
    from reader.core.summary.places import places  # start-up time
    from reader.core.summary.story import story

    heard = next((span for span in summary if span.covers(offset)), None)
    if heard is None or all(told.span != heard for told in story(document)):
        return None
    return places(document, [heard])[0]


def in_article(document: Document, summary: Sequence[Span], offset: int) -> str:
    """Where in the article that is, as a sentence; empty for the headline."""
    place = place_of(document, summary, offset)
    if place is None:
        return ""
    if not place.heading:
        return tr("In the article it is sentence {n} of {all}.", n=place.index, all=place.of)
    return tr(
        "In the article it is sentence {n} of {all}, under “{heading}”.",
        n=place.index,
        all=place.of,
        heading=place.heading,
    )


def goes_on(p: Progress, key: str) -> str:
    """Reading goes on where it stopped; `key` goes to the beginning."""
    return tr(
        "Goes on where you stopped: sentence {n} of {all}. {key} goes to the beginning.",
        n=p.sentence,
        all=p.of,
        key=key,
    )


def stopped_at(p: Progress) -> str:
    """Where reading stopped, where it does not go on there."""
    return tr("Last time you stopped at sentence {n} of {all}.", n=p.sentence, all=p.of)


def chosen(setting: Setting, value: Value) -> str:
    """A setting and what it is now."""
    if setting.choices:
        said = next(tr(c.label) for c in setting.choices if c.value == value)
    elif isinstance(value, bool):
        said = tr("on") if value else tr("off")
    else:
        said = f"{value} {tr(setting.unit)}".strip()
    return f"{tr(setting.label)}: {said}"


def short_lines(characters: int) -> str:
    """A warning where so few characters fit into a line that words break; else nothing."""
    return ". " + tr("Fewer than {n} characters fit into a line.", n=FEWEST) if characters < FEWEST else ""


def explained(command: Command, changed: Mapping[str, str]) -> str:
    """What a command does, after its key."""
    keys = keys_of(command, changed)
    return f"{name_of_key(keys[0]) if keys else ''}: {plain(tr(command.title))}. {tr(command.help)}"


def refused(command: Command) -> str:
    """That a command cannot be had just now."""
    return tr("{command}: not possible just now.", command=plain(tr(command.title)))


def minutes(value: float) -> str:
    """A length of listening as a person says it."""
    if value < 1:
        return tr("less than a minute")
    if value < 60:
        return count("{n} minute", "{n} minutes", round(value))
    hours, rest = divmod(round(value), 60)
    return count("{n} hour", "{n} hours", hours) + (
        " " + count("{n} minute", "{n} minutes", rest) if rest else ""
    )
