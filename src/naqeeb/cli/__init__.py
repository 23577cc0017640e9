"""The command ``naqeeb``: parse, call, print; no work of its own.

What each command needs is imported inside it, so that ``naqeeb --help``
answers at once.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Annotated

import typer

from naqeeb import signals, unforeseen
from naqeeb._version import __version__
from naqeeb.cli import air, bulletin, episodes, follow, newsroom, script, station, voices
from naqeeb.cli.printer import Printer
from naqeeb.errors import ArchiveError, NaqeebError, SettingsError

WRONG = 2
_PATHS = ("--output", "--config", "--from", "--dead-letters", "--log-json", "--metrics", "--font")
"""Options that name a file or folder: pathlib takes an empty one for the current folder."""

# Typer carries a copy of click of its own, so click's errors are not the ones
# that it raises; these are found through the one that it names in public.
_USAGE_ERROR: type[typer.BadParameter] = next(
    kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "UsageError"
)

_PLAINER = (
    (re.compile(r"is not a valid int(?:eger)? range"), "is not a whole number"),
    (re.compile(r"is not in the range (\d+)<=x<=(\d+)"), r"is not from \1 to \2"),
    (re.compile(r"(\S{80})\S{40,}"), r"\1…"),
)
"""What typer says of numbers, in words for who is no programmer; and endless words cut."""

COMMANDS = (
    episodes.make,
    bulletin.bulletin,
    script.script,
    voices.voices,
    follow.follow,
    station.feed,
    station.serve,
    station.publish,
    station.check,
    air.list_,
    air.held,
    air.release,
    air.reject,
    air.remove,
    newsroom.newsroom,
    station.init,
    voices.cache,
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"naqeeb {__version__}")
        raise typer.Exit


def _options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Say the version."),
    ] = False,
) -> None:
    pass


def _app() -> typer.Typer:
    app = typer.Typer(
        name="naqeeb",
        help="Turns Urdu news articles into audio bulletins and a podcast feed.",
        no_args_is_help=True,
        add_completion=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    app.callback()(_options)
    for command in COMMANDS:
        app.command(command.__name__.rstrip("_"))(command)
    return app


app = _app()


@cache
def _command() -> Callable[..., object]:
    """The command, read from the signatures once a process: that takes 16 ms."""
    return typer.main.get_command(app)


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; the exit code is returned.

    0: all done. 1: something could not be done; the rest was, and what could
    not is listed. 2: the command or the configuration is wrong. 130: interrupted.
    143: terminated.
    """
    arguments = sys.argv[1:] if arguments is None else arguments
    verbose = "-v" in arguments or "--verbose" in arguments
    printer = Printer(as_json="--json" in arguments, verbose=verbose)
    signals.unwind_on_signals()
    try:
        _refuse_unusable(arguments)
        code = _command()(arguments, prog_name="naqeeb", standalone_mode=False)
    except _USAGE_ERROR as error:
        for words, plainer in _PLAINER:
            error.message = words.sub(plainer, error.message)
        error.show()
        return WRONG
    except (KeyboardInterrupt, typer.Abort):
        code = signals.INTERRUPTED
    except signals.Terminated:
        code = signals.TERMINATED
    except NaqeebError as error:
        printer.error(error)
        return error.exit_code
    except BrokenPipeError:
        # The reader of our output went away, as `head` does.
        sys.stderr.close()
        return 1
    except Exception as error:  # noqa: BLE001 - no traceback reaches a user without -v
        printer.error(_gone_folder() or unforeseen.for_user(error))
        return 1
    if code in (signals.INTERRUPTED, signals.TERMINATED):
        word = "interrupted" if code == signals.INTERRUPTED else "terminated"
        print(f"{word}; nothing was half-written", file=sys.stderr)  # noqa: T201
    return code if isinstance(code, int) else 0


def _gone_folder() -> ArchiveError | None:
    """The error where the current folder was removed under the shell; None where it is there."""
    try:
        Path.cwd()
    except OSError as error:
        return ArchiveError(
            f"the current folder is not there: {error.strerror}",
            cause="it was removed or renamed, or its disk is gone",
            hint="go to a folder that is there, with cd",
            errno=error.errno,
        )
    return None


def _refuse_unusable(arguments: list[str]) -> None:
    """Return if the arguments are text of this system, and no path is the empty one.

    Raises:
        SettingsError: one is not.
    """
    for before, word in zip(["", *arguments], arguments, strict=False):
        option, equals, value = word.partition("=")
        if (before in _PATHS and not word) or (option in _PATHS and equals and not value):
            raise SettingsError(
                f"{before if not word else option} is empty",
                cause="a variable that names the path is not set",
                hint="name a file or folder; the current folder is .",
            )
        try:
            os.fsencode(word)
        except UnicodeEncodeError:
            raise SettingsError(
                f"an argument holds half a character: {word[:80]!a}",
                hint="write it again",
            ) from None
