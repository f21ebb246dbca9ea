"""Turns what a person puts back on the pages of each site into a small file, and such a file into that.

A site is named as in `addresses.site_of`, what is put back by the reasons of the ledger.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

Sites = Mapping[str, frozenset[str]]
"""Reasons by site, the site that was changed last at the end. A site of which nothing is put back is not in it."""

MOST_SITES, MOST_REASONS = 300, 40
"""So many are kept: the ones that were changed last, and the first in the alphabet."""
LONGEST_SITE, LONGEST_REASON = 253, 40
"""Characters of their names; longer ones are not kept."""
_VERSION = 1


def parse(written: str) -> Sites:
    """What the file says; empty text says nothing.

    Raises:
        ValueError: it is no file of ours, or was damaged.
    """
    if not written:
        return {}
    try:
        record = json.loads(written)
    except RecursionError as error:
        raise ValueError from error
    sites = record.get("sites") if isinstance(record, dict) and record.get("version") == _VERSION else None
    if not (isinstance(sites, dict) and all(map(_is_list_of_text, sites.values()))):
        raise ValueError("no file of sites")
    return _kept({site: frozenset(reasons) for site, reasons in sites.items()})


def _is_list_of_text(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def serialise(sites: Sites) -> str:
    """The file that `parse` reads."""
    record = {"version": _VERSION, "sites": {site: sorted(reasons) for site, reasons in sites.items()}}
    return json.dumps(record, indent=1) + "\n"


def changed(sites: Sites, site: str, reasons: frozenset[str]) -> Sites:
    """With these reasons for a site instead of those before; with none the site is forgotten."""
    return _kept({**{one: kept for one, kept in sites.items() if one != site}, site: reasons})


def _kept(sites: Sites) -> Sites:
    within = {
        site: frozenset(sorted(one for one in reasons if 0 < len(one) <= LONGEST_REASON)[:MOST_REASONS])
        for site, reasons in sites.items()
        if 0 < len(site) <= LONGEST_SITE
    }
    filled = [(site, reasons) for site, reasons in within.items() if reasons]
    return dict(filled[-MOST_SITES:])
