"""Turns the steps of one control, from the headline to the full text, into lengths for a document.

Zoomable listening: headline → one sentence → key points → longer → full text.
"""

from __future__ import annotations

from enum import StrEnum

from reader.core.summary.length import WHOLE, Length, Unit


class Step(StrEnum):
    """How much is heard."""

    HEADLINE = "headline"
    """The title alone; no sentence of the story."""
    SENTENCE = "one sentence"
    KEY_POINTS = "key points"
    LONGER = "longer"
    FULL = "full text"


def length(step: Step, sentences: int, points: int = 0) -> Length:
    """How long the summary is at `step`, for a story of so many sentences.

    Key points are `points` sentences; where that is 0 they are three to seven, growing slowly with the
    story. Longer is a quarter of it. The bounds are choices: what a listener can hold in mind, and what
    still saves time.
    """
    points = points or key_points(sentences)
    match step:
        case Step.HEADLINE:
            return Length(0, Unit.SENTENCES)
        case Step.SENTENCE:
            return Length(1, Unit.SENTENCES)
        case Step.KEY_POINTS:
            return Length(points, Unit.SENTENCES)
        case Step.LONGER:
            return Length(max(points + 2, round(sentences / 4)), Unit.SENTENCES)
        case Step.FULL:
            return WHOLE


def key_points(sentences: int) -> int:
    """How many sentences make the key points of a story of so many sentences."""
    return max(3, min(7, 2 + sentences // 15))
