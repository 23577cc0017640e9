"""Lexicon: the words that an editor keeps, how each is spoken; changing and removing them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from naqeeb.desk import lexicon_file
from naqeeb.desk.write import lexicon_path
from naqeeb.newsroom.context import settings_of
from naqeeb.newsroom.isolates import isolated
from naqeeb.newsroom.paging import part
from naqeeb.newsroom.rendering import page
from naqeeb.newsroom.requests import table_of, text_of
from naqeeb.script import speakable


async def show(request: Request) -> Response:
    """The page."""
    settings = await settings_of(request)
    kept = await run_sync(lexicon_file.words, settings)
    shown = part(request, "page", len(kept))
    view = {
        "here": "lexicon",
        "kept": kept[shown.start : shown.end],
        "part": shown,
        "file": lexicon_path(settings).name,
    }
    return page(request, "lexicon.html", settings, view)


async def say(request: Request) -> Response:
    """How a word is spoken, into the lexicon."""
    table = await table_of(request)
    settings = await settings_of(request)
    written, spoken = text_of(table, "written"), text_of(table, "said")
    comment, was = text_of(table, "comment"), _was(table)
    path = await run_sync(lexicon_file.say, settings, written, spoken, comment, was)
    # Digits and Latin words are read in Urdu: the editor sees what will be heard.
    return JSONResponse(
        {"file": path.name, "written": isolated(written), "spoken": speakable(spoken)}
    )


async def forget(request: Request) -> Response:
    """Take a word out; the answer holds what brings it back."""
    table = await table_of(request)
    settings = await settings_of(request)
    written = text_of(table, "written")
    spoken, comment = await run_sync(lexicon_file.forget, settings, written, _was(table))
    return JSONResponse({"written": written, "said": spoken, "comment": comment})


def _was(table: Mapping[str, Any]) -> str | None:
    """How the page shows a word to be said; None where it does not show it."""
    return text_of(table, "was") if "was" in table else None
