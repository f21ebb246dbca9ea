"""Tells what kind of address something is, and whether two of them name the same page."""

from __future__ import annotations

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

_CAMPAIGN = re.compile(r"(utm_\w+|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid)(=|$)", re.IGNORECASE)
"""Parts of a query that say where a reader came from, and never which page it is."""


def is_web(address: str) -> bool:
    """Whether it can be asked for on the web."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme.lower() in ("http", "https") and bool(parts.hostname)


def is_private(address: str) -> bool:
    """Whether it names a machine of the person's own network, which no page from outside should have us ask."""
    try:
        host = (urlsplit(address).hostname or "").rstrip(".").lower()
    except ValueError:
        return True
    try:
        return not ip_address(host).is_global
    except ValueError:
        inside = ("localhost", "local", "internal", "lan", "home.arpa")
        # Numbers in other notations (0x7f.1, 2130706433) are addresses too.
        return "." not in host or host.endswith(tuple(f".{name}" for name in inside)) or host[-1].isdigit()


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
