"""Pages of the newsroom, and what is answered where something could not be done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from naqeeb.errors import (
    DraftChanged,
    DraftUnknown,
    EpisodeUnknown,
    FaultInNaqeeb,
    VoiceUnknown,
)
from naqeeb.newsroom.context import context_of
from naqeeb.newsroom.isolates import isolated
from naqeeb.newsroom.wording import ErrorWords, wording
from naqeeb.podcast.pages.template_cache import TemplateCache
from naqeeb.settings import Settings
from naqeeb.unforeseen import for_user

FOLDER = Path(__file__).parent
_STATUS = {DraftUnknown: 404, EpisodeUnknown: 404, VoiceUnknown: 404, DraftChanged: 409}


def page(request: Request, template: str, settings: Settings, view: Mapping[str, Any]) -> Response:
    """A page of the newsroom."""
    context, words = context_of(request), wording(settings.newsroom.language)
    text = _environment().get_template(template)
    return HTMLResponse(
        text.render(
            view, at=context.at, words=words, show=settings.show, show_works=context.board.tables()
        )
    )


def refusal(request: Request, error: Exception) -> Response:
    """What is answered where something could not be done: a word, and the next step."""
    error = for_user(error)
    context = context_of(request)
    words = context.words()
    kinds = type(error).__mro__
    status = next((_STATUS[kind] for kind in kinds if kind in _STATUS), 422)
    if isinstance(error, FaultInNaqeeb):
        status = 500
    error_words = words.error_words(error)
    if wants_page(request):
        return refusal_page(request, error_words, status)
    return JSONResponse({"kind": type(error).__name__, **asdict(error_words)}, status)


def wants_page(request: Request) -> bool:
    """Whether a person opened the address, and no script of a page asked for it."""
    return "text/html" in request.headers.get("accept", "")


def refusal_page(request: Request, error: ErrorWords, status: int) -> Response:
    """A page that says what could not be done, and leads back."""
    context = context_of(request)
    text = _environment().get_template("refused.html")
    return HTMLResponse(text.render(at=context.at, words=context.words(), error=error), status)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        bytecode_cache=TemplateCache(),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters["isolated"] = isolated
    return environment
