"""A long work in pieces: on all processors, and from where it was ended."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from naqeeb import workers
from naqeeb.archive.journal import Journal, digest_of

Result = TypeVar("Result")


def in_pieces(
    work: Callable[[Sequence[str]], Result],
    pieces: Iterable[Sequence[str]],
    made_for: object,
    *,
    jobs: int,
    journal: Journal | None,
) -> Iterator[Result]:
    """Do the work for each piece that the journal does not know.

    Args:
        work: picklable, and safe to do twice.
        pieces: each the names of what it holds.
        made_for: what else a piece is made from; after a change all are to be done again.
        jobs: processes, as in ``workers.run``.
        journal: where pieces are noted as they end; None: they are not.

    Raises:
        NaqeebError: what the work raises; pieces that are done stay done.
    """
    left = (each for each in pieces if journal is None or digest_of(made_for, *each) not in journal)
    for done in workers.run(work, left, jobs=jobs):
        result = done.value()
        if journal is not None:
            journal.note(digest_of(made_for, *done.item))
        yield result
