"""Turns a list of stories in sound into what a folder of them needs: names, a playlist, a page and a podcast feed.

Formats: M3U8 (extended, UTF-8); RSS 2.0 with the iTunes podcast tags that players ask for.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime
from html import escape

from reader.core.export.epub import printable

INDEX, PLAYLIST, FEED, COVER = "index.html", "playlist.m3u8", "feed.xml", "cover.png"

LONGEST = 60
"""Characters of a title in the name of a file."""


@dataclass(frozen=True, slots=True)
class Episode:
    """One story of a parcel."""

    file: str
    title: str
    seconds: float
    size: int
    """Bytes."""
    media_type: str
    summary: str = ""
    """What it is about, in some sentences; may be empty."""
    byline: str = ""
    language: str = ""
    source: str = ""
    """The address that it was read from, where that is public."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A folder of stories."""

    title: str
    language: str
    """BCP 47, of the first story; may be empty."""
    identifier: str
    made: datetime
    episodes: tuple[Episode, ...]
    cover: bool = False


def file_name(number: int, of: int, title: str, suffix: str) -> str:
    """A name that every device takes and sorts in order: a number, and words in plain Latin letters."""
    plain = unicodedata.normalize("NFKD", title.replace("ß", "ss")).encode("ascii", "ignore").decode()
    words = "-".join(re.findall(r"[A-Za-z0-9]+", plain)).lower()[:LONGEST].strip("-") or "story"
    return f"{number:0{max(2, len(str(of)))}}-{words}{suffix}"


def playlist(parcel: Parcel) -> str:
    """The stories in order, for any player."""
    lines = ["#EXTM3U", f"#PLAYLIST:{_line(parcel.title)}"]
    for episode in parcel.episodes:
        lines += [f"#EXTINF:{round(episode.seconds)},{_line(episode.title)}", episode.file]
    return "\n".join([*lines, ""])


def feed(parcel: Parcel) -> str:
    """A podcast feed with addresses relative to its folder; a server makes them whole.

    The newest comes first in most players, so the first story is the newest, by a minute each.
    """
    items = []
    for number, episode in enumerate(parcel.episodes):
        when = format_datetime(parcel.made - timedelta(minutes=number))
        items.append(
            f"<item><title>{printable(episode.title)}</title>"
            f'<guid isPermaLink="false">urn:uuid:{parcel.identifier}:{number + 1}</guid><pubDate>{when}</pubDate>'
            f"<description>{printable(episode.summary or episode.title)}</description>"
            f'<enclosure url="{episode.file}" length="{episode.size}" type="{episode.media_type}"/>'
            f"<itunes:duration>{round(episode.seconds)}</itunes:duration>"
            f"<itunes:episode>{number + 1}</itunes:episode></item>"
        )
    image = f'<itunes:image href="{COVER}"/>' if parcel.cover else ""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">\n<channel>'
        f"<title>{printable(parcel.title)}</title><link>{INDEX}</link>"
        f"<description>{len(parcel.episodes)} stories to listen to.</description>"
        f"<language>{printable(parcel.language or 'en')}</language><generator>Reader</generator>"
        f"<itunes:explicit>false</itunes:explicit><itunes:block>Yes</itunes:block>{image}\n"
        + "\n".join(items)
        + "\n</channel>\n</rss>\n"
    )


_STYLE = """:root { color-scheme: light dark; }
body { font: 1.25rem/1.5 "Atkinson Hyperlegible", Verdana, sans-serif; max-width: 40rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 2rem; line-height: 1.2; } h2 { font-size: 1.4rem; margin: 0; }
li { margin: 0 0 2rem 0; } audio { width: 100%; min-height: 3.5rem; margin: .5rem 0; }
a { display: inline-block; min-height: 2.75rem; padding: .5rem 0; }
:focus-visible { outline: .25rem solid; outline-offset: .125rem; }"""


def index(parcel: Parcel) -> str:
    """A page to listen from, by keyboard and screen reader, without any script."""
    items = []
    for number, episode in enumerate(parcel.episodes, 1):
        about = " · ".join(filter(None, [episode.byline, clock(episode.seconds)]))
        kind = episode.file.rpartition(".")[2].upper()
        language = f' lang="{escape(episode.language)}"' if episode.language else ""
        items.append(
            f'<li><h2 id="s{number}"{language}>{escape(episode.title)}</h2>\n<p>{escape(about)}</p>\n'
            + (f"<p{language}>{escape(episode.summary)}</p>\n" if episode.summary else "")
            + f'<audio controls preload="none" src="{episode.file}" aria-labelledby="s{number}"></audio>\n'
            f'<a href="{episode.file}" download aria-describedby="s{number}">Save the sound '
            f"({kind}, {episode.size / 1e6:.1f} MB)</a></li>"
        )
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(parcel.language or "en")}">\n<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">'
        f"<title>{escape(parcel.title)}</title>\n<style>\n{_STYLE}\n</style></head>\n<body>\n<main>\n"
        f'<h1>{escape(parcel.title)}</h1>\n<p lang="en">{len(parcel.episodes)} stories, '
        f"{clock(sum(episode.seconds for episode in parcel.episodes))} in all. "
        f'<a href="{PLAYLIST}">Playlist</a> <a href="{FEED}">Podcast feed</a></p>\n<ol>\n'
        + "\n".join(items)
        + "\n</ol>\n</main>\n</body>\n</html>\n"
    )


def clock(seconds: float) -> str:
    """Hours, minutes and seconds, without hours that are not there."""
    whole = round(seconds)
    minutes = f"{whole // 60 % 60}:{whole % 60:02}"
    return f"{whole // 3600}:{minutes:0>5}" if whole >= 3600 else minutes


def _line(text: str) -> str:
    return " ".join(text.split())
