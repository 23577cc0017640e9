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
    listening,
    on_air,
    review,
    running,
    station,
)
from naqeeb.newsroom.gate import Gate, Rules
from naqeeb.newsroom.room import FOLDER, Room, refusal, room_of


def make(room: Room, rules: Rules) -> Starlette:
    """The newsroom of one station, as an ASGI application."""
    get, post = ["GET"], ["POST"]
    below = [
        Route("/", inbox.show, methods=get),
        Route("/drafts", inbox.add, methods=post),
        Route("/drafts/file", inbox.drop, methods=post),
        Route("/drafts/{id}", review.show, methods=get),
        Route("/drafts/{id}", review.save, methods=["PUT"]),
        Route("/drafts/{id}", review.remove, methods=["DELETE"]),
        Route("/drafts/{id}/lines", review.lines, methods=get),
        Route("/drafts/{id}/say", review.say, methods=post),
        Route("/drafts/{id}/restore", review.restore, methods=post),
        Route("/drafts/{id}/make", review.make, methods=post),
        Route("/feeds/look", feeds.look, methods=post),
        Route("/feeds/take", feeds.take, methods=post),
        Route("/feeds/follow", feeds.follow, methods=post),
        Route("/feeds/unfollow", feeds.unfollow, methods=post),
        Route("/hear", listening.sentence, methods=post),
        Route("/hear/word", listening.word, methods=post),
        Route("/hear/sample", listening.sample, methods=post),
        Route("/lexicon", listening.note, methods=post),
        Route("/bulletin", bulletin.show, methods=get),
        Route("/bulletin/preview", bulletin.preview, methods=post),
        Route("/bulletin/make", bulletin.make, methods=post),
        Route("/on-air", on_air.show, methods=get),
        Route("/on-air/plan", on_air.plan, methods=post),
        Route("/on-air/publish", on_air.publish, methods=post),
        Route("/episodes/{id}/sound", on_air.sound, methods=get),
        Route("/episodes/{id}/correct", on_air.correct, methods=post),
        Route("/episodes/{id}/{action}", on_air.act, methods=post),
        Route("/station", station.show, methods=get),
        Route("/station", station.save, methods=["PUT"]),
        Route("/station/cover", station.see_cover, methods=get),
        Route("/station/cover", station.put_cover, methods=["PUT"]),
        Route("/station/cover/draw", station.draw_cover, methods=post),
        Route("/running", running.events, methods=get),
        Route("/running/now", running.works, methods=get),
        Route("/running/{work:int}/cancel", running.cancel, methods=post),
        Mount("/static", StaticFiles(directory=FOLDER / "static")),
    ]
    app = Starlette(
        routes=[Mount(f"/{room.token}", routes=below)],
        middleware=[Middleware(Gate, rules=rules)],
        exception_handlers={HTTPException: _plain, NaqeebError: _refused, Exception: _refused},
    )
    app.state.room = room
    room.board.told = lambda error: room.words().told(error)
    return app


async def _refused(request: Request, error: Exception) -> Response:
    """What could not be done, in words."""
    return refusal(request, error)


async def _plain(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - starlette calls it for these alone
    text = "There is nothing here." if error.detail == "Not Found" else error.detail
    text = room_of(request).words().said(text)
    return PlainTextResponse(f"{text}\n", error.status_code, error.headers)
