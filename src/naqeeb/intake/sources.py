"""SOURCE arguments into articles: files, folders, addresses and standard input."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import is_zipfile

from naqeeb.errors import SourceMissing, SourceUnreadable
from naqeeb.intake import decode, documents, front_matter, links, markdown, plain
from naqeeb.intake.assemble import of_others
from naqeeb.intake.origin import Origin
from naqeeb.intake.pages import html
from naqeeb.intake.passages import NO_FACTS, Facts, clean
from naqeeb.model import Article
from naqeeb.settings import IntakeSettings
from naqeeb.settings.did_you_mean import near_path
from naqeeb.text.addresses import readable, source_name, without_secrets
from naqeeb.text.cleaning import brief
from naqeeb.text.lazy_pattern import LazyPattern

if TYPE_CHECKING:
    from naqeeb.intake import fetch

ENDINGS = (".txt", ".md", ".markdown", ".html", ".htm", ".docx", ".epub")
STDIN = "-"
_PAGES = (".html", ".htm")
_BOOK = ".epub"
_DOCUMENTS = (".docx", ".epub")
"""Zip files; a folder may hold others of such a name, as Word's own temporary ones."""
# A chapter of a book, by its place in the order of reading: book.epub#3.
_CHAPTER = LazyPattern(r"(?P<book>.+\.epub)#(?P<number>[0-9]{1,5})\Z", re.IGNORECASE)
_LONGEST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Handed:
    """A file that was not read yet, for whoever cannot see it."""

    source: str
    """As the user named it."""
    key: str
    """See ``key_of``."""
    data: bytes


def hand_over(source: str, root: Path) -> Handed:
    """The bytes of a file or of standard input; nothing of them is looked at.

    Raises:
        SourceMissing: it cannot be opened.
    """
    if source == STDIN:
        data = sys.stdin.buffer.read(decode.MAX_BYTES + 1)
        return Handed(source, "text:" + hashlib.sha256(data).hexdigest(), data)
    chapter = None if _mode(source, stat.S_ISREG) else _CHAPTER.match(source)
    path = Path(chapter["book"] if chapter else source)
    data = _bytes_of(path)
    key = key_of(path, root)
    return Handed(source, f"{key}#{chapter['number']}" if chapter else key, data)


def is_url(source: str) -> bool:
    """Whether a source is fetched over HTTP."""
    return source[:8].lower().startswith(("http://", "https://"))


def shown(source: str) -> str:
    """A source as messages and records show it: no secrets, no bytes that are no text, not long."""
    return brief(source_name(source), _LONGEST_SHOWN)


def expand(source: str) -> Iterator[str]:
    """The sources that one argument stands for: a folder its articles by name, a book its chapters.

    Raises:
        SourceMissing: a folder that holds no article, or cannot be opened.
        SourceUnreadable: a book that is none.
    """
    if source == STDIN or is_url(source) or not _is_folder(source):
        yield from _chapters(source)
        return
    is_any = False
    try:
        for path in _articles_below(source):
            is_any = True
            yield from _chapters(path)
    except OSError as error:
        raise _cannot_open(source, error) from None
    if not is_any:
        raise SourceMissing(
            f"there is no article in the folder {shown(source)}",
            cause=f"naqeeb looks for {', '.join(ENDINGS)}",
            hint="put the articles there, one a file",
            source=shown(source),
        )


def _articles_below(folder: str) -> Iterator[str]:
    """The articles in a folder and those below it, by name, one folder in memory at a time."""
    with os.scandir(folder) as unsorted:
        entries = sorted(unsorted, key=lambda entry: entry.name)
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            with contextlib.suppress(PermissionError):
                yield from _articles_below(entry.path)
        elif (
            (ending := Path(entry.name).suffix.lower()) in ENDINGS
            and entry.is_file()
            and (ending not in _DOCUMENTS or is_zipfile(entry.path))
        ):
            yield str(Path(entry.path))


def read(
    source: str | Handed,
    *,
    root: Path,
    settings: IntakeSettings = IntakeSettings(),
    zone: tzinfo | None = UTC,
) -> Article:
    """One source into an article.

    Args:
        source: a file, an http(s) URL, ``-`` for standard input, or what was handed over.
        root: the folder that a file's key is relative to.
        settings: what may be fetched, and how it is read.
        zone: the clock of a date that states neither zone nor country: the show's; None: the
            machine's.

    Raises:
        IntakeError: as its subclasses say.
    """
    if isinstance(source, str):
        if is_url(source):
            # Here: a file needs no cookies and no packing.
            from naqeeb.intake import fetch

            return from_page(fetch.fetch(source, settings), source, settings=settings, zone=zone)
        source = hand_over(source, root)
    name, key, data = source.source, source.key, source.data
    if name == STDIN:
        return _of_data(".txt", data, "standard input", key, settings, zone)
    if (chapter := _CHAPTER.match(name)) and key.endswith(f"#{chapter['number']}"):
        origin = Origin(key, shown(name))
        return documents.epub(data, int(chapter["number"]), origin, settings=settings)
    return _of_data(Path(name).suffix.lower(), data, name, key, settings, zone)


def from_page(
    page: fetch.Page,
    source: str,
    over: Facts = NO_FACTS,
    *,
    settings: IntakeSettings = IntakeSettings(),
    zone: tzinfo | None = UTC,
) -> Article:
    """A fetched page into an article.

    Args:
        page: as it was fetched.
        source: as the user named it.
        over: facts that stand before the page's own.
        settings: how the site's pages are read.
        zone: the clock of a date that states neither zone nor country.

    Raises:
        SourceUnreadable: it is neither a page nor text, or is larger than is read.
        NoArticle: the page is a list of stories, a video, a paywall.
        NoUrdu: it holds no Urdu to speak.
    """
    where = shown(source)
    names = dict.fromkeys((links.link_name(page.url), page.url, links.link_name(source)))
    over = replace(over, aliases=tuple(dict.fromkeys((*over.aliases, *names))))
    origin = Origin(links.link_name(page.url), where, page.url)
    forced = settings.site(links.host_of(page.url)).encoding
    decode.refuse_size(page.body, where)
    if page.media_type.startswith("text/plain"):
        body = clean(decode.of_page(page.body, page.encoding, where, forced=forced))
        facts = replace(over, source=over.source or page.url)
        return of_others(plain.article(body, facts, origin, settings=settings))
    if page.media_type and "html" not in page.media_type and "xml" not in page.media_type:
        raise SourceUnreadable(
            f"{where} is {brief(page.media_type, 60)}, not a page",
            hint="give the address of the article's page",
            source=where,
        )
    text = decode.of_page(page.body, page.encoding, where, forced=forced)
    return of_others(html.article(text, origin, over, settings=settings, zone=zone))


def key_of(path: Path, root: Path) -> str:
    """A file's key: its path relative to ``root``, with forward slashes on every system."""
    full, root = path.resolve(), root.resolve()
    if full.drive == root.drive:
        return readable(Path(os.path.relpath(full, root)).as_posix())
    return readable(full.as_posix())


def _of_data(
    ending: str, data: bytes, source: str, key: str, settings: IntakeSettings, zone: tzinfo | None
) -> Article:
    where = shown(source)
    origin = Origin(key, where)
    if ending not in ENDINGS:
        raise SourceUnreadable(
            f"{where} is not a kind of file that naqeeb reads",
            cause=f"it reads {', '.join(ENDINGS)}",
            hint="save the article as text and name it .txt",
            source=where,
        )
    if ending == ".docx":
        return documents.docx(data, origin, settings=settings)
    if ending == _BOOK:
        first = next(iter(documents.chapters(data, where)), 1)
        return documents.epub(data, first, origin, settings=settings)
    if ending in _PAGES:
        decode.refuse_size(data, where)
        page = decode.of_page(data, None, where)
        return html.article(page, origin, settings=settings, zone=zone)
    text, remark = decode.of_file(data, where)
    stated, body = front_matter.split(clean(text), where, zone=zone)
    source_shown = stated.source or readable(source)
    remarks = ((remark,) if remark else ()) + stated.remarks
    stated = replace(stated, source=without_secrets(source_shown), remarks=remarks)
    read_as = markdown.article if ending in (".md", ".markdown") else plain.article
    return read_as(body, stated, origin, settings=settings)


def _chapters(source: str) -> Iterator[str]:
    """A book's chapters; any other source stands for itself."""
    path = Path(source)
    if path.suffix.lower() != _BOOK or not _mode(source, stat.S_ISREG):
        yield source
        return
    numbers = documents.chapters(_bytes_of(path), shown(source))
    yield from (f"{source}#{number}" for number in numbers) if numbers else (source,)


def _is_folder(source: str) -> bool:
    # An empty name, as of a variable that a script forgot to set, is not the current folder.
    return bool(source) and _mode(source, stat.S_ISDIR)


def _mode(source: str, is_kind: Callable[[int], bool]) -> bool:
    try:
        return is_kind(Path(source).stat().st_mode)
    except (OSError, ValueError):
        return False  # too long, or a NUL in it: it is refused when it is opened


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(decode.MAX_BYTES + 1)
    except FileNotFoundError:
        raise SourceMissing(
            f"there is no file {shown(str(path))}",
            cause="the name is mistyped, or the file is in another folder",
            hint=_nearest(path) or "check it with ls, and run the command again",
            source=shown(str(path)),
        ) from None
    except IsADirectoryError:
        raise SourceMissing(
            f"{shown(str(path))} is a folder, and one article is wanted here",
            hint="name a file in it",
            source=shown(str(path)),
        ) from None
    except (OSError, ValueError) as error:
        raise _cannot_open(str(path), error) from None


def _nearest(path: Path) -> str:
    """The question whether a file with a like name was meant; empty where there is none."""
    near = near_path(path)
    return f"did you mean {shown(str(near))}?" if near else ""


def _cannot_open(source: str, error: Exception) -> SourceMissing:
    reason = error.strerror if isinstance(error, OSError) else str(error)
    return SourceMissing(
        f"{shown(source)} cannot be opened: {reason}",
        hint="check its name, and that you may read it",
        source=shown(source),
    )
