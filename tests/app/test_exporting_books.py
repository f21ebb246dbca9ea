"""Books of text and sound, and parcels of many stories, are what independent programs take them for."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from reader.app import build
from reader.app.exporting import Exporting, Story
from reader.app.exporting.books import export_epub
from reader.app.exporting.parcels import Item, export_parcel
from reader.core.document import About, Document, Kind, Part, compose
from reader.core.errors import ExportError

EPUBCHECK = Path("/usr/bin/epubcheck")

SMIL = "{http://www.w3.org/ns/SMIL}"


def document() -> Document:
    parts = [
        Part(Kind.TITLE, "Low tide & “high” <water>"),
        Part(Kind.BYLINE, "A. Writer"),
        Part(Kind.PARAGRAPH, "Nobody calls. The ferry waits until 7.30 p.m."),
        Part(Kind.HEADING, "Evening", 2),
        Part(Kind.ITEM, "Lamps", 1),
        Part(Kind.ITEM, "Ropes", 1),
        Part(Kind.QUOTE, "Ça va bien.", language="fr"),
        Part(Kind.CODE, "a < b\n\x01c"),
        Part(Kind.PARAGRAPH, "* * *"),
        Part(Kind.ROW, "Monday, closed"),
        Part(Kind.HEADING, "Night", 2),
        Part(Kind.PARAGRAPH, "It is late."),
    ]
    about = About("A. Writer", "The Paper", "2026-01-06", "https://example.org/a?b=1&c=2", "en")
    return compose(parts, build.splitter().split, about)


@pytest.fixture(scope="module")
def exporting() -> Iterator[Exporting]:
    with build.exporting(1) as exporting:
        yield exporting


@pytest.fixture(scope="module", params=[False, True], ids=["by-sentence", "by-word"])
def book(
    request: pytest.FixtureRequest, exporting: Exporting, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    file = tmp_path_factory.mktemp("book") / "book.epub"
    export_epub(exporting, [Story(document())], file, by_word=request.param)
    return file


def test_epubcheck_finds_nothing_wrong(book: Path) -> None:
    if not EPUBCHECK.exists() or not shutil.which("java"):
        pytest.skip("needs epubcheck (Debian: epubcheck)")
    done = subprocess.run(
        ["java", "-jar", EPUBCHECK, book], check=False, capture_output=True, text=True, timeout=110
    )
    assert "No errors or warnings detected" in done.stdout, done.stdout + done.stderr


def test_the_whole_text_is_in_the_book_in_its_order(book: Path) -> None:
    with ZipFile(book) as archive:
        pages = sorted(name for name in archive.namelist() if "chapter" in name and name.endswith(".xhtml"))
        sections = [ElementTree.fromstring(archive.read(name)).find(".//*[@id='chapter']") for name in pages]
    read = [
        word for section in sections if section is not None for word in "".join(section.itertext()).split()
    ]
    assert read == document().text.replace("\x01", "").split()


def test_each_chapter_has_its_sound_and_its_sentences_follow_one_another_to_the_end(book: Path) -> None:
    if not shutil.which("ffprobe"):
        pytest.skip("needs ffprobe (Debian: ffmpeg)")
    with ZipFile(book) as archive:
        overlays = sorted(name for name in archive.namelist() if name.endswith(".smil"))
        assert len(overlays) == 3
        for name in overlays:
            page = archive.read(name.replace(".smil", ".xhtml")).decode()
            clips = [
                (
                    float(a.get("clipBegin", "").rpartition(":")[2]),
                    float(a.get("clipEnd", "").rpartition(":")[2]),
                )
                for a in ElementTree.fromstring(archive.read(name)).iter(f"{SMIL}audio")
            ]
            texts = [t.get("src", "") for t in ElementTree.fromstring(archive.read(name)).iter(f"{SMIL}text")]
            assert all(f'id="{text.partition("#")[2]}"' in page for text in texts)
            assert clips[0][0] == 0
            assert [end for _, end in clips[:-1]] == [begin for begin, _ in clips[1:]]
            sound = book.with_name("chapter.mp3")
            sound.write_bytes(archive.read(name.replace(".smil", ".mp3")))
            probe = [
                "ffprobe",
                "-v",
                "error",
                "-show_entries",
                "format=duration",
                "-of",
                "csv=p=0",
                str(sound),
            ]
            seconds = float(subprocess.run(probe, capture_output=True, check=True).stdout)
            assert clips[-1][1] == pytest.approx(seconds, abs=0.08)


def test_a_parcel_has_all_that_players_need(exporting: Exporting, tmp_path: Path) -> None:
    items = [
        Item((Story(document()),), "Nobody calls."),
        Item((Story(Document("")),)),
        Item((Story(document()),)),
    ]
    _, parcel = export_parcel(exporting, items, tmp_path / "news")
    names = ["01-low-tide-high-water.mp3", "02-low-tide-high-water.mp3"]
    assert [episode.file for episode in parcel.episodes] == names
    found = {file.name for file in (tmp_path / "news").iterdir()}
    assert {*names, "playlist.m3u8", "feed.xml", "index.html"} <= found
    assert [
        line for line in (tmp_path / "news/playlist.m3u8").read_text().split("\n") if ".mp3" in line
    ] == names
    feed = ElementTree.parse(tmp_path / "news/feed.xml")
    for enclosure, name in zip(feed.iter("enclosure"), names, strict=True):
        assert enclosure.get("url") == name
        assert int(enclosure.get("length", "")) == (tmp_path / "news" / name).stat().st_size
    assert [file.name for file in tmp_path.iterdir()] == ["news"]


def test_a_parcel_replaces_a_parcel_only_and_only_when_asked(exporting: Exporting, tmp_path: Path) -> None:
    items = [Item((Story(document()),))]
    folder = tmp_path / "news"
    export_parcel(exporting, items, folder)
    with pytest.raises(ExportError, match="there already"):
        export_parcel(exporting, items, folder)
    export_parcel(exporting, items, folder, replace=True)
    (folder / "letter.odt").write_text("precious")
    with pytest.raises(ExportError, match="more than a parcel"):
        export_parcel(exporting, items, folder, replace=True)
    assert (folder / "letter.odt").read_text() == "precious"
    assert [file.name for file in tmp_path.iterdir()] == ["news"]


def test_nothing_to_say_makes_no_book(exporting: Exporting, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="nothing to read"):
        export_epub(exporting, [Story(Document(" "))], tmp_path / "a.epub")
    assert list(tmp_path.iterdir()) == []
