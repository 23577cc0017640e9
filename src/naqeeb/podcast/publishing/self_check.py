"""After publishing: does the web give out what the feed says?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from naqeeb.podcast.publishing.feed_reading import Enclosure
from naqeeb.podcast.publishing.plan import in_batches
from naqeeb.podcast.publishing.step import Step
from naqeeb.text.counting import counted

if TYPE_CHECKING:
    import httpx

TIMEOUT_S = 15.0
_AT_ONCE = 8
_AT_A_TIME = 200
_OK = 200


def look(
    feed_url: str, feed: bytes, fresh: Iterable[Enclosure], *, served_here: bool
) -> Iterator[Step]:
    """Fetch the feed and ask for the head of every new enclosure.

    Args:
        feed_url: where listeners get the feed.
        feed: its bytes as published.
        fresh: enclosures whose sound was sent just now.
        served_here: whether what was published is on the web at once, as in a
            bucket. A folder may be sent on later by other means, so there a
            web that does not know of it yet is mentioned, and is no failure.
    """
    import httpx

    headers = {"Cache-Control": "no-cache", "User-Agent": "naqeeb (self-check)"}
    with httpx.Client(
        timeout=TIMEOUT_S,
        follow_redirects=True,
        headers=headers,
        transport=httpx.HTTPTransport(retries=1),
    ) as client:
        wrong = _feed_fault(client, feed_url, feed)
        if wrong:
            did = "checked" if served_here else "unchecked"
            yield Step(did, feed_url, detail=wrong, failed=served_here)
            return
        yield Step("checked", feed_url, len(feed), "the web gives out this very feed")
        faults = count = 0
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            for some in in_batches(fresh, _AT_A_TIME):
                count += len(some)
                heads = pool.map(lambda one: _enclosure_fault(client, one), some)
                for one, fault in zip(some, heads, strict=True):
                    if fault:
                        faults += 1
                        yield Step("checked", one.url, detail=fault, failed=True)
        if count and not faults:
            detail = "length and type are those of the feed"
            yield Step("checked", counted(count, "new enclosure"), detail=detail)


def _feed_fault(client: httpx.Client, url: str, feed: bytes) -> str:
    import httpx

    try:
        answer = client.get(url)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return f"cannot be reached ({error}); is site_url right?"
    if answer.status_code != _OK:
        return f"answers {answer.status_code}; is site_url the address of what was published?"
    if answer.content != feed:
        return "is not the feed that was published: another place, or a cache holds an older one"
    return ""


def _enclosure_fault(client: httpx.Client, enclosure: Enclosure) -> str:
    import httpx

    try:
        # Packing would hide the true length.
        answer = client.head(enclosure.url, headers={"Accept-Encoding": "identity"})
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return f"cannot be reached ({error}); is media_url right?"
    if answer.status_code != _OK:
        return f"answers {answer.status_code}; listeners cannot hear it"
    length = answer.headers.get("content-length")
    if length != str(enclosure.length):
        return f"is {length or 'an unknown number of'} bytes long, the feed says {enclosure.length}"
    media_type = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != enclosure.media_type:
        return f"has the type {media_type or 'unknown'}, the feed says {enclosure.media_type}"
    return ""
