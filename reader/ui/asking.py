"""Opens the dialogs of the window, and does what was chosen in them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QFileDialog

from reader.core.errors import KeepingError
from reader.devices.files.settings import read, save
from reader.ui.words import tr

if TYPE_CHECKING:
    from reader.app.exporting import Reins
    from reader.app.exporting.parcels import Item
    from reader.ui.needs import Parts
    from reader.ui.window import Window


class Asking:
    """Every dialog is imported when it is first opened: start-up time."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._session = window.session
        self._read, self._save = read, save

    def open_file(self) -> None:
        """A file of this computer."""
        named, _ = QFileDialog.getOpenFileName(self._window, tr("Open a page, a text or a book"))
        if named:
            self._session.open(named)

    def show_palette(self) -> None:
        """Any command by its name."""
        from reader.ui.dialogs import palette

        window = self._window
        command = palette(window, window.actions_by_id, self._session.settings, window.theme)
        if command:
            QTimer.singleShot(0, lambda: window.perform(command))

    def show_contents(self) -> None:
        """The headings, to go to one."""
        from reader.ui.dialogs import contents

        document = self._session.document
        offset = contents(self._window, document, self._window.theme) if document is not None else None
        if offset is not None:
            self._window.go_to(offset)

    def show_lists(self) -> None:
        """The lists of the text, to go to one."""
        from reader.ui.dialogs import lists

        document = self._session.document
        offset = lists(self._window, document, self._window.theme) if document is not None else None
        if offset is not None:
            self._window.go_to(offset)

    def show_links(self) -> None:
        """The links of the text; one that is chosen is opened as if its address were typed."""
        from reader.ui.dialogs import links

        document = self._session.document
        address = links(self._window, document, self._window.theme) if document is not None else ""
        if address:
            self._session.open(address)

    def choose_voice(self) -> None:
        """Who reads."""
        from reader.ui.dialogs import voice

        session = self._session
        was_chosen, which = voice(
            self._window, session.playback.voices, session.settings.word("voice.id"), self._window.theme
        )
        if was_chosen:
            session.set_voice(which)
            name = which.name if which else tr("the best voice of each language")
            said = tr("Voice: {name}", name=name)
            if "voice.id" in session.choosing.own:
                said = tr("{setting}, for this text alone", setting=said)
            self._window.say(said)

    def show_settings(self) -> None:
        """Everything that can be chosen."""
        from reader.ui.settings_dialog import SettingsDialog

        window, session = self._window, self._session
        dialog = SettingsDialog(session.settings, session.set, window.theme, window)
        dialog.silenced.connect(session.stop)
        dialog.export_wanted.connect(lambda: self._export(dialog))
        dialog.import_wanted.connect(lambda: self._import(dialog))
        repainting = session.changed.connect(lambda _: dialog.set_theme(window.theme))
        self._run(dialog)
        session.changed.disconnect(repainting)

    def _export(self, dialog: QDialog) -> None:
        title = tr("Export the settings")
        named, _ = QFileDialog.getSaveFileName(dialog, title, "reader-settings.json", "*.json")
        if not named:
            return
        try:
            self._save(self._session.choosing.everywhere, Path(named))
        except KeepingError as error:
            self._trouble(dialog, error)
        else:
            self._window.say(tr("The settings are in {file}.", file=named))

    def _import(self, dialog: QDialog) -> None:
        named, _ = QFileDialog.getOpenFileName(dialog, tr("Import settings"), "", "*.json")
        if not named:
            return
        try:
            settings, faults = self._read(Path(named))
        except KeepingError as error:
            self._trouble(dialog, error)
            return
        dialog.accept()  # it shows what held before
        self._session.choosing.set_all(settings)
        if faults:
            self._window.tell_faults(faults, imported=True)
        else:
            self._window.say(tr("The settings of {file} hold now.", file=named))

    def _trouble(self, dialog: QDialog, error: KeepingError) -> None:
        dialog.accept()  # the message stands in the window, in the one place for it
        self._session.troubled.emit(error.message, error.advice, False)

    def show_keys(self) -> None:
        """The keys of all commands."""
        from reader.ui.keys_dialog import KeysDialog

        dialog = KeysDialog(self._session.choosing.everywhere, self._window.theme, self._window)
        dialog.changed.connect(self._session.choosing.set_all)
        self._run(dialog)

    def take_along(self, parts: Parts) -> None:
        """A file of the open text; closing the dialog ends what is still being made."""
        from reader.app.exporting.taking import What, item
        from reader.ui.export_dialog import ask
        from reader.ui.taking_along import Offer

        window, session = self._window, self._session
        document = session.document
        if document is None:
            return
        summary = session.summary

        def items(_: Reins) -> Sequence[Item]:
            return [item(document, summary, What(session.settings.word("export.what")), session.skipped)]

        ask(window, parts, [Offer("", document.title, items)])

    def _run(self, dialog: QDialog) -> None:
        dialog.exec()
        dialog.deleteLater()
