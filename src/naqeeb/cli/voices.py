"""``voices`` and ``cache``: who could speak, and what was spoken."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from naqeeb.cli import options
from naqeeb.cli.printer import Printer, size


def voices(
    check: Annotated[
        bool, typer.Option("--check", help="Speak a sentence with each and time it.")
    ] = False,
    hear: Annotated[
        str | None, typer.Option("--hear", metavar="NAME", help="Write a sample of this voice.")
    ] = None,
    config: options.Config = None,
    as_json: options.Json = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """List the voices. For each: its licence, and whether it can speak now."""
    from naqeeb.desk.voices import hear as write_sample
    from naqeeb.desk.voices import survey

    settings = options.gather(config=config)
    with Printer(as_json=as_json, quiet=quiet, verbose=verbose) as printer:
        if hear is not None:
            path = write_sample(settings, hear, Path(f"{Path(hear).name}.wav"))
            printer.object({"voice": hear, "file": str(path)})
            printer.say(f"wrote {path}")
            return
        rows = []
        for row in survey(settings, speak=check):
            printer.object(row)
            rows.append(row)
        if not as_json:
            _table(printer, rows)


def _table(printer: Printer, rows: list[dict[str, Any]]) -> None:
    for row in rows:
        net = {True: "network", False: "local", None: "-"}[row["online"]]
        state = "ready" if row["ready"] else f"not ready: {row['missing']}"
        facts = f"{row['engine']:<8}{row['sex']:<8}{row['region'] or '-':<4}{net:<9}{state}"
        printer.say(f"{row['name']:<14}{facts}")
        printer.say(f"{'':<14}{row['licence']}{'' if row['commercial'] else ' (not commercial)'}")
        if row["first_sound_s"] is not None:
            first = f"first sound after {row['first_sound_s'] * 1000:.0f} ms"
            printer.say(f"{'':<14}{first}, {row['speed']:.0f} times as fast as it sounds")


def cache(
    clear: Annotated[bool, typer.Option("--clear", help="Remove all of it.")] = False,
    as_json: options.Json = False,
    quiet: options.Quiet = False,
) -> None:
    """Show what the chunk cache holds."""
    from naqeeb.desk.voices import cache as of_cache

    with Printer(as_json=as_json, quiet=quiet) as printer:
        row = of_cache(clear=clear)
        printer.object(row)
        word = "removed" if clear else "holds"
        printer.say(f"{row['folder']}: {word} {row['files']} chunks, {size(row['size_bytes'])}")
