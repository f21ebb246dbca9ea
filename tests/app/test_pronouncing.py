"""A person's own dictionary, from the file to what is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.app.pronouncing import Pronouncing
from reader.app.saying import Saying
from reader.core.document import Document, Span
from reader.core.errors import ReaderError, UsageError
from reader.core.speech.plan import plan, rest
from reader.core.speech.pronunciation import Entry, Kind
from reader.core.speech.spoken import HowMuch, Numbers, Punctuation, Speaking
from reader.devices.files.resources import JsonFolder


@pytest.fixture
def saying() -> Saying:
    return Saying(Speaking(JsonFolder("language/spoken")))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "pronunciation.tsv"


def test_an_entry_is_heard_at_once_and_in_the_next_session(saying: Saying, file: Path) -> None:
    Pronouncing(saying, lambda: file).add(Entry("nginx", "engine x", language="en"))
    assert saying("Nginx runs.", "en-GB").text == "engine x runs."
    another = Saying(Speaking(JsonFolder("language/spoken")))
    Pronouncing(another, lambda: file)
    assert another("Nginx runs.", "en").text == "engine x runs."


def test_a_better_entry_takes_the_place_of_the_old_one(saying: Saying, file: Path) -> None:
    own = Pronouncing(saying, lambda: file)
    own.add(Entry("nginx", "engine x"))
    own.add(Entry("nginx", "en jinx"))
    assert [e.spoken for e in own.entries] == ["en jinx"]
    own.add(Entry("Nginx", "N jinx"), instead=own.entries[0])
    assert [e.spoken for e in own.entries] == ["N jinx"]
    own.remove(own.entries)
    assert saying("nginx", "en").text == "nginx"


def test_an_entry_that_would_hang_is_refused_and_changes_nothing(saying: Saying, file: Path) -> None:
    own = Pronouncing(saying, lambda: file)
    own.add(Entry("a", "b"))
    before = file.read_bytes()
    with pytest.raises(UsageError):
        own.add(Entry(r"(a+)+b", "x", Kind.PATTERN))
    with pytest.raises(UsageError):
        own.take_in("en\tword\tc\td\nrubbish\n")
    assert file.read_bytes() == before
    assert [e.written for e in own.entries] == ["a"]


def test_what_is_taken_in_goes_before_what_was_there(saying: Saying, file: Path) -> None:
    own = Pronouncing(saying, lambda: file)
    own.add(Entry("a", "old"))
    own.add(Entry("c", "sea"))
    assert own.take_in("# remark\n*\tword\ta\tnew\n") == 1
    assert [(e.written, e.spoken) for e in own.entries] == [("a", "new"), ("c", "sea")]
    assert own.written().splitlines()[1:] == ["*\tword\ta\tnew", "*\tword\tc\tsea"]


@pytest.mark.parametrize("content", [b"\xff\xfe rubbish", b"one column\n", b"x" * ((1 << 23) + 1)])
def test_a_file_that_cannot_be_used_is_told_of_and_never_written_over(
    saying: Saying, file: Path, content: bytes
) -> None:
    file.parent.mkdir()
    file.write_bytes(content)
    own = Pronouncing(saying, lambda: file)
    assert own.fault is not None
    with pytest.raises(UsageError):
        own.add(Entry("a", "b"))
    assert file.read_bytes() == content


def test_a_folder_that_cannot_be_written_is_told_of(saying: Saying, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(ReaderError):
        Pronouncing(saying, lambda: blocked / "pronunciation.tsv").add(Entry("a", "b"))


def test_engines_without_phonemes_get_the_plain_word(saying: Saying, file: Path) -> None:
    Pronouncing(saying, lambda: file).add(Entry("Leipzig", "[[l'aIptsIC]]", language="de"))
    spoken = saying("In Leipzig heute.", "de")
    assert spoken.text == "In [[l'aIptsIC]] heute."
    assert spoken.plain is not None
    assert spoken.plain.text == "In Leipzig heute."
    assert saying("In Halle.", "de").plain is None
    (utterance,) = plan(Document("In Leipzig heute.", language="de"), saying)
    left = rest(utterance, 3).spoken
    assert left.text == "[[l'aIptsIC]] heute."
    assert left.plain is not None
    assert left.plain.text == "Leipzig heute."
    assert left.plain.anchors[0].written == Span(0, 7)


def test_how_much_is_said_is_heeded(saying: Saying) -> None:
    saying.set_how(HowMuch(Numbers.DIGITS, Punctuation.ALL))
    assert saying("Room 12, please.", "en").text.split() == [
        "Room",
        "one",
        "two",
        "comma",
        "please",
        "period",
    ]
