"""Runs the real Orca and keeps what it says."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.ui.desktop import Desktop

_MODULE = """GenericExecuteSynth "printf '%s\\\\n' \\'$DATA\\' >> {file}"
GenericCmdDependency "sh"
GenericLanguage "en" "en" "utf-8"
GenericPunctNone ""
GenericStripPunctChars ""
AddVoice "en" "MALE1" "en"
DefaultVoice "en"
GenericDelimiters ""
GenericMaxChunkLength 2000
"""

_SPEECHD = """LogLevel 1
LogDir "{folder}"
DefaultLanguage "en-US"
AudioOutputMethod "pulse"
AddModule "paper" "sd_generic" "paper.conf"
DefaultModule paper
LanguageDefaultModule "en" "paper"
Timeout 0
DisableAutoSpawn
"""

_ORCA = """{"general": {"enableKeyEcho": false, "profile": ["Default", "default"], "startingProfile": ["Default", "default"]},
"profiles": {"default": {"profile": ["Default", "default"], "enableKeyEcho": false, "pronunciations": {}, "keybindings": {}}},
"pronunciations": {}, "keybindings": {}}"""

QUIET = 0.7
"""Seconds without a new word after which Orca has finished; the machines of tests are busy ones."""
PATIENCE = 12.0


class Orca:
    """The screen reader on a desktop, with a voice that writes."""

    def __init__(self, desktop: Desktop) -> None:
        self._desktop = desktop
        self._spoken = desktop.folder / "spoken"
        self._spoken.touch()
        self._read = 0
        self._sound()
        self._voice()
        settings = Path(desktop.env["XDG_DATA_HOME"]) / "orca"
        settings.mkdir(parents=True)
        (settings / "user-settings.conf").write_text(_ORCA)
        desktop.set_status("ScreenReaderEnabled")
        self._process = desktop.start("orca", "--replace", "--disable", "braille", output="orca.log")
        desktop.wait(lambda: "Screen reader on" in self._spoken.read_text(), "Orca", 60)

    @contextmanager
    def held_up(self) -> Iterator[None]:
        """It hears nothing meanwhile, and all of it afterwards, as on a machine that has too much to do."""
        self._process.send_signal(signal.SIGSTOP)
        yield
        self._process.send_signal(signal.SIGCONT)

    def said(self) -> list[str]:
        """What it said since the last call, once it has finished."""
        end = time.monotonic() + PATIENCE
        size, since = -1, time.monotonic()
        while time.monotonic() < end:
            now = self._spoken.stat().st_size
            if now != size:
                size, since = now, time.monotonic()
            elif time.monotonic() - since > QUIET:
                break
            time.sleep(0.05)
        text = self._spoken.read_text(errors="replace")
        new, self._read = text[self._read :], len(text)
        return [line.strip() for line in new.splitlines() if line.strip()]

    def _sound(self) -> None:
        self._desktop.start(
            "pulseaudio", "--daemonize=no", "--exit-idle-time=-1", "--disable-shm=yes", "-n",
            "-L", "module-native-protocol-unix", "-L", "module-null-sink sink_name=air rate=48000",
        )  # fmt: skip
        self._desktop.wait(lambda: self._desktop.succeeds("pactl", "info"), "PulseAudio")

    def _voice(self) -> None:
        folder = self._desktop.folder / "speechd"
        (folder / "modules").mkdir(parents=True)
        (folder / "speechd.conf").write_text(_SPEECHD.format(folder=folder))
        (folder / "modules" / "paper.conf").write_text(_MODULE.format(file=self._spoken))
        self._desktop.start(
            "speech-dispatcher", "-s", "-C", str(folder), "-L", str(folder), "-l", "1", "-t", "0"
        )
        socket = Path(self._desktop.env["XDG_RUNTIME_DIR"]) / "speech-dispatcher" / "speechd.sock"
        self._desktop.wait(socket.exists, "speech-dispatcher")
