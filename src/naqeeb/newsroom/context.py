"""What every path of the newsroom has at hand: the station that is edited, the work under way."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from anyio.to_thread import run_sync
from starlette.requests import Request

from naqeeb.desk.shows import archive_of
from naqeeb.errors import NaqeebError
from naqeeb.newsroom.wording import Wording, wording
from naqeeb.newsroom.work import Board
from naqeeb.settings import Settings


class SettingsReader:
    """Reads the settings anew, and misses a station that was there before.

    Args:
        load: reads ``naqeeb.toml``.
    """

    def __init__(self, load: Callable[[], Settings]) -> None:
        self._load = load
        self._begun: set[Path] = set()

    def __call__(self) -> Settings:
        """The settings as they are now.

        Raises:
            SettingsError: they cannot be read.
            ArchiveError: the disk with the output is gone: nothing may be begun in its place.
        """
        settings = self._load()
        for show in settings.shows:
            archive = archive_of(settings, show)
            archive.refuse_vanished(begun=archive.output in self._begun)
            if archive.is_begun():
                self._begun.add(archive.output)
        return settings


@dataclass(frozen=True, slots=True)
class Context:
    """The station that is edited, and the work under way."""

    token: str
    load: Callable[[], Settings]
    """Reads ``naqeeb.toml`` anew: another program may have changed it."""
    settings_path: Path
    board: Board = field(default_factory=Board)
    closing: threading.Event = field(default_factory=threading.Event)
    """Set when the program ends, so that open streams do too."""

    @property
    def at(self) -> str:
        """What every path begins with."""
        return f"/{self.token}/"

    def words(self) -> Wording:
        """The words of the pages, in the language that the settings say now."""
        try:
            return wording(self.load().newsroom.language)
        except NaqeebError:
            return wording("ur")  # the settings themselves are wrong


def context_of(request: Request) -> Context:
    """The context of the application that a request is for."""
    context: Context = request.app.state.context
    return context


async def settings_of(request: Request) -> Settings:
    """The settings as they are now, read in a thread: a disk may take its time.

    Raises:
        SettingsError: they cannot be read.
        ArchiveError: the disk with the output is gone.
    """
    return await run_sync(context_of(request).load)
