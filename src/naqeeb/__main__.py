"""The command as a process: ``naqeeb``, or ``python -m naqeeb``."""

from __future__ import annotations

import gc
import sys

from naqeeb import signals

GARBAGE_THRESHOLD = 200_000
"""New objects before garbage is looked for. An article leaves some 95,000, and hardly any is
garbage; with Python's 700 they are walked through a hundred times, 2 % of its time, and with
100,000 some articles would be just above."""


def run() -> None:
    """Entry point of the installed command."""
    gc.set_threshold(GARBAGE_THRESHOLD)
    signals.end_at_once()
    # Here: a worker imports this file before it can look whether its parent still lives.
    from naqeeb.cli import main

    code = main()
    signals.end_with(code)
    # As it ends, the interpreter looks through all that there is once more, 5 % of an
    # article's time. Nothing of naqeeb's waits to be found there.
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    run()
