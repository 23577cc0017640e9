"""``init``, ``feed``, ``serve``, ``publish``, ``check``: the station itself."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from naqeeb.cli import options
from naqeeb.cli.printer import Printer, size


def init(
    title: options.Title = None,
    author: Annotated[str | None, typer.Option("--author", help="Who speaks to listeners.")] = None,
    font: Annotated[
        Path | None, typer.Option("--font", metavar="FILE", help="A font for the cover.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over what is there.")] = False,
    quiet: options.Quiet = False,
) -> None:
    """Write naqeeb.toml and a cover into this folder."""
    from naqeeb.desk import station

    with Printer(quiet=quiet) as printer:
        for path, why in station.init(Path.cwd(), title, author, font=font, force=force):
            printer.say(f"{path.name:<14}{why}")


def feed(
    output: options.Output = None,
    config: options.Config = None,
    as_json: options.Json = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Derive feed and pages again from the archive."""
    from naqeeb.desk.site import update

    settings = options.gather(config=config, output=output)
    with Printer(as_json=as_json, quiet=quiet, verbose=verbose) as printer:
        damaged = False
        for show in settings.shows:
            printed = update(settings, show, everything=True, jobs=settings.jobs)
            for damage in printed.damaged:
                damaged = True
                printer.note(f"left out: {damage}")
            printer.object(
                {
                    "show": show.title,
                    "feed": printed.feed_url,
                    "episodes": printed.episodes,
                    "written": list(printed.written),
                    "damaged": list(printed.damaged),
                }
            )
            count = len(printed.written)
            printer.say(f"{printed.folder / 'feed.xml'}: {printed.episodes} episodes")
            printer.say(f"{count} files written" if count else "everything was up to date")
        if damaged:
            raise typer.Exit(1)


def serve(
    host: Annotated[str, typer.Option("--host", help="The address to listen at.")] = "0.0.0.0",  # noqa: S104 - for phones in the same network
    port: Annotated[int, typer.Option("--port", min=0, max=65535)] = 8000,
    base_url: Annotated[
        str | None,
        typer.Option("--base-url", metavar="URL", help="The address to say in feed and pages."),
    ] = None,
    private: Annotated[
        bool, typer.Option("--private", help="Only under a secret address, which stays.")
    ] = False,
    output: options.Output = None,
    config: options.Config = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Serve the output to a phone. Shows the feed address and a QR code."""
    from naqeeb.desk import station

    settings = options.gather(config=config, output=output)
    with Printer(quiet=quiet, verbose=verbose) as printer:
        station.serve(
            settings, host=host, port=port, base_url=base_url, private=private, say=printer.say
        )


def publish(
    target: Annotated[
        str, typer.Argument(metavar="TARGET", help="s3://bucket/prefix, or a folder.")
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would be done.")
    ] = False,
    prune: Annotated[
        bool, typer.Option("--prune", help="Also remove what the output no longer has.")
    ] = False,
    output: options.Output = None,
    config: options.Config = None,
    as_json: options.Json = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Put the output on the air. Media go first, the feed last, and only what changed."""
    from naqeeb.desk.publish import publish as steps

    settings = options.gather(config=config, output=output)
    with Printer(as_json=as_json, quiet=quiet, verbose=verbose) as printer:
        failed = False
        for step in steps(settings, target, dry_run=dry_run, prune=prune):
            printer.object(asdict(step))
            failed = failed or step.failed
            length = size(step.size_bytes) if step.size_bytes else ""
            facts = ", ".join(filter(None, (length, step.detail)))
            printer.say(f"{step.did:<13}{step.name}  {facts}".rstrip())
        if failed:
            raise typer.Exit(1)


def check(
    output: options.Output = None,
    config: options.Config = None,
    as_json: options.Json = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Check the whole output. Every file, tag, duration and link against the feed."""
    from naqeeb.desk.check import check as results

    settings = options.gather(config=config, output=output)
    with Printer(as_json=as_json, quiet=quiet, verbose=verbose) as printer:
        checked = found = 0
        for result in results(settings):
            checked += result.checked
            for fault in result.faults:
                found += 1
                printer.object({"file": fault.file, "what": fault.what, "hint": fault.hint})
                printer.say(f"{fault.file}: {fault.what}")
                printer.say(f"  next step: {fault.hint}")
        printer.object({"checked": checked, "faults": found})
        printer.say(f"{checked} things checked, {found or 'no'} faults")
        if found:
            raise typer.Exit(1)
