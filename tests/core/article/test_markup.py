"""What is read out of markup, piece by piece."""

from __future__ import annotations

import plistlib
from base64 import b64encode
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.article.bounds import BEYOND
from reader.core.article.extractor import LARGEST, ArticleExtractor
from reader.core.article.markup.byline import Bylines
from reader.core.article.markup.characters import tidy, without_shortcodes
from reader.core.article.markup.dates import Calendar
from reader.core.article.markup.declared import Declared, declared
from reader.core.article.markup.headline import headline
from reader.core.article.markup.parsing import parse, prune
from reader.core.article.markup.passages import Passage, Walk
from reader.core.document import Document, Kind, Page, Span
from reader.core.errors import Empty, NotText, ReaderError, TooLarge
from reader.devices.files.resources import JsonFolder, read_json

LINE = "The old crane on the quay lifted its last load of timber, and then it was still, as everybody knew it would be."
STORY = "".join(f"<p>{LINE} It was day {n}.</p>" for n in range(8))


@pytest.fixture(scope="module")
def extractor() -> ArticleExtractor:
    return ArticleExtractor(
        JsonFolder("article"),
        lambda text, language: [Span(0, len(text))],
        lambda text, hint: hint,
    )


def read(extractor: ArticleExtractor, html: str) -> Document:
    return extractor.extract(Page(html.encode(), "page.html"))


def passages(html: str) -> list[Passage]:
    root = parse(html)
    prune(root)
    return Walk(root.find("body")).passages


class TestPassages:
    def test_inline_elements_do_not_break_a_sentence(self) -> None:
        assert [p.text for p in passages("<p>One <b>two</b> <a href=x>three</a>.</p>")] == ["One two three."]

    def test_one_line_break_stays_in_the_paragraph_and_two_end_it(self) -> None:
        assert [p.text for p in passages("<div>a b<br>c d<br><br>e f</div>")] == ["a b\nc d", "e f"]

    def test_text_around_a_block_is_passages_of_its_own(self) -> None:
        assert [p.text for p in passages("<div>before<p>inside</p>after</div>")] == [
            "before",
            "inside",
            "after",
        ]

    def test_an_article_in_a_page_without_a_body_is_read(self) -> None:
        html = "<script>x</script><article><p>one</p></article><main>two</main><p>three</p>"
        assert [p.text for p in passages(html)] == ["one", "two", "three"]

    def test_code_keeps_its_spaces(self) -> None:
        (code,) = passages("<pre>if x:\n    y()\n</pre>")
        assert (code.kind, code.text) == (Kind.CODE, "if x:\n    y()")

    @pytest.mark.parametrize(
        "how", ["hidden", 'style="display: none"', 'style="color:red;visibility:hidden"']
    )
    def test_what_is_hidden_is_not_read(self, how: str) -> None:
        assert [p.text for p in passages(f"<p>seen</p><p {how}>unseen</p>")] == ["seen"]

    @settings(deadline=None)
    @given(st.text(alphabet="ab \n<>/pdivr", max_size=120))
    def test_no_letter_is_lost_or_added(self, html: str) -> None:
        root = parse(f"<html><body>{html}</body></html>")
        letters = "".join(root.text_content().split())
        assert "".join("".join(p.text.split()) for p in Walk(root.find("body")).passages) == letters


class TestCharacters:
    def test_soft_hyphens_and_spaces_of_no_width_go(self) -> None:
        assert tidy("pas\u00adsen\u200bger\ufeff") == "passenger"

    def test_joiners_that_carry_meaning_stay(self) -> None:
        assert tidy("می\u200cخواهم 👩\u200d🔬") == "می\u200cخواهم 👩\u200d🔬"

    def test_ligatures_and_stray_entities_are_read(self) -> None:
        assert tidy("ﬁne &quot;oﬃce&quot; AT&T") == 'fine "office" AT&T'

    @pytest.mark.parametrize(
        ("text", "bare"),
        [
            ("[tta_listen_btn]", ""),
            ('[caption id="a" width="3"]The quay[/caption]', "The quay"),
            ("Hello {{ user.name }}!", "Hello !"),
            ("He said [sic] what he said [1], [see below].", "He said [sic] what he said [1], [see below]."),
            ("x[i_j] is 100% right", "x[i_j] is 100% right"),
        ],
    )
    def test_shortcodes_go_and_brackets_of_people_stay(self, text: str, bare: str) -> None:
        assert without_shortcodes(text)[0] == bare


class TestDates:
    @pytest.mark.parametrize(
        "text",
        [
            "March 5, 2024", "5 March 2024", "Mar. 5th, 2024", "5. März 2024", "le 5 mars 2024", "5 de marzo de 2024",
            "2024年3月5日", "2024-03-05T10:00:00Z", "5/3/2024", "05.03.2024", "5 марта 2024", "20240305",
        ],
    )  # fmt: skip
    def test_a_day_is_read_as_people_write_it(self, text: str) -> None:
        assert Calendar(read_json("article/facts.json")["months"]).day(text) == "2024-03-05"

    def test_americans_put_the_month_first(self) -> None:
        assert Calendar({}).day("3/5/2024", month_first=True) == "2024-03-05"

    @pytest.mark.parametrize("text", ["", "2024", "13/13/2024", "99 March 2024", "call 0171 2345 678"])
    def test_what_is_no_day_is_none(self, text: str) -> None:
        assert Calendar(read_json("article/facts.json")["months"]).day(text) == ""


class TestHeadline:
    def test_the_heading_on_the_page_wins_over_the_window(self) -> None:
        title, at = headline(
            Declared(window="Cranes rest | The Courier"), passages("<p>a</p><h1>Cranes rest</h1>")
        )
        assert (title, at) == ("Cranes rest", 1)

    def test_the_name_of_the_site_is_not_the_headline(self) -> None:
        claims = Declared(
            titles=("The crane is still",), window="The crane is still - Letters", site="Letters"
        )
        assert (
            headline(claims, passages("<h1>Letters</h1><h2>The crane is still</h2>"))[0]
            == "The crane is still"
        )

    def test_the_name_of_the_site_is_cut_off(self) -> None:
        assert (
            headline(Declared(window="The crane is still – The Courier", site="The Courier"), [])[0]
            == "The crane is still"
        )

    @pytest.mark.parametrize(
        ("shown", "told"),
        [
            ("The crane is still | Opinion", "The crane is still"),
            ("The crane is still | Harbours | The Courier", "The crane is still"),
            ("Opinion | The crane is still", "The crane is still"),
            ("The crane is still – The Courier - The Courier", "The crane is still"),
            ("The crane is still – and so are we", "The crane is still – and so are we"),
        ],
    )
    def test_what_stands_behind_a_bar_and_the_site_are_not_of_it(self, shown: str, told: str) -> None:
        claims = Declared(window=shown, site="The Courier")
        assert headline(claims, passages(f"<h1>{shown}</h1>"))[0] == told


class TestByline:
    @pytest.mark.parametrize(
        "html",
        [
            '<h1>T</h1><p class="byline">By Ida Holm | 5 March 2024</p>', '<h1>T</h1><a rel="author">Ida Holm</a>',
            "<h1>T</h1><p>Written by Ida Holm</p>", '<h1>T</h1><p class="author">von Ida Holm</p>',
            "<h1>T</h1><p>March 5, 2024 · By Ida Holm</p>",
        ],
    )  # fmt: skip
    def test_it_is_found_under_the_headline(self, html: str) -> None:
        walk = Walk(parse(html).find("body"))
        found = Bylines(read_json("article/facts.json")).find(Declared(), walk.passages, walk.named, 0)
        assert found == "Ida Holm"

    def test_a_declared_name_that_is_also_seen_wins(self) -> None:
        walk = Walk(parse('<h1>T</h1><p class="author">Staff</p><p>Ida Holm</p>').find("body"))
        claims = Declared(authors=(("admin_7",), ("Ida Holm",)))
        assert (
            Bylines(read_json("article/facts.json")).find(claims, walk.passages, walk.named, 0) == "Ida Holm"
        )


class TestDeclared:
    def test_json_ld_and_open_graph_are_read(self) -> None:
        claims = declared(parse(
            '<html lang="pt_br"><meta property="og:site_name" content="The Courier">'
            '<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"T &amp; U",'
            '"author":{"@id":"#a"},"isAccessibleForFree":false},{"@id":"#a","name":"Ida Holm"}]}</script>'
        ))  # fmt: skip
        assert (claims.titles, claims.authors) == (("T & U",), (("Ida Holm",),))
        assert (claims.site, claims.language, claims.closed) == ("The Courier", "pt-BR", True)

    @pytest.mark.parametrize("data", ["[" * 50_000, "{", "null", '{"@type":7,"author":[[[[[]]]]]}', "\x00"])
    def test_broken_json_ld_says_nothing(self, data: str) -> None:
        assert declared(parse(f'<script type="application/ld+json">{data}</script>')).titles == ()


class TestBadInput:
    def test_nests_ten_thousand_deep_are_read_to_the_end(self, extractor: ArticleExtractor) -> None:
        html = (
            "<div>" * 10_000
            + STORY
            + "</div>" * 10_000
            + "<p>This is the very end of it, and it must not be lost.</p>"
        )
        assert "the very end" in read(extractor, html).text

    def test_controls_written_as_entities_are_not_told(self, extractor: ArticleExtractor) -> None:
        text = read(extractor, f"<p>a&#1;b&#12;c&#30;d&#31;e</p>{STORY}").text
        assert not any(ord(c) < 32 and c != "\n" for c in text)

    def test_controls_written_as_entities_in_a_deep_nest_do_no_harm(
        self, extractor: ArticleExtractor
    ) -> None:
        assert LINE in read(extractor, "<div>" * 400 + f"a&#12;b&#1;c&#xFFFE;d{STORY}").text

    def test_ten_million_letters_in_one_paragraph_are_not_lost(self, extractor: ArticleExtractor) -> None:
        html = "<p>" + "word and another " * 700_000 + "</p>"
        document = read(extractor, html)
        told = len(document.text.split()) + sum(len(piece.text.split()) for piece in document.removed)
        assert told == 3 * 700_000
        assert [piece.reason for piece in document.removed] == [BEYOND]

    def test_a_page_over_the_limit_is_refused(self, extractor: ArticleExtractor) -> None:
        with pytest.raises(TooLarge):
            extractor.extract(Page(b"<p>" + b"a" * LARGEST, "page.html"))

    @pytest.mark.parametrize("cut", [1, 7, 40, 300])
    def test_a_truncated_page_is_read_as_far_as_it_goes(self, extractor: ArticleExtractor, cut: int) -> None:
        assert LINE in read(extractor, f"<html><body>{STORY}"[:-cut]).text

    @settings(max_examples=150, deadline=None)
    @given(
        st.binary(max_size=200), st.sampled_from(["page.html", "page.txt", "page.mhtml", "", "x.webarchive"])
    )
    def test_any_bytes_give_a_document_or_one_of_our_errors(
        self, extractor: ArticleExtractor, content: bytes, address: str
    ) -> None:
        for wrapped in (
            content,
            b"<html><body><p>" + content,
            b"MIME-Version: 1.0\nContent-Type: multipart/x\n" + content,
        ):
            with suppress(ReaderError):
                assert extractor.extract(Page(wrapped, address)).text


class TestArchives:
    @pytest.mark.parametrize("kind", list(plistlib.PlistFormat))
    def test_a_web_archive_of_safari_is_unpacked(
        self, extractor: ArticleExtractor, kind: plistlib.PlistFormat
    ) -> None:
        archive = plistlib.dumps(
            {
                "WebMainResource": {
                    "WebResourceData": f"<html><body>{STORY}</body></html>".encode(),
                    "WebResourceURL": "https://courier.example/crane",
                    "WebResourceTextEncodingName": "UTF-8",
                }
            },
            fmt=kind,
        )
        document = extractor.extract(Page(archive, "saved.webarchive"))
        assert document.address == "https://courier.example/crane"
        assert LINE in document.body

    def test_a_damaged_web_archive_is_refused(self, extractor: ArticleExtractor) -> None:
        archive = plistlib.dumps({"WebMainResource": {"WebResourceData": STORY.encode()}})
        with pytest.raises(NotText):
            extractor.extract(Page(archive[:-30], "saved.webarchive"))

    @pytest.mark.parametrize("missing", range(5))
    def test_of_an_archive_that_ends_early_the_page_is_told_and_not_its_packing(
        self, extractor: ArticleExtractor, missing: int
    ) -> None:
        head = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=B\r\n\r\n--B\r\n"
        head += b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        packed = b64encode(f"<h1>Cranes</h1>{STORY}<p>The end.".encode())
        document = extractor.extract(Page(head + packed[: len(packed) - missing], "saved.mhtml"))
        assert document.title == "Cranes"
        assert document.body.count(LINE) == 8

    @pytest.mark.parametrize(
        ("end", "shortfall"),
        [
            ("", "cut"),
            ("</body>\n</html>\n", ""),
            ("\n--B--\n", ""),
            ("\n--B\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0K", ""),
        ],
    )
    def test_an_archive_that_breaks_off_within_its_page_says_so(
        self, extractor: ArticleExtractor, end: str, shortfall: str
    ) -> None:
        head = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=B\n\n--B\nContent-Type: text/html\n\n"
        page = Page(f"{head}<html><body><h1>Cranes</h1>{STORY}{end}".encode(), "saved.mhtml")
        document = extractor.extract(page)
        assert document.shortfall == shortfall
        assert document.body.count(LINE) == 8


def test_half_characters_in_what_a_page_declares_do_not_keep_its_story_back(
    extractor: ArticleExtractor,
) -> None:
    said = (
        r'{"@type":"NewsArticle","headline":"Cranes \ud83d","author":"Anna\ud800 Berg","publisher":"G\udc00"}'
    )
    document = read(
        extractor, f'<script type="application/ld+json">{said}</script><article>{STORY}</article>'
    )
    assert (document.title, document.byline) == ("Cranes \ufffd", "Anna\ufffd Berg")
    assert LINE in document.body


def test_a_page_that_breaks_off_says_so(extractor: ArticleExtractor) -> None:
    assert read(extractor, f"<html><body>{STORY}").shortfall == ""
    assert read(extractor, f"<html><body>{STORY}<p").shortfall == "cut"


def test_a_page_that_breaks_off_before_its_story_is_not_said_to_be_made_by_scripts(
    extractor: ArticleExtractor,
) -> None:
    with pytest.raises(Empty, match="breaks off"):
        read(extractor, "<html><head><script>a()</script><style>p { color: ")


def test_every_visible_word_is_told_or_in_the_ledger(extractor: ArticleExtractor) -> None:
    html = f"<nav><a href=/>Start</a></nav><h1>Cranes</h1>{STORY}<div class=share>Tweet</div><footer>Imprint</footer>"
    document = read(extractor, html)
    everything = document.text + " ".join(r.text for r in document.removed)
    assert all(word in everything for word in ("Start", "Cranes", "Tweet", "Imprint"))
    assert {r.reason for r in document.removed} >= {"navigation", "share row", "page footer"}


def test_a_story_cut_off_by_a_paywall_is_said_so(extractor: ArticleExtractor) -> None:
    html = (
        '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":"False"}</script>'
        f"<article><h1>Cranes</h1>{STORY[:500]}</article><div class=wall><a href=/pay>Subscribe</a> <a href=/in>Log in</a></div>"
    )
    assert "paywall" in {r.reason for r in read(extractor, html).removed}
