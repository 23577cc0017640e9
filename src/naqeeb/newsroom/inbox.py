"""Inbox: what comes in becomes drafts, each with its problems named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from naqeeb.desk import drafts, followed_feeds, incoming
from naqeeb.desk.faulty_marks import refuse_faulty_marks
from naqeeb.desk.make import read
from naqeeb.errors import NaqeebError
from naqeeb.newsroom.context import settings_of
from naqeeb.newsroom.isolates import isolated
from naqeeb.newsroom.paging import Part, part
from naqeeb.newsroom.rendering import page
from naqeeb.newsroom.requests import body_of, table_of, text_of
from naqeeb.newsroom.titles import of_draft
from naqeeb.newsroom.wording import wording
from naqeeb.settings import Settings
from naqeeb.text.addresses import source_name


@dataclass(frozen=True, slots=True)
class Listed:
    """A draft in the list."""

    id: str
    version: str
    title: str
    category: str
    words: int
    changed: str
    problems: tuple[str, ...]


async def show(request: Request) -> Response:
    """The page: a place to put things in, and the drafts."""
    settings = await settings_of(request)
    folder = drafts.folder_of(settings.root)
    shown = part(request, "page", len(await run_sync(drafts.ids, folder)))
    listed = await run_sync(_listed, settings, shown)
    view = {
        "here": "inbox",
        "part": shown,
        "endings": incoming.ACCEPTED,
        "drafts": listed,
        # A key in an address is for its server alone: the page knows a feed by its number.
        "feeds": [source_name(url) for url in followed_feeds.addresses(settings)],
    }
    return page(request, "inbox.html", settings, view)


async def add(request: Request) -> Response:
    """A text that was pasted, or an address, into a draft."""
    table = await table_of(request)
    settings = await settings_of(request)
    text, address = text_of(table, "text"), text_of(table, "address").strip()
    if address:
        taken = await run_sync(incoming.of_address, settings, address)
    else:
        taken = await run_sync(incoming.of_text, settings, text)
    return JSONResponse(await run_sync(answer_of, settings, [taken]), 201)


async def drop(request: Request) -> Response:
    """A file that was dropped into a draft, a book into one a chapter; its name says what it is."""
    name = request.query_params.get("name", "")
    data = await body_of(request)
    settings = await settings_of(request)
    taken = await run_sync(incoming.of_file, settings, name, data)
    return JSONResponse(await run_sync(answer_of, settings, taken), 201)


def answer_of(settings: Settings, taken: Sequence[incoming.Taken]) -> dict[str, Any]:
    """What a page is told of what came in: the draft on top, how many, and what to know of them."""
    draft, words = taken[-1].draft, wording(settings.newsroom.language)
    remarks = dict.fromkeys(remark for each in taken[::-1] for remark in each.remarks)
    return {
        "id": draft.id,
        "version": draft.version,
        "title": isolated(draft.title),
        "problems": problems(settings, draft),
        "remarks": [words.translated(remark) for remark in remarks],
        "count": len(taken),
        "known": all(each.is_known for each in taken),
    }


def problems(settings: Settings, draft: drafts.Draft) -> tuple[str, ...]:
    """What stands in a draft's way, and what an editor should know of how it was read."""
    words = wording(settings.newsroom.language)
    try:
        article = read(settings, str(draft.path))
        refuse_faulty_marks(article, settings.root)
    except NaqeebError as error:
        return (words.error_words(of_draft(draft, error)).in_short,)
    return tuple(map(words.translated, article.remarks))


def _listed(settings: Settings, shown: Part) -> list[Listed]:
    newest = drafts.listed(drafts.folder_of(settings.root), shown.start, shown.end)
    return [
        Listed(
            draft.id,
            draft.version,
            draft.title,
            draft.facts.get("category", ""),
            len(draft.body.split()),
            f"{settings.show.local(draft.changed):%Y-%m-%d %H:%M}",
            problems(settings, draft),
        )
        for draft in newest
    ]
