"""Station: name, cover, address, zone, voice, publish target; written into ``naqeeb.toml``."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from anyio.to_thread import run_sync
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from naqeeb.desk import cover_file, settings_file
from naqeeb.desk.branding import cover_of
from naqeeb.errors import CoverRefused, SettingsError
from naqeeb.newsroom.context import context_of, settings_of
from naqeeb.newsroom.rendering import page
from naqeeb.newsroom.requests import body_of, table_of, text_of
from naqeeb.newsroom.wording import Wording
from naqeeb.settings import Settings, load_voices

FIELDS = {
    "title": ("show", "title"),
    "author": ("show", "author"),
    "email": ("show", "email"),
    "description": ("show", "description"),
    "site_url": ("show", "site_url"),
    "timezone": ("show", "timezone"),
    "voice": ("voice", "name"),
    "language": ("newsroom", "language"),
    "publish": ("newsroom", "publish"),
}
"""The fields of the page, and where each stands in ``naqeeb.toml``."""
_LABELS = {"title": "show_name", "publish": "publish_target", "language": "page_language"}
"""Of fields whose label has another name than they."""


async def show(request: Request) -> Response:
    """The page."""
    context = context_of(request)
    settings = await settings_of(request)
    view = await run_sync(_view, settings, context.settings_path)
    return page(request, "station.html", settings, view)


async def save(request: Request) -> Response:
    """The settings of the page into the file."""
    table = await table_of(request)
    context = context_of(request)
    values = {
        place: text_of(table, name).strip() or None
        for name, place in FIELDS.items()
        if name in table
    }
    version, path = text_of(table, "version"), context.settings_path
    try:
        version = await run_sync(settings_file.change, path, version, values)
    except SettingsError as error:
        raise _by_labels(error, context.words()) from None
    return JSONResponse({"version": version})


async def see_cover(request: Request) -> Response:
    """The cover as it is."""
    settings = await settings_of(request)
    try:
        name, data = await run_sync(cover_of, settings, settings.show)
    except CoverRefused:
        raise HTTPException(404, "There is no cover.") from None
    kind = "image/png" if name.endswith(".png") else "image/jpeg"
    return Response(data, media_type=kind)


async def put_cover(request: Request) -> Response:
    """A picture that was uploaded becomes the cover, if podcast apps accept it."""
    data = await body_of(request)
    context = context_of(request)
    settings = await settings_of(request)
    facts = request.query_params
    version, name = facts.get("version", ""), facts.get("name", "")
    kept = await run_sync(cover_file.keep, settings, context.settings_path, version, name, data)
    return JSONResponse({"version": kept})


async def draw_cover(request: Request) -> Response:
    """A cover drawn from the station's name."""
    table = await table_of(request)
    context = context_of(request)
    settings = await settings_of(request)
    data = await run_sync(cover_file.drawn, settings)
    version = text_of(table, "version")
    kept = await run_sync(cover_file.keep, settings, context.settings_path, version, "", data)
    return JSONResponse({"version": kept})


def _by_labels(error: SettingsError, words: Wording) -> SettingsError:
    """What is wrong with a field, by its label on the page and not by its key in the file."""
    what, hint = error.what, error.hint
    for name, (section, key) in FIELDS.items():
        label = f"«{words[label_of(name)]}»"
        if place := re.search(rf"\S+?: \[{section}\] {key}\b", what):
            what = what.replace(place[0], label)
            hint = hint.replace(f"correct {key},", f"correct {label},")
    return SettingsError(what, cause=error.cause, hint=hint, key=error.key)


def label_of(name: str) -> str:
    """The word of the pages that stands above a field."""
    return _LABELS.get(name, name)


def _view(settings: Settings, path: Path) -> dict[str, Any]:
    return {
        "here": "station",
        "label_of": label_of,
        "version": settings_file.version_of(path),
        "file": path.name,
        "voice": settings.voice.name,
        "voices": tuple(load_voices(settings.root).values()),
        "zones": sorted(available_timezones()),
        "newsroom": settings.newsroom,
        "fields": ("title", "author", "email", "description", "site_url"),
    }
