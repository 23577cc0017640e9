"""On air: the episodes with their sound; hold, release, reject, remove, correct."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from anyio.to_thread import run_sync
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response

from naqeeb.desk import air, draft_text, drafts, episode_list, stories
from naqeeb.desk.shows import archive_of
from naqeeb.errors import NaqeebError
from naqeeb.model import State
from naqeeb.newsroom.context import settings_of
from naqeeb.newsroom.making import air_time
from naqeeb.newsroom.paging import part
from naqeeb.newsroom.rendering import page
from naqeeb.newsroom.requests import table_of, text_of
from naqeeb.newsroom.titles import of_episodes
from naqeeb.newsroom.wording import wording
from naqeeb.settings import Settings


async def show(request: Request) -> Response:
    """The page."""
    settings = await settings_of(request)
    view = await run_sync(_view, settings, request)
    return page(request, "on_air.html", settings, view)


async def sound(request: Request) -> Response:
    """An episode's MP3."""
    settings = await settings_of(request)
    listed = await run_sync(episode_list.find, settings, request.path_params["id"])
    folder = archive_of(settings, listed.show).folder(listed.entry.id)
    path = folder / listed.entry.audio
    if not path.is_file():
        raise HTTPException(404, "Its sound is gone.")
    return FileResponse(path, media_type="audio/mpeg")


async def act(request: Request) -> Response:
    """Move an episode to another state."""
    table = await table_of(request)
    settings = await settings_of(request)
    action = ACTIONS.get(request.path_params["action"])
    if action is None:
        raise HTTPException(404, "There is no such action.")
    at = air_time(settings, text_of(table, "at"))
    became = await run_sync(_by_titles, settings, action, request.path_params["id"], at)
    return JSONResponse({"state": wording(settings.newsroom.language)[became]})


async def correct(request: Request) -> Response:
    """The draft of an episode: the one that it was made from, or a new one of its transcript."""
    settings = await settings_of(request)
    draft = await run_sync(_draft_of, settings, request.path_params["id"])
    return JSONResponse({"id": draft.id})


Action = Callable[[Settings, str, datetime | None], str]


def _by_titles(settings: Settings, action: Action, name: str, at: datetime | None) -> str:
    """Do it; an error names episodes by their titles."""
    try:
        return action(settings, name, at)
    except NaqeebError as error:
        raise of_episodes(settings, error) from None


def _release(settings: Settings, name: str, at: datetime | None) -> str:
    (episode,) = air.release(settings, [name], at=at)
    return _word_of(episode.state)


def _hold(settings: Settings, name: str, _: datetime | None) -> str:
    return _word_of(air.hold(settings, name).state)


def _reject(settings: Settings, name: str, _: datetime | None) -> str:
    # What a correction would have replaced stays as it is.
    return "state_removed" if air.reject(settings, name).corrects is None else "not_corrected"


def _remove(settings: Settings, name: str, _: datetime | None) -> str:
    air.remove(settings, name)
    return _word_of(State.REMOVED)


def _undo(settings: Settings, name: str, _: datetime | None) -> str:
    air.remove(settings, name, undo=True)
    return _word_of(episode_list.find(settings, name).entry.state)


def _word_of(state: State) -> str:
    return f"state_{state.value}"


ACTIONS: dict[str, Action] = {
    "release": _release,
    "hold": _hold,
    "reject": _reject,
    "remove": _remove,
    "undo": _undo,
}
"""What an editor may do to an episode; each gives the name of the words for what became of it."""


def _view(settings: Settings, request: Request) -> dict[str, Any]:
    listed = episode_list.listed(settings)
    shown = part(request, "page", len(listed))
    return {
        "here": "on-air",
        "episodes": [_shown(settings, each) for each in listed[shown.start : shown.end]],
        "part": shown,
        "several": len(settings.shows) > 1,
        "target": settings.newsroom.publish,
    }


def _shown(settings: Settings, each: episode_list.Listed) -> dict[str, Any]:
    entry, show = each.entry, each.show
    seconds = round(entry.duration_ms / 1000)
    return {
        "id": entry.id,
        "title": entry.title,
        "show": show.title,
        "state": entry.state.value,
        "published": f"{show.local(entry.published):%Y-%m-%d %H:%M}",
        "air_at": f"{show.local(entry.air_at):%Y-%m-%d %H:%M}" if entry.air_at else "",
        "length": f"{seconds // 60}:{seconds % 60:02}",
        "is_correction": episode_list.corrects(settings, each) is not None,
        "is_bulletin": entry.is_bulletin,
    }


def _draft_of(settings: Settings, name: str) -> drafts.Draft:
    folder = drafts.folder_of(settings.root)
    try:
        listed = episode_list.find(settings, name)
    except NaqeebError as error:
        raise of_episodes(settings, error) from None
    key = listed.entry.key
    for draft in drafts.listed(folder):
        if key in (f"{drafts.FOLDER}/{draft.id}.md", draft.facts.get("id")):
            return draft
    facts, body = draft_text.of_article(stories.to_correct(settings, listed.entry.id))
    return drafts.create(folder, facts, body)
