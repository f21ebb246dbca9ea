"""Tells whether two web addresses name the same page."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_CAMPAIGN = re.compile(r"(utm_\w+|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid)(=|$)", re.IGNORECASE)
"""Parts of a query that say where a reader came from, and never which page it is."""


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
