"""Gives the whole window the language that a person chose, and its direction."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from reader.app import wording


def speak_language(app: QApplication, chosen: str) -> None:
    """`chosen` is a value of the setting `window.language`; texts of Qt's own follow where Qt ships them."""
    language = wording.use(QLocale.system().uiLanguages() if chosen == "system" else (chosen,))
    right = wording.right_to_left()
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft if right else Qt.LayoutDirection.LeftToRight)
    if QLocale.system().language() is not QLocale(language).language():
        QLocale.setDefault(QLocale(language))  # else the month of a date would be in another language
    if language != "en":
        own = QTranslator(app)
        if own.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            app.installTranslator(own)
