"""``make``, ``follow``: articles into episodes."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from typing import TYPE_CHECKING, Annotated

import typer

from naqeeb.cli import options
from naqeeb.cli.estimate import say_estimates
from naqeeb.cli.printer import Printer, shown, size
from naqeeb.settings import Settings
from naqeeb.text.clock import in_words

if TYPE_CHECKING:
    from naqeeb.desk.job import Outcome, Overrides, Result


def make(
    sources: options.Sources,
    title: options.Title = None,
    date: options.Date = None,
    id_: options.Id = None,
    force: options.Force = False,
    refresh: options.Refresh = False,
    hold: options.Hold = False,
    at: options.At = None,
    allow_silent: Annotated[
        bool, typer.Option("--allow-silent", help="Go on although a word would not be heard.")
    ] = False,
    language_check: options.LanguageCheck = None,
    estimate: Annotated[
        bool, typer.Option("--estimate", help="Say what it would cost; make nothing.")
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
    from naqeeb.desk import batch

    settings = options.gather(
        config=config,
        output=output,
        voice=voice,
        jobs=jobs,
        cluster=cluster,
        language_check=language_check,
    )
    settings = batch.allowing_silent(settings) if allow_silent else settings
    overrides = overrides_of(settings, title, date, id_, force, refresh, hold, at)
    with Printer(as_json=as_json, quiet=quiet, verbose=verbose) as printer:
        if estimate:
            say_estimates(printer, settings, sources, overrides)
            return
        outcomes = batch.make_all(settings, sources, overrides, printer.listen)
        report(printer, outcomes)


def overrides_of(
    settings: Settings,
    title: str | None,
    date: str | None,
    id_: str | None,
    force: bool,
    refresh: bool,
    hold: bool,
    at: str | None,
) -> Overrides:
    """What the options of a command say over what its articles say."""
    from naqeeb.desk.job import Overrides

    return Overrides(
        title=title,
        date=options.moment(date, settings),
        id=id_,
        force=force,
        refresh=refresh,
        hold=hold,
        at=options.moment(at, settings, "--at"),
    )


def report(
    printer: Printer, outcomes: Generator[Outcome, None, None], *, exits: bool = True
) -> bool:
    """Say what became of each source, and in the end where the feed is.

    Returns:
        True where something failed and ``exits`` is False.

    Raises:
        typer.Exit: where something failed: with 1, or with 2 where nothing else
            than the command or the settings was wrong.
    """
    from naqeeb.desk.job import Failure

    made = failed = 0
    codes: set[int] = set()
    with closing(outcomes):
        for outcome in outcomes:
            if isinstance(outcome, Failure):
                failed += 1
                codes.add(outcome.error.exit_code)
                printer.error(outcome.error, source=outcome.source)
            else:
                made += 1
                _say_result(printer, outcome)
    if failed and failed + made > 1:
        printer.note(f"{failed} of {failed + made} could not be made; see above")
    if failed and exits:
        raise typer.Exit(1 if made else min(codes))
    return bool(failed)


def _say_result(printer: Printer, result: Result) -> None:
    episode = result.episode
    audio = result.folder / episode.audio.name
    printer.object(
        {
            "source": result.source,
            "kind": result.kind.value,
            "id": episode.id,
            "guid": episode.guid,
            "title": episode.title,
            "published": episode.published.isoformat(),
            "updated": episode.updated.isoformat(),
            "duration_ms": episode.duration_ms,
            "audio": str(audio),
            "voice": episode.voice,
            "engine": episode.engine,
            "why": result.why,
            "note": result.note,
            "state": episode.state.value,
        }
    )
    word = {"new": "made", "correction": "corrected", "unchanged": "unchanged"}[result.kind.value]
    printer.row(word, episode.title)
    length = f"{in_words(episode.duration_ms)}, {size(episode.audio.size_bytes)}"
    printer.row("", f"{length}, voice {episode.voice}")
    printer.row("", shown(audio))
    if result.why:
        printer.row("voice", result.why)
    if result.note:
        printer.row("note", result.note)
