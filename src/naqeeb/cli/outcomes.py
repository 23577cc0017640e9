"""What became of sources: said one by one, and the exit code that follows from it."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import closing
from typing import TYPE_CHECKING

import typer

from naqeeb.cli.printer import Printer, shown, size
from naqeeb.errors import NaqeebError
from naqeeb.text.clock import in_words

if TYPE_CHECKING:
    from naqeeb.desk.job import Outcome, Result


def report(
    printer: Printer,
    outcomes: Generator[Outcome, None, None],
    *,
    sources: Sequence[str] = (),
) -> int:
    """Say what became of each source, and in the end where the feed is.

    Args:
        printer: says it.
        outcomes: of the sources.
        sources: as they were named, each with an outcome; they are told of where the run is ended.

    Returns:
        The exit code: 0, or 1 where something failed, or 2 where nothing else than the command or
        the settings was wrong.
    """
    from naqeeb.desk.job import Failure

    succeeded = failed = 0
    codes: set[int] = set()
    try:
        with closing(outcomes):
            for outcome in outcomes:
                if isinstance(outcome, Failure):
                    failed += 1
                    codes.add(outcome.error.exit_code)
                    printer.error(outcome.error, source=outcome.source)
                else:
                    succeeded += 1
                    say_result(printer, outcome)
    except NaqeebError:
        if succeeded + failed:
            _say_not_tried(printer, sources, succeeded + failed)
        raise
    if failed and failed + succeeded > 1:
        printer.note(f"{failed} of {failed + succeeded} could not be made; see above")
    if not failed:
        return 0
    return 1 if succeeded else min(codes)


def end(code: int) -> None:
    """End the command where something failed.

    Raises:
        typer.Exit: with this exit code, where it is not 0.
    """
    if code:
        raise typer.Exit(code)


def _say_not_tried(printer: Printer, sources: Sequence[str], tried: int) -> None:
    """How many sources a run had not come to when it was ended, and what makes them."""
    from naqeeb.desk.source_list import opened_folders

    named, unopened = opened_folders(sources)
    total = len(named) + len(unopened)
    if tried < total:
        printer.note(
            f"{total - tried} of {total} were not tried; "
            "the same command makes them, and finds the others unchanged"
        )


def say_result(printer: Printer, result: Result, *, brief: bool = False) -> None:
    """What became of one source; ``brief``: in one line for a person, and what they should know."""
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
    if brief:
        for remark in result.remarks:
            printer.row("note", remark)
        return
    length = f"{in_words(episode.duration_ms)}, {size(episode.audio.size_bytes)}"
    printer.row("", f"{length}, voice {episode.voice}")
    printer.row("", shown(audio))
    if result.why:
        printer.row_once("voice", result.why)
    if result.note:
        printer.row("note", result.note)
