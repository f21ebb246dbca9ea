"""Declares what `reader export` takes, but for the voice and the length of a summary."""

from __future__ import annotations

import argparse

from reader.cli.options import In, add_inputs, words


def add_export(export: argparse.ArgumentParser) -> None:
    add_inputs(export, at_least_one=False)
    export.add_argument(
        "-o",
        "--output",
        required=True,
        metavar="FILE",
        help="its ending decides the format: .mp3, .m4b, .opus, .flac, .wav, .epub; a folder for a parcel or DAISY",
    )
    export.add_argument("--queue", action="store_true", help="also what is in the queue, in its order")
    export.add_argument(
        "--kept",
        nargs="+",
        type=int,
        default=[],
        metavar="ID",
        help="also what is kept under these numbers of `reader library list`",
    )
    form = export.add_mutually_exclusive_group()
    form.add_argument(
        "--parcel",
        action="store_true",
        help="make a folder: a file for each input, playlist, page and podcast feed",
    )
    form.add_argument(
        "--daisy",
        action="store_true",
        help="make a folder: a DAISY 2.02 book with text and sound, for talking-book devices",
    )
    export.add_argument(
        "--format", default="mp3", metavar="KIND", help="of the files in a parcel: mp3, m4b, opus, … (mp3)"
    )
    export.add_argument("--title", type=words, default="", help="what the whole is called")
    what = export.add_mutually_exclusive_group()
    what.add_argument("--summary", action="store_true", help="the summary only")
    what.add_argument("--summary-first", action="store_true", help="the summary, then the whole")
    what.add_argument(
        "--briefing",
        action="store_true",
        help="all inputs as one, each with headline and source; the same story once",
    )
    export.add_argument(
        "--by-word", action="store_true", help="in a book or in subtitles light up words, not sentences"
    )
    export.add_argument("--marks", metavar="FILE", help="also write when each word sounds, as JSON")
    export.add_argument(
        "--subtitles",
        metavar="FILE",
        help="also write subtitles: .vtt, .srt or .lrc; for a parcel only the ending, they lie beside each sound",
    )
    export.add_argument("--force", action="store_true", help="replace files that are there already")
    export.add_argument(
        "--leave-out-failed",
        action="store_true",
        help="leave out sentences that no voice can say, and name them, instead of stopping",
    )
    export.add_argument(
        "--jobs",
        type=In(int, 1, 512),
        default=0,
        metavar="N",
        help="how many processes work at it (one a core)",
    )
    export.add_argument(
        "--dask", default="", metavar="ADDRESS", help="let a Dask cluster work, such as tcp://127.0.0.1:8786"
    )
    export.add_argument("--quiet", action="store_true", help="no line that shows how far it is")
    export.add_argument("--json", action="store_true", help="print what was written as JSON")
