"""``voices`` and ``cache``: who could speak, and what was spoken."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from naqeeb.cli import options
from naqeeb.cli.printer import Printer, number_of, size
from naqeeb.errors import SettingsError
from naqeeb.settings import Settings


def _named(option: str, text: str) -> Any:
    """An option that takes the name of a voice, which the shell completes."""
    return typer.Option(option, metavar="NAME", help=text, autocompletion=options.voice_names)


def voices(
    check: Annotated[
        bool, typer.Option("--check", help="Speak a sentence with each and time it.")
    ] = False,
    hear: Annotated[str | None, _named("--hear", "Write a sample of this voice.")] = None,
    get: Annotated[str | None, _named("--get", "Fetch the model of this voice.")] = None,
    source: Annotated[
        Path | None,
        typer.Option("--from", metavar="FILE", help="With --get: take it from a file or folder."),
    ] = None,
    remove: Annotated[str | None, _named("--remove", "Remove this voice's model.")] = None,
    compare: Annotated[
        str | None,
        typer.Option("--compare", metavar="TEXT", help="Write a page with each voice saying it."),
    ] = None,
    measure: Annotated[
        str | None, _named("--measure", "Measure this voice's level and speed.")
    ] = None,
    config: options.Config = None,
    as_json: options.Json = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """List the voices. For each: its licence, and whether it can speak now."""
    _refuse_several(
        check=check, hear=hear, get=get, remove=remove, compare=compare, measure=measure
    )
    if source is not None and get is None:
        raise SettingsError("--from goes with --get NAME", hint="name the voice with --get")
    settings = options.gather(config=config)
    with Printer(as_json=as_json, quiet=quiet, verbose=verbose) as printer:
        if hear is not None:
            _hear(printer, settings, hear)
        elif get is not None:
            _get(printer, settings, get, source)
        elif remove is not None:
            _remove(printer, settings, remove)
        elif compare is not None:
            _compare(printer, settings, compare)
        elif measure is not None:
            _measure(printer, settings, measure)
        else:
            _list(printer, settings, check)


def _refuse_several(**chosen: object) -> None:
    names = [f"--{name}" for name, value in chosen.items() if value not in (None, False)]
    if len(names) > 1:
        raise SettingsError(
            f"{' and '.join(names)} cannot be done at once",
            hint="run the command once for each",
        )


def _hear(printer: Printer, settings: Settings, name: str) -> None:
    from naqeeb.desk.voice_survey import hear

    path = hear(settings, name, Path(f"{Path(name).name}.wav"))
    printer.object({"voice": name, "file": str(path)})
    printer.say(f"wrote {path}")


def _get(printer: Printer, settings: Settings, name: str, source: Path | None) -> None:
    from naqeeb.desk import models

    printer.row("licence", models.licence(settings, name))
    row = models.get(settings, name, source, printer.fetched)
    printer.object(row)
    for file in row["files"]:
        state = "fetched" if file["fetched"] else "is there already"
        printer.row("", f"{file['path']} ({size(file['size_bytes'])}, {state})")
        printer.row("", f"sha256 {file['sha256']}")
    printer.row(name, "ready" if row["ready"] else f"not ready yet: {row['missing']}")


def _remove(printer: Printer, settings: Settings, name: str) -> None:
    from naqeeb.desk import models

    row = models.remove(settings, name)
    printer.object(row)
    for path in row["removed"]:
        printer.row("removed", path)
    printer.row("", f"{size(row['size_bytes'])} are free again")


def _compare(printer: Printer, settings: Settings, text: str) -> None:
    from naqeeb.desk.compare import compare

    row = compare(settings, text, Path(), printer.say)
    printer.object(row)
    printer.row("wrote", row["file"])


def _measure(printer: Printer, settings: Settings, name: str) -> None:
    from naqeeb.desk.measure import measure

    row = measure(settings, name)
    printer.object(row)
    printer.row(name, f"{row['lufs']:g} LUFS, {row['chars_per_second']:g} characters a second")
    printer.row("wrote", row["file"])


def _list(printer: Printer, settings: Settings, check: bool) -> None:
    from naqeeb.desk.voice_survey import survey

    rows = []
    for row in survey(settings, speak=check):
        printer.object(row)
        rows.append(row)
    if not printer.as_json:
        _table(printer, rows)


def _table(printer: Printer, rows: list[dict[str, Any]]) -> None:
    for row in rows:
        net = {True: "network", False: "local", None: "-"}[row["online"]]
        state = "ready" if row["ready"] else f"not ready: {row['missing']}"
        facts = f"{row['engine']:<13}{row['sex']:<8}{row['region'] or '-':<4}{net:<9}{state}"
        printer.say(f"{row['name']:<18}{facts}")
        price = row["price_per_million"]
        cost = f"; about ${price:g} for a million characters" if price else ""
        use = "" if row["commercial"] else " (not commercial)"
        printer.say(f"{'':<18}{row['licence']}{use}{cost}")
        if row["first_sound_s"] is not None:
            first = f"first sound after {row['first_sound_s'] * 1000:.0f} ms"
            printer.say(f"{'':<18}{first}, {row['speed']:.0f} times as fast as it sounds")


def cache(
    clear: Annotated[bool, typer.Option("--clear", help="Remove all of it.")] = False,
    as_json: options.Json = False,
    quiet: options.Quiet = False,
) -> None:
    """Show what the chunk cache holds."""
    from naqeeb.desk.voice_survey import cache as of_cache

    with Printer(as_json=as_json, quiet=quiet) as printer:
        row = of_cache(clear=clear)
        printer.object(row)
        word = "removed" if clear else "holds"
        held = f"{number_of(row['files'], 'chunk')}, {size(row['size_bytes'])}"
        printer.say(f"{row['folder']}: {word} {held}")
