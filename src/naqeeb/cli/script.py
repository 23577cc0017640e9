"""``script``: what will be said."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from naqeeb.cli import options
from naqeeb.cli.printer import Printer, plain
from naqeeb.model import Line, Script

# 256-colour codes that can be told apart on dark and on light grounds.
_COLOURS = (39, 208, 70, 170, 178, 37, 203, 99, 136, 33)


def script(
    source: options.Source,
    review: Annotated[
        bool, typer.Option("--review", help="Only what an editor should look at.")
    ] = False,
    language_check: options.LanguageCheck = None,
    voice: options.VoiceName = None,
    config: options.Config = None,
    as_json: options.Json = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Show what will be spoken beside what is written. No audio is made."""
    from naqeeb.desk import preview

    settings = options.gather(config=config, voice=voice, language_check=language_check)
    with Printer(as_json=as_json, quiet=quiet, verbose=verbose) as printer:
        previewed = preview.of(settings, source)
        if review:
            findings = preview.findings(previewed)
            for finding in findings:
                printer.object(finding)
                printer.say(f"{finding['kind']:<12}{finding['text']}  ({finding['reason']})")
                if finding["line"]:
                    printer.say(f"{'':<12}«{finding['line']}»")
            if not findings:
                printer.say("nothing to look at")
            return
        if as_json:
            for line in preview.lines(previewed):
                printer.object(line)
        else:
            _side_by_side(printer, previewed.script)


def _side_by_side(printer: Printer, written_script: Script) -> None:
    coloured = sys.stdout.isatty()
    kinds: dict[str, int] = {}
    for line in written_script.lines:
        for span in line.spans:
            kinds.setdefault(span.kind, _COLOURS[len(kinds) % len(_COLOURS)])
        printer.say(f"{line.role.value}{f', voice {line.voice}' if line.voice else ''}")
        _print(printer, "  written  ", line, kinds, coloured=coloured, spoken=False)
        _print(printer, "  spoken   ", line, kinds, coloured=coloured, spoken=True)
        for span in line.spans:
            written = line.written[span.start : span.end]
            if written.strip() != span.spoken.strip() or span.reason:
                spoken = span.spoken.strip() or "(not spoken)"
                why = f"  ({span.reason})" if span.reason else ""
                printer.say(f"    {span.kind:<12}{written.strip()}  →  {spoken}{why}")
        if line.pause_ms is not None:
            printer.say(f"    pause       {line.pause_ms / 1000:g} s")


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
        printer.say(head + text, whole=True)
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
