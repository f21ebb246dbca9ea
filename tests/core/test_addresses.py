"""Addresses of one page are one address; machines of one's own are known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.addresses import is_private, same_address, shared


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/a", "http://www.Example.org/a/"),
        ("https://example.org/a#comments", "https://example.org/a"),
        ("https://example.org/a?utm_source=x&id=1&fbclid=2", "https://example.org:443/a?id=1"),
        ("https://example.org/a?b=1&a=2", "https://example.org/a?a=2&b=1"),
    ],
)
def test_the_same_page(one: str, other: str) -> None:
    assert same_address(one) == same_address(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/a?id=1", "https://example.org/a?id=2"),
        ("https://example.org/a", "https://example.org:8443/a"),
        ("https://example.org/#!/one", "https://example.org/#!/two"),
        ("https://example.org/A", "https://example.org/a"),
        ("/home/story.html#a", "/home/story.html"),
    ],
)
def test_another_page(one: str, other: str) -> None:
    assert same_address(one) != same_address(other)


@given(st.text())
def test_nothing_breaks_it(address: str) -> None:
    assert isinstance(same_address(address), str)
    assert isinstance(same_address(f"https://{address}"), str)
    assert isinstance(is_private(f"https://{address}"), bool)


@pytest.mark.parametrize(
    ("host", "private"),
    [
        ("example.org", False), ("8.8.8.8", False), ("[2606:4700::1111]", False),
        ("localhost", True), ("127.0.0.1:8080", True), ("192.168.1.1", True), ("[::1]", True), ("printer", True),
        ("box.lan", True), ("nas.local.", True), ("2130706433", True), ("0x7f.1", True), ("169.254.1.1", True), ("", True),
        ("[::]", True), ("[::127.0.0.1]", True), ("[::ffff:10.0.0.1]", True), ("[::ffff:8.8.8.8]", False),
        ("[64:ff9b::192.168.1.1]", True), ("[64:ff9b::7f00:1]", True), ("[64:ff9b::8.8.8.8]", False),
        ("[64:ff9b:1::a00:1]", True), ("[64:ff9b:1:a00:0:100::]", True), ("[64:ff9b:1::8.8.8.8]", True),
        ("[2002:a00:1::1]", True), ("[2002:808:808::1]", False),
        ("[2001:0:4136:e378:8000:63bf:f5ff:fffe]", True), ("[2001:0:4136:e378:8000:63bf:f7f7:f7f7]", False),
    ],
)  # fmt: skip
def test_machines_of_ones_own(host: str, private: bool) -> None:
    assert is_private(f"http://{host}/story") is private


@pytest.mark.parametrize(
    ("address", "seen"),
    [
        ("https://a.example/b?c=d#e", "https://a.example/b?c=d#e"),
        ("https://anna:secret@a.example:8443/b", "https://a.example:8443/b"),
        ("http://a@b:c@d.example/@e", "http://d.example/@e"),
        ("/home/anna/page.html", ""),
        ("file:///home/anna/page.html", ""),
    ],
)
def test_no_name_and_no_password_is_shown_to_others(address: str, seen: str) -> None:
    assert shared(address) == seen
