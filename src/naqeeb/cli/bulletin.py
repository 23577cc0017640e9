"""``bulletin``: several stories into one episode, and the editions that are due."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from naqeeb.cli import options
from naqeeb.cli.outcomes import end, report
from naqeeb.cli.printer import Printer
from naqeeb.errors import SettingsError
from naqeeb.settings import Settings, length_s
from naqeeb.text.cleaning import brief

if TYPE_CHECKING:
    from naqeeb.desk.bulletins import Wanted


class Period(StrEnum):
    """Which stories of the archive."""

    TODAY = "today"
    YESTERDAY = "yesterday"
    DAY = "24h"
    WEEK = "7d"


Sources = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="SOURCE...",
        help="Files (.txt, .md, .html, .docx, .epub), folders of them, URLs, or - for stdin.",
    ),
]
Edition = Annotated[
    str | None,
    typer.Option("--edition", metavar="NAME", help="Its name among the bulletins of a day."),
]
Headlines = Annotated[
    int | None, typer.Option("--headlines", min=0, max=50, help="At most so many headlines. [5]")
]
Length = Annotated[
    str | None,
    typer.Option("--length", metavar="TIME", help="Cut it to 5m, 90s, 4m30s, by priority."),
]
FromArchive = Annotated[
    Period | None, typer.Option("--from-archive", help="Stories that were made before.")
]
Category = Annotated[
    list[str] | None,
    typer.Option("--category", help="Of the archive only this; several in their order."),
]
Due = Annotated[
    bool, typer.Option("--due", help="Make the [[editions]] that are due and not made.")
]


def bulletin(
    sources: Sources = None,
    edition: Edition = None,
    headlines: Headlines = None,
    length: Length = None,
    from_archive: FromArchive = None,
    category: Category = None,
    due: Due = False,
    title: options.Title = None,
    date: options.Date = None,
    id_: options.Id = None,
    force: options.Force = False,
    refresh: options.Refresh = False,
    hold: options.Hold = False,
    at: options.At = None,
    language_check: options.LanguageCheck = None,
    voice: options.VoiceName = None,
    output: options.Output = None,
    config: options.Config = None,
    as_json: options.Json = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Make several articles into one bulletin. It has a greeting, headlines and a sign-off."""
    from naqeeb.desk import bulletins
    from naqeeb.desk.job import Overrides

    settings = options.gather(
        config=config, output=output, voice=voice, language_check=language_check
    )
    settings = _with_options(settings, headlines, length)
    if edition and id_ and edition != id_:
        raise SettingsError("--edition and --id name two editions", hint="leave one of them out")
    if edition is not None and not brief(edition):
        raise SettingsError(
            "--edition holds nothing that can be shown", hint="give it a name, such as صبح"
        )
    overrides = Overrides(
        title=title,
        date=options.moment(date, settings),
        id=edition or id_,
        force=force,
        refresh=refresh,
        hold=hold,
        at=options.moment(at, settings, "--at"),
    )
    wanted = _wanted(sources, from_archive, category)
    with Printer(as_json=as_json, quiet=quiet, verbose=verbose) as printer:
        if due:
            _refuse_mixed(settings, wanted, edition or id_ or title)
            end(report(printer, bulletins.make_due(settings, overrides, printer.listen)))
            return
        if not (wanted.sources or wanted.from_archive):
            raise SettingsError(
                "a bulletin needs at least one article",
                hint="name the articles, or --from-archive today, or --due",
            )
        outcomes = bulletins.make_bulletin(settings, wanted, overrides, printer.listen)
        end(report(printer, outcomes))


def _wanted(
    sources: list[str] | None, from_archive: Period | None, category: list[str] | None
) -> Wanted:
    from naqeeb.desk.bulletins import Wanted

    if category and from_archive is None:
        raise SettingsError(
            "--category chooses among the stories of the archive",
            hint="add --from-archive today, yesterday, 24h or 7d",
        )
    return Wanted(
        sources=tuple(sources or ()),
        from_archive=from_archive.value if from_archive else "",
        categories=tuple(category or ()),
    )


def _with_options(settings: Settings, headlines: int | None, length: str | None) -> Settings:
    chosen = settings.bulletin
    if headlines is not None:
        chosen = replace(chosen, headlines=headlines)
    if length is not None:
        length_s(length or "0", "--length")
        chosen = replace(chosen, length=length)
    return replace(settings, bulletin=chosen)


def _refuse_mixed(settings: Settings, wanted: Wanted, name: str | None) -> None:
    if wanted.sources or wanted.from_archive or name:
        raise SettingsError(
            "--due makes the editions of the settings, and takes no stories, name or title",
            hint="write them under [[editions]], or leave --due out",
        )
    if not settings.editions:
        raise SettingsError(
            "there are no editions in the settings",
            hint='write [[editions]] with name = "صبح", time = "07:30" and from_archive = "24h"',
        )
