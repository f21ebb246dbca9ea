"""Tells what a page kept back or lost of its story, and what a person can do to have the rest."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from reader.core.wording import said


class Shortfall(StrEnum):
    """Why a page told less than its story."""

    PAYWALL = "paywall"
    """A teaser; the rest is for those who pay or sign in."""
    CONSENT = "consent"
    """A question about cookies stands where the story should be."""
    CHECK = "check"
    """A test whether a person is asking stands there."""
    SCRIPTS = "scripts"
    """Scripts make the story, and none ran."""
    CUT = "cut"
    """The page breaks off before its end."""
    LITTLE = "little"
    """There are hardly any words, for whatever reason."""


TOLD: Mapping[Shortfall, tuple[str, str]] = MappingProxyType(
    {
        Shortfall.PAYWALL: (
            said("This is only the beginning of the story; the page keeps the rest for subscribers."),
            said(
                "If you can read it in your browser, save the page there and open the file, or paste its text."
            ),
        ),
        Shortfall.CONSENT: (
            said("This page asks for consent first and does not show its story."),
            said("Answer it in your browser, then save the page there and open the file, or paste its text."),
        ),
        Shortfall.CHECK: (
            said("This page wants to see first that a person is asking, and does not show its story."),
            said("Open it in your browser, then save the page there and open the file, or paste its text."),
        ),
        Shortfall.SCRIPTS: (
            said("Scripts make most of this page, so its story is missing here."),
            said("Open it in your browser, then save the page there and open the file, or paste its text."),
        ),
        Shortfall.CUT: (
            said("This page breaks off, so the end of its story may be missing."),
            said("Open it by its address, or save it again in your browser and open the file."),
        ),
        Shortfall.LITTLE: (
            said("Hardly any text was found on this page."),
            said("If your browser shows more, save the page there and open the file, or paste its text."),
        ),
    }
)
"""A sentence and an advice for each."""


def told_of(shortfall: str) -> tuple[str, str] | None:
    """The sentence and the advice for what a document has in `shortfall`; None for none, and for an unknown one."""
    return TOLD[Shortfall(shortfall)] if shortfall in TOLD else None
