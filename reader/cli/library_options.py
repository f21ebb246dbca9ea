"""Declares what `reader library` takes."""

from __future__ import annotations

import argparse

from reader.cli.options import In, add_inputs, words


def add_library(library: argparse.ArgumentParser) -> None:
    actions = library.add_subparsers(dest="action", required=True, metavar="ACTION")

    def action(name: str, what: str) -> argparse.ArgumentParser:
        parser = actions.add_parser(name, help=what)
        parser.add_argument("--json", action="store_true", help="one JSON object a line, for scripts")
        return parser

    listed = action("list", "what was opened last")
    listed.add_argument(
        "--limit", type=In(int, 1, 1_000_000), default=100, metavar="N", help="at most N (100)"
    )
    listed.add_argument("--tag", type=words, default="", help="only what has this tag")
    listed.add_argument(
        "--stage",
        choices=("awaited", "new", "started", "finished"),
        default="",
        help="only what is not fetched yet, not begun, begun, or heard to its end",
    )
    search = action("search", "find words in everything that is kept")
    search.add_argument("words", nargs="+", metavar="WORD", help="all of them; the last may be unfinished")
    search.add_argument("--limit", type=In(int, 1, 1_000), default=20, metavar="N", help="at most N (20)")
    added = action("add", "keep a page")
    add_inputs(added)
    added.add_argument("--queue", action="store_true", help="and put it into the queue")
    shown = action("show", "print a story that is kept, without the network")
    shown.add_argument("ids", nargs="+", metavar="ID", help="its number in the list, or its address")
    removed = action("remove", "forget stories, so that nothing of them stays")
    removed.add_argument("ids", nargs="*", type=int, metavar="ID", help="their numbers in the list")
    removed.add_argument("--all", action="store_true", help="everything, the history and the feeds too")
    tagged = action("tag", "give a story tags")
    tagged.add_argument("id", type=int, metavar="ID", help="its number in the list")
    tagged.add_argument("tags", nargs="+", type=words, metavar="TAG")
    tagged.add_argument("--remove", action="store_true", help="take the tags away")
    history = action("history", "what was opened when")
    history.add_argument(
        "--limit", type=In(int, 1, 1_000_000), default=100, metavar="N", help="at most N (100)"
    )
    history.add_argument("--forget", action="store_true", help="forget it; the documents stay")
    notes = action("notes", "bookmarks and notes of a story, or of all")
    notes.add_argument("id", nargs="?", type=int, metavar="ID", help="its number in the list")
    action("export", "write everything as JSON lines").add_argument(
        "file", metavar="FILE", help="a new file, or -"
    )
    add_inputs(action("import", "add everything from such a file, or from an export of another program"))
    action("repair", "set a damaged library aside and save what can be read of it")
    queue = action("queue", "show or change what is to be heard next")
    queue.add_argument("change", nargs="?", choices=("show", "add", "remove", "first"), default="show")
    queue.add_argument("ids", nargs="*", type=int, metavar="ID", help="numbers in the list")
    feeds = action("feeds", "follow feeds, and fetch their new stories into the queue when you say so")
    feeds.add_argument(
        "change", nargs="?", choices=("list", "add", "remove", "refresh", "import", "export"), default="list"
    )
    feeds.add_argument(
        "what",
        nargs="*",
        metavar="WHAT",
        help="addresses to add, numbers to remove or refresh, a file of OPML",
    )
