"""A backlog: the sources of a manifest into episodes, from where the last run was ended."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Generator, Iterator
from contextlib import closing
from pathlib import Path

from naqeeb import intake
from naqeeb.archive.journal import Journal
from naqeeb.desk.backlog.dead_letters import DeadLetters
from naqeeb.desk.backlog.line import Line
from naqeeb.desk.backlog.manifest import Manifest
from naqeeb.desk.backlog.progress import Progress
from naqeeb.desk.batch import make_all
from naqeeb.desk.events import Listener, silence
from naqeeb.desk.job import Failure, Outcome, Overrides
from naqeeb.errors import ArchiveError, NaqeebError, SoundError
from naqeeb.intake.article_parts import ArticleParts
from naqeeb.settings import Settings
from naqeeb.text.addresses import source_name


class Backlog:
    """A manifest on its way through the desk.

    Args:
        settings: of the run.
        manifest: a file, a folder, or ``-`` for standard input.
        dead_letters: where failures are kept; None: beside the manifest.

    Raises:
        SettingsError: the manifest cannot be opened, or dead letters cannot be kept.
    """

    def __init__(
        self, settings: Settings, manifest: str, *, dead_letters: Path | None = None
    ) -> None:
        self._settings = settings
        self.manifest = Manifest(manifest, settings)
        self.dead_letters = DeadLetters(dead_letters or DeadLetters.beside(manifest))
        self.progress = Progress()
        place = manifest if manifest == intake.STDIN else str(Path(manifest).resolve())
        self._journal = Journal.of(settings.output, place)
        self._under_way: defaultdict[str, deque[Line]] = defaultdict(deque)
        self._refused: deque[tuple[Line, Failure]] = deque()
        self._left = False
        """Whether something is left for the same command to try again."""

    def outcomes(
        self, overrides: Overrides = Overrides(), listener: Listener = silence
    ) -> Generator[Outcome, None, None]:
        """Make what an earlier run has not done; feed and pages are brought up to date.

        What became of a source is noted before it is given out, so a run may be ended anywhere.

        Args:
            overrides: what holds for all of them.
            listener: told of each step.

        Yields:
            A result or a failure for each source, as they come.

        Raises:
            ArchiveError: the journal or the dead letters cannot be written.
        """
        finished = False
        try:
            with closing(
                make_all(self._settings, self._sources(), overrides, listener)
            ) as outcomes:
                for outcome in outcomes:
                    yield from self._unreadable()
                    yield self._settled(self._under_way_as(outcome.source), outcome)
            yield from self._unreadable()
            finished = not self._left
        finally:
            self._journal.close(finished=finished)
            self.dead_letters.close(finished=finished)

    def progress_text(self, now_s: float) -> str:
        """How far the run has come, for a person."""
        return self.progress.text(self.manifest.read_bytes, self.manifest.size_bytes, now_s)

    def not_tried(self) -> int | None:
        """How many lines a run that was ended has not come to; None where that is not known."""
        left = self.manifest.left(self._journal.__contains__)
        return None if left is None else left + sum(map(len, self._under_way.values()))

    # -- inside ----------------------------------------------------------

    def _sources(self) -> Iterator[str | ArticleParts]:
        for item in self.manifest.items(self._is_done):
            if isinstance(item.source, NaqeebError):
                self._refused.append((item.line, Failure(item.name, item.source)))
            else:
                # As an outcome names it: without the secrets of an address.
                self._under_way[source_name(item.name)].append(item.line)
                yield item.source

    def _is_done(self, digest: int) -> bool:
        done = digest in self._journal
        self.progress.skipped += done
        return done

    def _under_way_as(self, name: str) -> Line:
        """The line that an outcome belongs to; of several of one name the first."""
        lines = self._under_way[name]
        line = lines.popleft()
        if not lines:
            del self._under_way[name]
        return line

    def _unreadable(self) -> Iterator[Outcome]:
        """Lines that could not be read; they stop none of the others."""
        while self._refused:
            line, failure = self._refused.popleft()
            yield self._settled(line, failure)

    def _settled(self, line: Line, outcome: Outcome) -> Outcome:
        self.progress.note(outcome)
        if isinstance(outcome, Failure) and _is_of_the_disk(outcome.error):
            self._left = True
            return outcome
        if isinstance(outcome, Failure):
            self.dead_letters.add(line, outcome.error, tries=outcome.effort.tries)
        else:
            self.dead_letters.solve(line)
        self._journal.note(line.digest)
        return outcome


def _is_of_the_disk(error: NaqeebError) -> bool:
    """Whether it was full or gone: no fault of the article, which is to be tried again."""
    return isinstance(error, ArchiveError | SoundError) and error.errno is not None
