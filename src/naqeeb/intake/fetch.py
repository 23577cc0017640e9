"""One page or feed over HTTP: checked addresses, a cap on size, a deadline for the whole."""

from __future__ import annotations

import time
import zlib
from dataclasses import dataclass, replace
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import TYPE_CHECKING

from naqeeb.errors import FetchFailed
from naqeeb.intake import faults, unpack
from naqeeb.settings import IntakeSettings
from naqeeb.text.addresses import without_secrets

if TYPE_CHECKING:
    import httpx

MAX_BYTES = 10_000_000
DEADLINE_S = 30.0
_REDIRECTS = 5
_CONNECT_S = 10.0
_NOT_MODIFIED = 304
_LONGEST_URL = 8_000


@dataclass(frozen=True, slots=True)
class Page:
    """What was fetched."""

    url: str
    """Where the last redirect led, without credentials and secrets."""
    body: bytes
    media_type: str
    encoding: str | None
    """The charset that the server declared."""
    etag: str | None = None
    last_modified: str | None = None
    unchanged: bool = False
    """True where the server answered 304: nothing new since the given ETag."""
    private: bool = False
    """True where the address held credentials or a secret: it is no source to publish."""


def fetch(
    url: str,
    settings: IntakeSettings = IntakeSettings(),
    *,
    etag: str | None = None,
    last_modified: str | None = None,
    deadline_s: float = DEADLINE_S,
    max_bytes: int = MAX_BYTES,
) -> Page:
    """Fetch ``url``.

    Args:
        url: http or https; credentials and keys in it go to its own server only.
        settings: whether private addresses are allowed, and the headers of each site.
        etag: the ETag of the copy that the caller has.
        last_modified: its Last-Modified.
        deadline_s: seconds for connecting, redirects and body together.
        max_bytes: of the unpacked body.

    Raises:
        FetchFailed: with ``status=`` where the server answered. No secret stands in it.
    """
    import httpx

    end = time.monotonic() + deadline_s
    if len(url) > _LONGEST_URL:
        raise faults.not_an_address(url)
    headers = {"User-Agent": "naqeeb (Urdu news to audio)", "Accept-Encoding": "gzip, deflate"}
    # A header that was never ASCII is not sent back: the page is fetched anew, which is right.
    if etag and etag.isascii() and etag.isprintable():
        headers["If-None-Match"] = etag
    if last_modified and last_modified.isascii() and last_modified.isprintable():
        headers["If-Modified-Since"] = last_modified
    try:
        with (
            _client(settings, headers, end, deadline_s) as client,
            client.stream("GET", url) as answer,
        ):
            if answer.status_code == _NOT_MODIFIED:
                # A server need not repeat what the copy was told apart by.
                known = _page(url, answer, b"")
                return replace(known, etag=etag, last_modified=last_modified, unchanged=True)
            faults.refuse(url, answer)
            return _page(url, answer, _body(url, answer, end, max_bytes))
    except (
        *(httpx.HTTPError, httpx.InvalidURL, httpx.CookieConflict, zlib.error),
        *(OSError, UnicodeError, ValueError),
    ) as error:
        raise faults.of(url, error, deadline_s) from None


def _client(
    settings: IntakeSettings, headers: dict[str, str], end: float, deadline_s: float
) -> httpx.Client:
    import httpx

    from naqeeb.intake.transport import Transport

    return httpx.Client(
        transport=Transport(settings, end=end),
        follow_redirects=True,
        max_redirects=_REDIRECTS,
        timeout=httpx.Timeout(deadline_s, connect=min(_CONNECT_S, deadline_s)),
        headers=headers,
        # Nothing that one server sets is shown to the next, nor to itself.
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
    )


def _page(url: str, answer: httpx.Response, body: bytes) -> Page:
    where = str(answer.url)
    shown = without_secrets(where)
    return Page(
        url=shown,
        body=body,
        media_type=answer.headers.get("content-type", "").partition(";")[0].strip().lower(),
        encoding=answer.charset_encoding,
        etag=answer.headers.get("etag"),
        last_modified=answer.headers.get("last-modified"),
        private=shown != where or without_secrets(url) != url,
    )


def _body(url: str, answer: httpx.Response, end: float, max_bytes: int) -> bytes:
    """The whole body, unpacked; ``end`` is a time of ``time.monotonic``."""
    from httpx import ReadTimeout

    body = bytearray()
    packing = answer.headers.get("content-encoding", "").strip().lower()
    for piece in unpack.unpacked(answer.iter_raw(16_384), packing):
        body += piece
        if len(body) > max_bytes:
            raise FetchFailed(
                f"{faults.shown(url)} is larger than {max_bytes / 1e6:.0f} MB",
                cause="it is not an article's page",
                hint="save the article as .txt and hand in that",
                url=faults.shown(url),
            )
        if time.monotonic() > end:
            raise ReadTimeout("deadline")
    return bytes(body)
