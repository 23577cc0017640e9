"""What went wrong with a fetch, in words that hold no secret and are never long."""

from __future__ import annotations

import zlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from naqeeb.errors import FetchFailed
from naqeeb.intake import dates, unpack
from naqeeb.intake.address import is_platform
from naqeeb.text.addresses import redacted
from naqeeb.text.cleaning import brief

if TYPE_CHECKING:
    import httpx

_LONGEST_SHOWN = 200
_LONGEST_WAIT_S = 7 * 86_400.0
_CAUSES = {
    401: "it wants a log-in",
    402: "it wants to be paid",
    403: "it refuses programs, or wants a log-in",
    404: "the address is mistyped or the page was taken down",
    410: "the page was taken down",
    429: "it was asked too often",
    451: "it may not be read from this country",
}


def shown(url: str) -> str:
    """An address as a message shows it: secrets starred, no controls, cut where it is long."""
    return brief(redacted(url), _LONGEST_SHOWN)


def refuse(url: str, answer: httpx.Response) -> None:
    """Return if an answer is a page that can be unpacked.

    Raises:
        FetchFailed: it is none; ``retry_after_s`` is what the server asked for.
    """
    if not answer.is_success:
        reason = brief(answer.reason_phrase, 60)
        raise FetchFailed(
            f"{shown(url)} answered {answer.status_code} {reason}".rstrip(),
            cause=_CAUSES.get(answer.status_code, "the server has a fault; try again later"),
            hint="open it in a browser; or save the article as .txt and hand in that",
            url=shown(url),
            status=answer.status_code,
            retry_after_s=_retry_after(answer.headers.get("retry-after", "")),
        )
    packing = answer.headers.get("content-encoding", "").strip().lower()
    if packing not in unpack.PACKINGS:
        raise FetchFailed(
            f"{shown(url)} came packed as {brief(packing, 40)!r}, which was not asked for",
            cause="a faulty server, or a page made to fill the memory",
            hint="save the article as .txt and hand in that",
            url=shown(url),
        )


def of(url: str, error: Exception, deadline_s: float) -> FetchFailed:
    """The error for a fetch that was cut short."""
    import httpx

    from naqeeb.intake.transport import PrivateAddressError

    hint = "check the address and the network, and run the command again"
    match error:
        case httpx.TimeoutException():
            what = f"{shown(url)} did not answer within {deadline_s:.0f} s"
            cause = "it is slow or down"
        case httpx.TooManyRedirects():
            what, cause = f"{shown(url)} redirects in a circle", "it wants a log-in or a cookie"
        case httpx.UnsupportedProtocol() | httpx.InvalidURL() | UnicodeError():
            return not_an_address(url)
        case PrivateAddressError():
            what = f"{shown(url)} leads to {error.address}, which is not on the public internet"
            cause = "a private address, or a redirect to one"
            hint = "if it is your own server, set private_addresses = true under [intake]"
            if is_platform(error.address):
                cause = "a cloud keeps a machine's credentials there"
                hint = "no setting allows it; correct the address, or ask who wrote it"
        case zlib.error():
            what, cause = f"{shown(url)} is not packed as it says", "the server has a fault"
        case _:
            reason = brief(redacted(str(error)), _LONGEST_SHOWN)
            what = f"{shown(url)} could not be fetched: {reason}"
            cause = "the network or the name is wrong"
    return FetchFailed(what, cause=cause, hint=hint, url=shown(url))


def not_an_address(url: str) -> FetchFailed:
    """The error for what cannot be asked for at all."""
    return FetchFailed(
        f"{shown(url)} is not an http or https address",
        cause="it is mistyped",
        hint="check the address, and run the command again",
        url=shown(url),
    )


def _retry_after(text: str) -> float | None:
    """Seconds to wait, as the server states them: a number, or a date (RFC 9110, 10.2.3)."""
    text = text.strip()
    if text.isascii() and text.isdecimal():
        return min(float(text[:9]), _LONGEST_WAIT_S)
    moment = dates.read(text) if text else None
    if moment is None:
        return None
    return min(max(0.0, (moment.when - datetime.now(UTC)).total_seconds()), _LONGEST_WAIT_S)
