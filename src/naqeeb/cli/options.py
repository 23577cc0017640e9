"""The options that several commands share, each written once."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from naqeeb import settings as settings_module
from naqeeb.errors import NaqeebError, SettingsError
from naqeeb.paths import expanded
from naqeeb.settings import AUTO, Settings


class Switch(StrEnum):
    """Whether something is done."""

    ON = "on"
    OFF = "off"


def voice_names(incomplete: str) -> list[str]:
    """Names of voices that begin so, for the shell to complete."""
    try:
        # Beside the settings of this folder: which others are meant is not read yet.
        names = settings_module.load_voices(Path.cwd())
    except NaqeebError:
        return []
    return [name for name in (AUTO, *names) if name.startswith(incomplete)]


Sources = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="SOURCE...",
        help="A file (.txt, .md, .html, .docx, .epub), a folder of them, a URL, or - for stdin.",
    ),
]
From = Annotated[
    str | None,
    typer.Option("--from", metavar="FILE", help="Sources, one a line, or JSON lines; - for stdin."),
]
DeadLetters = Annotated[
    Path | None,
    typer.Option(
        "--dead-letters", metavar="FILE", help="Where failures are kept. [beside --from's FILE]"
    ),
]
LogJson = Annotated[
    Path | None,
    typer.Option("--log-json", metavar="FILE", help="Add a line of JSON for each step to a file."),
]
MetricsFile = Annotated[
    Path | None,
    typer.Option("--metrics", metavar="FILE", help="Write counts for Prometheus to a file."),
]
Source = Annotated[str, typer.Argument(metavar="SOURCE", help="A file, an http(s) URL, or -.")]
Output = Annotated[
    Path | None, typer.Option("--output", metavar="DIR", help="The output folder. [output]")
]
Config = Annotated[
    Path | None,
    typer.Option(
        "--config", metavar="FILE", help="The settings. [naqeeb.toml, where there is one]"
    ),
]
VoiceName = Annotated[
    str | None,
    typer.Option(
        "--voice",
        metavar="NAME",
        help="The voice; see `naqeeb voices`. [auto]",
        autocompletion=voice_names,
    ),
]
MOST = 1_000_000
"""Of whatever is counted: more nobody means."""
Jobs = Annotated[
    int | None,
    typer.Option("--jobs", metavar="N", min=1, max=1024, help="Processors to use. [all]"),
]
Cluster = Annotated[
    str | None,
    typer.Option("--cluster", metavar="URL", help="A Dask cluster: tcp://HOST:PORT or tls://…"),
]
Json = Annotated[bool, typer.Option("--json", help="One JSON object a line on standard output.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="Say nothing but errors.")]
Verbose = Annotated[bool, typer.Option("-v", "--verbose", help="Say more; show tracebacks.")]
Title = Annotated[str | None, typer.Option("--title", help="The title, over the article's own.")]
Date = Annotated[
    str | None,
    typer.Option("--date", metavar="DATE", help="The article's date: 2026-11-22, or with a time."),
]
Id = Annotated[
    str | None,
    typer.Option("--id", metavar="KEY", help="The article's lasting name, over its path or URL."),
]
Refresh = Annotated[
    bool,
    typer.Option("--refresh", help="Make it again where another version of naqeeb made it."),
]
Hold = Annotated[
    bool, typer.Option("--hold", help="Voice it, but keep it off the air until it is released.")
]
At = Annotated[
    str | None,
    typer.Option("--at", metavar="TIME", help="When it goes on the air: 2026-11-22T18:00."),
]
LanguageCheck = Annotated[
    Switch | None,
    typer.Option("--language-check", help="Refuse an article that is not in Urdu. [on]"),
]
Force = Annotated[bool, typer.Option("--force", help="Make it again although nothing changed.")]


def gather(
    *,
    config: Path | None = None,
    output: Path | None = None,
    voice: str | None = None,
    jobs: int | None = None,
    cluster: str | None = None,
    language_check: Switch | None = None,
) -> Settings:
    """Settings from the file, with the command line's laid over them.

    Raises:
        SettingsError: the file or an option is wrong.
        VoiceUnknown: there is no such voice.
    """
    settings = settings_module.load(config)
    if output is not None:
        settings = replace(settings, output=expanded(str(output)))
    if voice is not None:
        settings = replace(settings, voice=replace(settings.voice, name=voice))
    if not settings.voice.is_auto:
        settings_module.find_voice(settings.voice.name, settings.root)
    if jobs is not None:
        settings = replace(settings, jobs=jobs)
    if cluster is not None:
        settings = replace(settings, cluster=replace(settings.cluster, address=cluster))
    if language_check is not None:
        checked = replace(settings.intake, language_check=language_check is Switch.ON)
        settings = replace(settings, intake=checked)
    return settings


def moment(text: str | None, settings: Settings, option: str = "--date") -> datetime | None:
    """A date of the command line into aware UTC; without a zone it is in the show's.

    Raises:
        SettingsError: it is not a date.
    """
    if text is None:
        return None
    try:
        return settings.show.moment_of(text)
    except ValueError:
        raise SettingsError(
            f"{option} {text[:40]!r} is not a date",
            hint="write it as 2026-11-22 or 2026-11-22T14:30:00+05:00",
        ) from None
