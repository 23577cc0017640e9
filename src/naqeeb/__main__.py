"""The command as a process: ``naqeeb``, or ``python -m naqeeb``."""

from __future__ import annotations

import gc
import sys

GARBAGE_THRESHOLD = 100_000
"""New objects before garbage is looked for. With Python's 700 an article's modules and
tables are walked through a hundred times, 2 % of its time, and hardly any is garbage."""


def run() -> None:
    """Entry point of the installed command."""
    gc.set_threshold(GARBAGE_THRESHOLD)
    # Here: a worker imports this file before it can look whether its parent still lives.
    from naqeeb.cli import main

    code = main()
    # As it ends, the interpreter looks through all that there is once more, 5 % of an
    # article's time. Nothing of naqeeb's waits to be found there.
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    run()
