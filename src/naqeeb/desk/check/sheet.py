"""Where checks are counted and faults are noted down."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from naqeeb.archive import Archive
from naqeeb.desk.site_files import Site
from naqeeb.errors import RecordDamaged
from naqeeb.model import Show
from naqeeb.podcast import address
from naqeeb.podcast.inspection import EDITED_NAMES, Flaw
from naqeeb.settings import Settings
from naqeeb.text.cleaning import brief

DERIVE_ALL = "run `naqeeb check --repair`: it derives the episode's files from its record again"
"""What mends a file of an episode that is not as its record says; `feed` trusts a record that
was edited by hand."""
DERIVE = "run `naqeeb feed`: it derives everything from the records again"
MOST_CHARS = 1000
"""Of what is said of a fault: a title in it may be of any length."""
VOICE_AGAIN = (
    "make its source again with --force, which voices it anew, or restore a copy of the file"
)
"""What mends a sound, its tag, and what a record says of it."""
TAKE_BACK = "run `naqeeb check --repair`: it takes guid and key back from the tag of the sound"
"""What mends a record whose names were edited."""
REPAIR = "run `naqeeb check --repair`, make the article again with --force, or restore a copy"
"""What mends a record that cannot be read."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it should be."""

    file: str
    """Below the output."""
    what: str
    hint: str
    """The next step for the person who reads it."""
    kind: str
    """Faults of one kind differ only in the names and figures that they say."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of looking at one thing: an episode, a feed, a show."""

    name: str
    checked: int
    """How many single checks were made."""
    faults: tuple[Fault, ...]
    is_to_be_made_again: bool = False
    """Whether the sound or the record is at fault, which no other file can tell."""


@dataclass(slots=True)
class Sheet:
    """Where checks are counted and faults are noted down."""

    name: str
    root: Path
    checked: int = 0
    faults: list[Fault] = field(default_factory=list)
    is_to_be_made_again: bool = False

    def check(self, path: Path, flaw: Flaw | None, hint: str) -> None:
        """Count one check, and note its flaw if there is one."""
        self.checked += 1
        if flaw is not None:
            is_below = path != self.root and path.is_relative_to(self.root)
            file = path.relative_to(self.root) if is_below else path
            self.faults.append(
                Fault(file.as_posix(), brief(flaw.what, MOST_CHARS), hint, flaw.kind)
            )

    def check_all(self, path: Path, flaws: Iterable[Flaw | None], hint: str) -> None:
        """Count checks of one file."""
        for flaw in flaws:
            self.check(path, flaw, hint)

    def check_made(self, path: Path, flaw: Flaw | None, hint: str = VOICE_AGAIN) -> None:
        """Count one check of what only making again, or a copy, brings back."""
        self.is_to_be_made_again = self.is_to_be_made_again or flaw is not None
        self.check(path, flaw, hint)

    def check_all_made(self, path: Path, flaws: Iterable[Flaw | None]) -> None:
        """As ``check_made``, of one file."""
        for flaw in flaws:
            is_edited = flaw is not None and flaw.kind in EDITED_NAMES
            self.check_made(path, flaw, TAKE_BACK if is_edited else VOICE_AGAIN)

    def note_damage(self, path: Path, error: RecordDamaged) -> None:
        """Note that a record cannot be read."""
        self.is_to_be_made_again = True
        flaw = Flaw(f"{error.what}; probable cause: {error.cause}", "damaged record")
        self.check(path, flaw, error.hint)

    def done(self) -> Checked:
        """What came of it."""
        return Checked(self.name, self.checked, tuple(self.faults), self.is_to_be_made_again)


@dataclass(frozen=True, slots=True)
class Station:
    """A show with all that its episodes are held against."""

    settings: Settings
    show: Show
    archive: Archive
    cover_name: str
    """Empty where the cover is refused: nothing can be derived with it."""

    @property
    def where(self) -> address.Address:
        """Where listeners find the show."""
        return address.of(self.show)

    @property
    def site(self) -> Site:
        """What feed and pages are made from."""
        return Site(self.archive, self.show, self.cover_name, self.settings.site.feed_items)
