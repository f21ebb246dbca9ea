"""A page that certainly breaks off is told from one that leaves out what it may."""

from __future__ import annotations

import pytest

from reader.core.article.markup.breaking_off import breaks_off

STORY = "<html><body><p>The ferry sank. <p>Nobody was hurt."


@pytest.mark.parametrize(
    "end",
    [
        "", "</body></html>", "</body>\n</html>\n\n", "</BODY></HTML>", "<p>1 < 2", "<p>I <3 it", "<p>a > b", "<",
        "<!-- made by hand -->", "<!-->", "<script>if (a<b) c()</script>", "<script>'<!--'</script>", "<SCRIPT>a</Script>",
        "<script src=a />", "<!-- <script> -->", "<style>p > a {}</style>", "<scripted>a", "<noscript>Yes",
        "</body></html><!-- cached", "</body><script>a()", "<!-- open for ever\n</html>",
    ],
)  # fmt: skip
def test_a_page_that_ends(end: str) -> None:
    assert not breaks_off(STORY + end)


@pytest.mark.parametrize(
    "end",
    [
        "<p", "</", "</p", "<a href='x", '<img alt="The ferry', "<!", "<!--", "<!-- and so", "<!-- <b> a -", "<script>a()",
        "<SCRIPT type=a>'<p>'", "<style media=a>p { }", "<style", "<script>a()</script><script>a(\n",
    ],
)  # fmt: skip
def test_a_page_that_breaks_off(end: str) -> None:
    assert breaks_off(STORY + end)
