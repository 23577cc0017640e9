"""The sources of a run, one by one: folders are opened, and what no worker sees is handed over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from naqeeb import intake
from naqeeb.desk.job import Failure
from naqeeb.desk.make import Source
from naqeeb.errors import NaqeebError
from naqeeb.settings import Settings


def single_sources(sources: Iterable[Source]) -> Iterator[Source | Failure]:
    """Each source as it comes, a folder as its articles, or as what it could not be opened for.

    What lies in a sequence comes once however often it is named; of other iterables, which may
    be without an end, nothing is remembered.
    """
    single = _expanded(sources)
    return _once(single) if isinstance(sources, Sequence) else single


def opened_folders(sources: Iterable[str]) -> tuple[list[str], list[Failure]]:
    """Folders opened into their articles, each source once; and what could not be opened."""
    several = list(_once(_expanded(sources)))
    failures = [each for each in several if isinstance(each, Failure)]
    return [each for each in several if isinstance(each, str)], failures


def _expanded(sources: Iterable[Source]) -> Iterator[Source | Failure]:
    for source in sources:
        if not isinstance(source, str):
            yield source
            continue
        try:
            yield from intake.expand(source)
        except NaqeebError as error:
            yield Failure(source, error)


def _once(sources: Iterable[Source | Failure]) -> Iterator[Source | Failure]:
    seen: set[str] = set()
    for source in sources:
        if not isinstance(source, str):
            yield source
        elif source not in seen:
            seen.add(source)
            yield source


def handed_over(
    settings: Settings, sources: Iterable[Source | Failure]
) -> Iterator[Source | Failure | intake.Handed]:
    """Each source as a worker can read it: of what it does not see it is given the bytes."""
    for source in sources:
        is_ours = source == intake.STDIN
        if not isinstance(source, str) or intake.is_url(source):
            yield source
        elif is_ours or settings.cluster.address:
            try:
                yield intake.hand_over(source, settings.root)
            except NaqeebError:
                # It may lie where the workers are; else they say what is wrong with it.
                yield source
        else:
            yield source
