"""Which network addresses may be fetched from: the public internet and nothing else."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator

# ipaddress.is_global on Python 3.11 lets some of these pass (192.0.0.8, and 64:ff9b::/96 and
# 2002::/16, which carry an IPv4 address inside), so the list is our own. Source: the IANA
# special-purpose address registries.
_REFUSED_4 = tuple(
    ipaddress.IPv4Network(block)
    for block in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",  # with 169.254.169.254, where clouds keep a machine's credentials
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/3",
        "168.63.129.16/32",  # Azure's platform address, though it looks public
    )
)
# The only part of IPv6 that is given out to the public. It leaves out translated and mapped
# IPv4 (::ffff:0:0/96, ::ffff:0:0:0/96, 64:ff9b::/16), private and local networks (with
# fd00:ec2::254, where Amazon keeps credentials), and everything from 4000:: up.
_PUBLIC_6 = ipaddress.IPv6Network("2000::/3")
_REFUSED_6 = tuple(
    ipaddress.IPv6Network(block)
    for block in (
        "2001::/23",  # protocols, among them Teredo, which carries IPv4
        "2001:db8::/32",
        "2002::/16",  # 6to4, which carries IPv4
        "2620:4f:8000::/48",
        "3ffe::/16",  # the test network that was
        "3fff::/20",
    )
)


_PLATFORM = frozenset(
    ipaddress.ip_address(address)
    for address in (
        "169.254.169.254",  # Amazon, Google, Azure and most others
        "169.254.170.2",  # Amazon's containers
        "169.254.170.23",
        "169.254.0.23",  # Tencent
        "100.100.100.200",  # Alibaba
        "192.0.0.192",  # Oracle
        "168.63.129.16",  # Azure
        "fd00:ec2::254",
        "fd00:ec2::23",
        "fd20:ce::254",  # Google
    )
)
"""Where a cloud keeps a machine's credentials: no news comes from there."""


def is_platform(address: str) -> bool:
    """Whether a cloud gives out a machine's credentials at an IP address, in whatever form."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv4Address):
        return ip in _PLATFORM
    return ip in _PLATFORM or not _PLATFORM.isdisjoint(_inside(ip))


def _inside(ip: ipaddress.IPv6Address) -> Iterator[ipaddress.IPv4Address]:
    """The IPv4 addresses to which an IPv6 address may be translated on its way."""
    # Mapped, translated (RFC 6052, also with a network's own prefix of 96 bits), compatible.
    yield ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    if ip.sixtofour is not None:
        yield ip.sixtofour
    if ip.teredo is not None:
        yield from ip.teredo


def is_public(address: str) -> bool:
    """Whether an IP address (not a name) belongs to the public internet."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv4Address):
        return not any(ip in block for block in _REFUSED_4)
    return ip in _PUBLIC_6 and not any(ip in block for block in _REFUSED_6)
