"""Drafts: stories on their way, Markdown files in ``drafts/`` beside ``naqeeb.toml``.

A draft is known by the name of its file, without folder and ending, and never by a path that
somebody gave; those that are made here are named after the time. Its version is the hash of its
bytes: who saves names the version that was read, so that two editors who work at
once do not overwrite each other.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from naqeeb import file_errors, safe_files, small_files
from naqeeb.archive import lock
from naqeeb.desk import draft_text
from naqeeb.errors import ArchiveError, DraftChanged, DraftUnknown, SourceUnreadable
from naqeeb.model.values import CONTROLS
from naqeeb.podcast import phrases
from naqeeb.text import editor_marks
from naqeeb.text.cleaning import clean

FOLDER = "drafts"
REMOVED = ".removed"
"""Drafts that were taken out of the list lie in this folder below it."""
MAX_BYTES = 4_000_000
TITLE_CHARS = 80
"""Of a draft that states no title, in lists."""
_OURS = re.compile(r"[0-9]{8}-[0-9]{6}-[0-9a-f]{9}\Z")
# A file that somebody else put there: a plain name, no path, nothing hidden.
_CHAR = rf"[^/\\:*?\"<>|{CONTROLS}\ud800-\udfff]"
_ID = re.compile(rf"(?![\s.]){_CHAR}{{1,120}}(?<![\s.])\Z")
_LOCK_FILE = ".naqeeb-lock"


@dataclass(frozen=True, slots=True)
class Draft:
    """A story on its way."""

    id: str
    path: Path
    version: str
    """Hash of its bytes."""
    facts: Mapping[str, str]
    """Its front matter as it is written."""
    body: str
    text: str
    """All of it, as the file holds it."""
    changed: datetime

    @property
    def title(self) -> str:
        """Its title, else how its text begins, cut at a word."""
        if title := self.facts.get("title"):
            return editor_marks.plain(title)
        first = self.body.strip().partition("\n")[0].lstrip("# ")
        return phrases.cut(editor_marks.plain(first), TITLE_CHARS)


def folder_of(root: Path) -> Path:
    """Where the drafts of a station lie."""
    return root / FOLDER


def ids(folder: Path) -> list[str]:
    """Ids of all drafts, the newest first."""
    paths = [path for path in folder.glob("*.md") if _ID.match(path.stem)]
    return [path.stem for path in sorted(paths, key=_when, reverse=True)]


def _when(path: Path) -> str:
    """When a draft was made, as the names of ours say it; of a file from elsewhere its change."""
    if _OURS.match(path.stem):
        return path.stem
    with suppress(OSError):
        return f"{datetime.fromtimestamp(path.stat().st_mtime, UTC):%Y%m%d-%H%M%S}-{path.stem}"
    return ""


def listed(folder: Path, start: int = 0, end: int | None = None) -> list[Draft]:
    """Drafts, the newest first.

    Args:
        folder: of the drafts.
        start: how many of the newest are left out.
        end: the index behind the last; None: all.
    """
    drafts = []
    for name in ids(folder)[start:end]:
        try:
            drafts.append(read(folder, name))
        except DraftUnknown:
            continue  # it was removed in this moment
        except SourceUnreadable:
            # Listed all the same: whoever reads it as a story names what is wrong.
            path = _path(folder, name)
            drafts.append(Draft(name, path, "", {"title": path.name}, "", "", datetime.now(UTC)))
    return drafts


def read(folder: Path, draft_id: str) -> Draft:
    """One draft.

    Raises:
        DraftUnknown: there is none of this id.
        SourceUnreadable: its bytes are not UTF-8.
    """
    path = _path(folder, draft_id)
    try:
        data = small_files.read(path)
        changed = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except FileNotFoundError:
        raise _unknown(draft_id) from None
    except OSError as error:
        raise _cannot(path, error) from None
    return _draft(path, data, changed)


def create(folder: Path, facts: Mapping[str, str], body: str) -> Draft:
    """A new draft.

    Raises:
        SourceUnreadable: it holds nothing, or too much.
        ArchiveError: it cannot be written.
    """
    data = _bytes("", facts, body)
    _make(folder)
    now = datetime.now(UTC)
    # In the order of their ids drafts stand in the order of their making.
    path = _path(folder, f"{now:%Y%m%d-%H%M%S}-{now.microsecond:05x}{secrets.token_hex(2)}")
    _write(path, data)
    return _draft(path, data, now)


def create_once(
    folder: Path, fact: str, stories: Iterable[tuple[Mapping[str, str], str]]
) -> list[tuple[Draft, bool]]:
    """A draft of each story, and whether one with the same value of ``fact`` was there before."""
    drafts: list[tuple[Draft, bool]] = []
    with _held(folder):  # of two windows one is first
        known = {draft.facts.get(fact): draft for draft in reversed(listed(folder))}
        for facts, body in stories:
            is_known = facts[fact] in known
            if not is_known:
                known[facts[fact]] = create(folder, facts, body)
            drafts.append((known[facts[fact]], is_known))
    return drafts


def save(folder: Path, draft_id: str, version: str, facts: Mapping[str, str], body: str) -> Draft:
    """Change a draft that is still as it was read.

    Args:
        folder: of the drafts.
        draft_id: which one.
        version: of the draft that the editor read.
        facts: front matter to change; an empty value takes a line out.
        body: the new text.

    Raises:
        DraftUnknown: there is none of this id.
        DraftChanged: somebody else saved it meanwhile.
        SourceUnreadable: it would hold nothing, or too much.
        ArchiveError: it cannot be written.
    """
    with _held(folder):
        draft = read(folder, draft_id)
        _refuse_changed(draft, version)
        data = _bytes(draft.text, facts, body)
        if data != draft.text.encode():
            _write(draft.path, data)
        return _draft(draft.path, data, datetime.now(UTC))


def remove(folder: Path, draft_id: str, version: str) -> None:
    """Take a draft out of the list; ``bring_back`` undoes it.

    Raises:
        DraftUnknown: there is none of this id.
        DraftChanged: somebody else saved it meanwhile.
        ArchiveError: it cannot be moved.
    """
    with _held(folder):
        draft = read(folder, draft_id)
        _refuse_changed(draft, version)
        _make(folder / REMOVED)
        _move(draft.path, folder / REMOVED / draft.path.name)


def bring_back(folder: Path, draft_id: str) -> Draft:
    """Bring back a draft that was removed.

    Raises:
        DraftUnknown: none of this id was removed.
        ArchiveError: it cannot be moved.
    """
    with _held(folder):
        _move(_path(folder / REMOVED, draft_id), _path(folder, draft_id))
        return read(folder, draft_id)


def _draft(path: Path, data: bytes, changed: datetime) -> Draft:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SourceUnreadable(
            f"{path.name} is not UTF-8",
            cause="another program saved it in another encoding",
            hint="save it as UTF-8",
            source=path.name,
        ) from None
    facts, body = draft_text.parse(text)
    return Draft(path.stem, path, hashlib.sha256(data).hexdigest(), facts, body, text, changed)


def _bytes(text: str, facts: Mapping[str, str], body: str) -> bytes:
    facts = {key: clean(value) for key, value in facts.items()}
    body = clean(body.replace("\r\n", "\n"))
    if not body.strip():
        raise SourceUnreadable("the draft holds no text", hint="paste the story's text")
    data = draft_text.edited(text, facts, body).encode("utf-8", "replace")
    if len(data) > MAX_BYTES:
        raise SourceUnreadable(
            f"the draft is {len(data):,} bytes long",
            cause=f"a draft holds one story, of at most {MAX_BYTES:,} bytes",
            hint="part it into stories",
        )
    return data


def _path(folder: Path, draft_id: str) -> Path:
    if not _ID.match(draft_id):
        raise _unknown(draft_id)
    return folder / f"{draft_id}.md"


def _refuse_changed(draft: Draft, version: str) -> None:
    if draft.version != version:
        raise DraftChanged(
            "somebody else changed this draft meanwhile",
            cause="it is open in another window, or was edited as a file",
            hint="keep a copy of your text, load the draft again, and put your changes in",
            id=draft.id,
            version=draft.version,
        )


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    _make(folder)
    with lock.held(folder / _LOCK_FILE):
        yield


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _cannot(folder, error) from None


def _write(path: Path, data: bytes) -> None:
    try:
        safe_files.write(path, data)
    except OSError as error:
        raise _cannot(path, error) from None


def _move(path: Path, place: Path) -> None:
    try:
        path.replace(place)
    except FileNotFoundError:
        raise _unknown(path.stem) from None
    except OSError as error:
        raise _cannot(path, error) from None


def _unknown(draft_id: str) -> DraftUnknown:
    return DraftUnknown(
        f"there is no draft {draft_id[:60]}",
        cause="it was removed, or its address is mistyped",
        hint="look for it in the list of drafts",
        id=draft_id[:60],
    )


def _cannot(path: Path, error: OSError) -> ArchiveError:
    return ArchiveError(
        f"{path} cannot be read or written: {error.strerror}",
        cause=file_errors.cause_of(error),
        hint="mend that, then try again; no draft was half-written",
        path=str(path),
        errno=error.errno,
    )
