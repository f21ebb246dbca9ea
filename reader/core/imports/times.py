"""Turns the ways in which programs write times into the way of the library."""

from __future__ import annotations

from datetime import UTC, datetime


def seconds(written: object) -> str:
    """Of seconds since 1970, as a number or in digits; "" where it is none."""
    try:
        return _written(datetime.fromtimestamp(int(str(written).strip()), UTC))
    except (ValueError, OverflowError, OSError):
        return ""


def iso(written: object) -> str:
    """Of ISO 8601, with a space instead of the T too; UTC where it names no zone; "" where it is none."""
    try:
        time = datetime.fromisoformat(str(written).strip())
        return _written(time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC))
    except (ValueError, OverflowError):
        return ""


def english(written: object) -> str:
    """Of "January 6, 2022 10:30:00 AM", which Readwise writes; "" where it is none."""
    for form in ("%B %d, %Y %I:%M:%S %p", "%B %d, %Y %I:%M %p", "%B %d, %Y"):
        try:
            return _written(datetime.strptime(str(written).strip(), form).replace(tzinfo=UTC))
        except ValueError:
            continue
    return iso(written)


def _written(time: datetime) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ") if 1970 <= time.year <= 9999 else ""
