"""Addresses without their secrets: the one form in which they are kept, shown and published."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urlsplit

from naqeeb.text.lazy_pattern import LazyPattern

REDACTED = "***"
"""What a program's message shows in place of a secret."""

# A parameter is a secret if its name, in small letters and without separators, is one of
# these or ends in one of those below.
_SECRET_NAMES = frozenset(
    (
        *("key", "pass", "passwd", "pwd", "auth", "sig", "hmac", "sid", "jwt", "bearer"),
        *("authorization", "session", "credentials", "keypairid", "awsaccesskeyid"),
    )
)
_SECRET_ENDINGS = (
    *("apikey", "token", "secret", "password", "signature", "credential"),
    *("accesskey", "authkey", "privatekey", "subscriptionkey", "sessionid"),
)
_PAIR = LazyPattern(r"([^=&;]*)=([^&;]*)")
# How Python writes a byte of a name that is not UTF-8 (PEP 383), and other lone surrogates.
_SURROGATE = LazyPattern("[\ud800-\udfff]")
_ADDRESS = LazyPattern(r"(?<![A-Za-z0-9+.-])[A-Za-z][A-Za-z0-9+.-]{0,30}://[^\s<>\"'`]+")


def is_secret(parameter: str) -> bool:
    """Whether a query parameter of this name holds a secret."""
    name = re.sub(r"[^a-z0-9]", "", parameter.lower())
    return name in _SECRET_NAMES or name.endswith(_SECRET_ENDINGS)


def without_secrets(address: str) -> str:
    """An address that may be kept and published: no credentials, no secret parameters.

    What is no address comes back as it is.
    """
    parts = _split(address)
    if parts is None:
        return address
    query = "&".join(
        each for each in parts.query.split("&") if not is_secret(each.partition("=")[0])
    )
    fragment = "" if _holds_secret(parts.fragment) else parts.fragment
    return parts._replace(netloc=_host(parts), query=query, fragment=fragment).geturl()


def redacted(text: str) -> str:
    """A text for a message or a log: in every address of it the secrets are ``***``."""
    return _ADDRESS.sub(lambda match: _redacted(match[0]), text)


def named(source: str) -> str:
    """A source as results and events name it: whole, without secrets and bytes that are no text."""
    return redacted(readable(source))


def readable(name: str) -> str:
    """A file's name as text: bytes that are not UTF-8 become ``%ff``, so that it can be kept."""
    return _SURROGATE.sub(lambda byte: f"%{ord(byte[0]) & 0xFF:02x}", name)


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
        netloc=user + _host(parts), query=_starred(parts.query), fragment=_starred(parts.fragment)
    ).geturl()


def _starred(query: str) -> str:
    return _PAIR.sub(lambda pair: f"{pair[1]}={REDACTED}" if is_secret(pair[1]) else pair[0], query)


def _holds_secret(fragment: str) -> bool:
    return any(is_secret(pair[1]) for pair in _PAIR.finditer(fragment))


def _host(parts: SplitResult) -> str:
    return parts.netloc.rpartition("@")[2]


def _split(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return parts if parts.scheme and parts.netloc else None
