"""Joins the parts of the program, each made when it is first asked for and then kept.

Imports stand inside the functions because start-up time counts: a command pays only for what it uses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from reader.devices.files.resources import JsonFolder, path, read_json

if TYPE_CHECKING:
    from reader.app.aloud import Aloud
    from reader.app.exporting import Exporting
    from reader.app.exporting.work import Shop
    from reader.app.keeping import Keeping
    from reader.app.opening import Opening
    from reader.app.summarizing import Summarizing
    from reader.core.protocols import AudioSink, Extractor, Source, Synthesizer
    from reader.core.sentences import SentenceSplitter
    from reader.core.speech.plan import Speak
    from reader.core.speech.values import Prosody
    from reader.core.summary.ranking import Ranker
    from reader.devices.library.rescue import Rescued
    from reader.devices.web.serving import Server


@cache
def opening() -> Opening:
    """Opens documents from the web, from files and from standard input."""
    from reader.app.opening import Opening
    from reader.devices.files.reading import Files

    return Opening(_web, Files(), _extractor)


@cache
def summarizing() -> Summarizing:
    """Sums documents up."""
    from reader.app.summarizing import Summarizing

    return Summarizing(_ranker)


@cache
def splitter() -> SentenceSplitter:
    """Finds sentences in many languages."""
    from reader.core.sentences import SentenceSplitter

    return SentenceSplitter(read_json("language/sentences.json"))


@cache
def spoken() -> Speak:
    """Says written text in words."""
    from reader.core.speech.spoken import Speaking

    return Speaking(JsonFolder("language/spoken")).spoken


def engines(notice: Callable[[str], None] | None = None) -> Synthesizer:
    """The speech engines of this machine; whoever asks for them closes them."""
    from reader.devices.engines.speech import SpeechEngines

    return SpeechEngines(notice=notice, texts=read_json("language/pace.json"))


@cache
def library() -> Keeping:
    """What is kept."""
    from reader.app.keeping import Keeping
    from reader.devices.library.store import Store

    return Keeping(cache(lambda: Store(library_file())))


def library_file() -> Path:
    """In the folder where this system keeps a person's data."""
    from platformdirs import user_data_path

    return user_data_path("reader-aloud", appauthor=False) / "library.sqlite3"


def repair_library() -> Rescued:
    """Sets the library's file aside and saves what can be read of it; nothing else may have it open."""
    from reader.devices.library.rescue import rescue

    return rescue(library_file())


def sink() -> AudioSink:
    """The system's sound device, or a silent sink where there is none; whoever asks for it closes it."""
    from reader.devices.audio.choose import BestSink

    return BestSink()


def aloud(voice: str = "", prosody: Prosody | None = None) -> Aloud:
    """A player with engines and a sink; whoever asks for it closes it.

    `voice` is an id of `reader voices`; without one, the voice follows the language of the text.

    Raises:
        NoEngine, NoVoice: nothing can speak, or not that voice.
    """
    from reader.app.aloud import Aloud

    # The sink first: what it loads takes long and goes on in the background.
    return Aloud(sink(), engines, spoken(), voice, prosody)


def shop() -> Shop:
    """What makes parts of an export, in whatever process it is called."""
    from reader.app.exporting.work import Shop

    texts = read_json("language/pace.json")
    return Shop(engines(), spoken(), texts)


def cover(title: str, author: str) -> bytes:
    """A cover as PNG, or nothing where none can be painted."""
    from reader.devices.desktop.cover import painted

    return painted(title, author, sorted(path("fonts/atkinson-hyperlegible").glob("*Bold.[to]tf")))


@contextmanager
def exporting(jobs: int = 1, dask: str = "") -> Iterator[Exporting]:
    """Writes files, with `jobs` processes that have engines of their own (0 for one a core), or a Dask cluster.

    Raises:
        UsageError: no scheduler answers at the address `dask`.
    """
    from reader.app.exporting import Exporting
    from reader.app.exporting.workers import Cluster, Here, Processes, cores

    count = jobs or cores()
    workers = Cluster(dask, shop) if dask else Processes(count, shop) if count > 1 else Here(shop)
    try:
        yield Exporting(workers, cover)
    finally:
        workers.close()


def server(folder: Path, *, network: bool = False, port: int = 0) -> Server:
    """Hands a listening parcel to players; as a context it closes in the end.

    Raises:
        ExportError: no parcel is there, or the port is taken.
    """
    from reader.devices.web.serving import Server

    return Server(folder, network=network, port=port)


def example() -> Path:
    """A page that comes with the program, cluttered the way pages are."""
    return path("examples/harbour-page.txt")


@cache
def _web() -> Source:
    from reader.devices.web.fetching import Web

    return Web()


@cache
def _extractor() -> Extractor:
    from reader.core.article.extractor import ArticleExtractor
    from reader.core.language import LanguageDetector

    return ArticleExtractor(
        JsonFolder("article"),
        splitter().split,
        LanguageDetector().detect,
    )


@cache
def _ranker() -> Ranker:
    from reader.core.summary.ranking import Ranker

    return Ranker(read_json("summary/weights.json"))
