"""``follow``: news feeds into episodes, once or again and again."""

from __future__ import annotations

import time
from collections.abc import Generator
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from naqeeb.cli import options
from naqeeb.cli.outcomes import end, report
from naqeeb.cli.printer import Printer
from naqeeb.errors import NaqeebError, SettingsError
from naqeeb.settings import FollowSettings, Settings
from naqeeb.text.addresses import without_secrets

if TYPE_CHECKING:
    from naqeeb.desk.job import Outcome

Words = Annotated[
    list[str] | None,
    typer.Option("--include", metavar="WORD", help="Only items with this word; may be repeated."),
]
OtherWords = Annotated[
    list[str] | None,
    typer.Option("--exclude", metavar="WORD", help="No items with this word; may be repeated."),
]
Categories = Annotated[
    list[str] | None,
    typer.Option("--category", metavar="NAME", help="Only items of it; may be repeated."),
]


def follow(
    feed_url: Annotated[
        str | None,
        typer.Argument(metavar="[FEED_URL]", help="A news feed; without it, all of the settings."),
    ] = None,
    every: Annotated[
        str | None,
        typer.Option("--every", metavar="TIME", help="Look again and again: 10m, 1h, 90s."),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit", metavar="N", min=1, max=options.MOST, help="At most so many new items."
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DATE", help="Only items published since then."),
    ] = None,
    include: Words = None,
    exclude: OtherWords = None,
    category: Categories = None,
    oldest_first: Annotated[
        bool, typer.Option("--oldest-first", help="Of too many new items make the oldest.")
    ] = False,
    hold: options.Hold = False,
    status: Annotated[
        bool, typer.Option("--status", help="Show the feeds, and what waits or fails.")
    ] = False,
    most: Annotated[
        int | None,
        typer.Option(
            "--most", min=1, max=options.MOST, hidden=True, help="The former name of --limit."
        ),
    ] = None,
    language_check: options.LanguageCheck = None,
    voice: options.VoiceName = None,
    output: options.Output = None,
    config: options.Config = None,
    jobs: options.Jobs = None,
    cluster: options.Cluster = None,
    as_json: options.Json = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Make news feeds' new and corrected items into episodes. Run it from cron, or with --every."""
    from naqeeb.desk.follow import seconds

    settings = options.gather(
        config=config,
        output=output,
        voice=voice,
        jobs=jobs,
        cluster=cluster,
        language_check=language_check,
    )
    pause_s = seconds(every) if every else None
    looks = (every, limit, most, since, include, exclude, category, oldest_first, hold)
    if status and any(looks):
        raise SettingsError(
            "--status shows what is known of feeds, and looks at none of them",
            hint="leave out what stands beside it, or leave --status out",
        )
    with Printer(as_json=as_json, quiet=quiet, verbose=verbose) as printer:
        if status:
            _say_status(printer, settings, feed_url)
            return
        if most is not None:
            printer.note("--most is now called --limit")
        changes = {
            "limit": limit or most,
            "since": options.moment(since, settings, "--since"),
            "include": tuple(include or ()),
            "exclude": tuple(exclude or ()),
            "categories": tuple(category or ()),
            "oldest_first": oldest_first,
            "hold": hold,
        }
        stated = {name: value for name, value in changes.items() if value}
        feeds = tuple(replace(feed, **stated) for feed in _feeds(settings, feed_url))  # type: ignore[arg-type]
        _look_and_rest(printer, settings, feeds, pause_s)


def _look_and_rest(
    printer: Printer, settings: Settings, feeds: tuple[FollowSettings, ...], pause_s: float | None
) -> None:
    """Look once and end with the exit code; with a pause again and again."""
    if pause_s is None:
        end(_look(printer, settings, feeds, once=True))
        return
    while True:
        code = _look(printer, settings, feeds, once=False)
        printer.note(f"{'not all went well; ' if code else ''}next look in {pause_s:.0f} s")
        time.sleep(pause_s)


def _look(
    printer: Printer, settings: Settings, feeds: tuple[FollowSettings, ...], *, once: bool
) -> int:
    """One look at all feeds; gives the exit code.

    Where it is not the only one, a feed that cannot be reached ends nothing.
    """
    from naqeeb.desk.follow import look, look_at_all

    try:
        if len(feeds) == 1:
            outcomes = look(settings, feeds[0], printer.listen)
        else:
            outcomes = look_at_all(settings, feeds, printer.listen)
        first = next(outcomes, None)
        if first is None:
            printer.say("nothing new")
            return 0
        return report(printer, _all(first, outcomes))
    except NaqeebError as error:
        if once or error.exit_code != 1:
            raise
        # A newsroom's server may be away for a while; the next look may find it.
        printer.error(error)
        return error.exit_code


def _all(first: Outcome, others: Generator[Outcome, None, None]) -> Generator[Outcome, None, None]:
    with closing(others):
        yield first
        yield from others


def _feeds(settings: Settings, url: str | None) -> tuple[FollowSettings, ...]:
    if url is not None:
        own = next((feed for feed in settings.follow if feed.url == url), None)
        return (own or FollowSettings(url),)
    if not settings.follow:
        raise SettingsError(
            "no feed is named, and the settings have none",
            hint="name one: naqeeb follow https://...; or write [[follow]] into naqeeb.toml",
        )
    return settings.follow


def _say_status(printer: Printer, settings: Settings, url: str | None) -> None:
    from naqeeb.desk.follow import status

    # A feed is remembered without the secrets of its address.
    name = without_secrets(url) if url else None
    feeds = [feed for feed in status(settings) if name in (None, feed.url)]
    for feed in feeds:
        waiting = [each for each in feed.failing.values() if each.again_at is not None]
        given_up = [each for each in feed.failing.values() if each.again_at is None]
        printer.object(
            {
                "feed": feed.url,
                "last_look": feed.last_look.isoformat() if feed.last_look else None,
                "last_new": feed.last_new.isoformat() if feed.last_new else None,
                "items": len(feed.seen),
                "waiting": feed.waiting,
                "failing": [each.where for each in waiting],
                "given_up": [each.where for each in given_up],
            }
        )
        look = (
            f"{settings.show.local(feed.last_look):%Y-%m-%d %H:%M}" if feed.last_look else "never"
        )
        printer.say(f"{feed.url}")
        printer.say(f"  last look: {look}, known items: {len(feed.seen)}, waiting: {feed.waiting}")
        for each in waiting:
            printer.say(f"  failing (tries: {each.tries}): {each.where}: {each.error}")
        for each in given_up:
            printer.say(f"  given up: {each.where}: {each.error}")
    if not feeds:
        printer.say(f"{name} is not followed yet" if name else "no feed is followed yet")
