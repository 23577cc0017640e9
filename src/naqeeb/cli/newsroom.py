"""``newsroom``: where editors work."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from naqeeb.cli import options
from naqeeb.cli.printer import Printer


def newsroom(
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="The port; 0 takes any that is free.")
    ] = 8010,
    opens: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
    host: Annotated[
        str,
        typer.Option("--host", help="The address to listen at; elsewhere wants a password."),
    ] = "127.0.0.1",
    behind_proxy: Annotated[
        bool, typer.Option("--behind-proxy", help="A proxy before it speaks TLS.")
    ] = False,
    voice: options.VoiceName = None,
    output: options.Output = None,
    config: options.Config = None,
    verbose: options.Verbose = False,
) -> None:
    """Open the newsroom. Editors work there in the browser, on this machine."""
    from naqeeb.desk.shows import require_output
    from naqeeb.newsroom import server
    from naqeeb.settings import SETTINGS_FILE

    load = partial(options.gather, config=config, output=output, voice=voice)
    settings = load()
    require_output(settings, may_be_missing=True)
    path = config.resolve() if config else settings.root / SETTINGS_FILE
    place = server.Place(host, port, behind_proxy)
    with Printer(verbose=verbose) as printer:
        server.run(load, path, place, say=printer.address, opens=opens)
