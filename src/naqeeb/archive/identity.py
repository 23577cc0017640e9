"""Which episode an article is: pure decisions over keys, dates and sentences."""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Container, Iterable
from datetime import datetime
from enum import StrEnum

MAX_ID_BYTES = 80
SHARED_ENOUGH = 0.3
"""Share of sentences from which a text under the same key is a correction."""

_UNSAFE = re.compile(r"[^a-z0-9]+")


class Kind(StrEnum):
    """What handing in an article means for the archive."""

    NEW = "new"
    CORRECTION = "correction"
    UNCHANGED = "unchanged"


def is_correction(
    *,
    old_date: str | None,
    new_date: str | None,
    old_sentences: Iterable[str],
    new_sentences: Iterable[str],
) -> bool:
    """Whether a text under a known key corrects the known episode.

    It does with the same stated date, or with at least 30 % of the sentences of
    the shorter text in common. Otherwise the key was used again for other news
    (a daily ``today.txt``).
    """
    if old_date is not None and old_date == new_date:
        return True
    old, new = set(old_sentences), set(new_sentences)
    if not old or not new:
        return False
    return len(old & new) >= SHARED_ENOUGH * min(len(old), len(new))


def mint(key: str, *, slug: str, stated: datetime | None, taken: Container[str]) -> str:
    """An id for a new episode: stated date, slug, 8 hex digits of the key.

    ASCII, at most 80 bytes, never empty and never the time of the run, so that
    the same article makes the same id on any machine. A key that is used again
    for other news counts on.

    Args:
        key: the source key.
        slug: the title in ASCII letters; may be empty.
        stated: the article's own date.
        taken: ids that exist already.
    """
    count = 1
    while True:
        text = key if count == 1 else f"{key}\n{count}"
        digits = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        parts = [f"{stated:%Y-%m-%d}"] if stated else []
        room = MAX_ID_BYTES - len(digits) - 1 - sum(len(part) + 1 for part in parts)
        if short := _cut(_UNSAFE.sub("-", slug.lower()).strip("-"), room):
            parts.append(short)
        made = "-".join([*parts, digits])
        if made not in taken:
            return made
        count += 1


def new_guid() -> str:
    """A guid that is derived from nothing, so nothing can change it."""
    return f"urn:uuid:{uuid.uuid4()}"


def _cut(slug: str, room: int) -> str:
    if len(slug) <= room:
        return slug
    head = slug[: room + 1]
    return (head[: head.rfind("-")] if "-" in head else head[:room]).strip("-")
