"""SOURCE arguments into single sources: folders opened, the rest left as they are."""

from __future__ import annotations

import codecs
import hashlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from naqeeb.errors import SourceMissing, SourceUnreadable
from naqeeb.intake import decode, front_matter, html, markdown, plain
from naqeeb.intake.paragraphs import clean
from naqeeb.model import Article

if TYPE_CHECKING:
    from naqeeb.intake import fetch

ENDINGS = (".txt", ".md", ".markdown", ".html", ".htm")
STDIN = "-"
# Codecs of Python that no page is in; punycode takes quadratic time.
_NOT_FOR_PAGES = frozenset(
    {"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape"}
)


def is_url(source: str) -> bool:
    """Whether a source is fetched over HTTP."""
    return source.startswith(("http://", "https://"))


def expand(source: str) -> Iterator[str]:
    """The sources that one argument stands for: a folder gives its articles by name.

    Raises:
        SourceMissing: a folder that holds no article.
    """
    if source == STDIN or is_url(source) or not Path(source).is_dir():
        yield source
        return
    paths = sorted(
        path
        for path in Path(source).rglob("*")
        if path.suffix.lower() in ENDINGS
        and path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(source).parts)
    )
    if not paths:
        raise SourceMissing(
            f"there is no article in the folder {source}",
            cause=f"naqeeb looks for {', '.join(ENDINGS)}",
            hint="put the articles there, one a file",
            source=source,
        )
    yield from map(str, paths)


def read(source: str, *, root: Path, private: bool = False) -> Article:
    """One source into an article.

    Args:
        source: a file, an http(s) URL, or ``-`` for standard input.
        root: the folder that a file's key is relative to.
        private: whether a URL may lead to a private address.

    Raises:
        IntakeError: as its subclasses say.
    """
    if is_url(source):
        from naqeeb.intake import fetch

        return from_page(fetch.fetch(source, private=private), source)
    if source == STDIN:
        data = sys.stdin.buffer.read(decode.MAX_BYTES + 1)
        body = clean(decode.decode(data, "standard input"))
        stated, body = front_matter.split(body, "standard input")
        key = "text:" + hashlib.sha256(data).hexdigest()
        return plain.article(body, stated, key=key, where="standard input")
    path = Path(source)
    return _of_ending(path.suffix.lower(), _bytes_of(path), source, key=key_of(path, root))


def from_page(
    page: fetch.Page, source: str, over: front_matter.FrontMatter | None = None
) -> Article:
    """A fetched page into an article."""
    if page.media_type.startswith("text/plain"):
        body = clean(decode.decode(page.body, source))
        return plain.article(body, over or front_matter.FrontMatter(), key=page.url, where=source)
    if page.media_type and "html" not in page.media_type and "xml" not in page.media_type:
        raise SourceUnreadable(
            f"{source} is {page.media_type}, not a page",
            hint="give the address of the article's page",
            source=source,
        )
    markup = clean(_decode_page(page, source))
    return html.article(markup, key=page.url, where=source, url=page.url, over=over)


def key_of(path: Path, root: Path) -> str:
    """A file's key: its path relative to ``root``, with forward slashes on every system."""
    full = path.resolve()
    try:
        return full.relative_to(root.resolve()).as_posix()
    except ValueError:
        return (
            Path(os.path.relpath(full, root.resolve())).as_posix()
            if _same_drive(full, root)
            else full.as_posix()
        )


def _same_drive(one: Path, other: Path) -> bool:
    return one.drive == other.resolve().drive


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(decode.MAX_BYTES + 1)
    except FileNotFoundError:
        raise SourceMissing(
            f"there is no file {path}",
            cause="the name is mistyped, or the file is in another folder",
            hint="check it with ls, and run the command again",
            source=str(path),
        ) from None
    except OSError as error:
        raise SourceMissing(
            f"{path} cannot be opened: {error.strerror}",
            hint="check that you may read it",
            source=str(path),
        ) from None


def _of_ending(ending: str, data: bytes, where: str, *, key: str) -> Article:
    if ending not in ENDINGS:
        raise SourceUnreadable(
            f"{where} is not a kind of file that naqeeb reads",
            cause=f"it reads {', '.join(ENDINGS)}",
            hint="save the article as text and name it .txt",
            source=where,
        )
    body = clean(decode.decode(data, where))
    if ending in (".html", ".htm"):
        return html.article(body, key=key, where=where)
    stated, body = front_matter.split(body, where)
    read_as = markdown.article if ending in (".md", ".markdown") else plain.article
    return read_as(body, stated, key=key, where=where)


def _decode_page(page: fetch.Page, source: str) -> str:
    """A page says its own charset; old Urdu sites use Windows-1256."""
    if page.encoding:
        try:
            if codecs.lookup(page.encoding).name not in _NOT_FOR_PAGES:
                return page.body.decode(page.encoding, errors="replace")
        except (LookupError, UnicodeError):
            pass
    try:
        return page.body.decode("utf-8-sig")
    except UnicodeDecodeError:
        from trafilatura.utils import decode_file

        decoded = decode_file(page.body)
        if not isinstance(decoded, str):
            raise SourceUnreadable(
                f"{source} is in an encoding that cannot be told",
                hint="save the article as UTF-8 text and hand in that",
                source=source,
            ) from None
        return decoded
