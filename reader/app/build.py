"""Joins the parts of the program, each made when it is first asked for and then kept.

Imports stand inside the functions because start-up time counts: a command pays only for what it uses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from reader.devices.files.resources import JsonFolder, path, read_json

if TYPE_CHECKING:
    from reader.app.aloud import Aloud
    from reader.app.aside import Aside
    from reader.app.exporting import Exporting
    from reader.app.exporting.work import Shop
    from reader.app.following import Following
    from reader.app.keeping import Keeping
    from reader.app.opening import Opening
    from reader.app.pronouncing import Pronouncing
    from reader.app.putting_back import PuttingBack
    from reader.app.rewriting import Rewriting
    from reader.app.saying import Saying
    from reader.app.summarizing import Summarizing
    from reader.core.document import Span, Splitter
    from reader.core.protocols import AudioSink, Extractor, Source
    from reader.core.sentences import SentenceSplitter
    from reader.core.settings import Settings
    from reader.core.speech.pronunciation import Entry
    from reader.core.speech.spoken import HowMuch
    from reader.core.speech.values import Prosody
    from reader.core.summary.classics import ClassicRanker
    from reader.core.summary.ranking import Ranker
    from reader.devices.engines.speech import SpeechEngines
    from reader.devices.library.rescue import Rescued
    from reader.devices.library.store import Store
    from reader.devices.web.feeds import FeedWeb
    from reader.devices.web.serving import Server


@cache
def opening() -> Opening:
    """Opens documents from the web, from files and from standard input."""
    from reader.app.opening import Opening
    from reader.devices.files.reading import Files

    return Opening(_web, Files(), _extractor)


@cache
def stories() -> Opening:
    """As `opening`, for those who print stories: the documents have no sentences, which take time to find."""
    from reader.app.opening import Opening
    from reader.devices.files.reading import Files

    return Opening(_web, Files(), cache(lambda: _made_extractor(_unsplit)))


@cache
def summarizing(algorithm: str = "") -> Summarizing:
    """Sums documents up; by one of sumy's algorithms where it is named."""
    from reader.app.summarizing import Summarizing

    return Summarizing(lambda: _classic(algorithm) if algorithm else _ranker())


def rewriting(address: str, *, elsewhere: bool = False) -> Rewriting:
    """Has summaries rewritten by the model behind this address, "" for the usual one."""
    from reader.app.rewriting import Rewriting
    from reader.devices.models.local import ADDRESS, LocalModel

    return Rewriting(
        cache(lambda: LocalModel(address or ADDRESS, elsewhere=elsewhere)), read_json("summary/faithful.json")
    )


@cache
def splitter() -> SentenceSplitter:
    """Finds sentences in many languages."""
    from reader.core.sentences import SentenceSplitter

    return SentenceSplitter(read_json("language/sentences.json"))


@cache
def spoken() -> Saying:
    """Says written text in words, with the person's own dictionary."""
    pronouncing()
    return _saying()


@cache
def pronouncing() -> Pronouncing:
    """The person's own dictionary, which `spoken` heeds."""
    from reader.app.pronouncing import Pronouncing

    return Pronouncing(_saying(), pronunciation_file)


@cache
def putting_back() -> PuttingBack:
    """What the person puts back on the pages of each site."""
    from reader.app.putting_back import PuttingBack
    from reader.devices.files.put_back import PutBackFile, default_path

    return PuttingBack(PutBackFile(default_path()))


def pronunciation_file() -> Path:
    """In the folder where this system keeps a person's settings."""
    from reader.devices.files.pronunciation import default_path

    return default_path()


@cache
def _saying() -> Saying:
    from reader.app.saying import Saying
    from reader.core.speech.spoken import Speaking

    return Saying(Speaking(JsonFolder("language/spoken")))


def engines(notice: Callable[[str], None] | None = None) -> SpeechEngines:
    """The speech engines of this machine; whoever asks for them closes them."""
    from reader.devices.engines.speech import STANDBY, SpeechEngines

    return SpeechEngines(notice=notice, texts=read_json("language/pace.json"), standby=STANDBY)


@cache
def settings() -> Settings:
    """What the person chose in the window, as it was when it was first asked for."""
    from reader.devices.files.settings import load

    return load()[0]


@cache
def library() -> Keeping:
    """What is kept."""
    from reader.app.keeping import Keeping
    from reader.devices.library.store import Store

    return Keeping(cache(lambda: Store(library_file())), _repaired, library_file)


def _repaired() -> tuple[Store, Rescued | None]:
    """The library after it was set aside and saved, unless another program did that meanwhile."""
    from reader.core.errors import Damaged
    from reader.devices.library.rescue import rescue
    from reader.devices.library.store import Store

    file = library_file()
    with _alone_at(file):
        try:
            return Store(file), None
        except Damaged:
            rescued = rescue(file)
            return Store(file), rescued


@cache
def following() -> Following:
    """The feeds that a person follows."""
    from reader.app.following import Following

    return Following(library, _feed_web, opening, summarizing)


@cache
def _feed_web() -> FeedWeb:
    from reader.devices.web.feeds import FeedWeb

    return FeedWeb()


def library_file() -> Path:
    """In the folder where this system keeps a person's data."""
    from platformdirs import user_data_path

    return user_data_path("reader-aloud", appauthor=False) / "library.sqlite3"


def repair_library() -> Rescued:
    """Sets the library's file aside and saves what can be read of it; nothing else may have it open."""
    from reader.devices.library.rescue import rescue

    file = library_file()
    with _alone_at(file):
        return rescue(file)


@contextmanager
def _alone_at(file: Path) -> Iterator[None]:
    """No other program sets this library aside meanwhile.

    Raises:
        KeepingError: its folder does not allow it.
    """
    from reader.core.errors import KeepingError
    from reader.devices.files.locking import locked

    try:
        with locked(file.with_suffix(".lock")):
            yield
    except OSError as error:
        raise KeepingError(
            f"The library {file} cannot be set aside.", "Check the folder and its permissions."
        ) from error


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


def aside(reading: Aloud) -> Aside:
    """A voice for a word in between, with the engines of the reading and a sink of its own."""
    from reader.app.aside import Aside

    def marks(language: str) -> Mapping[str, str]:
        words = JsonFolder("language/spoken").get(language.partition("-")[0].lower(), {})
        return {**words.get("symbols", {}), **words.get("punctuation", {})}

    return Aside(
        reading.synthesizer,
        sink,
        reading.player,
        spoken().speaking,
        lambda: read_json("language/spelling.json"),
        marks,
    )


@dataclass(frozen=True, slots=True)
class OpenShop:
    """Opens what makes parts of an export, in whatever process it is called; it says things as this person wants them.

    A value, so that a process that gets it with every part knows the shop that it has opened already.
    """

    how: HowMuch
    entries: tuple[Entry, ...]

    def __call__(self) -> Shop:
        from reader.app.exporting.work import Shop
        from reader.app.saying import Saying
        from reader.core.speech.spoken import Speaking

        saying = Saying(Speaking(JsonFolder("language/spoken")))
        saying.set_how(self.how)
        saying.set_entries(self.entries)
        return Shop(engines(), saying, read_json("language/pace.json"))


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
    from reader.app.exporting.processes import Processes
    from reader.app.exporting.workers import Cluster, Here, cores

    count = jobs or cores()
    opens = OpenShop(spoken().how, pronouncing().entries)
    workers = Cluster(dask, opens) if dask else Processes(count, opens) if count > 1 else Here(opens)
    try:
        yield Exporting(workers, cover, repr((opens.how, opens.entries)))
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
    return _made_extractor(splitter().split)


def _unsplit(_text: str, _language: str) -> tuple[Span, ...]:
    return ()


def _made_extractor(split: Splitter) -> Extractor:
    from reader.core.article.extractor import ArticleExtractor
    from reader.core.language import LanguageDetector

    return ArticleExtractor(JsonFolder("article"), split, LanguageDetector().detect)


@cache
def _ranker() -> Ranker:
    from reader.core.summary.ranking import Ranker

    return Ranker(read_json("summary/weights.json"))


@cache
def _classic(algorithm: str) -> ClassicRanker:
    from reader.core.summary.classics import ClassicRanker

    return ClassicRanker(algorithm)
