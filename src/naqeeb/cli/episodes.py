"""``make``, ``bulletin``, ``follow``: articles into episodes."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from naqeeb import ending
from naqeeb.cli import options
from naqeeb.cli.printer import Printer, clock, shown, size
from naqeeb.errors import NaqeebError
from naqeeb.settings import Settings

if TYPE_CHECKING:
    from naqeeb.desk.batch import Ended
    from naqeeb.desk.order import Made
    from naqeeb.desk.press import Printed
    from naqeeb.model import Show


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
    """Make articles into episodes. Feed and pages are brought up to date."""
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
    """Make several articles into one bulletin. It has a greeting, headlines and a sign-off."""
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
    """Make a news feed's new items into episodes. Run it from cron, or with --every."""
    import time

    from naqeeb.desk import follow as following

    settings = options.gather(config=config, output=output, voice=voice, jobs=jobs, cluster=cluster)
    pause_s = following.seconds(every) if every else None
    with Printer(as_json=as_json, quiet=quiet, verbose=verbose) as printer:
        while True:
            try:
                ended = following.look(settings, feed_url, most=most, listener=printer.listen)
                failed = _report(printer, settings, ended, exits=pause_s is None)
            except NaqeebError as error:
                if pause_s is None or error.exit_code != 1:
                    raise
                # A newsroom's server may be away for a while; the next look may find it.
                printer.error(error)
                failed = True
            if pause_s is None:
                return
            printer.note(f"{'not all went well; ' if failed else ''}next look in {pause_s:.0f} s")
            time.sleep(pause_s)


def _report(
    printer: Printer, settings: Settings, ended: Iterable[Ended], *, exits: bool = True
) -> bool:
    """Say what became of each source, bring the feed up to date, say where it is.

    Returns:
        True where something failed and ``exits`` is False.

    Raises:
        typer.Exit: where something failed: with 1, or with 2 where nothing else
            than the command or the settings was wrong.
    """
    from naqeeb.desk.batch import Failed

    shows: dict[str | None, Show] = {}
    made = failed = 0
    codes: set[int] = set()
    try:
        for one in ended:
            if isinstance(one, Failed):
                failed += 1
                codes.add(one.error.exit_code)
                printer.error(one.error, source=one.source)
            else:
                made += 1
                shows[one.show.slug] = one.show
                _say_made(printer, one)
    except KeyboardInterrupt:
        ending.forget()
        raise
    finally:
        # Interrupted or not: what is finished goes on the air.
        _print(printer, settings, shows.values())
    if failed and failed + made > 1:
        printer.note(f"{failed} of {failed + made} could not be made; see above")
    if failed and exits:
        raise typer.Exit(1 if made else min(codes))
    return bool(failed)


def _print(printer: Printer, settings: Settings, shows: Collection[Show]) -> None:
    if not shows:
        return
    from naqeeb.desk import press

    for show in shows:
        _say_printed(printer, press.print_show(settings, show, jobs=settings.jobs), show)


def _say_made(printer: Printer, made: Made) -> None:
    episode = made.episode
    audio = made.folder / episode.audio.name
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
    word = {"new": "made", "correction": "corrected", "unchanged": "unchanged"}[made.kind.value]
    printer.row(word, episode.title)
    length = f"{clock(episode.duration_ms)}, {size(episode.audio.size_bytes)}"
    printer.row("", f"{length}, voice {episode.voice}")
    printer.row("", shown(audio))
    if made.why:
        printer.row("voice", made.why)
    if made.note:
        printer.row("note", made.note)


def _say_printed(printer: Printer, printed: Printed, show: Show) -> None:
    for damage in printed.damaged:
        printer.note(f"left out of the feed: {damage}")
    count = "1 episode" if printed.episodes == 1 else f"{printed.episodes} episodes"
    state = "up to date" if printed.written else "unchanged"
    printer.row("feed", f"{shown(printed.folder / 'feed.xml')} ({count}, {state})")
    if show.site_url:
        printer.row("", printed.feed_url)
        printer.row("next", "naqeeb publish TARGET    put it on the air")
    else:
        printer.row("", "no site_url is set yet, so its links say http://localhost:8000/")
        printer.row("next", "naqeeb serve             listen on a phone in the same network")
        printer.row("", "see docs/on-air.md       a public address for everybody")
