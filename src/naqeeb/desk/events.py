"""What the desk tells while it works; whoever listens decides how to show it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from naqeeb.model import Show
from naqeeb.text.addresses import source_name

Stage = Literal["read", "unchanged", "voice", "speak", "save", "feed", "note", "wait"]


@dataclass(frozen=True, slots=True)
class Updated:
    """What was brought up to date."""

    show: Show
    folder: Path
    """The show's folder, which holds ``feed.xml`` and ``index.html``."""
    feed_url: str
    page_url: str
    episodes: int
    written: tuple[str, ...]
    """Names of the files that changed."""
    damaged: tuple[str, ...] = ()
    """What is wrong with records that could not be read; their episodes are left out."""


@dataclass(frozen=True, slots=True)
class Event:
    """One step on an article's way."""

    stage: Stage
    source: str
    """As the user named it, without secrets."""
    text: str = ""
    """For a person: the title, the voice and why, and so on."""
    done: int = 0
    """Characters spoken so far, in the stage ``speak``."""
    total: int = 0
    updated: Updated | None = None
    """What was brought up to date, in the stage ``feed``."""

    def __post_init__(self) -> None:
        """Events go to terminals and logs, where no secret of an address may stand."""
        object.__setattr__(self, "source", source_name(self.source))


WAIT = Event("wait", "")
"""Told every few seconds while nothing comes to its end."""
Listener = Callable[[Event], None]


def silence(_: Event) -> None:
    """The listener that does nothing."""


def log(event: Event) -> None:
    """The listener that writes each step to the logger ``naqeeb``.

    Level INFO; DEBUG for the progress of the voice, which comes many times a second;
    WARNING for each record that could not be read.
    """
    logger = logging.getLogger("naqeeb")
    if event.stage == "wait":
        return
    if event.stage == "speak":
        logger.debug("speak %s: %d of %d characters", event.source, event.done, event.total)
        return
    if event.updated is None:
        logger.info("%s %s: %s", event.stage, event.source, event.text)
        return
    logger.info("feed %s: %d episodes", event.source, event.updated.episodes)
    for fault in event.updated.damaged:
        logger.warning("left out of the feed: %s", fault)
