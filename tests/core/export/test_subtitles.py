"""Subtitles show a sentence while it sounds."""

from __future__ import annotations

from reader.core.document import Document, Span
from reader.core.export.subtitles import LONGEST, lrc, srt, webvtt
from reader.core.export.timeline import Timed

TEXT = "Ferry\n\nTom & Ann left. Nobody <waved>."
DOCUMENT = Document(TEXT, title="Ferry", sentences=(Span(0, 5), Span(7, 22), Span(23, 38)))
WORDS = (
    Timed(Span(0, 5), 0.0, 0.5),
    Timed(Span(7, 10), 1.0, 1.25),
    Timed(Span(13, 16), 1.25, 1.5),
    Timed(Span(17, 22), 1.5, 2.0),
    Timed(Span(23, 29), 3599.9996, 3600.5),
    Timed(Span(30, 38), 3600.5, 3661.25),
)


def test_srt_numbers_each_sentence() -> None:
    assert "".join(srt([(DOCUMENT, WORDS)])) == (
        "1\n00:00:00,000 --> 00:00:00,500\nFerry\n\n"
        "2\n00:00:01,000 --> 00:00:02,000\nTom & Ann left.\n\n"
        "3\n01:00:00,000 --> 01:01:01,250\nNobody <waved>.\n"
    )


def test_webvtt_times_each_word_and_escapes_what_would_be_markup() -> None:
    assert "".join(webvtt([(DOCUMENT, WORDS)])) == (
        "WEBVTT\n\n"
        "00:00:00.000 --> 00:00:00.500\nFerry\n\n"
        "00:00:01.000 --> 00:00:02.000\nTom &amp; <00:00:01.250>Ann <00:00:01.500>left.\n\n"
        "01:00:00.000 --> 01:01:01.250\nNobody <01:00:00.500>&lt;waved&gt;.\n"
    )


def test_lrc_begins_with_the_title() -> None:
    assert (
        "".join(lrc([(DOCUMENT, WORDS)]))
        == "[ti:Ferry]\n[00:00.00]Ferry\n[00:01.00]Tom & Ann left.\n[60:00.00]Nobody <waved>.\n"
    )


def test_a_long_sentence_is_shown_in_parts() -> None:
    text = "word " * 60
    words = [Timed(Span(at * 5, at * 5 + 4), at, at + 1) for at in range(60)]
    document = Document(text, sentences=(Span(0, len(text)),))
    lines = [line for line in "".join(srt([(document, words)])).split("\n") if line.startswith("word")]
    assert len(lines) > 1
    assert all(len(line) <= LONGEST for line in lines)
    assert " ".join(lines) == text.strip()


def test_a_line_a_word() -> None:
    assert "".join(lrc([(DOCUMENT, WORDS[:4])], by_word=True)) == (
        "[ti:Ferry]\n[00:00.00]Ferry\n[00:01.00]Tom\n[00:01.25]Ann\n[00:01.50]left.\n"
    )


def test_a_summary_and_the_whole_after_it_are_both_shown_by_sentences() -> None:
    summary = WORDS[1:4]
    later = [Timed(word.span, word.begins + 10, word.ends + 10) for word in WORDS]
    lines = "".join(lrc([(DOCUMENT, summary), (DOCUMENT, later)])).splitlines()
    assert [line.partition("]")[2] for line in lines[1:]] == [
        "Tom & Ann left.",
        "Ferry",
        "Tom & Ann left.",
        "Nobody <waved>.",
    ]


def test_marks_around_a_word_stay_with_it() -> None:
    text = "He said, “Well, (no)!” So."
    document = Document(text, sentences=(Span(0, 22), Span(23, 26)))
    spans = (Span(0, 2), Span(3, 7), Span(10, 14), Span(17, 19), Span(23, 25))
    words = [Timed(span, float(at), at + 1.0) for at, span in enumerate(spans)]
    assert [
        line for line in "".join(srt([(document, words)])).split("\n") if " " in line and ">" not in line
    ] == ["He said, “Well, (no)!”"]
    assert "<00:00:01.000>said, <00:00:02.000>“Well, <00:00:03.000>(no)!”" in "".join(
        webvtt([(document, words)])
    )
    assert "So.\n" in "".join(webvtt([(document, words)]))


def test_nothing_is_shown_twice_where_a_line_ends_inside_what_is_written_together() -> None:
    text = "a" * (LONGEST - 4) + " 4.33(-1.73%)KEEL88.90 now"
    at = [text.index(word) for word in ("a", "4.33", "1.73", "KEEL", "88.90", "now")]
    words = [Timed(Span(b, b + n), b, b + n) for b, n in zip(at, (LONGEST - 4, 4, 4, 4, 5, 3), strict=True)]
    document = Document(text, sentences=(Span(0, len(text)),))
    for by_word in (False, True):
        lines = "".join(srt([(document, words)], by_word=by_word)).split("\n")[2::4]
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
