"""Turns seconds into the time of a clock, as subtitles, books of text and sound, and chapters of sound files have it."""

from __future__ import annotations


def clock(seconds: float, point: str = ".") -> str:
    """Hours, minutes, seconds and milliseconds: `01:02:03.004`; `point` stands before the milliseconds."""
    whole = round(seconds * 1000)
    return (
        f"{whole // 3_600_000:02}:{whole // 60_000 % 60:02}:{whole // 1000 % 60:02}{point}{whole % 1000:03}"
    )
