"""Publishing, on the page On air: what would go, and the going."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from naqeeb.desk.events import Event, Listener
from naqeeb.desk.publish import Manner, refuse_without_address
from naqeeb.desk.publish import publish as steps
from naqeeb.errors import NaqeebError, SettingsError
from naqeeb.newsroom.context import context_of, settings_of
from naqeeb.newsroom.isolates import isolated, whole_isolated
from naqeeb.newsroom.titles import of_episodes, titles_of, with_titles
from naqeeb.newsroom.wording import Wording, wording
from naqeeb.newsroom.work import Note
from naqeeb.settings import Settings


async def plan(request: Request) -> Response:
    """What publishing would do; nothing is sent but questions."""
    settings = await settings_of(request)
    target = _target(settings)
    listed = await run_sync(_planned, settings, target)
    return JSONResponse({"target": target, "steps": listed})


async def publish(request: Request) -> Response:
    """Publish, as background work."""
    settings = await settings_of(request)
    target = _target(settings)
    words = wording(settings.newsroom.language)
    run = partial(_published, settings, target, words)
    board = context_of(request).board
    return JSONResponse({"work": board.start(isolated(target), run, words)}, 202)


def _published(
    settings: Settings, target: str, words: Wording, listener: Listener
) -> Generator[Note, None, None]:
    """Publish; gives what was done, before an error too."""
    done = _Steps(settings, words)
    try:
        for step in steps(settings, target):
            listener(Event("feed", step.name))
            if step.failed or step.did not in ("unchanged", "kept"):
                done.add(step.did, step.name, step.detail, failed=step.failed)
    except NaqeebError as error:
        yield from done.notes()
        raise of_episodes(settings, error) from None
    yield from done.notes()


@dataclass(frozen=True, slots=True)
class _Kind:
    """Steps that an editor takes for one: the same was done with several files of an episode."""

    did: str
    name: str
    detail: str
    failed: bool


class _Steps:
    """Steps in the order in which they came, those of an episode together under its title."""

    def __init__(self, settings: Settings, words: Wording) -> None:
        self._words = words
        self._settings = settings
        self._titles = titles_of(settings)
        self._count: Counter[_Kind] = Counter()

    def add(self, did: str, name: str, detail: str, *, failed: bool) -> None:
        """Another step."""
        detail = with_titles(self._settings, detail)
        name = self._title(name) or whole_isolated(self._words.translated(name))
        self._count[_Kind(did, name, detail, failed)] += 1

    def notes(self) -> Iterator[Note]:
        """Each kind once, in words."""
        for kind, count in self._count.items():
            several = f" ({self._words.counted('file_word', count)})" if count > 1 else ""
            text = f"{self._words.did(kind.did)}: {kind.name}{several}"
            yield Note(text, failed=kind.failed, hint=self._words.translated(kind.detail))

    def _title(self, name: str) -> str:
        """The title of the episode that a file belongs to; empty where it belongs to none."""
        folder, _, rest = name.removeprefix("./").rpartition("episodes/")
        title = self._titles.get(rest.partition("/")[0], "")
        return f"«{isolated(title)}»" if title and (not folder or folder.endswith("/")) else ""


def _target(settings: Settings) -> str:
    target = settings.newsroom.publish
    if not target:
        raise SettingsError(
            "it is not said yet where the station is published",
            hint="set the publish target on the page Station",
        )
    refuse_without_address(settings)
    return target


def _planned(settings: Settings, target: str) -> list[dict[str, Any]]:
    planned = _Steps(settings, wording(settings.newsroom.language))
    for step in steps(settings, target, Manner(dry_run=True)):
        planned.add(step.did, step.name, step.detail, failed=step.failed)
    return [
        {"text": note.text, "detail": note.hint, "failed": note.failed} for note in planned.notes()
    ]
