"""Turns our lists of abbreviations and openers into the tables that NLTK's punkt reads.

uv run python tests/quality/training/punkt.py

Nothing is learnt from foreign text: what punkt would count in a corpus stands in
`resources/language/sentences.json` already. Writes `resources/language/nltk/tokenizers/punkt_tab`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

RESOURCES = Path(__file__).parents[3] / "resources" / "language"
NAMES = {
    "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish", "fi": "finnish",
    "fr": "french", "it": "italian", "nl": "dutch", "no": "norwegian", "pl": "polish", "pt": "portuguese",
    "ru": "russian", "sv": "swedish", "tr": "turkish",
}  # fmt: skip
SHORT = ("before_a_name", "before_a_number", "inside", "anywhere", "last", "after_a_number")
REAL_WORDS: Final = frozenset(
    ["no", "art", "fig", "sec", "al", "col", "mar", "dec", "jan", "in", "am", "is", "on", "cap", "don"]
)
"""Abbreviations that are words as well: punkt does not know what follows, so it is better off without."""


def write_tables(target: Path) -> None:
    """Writes the tables of all languages under `target`, which NLTK can be given as a data folder."""
    languages = json.loads((RESOURCES / "sentences.json").read_text("utf-8"))["languages"]
    for code, name in NAMES.items():
        rules = languages[code]
        general = languages[""]
        short = {
            word.lower()
            for source in (general, rules)
            for kind in SHORT
            for word in " ".join(source.get(kind, ())).split()
        }
        starters = {w for w in " ".join(rules.get("openers", ())).split() if w.isalpha() and len(w) > 1}
        folder = target / "tokenizers" / "punkt_tab" / name
        folder.mkdir(parents=True, exist_ok=True)
        write(folder / "abbrev_types.txt", sorted(short - REAL_WORDS))
        write(folder / "sent_starters.txt", sorted(starters))
        write(folder / "collocations.tab", [])
        write(folder / "ortho_context.tab", [])


def write(path: Path, lines: list[str]) -> None:
    path.write_text("\n".join(lines), "utf-8", newline="\n")


if __name__ == "__main__":
    write_tables(RESOURCES / "nltk")
