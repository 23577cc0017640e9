"""``script``, ``voices``, ``cache``: what will be said, and by whom."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from naqeeb.cli import options
from naqeeb.cli.printer import Printer, plain, size

if TYPE_CHECKING:
    from naqeeb.model import Line, Script

# 256-colour codes that can be told apart on dark and on light grounds.
_COLOURS = (39, 208, 70, 170, 178, 37, 203, 99, 136, 33)


def script(
    source: options.Source,
    review: Annotated[
        bool, typer.Option("--review", help="Only what an editor should look at.")
    ] = False,
    voice: options.VoiceName = None,
    config: options.Config = None,
    as_json: options.Json = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Show what will be spoken beside what is written. No audio is made."""
    from naqeeb.desk import reading

    settings = options.gather(config=config, voice=voice)
    with Printer(as_json=as_json, quiet=quiet, verbose=verbose) as printer:
        read = reading.of(settings, source)
        if review:
            findings = reading.findings(read)
            for finding in findings:
                printer.object(finding)
                printer.say(f"{finding['kind']:<12}{finding['text']}  ({finding['reason']})")
                printer.say(f"{'':<12}«{finding['line']}»")
            if not findings:
                printer.say("nothing to look at")
            return
        if as_json:
            for line in reading.lines(read):
                printer.object(line)
        else:
            _side_by_side(printer, read.script)


def _side_by_side(printer: Printer, made: Script) -> None:
    coloured = sys.stdout.isatty()
    kinds: dict[str, int] = {}
    for line in made.lines:
        for span in line.spans:
            kinds.setdefault(span.kind, _COLOURS[len(kinds) % len(_COLOURS)])
        printer.say(f"{line.role.value}")
        _print(printer, "  written  ", line, kinds, coloured=coloured, spoken=False)
        _print(printer, "  spoken   ", line, kinds, coloured=coloured, spoken=True)
        for span in line.spans:
            written = line.written[span.start : span.end]
            if written.strip() != span.spoken.strip():
                said = span.spoken.strip() or "(not spoken)"
                printer.say(f"    {span.kind:<12}{written.strip()}  →  {said}")


def _print(
    printer: Printer,
    head: str,
    line: Line,
    kinds: dict[str, int],
    *,
    coloured: bool,
    spoken: bool,
) -> None:
    text = line.spoken if spoken else line.written
    if not coloured or printer.quiet:
        printer.say(head + text)
        return
    parts, at = [head], 0
    for span in line.spans:
        start = span.spoken_start if spoken else span.start
        end = start + len(span.spoken) if spoken else span.end
        colour = f"\x1b[38;5;{kinds[span.kind]}m"
        parts += [plain(text[at:start]), colour, plain(text[start:end]), "\x1b[0m"]
        at = end
    parts.append(plain(text[at:]))
    print("".join(parts))  # noqa: T201 - coloured text goes past the printer's cleaning


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
    from naqeeb.desk import casting

    settings = options.gather(config=config)
    with Printer(as_json=as_json, quiet=quiet, verbose=verbose) as printer:
        if hear is not None:
            path = casting.hear(settings, hear, Path(f"{Path(hear).name}.wav"))
            printer.object({"voice": hear, "file": str(path)})
            printer.say(f"wrote {path}")
            return
        rows = []
        for row in casting.survey(settings, speak=check):
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
    from naqeeb.desk import casting

    with Printer(as_json=as_json, quiet=quiet) as printer:
        row = casting.cache(clear=clear)
        printer.object(row)
        word = "removed" if clear else "holds"
        printer.say(f"{row['folder']}: {word} {row['files']} chunks, {size(row['size_bytes'])}")
