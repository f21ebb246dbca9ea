"""Listens for later starts of the program, in the thread of the window."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from reader.core.errors import UsageError
from reader.devices.desktop.handing import LARGEST, TAKEN, asked_in


class Listening(QObject):
    """The ear of the one window. Whoever makes it holds the lock of the only window."""

    asked = Signal(object)
    """`Asked`, of another start of the program."""

    def __init__(self, place: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._meet)
        QLocalServer.removeServer(place)  # what a killed window left behind
        self.works = self._server.listen(place)
        """Whether it can be heard; without, every start has a window of its own."""

    def close(self) -> None:
        """Nobody is heard any more."""
        self._server.close()

    def _meet(self) -> None:
        while (line := self._server.nextPendingConnection()) is not None:
            line.setReadBufferSize(LARGEST)
            line.disconnected.connect(line.deleteLater)
            line.readyRead.connect(lambda line=line: self._read(line))
            if line.bytesAvailable():
                self._read(line)

    def _read(self, line: QLocalSocket) -> None:
        if not line.canReadLine():
            if line.bytesAvailable() >= LARGEST:
                line.abort()
            return
        try:
            asked = asked_in(bytes(line.readLine().data()))
        except UsageError:
            line.abort()
            return
        line.write(TAKEN)
        line.flush()
        line.disconnectFromServer()
        self.asked.emit(asked)
