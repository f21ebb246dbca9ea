"""Turns the links of a page into the address at which its story goes on, where it was put on several pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

from reader.core.addresses import is_web, same_address, same_site
from reader.core.article.markup.parsing import Element

_PAGE = r"page|pages|pg|p|part|seite|teil|pagina|página|sida|side|strona|stranica|sayfa|страница"
_PARAMETER = re.compile(rf"(?:{_PAGE}|paged|page_?no|page_?num(?:ber)?|pn)", re.IGNORECASE)
_STEP = re.compile(rf"(?:(?:{_PAGE})[-_]?)?(\d{{1,3}})(\.[a-z]{{2,5}})?", re.IGNORECASE)
"""A last step of a path that numbers a page: `2`, `page-2`, `seite2.html`."""
_TAIL = re.compile(rf"(.+?)[-_,.](?:{_PAGE})?[-_,]?(\d{{1,3}})(\.[a-z]{{2,5}})?", re.IGNORECASE)
"""One that is named and numbered: `story-2.html`, `story,seite2`."""
_WORD = re.compile(_PAGE, re.IGNORECASE)
_NEXT = re.compile(
    r"(?:next(?: page)?|continue(?: reading)?|nächste(?: seite)?|weiter|auf der nächsten seite|(?:page )?suivante?|"
    r"(?:página )?siguiente|(?:pagina )?successiva|avanti|volgende(?: pagina)?|próxima(?: página)?|(?:página )?seguinte|"
    r"nästa(?: sida)?|neste(?: side)?|næste(?: side)?|seuraava(?: sivu)?|następna(?: strona)?|další(?: strana)?|"
    r"következő(?: oldal)?|sonraki(?: sayfa)?|следующая(?: страница)?|далее|наступна(?: сторінка)?|التالي|הבא|अगला|اگلا|"
    r"次へ|次のページ|下一页|下一頁|다음)?[\s›»→>▶]*",
    re.IGNORECASE,
)
"""All that a link to the next page says."""
_LONGEST = 2000
"""Characters of an address."""
_LONGEST_WORDS = 40
"""Characters of what a link says."""
_AROUND = 12
"""Elements around a link that are asked whether it belongs to comments."""
_MOST = 500
"""Such links that are looked at."""
_NUMBERED = re.compile(r"(?<!\d)\d{1,3}(?:\.[A-Za-z]{2,5})?/?(?:[?#]|$)|=\d{1,3}(?!\d)")
"""An address that can be that of a page with a number, seen in a twentieth of the time of a closer look."""


@dataclass(frozen=True, slots=True)
class _Numbered:
    """An address without the number of its page, and that number; 0 where it has none."""

    stem: str
    number: int


def next_page(root: Element, address: str) -> str:
    """The address of the next page of the same story on the same site, or empty; the tree must not be pruned yet.

    Its address is that of this page but for its number, and its link is `rel=next`, or says "next" or that number.
    `rel=next` alone does not count: on about fifty dev pages it was the next story of a blog, or a page of comments.
    Nothing is offered for a page that did not come from the web.
    """
    if not is_web(address):
        return ""
    base = next((e.get("href") for e in root.iter("base") if e.get("href")), "")
    here = _joined(address, base) or address
    found = [
        (number, link, says, to)
        for link, says in islice(_links(root), _MOST)
        if (to := _to(here, address, link.get("href")))
        if (number := _follows(address, to)) and not _is_of_comments(link)
    ]
    declared = (to for _, link, _, to in found if _is_next(link))
    said = (to for number, _, says, to in found if says == str(number) or _NEXT.fullmatch(says))
    return next(declared, "") or next(said, "")


def _says(link: Element) -> str:
    """What a link says that may lead to the next page; empty for any other."""
    if _is_next(link):
        return "next"
    if link.tag != "a":
        return ""
    says = " ".join("".join(link.itertext()).split()) or (link.get("aria-label") or "").strip()
    return says if len(says) <= _LONGEST_WORDS and (says.isdecimal() or _NEXT.fullmatch(says)) else ""


def _links(root: Element) -> Iterator[tuple[Element, str]]:
    """The links that may lead to the next page, and what each says."""
    known = set[str]()
    for link in root.iter("link", "a"):
        to = link.get("href")
        if to and len(to) <= _LONGEST and _NUMBERED.search(to) and (says := _says(link)):
            if (key := f"{to} {says}") not in known:
                yield link, says
            known.add(key)


def _is_next(link: Element) -> bool:
    return "next" in (link.get("rel") or "").lower().split()


def _is_of_comments(link: Element) -> bool:
    return any(
        "comment" in f"{around.get('class', '')} {around.get('id', '')}".lower()
        for around in islice(link.iterancestors(), _AROUND)
        if around.tag not in ("html", "body")
    )


def _to(here: str, address: str, written: str) -> str:
    """Where a link leads, whole and without its fragment, if that is another page of the same site; else empty."""
    to = _joined(here, written)
    if not to or not same_site(address, to) or same_address(to) == same_address(address):
        return ""
    return to


def _joined(here: str, written: str) -> str:
    try:
        return urljoin(here, written.strip()).partition("#")[0]
    except ValueError:
        return ""


def _follows(address: str, to: str) -> int:
    """The number of the page at `to` where it is the one after that at `address`, else 0."""
    there = _numbered(to)
    if not there.number:
        return 0
    whole = _Numbered(_numbered(address, named=False).stem, 0)
    for here in (_numbered(address), whole):
        expected = (here.number + 1,) if here.number else (2, 1)  # some count from 0
        if there.stem == here.stem and there.number in expected:
            return there.number if here.number or there.number > 1 else 2
    return 0


def _numbered(address: str, *, named: bool = True) -> _Numbered:
    """`named`: a number at the end of the path is taken for that of a page."""
    parts = urlsplit(address)
    number = 0
    rest: list[tuple[str, str]] = []
    for name, value in sorted(parse_qsl(parts.query, keep_blank_values=True)):
        if _PARAMETER.fullmatch(name) and value.isdecimal() and len(value) < 4:
            number = int(value)
        else:
            rest.append((name, value))
    steps = [step for step in unquote(parts.path).lower().split("/") if step]
    if named and not number and steps:
        number, steps = _without_number(steps)
    return _Numbered("/".join(steps) + "?" + repr(rest), number)


def _without_number(steps: Sequence[str]) -> tuple[int, list[str]]:
    *before, last = steps
    if found := _STEP.fullmatch(last):
        before = before[:-1] if before and _WORD.fullmatch(before[-1]) else before
        return int(found[1]), before
    if found := _TAIL.fullmatch(last):
        return int(found[2]), [*before, found[1] + (found[3] or "")]
    return 0, [*before, last]
