"""What every page and answer of the newsroom has at hand."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from naqeeb.desk.shows import archive_of
from naqeeb.errors import (
    DraftChanged,
    DraftUnknown,
    EpisodeUnknown,
    FaultInNaqeeb,
    NaqeebError,
    VoiceUnknown,
)
from naqeeb.newsroom.wording import Wording, wording
from naqeeb.newsroom.work import Board
from naqeeb.podcast.pages.template_cache import TemplateCache
from naqeeb.settings import Settings
from naqeeb.unforeseen import for_user

FOLDER = Path(__file__).parent
LARGEST_BYTES = 30_000_000
"""The largest body that is read: a cover or a page that is dropped."""
_STATUS = {DraftUnknown: 404, EpisodeUnknown: 404, VoiceUnknown: 404, DraftChanged: 409}
_BAD = 400


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
class Room:
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


def room_of(request: Request) -> Room:
    """The room that a request is for."""
    room: Room = request.app.state.room
    return room


def page(request: Request, template: str, settings: Settings, view: Mapping[str, Any]) -> Response:
    """A page of the newsroom."""
    room, words = room_of(request), wording(settings.newsroom.language)
    text = _environment().get_template(template)
    return HTMLResponse(
        text.render(
            view, at=room.at, words=words, show=settings.show, show_works=room.board.tables()
        )
    )


async def body_of(request: Request) -> bytes:
    """The body of a request.

    Raises:
        HTTPException: it is larger than anything that the newsroom takes.
    """
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > LARGEST_BYTES:
            raise HTTPException(413, "This is too large.")
        parts.append(part)
    return b"".join(parts)


async def table_of(request: Request) -> dict[str, Any]:
    """The JSON object that a request carries.

    Raises:
        HTTPException: it carries none.
    """
    try:
        table = _whole(json.loads(await body_of(request)))
    except (ValueError, RecursionError):
        table = None
    if not isinstance(table, dict):
        raise HTTPException(_BAD, "The request holds no JSON object.")
    return table


def _whole(table: Any) -> Any:
    """The same without halves of characters, which no file could hold: a browser may send some."""
    text = json.dumps(table, ensure_ascii=False)
    whole = text.encode("utf-8", "replace")
    return table if whole == text.encode("utf-8", "surrogatepass") else json.loads(whole)


def text_of(table: Mapping[str, Any], key: str) -> str:
    """A text of such an object; empty where it has none.

    Raises:
        HTTPException: it is something else than a text.
    """
    value = table.get(key) or ""
    if not isinstance(value, str):
        raise HTTPException(_BAD, f"{key} is not a text.")
    return value


def refusal(request: Request, error: Exception) -> Response:
    """What is answered where something could not be done: a word, and the next step."""
    error = for_user(error)
    words = room_of(request).words()
    kinds = type(error).__mro__
    status = next((_STATUS[kind] for kind in kinds if kind in _STATUS), 422)
    if isinstance(error, FaultInNaqeeb):
        status = 500
    table = {
        "kind": type(error).__name__,
        **asdict(words.told(error)),
    }
    if "text/html" not in request.headers.get("accept", ""):
        return JSONResponse(table, status)
    text = _environment().get_template("refused.html")
    room = room_of(request)
    return HTMLResponse(text.render(at=room.at, words=words, error=table), status)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        bytecode_cache=TemplateCache(),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
