"""Tells a WebSub hub that the feed has changed (WebSub 1.0, section 7)."""

from __future__ import annotations

from naqeeb.podcast.publishing.step import Step
from naqeeb.text.addresses import redacted

TIMEOUT_S = 15.0
_MULTIPLE_CHOICES = 300


def ping(hub_url: str, feed_url: str) -> Step:
    """Tell the hub; apps that listen to it then ask for the feed at once."""
    import httpx

    named = redacted(hub_url)
    body = {"hub.mode": "publish", "hub.url": feed_url, "hub.topic": feed_url}
    try:
        status = httpx.post(hub_url, data=body, timeout=TIMEOUT_S).status_code
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return Step(
            "pinged", named, detail=f"cannot be reached ({redacted(str(error))})", failed=True
        )
    if status >= _MULTIPLE_CHOICES:
        return Step("pinged", named, detail=f"answered {status}", failed=True)
    return Step("pinged", named, detail="the hub knows of the new feed")
