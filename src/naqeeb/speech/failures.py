"""What goes wrong between an online voice and its service, in words for the user.

Each function returns the error for one fault: what happened, the probable cause and the next
step. ``passing`` marks a fault that may be gone at the next attempt, ``sent`` whether the text
may have reached the service.
"""

from __future__ import annotations

import time
from email.utils import parsedate_to_datetime

from naqeeb.errors import VoiceFailed

MAX_RESPONSE_BYTES = 4_000_000
"""A chunk of 100 characters is some 60 kB of MP3; no real answer comes near this."""
LATER = "try again later, or choose another voice with --voice"


def failed(
    what: str,
    *,
    cause: str,
    hint: str = LATER,
    passing: bool = False,
    sent: bool = True,
    retry_after_s: float | None = None,
    status: int | None = None,
) -> VoiceFailed:
    """A failure of a service.

    Args:
        what: what happened.
        cause: the probable cause.
        hint: the next step.
        passing: another attempt may succeed.
        sent: the text may have reached the service.
        retry_after_s: how long the service asks to be left alone.
        status: the HTTP status.
    """
    return VoiceFailed(
        what,
        cause=cause,
        hint=hint,
        passing=passing,
        sent=sent,
        retry_after_s=retry_after_s,
        status=status,
    )


def unreachable(host: str, *, passing: bool = False) -> VoiceFailed:
    """No connection was made."""
    return failed(
        f"{host} cannot be reached",
        cause="there is no network, or it blocks the service",
        sent=False,
        passing=passing,
    )


def not_running(host: str) -> VoiceFailed:
    """Nothing listens on this machine where a server should."""
    return failed(
        f"no server answers at {host}",
        cause="it is not started, or listens on another port",
        hint="start it, correct base_url in the voice file, or choose another voice",
        sent=False,
    )


def no_answer(host: str) -> VoiceFailed:
    """The service took the request and was silent for too long."""
    return failed(
        f"{host} gave no answer",
        cause="the service is overloaded or the network is slow",
        passing=True,
    )


def broke_off(host: str) -> VoiceFailed:
    """The connection ended before the answer did."""
    return failed(
        f"the connection to {host} broke off",
        cause="the network or the service is unstable",
        passing=True,
    )


def too_slow() -> VoiceFailed:
    """The answer came in, but not in the time there was."""
    return failed("the answer comes too slowly", cause="the network is slow")


def too_large() -> VoiceFailed:
    """The answer is larger than any speech could be."""
    return failed(
        f"the answer is larger than {MAX_RESPONSE_BYTES // 1_000_000} MB",
        cause="something other than the service answers",
    )


def bad_certificate(host: str) -> VoiceFailed:
    """TLS refused the other side, before anything was sent."""
    return failed(
        f"the certificate of {host} cannot be verified",
        cause="a firewall or proxy reads the traffic, or this machine's clock is wrong",
        hint="where the proxy is yours, name its certificate in REQUESTS_CA_BUNDLE",
        sent=False,
    )


def bad_proxy() -> VoiceFailed:
    """The proxy refused or is not there."""
    return failed(
        "the proxy does not let the request through",
        cause="HTTPS_PROXY names a proxy that is wrong, down or closed to this host",
        hint="correct or unset HTTPS_PROXY, or choose another voice with --voice",
        sent=False,
    )


def status_failure(status: int, retry_after: str | None) -> VoiceFailed:
    """What an HTTP status other than 200 means for one who waits for speech."""
    if status == 429:  # noqa: PLR2004 - the status itself
        return failed(
            "the service wants fewer requests (HTTP 429)",
            cause=f"too many requests came from this network address{_rest(retry_after)}",
            hint="wait some minutes, lower [voice] requests, or choose another voice",
            passing=True,
            retry_after_s=seconds_of(retry_after),
            status=status,
        )
    if status in (401, 403, 451):
        return failed(
            f"the service refuses this network address (HTTP {status})",
            cause="it blocks the address, or takes the requests for a robot's",
            status=status,
        )
    if status >= 500 or status == 408:  # noqa: PLR2004 - the status itself
        return failed(
            f"the service is out of order (HTTP {status})",
            cause=f"its servers are overloaded or being repaired{_rest(retry_after)}",
            passing=True,
            retry_after_s=seconds_of(retry_after),
            status=status,
        )
    return failed(
        f"the service does not understand the request (HTTP {status})",
        cause="the service has changed, or a proxy or a login page answers in its place",
        hint="update naqeeb and its voices (pip install -U), or choose another voice",
        status=status,
    )


def seconds_of(retry_after: str | None) -> float | None:
    """``Retry-After`` (RFC 9110, 10.2.3) in seconds: a number, or a date."""
    if retry_after is None:
        return None
    text = retry_after.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return max(0.0, moment.timestamp() - time.time())


def refuse_long(host: str, size: int, most: int, unit: str) -> None:
    """Return if one request may hold so much; a service's refusal would not say why.

    Raises:
        VoiceFailed: it may not.
    """
    if size > most:
        raise failed(
            f"{host} takes at most {most:,} {unit} at once, and this piece has {size:,}",
            cause="max_chars in the voice file is too high for this service",
            hint="lower max_chars in the voice file; 300 suits every service",
            sent=False,
        )


def _rest(retry_after: str | None) -> str:
    """How long the service asks to be left alone, as the end of a sentence."""
    seconds = seconds_of(retry_after)
    if not seconds:
        return ""
    minutes = f"{seconds / 60:.0f} minutes"
    return f"; it asks to be left alone for {f'{seconds:.0f} s' if seconds < 120 else minutes}"  # noqa: PLR2004 - two minutes


def wrong_key(host: str, place: str, status: int) -> VoiceFailed:
    """The service does not know the key, or no longer does."""
    return failed(
        f"{host} does not accept the key (HTTP {status})",
        cause="the key is mistyped, withdrawn, or belongs to another account or region",
        hint=f"put a valid key into {place}, or choose another voice with --voice",
        status=status,
    )


def account_refused(host: str, page: str, status: int) -> VoiceFailed:
    """The key is right, and the account may not do this."""
    return failed(
        f"{host} refuses this account (HTTP {status})",
        cause="the service is not switched on for it, billing is not set up, "
        "or it may not be used from here",
        hint=f"look at the account at {page}, or choose another voice with --voice",
        status=status,
    )


def quota_used_up(host: str, page: str, status: int) -> VoiceFailed:
    """The account has no characters or no money left."""
    return failed(
        f"the quota of the account at {host} is used up (HTTP {status})",
        cause="the plan's characters for this period are spent, or it is not paid for",
        hint=f"raise it at {page}, wait for the next period, or choose another voice",
        status=status,
    )


def too_many(host: str, status: int, retry_after: str | None) -> VoiceFailed:
    """More requests than the account may have under way or make in a minute."""
    return failed(
        f"{host} wants fewer requests (HTTP {status})",
        cause=f"there were too many requests from this account{_rest(retry_after)}",
        hint="wait some minutes, lower [voice] requests, or choose another voice",
        passing=True,
        retry_after_s=seconds_of(retry_after),
        status=status,
    )


def not_found(host: str, what: str, status: int) -> VoiceFailed:
    """The service has no such voice or model."""
    return failed(
        f"{host} does not know {what} (HTTP {status})",
        cause="it is mistyped, was withdrawn, or is not open to this account",
        hint="correct it in the voice file, or choose another voice with --voice",
        status=status,
    )
