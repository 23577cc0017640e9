"""Where a paid voice's service is, and whether a key may travel there."""

from __future__ import annotations

import re
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from naqeeb.model import Voice
from naqeeb.speech import options

_LOOPBACK = re.compile(r"localhost|127(\.\d{1,3}){3}|\[?::1\]?")
_CONNECT_S = 1.0
_ADDRESS = r"https?://[\w.:\[\]-]+(/[\w./~-]*)?"


@dataclass(frozen=True, slots=True)
class Address:
    """Where a service is."""

    base_url: str
    """Without a slash at its end."""
    host: str
    """With the port, where one is stated."""
    here: bool
    """The service runs on this machine."""


def address_of(voice: Voice, default: str) -> Address:
    """The address that the voice file states as ``base_url``, or the service's own.

    Raises:
        SettingsError: it is no http or https address, or a plain one of another machine.
    """
    url = options.text(voice, "base_url", default, pattern=_ADDRESS).rstrip("/")
    parts = urlsplit(url)
    here = _LOOPBACK.fullmatch(parts.hostname or "") is not None
    return Address(url, parts.netloc, here)


def listens(address: Address) -> bool:
    """False where nothing listens at an address of this machine; of others nothing is known."""
    if not address.here:
        return True
    parts = urlsplit(address.base_url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        socket.create_connection((parts.hostname or "", port), _CONNECT_S).close()
    except OSError:
        return False
    return True


def refuse_plain(voice: Voice, address: Address) -> None:
    """Return if a key may be sent to this address.

    Raises:
        SettingsError: it would travel over a network for everyone to read.
    """
    if not address.here and not address.base_url.startswith("https:"):
        raise options.wrong(
            voice,
            "base_url",
            f"a key is not sent to {address.base_url}",
            "write https, or take key_env and key_file out where the server needs no key",
            cause="http shows it to everyone on the way",
        )
