"""The application: which path is whose."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from naqeeb.errors import NaqeebError
from naqeeb.newsroom import (
    bulletin,
    feeds,
    inbox,
    lexicon,
    listening,
    on_air,
    publishing,
    review,
    running,
    station,
)
from naqeeb.newsroom.context import Context, context_of
from naqeeb.newsroom.gate import Gate, Rules
from naqeeb.newsroom.rendering import FOLDER, refusal, refusal_page, wants_page
from naqeeb.newsroom.wording import ErrorWords

_GET, _POST = ["GET"], ["POST"]
_ROUTES = [
    Route("/", inbox.show, methods=_GET),
    Route("/drafts", inbox.add, methods=_POST),
    Route("/drafts/file", inbox.drop, methods=_POST),
    Route("/drafts/{id}", review.show, methods=_GET),
    Route("/drafts/{id}", review.save, methods=["PUT"]),
    Route("/drafts/{id}", review.remove, methods=["DELETE"]),
    Route("/drafts/{id}/lines", review.lines, methods=_GET),
    Route("/drafts/{id}/say", review.say, methods=_POST),
    Route("/drafts/{id}/restore", review.restore, methods=_POST),
    Route("/drafts/{id}/make", review.make, methods=_POST),
    Route("/feeds/look", feeds.look, methods=_POST),
    Route("/feeds/take", feeds.take, methods=_POST),
    Route("/feeds/follow", feeds.follow, methods=_POST),
    Route("/feeds/unfollow", feeds.unfollow, methods=_POST),
    Route("/hear", listening.sentence, methods=_POST),
    Route("/hear/word", listening.word, methods=_POST),
    Route("/hear/sample", listening.sample, methods=_POST),
    Route("/lexicon", lexicon.show, methods=_GET),
    Route("/lexicon", lexicon.say, methods=_POST),
    Route("/lexicon/forget", lexicon.forget, methods=_POST),
    Route("/bulletin", bulletin.show, methods=_GET),
    Route("/bulletin/preview", bulletin.preview, methods=_POST),
    Route("/bulletin/make", bulletin.make, methods=_POST),
    Route("/on-air", on_air.show, methods=_GET),
    Route("/on-air/plan", publishing.plan, methods=_POST),
    Route("/on-air/publish", publishing.publish, methods=_POST),
    Route("/episodes/{id}/sound", on_air.sound, methods=_GET),
    Route("/episodes/{id}/correct", on_air.correct, methods=_POST),
    Route("/episodes/{id}/{action}", on_air.act, methods=_POST),
    Route("/station", station.show, methods=_GET),
    Route("/station", station.save, methods=["PUT"]),
    Route("/station/cover", station.see_cover, methods=_GET),
    Route("/station/cover", station.put_cover, methods=["PUT"]),
    Route("/station/cover/draw", station.draw_cover, methods=_POST),
    Route("/running", running.events, methods=_GET),
    Route("/running/now", running.works, methods=_GET),
    Route("/running/{work:int}/cancel", running.cancel, methods=_POST),
    Mount("/static", StaticFiles(directory=FOLDER / "static")),
]


def make(context: Context, rules: Rules) -> Starlette:
    """The newsroom of one station, as an ASGI application."""
    app = Starlette(
        routes=[Mount(f"/{context.token}", routes=_ROUTES)],
        middleware=[Middleware(Gate, rules=rules)],
        exception_handlers={HTTPException: _plain, NaqeebError: _refused, Exception: _refused},
    )
    app.state.context = context
    return app


async def _refused(request: Request, error: Exception) -> Response:
    """What could not be done, in words."""
    return refusal(request, error)


async def _plain(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - starlette calls it for these alone
    text = "There is nothing here." if error.detail == "Not Found" else error.detail
    words = context_of(request).words()
    if wants_page(request):
        return refusal_page(
            request, ErrorWords("", words.translated(text), "", ""), error.status_code
        )
    return PlainTextResponse(f"{words.translated(text)}\n", error.status_code, error.headers)
