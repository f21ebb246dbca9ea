"""Bytes become the text a person would have seen."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.article.markup.decoding import decode
from reader.core.errors import NotText

CAFE = "Das Café „Möwe“ schließt – für immer."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le"])
def test_a_byte_order_mark_decides(encoding: str) -> None:
    mark = {"utf-8": codecs.BOM_UTF8, "utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}
    head = mark.get(encoding, codecs.BOM_UTF32_LE)
    assert decode(head + CAFE.encode(encoding), "text/html; charset=latin-1") == CAFE


def test_the_server_is_believed() -> None:
    assert decode("Привет, мир".encode("koi8-r"), "text/html; charset=koi8-r") == "Привет, мир"


def test_the_page_is_believed() -> None:
    page = '<meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS"><p>港の新聞</p>'
    assert "港の新聞" in decode(page.encode("cp932"))


def test_latin_1_means_windows_1252_as_in_browsers() -> None:
    assert decode(b"\x93Word\x94", "text/html; charset=iso-8859-1") == "“Word”"


def test_utf_8_is_read_as_such_whatever_was_declared() -> None:
    assert decode(CAFE.encode(), "text/html; charset=windows-1251") == CAFE


def test_a_stray_windows_byte_in_utf_8_does_not_spoil_the_rest() -> None:
    text = decode((CAFE * 30).encode() + b" caf\xe9", "text/html; charset=utf-8")
    assert text == CAFE * 30 + " café"


def test_utf_16_without_a_mark_is_recognised() -> None:
    assert (
        decode("A plain page of text, long enough.".encode("utf-16-le"))
        == "A plain page of text, long enough."
    )


@pytest.mark.parametrize(
    "label", ["idna", "punycode", "unicode_escape", "utf-7", "rot13", "hex", "no-such", "\\x"]
)
def test_a_codec_that_is_no_encoding_of_pages_does_no_harm(label: str) -> None:
    assert "caf" in decode(b"<p>caf\xe9</p>", f"text/html; charset={label}")


def test_zeros_and_controls_are_dropped() -> None:
    assert decode(b"wo\x00rd\x07 a\r\nb\rc") == "word a\nb\nc"


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7 x", b"PK\x03\x04zip", b"\x89PNG\r\n", bytes(range(1, 26)) * 50]
)
def test_what_is_not_text_is_refused(content: bytes) -> None:
    with pytest.raises(NotText):
        decode(content)


@settings(deadline=None)  # the first sniffing imports
@given(st.binary(max_size=300))
def test_any_bytes_give_text_without_controls_or_are_refused(content: bytes) -> None:
    try:
        text = decode(content)
    except NotText:
        return
    assert not any(ord(c) < 32 and c not in "\n\t" for c in text)
