"""What the window says, in the language of the person."""

from __future__ import annotations

from reader.app.wording import count, language, plain, told, tr

__all__ = ["count", "language", "plain", "told", "tr"]
