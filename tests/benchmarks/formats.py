"""Writes every format of a page and of a long book, and has programs that are not ours read each.

    uv run python -m tests.benchmarks.formats [PAGE] [mp3 m4b opus flac wav epub parcel daisy]

A table is printed, and nothing is asserted: a line that ends in “ok” has nothing wrong. `READER_BENCHMARK_WORDS`
(100,000) is the length of the book; PAGE is a short text, the example page without one. Sounds are read by ffprobe and
mutagen, subtitles by webvtt-py and two small readers here (for SRT and LRC), books by epubcheck, parcels by feedparser.

How far times are from the sound is found by decoding: where a subtitle, a chapter or a clip is to begin we look for
the first sample that is louder than a whisper. Many words begin softly, so some are late by what that takes, as they
are in the WAV file, which nothing was done to: `shift` is how much later the middle one is than its time, and `within`
the share that is no more than 20 ms away.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree
from zipfile import ZipFile

import feedparser
import mutagen
import webvtt
from lxml import html

from reader.devices.files.resources import path
from tests.benchmarks.export import READER, WORDS, book, length

RATE = 22_050
BEFORE, AFTER = 0.1, 0.3
"""Seconds around a time in which its sound is looked for."""
SILENCE = 0.03
"""Seconds of that which must be silent, so that there is a beginning to be found."""
WHISPER = 120
"""Of 32,767: louder than what codecs leave in silence, and than nearly all breath."""
NEAR = 0.020
KINDS = ("wav", "flac", "mp3", "opus", "m4b", "epub", "parcel", "daisy")
SMIL = "{http://www.w3.org/ns/SMIL}"


@dataclass(slots=True)
class Line:
    """One format of one text."""

    text: str
    kind: str
    seconds: float = 0.0
    took: float = 0.0
    late: list[float] = field(default_factory=list)
    """Seconds, for every time that was looked at."""
    found: list[str] = field(default_factory=list)
    """What there is."""
    wrong: list[str] = field(default_factory=list)

    def need(self, true: object, otherwise: str) -> None:
        if not true:
            self.wrong.append(otherwise)

    def __str__(self) -> str:
        late = sorted(self.late) or [0.0]
        near = sum(abs(one) <= NEAR for one in late) / len(late)
        return (
            f"{self.text:5} {self.kind:7} {self.seconds:8.1f} s in {self.took:6.1f} s  {len(self.late):6} times, "
            f"shift {1000 * late[len(late) // 2]:5.1f} ms, within {100 * near:5.1f} %, "
            f"{1000 * late[0]:.0f} to {1000 * late[-1]:.0f} ms  {', '.join(self.found)}: "
            f"{'; '.join(self.wrong) or 'ok'}"
        )


def lateness(file: Path, times: Sequence[float]) -> Iterator[float]:
    """How much later than each time its sound begins, as ffmpeg decodes the file; where no silence is before it
    nothing can be told.
    """
    command = ["ffmpeg", "-v", "error", "-i", str(file), "-f", "s16le", "-ac", "1", "-ar", str(RATE), "-"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as ffmpeg:
        assert ffmpeg.stdout is not None
        held, first = array("h"), 0
        for at in sorted(times):
            begin, end = max(0, round((at - BEFORE) * RATE)), round((at + AFTER) * RATE)
            while first + len(held) < end and (more := ffmpeg.stdout.read(1 << 20)):
                held.frombytes(more)
            del held[: begin - first]
            first = begin
            loud = next((n for n in range(min(end - begin, len(held))) if abs(held[n]) > WHISPER), None)
            if loud is not None and (loud > SILENCE * RATE or begin == 0):
                yield (begin + loud) / RATE - at
        ffmpeg.kill()


def clock(text: str) -> float:
    """Seconds of `1:02:03.456`, with a comma or a point, with or without hours."""
    seconds = 0.0
    for part in text.strip().replace(",", ".").split(":"):
        seconds = 60 * seconds + float(part)
    return seconds


def subtitles(file: Path) -> list[tuple[float, str]]:
    """When each line begins, and its words."""
    if file.suffix == ".vtt":
        return [(clock(cue.start), cue.text) for cue in webvtt.read(str(file))]
    text = file.read_text("utf-8")
    if file.suffix == ".lrc":
        return [(clock(at), said) for at, said in re.findall(r"^\[(\d+:\d+\.\d+)\](.*)$", text, re.MULTILINE)]
    cues = (cue.split("\n", 2) for cue in text.strip().split("\n\n"))
    return [(clock(times.partition(" --> ")[0]), said) for _, times, said in cues]


def exported(line: Line, source: Path, target: Path, *more: str, also: Sequence[str] = ()) -> dict:
    began = time.perf_counter()
    command = [*READER, str(source), *also, "-o", str(target), "--json", "--title", "A title", *more]
    told = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    line.took, line.seconds = time.perf_counter() - began, told["seconds"]
    line.need(not told["left_out"], "something was left out")
    return told


def sound(line: Line, source: Path, folder: Path) -> None:
    """A single sound, with its chapters and one kind of subtitles."""
    file = folder / f"a.{line.kind}"
    ending = {"opus": ".srt", "m4b": ".lrc"}.get(line.kind, ".vtt")
    beside = folder / f"a{ending}"
    told = exported(line, source, file, "--subtitles", str(beside), "--force")
    probe = [
        "ffprobe",
        "-v",
        "error",
        "-of",
        "json",
        "-show_chapters",
        "-show_format",
        "-show_streams",
        str(file),
    ]
    done = subprocess.run(probe, capture_output=True, check=True)
    found = json.loads(done.stdout)
    line.need(not done.stderr, "ffprobe complains")
    # ffprobe counts the silence round the sound of an MP3 file as well.
    line.need(abs(float(found["format"]["duration"]) - told["seconds"]) < 0.1, "another length")
    chapters = [float(chapter["start_time"]) for chapter in found["chapters"]]
    read = mutagen.File(file)
    line.need(
        read is not None and abs(read.info.length - told["seconds"]) < 0.2, "mutagen finds another length"
    )
    if line.kind != "wav":
        tags = found["format"].get("tags", {}) | found["streams"][0].get("tags", {})
        line.need("A title" in {v for k, v in tags.items() if k.lower() == "title"}, "no title")
        line.need(read is not None and read.tags, "mutagen finds no tags")
    cues = subtitles(beside)
    words = subprocess.run(
        [*READER[:-1], "text", str(source)], capture_output=True, text=True, check=True
    ).stdout.split()
    line.need(
        "".join("".join(said.split()) for _, said in cues) == "".join(words), f"{ending} has other words"
    )
    # A chapter that begins at 0 may begin with silence.
    line.late += lateness(file, [at for at, _ in cues] + chapters[1:])
    line.found += [f"{len(chapters)} chapters", f"{len(cues)} {ending[1:]}"]


def epub(line: Line, source: Path, folder: Path) -> None:
    """A book, by epubcheck, and its clips."""
    file = folder / "a.epub"
    exported(line, source, file, "--force")
    if shutil.which("java") and Path("/usr/bin/epubcheck").exists():
        check = [
            "java",
            "-Xss512m",
            "-jar",
            "/usr/bin/epubcheck",
            str(file),
        ]  # it recurses through every clip (4.2.6)
        told = subprocess.run(check, capture_output=True, text=True, check=False).stdout
        line.need("No errors or warnings detected" in told, "epubcheck complains")
        line.found.append("epubcheck")
    with ZipFile(file) as archive:
        overlays = sorted(name for name in archive.namelist() if name.endswith(".smil"))
        for name in overlays:
            clips = list(ElementTree.fromstring(archive.read(name)).iter(f"{SMIL}audio"))
            mp3 = folder / "chapter.mp3"
            mp3.write_bytes(archive.read(name.replace(".smil", ".mp3")))
            line.need(
                clock(clips[-1].get("clipEnd", "")) < length(mp3) + 0.02, f"{name} goes beyond its sound"
            )
            line.late += lateness(mp3, [clock(clip.get("clipBegin", "")) for clip in clips[1:]])
    line.found.append(f"{len(overlays)} chapters")


def daisy(line: Line, source: Path, folder: Path) -> None:
    """A talking book: every reference, every clip, every sum."""
    place = folder / "daisy"
    exported(line, source, place, "--daisy", "--force")
    pages = {
        file.name: ElementTree.parse(file).getroot()
        for file in place.iterdir()
        if file.suffix in (".html", ".smil")
    }
    ids = {name: [e.get("id") for e in page.iter() if e.get("id")] for name, page in pages.items()}
    line.need(all(len(set(known)) == len(known) for known in ids.values()), "an id twice")
    known = {name: set(each) for name, each in ids.items()}
    ncc = [e for e in pages["ncc.html"].iter() if re.fullmatch(r".*}h[1-6]", e.tag)]
    for page in pages.values():
        for element in page.iter():
            name, _, place_in = (element.get("href") or element.get("src") or "").partition("#")
            line.need(not place_in or place_in in known.get(name, ()), f"{name}#{place_in} leads nowhere")
            line.need(not name or (place / name).is_file(), f"{name} is not there")
    elapsed = 0.0
    for name in sorted(name for name in pages if name.endswith(".smil")):
        clips = list(pages[name].iter("audio"))
        times = [(float(c.get("clip-begin", "")[4:-1]), float(c.get("clip-end", "")[4:-1])) for c in clips]
        metas = {meta.get("name"): meta.get("content", "") for meta in pages[name].iter("meta")}
        line.need(
            abs(clock(metas["ncc:totalElapsedTime"]) - elapsed) < 0.05, f"{name}: the times do not add up"
        )
        line.need(
            times[-1][1] < length(place / clips[-1].get("src", "")) + 0.02, f"{name} goes beyond its sound"
        )
        line.need(all(a <= b for a, b in times), f"{name}: a clip ends before it begins")
        elapsed += times[-1][1]
        line.late += lateness(place / clips[0].get("src", ""), [begin for begin, _ in times[1:]])
    levels = [int(heading.tag[-1]) for heading in ncc]
    line.need(all(b <= a + 1 for a, b in pairwise(levels)), "a level is skipped")
    line.need(abs(elapsed - line.seconds) < 0.5, "another length")
    line.found += [f"{len(ncc)} headings", f"{len(pages)} documents"]


def parcel(line: Line, source: Path, folder: Path) -> None:
    """A folder of two stories: the feed, the playlist, the page, and the subtitles of each sound."""
    place = folder / "parcel"
    other = path("examples/harbour-page.txt")
    told = exported(line, source, place, "--parcel", "--subtitles", ".vtt", "--force", also=[str(other)])
    feed = feedparser.parse((place / "feed.xml").read_bytes())
    line.need(not feed.bozo, f"feedparser: {feed.get('bozo_exception')}")
    line.need(
        [entry.enclosures[0].href for entry in feed.entries] == told["files"], "the feed has other files"
    )
    sizes = [int(entry.enclosures[0].length) for entry in feed.entries]
    line.need(sizes == [(place / file).stat().st_size for file in told["files"]], "the feed has other sizes")
    listed = [
        one for one in (place / "playlist.m3u8").read_text("utf-8").split("\n") if one and one[0] != "#"
    ]
    line.need(listed == told["files"], "the playlist has other files")
    page = html.fromstring((place / "index.html").read_bytes())
    line.need([audio.get("src") for audio in page.iter("audio")] == told["files"], "the page has other files")
    for file in told["files"]:
        cues = subtitles((place / file).with_suffix(".vtt"))
        line.late += lateness(place / file, [at for at, _ in cues])
    line.found += [f"{len(feed.entries)} entries"]


def main() -> None:
    asked = [word for word in sys.argv[1:] if word in KINDS] or KINDS
    pages = [Path(word) for word in sys.argv[1:] if word not in KINDS] or [path("examples/harbour-page.txt")]
    with TemporaryDirectory(dir=os.environ.get("READER_BENCHMARK_FOLDER")) as named:
        folder = Path(named)
        long = folder / "book.md"
        book(long, WORDS)
        for text, source in (("page", pages[0]), ("book", long)):
            for kind in asked:
                line = Line(text, kind)
                {"epub": epub, "daisy": daisy, "parcel": parcel}.get(kind, sound)(line, source, folder)
                print(line, flush=True)


if __name__ == "__main__":
    main()
