"""Says when a feed may be asked again: politely, ever less often while it fails, and soundly when a clock jumps."""

from __future__ import annotations

from datetime import datetime, timedelta

LEAST = timedelta(hours=1)
"""Between two questions to one feed, unless the person says so."""
LONGEST = timedelta(days=7)
"""What a server may ask for, and how far back-off goes."""


def next_time(now: datetime, *, failures: int = 0, retry_after: float = 0, minutes: int = 0) -> datetime:
    """When to ask again.

    Args:
        failures: how often in a row it failed; 0 where it answered.
        retry_after: seconds that the server asked for.
        minutes: how long the feed itself wants to be left alone.
    """
    wait = LEAST * (1 << min(failures, 10))
    wait = max(wait, timedelta(seconds=min(retry_after, LONGEST.total_seconds())), timedelta(minutes=minutes))
    return now + min(wait, LONGEST)


def is_due(now: str, asked: str, due: str) -> bool:
    """Whether it may be asked at `now`; all in ISO 8601, UTC. A last question in the future is a clock that jumped."""
    return due <= now or asked > now
