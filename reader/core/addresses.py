"""Tells what kind of address something is, and whether two of them name the same page."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_PORTS = {"http": 80, "https": 443}
_CAMPAIGN = re.compile(r"(utm_\w+|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid)(=|$)", re.IGNORECASE)
"""Parts of a query that say where a reader came from, and never which page it is."""
_TYPED = re.compile(
    r"www\.(?:[\w-]+\.)+[a-z]{2,24}(?:[:/?#]\S*)?|(?:[\w-]+\.)+[a-z]{2,24}(?::\d+)?/\S*"
    r"|(?:localhost|\d{1,3}(?:\.\d{1,3}){3}|\[[\da-f]*:[\da-f:.]+\])(?::\d{1,5}(?:[/?#]\S*)?|/\S*)",
    re.IGNORECASE,
)
"""An address as people type it, without the scheme: `example.org/story`, `www.example.org`, `localhost:8000`.

A mistyped file name must not send anyone a question, so `example.org` alone is taken for a file, and `story.py:12` too.
"""


def is_web(address: str) -> bool:
    """Whether it can be asked for on the web."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme.lower() in ("http", "https") and bool(parts.hostname)


def typed(named: str) -> str:
    """The web address that was meant where its scheme was not typed; empty for what is rather the name of a file."""
    return with_scheme(named) if _TYPED.fullmatch(named) else ""


def with_scheme(address: str) -> str:
    """An address that lacks its scheme with one: machines of one's own mostly have no certificate, all others do."""
    return f"{'http' if is_private(f'//{address}') else 'https'}://{address}"


def shared(address: str) -> str:
    """A web address as others may see it, without the name and password in it; empty for anything else."""
    if not is_web(address):
        return ""
    parts = urlsplit(address)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


def is_private(address: str) -> bool:
    """Whether it names a machine of the person's own network, which no page from outside should have us ask."""
    try:
        host = (urlsplit(address).hostname or "").rstrip(".").lower()
    except ValueError:
        return True
    from reader.core.machines import is_inside  # start-up time

    try:
        return is_inside(host)
    except ValueError:
        inside = ("localhost", "local", "internal", "lan", "home.arpa")
        # Numbers in other notations (0x7f.1, 2130706433) are addresses too.
        return "." not in host or host.endswith(tuple(f".{name}" for name in inside)) or host[-1].isdigit()


def site_of(address: str) -> str:
    """The site that a web address is on, as people know it: its host without `www.`; empty for anything else."""
    return (urlsplit(address).hostname or "").removeprefix("www.") if is_web(address) else ""


def same_site(address: str, to: str) -> bool:
    """Whether `to` is a web address on the site of `address`, asked for in no less guarded a way, and as nobody else."""
    try:
        here, there = urlsplit(address), urlsplit(to)
        ports = [parts.port or _PORTS.get(parts.scheme.lower()) for parts in (here, there)]
    except ValueError:
        return False
    if not site_of(address) or site_of(address) != site_of(to) or there.username or there.password:
        return False
    one, other = here.scheme.lower(), there.scheme.lower()
    return ports[0] == ports[1] if one == other else (one, other, *ports) == ("http", "https", 80, 443)


def same_address(address: str) -> str:
    """What two addresses of one page have in common: without fragment, marks of campaigns and the closing slash.

    Anything that is no web address, such as a file name, comes back as it is.
    """
    try:
        parts = urlsplit(address.strip())
        if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
            return address
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return address
    query = "&".join(sorted(one for one in parts.query.split("&") if one and not _CAMPAIGN.match(one)))
    # Pages that scripts draw tell one from another behind "#!" and "#/".
    fragment = f"#{parts.fragment}" if parts.fragment[:1] in ("!", "/") else ""
    host = parts.hostname.removeprefix("www.")
    return f"{host}{port}{parts.path.rstrip('/')}{'?' if query else ''}{query}{fragment}"
