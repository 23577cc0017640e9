"""``list``, ``held``, ``release``, ``reject``, ``remove``: what is on the air, and what is not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from naqeeb.cli import options
from naqeeb.cli.printer import Printer

if TYPE_CHECKING:
    from naqeeb.desk.episode_list import Listed
    from naqeeb.settings import Settings

EpisodeName = Annotated[
    str,
    typer.Argument(metavar="ID", help="Its number in the list, its id, or a part of the id."),
]
EpisodeNames = Annotated[
    list[str],
    typer.Argument(metavar="ID...", help="Numbers in the list, ids, or parts of ids."),
]


def list_(
    output: options.Output = None,
    config: options.Config = None,
    as_json: options.Json = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """List the episodes. For each: number, date, title, state."""
    from naqeeb.desk import episode_list

    settings = options.gather(config=config, output=output)
    with Printer(as_json=as_json, quiet=quiet, verbose=verbose) as printer:
        _list(printer, settings, episode_list.listed(settings), "there is no episode yet")


def held(
    output: options.Output = None,
    config: options.Config = None,
    as_json: options.Json = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """List what is voiced and not on the air yet."""
    from naqeeb.desk import episode_list

    settings = options.gather(config=config, output=output)
    with Printer(as_json=as_json, quiet=quiet, verbose=verbose) as printer:
        _list(printer, settings, episode_list.waiting(settings), "nothing is held")


def _list(printer: Printer, settings: Settings, episodes: Sequence[Listed], nothing: str) -> None:
    from naqeeb.desk import episode_list
    from naqeeb.desk.shows import require_output

    for each in episodes:
        entry, corrects = each.entry, episode_list.corrects(settings, each)
        printer.object(
            {
                "number": each.number,
                "id": entry.id,
                "guid": entry.guid,
                "title": entry.title,
                "published": entry.published.isoformat(),
                "state": entry.state.value,
                "air_at": entry.air_at.isoformat() if entry.air_at else None,
                "corrects": corrects,
                "show": each.show.title,
            }
        )
        state = entry.state.in_words
        if entry.air_at is not None:
            state += f" for {each.show.local(entry.air_at):%Y-%m-%d %H:%M}"
        if corrects is not None:
            state += f", corrects {corrects}"
        when = each.show.local(entry.published)
        printer.say(f"{each.number:>4}  {when:%Y-%m-%d %H:%M}  {state:<10}  {entry.title}")
    if not episodes:
        require_output(settings, may_be_missing=True)
        if not settings.output.exists():
            printer.note(f"there is no folder {settings.output}")
        printer.say(nothing)


def release(
    episodes: EpisodeNames,
    at: options.At = None,
    output: options.Output = None,
    config: options.Config = None,
    as_json: options.Json = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Put held episodes on the air. Feed and pages are brought up to date."""
    from naqeeb.desk import air

    settings = options.gather(config=config, output=output)
    moment = options.moment(at, settings, "--at")
    with Printer(as_json=as_json, quiet=quiet, verbose=verbose) as printer:
        for episode in air.release(settings, episodes, at=moment):
            state = episode.state
            printer.object({"id": episode.id, "title": episode.title, "state": state.value})
            printer.say(f"{state.in_words}: {episode.title}")


def reject(
    episode: EpisodeName,
    output: options.Output = None,
    config: options.Config = None,
    as_json: options.Json = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Take a held episode out of what waits. It does not go on the air."""
    from naqeeb.desk import air

    settings = options.gather(config=config, output=output)
    with Printer(as_json=as_json, quiet=quiet, verbose=verbose) as printer:
        rejected = air.reject(settings, episode)
        printer.object({"id": rejected.id, "title": rejected.title, "rejected": True})
        printer.say(f"rejected: {rejected.title}")


def remove(
    episode_id: EpisodeName,
    undo: Annotated[bool, typer.Option("--undo", help="Bring it back.")] = False,
    erase: Annotated[
        bool,
        typer.Option("--erase", help="Take it down for good, here and at the next publish."),
    ] = False,
    output: options.Output = None,
    config: options.Config = None,
    as_json: options.Json = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Take an episode out of the feed. Its files stay, and --undo brings it back."""
    from naqeeb.desk import air

    settings = options.gather(config=config, output=output)
    with Printer(as_json=as_json, quiet=quiet, verbose=verbose) as printer:
        episode = air.remove(settings, episode_id, undo=undo, erase=erase)
        printer.object({"id": episode.id, "title": episode.title, "removed": not undo})
        if undo and episode.waited:
            printer.say(f"waits again: {episode.title}")
            printer.say(f"to put it on the air: naqeeb release {episode.id}")
        else:
            printer.say(f"{'back in' if undo else 'out of'} the feed: {episode.title}")
        if erase:
            printer.say("its files are gone; `naqeeb publish TARGET` takes them down there too")
            for bulletin in air.still_telling(settings, episode):
                printer.say(
                    f"its story is told in a bulletin, too: naqeeb remove {bulletin} --erase"
                )
        elif not undo:
            printer.say(f"to bring it back: naqeeb remove {episode.id} --undo")
