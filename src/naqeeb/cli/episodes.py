"""``make``, ``bulletin``, ``follow``: articles into episodes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from naqeeb.cli import options
from naqeeb.cli.printer import Printer, clock, size


def make(
    sources: options.Sources,
    title: options.Title = None,
    date: options.Date = None,
    id_: options.Id = None,
    force: options.Force = False,
    allow_silent: Annotated[
        bool, typer.Option("--allow-silent", help="Go on although a word would not be heard.")
    ] = False,
    voice: options.VoiceName = None,
    output: options.Output = None,
    config: options.Config = None,
    jobs: options.Jobs = None,
    cluster: options.Cluster = None,
    as_json: options.Json = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Make articles into episodes; feed and pages are brought up to date."""
    from naqeeb import desk
    from naqeeb.desk import batch

    settings = options.gather(config=config, output=output, voice=voice, jobs=jobs, cluster=cluster)
    settings = batch.allowing_silent(settings) if allow_silent else settings
    overrides = desk.Overrides(title, options.moment(date), id_, force)
    with Printer(as_json=as_json, quiet=quiet, verbose=verbose) as printer:
        ended = batch.make_all(settings, sources, overrides, printer.listen)
        _report(printer, settings, ended)


def bulletin(
    sources: options.Sources,
    title: options.Title = None,
    date: options.Date = None,
    id_: options.Id = None,
    force: options.Force = False,
    voice: options.VoiceName = None,
    output: options.Output = None,
    config: options.Config = None,
    as_json: options.Json = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Make several articles into one bulletin with greeting, headlines and sign-off."""
    from naqeeb import desk
    from naqeeb.desk import batch

    settings = options.gather(config=config, output=output, voice=voice)
    overrides = desk.Overrides(title, options.moment(date), id_, force)
    with Printer(as_json=as_json, quiet=quiet, verbose=verbose) as printer:
        ended = batch.make_bulletin(settings, sources, overrides, printer.listen)
        _report(printer, settings, ended)


def follow(
    feed_url: Annotated[
        str, typer.Argument(metavar="FEED_URL", help="An RSS or Atom feed of Urdu news.")
    ],
    every: Annotated[
        str | None,
        typer.Option("--every", metavar="TIME", help="Look again and again: 10m, 1h, 90s."),
    ] = None,
    most: Annotated[
        int, typer.Option("--most", min=1, help="At most so many of the newest items a look.")
    ] = 20,
    voice: options.VoiceName = None,
    output: options.Output = None,
    config: options.Config = None,
    jobs: options.Jobs = None,
    cluster: options.Cluster = None,
    as_json: options.Json = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Make the new items of a news feed into episodes; run it from cron, or with --every."""
    import time

    from naqeeb.desk import follow as following

    settings = options.gather(config=config, output=output, voice=voice, jobs=jobs, cluster=cluster)
    pause_s = following.seconds(every) if every else None
    with Printer(as_json=as_json, quiet=quiet, verbose=verbose) as printer:
        while True:
            ended = following.look(settings, feed_url, most=most, listener=printer.listen)
            failed = _report(printer, settings, ended, exits=pause_s is None)
            if pause_s is None:
                return
            printer.note(f"{'some items failed; ' if failed else ''}next look in {pause_s:.0f} s")
            time.sleep(pause_s)


def _report(
    printer: Printer, settings: options.Settings, ended: Iterable[object], *, exits: bool = True
) -> bool:
    """Say what became of each source, bring the feed up to date, say where it is."""
    from naqeeb.desk import batch, press
    from naqeeb.desk.desk import Made

    made: list[Made] = []
    failed = 0
    for one in ended:
        if isinstance(one, batch.Failed):
            failed += 1
            printer.error(one.error, source=one.source)
        elif isinstance(one, Made):
            made.append(one)
            _say_made(printer, one)
    shows = {one.show.slug: one.show for one in made}.values() or settings.shows
    for show in shows:
        if made or not failed:
            _say_printed(printer, press.print_show(settings, show), first=settings.show)
    if failed and exits:
        if made or failed > 1:
            printer.note(f"{failed} of {failed + len(made)} could not be made; see above")
        raise typer.Exit(1)
    return bool(failed)


def _say_made(printer: Printer, made: object) -> None:
    from naqeeb.desk.desk import Made

    assert isinstance(made, Made)  # noqa: S101 - told apart by the caller
    episode = made.episode
    audio = made.folder / episode.audio.name
    word = {"new": "made", "correction": "corrected", "unchanged": "unchanged"}[made.kind.value]
    printer.object(
        {
            "source": made.source,
            "kind": made.kind.value,
            "id": episode.id,
            "guid": episode.guid,
            "title": episode.title,
            "published": episode.published.isoformat(),
            "updated": episode.updated.isoformat(),
            "duration_ms": episode.duration_ms,
            "audio": str(audio),
            "voice": episode.voice,
            "engine": episode.engine,
            "why": made.why,
            "note": made.note,
        }
    )
    printer.say(f"{word:<10}{episode.title}")
    length = f"{clock(episode.duration_ms)}, {size(episode.audio.size_bytes)}"
    printer.say(f"{'':<10}{length}, voice {episode.voice}: {audio}")
    if made.why:
        printer.say(f"{'voice':<10}{made.why}")
    if made.note:
        printer.say(f"{'note':<10}{made.note}")


def _say_printed(printer: Printer, printed: object, *, first: object) -> None:
    from naqeeb.desk.press import Printed
    from naqeeb.model import Show

    assert isinstance(printed, Printed)  # noqa: S101
    assert isinstance(first, Show)  # noqa: S101
    for damage in printed.damaged:
        printer.note(f"left out of the feed: {damage}")
    count = "1 episode" if printed.episodes == 1 else f"{printed.episodes} episodes"
    state = "feed" if printed.written else "feed as it was"
    printer.say(f"{state:<10}{_shown(printed.folder / 'feed.xml')} ({count}): {printed.feed_url}")
    if not first.site_url:
        printer.say(f"{'next':<10}naqeeb serve      listen on a phone in the same network")
        printer.say(f"{'':<10}no site_url is set in naqeeb.toml yet, so the feed's links say")
        printer.say(f"{'':<10}localhost; docs/on-air.md leads to a public address")
    else:
        printer.say(f"{'next':<10}naqeeb publish    put it on the air")


def _shown(path: Path) -> str:
    return path.as_posix()
