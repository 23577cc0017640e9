"""Which episode an article is: pure decisions over keys, dates and sentences."""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Container, Iterable
from datetime import datetime
from enum import StrEnum

from naqeeb.model import Episode
from naqeeb.text.addresses import name_without_secrets

MAX_SLUG_BYTES = 48
"""The title's part of an id: an address that a reader can still say."""
SHARED_ENOUGH = 0.3
"""Share of sentences from which a text under the same key is a correction."""

BY_TEXT = "text:"
"""How the name of an article by its text begins."""
_BULLETIN = "bulletin:"

_UNSAFE = re.compile(r"[^a-z0-9]+")


class Kind(StrEnum):
    """What handing in an article means for the archive."""

    NEW = "new"
    CORRECTION = "correction"
    UNCHANGED = "unchanged"


def is_correction(
    *,
    same_page: bool,
    same_title_and_day: bool,
    old_sentences: Iterable[str],
    new_sentences: Iterable[str],
) -> bool:
    """Whether a text under a known name corrects the known episode.

    It does at the same page address (a breaking story may be rewritten whole), with the same
    title and stated day, or with at least 30 % of the sentences of the shorter text in common.
    Otherwise the name was used again for other news (a daily ``today.txt``).

    Args:
        same_page: both came from one address.
        same_title_and_day: both state the same title and the same day.
        old_sentences: of the episode; a bulletin's own words (greeting, headlines, sign-off)
            are left out, since they are the same every day.
        new_sentences: of the text, likewise.
    """
    if same_page or same_title_and_day:
        return True
    return is_shared(old_sentences, new_sentences)


def is_shared(old: Iterable[str], new: Iterable[str], enough: float = SHARED_ENOUGH) -> bool:
    """Whether the two have at least 30 % of the smaller one in common, or such a share."""
    old_set, new_set = set(old), set(new)
    if not old_set or not new_set:
        return False
    return len(old_set & new_set) >= enough * min(len(old_set), len(new_set))


def sentence_names(sentences: Iterable[str]) -> frozenset[str]:
    """The names of sentences by what they say, for knowing an edited text of something erased."""
    return frozenset(
        hashlib.sha256(" ".join(each.split()).encode("utf-8", "surrogatepass")).hexdigest()[:12]
        for each in sentences
        if not each.isspace()
    )


def all_names(episode: Episode) -> tuple[str, ...]:
    """The names of an episode as they are recorded, and as they would be recorded now.

    An earlier version left secrets in them that it did not know for such.
    """
    recorded = (episode.key, *episode.aliases)
    return tuple(dict.fromkeys((*recorded, *map(name_without_secrets, recorded))))


def stories_of(bulletin: Episode) -> tuple[str, ...]:
    """The keys of a bulletin's stories as they would be recorded now."""
    return tuple(map(name_without_secrets, bulletin.stories))


def text_name(paragraphs: Iterable[str]) -> str:
    """The name of an article by its text, for knowing a file that was moved or renamed."""
    text = "\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{BY_TEXT}{digest[:32]}"


def content_name(text: str | None, stories: Iterable[str]) -> str:
    """The name of an episode by what it said.

    Args:
        text: the name of a single article by its text.
        stories: the keys of a bulletin's stories.
    """
    keys = "\n".join(sorted(stories)).encode("utf-8", "surrogatepass")
    return text or f"stories:{hashlib.sha256(keys).hexdigest()[:32]}"


def mint(key: str, *, slug: str, stated: datetime | None, taken: Container[str]) -> str:
    """An id for a new episode: stated date, slug, 8 hex digits of the key.

    ASCII, at most 80 bytes (48 of the slug), never empty and never the time of the run, so that
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
        ending = digits(key if count == 1 else f"{key}\n{count}")
        day = f"{stated:%Y-%m-%d}" if stated else ""
        short = _cut(_UNSAFE.sub("-", slug.lower()).strip("-"), MAX_SLUG_BYTES)
        episode_id = "-".join(filter(None, (day, short, ending)))
        if episode_id not in taken:
            return episode_id
        count += 1


def bulletin_key(day: datetime, edition: str = "") -> str:
    """The source key of a bulletin.

    Args:
        day: of its broadcast, in the show's time zone.
        edition: its name among the bulletins of the day.
    """
    return f"{_BULLETIN}{day:%Y-%m-%d}" + (f":{edition}" if edition else "")


def is_bulletin_key(key: str) -> bool:
    """Whether a source key is a bulletin's."""
    return key.startswith(_BULLETIN)


def digits(key: str) -> str:
    """The 8 hex digits of a key in which the id of its episode ends."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def new_guid() -> str:
    """A guid that is derived from nothing, so nothing can change it."""
    return f"urn:uuid:{uuid.uuid4()}"


def _cut(slug: str, room: int) -> str:
    if len(slug) <= room:
        return slug
    head = slug[: room + 1]
    return (head[: head.rfind("-")] if "-" in head else head[:room]).strip("-")
