"""Word documents and EPUB books: zip files that hold HTML, or what becomes HTML."""

from __future__ import annotations

import io
import zipfile
from itertools import islice
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

from naqeeb.errors import SourceUnreadable
from naqeeb.intake import decode
from naqeeb.intake.assemble import assemble
from naqeeb.intake.language import ARABIC_LETTER
from naqeeb.intake.origin import Origin
from naqeeb.intake.pages import furniture, guard, markup
from naqeeb.intake.passages import Facts, clean
from naqeeb.model import Article, Block
from naqeeb.settings import IntakeSettings

MAX_UNPACKED = 60_000_000
"""A document that unpacks to more is made to fill the memory, or is no text."""
MAX_TAGS = 200_000
"""Of a Word document; each takes a kilobyte of memory. The longest article has fewer."""
_PIECE = 65_536
_SHORTEST_CHAPTER = 200
_MOST_CHAPTERS = 2_000


def docx(data: bytes, origin: Origin, *, settings: IntakeSettings) -> Article:
    """A Word document into an article, its first heading the title.

    Raises:
        SourceUnreadable: it is none, or the extra that reads it is not installed.
    """
    where = origin.where
    _refuse_bomb(data, where)
    _refuse_tags(data, where)
    try:
        import mammoth
    except ImportError:
        raise SourceUnreadable(
            f"{where} is a Word document, which needs an extra",
            cause="naqeeb was installed without it",
            hint="pip install 'naqeeb[documents]', or save the article as .txt",
            source=where,
        ) from None
    try:
        page = mammoth.convert_to_html(io.BytesIO(data)).value
    except Exception as error:  # noqa: BLE001 - mammoth raises whatever its XML and zip readers do
        raise _no_document(where, "a Word document", error) from None
    return _article(page, origin, settings=settings)


def chapters(data: bytes, where: str) -> list[int]:
    """The numbers of an EPUB's chapters: what of its spine has Urdu text in it.

    Raises:
        SourceUnreadable: it is no EPUB.
    """
    pages = _spine(data, where)
    return [
        number
        for number, page in enumerate(pages, 1)
        if sum(1 for _ in islice(ARABIC_LETTER.finditer(page), _SHORTEST_CHAPTER))
        == _SHORTEST_CHAPTER
    ]


def epub(data: bytes, chapter: int, origin: Origin, *, settings: IntakeSettings) -> Article:
    """One chapter of an EPUB into an article.

    Raises:
        SourceUnreadable: it is no EPUB, or has no such chapter.
    """
    where = origin.where
    pages = _spine(data, where, only=chapter)
    if not 0 < chapter <= len(pages):
        raise SourceUnreadable(
            f"{where} has no chapter {chapter}",
            hint=f"it has {len(pages)}; name the book alone to read them all",
            source=where,
        )
    return _article(pages[chapter - 1], origin, settings=settings)


def _article(page: str, origin: Origin, *, settings: IntakeSettings) -> Article:
    """The page of a document, its first heading the title."""
    page = clean(page)
    guard.refuse_deep(page, origin.where)
    tree = markup.parse(page)
    passages = [] if tree is None else furniture.with_notes(markup.walk(tree).passages)
    heading = next((each for each in passages if each.block is Block.HEADING), None)
    facts = Facts(title=heading.text if heading else None)
    kept = [passage for passage in passages if passage is not heading]
    return assemble(kept, facts, origin, settings=settings)


def _spine(data: bytes, where: str, *, only: int = 0) -> list[str]:
    """The pages of an EPUB, in the order of reading (EPUB 3.3, 5.7).

    Args:
        data: the book.
        where: as a message shows it.
        only: the page that is wanted, from 1; the others are left empty. 0: all are read.
    """
    _refuse_bomb(data, where)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            container = _xml(book.read("META-INF/container.xml"))
            package = str(container.xpath("string(//*[local-name()='rootfile'][1]/@full-path)"))
            tree = _xml(book.read(package))
            items = {
                item.get("id"): item.get("href")
                for item in tree.xpath("//*[local-name()='manifest']/*[local-name()='item']")
                if "html" in (item.get("media-type") or "") and item.get("href")
            }
            order = tree.xpath("//*[local-name()='spine']/*[local-name()='itemref']/@idref")
            folder = PurePosixPath(package).parent
            pages = (str(folder / unquote(items[name])) for name in order if name in items)
            names = list(dict.fromkeys(pages))
            held = set(book.namelist())
            return [
                decode.of_page(book.read(name), None, where) if only in (0, number) else ""
                for number, name in enumerate(
                    (name for name in names[:_MOST_CHAPTERS] if name in held), 1
                )
            ]
    except SourceUnreadable:
        raise
    except Exception as error:  # noqa: BLE001 - a zip file of anybody's can be broken in any way
        raise _no_document(where, "an EPUB book", error) from None


def _xml(data: bytes) -> Any:
    import lxml.etree

    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return lxml.etree.fromstring(data, parser)


def _refuse_bomb(data: bytes, where: str) -> None:
    decode.refuse_size(data, where)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            size = sum(info.file_size for info in packed.infolist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise _no_document(where, "a document", error) from None
    if size > MAX_UNPACKED:
        raise SourceUnreadable(
            f"{where} unpacks to {size / 1e6:.0f} MB",
            cause="it holds pictures or sound, or is made to fill the memory",
            hint="save the article as .txt and hand in that",
            source=where,
        )


def _refuse_tags(data: bytes, where: str) -> None:
    """Count the tags of a Word document as they are unpacked, a piece at a time."""
    tags = 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for info in packed.infolist():
                if not info.filename.lower().endswith((".xml", ".rels")):
                    continue
                with packed.open(info) as part:
                    while tags <= MAX_TAGS and (piece := part.read(_PIECE)):
                        tags += piece.count(b"<")
    except Exception as error:  # noqa: BLE001 - a zip file of anybody's can be broken in any way
        raise _no_document(where, "a Word document", error) from None
    if tags > MAX_TAGS:
        raise SourceUnreadable(
            f"{where} has more than {MAX_TAGS:,} tags",
            cause="it is a book or a list, or is made to fill the memory",
            hint="save the article alone, or as .txt",
            source=where,
        )


def _no_document(where: str, kind: str, error: Exception) -> SourceUnreadable:
    return SourceUnreadable(
        f"{where} is not {kind} that can be read ({type(error).__name__})",
        cause="it was not saved whole, or is of another kind than its name says",
        hint="save the article as .txt and hand in that",
        source=where,
    )
