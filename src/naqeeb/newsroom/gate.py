"""Who may come in: the token in the path, the host, the origin of a change, the password.

The token stands in the path and not in a cookie, so no other site that the editor's browser
has open can send it along; the host is checked, so that no name of somebody else's can be
made to lead here (DNS rebinding).
"""

from __future__ import annotations

import base64
import binascii
import hmac
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from naqeeb.podcast.serving import refusals

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "media-src 'self' blob:; connect-src 'self'; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": POLICY,
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
_READING = ("GET", "HEAD")
# In both languages: who is not let in yet is not told what the settings say.
_ELSEWHERE = (
    "یہاں کچھ نہیں۔ نیوز روم ہر بار نئے پتے پر کھلتا ہے؛ وہ وہاں لکھا ہے جہاں اسے چلایا گیا۔\n"
    "There is nothing here. The newsroom has a new address with each start; it stands where it "
    "was started.\n"
)
_ASKS = "پاس ورڈ درکار ہے۔\nThe password is needed.\n"
_NOT_FROM_HERE = (
    "تبدیلی صرف نیوز روم کے اپنے صفحے سے ہو سکتی ہے۔\n"
    "A change must come from the newsroom's own page.\n"
)


@dataclass(frozen=True, slots=True)
class Rules:
    """What whoever knocks must bring."""

    token: str
    hosts: frozenset[str] | None
    """Hosts that a browser on this machine may name; None for any."""
    password: str | None = None


class Gate:
    """Lets in who knows the address, and nobody else."""

    def __init__(self, app: ASGIApp, rules: Rules) -> None:
        self._app = app
        self._rules = rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or let it through to the application."""
        if scope["type"] != "http":
            return
        refused = self._refused(scope["method"], scope["path"], Headers(scope=scope))

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(_HEADERS)
                headers.setdefault("cache-control", "no-store")
            await send(message)

        await (refused or self._app)(scope, receive, send_with_headers)

    def _refused(self, method: str, path: str, headers: Headers) -> Response | None:
        if (refused := refusals.refusal_of(headers)) is not None:
            return refused
        first = path.split("/")[1] if path.startswith("/") else ""
        host = headers.get("host", "")
        is_known = self._rules.hosts is None or host in self._rules.hosts
        if not is_known:
            return PlainTextResponse("There is nothing here.\n", 404)
        if not _same(first, self._rules.token):
            return PlainTextResponse(_ELSEWHERE, 404)
        if self._rules.password is not None and not self._knows_password(headers):
            challenge = {"www-authenticate": 'Basic realm="naqeeb newsroom", charset="UTF-8"'}
            return PlainTextResponse(_ASKS, 401, challenge)
        if method not in _READING and not _is_from_here(headers, host):
            return PlainTextResponse(_NOT_FROM_HERE, 403)
        return None

    def _knows_password(self, headers: Headers) -> bool:
        kind, _, value = headers.get("authorization", "").partition(" ")
        try:
            _, _, password = base64.b64decode(value, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return False
        return kind.lower() == "basic" and _same(password, self._rules.password or "")


def _is_from_here(headers: Headers, host: str) -> bool:
    """Whether a change was asked for by a page of this very origin.

    Browsers send ``Origin`` with every change; a program that sends none is refused too.
    """
    if headers.get("sec-fetch-site", "same-origin") != "same-origin":
        return False
    return urlsplit(headers.get("origin", "")).netloc == host != ""


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode("utf-8", "replace"))
