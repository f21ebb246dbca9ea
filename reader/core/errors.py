"""Everything that can go wrong for a person, with a sentence and an advice.

ReaderError
├── OpeningError      the page could not be had
│   ├── Missing           no such file
│   ├── Unreadable        there, but not ours to read
│   ├── Unreachable       no answer from the address
│   ├── Refused           the server answered with an error
│   ├── TooLarge          over the limit
│   ├── NotText           nothing in it can be read
│   ├── Empty             readable, but without a story
│   └── NeedsBrowser      the page is made by scripts
├── SpeechError       the words could not become sound
│   ├── NoEngine          no engine works on this machine
│   ├── NoVoice           no such voice
│   └── EngineFailed      crashed, hung or gave no sound
├── SoundError        the sound could not be played
├── ExportError       the file could not be written
├── KeepingError      the library or settings could not be read or written
│   └── Damaged           the library file holds something else than it should
├── ModelError        a model could not be asked, or gave no answer
├── UsageError        the request makes no sense
└── Defect            a fault of the program that nobody foresaw
"""

from __future__ import annotations

from typing import ClassVar


class ReaderError(Exception):
    """What a person is told: one sentence, one advice, and a code for scripts."""

    code: ClassVar[str] = "error"

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(message)
        self.message = message
        """One sentence that names the address, file or voice."""
        self.advice = advice
        """One sentence that says what to do."""

    def __reduce__(self) -> tuple[type[ReaderError], tuple[str, str]]:
        """As it goes from one process to another."""
        return type(self), (self.message, self.advice)


class OpeningError(ReaderError):
    code = "opening"


class Missing(OpeningError):
    code = "missing"


class Unreadable(OpeningError):
    code = "unreadable"


class Unreachable(OpeningError):
    code = "unreachable"


class Refused(OpeningError):
    code = "refused"


class TooLarge(OpeningError):
    code = "too-large"


class NotText(OpeningError):
    code = "not-text"


class Empty(OpeningError):
    code = "empty"


class NeedsBrowser(OpeningError):
    code = "needs-browser"


class SpeechError(ReaderError):
    code = "speech"


class NoEngine(SpeechError):
    code = "no-engine"


class NoVoice(SpeechError):
    code = "no-voice"


class EngineFailed(SpeechError):
    code = "engine-failed"


class SoundError(ReaderError):
    code = "sound"


class ExportError(ReaderError):
    code = "export"


class KeepingError(ReaderError):
    code = "keeping"


class Damaged(KeepingError):
    """Scripts are told the same code as for every failure of the library."""


class ModelError(ReaderError):
    code = "model"


class UsageError(ReaderError):
    code = "usage"


class Defect(ReaderError):
    code = "defect"
