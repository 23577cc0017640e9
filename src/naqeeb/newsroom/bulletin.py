"""Bulletin: drafts and episodes in an order, how long it lasts, how it reads; making it."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

from anyio.to_thread import run_sync
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from naqeeb.desk import bulletin_length, drafts, episode_list, parallel_text, site, stories
from naqeeb.desk.batch import outcome_of
from naqeeb.desk.cast import cast_around
from naqeeb.desk.events import Listener
from naqeeb.desk.hear import voice_for
from naqeeb.desk.job import Job, Overrides, Result, bulletin_job
from naqeeb.desk.make import make_episode, read
from naqeeb.desk.running_time import lengths_of
from naqeeb.desk.write import Writer
from naqeeb.errors import DraftUnknown, EpisodeUnknown, NaqeebError
from naqeeb.model import Article, State
from naqeeb.newsroom.context import context_of, settings_of
from naqeeb.newsroom.isolates import isolated
from naqeeb.newsroom.making import air_time, moment, note, with_voice
from naqeeb.newsroom.paging import part
from naqeeb.newsroom.rendering import page
from naqeeb.newsroom.requests import table_of, text_of
from naqeeb.newsroom.titles import of_draft
from naqeeb.newsroom.wording import wording
from naqeeb.newsroom.work import Note
from naqeeb.settings import Settings, length_s, load_voices
from naqeeb.text.cleaning import brief


async def show(request: Request) -> Response:
    """The page: what there is, and the order."""
    settings = await settings_of(request)
    view = await run_sync(_view, settings, request)
    return page(request, "bulletin.html", settings, view)


async def preview(request: Request) -> Response:
    """The bulletin's script and its length, before a word is voiced."""
    table = await table_of(request)
    settings = await settings_of(request)
    return JSONResponse(await run_sync(_previewed, settings, table))


async def make(request: Request) -> Response:
    """Make it, as background work."""
    table = await table_of(request)
    settings = with_voice(await settings_of(request), text_of(table, "voice"))
    job = await run_sync(_job, settings, table)

    def run(listener: Listener) -> Generator[Note, None, None]:
        outcome = outcome_of("bulletin", partial(make_episode, job, listener))
        if isinstance(outcome, Result):
            site.update(settings, outcome.show, listener=listener)
        yield note(settings, outcome)

    words = wording(settings.newsroom.language)
    title = job.article.title or text_of(table, "edition") or words["bulletin"]
    return JSONResponse({"work": context_of(request).board.start(isolated(title), run, words)}, 202)


def _view(settings: Settings, request: Request) -> dict[str, Any]:
    listed = [
        each
        for each in episode_list.listed(settings)
        # A bulletin is no story: its stories are here themselves.
        if each.entry.state is State.ON_AIR and not each.entry.is_bulletin
    ]
    folder = drafts.folder_of(settings.root)
    of_drafts = part(request, "drafts", len(drafts.ids(folder)))
    of_episodes = part(request, "episodes", len(listed))
    wanted_s = length_s(settings.bulletin.length, "[bulletin] length")
    return {
        "here": "bulletin",
        "drafts": drafts.listed(folder, of_drafts.start, of_drafts.end),
        "of_drafts": of_drafts,
        "episodes": [each.entry for each in listed[of_episodes.start : of_episodes.end]],
        "of_episodes": of_episodes,
        "wanted": f"{wanted_s / 60:g}" if wanted_s else "",
        "voice": voice_for(settings, "").name,
        "voices": tuple(load_voices(settings.root)),
        "today": f"{settings.show.local(datetime.now(UTC)):%Y-%m-%d}",
    }


def _previewed(settings: Settings, table: Mapping[str, Any]) -> dict[str, Any]:
    voice = voice_for(settings, text_of(table, "voice"))
    there, missing = _there(settings, table)
    if missing and not there["stories"]:
        return {
            "missing": missing,
            "length_ms": 0,
            "stories_ms": [],
            "cuts": [],
            "remarks": [],
            "lines": [],
        }
    job = _job(with_voice(settings, voice.name), there)
    cast = cast_around(voice, job)
    kept = (True,) * len(job.stories)
    cuts: tuple[bulletin_length.Cut, ...] = ()
    remarks: list[str] = []
    if (wanted := bulletin_length.wanted_ms(job)) is None:
        lengths = lengths_of(Writer(job).for_cast(cast), cast, job.settings)
    else:
        fit = bulletin_length.fitted(job, cast, wanted)
        job, cuts, kept, lengths = fit.job, fit.cuts, fit.kept, fit.lengths
        remarks = bulletin_length.remarks(fit, round(lengths.all_ms))
    written = Writer(job).for_cast(cast)
    read_ms = map(lengths.story_ms, range(len(job.stories)))
    return {
        "title": written.article.title,
        "missing": missing,
        "length_ms": round(lengths.all_ms),
        # A story that is dropped takes no time.
        "stories_ms": [round(next(read_ms)) if each else 0 for each in kept],
        "remarks": [wording(settings.newsroom.language).translated(each) for each in remarks],
        "cuts": [{"title": isolated(each.title), "how": _how(settings, each)} for each in cuts],
        "lines": [
            {"role": line.role, "written": isolated(line.written), "spoken": line.spoken}
            for line in parallel_text.lines(written)
        ],
    }


def _how(settings: Settings, cut: bulletin_length.Cut) -> str:
    """How far a story is read, in the language of the page."""
    words = wording(settings.newsroom.language)
    of = words.counted("paragraph", cut.of)
    parts = [words.counted("paragraph", cut.kept)] if cut.kept else []
    parts += [words.counted("sentence", cut.sentences)] if cut.sentences else []
    if not parts:
        return words["cut_dropped"]
    return words["cut_shortened"].format(read=words["cut_and"].join(parts), of=of)


def _names(table: Mapping[str, Any]) -> list[str]:
    named = table.get("stories")
    if not isinstance(named, list) or not all(isinstance(each, str) for each in named):
        raise HTTPException(400, "stories is not a list of names.")
    return named


def _there(settings: Settings, table: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """The table with the stories that there are, and names of those that are gone."""
    there: list[str] = []
    missing: list[str] = []
    for name in _names(table):
        try:
            _story(settings, name)
        except (DraftUnknown, EpisodeUnknown):
            missing.append(name)
        else:
            there.append(name)
    return {**table, "stories": there}, missing


def _job(settings: Settings, table: Mapping[str, Any]) -> Job:
    named = _names(table)
    length = text_of(table, "length")
    length_s(length, "length")
    settings = replace(settings, bulletin=replace(settings.bulletin, length=length))
    overrides = Overrides(
        title=text_of(table, "title") or None,
        date=moment(settings, text_of(table, "date")),
        id=text_of(table, "edition") or None,
        hold=bool(table.get("hold", True)),
        at=air_time(settings, text_of(table, "at")),
    )
    return bulletin_job(settings, [_story(settings, name) for name in named], overrides)


def _story(settings: Settings, name: str) -> Article:
    """A story by the page's name for it: ``draft:ID`` or ``episode:ID``."""
    kind, _, story_id = name.partition(":")
    if kind == "episode":
        return stories.of_episode(settings, story_id)
    draft = drafts.read(drafts.folder_of(settings.root), story_id)
    try:
        return read(settings, str(draft.path))
    except NaqeebError as error:
        named = of_draft(draft, error)
        # Of several stories the editor must know which.
        title = f"«{brief(draft.title)}»"
        what = named.what if title in named.what else f"{title}: {named.what}"
        raise type(error)(what, cause=named.cause, hint=named.hint) from None
