"""Word documents and EPUB books: zip files that hold HTML, or what becomes HTML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, takewhile
from pathlib import PurePosixPath
from urllib.parse import unquote

from naqeeb.errors import SourceUnreadable
from naqeeb.intake import decode
from naqeeb.intake.assemble import assemble
from naqeeb.intake.language import ARABIC_LETTER
from naqeeb.intake.origin import Origin
from naqeeb.intake.pages import furniture, guard, markup
from naqeeb.intake.passages import Facts, Passage, clean
from naqeeb.model import Article, Block
from naqeeb.settings import IntakeSettings
from naqeeb.text.cleaning import brief
from naqeeb.text.closing_marks import CLOSING

MAX_UNPACKED = 60_000_000
"""A document that unpacks to more is made to fill the memory, or is no text."""
MAX_TAGS = 200_000
"""Of a Word document; each takes a kilobyte of memory. The longest article has fewer."""
_PIECE = 65_536
_SHORTEST_CHAPTER = 200
"""Urdu letters of a page that is a chapter, whatever it holds."""
_SHORTEST_STORY = 30
"""Urdu letters of whole sentences that are a chapter where they stand under a heading."""
_STOPS = "۔.!?؟"
_MOST_NAMED = 5
_MOST_CHAPTERS = 2_000
MAX_FILES = 20_000
_FILE_IN_ZIP = b"PK\x01\x02"
"""Opens the entry of a file in the directory of a zip file."""
MAX_ELEMENTS = 100_000
"""Of the file that lists a book's pages; each page and picture takes one or two."""
_LONGEST_PAGE = 2_000_000
"""Bytes that are looked at to tell whether there is Urdu in a page."""


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


def chapters(data: bytes, where: str) -> Iterator[int]:
    """The numbers of an EPUB's chapters: what of its spine has more Urdu than a title page has.

    Each page is looked at when its number is asked for; one that cannot be read counts, so that
    its reader names it.

    Raises:
        SourceUnreadable: it is no EPUB.
    """
    book, pages = _opened(data, where)
    for number, name in enumerate(pages, 1):
        if _looked_at(book, name).is_chapter:
            yield number


def epub(data: bytes, chapter: int, origin: Origin, *, settings: IntakeSettings) -> Article:
    """One chapter of an EPUB into an article; it tells of pages around it that are no chapters.

    Raises:
        SourceUnreadable: it is no EPUB, or has no such chapter.
    """
    where = origin.where
    book, pages = _opened(data, where)
    if not 0 < chapter <= len(pages):
        raise SourceUnreadable(
            f"{where} has no chapter {chapter}",
            hint=f"it has {len(pages)}; name the book alone to read them all",
            source=where,
        )
    try:
        page = book.read(pages[chapter - 1])
    except Exception as error:  # noqa: BLE001 - a zip file of anybody's can be broken in any way
        raise _no_document(where, "an EPUB book", error) from None
    article = _article(decode.of_page(page, None, where), origin, settings=settings)
    return replace(article, remarks=(*article.remarks, *_passed_over(book, pages, chapter)))


def _article(page: str, origin: Origin, *, settings: IntakeSettings) -> Article:
    """The page of a document, its first heading the title."""
    passages = _passages(page, origin.where)
    heading = _heading(passages)
    facts = Facts(title=heading.text if heading else None)
    kept = [passage for passage in passages if passage is not heading]
    return assemble(kept, facts, origin, settings=settings)


def _passages(page: str, where: str) -> list[Passage]:
    page = clean(page)
    guard.refuse_deep(page, where)
    tree = markup.parse(page)
    return [] if tree is None else furniture.with_notes(markup.walk(tree).passages)


def _heading(passages: Sequence[Passage]) -> Passage | None:
    return next((each for each in passages if each.block is Block.HEADING), None)


def _opened(data: bytes, where: str) -> tuple[zipfile.ZipFile, list[str]]:
    """An EPUB, and the names of its pages in the order of reading (EPUB 3.3, 5.7)."""
    _refuse_bomb(data, where)
    try:
        book = zipfile.ZipFile(io.BytesIO(data))
        (_, root), *_ = _elements(book, "META-INF/container.xml", ("rootfile",), where)
        package = root["full-path"]
        elements = _elements(book, package, ("item", "itemref"), where)
    except SourceUnreadable:
        raise
    except Exception as error:  # noqa: BLE001 - a zip file of anybody's can be broken in any way
        raise _no_document(where, "an EPUB book", error) from None
    items = {
        facts.get("id"): facts["href"]
        for name, facts in elements
        if name == "item" and "html" in facts.get("media-type", "") and facts.get("href")
    }
    order = (facts.get("idref") for name, facts in elements if name == "itemref")
    folder, held = PurePosixPath(package).parent, set(book.namelist())
    pages = (str(folder / unquote(items[each])) for each in order if each in items)
    return book, [name for name in dict.fromkeys(pages) if name in held][:_MOST_CHAPTERS]


@dataclass(frozen=True, slots=True)
class _Page:
    """What a page of a book is, at a look."""

    is_chapter: bool
    name: str = ""
    """Of one that is none: how its text begins; empty where it holds no Urdu."""


def _looked_at(book: zipfile.ZipFile, name: str) -> _Page:
    """What a page of a book is; one that cannot be read counts as a chapter."""
    try:
        with book.open(name) as part:
            data = part.read(_LONGEST_PAGE)
            is_cut = bool(part.read(1))
        page = decode.of_page(data, None, name)
        letters = sum(1 for _ in islice(ARABIC_LETTER.finditer(page), _SHORTEST_CHAPTER))
        if is_cut or letters == _SHORTEST_CHAPTER:
            return _Page(is_chapter=True)
        passages = _passages(page, name) if letters else []
    except Exception:  # noqa: BLE001 - a zip file of anybody's can be broken in any way
        return _Page(is_chapter=True)
    heading = _heading(passages)
    texts = [each.text for each in passages if each.block is not Block.HEADING]
    sentences = " ".join(filter(_is_sentence, texts))
    if heading is not None and len(ARABIC_LETTER.findall(sentences)) >= _SHORTEST_STORY:
        return _Page(is_chapter=True)
    return _Page(is_chapter=False, name=brief(heading.text if heading else "، ".join(texts)))


def _is_sentence(text: str) -> bool:
    """Whether it ends with a stop: a line of a title page or of a list of contents does not."""
    return text.rstrip(CLOSING).endswith(tuple(_STOPS))


def _passed_over(book: zipfile.ZipFile, pages: Sequence[str], chapter: int) -> tuple[str, ...]:
    """What to say of the pages right before a chapter, and behind the last, that are none."""
    before = _until_chapter(book, pages[: chapter - 1][::-1])[::-1]
    behind = _until_chapter(book, pages[chapter:])
    is_last = len(behind) == len(pages) - chapter
    names = [f"«{name}»" for name in (*before, *(behind if is_last else ())) if name]
    if not names:
        return ()
    if len(names) == 1:
        return (f"a short page of the book is passed over: {names[0]}",)
    shown = "، ".join(names[:_MOST_NAMED])
    return (f"{len(names)} short pages of the book are passed over: {shown}",)


def _until_chapter(book: zipfile.ZipFile, pages: Sequence[str]) -> list[str]:
    """The names of pages up to the next that is a chapter."""
    looks = (_looked_at(book, page) for page in pages)
    return [look.name for look in takewhile(lambda look: not look.is_chapter, looks)]


class _Elements:
    """What lxml's parser tells of a file, in place of a tree that takes 600 bytes an element."""

    def __init__(self, wanted: Container[str], where: str) -> None:
        self._wanted, self._where = wanted, where
        self._count = 0
        self._elements: list[tuple[str, dict[str, str]]] = []

    def start(self, tag: str, facts: Mapping[str, str]) -> None:
        """Keep an element's name and attributes where it is wanted."""
        self._count += 1
        if self._count > MAX_ELEMENTS:
            raise _too_many(self._where, "elements", MAX_ELEMENTS)
        if (name := tag.rpartition("}")[2]) in self._wanted:
            self._elements.append((name, dict(facts)))

    def close(self) -> list[tuple[str, dict[str, str]]]:
        """All that were kept."""
        return self._elements


def _elements(
    book: zipfile.ZipFile, name: str, wanted: Container[str], where: str
) -> list[tuple[str, dict[str, str]]]:
    """The elements of these names in an XML file, with their attributes, in order."""
    import lxml.etree

    parser = lxml.etree.XMLParser(
        target=_Elements(wanted, where), resolve_entities=False, no_network=True, huge_tree=False
    )
    with book.open(name) as part:
        while piece := part.read(_PIECE):
            parser.feed(piece)
    elements: list[tuple[str, dict[str, str]]] = parser.close()
    return elements


def _refuse_bomb(data: bytes, where: str) -> None:
    decode.refuse_size(data, where)
    if data.count(_FILE_IN_ZIP) > MAX_FILES:
        raise _too_many(where, "files", MAX_FILES)
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
        raise _too_many(where, "tags", MAX_TAGS)


def _too_many(where: str, things: str, most: int) -> SourceUnreadable:
    return SourceUnreadable(
        f"{where} has more than {most:,} {things}",
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
