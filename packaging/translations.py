"""Collects everything that people read from the source and brings every catalogue up to date with it.

    python packaging/translations.py            update resources/locale and tell what is left to translate
    python packaging/translations.py xx         begin another language

What is collected: what `tr`, `count`, `say` and `said` are given; the sentences of every error; what the
tables of settings and commands show; helps of the command line; and anything else that has the shape of a
sentence, because errors and notices are told at the edge wherever they were written down.
"""

from __future__ import annotations

import ast
import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "resources" / "locale"

TOLD = {"tr": (0,), "say": (0,), "said": (0,), "action": (1,), "_refused": (1,), "_bad": (1,)}
"""Functions, and which of their arguments people read."""
KEYWORDS = {"help", "description", "epilog"}
"""Arguments of the command line's parser."""
TABLES = {
    "Setting": ((2, "label"), (3, "help"), (7, "unit")),
    "Command": ((1, "title"), (2, "help")),
    "Choice": ((1, "label"),),
}
ENUMS = {"Menu", "Group"}
NOT_OURS = "# not translated"
"""A remark on a line that says why its text stays as it is."""

_HEADERS = re.compile(
    rb'^"(Project-Id-Version|Report-Msgid|POT-Creation|PO-Revision|Last-Translator|Language-Team|Generated-By).*\n',
    re.MULTILINE,
)
"""What tools write into a catalogue and nobody reads."""
_SENTENCE = re.compile(r"[“\"A-Z{].* .*[.!?…]", re.DOTALL)
_SQL = re.compile(r"\b(SELECT|WHERE|UPDATE|DELETE|INSERT|LIMIT|JOIN)\b")
_WORDS = re.compile(r"[^\W\d_]|,")
_PLACE = re.compile(r"\{\w+\}")


@dataclass(frozen=True, slots=True)
class Found:
    """Something that people read."""

    text: str | tuple[str, str]
    """One form, or the forms for one and for many."""
    place: str
    line: int
    about: str = ""
    """What a translator should know."""


def found(root: Path = ROOT) -> Iterator[Found]:
    """Everything in the source, file by file."""
    for file in sorted((root / "reader").rglob("*.py")):
        yield from in_source(file.read_text("utf-8"), file.relative_to(root).as_posix())
    for place, names in (
        ("resources/article/reasons.json", lambda read: [reason for reason, *_ in read]),
        (
            "resources/article/lines/furniture.json",
            lambda read: {n: 0 for lists in read.values() for n in lists},
        ),
    ):
        for name in names(json.loads((root / place).read_text("utf-8"))):
            yield Found(name, place, 0, "a kind of clutter that was left out of a page")


def in_source(source: str, place: str) -> Iterator[Found]:
    """Everything in one file."""
    tree = ast.parse(source)
    lines = source.splitlines()
    seen: set[tuple[int, int, str]] = set()
    for node, text, about in _marked(tree):
        key = (node.lineno, node.col_offset, str(text))
        if (
            key not in seen
            and _WORDS.search(_PLACE.sub("", str(text)))
            and NOT_OURS not in lines[node.lineno - 1]
        ):
            seen.add(key)
            yield Found(text, place, node.lineno, about or _remark(lines, node.lineno))


def _remark(lines: list[str], number: int) -> str:
    for line in reversed(lines[max(0, number - 3) : number - 1]):
        if line.strip().startswith("# translators: "):
            return line.strip().removeprefix("# translators: ")
    return ""


def _marked(tree: ast.Module) -> Iterator[tuple[ast.expr, str | tuple[str, str], str]]:
    names = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    quiet = set(_no_sentences(tree))
    for node in ast.walk(tree):
        match node:
            case ast.Call():
                yield from _called(node, names)
            case ast.ClassDef() if node.name in ENUMS:
                for line in node.body:
                    if isinstance(line, ast.Assign) and isinstance(line.value, ast.Constant):
                        yield line.value, template(line.value), f"{node.name} of the window"
            case ast.Constant(value=str()) | ast.JoinedStr() if id(node) not in quiet:
                text = template(node)
                if _SENTENCE.fullmatch(text) and not _SQL.search(text):
                    yield node, text, ""


def _no_sentences(tree: ast.Module) -> Iterator[int]:
    """Docstrings, pieces of texts, and what belongs together with another form."""
    for node in ast.walk(tree):
        match node:
            case ast.Expr():
                yield id(node.value)
            case ast.JoinedStr():
                yield from (id(v) for v in node.values)
            case ast.Call() if name_of(node) == "count":
                yield from (id(a) for a in node.args)


def _called(
    node: ast.Call, names: dict[str, ast.expr]
) -> Iterator[tuple[ast.expr, str | tuple[str, str], str]]:
    name = name_of(node)
    if name == "count" and len(node.args) >= 3:
        one, many = template(node.args[0]), template(node.args[1])
        if one and many:
            yield node.args[0], (one, many), ""
    for at in TOLD.get(name, ()):
        if at < len(node.args):
            for text in _texts(node.args[at], names):
                yield node.args[at], text, ""
    yield from _declared(node, name)
    if name in _errors() and len(node.args) == 2:
        for given in node.args:
            for text in _texts(given, names):
                yield given, text, "an error" if given is node.args[0] else "what to do about an error"


def _declared(node: ast.Call, name: str) -> Iterator[tuple[ast.expr, str, str]]:
    """What the tables and the command line's parser show."""
    if name in TABLES:
        about = f"{name} {template(node.args[0])}" if node.args else name
        for at, keyword in TABLES[name]:
            given = node.args[at] if at < len(node.args) else None
            given = next((k.value for k in node.keywords if k.arg == keyword), given)
            if given is not None and template(given):
                yield given, template(given), about
    for keyword in node.keywords:
        if keyword.arg in KEYWORDS and template(keyword.value) and name.startswith(("add_", "_Parser")):
            yield keyword.value, template(keyword.value), "help of the command line"


def name_of(node: ast.Call) -> str:
    """The function that is called, without what it belongs to."""
    function = node.func
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def _errors() -> set[str]:
    """The names of our errors."""
    global _names  # noqa: PLW0603 - read once
    if not _names:
        tree = ast.parse((ROOT / "reader" / "core" / "errors.py").read_text("utf-8"))
        _names = {n.name for n in ast.walk(tree) if isinstance(n, ast.ClassDef)}
    return _names


_names: set[str] = set()


def _texts(node: ast.expr, names: dict[str, ast.expr]) -> Iterator[str]:
    match node:
        case ast.Constant() | ast.JoinedStr():
            yield template(node)
        case ast.Name() if node.id in names:
            yield from _texts(names[node.id], {})
        case ast.IfExp():
            yield from _texts(node.body, names)
            yield from _texts(node.orelse, names)
        case ast.BoolOp():
            for value in node.values:
                yield from _texts(value, names)
        case _:
            return


def template(node: ast.expr) -> str:
    """A text as the catalogues hold it: values as names in braces; empty for what is no text."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if not isinstance(node, ast.JoinedStr):
        return ""
    written, used = [], list[str]()
    for piece in node.values:
        if isinstance(piece, ast.FormattedValue):
            name = _name(piece.value)
            used.append(name)
            written.append("{" + name + (str(used.count(name)) if used.count(name) > 1 else "") + "}")
        elif isinstance(piece, ast.Constant):
            written.append(str(piece.value))
    return "".join(written)


def _name(node: ast.expr) -> str:
    match node:
        case ast.Name():
            return node.id.lower().strip("_")
        case ast.Attribute():
            return node.attr.lower().strip("_")
        case ast.Call(args=[first, *_]):
            return _name(first)
        case ast.Call():
            return _name(node.func)
        case ast.Subscript():
            return _name(node.value)
        case ast.BinOp():
            return _name(node.left)
        case _:
            return "value"


def template_of(root: Path = ROOT) -> Catalog:
    """The catalogue without translations."""
    catalog = Catalog(charset="utf-8", fuzzy=False)
    for one in found(root):
        catalog.add(one.text, locations=[(one.place, 0)], auto_comments=[one.about] if one.about else [])
    return catalog


def files() -> dict[str, Path]:
    """The catalogue of every language there is."""
    return {f.parts[-3]: f for f in sorted(LOCALE.glob("*/LC_MESSAGES/reader.po"))}


def compiled(catalog: Catalog) -> bytes:
    """The form that the program reads; unsure translations are left out."""
    out = BytesIO()
    catalog.creation_date = catalog.revision_date = datetime(
        2026, 1, 1, tzinfo=UTC
    )  # else: the hour of the run
    write_mo(out, catalog)
    return out.getvalue()


def written(catalog: Catalog) -> bytes:
    """The form that people translate; the same for the same content, whenever it is written."""
    out = BytesIO()
    write_po(
        out,
        catalog,
        width=100,
        sort_by_file=True,
        omit_header=False,
        include_lineno=False,
        ignore_obsolete=True,
    )
    return _HEADERS.sub(b"", out.getvalue())


def updated(language: str, template: Catalog) -> Catalog:
    """The catalogue of a language with every sentence of the source."""
    file = LOCALE / language / "LC_MESSAGES" / "reader.po"
    if not file.exists():
        catalog = Catalog(locale=language, charset="utf-8", fuzzy=False)
    else:
        with file.open("rb") as opened:
            catalog = read_po(opened, locale=language)
    catalog.header_comment = f"# Reader, {language}: translations under the same licence as the program."
    catalog.update(template, no_fuzzy_matching=False, update_header_comment=False)
    return catalog


def left(catalog: Catalog) -> list[str]:
    """What is not translated yet, or not surely."""
    return [str(m.id) for m in catalog if m.id and (m.fuzzy or not all(_forms(m.string)))]


def _forms(text: str | Sequence[str] | None) -> tuple[str, ...]:
    return (text or "",) if isinstance(text, str | None) else tuple(text)


def main(begin: list[str]) -> int:
    """Updates every catalogue and tells what is left."""
    template = template_of()
    for language in sorted({*files(), *begin}):
        catalog = updated(language, template)
        file = LOCALE / language / "LC_MESSAGES" / "reader.po"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(written(catalog))
        with file.open("rb") as opened:
            file.with_suffix(".mo").write_bytes(compiled(read_po(opened, locale=language)))
        missing = left(catalog)
        print(f"{language}: {len(catalog) - len(missing)} of {len(catalog)}")
        for text in missing[:20]:
            print(f"    {text}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
