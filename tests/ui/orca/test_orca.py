"""The written sessions beside this file, held by the real Orca."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from tests.ui.desktop import NEEDED, SPOKEN_TOO, Desktop, missing
from tests.ui.orca.heard import Orca

HERE = Path(__file__).parent
EXAMPLE = HERE.parents[2] / "resources" / "examples" / "harbour-page.txt"


KEPT = {
    "Council votes to keep the night ferry": "The night ferry of Port Ellery stays. The council voted nine to four"
    " on Monday, after a debate of five hours. Kingfisher Lines runs it until spring.",
    "Why the tide tables were wrong": "For a century the tide tables of Port Ellery were eleven minutes late. A"
    " student found out why: the gauge stood behind a wall that was built in 1911.",
}
"""What is in the library before a session begins: headlines and stories, the last one opened last."""


def written_steps(session: str) -> list[tuple[str, list[str]]]:
    """The keys of a session, each with what is expected after it."""
    steps: list[tuple[str, list[str]]] = []
    for line in (HERE / session).read_text("utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith(" "):
            steps[-1][1].append(line.strip())
        else:
            steps.append((line.strip(), []))
    return steps


def keep(desktop: Desktop) -> None:
    """Fills the library."""
    for number, (title, text) in enumerate(KEPT.items()):
        file = desktop.folder / f"{number}.html"
        file.write_text(
            f"<title>{title}</title><article><h1>{title}</h1><p>{text}</p><p>{text}</p></article>"
        )
        desktop.run(sys.executable, "-m", "reader", "library", "add", str(file))


pytestmark = [
    pytest.mark.timeout(400),
    pytest.mark.skipif(bool(missing(*NEEDED, *SPOKEN_TOO)), reason=f"needs {missing(*NEEDED, *SPOKEN_TOO)}"),
]


def live_through(session: str, opened: list[str]) -> list[str]:
    """Presses the keys of a session; what was not said as it is written there comes back."""
    wrong: list[str] = []
    with Desktop() as desktop:
        orca = Orca(desktop)
        if session == "library.txt":
            keep(desktop)
        for key, expected in written_steps(session):
            if key.startswith("type "):
                desktop.run("xdotool", "type", "--delay", "60", key.removeprefix("type "))
            elif key == "open":
                desktop.show([sys.executable, "-m", "reader", *opened])
            else:
                desktop.press(key)
            said = orca.said()
            positive = [w for w in expected if not w.startswith("!")]
            end = time.monotonic() + 12
            while not all(w in " ".join(said) for w in positive) and time.monotonic() < end:
                said += orca.said()  # the machines of tests are busy ones
            if key == "open":
                time.sleep(4)  # the voice is made ready in the background; nothing outside tells when
            heard = " ".join(said)
            for wanted in expected:
                if wanted.startswith("!"):
                    if wanted[1:].strip() in heard:
                        wrong.append(f"{key}: said {wanted[1:].strip()!r}: {said}")
                elif wanted not in heard:
                    wrong.append(f"{key}: expected {wanted!r}, heard {said}")
    return wrong


@pytest.mark.parametrize(
    ("session", "opened"),
    [
        ("session.txt", ["open", str(EXAMPLE)]),
        ("library.txt", ["open", str(EXAMPLE)]),
        ("first-start.txt", ["open"]),
    ],
)
def test_orca_says_what_a_person_needs_at_every_step(session: str, opened: list[str]) -> None:
    # Lived through once more where something was amiss: on a busy machine Qt gives the release of Alt before
    # the key that was pressed with it, where Orca answers late for that one, and the menus open.
    wrong = live_through(session, opened) and live_through(session, opened)
    assert not wrong, "\n".join(wrong)


def test_the_first_question_is_said_once_however_slow_the_screen_reader_is() -> None:
    with Desktop() as desktop:
        orca = Orca(desktop)
        with orca.held_up():
            desktop.show([sys.executable, "-m", "reader", "open"])
            time.sleep(2)  # the question has been asked by then; nothing outside tells when
        last = "Escape leaves all questions out."
        said = orca.said()
        end = time.monotonic() + 30
        while last not in said and time.monotonic() < end:
            said += orca.said()
        assert said.count(last) == 1, said
