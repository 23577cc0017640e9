"""What the environment says of the way to a service: certificates, and a proxy."""

from __future__ import annotations

import os
from typing import NamedTuple

_BUNDLES = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE")
"""requests knows two names for a bundle of certificates; OpenSSL's is the third."""


class Bundle(NamedTuple):
    """A file of certificates that are trusted in place of the usual ones."""

    variable: str
    """Which names it."""
    path: str


def bundle() -> Bundle | None:
    """The bundle of certificates that the environment names; None where it names none."""
    named = (Bundle(name, os.environ.get(name, "")) for name in _BUNDLES)
    return next((each for each in named if each.path), None)


def proxy_to(host: str) -> str | None:
    """The address of the proxy that leads to a host by HTTPS; None where none does."""
    # Here: to list the voices no proxy is needed.
    from urllib.request import getproxies, proxy_bypass

    return None if proxy_bypass(host) else getproxies().get("https")
