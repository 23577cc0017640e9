"""Review: a draft written beside spoken, its facts and its text; saving, making, removing it."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from anyio.to_thread import run_sync
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from naqeeb.desk import batch, draft_text, drafts, parallel_text, preview
from naqeeb.desk.events import Listener
from naqeeb.desk.hear import voice_for
from naqeeb.desk.job import Failure, Outcome, Overrides
from naqeeb.desk.make import read
from naqeeb.desk.say_mark import Place, with_say_mark
from naqeeb.errors import NaqeebError
from naqeeb.newsroom.context import context_of, settings_of
from naqeeb.newsroom.isolates import isolated
from naqeeb.newsroom.making import air_time, note, with_voice
from naqeeb.newsroom.rendering import page
from naqeeb.newsroom.requests import table_of, text_of
from naqeeb.newsroom.titles import of_draft
from naqeeb.newsroom.wording import wording
from naqeeb.newsroom.work import Note
from naqeeb.settings import Settings, load_voices


@dataclass(frozen=True, slots=True)
class Read:
    """A draft as the voice would speak it, or why it cannot."""

    lines: tuple[parallel_text.ParallelLine, ...] = ()
    problem: NaqeebError | None = None
    remarks: tuple[str, ...] = ()


async def show(request: Request) -> Response:
    """The page of one draft."""
    settings, draft, voice, read = await run_sync(_opened_and_read, request)
    view = {
        "here": "inbox",
        "draft": draft,
        "facts": draft_text.FACTS,
        "read": read,
        "voice": voice,
        "voices": tuple(load_voices(settings.root)),
    }
    return page(request, "review.html", settings, view)


async def lines(request: Request) -> Response:
    """Written beside spoken alone, for a page whose text or lexicon has changed."""
    settings, draft, _, read = await run_sync(_opened_and_read, request)
    return page(request, "parallel_text.html", settings, {"read": read, "draft": draft})


async def save(request: Request) -> Response:
    """The draft's text and facts, if nobody else changed it meanwhile."""
    table = await table_of(request)
    settings = await settings_of(request)
    facts = table.get("facts", {})
    if not isinstance(facts, dict) or not all(isinstance(each, str) for each in facts.values()):
        raise HTTPException(400, "facts is not a table of texts.")
    known = {key: facts[key] for key in draft_text.FACTS if key in facts}
    draft = await run_sync(_saved, settings, request.path_params["id"], known, table)
    return JSONResponse({"version": draft.version, "title": isolated(draft.title)})


async def say(request: Request) -> Response:
    """A word said otherwise in one place, as a mark in the draft's title or text."""
    table = await table_of(request)
    numbers = [table.get(name) for name in ("line", "start", "end")]
    if not all(isinstance(each, int) for each in numbers):
        raise HTTPException(400, "line, start and end are not numbers.")
    draft = await run_sync(_marked, request, table)
    title = draft.facts.get("title", "")
    return JSONResponse({"version": draft.version, "body": draft.body, "title": title})


async def remove(request: Request) -> Response:
    """Take the draft out of the list."""
    version = request.query_params.get("version", "")
    settings = await settings_of(request)
    folder = drafts.folder_of(settings.root)
    await run_sync(drafts.remove, folder, request.path_params["id"], version)
    return JSONResponse({})


async def restore(request: Request) -> Response:
    """Undo that."""
    settings = await settings_of(request)
    folder = drafts.folder_of(settings.root)
    draft = await run_sync(drafts.bring_back, folder, request.path_params["id"])
    return JSONResponse({"id": draft.id, "title": isolated(draft.title)})


async def make(request: Request) -> Response:
    """Make the draft into an episode of its own, as background work."""
    table = await table_of(request)
    settings, draft = await run_sync(_opened, request)
    settings = with_voice(settings, text_of(table, "voice"))
    overrides = Overrides(
        date=await run_sync(_date_of, settings, draft),
        hold=bool(table.get("hold", True)),
        at=air_time(settings, text_of(table, "at")),
    )

    def run(listener: Listener) -> Generator[Note, None, None]:
        outcomes = batch.make_all(settings, [str(draft.path)], overrides, listener)
        with closing(outcomes):
            for outcome in outcomes:
                yield note(settings, _by_title(draft, outcome))

    words = wording(settings.newsroom.language)
    work = context_of(request).board.start(isolated(draft.title), run, words)
    return JSONResponse({"work": work}, 202)


def _date_of(settings: Settings, draft: drafts.Draft) -> datetime | None:
    """The date that the editor set, which also changes an episode that was made before."""
    if not draft.facts.get("date"):
        return None
    try:
        return read(settings, str(draft.path)).published
    except NaqeebError:
        return None  # the making says what is wrong with it


def _by_title(draft: drafts.Draft, outcome: Outcome) -> Outcome:
    """What became of a draft, whose file an editor never named."""
    if isinstance(outcome, Failure):
        return replace(outcome, error=of_draft(draft, outcome.error))
    return outcome


def _opened(request: Request) -> tuple[Settings, drafts.Draft]:
    settings = context_of(request).load()
    return settings, drafts.read(drafts.folder_of(settings.root), request.path_params["id"])


def _opened_and_read(request: Request) -> tuple[Settings, drafts.Draft, str, Read]:
    """The draft of a page, and how it reads in the voice that the page names."""
    settings, draft = _opened(request)
    voice = voice_for(settings, request.query_params.get("voice", "")).name
    return settings, draft, voice, _read(settings, draft, voice)


def _read(settings: Settings, draft: drafts.Draft, voice: str) -> Read:
    try:
        written = preview.of(with_voice(settings, voice), str(draft.path)).script
    except NaqeebError as error:
        return Read(problem=of_draft(draft, error))
    return Read(parallel_text.lines(written), remarks=written.article.remarks)


def _marked(request: Request, table: Mapping[str, Any]) -> drafts.Draft:
    settings, draft = _opened(request)
    settings = with_voice(settings, voice_for(settings, text_of(table, "voice")).name)
    facts, body = with_say_mark(
        draft.facts,
        draft.body,
        preview.of(settings, str(draft.path)).script,
        Place(table["line"], table["start"], table["end"]),
        text_of(table, "said"),
    )
    folder = drafts.folder_of(settings.root)
    return drafts.save(folder, draft.id, text_of(table, "version"), facts, body)


def _saved(
    settings: Settings,
    draft_id: str,
    facts: Mapping[str, str],
    table: Mapping[str, Any],
) -> drafts.Draft:
    folder = drafts.folder_of(settings.root)
    body = text_of(table, "body") if "body" in table else drafts.read(folder, draft_id).body
    return drafts.save(folder, draft_id, text_of(table, "version"), facts, body)
