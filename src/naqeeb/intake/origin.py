"""Where an article comes from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Origin:
    """What an article is known by, and how messages name its source."""

    key: str
    """The source key, where the article states no id and no canonical address."""
    where: str
    """The source as a message shows it."""
    url: str = ""
    """Where a page was fetched from; empty for a file."""
