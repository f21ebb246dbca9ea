"""Finds out what works on this machine and says it in words, with what to do about the rest."""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reader.app import build
from reader.core.document import Document
from reader.core.errors import ReaderError, UsageError
from reader.core.wording import said


@dataclass(frozen=True, slots=True)
class Check:
    """One part of the program."""

    name: str
    works: bool
    message: str
    """What was found, in a sentence."""
    advice: str = ""
    """What to do, where it does not work."""


def check() -> Iterator[Check]:
    """Every part in turn, each as soon as it is known. A part that fails never hides the next."""
    for name, look in (
        ("program", _program),
        ("story", _story),
        ("summary", _summary),
        ("speech", _speech),
        ("engines", _engines),
        ("words", _words),
        ("data", _data),
        ("fonts", _fonts),
        ("library", _library),
        ("sound", _sound),
        ("screen", _screen),
    ):
        yield _checked(name, look)


def _checked(name: str, look: Callable[[], str]) -> Check:
    try:
        return Check(name, works=True, message=look())
    except ReaderError as error:
        return Check(name, works=False, message=error.message, advice=error.advice)
    except Exception as error:
        found = f"It fails with {type(error).__name__}: {error}"
        return Check(name, works=False, message=found, advice="Install Reader anew; if it stays, report it.")


def _program() -> str:
    import reader
    from reader.devices.files.resources import root

    return f"Reader {reader.__version__}, Python {platform.python_version()}, {platform.platform(terse=True)}; what it ships is in {root()}."


def _example() -> Document:
    return build.opening().open(str(build.example()))


def _story() -> str:
    document = _example()
    return f"The example comes out with {len(document.blocks)} blocks and {len(document.sentences)} sentences; {len(document.removed)} pieces of clutter were removed."


def _summary() -> str:
    return f"The example sums up in {len(build.summarizing().summarize(_example()).spans)} sentences, with no network."


def _speech() -> str:
    from reader.core.errors import EngineFailed, NoEngine
    from reader.core.speech.choice import choose
    from reader.core.speech.plan import plan
    from reader.core.speech.values import Prosody

    engines = build.engines()
    try:
        voices = engines.voices()
        voice = choose(voices, "en")
        if voice is None:
            raise NoEngine("No speech engine works.", "Install Reader anew: eSpeak NG comes with it.")
        utterance = next(plan(_example(), build.spoken()))
        speech = engines.synthesize(utterance, voice, Prosody()).result(timeout=20)
        if not speech.frames:
            raise EngineFailed(
                f"{voice.name} gives no sound.", "Install Reader anew: eSpeak NG comes with it."
            )
    finally:
        engines.close()
    names = ", ".join(sorted({one.engine for one in voices}))
    return f"{len(voices)} voices of {names} work; {voice.name} said {len(speech.marks)} words in {speech.seconds:.1f} seconds."


def _engines() -> str:
    """What each engine is and has; one that only stands in for others may be missing."""
    from reader.core.errors import NoEngine

    engines = build.engines()
    try:
        findings = engines.doctor()
    finally:
        engines.close()
    sentences = " ".join(finding.sentence for finding in findings)
    if not all(finding.works for finding in findings if not finding.standby):
        raise NoEngine(sentences, "Install Reader anew: eSpeak NG comes with it.")
    return sentences


def _words() -> str:
    """The person's own dictionary."""
    own = build.pronouncing()
    if own.fault is not None:
        raise own.fault
    if not own.entries:
        return f"You have corrected no word yet; corrections will be in {own.file}."
    if len(own.entries) == 1:
        return f"One corrected word is in {own.file}."
    return f"{len(own.entries)} corrected words are in {own.file}."


def _data() -> str:
    """What is shipped: every word list and every weight can be read, and what is said in which languages."""
    import json

    from reader.devices.files.resources import path

    broken = []
    for file in sorted(path("").rglob("*.json")):
        try:
            json.loads(file.read_text("utf-8"))
        except (OSError, ValueError):
            broken.append(file.name)
    spoken = sorted(file.stem for file in path("language/spoken").glob("*.json"))
    if broken or "en" not in spoken:
        names = ", ".join(broken or ["en.json"])
        raise UsageError(f"These files of Reader cannot be read: {names}.", "Install Reader anew.")
    return (
        f"Numbers, dates and money are said in {len(spoken)} languages ({', '.join(spoken)}); "
        "in others the voice does what it can."
    )


def _fonts() -> str:
    """The fonts that are shipped, and whether they are fonts at all."""
    from reader.devices.files.resources import path

    files = [file for ending in ("ttf", "otf") for file in sorted(path("fonts").rglob(f"*.{ending}"))]
    broken = [file.name for file in files if file.read_bytes()[:4] not in (b"\0\1\0\0", b"OTTO", b"true")]
    families = sorted({file.parent.name for file in files} - {"fonts"})
    if broken or len(families) < 2:
        names = ", ".join(broken) or said("all")
        raise UsageError(
            f"Fonts that Reader ships are missing or damaged: {names}.",
            "Install Reader anew; until then the system's fonts are used.",
        )
    return f"{len(files)} fonts are there: {', '.join(families)}."


def _library() -> str:
    file = build.library_file()
    if not file.exists():
        return f"Nothing is kept yet; it will be in {file}."
    if (count := build.library().store.count()) == 1:
        return f"What was opened is kept in {file}, one story."
    return f"What was opened is kept in {file}, {count} stories."


def _sound() -> str:
    from reader.core.errors import SoundError

    sink = build.sink()
    try:
        sink.open(22_050)
        if sink.silent:
            raise SoundError(
                "There is no sound device, so reading is silent while the words light up.",
                "Connect headphones or speakers, or check that the sound server runs; export works without.",
            )
        names = [device.name for device in sink.devices()]
    finally:
        sink.close()
    return f"Sound works; there is {', '.join(names)}." if names else "There is a sound device."


def _screen() -> str:
    from reader.devices.desktop.screen import lack_of_screen

    if lack := lack_of_screen():
        raise UsageError(lack.message, lack.advice)
    return "There is a screen, and the libraries that the window needs."
