"""Ranks a story by one of sumy's own algorithms, over our sentences; and offers our ranking as one of them.

Nothing here is needed for the usual summary: sumy is imported inside functions, as importing it takes over
a second. Several of its algorithms are quadratic in the number of sentences, so long stories are refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final

from reader.core.document import Document, Span
from reader.core.errors import UsageError
from reader.core.summary.alike import parted
from reader.core.summary.cancelling import Cancelled
from reader.core.summary.ranking import Ranking
from reader.core.summary.refusal import refusal
from reader.core.summary.story import story
from reader.core.summary.terms import Basis, terms
from reader.core.summary.tokens import Tokens
from reader.core.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

ALGORITHMS: Final[Mapping[str, tuple[str, str]]] = {
    "edmundson": ("edmundson", "EdmundsonSummarizer"),
    "kl": ("kl", "KLSummarizer"),
    "lexrank": ("lex_rank", "LexRankSummarizer"),
    "lsa": ("lsa", "LsaSummarizer"),
    "luhn": ("luhn", "LuhnSummarizer"),
    "reduction": ("reduction", "ReductionSummarizer"),
    "sumbasic": ("sum_basic", "SumBasicSummarizer"),
    "textrank": ("text_rank", "TextRankSummarizer"),
}
"""sumy's algorithms by the name a person chooses."""
NEED_NUMPY: Final = frozenset({"lexrank", "lsa", "textrank"})
"""These calculate with NumPy, which Reader itself does not need and does not bring."""
LONGEST: Final = 1500
"""Sentences; with as many, LexRank takes about half a minute."""


class ClassicRanker:
    """Ranks as one of sumy's algorithms would."""

    def __init__(self, algorithm: str) -> None:
        """Raises:
        UsageError: sumy has no such algorithm, or it needs NumPy and that is not installed.
        """
        if algorithm not in ALGORITHMS:
            raise UsageError(
                f"There is no algorithm “{algorithm}”.", f"Choose one of: {', '.join(sorted(ALGORITHMS))}."
            )
        if algorithm in NEED_NUMPY and find_spec("numpy") is None:
            raise UsageError(
                f"The algorithm “{algorithm}” needs NumPy, which is not installed.",
                "Install it with “pip install 'reader-aloud[classic]'”, or choose another algorithm.",
            )
        self._algorithm = algorithm

    def rank(self, document: Document, cancelled: Callable[[], bool] = lambda: False) -> Ranking:
        """The order in which the algorithm would add sentences.

        Raises:
            Cancelled: asked before and after the algorithm only, which cannot be stopped itself.
            UsageError: the story is too long for sumy, or the algorithm fails on it.
        """
        told = story(document)
        if len(told) > LONGEST:
            raise UsageError(
                f"{len(told)} sentences are too many for “{self._algorithm}”.",
                "Leave the choice of the algorithm to Reader.",
            )
        spans = [t.span for t in told]
        if cancelled():
            raise Cancelled
        basis, by_rank = self._ordered(document, [t.block for t in told], spans)
        if cancelled():
            raise Cancelled
        known = terms(document.text, spans, document.title, "", {}, cancelled)
        new, repeated = parted(by_rank, [frozenset(w.root for w in ws) for ws in known.words], cancelled)
        order = new + repeated
        return Ranking(
            order=tuple(spans[i] for i in order),
            words=tuple(sum(1 for _ in words(spans[i].of(document.text))) for i in order),
            fresh=len(new),
            refusal=refusal(document, len(told)),
            basis=basis,
        )

    def _ordered(
        self, document: Document, blocks: Sequence[int], spans: Sequence[Span]
    ) -> tuple[Basis, list[int]]:
        if not spans:
            return Basis.STATISTICS, []
        # start-up time: 1.5 s
        from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence

        tokens = Tokens(lambda text, _: [Span(0, len(text))], document.language)
        made = [Sentence(span.of(document.text), tokens) for span in spans]
        paragraphs: dict[int, list[Any]] = {}
        for block, sentence in zip(blocks, made, strict=True):
            paragraphs.setdefault(block, []).append(sentence)
        heading = [Sentence(document.title, tokens, is_heading=True)] if document.title else []
        groups = [Paragraph(group) for group in paragraphs.values()]
        if heading:
            groups.insert(0, Paragraph(heading))
        basis, summarizer = _summarizer(self._algorithm, tokens.language)
        model = ObjectDocumentModel(groups)
        index = {id(sentence): i for i, sentence in enumerate(made)}
        order: list[int] = []
        try:
            for count in _counts(len(made)):
                chosen = [index[id(s)] for s in summarizer(model, count) if id(s) in index]
                order += [i for i in chosen if i not in order]
        except (ValueError, ZeroDivisionError, KeyError, ArithmeticError) as fault:
            raise UsageError(
                f"“{self._algorithm}” fails on this story.", "Leave the choice of the algorithm to Reader."
            ) from fault
        return basis, order + [i for i in range(len(made)) if i not in set(order)]


def _counts(sentences: int) -> list[int]:
    """How many sentences to ask for, one after the other: exact for the short summaries people hear."""
    return [n for n in (*range(1, 9), 12, 16, 24, 32, 64) if n < sentences] + [sentences]


def _summarizer(algorithm: str, language: str) -> tuple[Basis, Any]:
    from sumy.nlp.stemmers import Stemmer, null_stemmer  # start-up time: 1.5 s
    from sumy.utils import get_stop_words

    module, name = ALGORITHMS[algorithm]
    basis = Basis.LANGUAGE
    try:
        stemmer, stops = Stemmer(language), get_stop_words(language)
    except LookupError:
        basis, stemmer, stops = Basis.STATISTICS, null_stemmer, frozenset()
    summarizer = getattr(import_module(f"sumy.summarizers.{module}"), name)(stemmer)
    if algorithm == "edmundson":
        # it insists on lists; these two are neutral
        summarizer.bonus_words = summarizer.stigma_words = ("\u0000",)
        summarizer.null_words = stops or ("\u0000",)
    elif hasattr(type(summarizer), "stop_words"):
        summarizer.stop_words = stops
    return basis, summarizer


def as_sumy(weights: Mapping[str, Any], language: str) -> Any:
    """Our ranking behind sumy's interface: an `AbstractSummarizer`, to be called with a document of sumy and a count."""
    from sumy.summarizers._summarizer import AbstractSummarizer  # start-up time: 1.5 s

    from reader.core.document import About, Kind, Part, compose
    from reader.core.summary.ranking import Ranker

    class ReaderSummarizer(AbstractSummarizer):  # type: ignore[misc]
        """Ranks the sentences of sumy's document as Reader does."""

        def __call__(self, document: Any, sentences_count: Any) -> tuple[Any, ...]:
            ours = list(document.sentences)
            at = iter(ours)
            parts = [Part(Kind.TITLE, " ".join(str(h) for h in document.headings))]
            lengths: list[list[int]] = [[len(str(s)) for s in p.sentences] for p in document.paragraphs]
            parts += [
                Part(Kind.PARAGRAPH, " ".join(str(next(at)) for _ in sizes)) for sizes in lengths if sizes
            ]
            known = {part.text: sizes for part, sizes in zip(parts[1:], filter(None, lengths), strict=True)}
            made = compose(
                parts, lambda text, _: _laid(known.get(text, [len(text)])), About(language=language)
            )
            told = [t.span for t in story(made)]
            rating = {span: -rank for rank, span in enumerate(Ranker(weights).rank(made))}
            by_sentence = {id(s): rating[span] for s, span in zip(ours, told, strict=True)}
            return tuple(self._get_best_sentences(ours, sentences_count, lambda s: by_sentence[id(s)]))

    return ReaderSummarizer()


def _laid(lengths: Sequence[int]) -> list[Span]:
    spans, at = [], 0
    for length in lengths:
        spans.append(Span(at, at + length))
        at += length + 1
    return spans
