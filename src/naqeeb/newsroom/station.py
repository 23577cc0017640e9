"""Station: name, cover, address, zone, voice, publish target; written into ``naqeeb.toml``."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from anyio.to_thread import run_sync
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from naqeeb import safe_files
from naqeeb.desk import settings_file
from naqeeb.desk.dress import cover_of
from naqeeb.errors import CoverRefused
from naqeeb.file_errors import cannot_write
from naqeeb.newsroom.room import body_of, page, room_of, table_of, text_of
from naqeeb.podcast.artwork import cover, drawn_cover
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


async def show(request: Request) -> Response:
    """The page."""
    room = room_of(request)
    settings = await run_sync(room.load)
    view = await run_sync(partial(_view, settings, room.settings_path))
    return page(request, "station.html", settings, view)


async def save(request: Request) -> Response:
    """The settings of the page into the file."""
    table = await table_of(request)
    room = room_of(request)
    values = {
        place: text_of(table, name).strip() or None
        for name, place in FIELDS.items()
        if name in table
    }
    work = partial(settings_file.change, room.settings_path, text_of(table, "version"), values)
    return JSONResponse({"version": await run_sync(work)})


async def see_cover(request: Request) -> Response:
    """The cover as it is."""
    settings = await run_sync(room_of(request).load)
    try:
        name, data = await run_sync(partial(cover_of, settings, settings.show))
    except CoverRefused:
        raise HTTPException(404, "There is no cover.") from None
    kind = "image/png" if name.endswith(".png") else "image/jpeg"
    return Response(data, media_type=kind)


async def put_cover(request: Request) -> Response:
    """A picture that was uploaded becomes the cover, if podcast apps accept it."""
    data = await body_of(request)
    room = room_of(request)
    settings = await run_sync(room.load)
    work = partial(_keep, settings, room.settings_path, request.query_params, data)
    return JSONResponse({"version": await run_sync(work)})


async def draw_cover(request: Request) -> Response:
    """A cover drawn from the station's name."""
    table = await table_of(request)
    room = room_of(request)
    settings = await run_sync(room.load)
    data = await run_sync(partial(drawn_cover.draw, settings.show.title))
    work = partial(_keep, settings, room.settings_path, table, data)
    return JSONResponse({"version": await run_sync(work)})


def _view(settings: Settings, path: Path) -> dict[str, Any]:
    return {
        "here": "station",
        "version": settings_file.version_of(path),
        "file": path.name,
        "voice": settings.voice.name,
        "voices": tuple(load_voices(settings.root).values()),
        "zones": sorted(available_timezones()),
        "newsroom": settings.newsroom,
        "fields": ("title", "author", "email", "description", "site_url"),
    }


def _keep(settings: Settings, path: Path, facts: Any, data: bytes) -> str:
    """Check a cover, lay it beside the settings, and name it there."""
    ending = ".png" if data.startswith(b"\x89PNG") else ".jpg"
    with tempfile.TemporaryDirectory(prefix="naqeeb-") as folder:
        trial = Path(folder) / f"cover{ending}"
        trial.write_bytes(data)
        try:
            cover.load(trial)
        except CoverRefused as error:
            name = str(facts.get("name", "")) or trial.name
            what = error.what.replace(str(trial), name)
            raise CoverRefused(what, cause=error.cause, hint=error.hint) from None
    name = f"cover{ending}"
    values: settings_file.Values = {("show", "cover"): name}
    version = settings_file.change(path, str(facts.get("version", "")), values)
    try:
        safe_files.write(settings.root / name, data)
    except OSError as error:
        hint = "mend that, then try again; the file is as it was"
        raise cannot_write(Path(name), error, hint=hint) from None
    return version
