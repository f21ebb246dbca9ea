"""What other programs export is read with its dates and tags, and nothing of it is lost in silence."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.errors import KeepingError
from reader.core.imports.reading import read
from reader.core.keeping import Entry

POCKET_CSV = """title,url,time_added,tags,status
Ferry sinks,https://example.org/ferry,1641461400,sea|the north,unread
https://example.org/roof,https://example.org/roof,1641461401,,archive
"A, ""B"" and
C",https://example.org/c,,,unread
"""
POCKET_HTML = """<!DOCTYPE html><html><head><title>Pocket Export</title></head><body>
<h1>Unread</h1><ul><li><a href="https://example.org/ferry" time_added="1641461400" tags="sea,the north">Ferry &amp; co</a></li></ul>
<h1>Read Archive</h1><ul><li><a href="https://example.org/roof" time_added="1641461401" tags="">https://example.org/roof</a></li></ul>
</body></html>"""
INSTAPAPER = """URL,Title,Selection,Folder,Timestamp,Tags
https://example.org/ferry,Ferry sinks,Nobody was hurt.,Unread,1641461400,"[""sea""]"
https://example.org/roof,Roof,,Archive,1641461401,[]
https://example.org/c,C,,My folder,1641461402,
"""
INSTAPAPER_OLD = "URL,Title,Selection,Folder\nhttps://example.org/ferry,Ferry,,Starred\n"
READER = """Title,URL,ID,Document tags,Saved date,Reading progress,Location,Seen
Ferry sinks,https://example.org/ferry,1,"['sea', 'north']",2022-01-06 09:30:00+00:00,0.5,archive,True
Inbox,mailto:someone,2,,2022-01-06 09:30:00+00:00,0,new,False
"""
HIGHLIGHTS = """Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type,Location,Highlighted at,Document tags
"Call me Ishmael.",Moby-Dick,Herman Melville,B0,the first words,,,page,1,"January 6, 2022 9:30:00 AM",sea
"It is <not> down on any map.",Moby-Dick,Herman Melville,B0,,,,page,60,"January 7, 2022 9:30:00 AM",
"All this happened.",Slaughterhouse,Kurt Vonnegut,B1,,,,page,1,,
"""
BOOKMARKS = """<!DOCTYPE NETSCAPE-Bookmark-file-1>
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Bookmarks</TITLE><H1>Bookmarks</H1>
<DL><p>
    <DT><H3 ADD_DATE="1" PERSONAL_TOOLBAR_FOLDER="true">Lesezeichenleiste</H3>
    <DL><p>
        <DT><A HREF="https://example.org/ferry" ADD_DATE="1641461400" TAGS="sea,north">Ferry &amp; co</A>
        <DT><H3>Houses</H3>
        <DL><p>
            <DT><A HREF="https://example.org/roof" ADD_DATE="1641461401" ICON="data:image/png;base64,AAAA">Roof</A>
            <DD>A description
        </DL><p>
        <DT><A HREF="https://example.org/after">After</A>
    </DL><p>
    <DT><H3>Other bookmarks</H3>
    <DL><p>
        <DT><A HREF="javascript:alert(1)">Script</A>
        <DT><A HREF="place:sort=8">Recent</A>
        <DT><A HREF="file:///etc/passwd">File</A>
    </DL><p>
</DL>"""
WALLABAG = json.dumps(
    [
        {
            "is_archived": 1, "is_starred": 1, "tags": ["sea", {"label": "north"}], "id": 1, "title": "Ferry <sinks>",
            "url": "https://example.org/ferry", "content": "<p>It sank. Nobody was hurt.</p>",
            "created_at": "2022-01-06T10:30:00+0100", "published_by": ["Ada Finch"], "language": "en_GB",
            "annotations": [{"quote": "Nobody was hurt.", "text": "good"}],
        },
        {"is_archived": 0, "tags": [], "title": None, "url": "https://example.org/roof", "content": None, "created_at": "x"},
    ]
)  # fmt: skip

FERRY = "2022-01-06T09:30:00Z"


def entries(written: str) -> list[Entry]:
    return list(read(written.encode()).entries)


def test_pocket() -> None:
    ferry, roof, third = entries(POCKET_CSV)
    assert ferry == Entry("https://example.org/ferry", "Ferry sinks", FERRY, ("sea", "the north"))
    assert roof == Entry("https://example.org/roof", "", "2022-01-06T09:30:01Z", ("archive",))
    assert (third.title, third.added) == ('A, "B" and C', "")
    assert entries(POCKET_HTML) == [
        Entry("https://example.org/ferry", "Ferry & co", FERRY, ("sea", "the north")),
        Entry("https://example.org/roof", "", "2022-01-06T09:30:01Z", ("archive",)),
    ]


def test_instapaper() -> None:
    ferry, roof, third = entries(INSTAPAPER)
    assert ferry == Entry(
        "https://example.org/ferry", "Ferry sinks", FERRY, ("sea",), (("Nobody was hurt.", ""),)
    )
    assert roof.tags == ("archive",)
    assert third.tags == ("My folder",)
    assert entries(INSTAPAPER_OLD) == [Entry("https://example.org/ferry", "Ferry", "", ("starred",))]


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c"])
def test_only_ends_of_lines_end_a_row_of_a_table(sign: str) -> None:
    written = f"URL,Title,Selection,Folder\nhttps://example.org/a,A{sign}b,c{sign}d,Unread\r\nhttps://example.org/e,E,,Unread"
    first, second = read(written.encode()).entries
    assert (first.title, first.notes) == ("A b", ((f"c{sign}d", ""),))
    assert second.title == "E"


def test_readwise() -> None:
    brought = read(READER.encode())
    assert brought.entries == (
        Entry("https://example.org/ferry", "Ferry sinks", FERRY, ("sea", "north", "archive")),
    )
    assert brought.left == 1
    moby, other = entries(HIGHLIGHTS)
    assert (moby.title, moby.added, moby.tags) == ("Moby-Dick", FERRY, ("sea", "highlights"))
    assert moby.notes == (("Call me Ishmael.", "the first words"),)
    assert "It is &lt;not&gt; down on any map." in moby.html
    assert (other.address, other.added) == ("", "")


def test_bookmarks_have_their_folders_as_tags_but_not_those_of_every_browser() -> None:
    brought = read(BOOKMARKS.encode())
    assert brought.entries == (
        Entry("https://example.org/ferry", "Ferry & co", FERRY, ("sea", "north")),
        Entry("https://example.org/roof", "Roof", "2022-01-06T09:30:01Z", ("Houses",)),
        Entry("https://example.org/after", "After"),
    )
    assert brought.left == 3


def test_wallabag_brings_the_pages_themselves() -> None:
    ferry, roof = entries(WALLABAG)
    assert (ferry.title, ferry.added, ferry.language) == ("Ferry <sinks>", FERRY, "en-GB")
    assert ferry.tags == ("sea", "north", "starred", "archive")
    assert ferry.notes == (("Nobody was hurt.", "good"),)
    assert "<p>It sank. Nobody was hurt.</p>" in ferry.html
    assert "Ferry &lt;sinks&gt;" in ferry.html
    assert roof == Entry("https://example.org/roof")


@pytest.mark.parametrize("written", [POCKET_CSV, INSTAPAPER, READER, BOOKMARKS, WALLABAG, POCKET_HTML])
def test_a_mark_of_byte_order_and_windows_lines_are_no_matter(written: str) -> None:
    content = b"\xef\xbb\xbf" + written.replace("\n", "\r\n").encode()
    assert [entry.address for entry in read(content).entries] == [entry.address for entry in entries(written)]


@pytest.mark.parametrize("sign", "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")
def test_a_table_has_its_own_lines_whatever_signs_are_in_a_title(sign: str) -> None:
    written = f"title,url,time_added,tags,status\nFerry{sign}sinks,https://example.org/a,,,unread\n"
    (entry,) = entries(written)
    assert (entry.title, entry.address) == ("Ferry sinks", "https://example.org/a")


def test_half_characters_spoil_no_entry_and_none_beside_it() -> None:
    half, roof = "a\ud800b", {"url": "https://example.org/roof"}
    notes = [{"quote": half, "text": half}]
    ferry = {"url": f"https://example.org/{half}", "title": half, "tags": [half], "annotations": notes}
    for entry in entries(json.dumps([ferry | {"content": half, "language": half}, roof])):
        for told in (
            entry.address,
            entry.title,
            *entry.tags,
            *sum(entry.notes, ()),
            entry.html,
            entry.language,
        ):
            told.encode("utf-8")


@pytest.mark.parametrize("page", [POCKET_HTML, BOOKMARKS], ids=["pocket", "browser"])
def test_a_link_without_an_end_is_no_link_the_less(page: str) -> None:
    assert entries(page.replace("</a>", "").replace("</A>", "")) == entries(page)
    first = page.partition("Ferry &amp; co")[0] + "Ferry"
    assert [(one.title, one.address) for one in entries(first)] == [("Ferry", "https://example.org/ferry")]


@pytest.mark.parametrize(
    "written",
    [
        "",
        "hello",
        "a,b,c\n1,2,3\n",
        "{}",
        "[1]",
        '[{"title": "x"}]',
        "[" * 100_000,
        "<html>page</html>",
        '{"format": "reader-library"}',
    ],
)
def test_what_nobody_knows_is_said(written: str) -> None:
    with pytest.raises(KeepingError):
        read(written.encode())


@pytest.mark.parametrize(
    "written",
    [
        "title,url,time_added\nonly one cell\n",
        "title,url,time_added,tags,status\nA,https://example.org/a,999999999999999999999,,unread\n",
        '[{"url": "https://example.org/a", "tags": 5}]',
        '[{"url": ["list"], "annotations": [1]}]',
        "<!DOCTYPE NETSCAPE-Bookmark-file-1><DL>" * 5000,
    ],
)
def test_damage_is_said_or_passed_over_but_breaks_nothing(written: str) -> None:
    with suppress(KeepingError):
        read(written.encode())


@given(st.sampled_from([POCKET_CSV, INSTAPAPER, HIGHLIGHTS, BOOKMARKS, WALLABAG]), st.data())
def test_a_file_that_ends_early_or_has_other_bytes_in_it_breaks_nothing(
    written: str, data: st.DataObject
) -> None:
    content = bytearray(written.encode())
    del content[data.draw(st.integers(0, len(content))) :]
    for _ in range(data.draw(st.integers(0, 5))):
        if content:
            content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(KeepingError):
        read(bytes(content))
