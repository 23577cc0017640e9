"""The names that an article on the web is known by, so that it is one episode however one came.

A link's name leaves out what does not tell one page from another: scheme, ``www.``, credentials,
secrets, default port, tracking, fragment and trailing slash. A name is a key of the archive and
never fetched.
"""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urljoin, urlsplit

from naqeeb.intake import data_files
from naqeeb.text.addresses import without_secrets
from naqeeb.text.lazy_pattern import LazyPattern

_DEFAULT_PORTS = {"http": 80, "https": 443}
# The characters of RFC 3986 that mean something in a path.
_SAFE_IN_PATH = "/:@!$&'()*+,;=~"
_LONGEST_GUID = 500
# What a page's address ends in below its canonical one.
_VARIANT = LazyPattern(r"(?:amp|print|single|full|all|m|mobile|page|amp\.html|\d{1,2}|/)+")
# A fragment that is a route of the page's own program, as in ``#!/story/7``.
_ROUTE = LazyPattern(r"!?/.")


def is_web(address: str | None) -> bool:
    """Whether an address leads to a page on the web."""
    return bool(address) and _split(address or "") is not None


def host_of(address: str | None) -> str:
    """The host of an address; empty where it has none, or is no address."""
    try:
        return urlsplit(address or "").hostname or ""
    except ValueError:
        return ""


def link_name(address: str) -> str:
    """The name of a page, as in ``https://news.example/story/7``.

    What is no http or https address comes back as it is.
    """
    parts = _split(without_secrets(address))
    if parts is None:
        return address
    path = quote(unquote(parts.path, errors="surrogateescape"), _SAFE_IN_PATH, errors="replace")
    path = re.sub(r"/+", "/", path).rstrip("/")
    fragment = f"#{parts.fragment}" if _ROUTE.match(parts.fragment) else ""
    query = _query(parts.query)
    return f"https://{_site(parts)}{path}{'?' + query if query else ''}{fragment}"


def same_site(one: str, other: str) -> bool:
    """Whether two addresses are on one host; ``www.`` and scheme do not matter."""
    first, second = _split(one), _split(other)
    return first is not None and second is not None and _site(first) == _site(second)


def has_path(address: str) -> bool:
    """Whether an address leads to more than a site's front page."""
    parts = _split(address)
    if parts is None:
        return False
    path = re.sub(r"/(?:index|default|home)\.\w+\Z", "/", parts.path.lower()).strip("/")
    return bool(path or _query(parts.query) or _ROUTE.match(parts.fragment))


def absolute(address: str, base: str) -> str | None:
    """A link as a page or feed writes it, resolved against where that was fetched from.

    None where it is no http or https address.
    """
    try:
        joined = urljoin(base, address.strip())
    except ValueError:
        return None
    return joined if is_web(joined) else None


def canonical_name(stated: str | None, fetched: str) -> str | None:
    """The name of a canonical address, where it can be believed.

    It can on the fetched page's own host and with a path: many sites state their front page, or
    a section's, on every page, and a page must not take over another site's story.
    """
    address = absolute(stated, fetched) if stated and stated.strip() else None
    if address is None or not same_site(address, fetched) or not has_path(address):
        return None
    name, own = link_name(address), link_name(fetched)
    if own.startswith(f"{name}/") and not _VARIANT.fullmatch(own.removeprefix(f"{name}/")):
        return None
    return name


def guid_name(guid: str, feed: str) -> str:
    """The name of a feed's item by its guid, which need be unique in its own feed only.

    Args:
        guid: as the feed states it.
        feed: the address of the item, or of its feed: its host parts the guids of two sites.
    """
    parts = _split(feed)
    guid = without_secrets(guid.strip())[:_LONGEST_GUID]
    return f"guid:{_site(parts) if parts else ''}:{guid}"


def _query(text: str) -> str:
    pairs = parse_qsl(text, keep_blank_values=True)
    return urlencode(sorted(pair for pair in pairs if not _tracks(*pair)))


def _tracks(parameter: str, value: str) -> bool:
    names, beginnings, unless_number = _tracking()
    name = parameter.lower()
    if name in unless_number:
        return not value.isdecimal()
    return name in names or name.startswith(beginnings)


@cache
def _tracking() -> tuple[frozenset[str], tuple[str, ...], frozenset[str]]:
    """The tracking parameters: names, beginnings, and names whose numbers are kept."""
    lines = data_files.lines("tracking.txt")
    return (
        frozenset(line for line in lines if line[-1] not in "*?"),
        tuple(line[:-1] for line in lines if line[-1] == "*"),
        frozenset(line[:-1] for line in lines if line[-1] == "?"),
    )


def _split(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return None
    return parts if parts.scheme in _DEFAULT_PORTS and host else None


def _site(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".").removeprefix("www.")
    host = f"[{host}]" if ":" in host else _ascii(host)
    port = parts.port
    return host if port in (None, *_DEFAULT_PORTS.values()) else f"{host}:{port}"


def _ascii(host: str) -> str:
    """A host's name as the network writes it: two spellings of one name are one."""
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host
