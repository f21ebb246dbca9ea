"""Holds the settings as they are now: a change holds at once and is written down a moment later.

The text that is open may have a few of them for itself; a change of one of these is its own and not written here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer, Signal

from reader.app.first_start import HUGE
from reader.core.errors import KeepingError
from reader.core.settings import TABLE, Settings, Value


class Choosing(QObject):
    """What a person chose."""

    changed = Signal(str)
    """The key of a setting that changed, or "" for all."""
    failed = Signal(str, str)
    """A sentence and an advice: the settings hold, but could not be written."""

    own_changed = Signal()
    """The open text has another value for itself."""

    def __init__(self, settings: Settings, save: Callable[[Settings], None], parent: QObject) -> None:
        super().__init__(parent)
        self.settings = settings
        """As they hold now."""
        self.everywhere = settings
        """As they hold where a text has none for itself; these are written down."""
        self.own: Mapping[str, Value] = {}
        """What the open text has for itself."""
        self._save = save
        self._before_big = TABLE["text.size"].default
        self._saving = QTimer(self, singleShot=True, interval=400)
        self._saving.timeout.connect(self.save)

    def set(self, key: str, value: Value) -> None:
        """Changes a setting; it holds at once and is kept."""
        before = self.settings
        self.settings = before.having(key, value)
        if self.settings == before:
            return
        if key in self.own:
            self.own = {**self.own, key: self.settings.value(key)}
            self.own_changed.emit()
        else:
            self.everywhere = self.everywhere.having(key, value)
            self._saving.start()
        self.changed.emit(key)

    def set_own(self, own: Mapping[str, Value]) -> None:
        """The open text has these for itself, and no others; what it cannot have is left out."""
        before, self.settings = self.settings, self.everywhere
        self.own = {}
        for key, value in own.items():
            if isinstance(value, type(TABLE[key].default)):
                self.settings = self.settings.having(key, value)
                self.own = {**self.own, key: self.settings.value(key)}
        for key in TABLE:
            if self.settings.value(key) != before.value(key):
                self.changed.emit(key)

    def set_all(self, settings: Settings) -> None:
        """Takes other settings as a whole; the open text keeps what it has for itself."""
        self.settings = self.everywhere = settings
        for key, value in self.own.items():
            self.settings = self.settings.having(key, value)
        self._saving.start()
        self.changed.emit("")

    def step(self, key: str, steps: int) -> None:
        """Changes a setting by steps of its size; 0 returns to the default, choices go around."""
        setting = TABLE[key]
        now = self.settings.value(key)
        if steps == 0:
            self.set(key, setting.default)
        elif setting.choices:
            values = [c.value for c in setting.choices]
            self.set(key, values[(values.index(str(now)) + steps) % len(values)])
        elif isinstance(now, bool):
            self.set(key, not now)
        elif isinstance(now, int):
            self.set(key, setting.nearest(now + steps * _stride(key, now)))

    def make_big(self) -> str:
        """Huge text at once, or the size before that; the key of the setting comes back."""
        size = self.settings.number("text.size")
        if size < HUGE:
            self._before_big = size
        self.set("text.size", HUGE if size < HUGE else self._before_big)
        return "text.size"

    def save(self) -> None:
        """Writes the settings now."""
        self._saving.stop()
        try:
            self._save(self.everywhere)
        except KeepingError as error:
            self.failed.emit(error.message, error.advice)

    def close(self) -> None:
        """Writes what was not written yet."""
        if self._saving.isActive():
            self.save()


def _stride(key: str, now: int) -> int:
    # From 40 points on, two more are not seen: a tenth is.
    return max(TABLE[key].step, round(now / 10)) if key == "text.size" else TABLE[key].step
