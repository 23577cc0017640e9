"""The tags of a sound file against its record."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from naqeeb.model import Episode, Show
from naqeeb.podcast import tags
from naqeeb.podcast.artwork import cover
from naqeeb.podcast.inspection.flaw import Checks, Flaw
from naqeeb.podcast.phrases import one_line
from naqeeb.podcast.tags import reading

if TYPE_CHECKING:
    from mutagen.id3 import ID3

EDITED_NAMES = ("guid", "key")
"""Kinds of flaws where the tag and the record name two episodes or two sources."""


def tag_checks(mp3: Path, episode: Episode, show: Show) -> Checks:
    """ID3v2.3 with title, language, guid, chapters in order and a small cover."""
    from mutagen import MutagenError
    from mutagen.id3 import ID3

    try:
        tag: ID3 = ID3(mp3, translate=False)
    except (MutagenError, OSError) as error:
        yield Flaw(f"has no readable ID3 tag ({error or 'none at all'})", "no readable tag")
        return
    version = f"has a tag of version {tag.version}, not ID3v2.3"
    yield None if tag.version == (2, 3, 0) else Flaw(version, "version of the tag")
    for frame, wanted in (("TIT2", one_line(episode.title)), ("TALB", one_line(show.title))):
        value = str(tag[frame]) if frame in tag else "nothing"
        # The name of the show may change without a new sound; the title may not.
        wrong = value != wanted if frame == "TIT2" else frame not in tag
        what = f"its tag {frame} says {value!r}, not {wanted!r}"
        yield Flaw(what, frame) if wrong else None
    yield from _name_checks(tag, episode)
    code = tags.language(episode.language)
    for kind in ("USLT", "COMM", "SYLT"):
        languages = [frame.lang for frame in tag.getall(kind)]
        what = f"has {kind} in {', '.join(languages) or 'no language'}, not {code}"
        yield None if languages == [code] else Flaw(what, kind)
    yield _chapter_flaw([frame.start_time for frame in tag.getall("CHAP")], episode)
    sizes = [len(frame.data) for frame in tag.getall("APIC")]
    large = any(size > cover.EMBED_BYTES for size in sizes)
    yield Flaw(f"carries a cover of {max(sizes)} bytes", "size of the cover") if large else None


def _name_checks(tag: ID3, episode: Episode) -> Checks:
    """The tag names the episode and its source, for players and for a record that is lost."""
    facts = reading.of_tag(tag)
    shown = next((str(frame) for frame in tag.getall("TXXX") if frame.desc == "GUID"), None)
    if facts is None or shown is None:
        yield Flaw("its tag names no episode", "no guid")
        return
    is_own = one_line(episode.guid) == facts.guid == shown
    yield None if is_own else Flaw(f"its tag names the episode {facts.guid}", EDITED_NAMES[0])
    is_of_source = facts.names_source_of(episode)
    what = "its tag names another source than the record"
    yield None if is_of_source else Flaw(what, EDITED_NAMES[1])


def _chapter_flaw(starts: Sequence[int], episode: Episode) -> Flaw | None:
    wanted = [chapter.start_ms for chapter in episode.chapters][:255]
    if list(starts) == wanted:
        return None
    if sorted(starts) == wanted:
        return Flaw("has its chapters out of order")
    what = f"has chapters at {list(starts)} ms, the record at {wanted}"
    return Flaw(what, "times of the chapters")
