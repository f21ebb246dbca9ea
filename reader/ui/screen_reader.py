"""Finds out whether a screen reader is listening, so that two voices never talk over each other."""

from __future__ import annotations

import sys

from PySide6.QtGui import QAccessible

_PATIENCE = 500
"""Milliseconds within which a desktop answers."""


def listening() -> bool:
    """Whether a program that speaks for the person is on.

    On Linux desktops the accessibility bus often runs for nobody: there it counts who asked to be told of events.
    In the first moments of a program Qt does not know yet: there it counts what the desktop says.
    """
    if sys.platform != "linux":
        return QAccessible.isActive()
    return (QAccessible.isActive() or _enabled()) and _anyone_on_the_bus()


def _enabled() -> bool:
    from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage, QDBusVariant  # start-up time

    asked = QDBusMessage.createMethodCall(
        "org.a11y.Bus", "/org/a11y/bus", "org.freedesktop.DBus.Properties", "Get"
    )
    asked.setArguments(["org.a11y.Status", "ScreenReaderEnabled"])
    asked.setAutoStartService(False)
    found = QDBusConnection.sessionBus().call(asked, QDBus.CallMode.Block, _PATIENCE).arguments()
    return bool(found) and isinstance(found[0], QDBusVariant) and found[0].variant() is True


def _anyone_on_the_bus() -> bool:
    from PySide6.QtDBus import QDBus, QDBusConnection, QDBusInterface  # start-up time

    session = QDBusConnection.sessionBus()
    bus = QDBusInterface("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", session)
    found = bus.call(QDBus.CallMode.Block, "GetAddress").arguments()
    if not found:
        return True  # nobody can be asked: silence is the safe side
    name = "reader-screen-reader"
    there = QDBusConnection.connectToBus(str(found[0]), name)
    registry = QDBusInterface(
        "org.a11y.atspi.Registry", "/org/a11y/atspi/registry", "org.a11y.atspi.Registry", there
    )
    answer = registry.call(QDBus.CallMode.Block, "GetRegisteredEvents")
    QDBusConnection.disconnectFromBus(name)
    if answer.signature() != "a(ss)":
        return True
    events = answer.arguments()[0]
    events.beginArray()
    return not events.atEnd()
