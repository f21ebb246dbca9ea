"""Books of text and sound, and parcels of many stories, are what independent programs take them for."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from reader.app import build
from reader.app.exporting import Asked, Exporting, Reins, Story
from reader.app.exporting.books import export_daisy, export_epub
from reader.app.exporting.folders import put
from reader.app.exporting.parcels import Item, export_parcel
from reader.app.exporting.taking import Form, Wanted, take
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


def short(*parts: Part) -> Story:
    document = compose(parts, build.splitter().split, About(language="en"))
    return Story(document, skipped=frozenset({Kind.CODE}))


UNHEARD = short(Part(Kind.CODE, "x = 1"))
STORIES = [
    short(Part(Kind.TITLE, "Low tide"), Part(Kind.PARAGRAPH, "Nobody calls.")),
    UNHEARD,
    short(Part(Kind.HEADING, "Night", 3), Part(Kind.PARAGRAPH, "It is late.")),
]


def test_a_chapter_that_nobody_hears_is_in_the_book_all_the_same(
    exporting: Exporting, tmp_path: Path
) -> None:
    export_epub(exporting, STORIES, tmp_path / "a.epub")
    with ZipFile(tmp_path / "a.epub") as archive:
        names = archive.namelist()
        assert "x = 1" in archive.read("EPUB/chapter002.xhtml").decode()
        package = ElementTree.fromstring(archive.read("EPUB/package.opf"))
    assert [name for name in names if "chapter002" in name] == ["EPUB/chapter002.xhtml"]
    overlaid = {
        i.get("id"): i.get("media-overlay") for i in package.iter("{http://www.idpf.org/2007/opf}item")
    }
    assert overlaid["chapter002"] is None
    assert overlaid["chapter003"] == "chapter003-overlay"
    if EPUBCHECK.exists() and shutil.which("java"):
        done = subprocess.run(
            ["java", "-jar", EPUBCHECK, tmp_path / "a.epub"], check=False, capture_output=True, text=True
        )
        assert "No errors or warnings detected" in done.stdout, done.stdout + done.stderr


XHTML = "{http://www.w3.org/1999/xhtml}"


def test_a_daisy_book_has_a_place_in_the_sound_for_every_heading(
    exporting: Exporting, tmp_path: Path
) -> None:
    export_daisy(exporting, [UNHEARD, Story(document()), *STORIES], tmp_path / "book", title="Tides")
    pages = {file.name: ElementTree.parse(file).getroot() for file in (tmp_path / "book").glob("*.*m*l")}
    headings = [e for e in pages["ncc.html"].iter() if e.tag.removeprefix(XHTML) in ("h1", "h2", "h3")]
    assert [("".join(h.itertext()), h.tag[-1]) for h in headings] == [
        ("Tides", "1"),
        ("Low tide & “high” <water>", "1"),
        ("Evening", "2"),
        ("Night", "2"),
        ("Low tide", "1"),
        ("Night", "2"),  # two levels below it in the text, which devices do not follow
    ]
    assert headings[0].get("class") == "title"
    for heading in headings:
        file, _, place = heading[0].get("href", "").partition("#")
        par = next(e for e in pages[file].iter("par") if e.get("id") == place)
        text, _, unit = par.find("text").get("src").partition("#")  # type: ignore[union-attr]
        assert any(e.get("id") == unit for e in pages[text].iter())
    metas = {m.get("name"): m.get("content") for m in pages["ncc.html"].iter(f"{XHTML}meta")}
    assert metas["ncc:tocItems"] == str(len(headings))
    assert metas["ncc:files"] == str(len(list((tmp_path / "book").iterdir())))


def test_the_whole_text_is_in_a_daisy_book_also_what_nobody_hears(
    exporting: Exporting, tmp_path: Path
) -> None:
    stories = [UNHEARD, *STORIES, UNHEARD]
    export_daisy(exporting, stories, tmp_path / "book")
    files = sorted((tmp_path / "book").glob("0*.html"))
    pages = [ElementTree.parse(file).find(f".//{XHTML}body") for file in files]
    read = [word for page in pages if page is not None for word in "".join(page.itertext()).split()]
    assert read == [word for story in stories for word in story.document.text.split()]


def test_the_clips_of_a_daisy_book_follow_one_another_and_its_times_add_up(
    exporting: Exporting, tmp_path: Path
) -> None:
    export_daisy(exporting, [Story(document())], tmp_path / "book")
    elapsed = 0.0
    for file in sorted((tmp_path / "book").glob("*.smil")):
        smil = ElementTree.parse(file).getroot()
        clips = [(a.get("clip-begin", "")[4:-1], a.get("clip-end", "")[4:-1]) for a in smil.iter("audio")]
        metas = {m.get("name"): m.get("content", "") for m in smil.iter("meta")}
        assert clips[0][0] == "0.000"
        assert [end for _, end in clips[:-1]] == [begin for begin, _ in clips[1:]]
        assert seconds(metas["ncc:timeInThisSmil"]) == pytest.approx(float(clips[-1][1]), abs=0.001)
        assert seconds(metas["ncc:totalElapsedTime"]) == pytest.approx(elapsed, abs=0.002)
        elapsed += float(clips[-1][1])


def seconds(clock: str) -> float:
    hours, minutes, rest = map(float, clock.split(":"))
    return 3600 * hours + 60 * minutes + rest


def test_a_daisy_book_replaces_a_daisy_book_only(exporting: Exporting, tmp_path: Path) -> None:
    folder = tmp_path / "book"
    export_daisy(exporting, [Story(document())], folder)
    with pytest.raises(ExportError, match="there already"):
        export_daisy(exporting, [Story(document())], folder)
    export_daisy(exporting, [Story(document())], folder, replace=True)
    (folder / "letter.odt").write_text("precious")
    with pytest.raises(ExportError, match="not make"):
        export_daisy(exporting, [Story(document())], folder, replace=True)
    assert [file.name for file in tmp_path.iterdir()] == ["book"]


def test_the_sounds_of_a_parcel_have_their_subtitles_beside_them(
    exporting: Exporting, tmp_path: Path
) -> None:
    items = [Item((Story(document()),)), Item((UNHEARD,)), Item((STORIES[0],))]
    exported = export_parcel(exporting, items, tmp_path / "news", subtitles=".lrc")
    assert [len(words) > 0 for words in exported.words] == [True, False, True]
    for name in filter(None, exported.files):
        lines = (tmp_path / "news" / name).with_suffix(".lrc").read_text("utf-8").splitlines()
        assert lines[1].startswith("[00:00.0")
    export_parcel(exporting, items, tmp_path / "news", replace=True)
    assert not list((tmp_path / "news").glob("*.lrc"))


def test_a_parcel_has_all_that_players_need(exporting: Exporting, tmp_path: Path) -> None:
    items = [
        Item((Story(document()),), "Nobody calls."),
        Item((Story(Document("")),)),
        Item((Story(document()),)),
    ]
    exported = export_parcel(exporting, items, tmp_path / "news")
    names = ["01-low-tide-high-water.mp3", "02-low-tide-high-water.mp3"]
    assert exported.files == (names[0], "", names[1])
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
    with pytest.raises(ExportError, match="not make"):
        export_parcel(exporting, items, folder, replace=True)
    assert (folder / "letter.odt").read_text() == "precious"
    assert [file.name for file in tmp_path.iterdir()] == ["news"]


@pytest.mark.parametrize("replace", [False, True])
@pytest.mark.parametrize("form", [Form.PARCEL, Form.DAISY])
def test_what_a_person_puts_into_the_folder_while_it_is_made_stays(
    exporting: Exporting, tmp_path: Path, form: Form, replace: bool
) -> None:
    folder = tmp_path / "made"

    def put_letter(_: int, __: int) -> None:
        folder.mkdir(exist_ok=True)
        (folder / "letter.odt").write_text("precious")

    wanted = Wanted([Item((Story(document()),))], form, folder, Asked(), replace=replace)
    with pytest.raises(ExportError):
        take(exporting, wanted, Reins(put_letter))
    assert [file.name for file in folder.iterdir()] == ["letter.odt"]


@pytest.mark.parametrize("form", [Form.PARCEL, Form.DAISY])
def test_a_folder_that_the_system_cannot_look_into_is_named(
    exporting: Exporting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: Form
) -> None:
    def refuse(_: Path) -> NoReturn:
        raise PermissionError(13, "Permission denied")

    folder = tmp_path / "locked"
    folder.mkdir()
    monkeypatch.setattr(Path, "iterdir", refuse)
    wanted = Wanted([Item((Story(document()),))], form, folder, Asked())
    with pytest.raises(ExportError, match="locked cannot be written: Permission denied"):
        take(exporting, wanted, Reins())


def test_where_the_new_folder_cannot_be_put_the_one_before_is_there(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "index.html").write_text("old")
    with pytest.raises(OSError, match="no-such"):
        put(
            tmp_path / "no-such",
            folder,
            tmp_path / "old",
            lambda names: names == {"index.html"},
            replace=True,
        )
    assert (folder / "index.html").read_text() == "old"
    assert list(tmp_path.iterdir()) == [folder]


def test_nothing_to_say_makes_no_book(exporting: Exporting, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="nothing to read"):
        export_epub(exporting, [Story(Document(" "))], tmp_path / "a.epub")
    assert list(tmp_path.iterdir()) == []
