"""What a folder or a book stands for: articles, one by one, as they are asked for."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from zipfile import is_zipfile

from naqeeb.errors import IntakeError, SourceMissing
from naqeeb.intake import documents
from naqeeb.intake.sources import (
    BOOK,
    ENDINGS,
    STDIN,
    Handed,
    bytes_of,
    cannot_open,
    is_there,
    is_url,
    shown,
)

_DOCUMENTS = (".docx", ".epub")
"""Zip files; a folder may hold others of such a name, as Word's own temporary ones."""


def expand(source: str) -> Iterator[str]:
    """The sources that one argument stands for: a folder its articles by name, a book its chapters.

    What lies in a folder and cannot be looked at stands for itself: its reader says what is wrong
    with it, and the others are given all the same.

    Raises:
        SourceMissing: a folder that holds no article, or cannot be opened.
    """
    if source == STDIN or is_url(source) or not _is_folder(source):
        yield from _chapters(source)
        return
    is_any = False
    try:
        entries = _listed(source)
    except OSError as error:
        raise cannot_open(source, error) from None
    for path in _articles_among(entries):
        is_any = True
        yield from _chapters(path)
    if not is_any:
        raise SourceMissing(
            f"there is no article in the folder {shown(source)}",
            cause=f"naqeeb looks for {', '.join(ENDINGS)}",
            hint="put the articles there, one a file",
            source=shown(source),
        )


def _listed(folder: str) -> list[os.DirEntry[str]]:
    """What lies in a folder, by name."""
    with os.scandir(folder) as unsorted:
        return sorted(unsorted, key=lambda entry: entry.name)


def _articles_among(entries: list[os.DirEntry[str]]) -> Iterator[str]:
    """The articles among these and in the folders below, each folder listed when it is its turn."""
    waiting = [iter(entries)]
    while waiting:
        entry = next(waiting[-1], None)
        if entry is None:
            waiting.pop()
        elif entry.name.startswith("."):
            continue
        elif _is_real_folder(entry):
            try:
                waiting.append(iter(_listed(entry.path)))
            except OSError:
                yield str(Path(entry.path))
        elif _is_article(entry):
            yield str(Path(entry.path))


def _is_real_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False  # as on a failing disk


def _is_article(entry: os.DirEntry[str]) -> bool:
    ending = Path(entry.name).suffix.lower()
    if ending not in ENDINGS:
        return False
    try:
        return entry.is_file() and (ending not in _DOCUMENTS or is_zipfile(entry.path))
    except OSError:
        return True  # as of a link that leads to itself: its reader says so


def parts_of(file: Handed) -> Iterator[Handed]:
    """What a file that was handed over stands for: a book its chapters, any other itself.

    Raises:
        SourceUnreadable: it is named like a book, and is none.
    """
    if Path(file.source).suffix.lower() != BOOK:
        yield file
        return
    is_any = False
    for number in documents.chapters(file.data, shown(file.source)):
        is_any = True
        yield Handed(f"{file.source}#{number}", f"{file.key}#{number}", file.data)
    if not is_any:
        yield file


def _chapters(source: str) -> Iterator[str]:
    """A book's chapters; any other source, and a book that cannot be read, stands for itself."""
    path = Path(source)
    is_any = False
    if path.suffix.lower() == BOOK and is_there(source, stat.S_ISREG):
        with contextlib.suppress(IntakeError):
            for number in documents.chapters(bytes_of(path), shown(source)):
                is_any = True
                yield f"{source}#{number}"
    if not is_any:
        yield source


def _is_folder(source: str) -> bool:
    # An empty name, as of a variable that a script forgot to set, is not the current folder.
    return bool(source) and is_there(source, stat.S_ISDIR)
