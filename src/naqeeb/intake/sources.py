"""SOURCE arguments into articles: files, folders, addresses and standard input."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

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
BOOK = ".epub"
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
    chapter = None if is_there(source, stat.S_ISREG) else _CHAPTER.match(source)
    path = Path(chapter["book"] if chapter else source)
    data = bytes_of(path)
    key = key_of(path, root)
    return Handed(source, f"{key}#{chapter['number']}" if chapter else key, data)


def is_url(source: str) -> bool:
    """Whether a source is fetched over HTTP."""
    return source[:8].lower().startswith(("http://", "https://"))


def shown(source: str) -> str:
    """A source as messages and records show it: no secrets, no bytes that are no text, not long."""
    return brief(source_name(source), _LONGEST_SHOWN)


def read(
    source: str | Handed,
    *,
    root: Path,
    settings: IntakeSettings = IntakeSettings(),
    zone: tzinfo | None = UTC,
) -> Article:
    """One file into an article.

    Args:
        source: a file, ``-`` for standard input, or what was handed over.
        root: the folder that a file's key is relative to.
        settings: what may be fetched, and how it is read.
        zone: the clock of a date that states neither zone nor country: the show's; None: the
            machine's.

    Raises:
        IntakeError: as its subclasses say.
    """
    if isinstance(source, str):
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
    if ending == BOOK:
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


def is_there(source: str, is_kind: Callable[[int], bool]) -> bool:
    """Whether there is something of this kind, such as ``stat.S_ISREG``."""
    try:
        return is_kind(Path(source).stat().st_mode)
    except (OSError, ValueError):
        return False  # too long, or a NUL in it: it is refused when it is opened


def bytes_of(path: Path) -> bytes:
    """A file's bytes, and one more than is read of any.

    Raises:
        SourceMissing: it cannot be opened.
    """
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
        raise cannot_open(str(path), error) from None


def _nearest(path: Path) -> str:
    """The question whether a file with a like name was meant; empty where there is none."""
    near = near_path(path)
    return f"did you mean {shown(str(near))}?" if near else ""


def cannot_open(source: str, error: Exception) -> SourceMissing:
    """The error for a file or folder that the system does not open."""
    reason = error.strerror if isinstance(error, OSError) else str(error)
    return SourceMissing(
        f"{shown(source)} cannot be opened: {reason}",
        hint="check its name, and that you may read it",
        source=shown(source),
    )
