"""Turns the number of a machine in a network into whether it is one of the person's own network."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

_LAST = 2**32 - 1
_INNER: tuple[tuple[IPv6Network, int, int], ...] = (
    (IPv6Network("::/96"), 0, 0),
    (IPv6Network("::ffff:0:0/96"), 0, 0),
    (IPv6Network("64:ff9b::/96"), 0, 0),
    (IPv6Network("2002::/16"), 80, 0),
    (IPv6Network("2001::/32"), 0, _LAST),
)
"""Networks of version 6 that lead to machines of version 4, how far right of the end their address stands in it, and
which of its bits are turned over: compatible, mapped, NAT64 (RFC 6052), 6to4 (RFC 3056), Teredo (RFC 4380)."""
_TRANSLATING = IPv6Network("64:ff9b:1::/48")
"""NAT64 of one's own network (RFC 8215); Python 3.11.7 takes it for all the world's."""


def is_inside(number: str) -> bool:
    """Whether the machine of this number, version 4 or 6 as in an address, is not one of the world.

    Raises:
        ValueError: this is no such number, but rather a name.
    """
    return _is_inside(ip_address(number))


def _is_inside(machine: IPv4Address | IPv6Address) -> bool:
    if isinstance(machine, IPv6Address):
        if machine in _TRANSLATING:
            return True
        for network, bits, turned in _INNER:
            if machine in network and int(machine) > 1:
                return _is_inside(IPv4Address(int(machine) >> bits & _LAST ^ turned))
    return not machine.is_global
