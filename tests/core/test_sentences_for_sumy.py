"""sumy and NLTK run offline, with nothing downloaded."""

from __future__ import annotations

import importlib
import runpy
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from reader.core.sentences import SentenceSplitter
from reader.core.summary.tokens import Tokens, equip_nltk
from reader.devices.files import resources

SPLITTER = SentenceSplitter(resources.read_json("language/sentences.json"))
STORY = (
    "Dr. Hale rowed to the island at 5 a.m. on Monday. The island had no harbour. She found a lamp, a rope, etc. "
    "The lamp was still warm. Nobody on the island had seen it before. Dr. Hale rowed home with the lamp. "
    "The harbour was full of boats by then. She told nobody about the rope."
)
SHIPPED = resources.path("language/nltk")


@pytest.fixture
def bare_nltk(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """NLTK as it is on a machine where nothing was ever downloaded."""
    nltk = importlib.import_module("nltk")
    monkeypatch.setattr(nltk.data, "path", [])
    nltk.tokenize._get_punkt_tokenizer.cache_clear()
    yield
    nltk.tokenize._get_punkt_tokenizer.cache_clear()


@pytest.mark.parametrize(
    "name", ["lsa", "lex_rank", "text_rank", "luhn", "kl", "reduction", "sum_basic", "random"]
)
@pytest.mark.usefixtures("bare_nltk")
def test_every_algorithm_of_sumy_runs_without_downloaded_tables(name: str) -> None:
    if name in ("lsa", "lex_rank", "text_rank", "kl") and find_spec("numpy") is None:
        pytest.skip("this algorithm needs numpy")
    from sumy.parsers.plaintext import PlaintextParser

    parser = PlaintextParser.from_string(STORY, Tokens(SPLITTER, "en-GB"))
    module = importlib.import_module(f"sumy.summarizers.{name}")
    title = "KL" if name == "kl" else name.title().replace("_", "")
    algorithm = getattr(module, f"{title}Summarizer")()
    chosen = [str(sentence) for sentence in algorithm(parser.document, 2)]
    assert len(chosen) == 2
    assert all(sentence in STORY and sentence.endswith(".") for sentence in chosen)


def test_sentences_and_words_come_as_sumy_wants_them() -> None:
    tokens = Tokens(SPLITTER, "en_GB")
    assert tokens.language == "english"
    assert tokens.to_sentences("Dr. Hale left.  She didn't return.") == (
        "Dr. Hale left.",
        "She didn't return.",
    )
    assert tokens.to_words("She didn't return in 1912, well-known as she was.") == (
        "She", "didn't", "return", "in", "well-known", "as", "she", "was",
    )  # fmt: skip
    assert Tokens(SPLITTER, "zh").to_words("渡船开出，AB 船") == ("渡船", "船开", "开出", "AB")
    assert Tokens(SPLITTER, "tlh").language == "tlh"


@pytest.mark.usefixtures("bare_nltk")
def test_nltk_and_sumy_as_they_are_find_our_tables() -> None:
    import nltk
    from sumy.nlp.tokenizers import Tokenizer

    with pytest.raises(LookupError):
        nltk.sent_tokenize("It is late.")
    equip_nltk(str(SHIPPED))
    equip_nltk(str(SHIPPED))
    assert nltk.data.path == [str(SHIPPED)]
    assert nltk.sent_tokenize("Dr. Hale left. She is away.") == ["Dr. Hale left.", "She is away."]
    assert nltk.word_tokenize("She isn't here.") == ["She", "is", "n't", "here", "."]
    assert Tokenizer("german").to_sentences("Es war z. B. spät. Dann kam Dr. Hale.") == (
        "Es war z. B. spät.",
        "Dann kam Dr. Hale.",
    )


def test_the_tables_are_made_from_the_rules_as_they_stand(tmp_path: Path) -> None:
    script = Path(__file__).parents[1] / "quality" / "training" / "punkt.py"
    made = runpy.run_path(str(script))
    made["write_tables"](tmp_path)
    tables = sorted(p.relative_to(tmp_path) for p in tmp_path.rglob("*.t*"))
    assert len(tables) == 4 * len(made["NAMES"])
    for table in tables:
        assert (SHIPPED / table).read_bytes() == (tmp_path / table).read_bytes(), (
            f"{table}: run {script.name}"
        )
