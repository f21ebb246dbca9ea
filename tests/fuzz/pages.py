"""Looks for pages that break a promise: runs broken, nested and shuffled pages against `promises.check`.

    uv run --with atheris python tests/fuzz/pages.py --seconds 3600 [--corpus DIR] [--found DIR]
    uv run python tests/fuzz/pages.py --replay FILE...

Inputs begin with a letter that says what follows: `h` bytes of an HTML page, `t` text copied off a page, `m` an
MHTML archive, `s` a Safari archive, `a` bytes that are judged by what they look like, `g` a recipe out of which
a page of well-formed tags is built, whose words must all come out. atheris (libFuzzer for Python) changes them
so that new lines of the program are reached. It is installed for the run only: its wheels are for some systems.
What is found is written to `--found`, and becomes a case in tests/core/article.
"""

from __future__ import annotations

import argparse
import contextlib
import plistlib
import re
import sys
import traceback
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

SLOWER = 4.0
"""How much more time the instruments of atheris are given."""

_TAGS = (
    "p", "div", "span", "a", "b", "i", "h1", "h2", "h3", "ul", "ol", "li", "table", "tr", "td", "th", "blockquote", "pre",
    "code", "article", "main", "section", "aside", "nav", "header", "footer", "figure", "figcaption", "br", "hr", "em",
    "strong", "form", "button", "label", "dl", "dt", "dd", "time", "center", "font", "details", "summary", "body", "html",
)  # fmt: skip
_CLASSES = (
    "",
    "story",
    "share",
    "byline",
    "author",
    "related",
    "comment",
    "ad",
    "caption",
    "menu",
    "entry-content",
)
_WORDS = (
    "harbour", "The ferry left at nine.", "Share", "By Ann Lee", "6 January 2022", "[tta_listen_btn]", "Advertisement",
    "It was the longest winter that anybody could remember, and nobody, not even the pilots, had seen such ice.",
    "Read more", "灯台は光る。", "שלום", "e\u0301", "\U0001f600", "a\u00adb", "&", "12,5 %", "“Go,” she said.", "\u200d",
)  # fmt: skip


def built(recipe: bytes) -> tuple[bytes, str]:
    """A page of well-formed tags, opened and closed in any order, and the words that must come out of it."""
    out: list[str] = ["<!doctype html><title>Ferry</title><body>"]
    words: list[str] = []
    opened: list[str] = []
    for at in range(0, len(recipe) - 1, 2):
        what, which = recipe[at], recipe[at + 1]
        tag = _TAGS[which % len(_TAGS)]
        if what < 90:
            name = _CLASSES[what % len(_CLASSES)]
            out.append(f'<{tag} class="{name}">' if name else f"<{tag}>")
            opened.append(tag)
        elif what < 150 and opened:
            out.append(f"</{opened.pop(-1 - which % min(3, len(opened)))}>")
        elif what < 200:
            words.append(f"w{len(words)}x{which}")
            out.append(f" {words[-1]} ")
        else:
            out.append(_WORDS[which % len(_WORDS)] + " ")
    return "".join(out).encode("utf-8"), " ".join(words)


def check(octets: bytes, seconds: float) -> None:
    """Reads one input, whose first letter says what it is."""
    from reader.core.document import Page
    from tests.fuzz import promises

    kind, content, told = octets[:1], octets[1:], ""
    match kind:
        case b"h":
            page = Page(content, "page.html")
        case b"t":
            page = Page(content, "", "text/plain; charset=utf-8")
        case b"m":
            page = Page(b"MIME-Version: 1.0\r\nContent-Type: multipart/related; " + content, "page.mhtml")
        case b"s":
            main = {"WebResourceData": content, "WebResourceTextEncodingName": "utf-8"}
            page = Page(plistlib.dumps({"WebMainResource": main}, fmt=plistlib.FMT_BINARY), "page.webarchive")
        case b"b":
            page = Page(b"bplist00" + content, "page.webarchive")
        case b"g":
            content, told = built(content[:4000])
            page = Page(content, "page.html")
        case _:
            page = Page(content)
    promises.check(page, seconds=seconds, told=told)


def seeds(folder: Path) -> None:
    """Writes what to begin with: the cases of the project, and a few shapes."""
    folder.mkdir(parents=True, exist_ok=True)
    tests = ROOT / "tests"
    for path in sorted([*tests.glob("pages/*/input.html"), *tests.glob("pages_text/*/input.txt")]):
        content, name = path.read_bytes()[:8000], path.parent.name
        (folder / name).write_bytes((b"h" if path.suffix == ".html" else b"t") + content)
        (folder / f"{name}-any").write_bytes(b"a" + content)
    for path in sorted(tests.glob("pages/*/input.mhtml")):
        (folder / path.parent.name).write_bytes(b"m" + path.read_bytes().partition(b"multipart/related;")[2])
    (folder / "safari").write_bytes(b"s<p>The ferry left at nine, and nobody saw it.</p>")
    (folder / "safari-broken").write_bytes(
        b"b" + plistlib.dumps({"WebMainResource": {}}, fmt=plistlib.FMT_BINARY)[8:]
    )
    for number in range(20):
        recipe = bytes((number * 37 + i * i * (number + 3)) % 256 for i in range(400))
        (folder / f"recipe-{number}").write_bytes(b"g" + recipe)


def dictionary(path: Path) -> None:
    """Writes the words of HTML that are worth putting in."""
    words = [f"<{tag}>" for tag in _TAGS] + [f"</{tag}>" for tag in _TAGS]
    words += [
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<script>",
        "</script>",
        "<style>",
        "<title>",
        "<template>",
        "<svg>",
    ]
    words += [
        "&amp;",
        "&#0;",
        "&#xD800;",
        "&#x1F600;",
        "&nbsp;",
        "&lt;",
        " hidden",
        " style='display:none'",
        " lang='fr'",
    ]
    words += [
        "<meta charset=utf-16>",
        "<meta charset=shift_jis>",
        "application/ld+json",
        "articleBody",
        "itemprop=",
    ]
    words += [
        "boundary=",
        "--b",
        "Content-Type: text/html",
        "Content-Transfer-Encoding: quoted-printable",
        "=3D",
        "base64",
    ]
    lines = ("".join(f"\\x{byte:02x}" for byte in word.encode()) for word in words)
    path.write_text(
        "\n".join(f'"{line}"' for line in lines) + '\n"\\xff\\xfe"\n"\\x00"\n"\\xe2\\x80\\xa8"\n', "ascii"
    )


def _place(fault: Exception) -> str:
    """A file name for a fault: what it is, and where in the program it came up."""
    frames = [f for f in traceback.extract_tb(fault.__traceback__) if f.filename.startswith(str(ROOT))]
    promise = (
        re.sub(r"[^a-z]+", "-", str(fault).partition(":")[0].lower())[:50]
        if frames[-1].name == "_true"
        else ""
    )
    return f"{type(fault).__name__}-{Path(frames[-1].filename).stem}-{frames[-1].lineno}-{promise}".strip("-")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--seconds", type=int, default=3600)
    asked.add_argument("--largest", type=int, default=16_000, help="bytes of an input")
    asked.add_argument("--corpus", type=Path, default=Path("build/fuzz/corpus"))
    asked.add_argument("--found", type=Path, default=Path("build/fuzz/found"))
    asked.add_argument("--replay", nargs="+", type=Path)
    given = asked.parse_args()
    if given.replay:
        from tests.fuzz.promises import SECONDS

        for path in given.replay:
            check(path.read_bytes(), SECONDS)
        return

    import atheris

    seeds(given.corpus)
    given.found.mkdir(parents=True, exist_ok=True)
    dictionary(given.found.parent / "words.dict")
    with atheris.instrument_imports(include=["reader.core", "readability"]):
        from tests.fuzz import promises

        for path in sorted(given.corpus.iterdir())[:100]:  # what is imported late is to be instrumented too
            with contextlib.suppress(promises.Broken):
                check(path.read_bytes(), 60.0)

    known: set[str] = set()

    def one(octets: bytes) -> None:
        try:
            check(octets, promises.SECONDS * SLOWER)
        except Exception as fault:  # kept once for each place in the program, and the search goes on
            name = _place(fault)
            if name not in known:
                known.add(name)
                (given.found / name).write_bytes(octets)
                print(f"found {name}: {fault}", flush=True)

    options = {
        "max_total_time": given.seconds,
        "max_len": given.largest,
        "timeout": 60,
        "rss_limit_mb": 3000,
        "dict": given.found.parent / "words.dict",
        "artifact_prefix": f"{given.found}/",
        "print_final_stats": 1,
    }
    atheris.Setup(
        [sys.argv[0], *(f"-{name}={value}" for name, value in options.items()), str(given.corpus)], one
    )
    atheris.Fuzz()


if __name__ == "__main__":
    main()
