"""`reader library feeds`: follows feeds, and fetches their new stories when it is asked to."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from reader.app import build
from reader.app.following import Following, Refreshed
from reader.app.wording import count, told, tr
from reader.cli.printing import each, print_json, print_text
from reader.core.errors import KeepingError, UsageError
from reader.core.keeping import Feed
from reader.core.wording import said


def run(asked: argparse.Namespace) -> int:
    """Does one thing with the feeds."""
    following = build.following()
    needs = {
        "add": said("addresses"),
        "remove": said("numbers of feeds"),
        "import": said("a file of OPML"),
        "export": said("a new file, or -"),
    }
    if asked.change in needs and not asked.what:
        raise UsageError(
            f"What is to be done needs {needs[asked.change]}.", "Run: reader library feeds --help"
        )
    match asked.change:
        case "add":
            return each(asked.what, as_json=asked.json, work=lambda named: _add(following, named, asked))
        case "remove":
            return each(asked.what, as_json=asked.json, work=lambda key: _remove(following, key, asked))
        case "refresh":
            return _refresh(following, asked)
        case "import":
            return each(asked.what, as_json=asked.json, work=lambda named: _import(following, named, asked))
        case "export":
            return _export(following, asked)
    return _list(following, asked)


def _list(following: Following, asked: argparse.Namespace) -> int:
    feeds = following.feeds()
    for feed in feeds:
        if asked.json:
            print_json(asdict(feed))
        else:
            print_text(f"{feed.id:5}  {feed.title}  ({_state(feed)})")
    if not feeds and not asked.json:
        print_text(tr("No feed is followed. Run: reader library feeds add ADDRESS"), error=True)
    return 0


def _state(feed: Feed) -> str:
    if feed.gone:
        return tr("gone for good")
    if feed.trouble:
        return told(feed.trouble)
    if not feed.asked:
        return tr("not asked yet")
    return tr("asked {date}", date=feed.asked[:16].replace("T", " "))


def _add(following: Following, named: str, asked: argparse.Namespace) -> dict[str, Any] | None:
    feed, new = following.subscribe(named)
    if asked.json:
        return {"input": named, "new": new} | asdict(feed)
    print_text(f"{feed.id:5}  {feed.title}  {'' if new else tr('(followed already)')}".rstrip())
    return None


def _remove(following: Following, key: str, asked: argparse.Namespace) -> dict[str, Any] | None:
    following.unsubscribe(_number(key))
    if asked.json:
        return {"input": key}
    print_text(tr("{key} is not followed any more; its stories stay.", key=key))
    return None


def _refresh(following: Following, asked: argparse.Namespace) -> int:
    def step(title: str, _number: int, _all: int) -> None:
        if not asked.json:
            print_text(tr("Asking {title}", title=title), error=True)

    keys = [_number(key) for key in asked.what] or None
    done = following.refresh(keys, step)
    for one in done:
        if asked.json:
            print_json(asdict(one.feed) | {"queued": list(one.queued), "awaited": one.awaited})
        else:
            print_text(_outcome(one))
    if not done and not asked.json:
        print_text(tr("No feed may be asked again yet."), error=True)
    return 1 if any(one.feed.trouble for one in done) else 0


def _outcome(done: Refreshed) -> str:
    if done.feed.trouble:
        return f"{done.feed.title}: {told(done.feed.trouble)}"
    new = count("{n} new story in the queue", "{n} new stories in the queue", len(done.queued))
    more = (
        count("{n} more kept as an address", "{n} more kept as addresses", done.awaited)
        if done.awaited
        else ""
    )
    return f"{done.feed.title}: {new}{', ' if more else ''}{more}"


def _import(following: Following, named: str, asked: argparse.Namespace) -> dict[str, Any] | None:
    try:
        content = sys.stdin.buffer.read() if named == "-" else Path(named).read_bytes()
    except OSError as error:
        raise KeepingError(f"{named} cannot be read.", "Check its name and your permissions.") from error
    new, strange = following.read_opml(content)
    if asked.json:
        return {"input": named, "new": new, "left": strange}
    print_text(count("{n} feed is followed now.", "{n} feeds are followed now.", new))
    if strange:
        print_text(
            count(
                "{n} entry names no feed on the web and was left out.",
                "{n} entries name no feed on the web and were left out.",
                strange,
            )
        )
    return None


def _export(following: Following, asked: argparse.Namespace) -> int:
    from reader.devices.files.appearing import appearing

    written = following.write_opml()
    if asked.what[0] == "-":
        print(written, end="")
        return 0
    with appearing(Path(asked.what[0])) as part:
        part.write_text(written, "utf-8", newline="\n")
    return 0


def _number(key: str) -> int:
    if len(key) > 20 or not key.isdecimal():
        raise UsageError(f"“{key}” is not the number of a feed.", "Run: reader library feeds")
    return int(key)
