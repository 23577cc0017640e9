"""Addresses without their secrets: the one form in which they are kept, shown and published."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import SplitResult, unquote, urlsplit

from naqeeb.text.lazy_pattern import LazyPattern
from naqeeb.text.secret_names import is_code, is_named_secret, is_secret, may_name_page, plain_name

REDACTED = "***"
"""What a program's message shows in place of a secret."""

_BETWEEN = LazyPattern("[&;]")
_PAIR = LazyPattern("[^&;]+")
# A parameter of a path, behind a semicolon or as a part of its own.
_MATRIX = LazyPattern("(;[^;/]*|(?<=/)[^;/=]*=[^;/]*)")
# A part of a path behind one that is named like a secret: the value has no words in it.
_NAMED_PART = LazyPattern(
    r"(?<=/)([^/;]{1,40})/((?=[A-Za-z]*[0-9])(?=[0-9]*[A-Za-z])[A-Za-z0-9]{16,}"
    r"|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})(?=[/;]|\.[a-z]{2,5}\Z|\Z)"
)
_FEEDS = frozenset(("rss", "feed", "feeds", "atom"))
_LONG_VALUE = 20
"""Behind the name of a feed: a shorter one may be the number of a show."""
_WEBHOOK = LazyPattern(
    r"(?i)\A(hooks\.slack\.com/[a-z]+/|(?:[a-z]+\.)?discord(?:app)?\.com/api/(?:v[0-9]+/)?webhooks/[0-9]+/"
    r"|[\w.-]+\.webhook\.office\.com/|outlook\.office(?:365)?\.com/webhook/)(?!(?:[0-9a-f]{8}|\*{3})\Z)(.+)\Z"
)
"""Where programs write to a newsroom's chat: who knows the rest of the path may."""
_PRIVATE_PART = LazyPattern(
    r"(?<=/)(?:private-[0-9a-fA-F]{16,}|bot[0-9]{5,12}:[A-Za-z0-9_-]{20,})(?=[/;]|\Z)"
)
"""As calendars name a feed that only its owner knows, and Telegram a program that writes there."""
_TOKEN = LazyPattern(
    r"(?<![\w-])(?:eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*|(?:AKIA|ASIA)[0-9A-Z]{16}|AIza[\w-]{35}"
    r"|ya29\.[\w-]{20,}|(?:gh[oprsu]_|github_pat_|glpat-|[rs]k_live_)\w{16,}|xox[abeoprs]-[\w-]{10,}"
    r"|sk-(?:[a-z]{2,8}[0-9]{0,2}-)?[A-Za-z0-9]{32,})(?![A-Za-z0-9])"
)
"""A JSON web token (RFC 7519: a header, claims and a signature, each of an object in base64), and
the keys of well known services, which are what they are by their form."""
_WITHIN = LazyPattern("[?&;#!~]")
_LOGIN = LazyPattern(r"://[^/?#\s]*@")
_IN_PATH = LazyPattern(r"(?<=://)[^/]*@")
"""The login of an address that is a part of another one's path."""
# How Python writes a byte of a name that is not UTF-8 (PEP 383), and other lone surrogates.
_SURROGATE = LazyPattern("[\ud800-\udfff]")
# A password may have quotation marks in it; elsewhere they end the address.
_ADDRESS = LazyPattern(
    r"(?<![A-Za-z0-9+.-])[A-Za-z][A-Za-z0-9+.-]{0,30}://(?:[^\s/@]*@)*[^\s<>\"'`]+"
)
_SCHEME = LazyPattern(r"(?i)[a-z][a-z0-9+.-]+:(?://|/(?=[^/]))")
_SLIP = LazyPattern(r"(?i)\b((?:https?|s3|s?ftp):(?!//))[/\\]{0,9}[^\s@/\\]{0,500}@")
"""An address with too few strokes, or the wrong ones."""
_SPACED = LazyPattern(r"(://)[^\s/@:]{1,64}:(?![0-9]{1,5}[\s/])[^/@\n]{1,200}@(?=[\w\[])")
"""A login whose password has blanks in it."""
_BARE = LazyPattern(
    r"(?<![\w.+%-])[A-Za-z0-9._+%-]{1,64}:(?!\*\*\*@)[^\s/@]{1,200}@(?=[\w.-]{1,253}[/:])"
)
"""A login without the scheme before it; an address of mail has no path or port behind it."""


def without_secrets(address: str) -> str:
    """An address that may be kept and published: no credentials, no secret parameters.

    What is no address comes back as it is.
    """
    parts = _split(address)
    if parts is None:
        return address
    query = parts.query
    if _holds_secret(query):
        query = "&".join(filter(None, map(_kept, _BETWEEN.split(query))))
    path, fragment = _path_with(parts, ""), _kept_fragment(parts.fragment)
    return parts._replace(netloc=_host(parts), path=path, query=query, fragment=fragment).geturl()


def name_without_secrets(name: str) -> str:
    """A name of a story as it would be given now, where an earlier version knew fewer secrets.

    It is an address, an address behind the site of a feed (``guid:news.example:https://…``), or
    something else, which stays.
    """
    scheme_end = name.find("://")
    if scheme_end < 0:
        return name
    begin = name.rfind(":", 0, scheme_end) + 1
    return name[:begin] + without_secrets(name[begin:])


def redacted(text: str) -> str:
    """A text for a message or a log: in every address of it the secrets are ``***``."""
    if "@" in text:
        text = _SPACED.sub(rf"\1{REDACTED}@", text)
    text = _ADDRESS.sub(lambda match: _redacted(match[0]), text)
    if "@" in text:
        text = _SLIP.sub(lambda match: f"{match[1]}{REDACTED}@", text)
        text = _BARE.sub(f"{REDACTED}@", text)
    return text


def source_name(source: str) -> str:
    """A source as results and events name it: whole, without secrets and bytes that are no text."""
    return redacted(readable(source))


def readable(name: str) -> str:
    """A file's name as text: bytes that are not UTF-8 become ``%ff``, so that it can be kept."""
    return _SURROGATE.sub(lambda byte: f"%{ord(byte[0]) & 0xFF:02x}", name)


def is_address(name: str) -> bool:
    """Whether a name that stands for a folder is an address, also with too few strokes or none."""
    return _SCHEME.match(name) is not None or _BARE.match(name) is not None


def is_private(address: str) -> bool:
    """Whether an address holds a secret."""
    parts = _split(address)
    return parts is not None and without_secrets(address) != parts.geturl()


def _redacted(address: str) -> str:
    parts = _split(address)
    if parts is None:
        return REDACTED  # brackets that do not close: nothing can be told apart in it
    user = f"{REDACTED}@" if "@" in parts.netloc else ""
    return parts._replace(
        netloc=user + _host(parts),
        path=_path_with(parts, REDACTED),
        query=_starred(parts.query),
        fragment=_starred_fragment(parts.fragment),
    ).geturl()


def _path_with(parts: SplitResult, shown: str) -> str:
    """A path with this in place of its secrets; where it is nothing a parameter's name goes too."""
    host = (parts.hostname or "") if _has_port(parts) else ""
    if webhook := _WEBHOOK.search(f"{host}{parts.path}"):
        return f"{webhook[1][len(host) :]}{shown or _digest(webhook[2])}"

    def parameter(match: re.Match[str]) -> str:
        if not _holds_secret(match[0]):
            return match[0]
        return _starred(match[0]) if shown else ""

    path = _IN_PATH.sub(f"{shown}@" if shown else "", parts.path)
    return _parts_with(_MATRIX.sub(parameter, path), shown)


def _parts_with(path: str, shown: str) -> str:
    """A path with this in place of the parts that are secret by their form or by their name."""

    def part(match: re.Match[str]) -> str:
        is_feed = plain_name(match[1]) in _FEEDS and len(match[2]) >= _LONG_VALUE
        if is_feed or may_name_page(match[1]):
            # It may be a name that everybody knows: two of them stay two.
            return f"{match[1]}/{shown or _digest(match[2])}"
        return f"{match[1]}/{shown}" if is_named_secret(match[1]) else match[0]

    return _TOKEN.sub(shown, _PRIVATE_PART.sub(shown, _NAMED_PART.sub(part, path)))


def _kept_fragment(fragment: str) -> str:
    """What is kept of a fragment: as of a path; nothing where it has secret parameters."""
    return "" if _holds_secret(fragment) else _parts_with(f"/{fragment}", "")[1:]


def _starred_fragment(fragment: str) -> str:
    """Where a program runs in a page, its fragment is a path with parameters of its own."""
    return _parts_with(f"/{_starred(fragment)}", REDACTED)[1:]


def _starred(query: str) -> str:
    return _PAIR.sub(lambda pair: _star(pair[0]), query)


def _star(pair: str) -> str:
    if not _is_secret_pair(pair):
        return pair
    name, equals, _ = pair.partition("=")
    return f"{name}={REDACTED}" if equals else REDACTED


def _kept(pair: str) -> str:
    """What is kept of a parameter: of a code, which may name an article, what tells two apart."""
    if not _is_secret_pair(pair):
        return pair
    name, _, value = pair.partition("=")
    return f"{name}={_digest(value)}" if is_code(name, value) else ""


def _digest(secret: str) -> str:
    """What tells two secrets apart and says nothing of them: these are long and random."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _holds_secret(query: str) -> bool:
    return any(_is_secret_pair(pair) for pair in _BETWEEN.split(query))


def _is_secret_pair(pair: str) -> bool:
    """Whether a parameter is a secret, or its value is an address that holds one."""
    name, equals, value = pair.partition("=")
    inner = unquote(unquote(value if equals else name))
    name = _WITHIN.split(name)[-1]
    return (
        (bool(equals) and (is_secret(name, value) or is_code(name, value)))
        or _TOKEN.search(inner) is not None
        or _LOGIN.search(inner) is not None
        or any(is_secret(*_named(each)) for each in _WITHIN.split(inner) if "=" in each)
    )


def _named(pair: str) -> tuple[str, str]:
    name, _, value = pair.partition("=")
    return name, value


def _host(parts: SplitResult) -> str:
    return parts.netloc.rpartition("@")[2]


def _split(address: str) -> SplitResult | None:
    parts = _parted(address)
    if "@" in address and (parts is None or not _has_port(parts)):
        # The password has a stroke in it: what stands before the last @ is the login.
        scheme, strokes, rest = address.partition("://")
        parts = _parted(f"{scheme}{strokes}{REDACTED}@{rest.rpartition('@')[2]}")
    return parts if parts and parts.scheme and parts.netloc else None


def _parted(address: str) -> SplitResult | None:
    try:
        return urlsplit(address)
    except ValueError:
        return None


def _has_port(parts: SplitResult) -> bool:
    """Whether the port of an address, where it names one, is a number."""
    try:
        _ = parts.port
    except ValueError:
        return False
    return True
