"""One page or feed over HTTP: checked addresses, a cap on size, a deadline for the whole."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from naqeeb.errors import FetchFailed

if TYPE_CHECKING:
    import httpx

MAX_BYTES = 10_000_000
DEADLINE_S = 30.0
_REDIRECTS = 5
_CONNECT_S = 10.0
_NOT_MODIFIED = 304
# One packing makes at most a thousand bytes of one; gzip within gzip makes a million.
_PACKINGS = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})


@dataclass(frozen=True, slots=True)
class Page:
    """What was fetched."""

    url: str
    """Where the last redirect led."""
    body: bytes
    media_type: str
    encoding: str | None
    """The charset that the server declared."""
    etag: str | None = None
    last_modified: str | None = None
    unchanged: bool = False
    """True where the server answered 304: nothing new since the given ETag."""


def fetch(
    url: str,
    *,
    private: bool = False,
    etag: str | None = None,
    last_modified: str | None = None,
    deadline_s: float = DEADLINE_S,
    max_bytes: int = MAX_BYTES,
) -> Page:
    """Fetch ``url``.

    Args:
        url: http or https.
        private: whether private and loopback addresses are allowed.
        etag: the ETag of the copy that the caller has.
        last_modified: its Last-Modified.
        deadline_s: seconds for connecting, redirects and body together.
        max_bytes: of the decoded body.

    Raises:
        FetchFailed: with ``status=`` where the server answered.
    """
    import httpx

    from naqeeb.intake.transport import PrivateAddressError, Transport

    end = time.monotonic() + deadline_s
    headers = {"User-Agent": "naqeeb (Urdu news to audio)", "Accept-Encoding": "gzip"}
    if etag:
        headers["If-None-Match"] = etag
    if last_modified:
        headers["If-Modified-Since"] = last_modified
    try:
        with (
            httpx.Client(
                transport=Transport(private=private, end=end),
                follow_redirects=True,
                max_redirects=_REDIRECTS,
                timeout=httpx.Timeout(deadline_s, connect=min(_CONNECT_S, deadline_s)),
                headers=headers,
            ) as client,
            client.stream("GET", url) as answer,
        ):
            if answer.status_code == _NOT_MODIFIED:
                return Page(str(answer.url), b"", "", None, etag, last_modified, unchanged=True)
            _refuse(url, answer)
            return Page(
                url=str(answer.url),
                body=_body(url, answer, end, max_bytes),
                media_type=answer.headers.get("content-type", "").partition(";")[0].strip().lower(),
                encoding=answer.charset_encoding,
                etag=answer.headers.get("etag"),
                last_modified=answer.headers.get("last-modified"),
            )
    except (httpx.HTTPError, httpx.InvalidURL, PrivateAddressError, UnicodeError) as error:
        raise _failed(url, error, deadline_s) from None


def _refuse(url: str, answer: httpx.Response) -> None:
    """Raise for an answer that is no page."""
    if not answer.is_success:
        raise FetchFailed(
            f"{url} answered {answer.status_code} {answer.reason_phrase}",
            cause=_status_cause(answer.status_code),
            hint="open it in a browser; or save the article as .txt and hand in that",
            url=url,
            status=answer.status_code,
        )
    packed = answer.headers.get("content-encoding", "").strip().lower()
    if packed not in _PACKINGS:
        raise FetchFailed(
            f"{url} came packed as {packed!r}, which was not asked for",
            cause="a faulty server, or a page made to fill the memory",
            hint="save the article as .txt and hand in that",
            url=url,
        )


def _body(url: str, answer: httpx.Response, end: float, max_bytes: int) -> bytes:
    """The whole body, unpacked; ``end`` is a time of ``time.monotonic``."""
    from httpx import ReadTimeout

    body = bytearray()
    for piece in answer.iter_bytes(16_384):
        body += piece
        if len(body) > max_bytes:
            raise FetchFailed(
                f"{url} is larger than {max_bytes / 1e6:.0f} MB",
                cause="it is not an article's page",
                hint="save the article as .txt and hand in that",
                url=url,
            )
        if time.monotonic() > end:
            raise ReadTimeout("deadline")
    return bytes(body)


def _failed(url: str, error: Exception, deadline_s: float) -> FetchFailed:
    import httpx

    from naqeeb.intake.transport import PrivateAddressError

    hint = "check the address and the network, and run the command again"
    match error:
        case httpx.TimeoutException():
            what, cause = f"{url} did not answer within {deadline_s:.0f} s", "it is slow or down"
        case httpx.TooManyRedirects():
            what, cause = f"{url} redirects in a circle", "the page wants a log-in or a cookie"
        case httpx.UnsupportedProtocol() | httpx.InvalidURL():
            what, cause = f"{url} is not an http or https address", "it is mistyped"
        case PrivateAddressError():
            what = f"{url} leads to {error.address}, which is not on the public internet"
            cause = "a private address, or a redirect to one"
            hint = "if it is your own server, set private_addresses = true under [intake]"
        case _:
            what, cause = f"{url} could not be fetched: {error}", "the network or the name is wrong"
    return FetchFailed(what, cause=cause, hint=hint, url=url)


def _status_cause(status: int) -> str:
    causes = {
        401: "it wants a log-in",
        403: "it refuses programs, or wants a log-in",
        404: "the address is mistyped or the page was taken down",
        410: "the page was taken down",
        429: "it was asked too often",
    }
    return causes.get(status, "the server has a fault; try again later")
