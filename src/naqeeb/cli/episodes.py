"""``make``: articles into episodes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from naqeeb.cli import options
from naqeeb.cli.backlog import watched, watching, work_off
from naqeeb.cli.estimate import say_estimates
from naqeeb.cli.outcomes import end, report
from naqeeb.cli.printer import Printer
from naqeeb.errors import SettingsError

if TYPE_CHECKING:
    from naqeeb.desk.job import Overrides


def make(
    sources: options.Sources = None,
    from_: options.From = None,
    dead_letters: options.DeadLetters = None,
    log_json: options.LogJson = None,
    metrics: options.MetricsFile = None,
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
    from naqeeb.desk.job import Overrides

    settings = options.gather(
        config=config,
        output=output,
        voice=voice,
        jobs=jobs,
        cluster=cluster,
        language_check=language_check,
    )
    settings = batch.allowing_silent(settings) if allow_silent else settings
    overrides = Overrides(
        title=title,
        date=options.moment(date, settings),
        id=id_,
        force=force,
        refresh=refresh,
        hold=hold,
        at=options.moment(at, settings, "--at"),
    )
    _refuse_mixed(sources, from_, dead_letters, overrides, estimate=estimate)
    with (
        Printer(as_json=as_json, quiet=quiet, verbose=verbose) as printer,
        watching(printer, log_json, metrics) as watchers,
    ):
        if from_ is not None:
            work_off(settings, from_, dead_letters, overrides, watchers)
        elif estimate:
            say_estimates(printer, settings, sources or (), overrides)
        else:
            outcomes = batch.make_all(settings, sources or (), overrides, watchers.listen)
            end(report(printer, watched(outcomes, watchers), sources=sources or ()))


def _refuse_mixed(
    sources: list[str] | None,
    manifest: str | None,
    dead_letters: Path | None,
    overrides: Overrides,
    *,
    estimate: bool,
) -> None:
    """Either SOURCEs or a manifest, with the options that belong to it.

    Raises:
        SettingsError: neither, both, or an option that does not fit.
    """
    if manifest is None:
        if not sources:
            raise SettingsError(
                "there is nothing to make", hint="name a SOURCE, or a manifest with --from"
            )
        if dead_letters is not None:
            raise SettingsError("--dead-letters goes with --from", hint="name a manifest")
        return
    if sources:
        raise SettingsError(
            "SOURCEs and --from do not go together", hint="write the sources into the manifest"
        )
    if estimate:
        raise SettingsError(
            "--estimate and --from do not go together", hint="estimate some of the sources"
        )
    if overrides.title or overrides.date or overrides.id:
        raise SettingsError(
            "--title, --date and --id are for one article",
            hint="write them into the lines of the manifest",
        )
