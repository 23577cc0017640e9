"""Inbox: what comes in becomes drafts, each with its problems named."""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from naqeeb.desk import draft_text, drafts
from naqeeb.desk.faulty_marks import refuse_faulty_marks
from naqeeb.desk.make import read
from naqeeb.errors import NaqeebError, SourceUnreadable
from naqeeb.intake import expand, is_url
from naqeeb.intake.sources import ENDINGS
from naqeeb.model import Article
from naqeeb.newsroom.making import of_draft
from naqeeb.newsroom.paging import Part, part
from naqeeb.newsroom.room import body_of, page, room_of, table_of, text_of
from naqeeb.newsroom.wording import wording
from naqeeb.settings import Settings
from naqeeb.text.addresses import source_name

_MARKUP = re.compile(r"</(?:p|h[1-6]|div|span|li|td|blockquote|a|b|strong)>", re.IGNORECASE)


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
    settings = await run_sync(room_of(request).load)
    folder = drafts.folder_of(settings.root)
    shown = part(request, "page", len(await run_sync(drafts.ids, folder)))
    listed = await run_sync(partial(_listed, settings, shown))
    view = {
        "here": "inbox",
        "part": shown,
        "endings": ENDINGS,
        "drafts": listed,
        # A key in an address is for its server alone: the page knows a feed by its number.
        "feeds": [source_name(url) for url in followed(settings)],
    }
    return page(request, "inbox.html", settings, view)


def followed(settings: Settings) -> tuple[str, ...]:
    """The addresses of the followed feeds, each once."""
    return tuple(dict.fromkeys(feed.url for feed in settings.follow))


async def add(request: Request) -> Response:
    """A text that was pasted, or an address, into a draft."""
    table = await table_of(request)
    settings = await run_sync(room_of(request).load)
    text, address = text_of(table, "text"), text_of(table, "address").strip()
    if address:
        draft = await run_sync(partial(_of_address, settings, address))
    else:
        draft = await run_sync(partial(_of_text, settings, text))
    return JSONResponse(await run_sync(partial(_answer, settings, draft)), 201)


async def drop(request: Request) -> Response:
    """A file that was dropped into a draft, a book into one a chapter; its name says what it is."""
    name = request.query_params.get("name", "")
    data = await body_of(request)
    settings = await run_sync(room_of(request).load)
    made = await run_sync(partial(_of_file, settings, name, data))
    answer = await run_sync(partial(_answer, settings, made[-1]))
    return JSONResponse(answer | {"count": len(made)}, 201)


def problems(settings: Settings, draft: drafts.Draft) -> tuple[str, ...]:
    """What stands in a draft's way, and what an editor should know of how it was read."""
    words = wording(settings.newsroom.language)
    try:
        article = read(settings, str(draft.path))
        refuse_faulty_marks(article, settings.root)
    except NaqeebError as error:
        return (words.told(of_draft(draft, error)).in_short,)
    return tuple(map(words.said, article.remarks))


def _answer(settings: Settings, draft: drafts.Draft) -> dict[str, Any]:
    found = problems(settings, draft)
    return {"id": draft.id, "version": draft.version, "title": draft.title, "problems": found}


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


def _of_text(settings: Settings, text: str) -> drafts.Draft:
    """Pasted text; its first line is the title where it stands like one."""
    facts, body = draft_text.parse(draft_text.pasted(text))
    folder = drafts.folder_of(settings.root)
    draft = drafts.create(folder, facts, body)
    try:
        article = read(settings, str(draft.path))
    except NaqeebError:
        return draft  # its problem is named in the list, where the editor can mend it
    if _MARKUP.search(body):
        # The source of a page: the editor works on its words, not on its tags.
        read_as, body = draft_text.of_article(article)
        title = {"title": read_as["title"]} if "title" in read_as else {}
        return drafts.save(folder, draft.id, draft.version, title, body)
    first, _, rest = body.strip().partition("\n")
    if "title" in facts or not article.title_stated or not rest.strip():
        return draft
    if " ".join(first.lstrip("# ").split()) != " ".join(article.title.split()):
        return draft
    return drafts.save(folder, draft.id, draft.version, {"title": article.title}, rest)


def _of_address(settings: Settings, address: str) -> drafts.Draft:
    if not is_url(address):
        raise SourceUnreadable(
            "this is not the address of a page", hint="an address begins with https://"
        )
    facts, body = draft_text.of_article(read(settings, address))
    return drafts.create(drafts.folder_of(settings.root), facts, body)


def _of_file(settings: Settings, name: str, data: bytes) -> list[drafts.Draft]:
    """The drafts of a file, the first chapter of a book last: it stands on top of the list then."""
    ending = Path(name).suffix.lower()
    if ending not in ENDINGS:
        raise SourceUnreadable(
            f"{name[:80]} is not a kind of file that naqeeb reads",
            cause=f"it reads {', '.join(ENDINGS)}",
            hint="save the article as text, or paste it",
        )
    with tempfile.TemporaryDirectory(prefix="naqeeb-") as folder:
        path = Path(folder) / f"dropped{ending}"
        path.write_bytes(data)
        articles = [read(settings, source) for source in expand(str(path))]
    return [_of_article(settings, Path(name).name, each, path.name) for each in articles[::-1]]


def _of_article(settings: Settings, name: str, article: Article, file: str) -> drafts.Draft:
    facts, body = draft_text.of_article(article)
    if file in article.id:
        del facts["id"]  # it is no page of the web: the draft's own name is its key
    if file in facts.get("source", ""):
        facts["source"] = name
    return drafts.create(drafts.folder_of(settings.root), facts, body)
