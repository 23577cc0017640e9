"""``init``, ``feed``, ``serve``, ``publish``, ``check``: the station itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from naqeeb.cli import options
from naqeeb.cli.printer import Printer, number_of, size

if TYPE_CHECKING:
    from naqeeb.desk.check import Fault

MOST_OF_A_KIND = 10


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
    from naqeeb.desk.shows import require_output
    from naqeeb.desk.site import update

    settings = options.gather(config=config, output=output)
    with Printer(as_json=as_json, quiet=quiet, verbose=verbose) as printer:
        if output is not None:  # a name may be mistyped; a new station's own folder is begun
            require_output(settings)
        damaged = False
        for show in settings.shows:
            updated = update(settings, show, everything=True, jobs=settings.jobs)
            for damage in updated.damaged:
                damaged = True
                printer.note(f"left out: {damage}")
            printer.object(
                {
                    "show": show.title,
                    "feed": updated.feed_url,
                    "episodes": updated.episodes,
                    "written": list(updated.written),
                    "damaged": list(updated.damaged),
                }
            )
            count = len(updated.written)
            episodes = number_of(updated.episodes, "episode")
            printer.say(f"{updated.folder / 'feed.xml'}: {episodes}")
            printer.say(
                f"{number_of(count, 'file')} written" if count else "everything was up to date"
            )
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
    anyway: Annotated[
        bool, typer.Option("--anyway", help="Go on although no site_url is set.")
    ] = False,
    alone: Annotated[
        bool,
        typer.Option(
            "--alone", help="Nobody else publishes there now: take a store without conditions."
        ),
    ] = False,
    output: options.Output = None,
    config: options.Config = None,
    as_json: options.Json = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Put the output on the air. Media go first, the feed last, and only what changed."""
    from naqeeb.desk.publish import Manner
    from naqeeb.desk.publish import publish as steps

    settings = options.gather(config=config, output=output)
    manner = Manner(dry_run=dry_run, prune=prune, alone=alone)
    with Printer(as_json=as_json, quiet=quiet, verbose=verbose) as printer:
        failed = False
        for step in steps(settings, target, manner, anyway=anyway):
            printer.object(asdict(step))
            failed = failed or step.failed
            length = size(step.size_bytes) if step.size_bytes else ""
            facts = ", ".join(filter(None, (length, step.detail)))
            printer.say(f"{step.did:<13}{step.name}  {facts}".rstrip())
        if failed:
            raise typer.Exit(1)


def check(
    repair: Annotated[
        bool, typer.Option("--repair", help="Mend what can be mended, then check.")
    ] = False,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DATE", help="Only episodes that changed since then."),
    ] = None,
    sample: Annotated[
        int | None,
        typer.Option(
            "--sample", metavar="N", min=1, max=options.MOST, help="Only so many, chosen by chance."
        ),
    ] = None,
    output: options.Output = None,
    config: options.Config = None,
    jobs: options.Jobs = None,
    as_json: options.Json = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Check the whole output. Every file, tag, duration and link against the feed."""
    from naqeeb.desk import check as checking

    settings = options.gather(config=config, output=output, jobs=jobs)
    moment = options.moment(since, settings, "--since")
    with Printer(as_json=as_json, quiet=quiet, verbose=verbose) as printer:
        if repair:
            for sentence in checking.repair(settings):
                printer.object({"repaired": sentence})
                printer.say(sentence)
        checked = 0
        kinds: dict[tuple[str, str], FaultKind] = {}
        for result in checking.check(settings, since=moment, sample=sample):
            checked += result.checked
            for fault in result.faults:
                printer.object({"file": fault.file, "what": fault.what, "hint": fault.hint})
                kinds.setdefault((fault.kind, fault.hint), FaultKind()).add(fault)
        say_faults(printer, kinds)
        count = sum(kind.count for kind in kinds.values())
        printer.object({"checked": checked, "faults": count})
        printer.say(f"{number_of(checked, 'thing')} checked, {number_of(count, 'fault')}")
        if count:
            raise typer.Exit(1)


@dataclass(slots=True)
class FaultKind:
    """Faults of one kind: after a change of the settings there may be one in every episode."""

    count: int = 0
    first: list[Fault] = field(default_factory=list)

    def add(self, fault: Fault) -> None:
        """Count one, and keep it if it is among the first."""
        self.count += 1
        if self.count <= MOST_OF_A_KIND:
            self.first.append(fault)


def say_faults(printer: Printer, kinds: Mapping[tuple[str, str], FaultKind]) -> None:
    """The faults by kind: how many, and the first ten of each."""
    for (_, hint), kind in kinds.items():
        if kind.count > 1:
            printer.say(f"{kind.count} faults of one kind:")
        for fault in kind.first:
            printer.say(f"{fault.file}: {fault.what}")
        if kind.count > MOST_OF_A_KIND:
            printer.say(f"... and {kind.count - MOST_OF_A_KIND} more of this kind")
        printer.say(f"  next step: {hint}")
