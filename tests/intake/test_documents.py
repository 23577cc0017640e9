"""Word documents and EPUB books."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from books import book, packed

from naqeeb.errors import SourceUnreadable
from naqeeb.intake import expand, read
from naqeeb.intake.documents import MAX_TAGS

BODY = "کراچی میں بارش ہوئی۔ سڑکیں زیرِ آب آ گئیں۔ " * 8
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "application/vnd.openxmlformats"
TYPES = f"""<?xml version="1.0"?><Types xmlns="{PACKAGE}/content-types">
<Default Extension="rels" ContentType="{OFFICE}-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml"
 ContentType="{OFFICE}-officedocument.wordprocessingml.document.main+xml"/></Types>"""
RELATIONS = f"""<?xml version="1.0"?><Relationships xmlns="{PACKAGE}/relationships">
<Relationship Id="r1" Target="word/document.xml"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>
</Relationships>"""


def document(*paragraphs: tuple[str, str]) -> bytes:
    """A Word document of paragraphs: style and text."""
    inside = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'
        for style, text in paragraphs
    )
    body = f'<w:document xmlns:w="{WORD}"><w:body>{inside}</w:body></w:document>'
    parts = {"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS, "word/document.xml": body}
    return packed(dict(parts))


def page(title: str) -> str:
    return f"<html><body><h1>{title}</h1><p>{BODY}</p><ul><li>ایک</li></ul></body></html>"


def test_a_word_document_is_an_article(tmp_path: Path) -> None:
    path = tmp_path / "rain.docx"
    path.write_bytes(document(("Heading1", "بارش کی خبر"), ("Normal", BODY), ("Normal", "دوسرا۔")))
    article = read(str(path), root=tmp_path)
    assert article.id == "rain.docx"
    assert article.title == "بارش کی خبر"
    assert article.paragraphs == (BODY.strip(), "دوسرا۔")


def test_a_book_is_its_chapters(tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    path.write_bytes(book(cover="<html/>", one=page("پہلا باب"), two=page("دوسرا باب")))
    sources = list(expand(str(path)))
    assert sources == [f"{path}#2", f"{path}#3"]
    first, second = (read(source, root=tmp_path) for source in sources)
    assert (first.title, second.title) == ("پہلا باب", "دوسرا باب")
    assert (first.id, second.id) == ("book.epub#2", "book.epub#3")
    assert first.paragraphs == (BODY.strip(), "ایک")
    assert [str(block) for block in first.blocks] == ["paragraph", "item"]


@pytest.mark.parametrize("name", ["a.docx", "a.epub"])
@pytest.mark.parametrize(
    "data", [b"", b"no zip file", packed({}), packed({"META-INF/container.xml": "<"})]
)
def test_what_is_none_is_named(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(SourceUnreadable):
        [read(source, root=tmp_path) for source in expand(str(path))]


def test_a_book_that_would_fill_the_memory_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.epub"
    path.write_bytes(packed({"a": bytes(70_000_000)}))
    with pytest.raises(SourceUnreadable, match="unpacks to 70 MB"):
        list(expand(str(path)))


def test_a_chapter_that_is_not_there_is_named(tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    path.write_bytes(book(one=page("پہلا باب")))
    with pytest.raises(SourceUnreadable, match="no chapter 7"):
        read(f"{path}#7", root=tmp_path)


def test_a_word_document_of_very_many_tags_is_refused_before_it_is_parsed(tmp_path: Path) -> None:
    """9 kB that would take a gigabyte and half a minute."""
    path = tmp_path / "bomb.docx"
    parts: dict[str, str | bytes] = {"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS}
    for name in ("word/document.xml", "word/footnotes.xml"):
        path.write_bytes(packed(parts | {name: "<w:p/>" * (MAX_TAGS + 1)}))
        with pytest.raises(SourceUnreadable, match="more than 200,000 tags"):
            read(str(path), root=tmp_path)
    long = document(*[("Normal", BODY)] * 1_000)
    path.write_bytes(long)
    assert len(read(str(path), root=tmp_path).paragraphs) == 1_000


def test_a_page_that_a_book_names_very_often_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    data = book(one=page("پہلا باب"), two=page("دوسرا باب"))
    with zipfile.ZipFile(io.BytesIO(data)) as packed_book:
        parts = {name: packed_book.read(name) for name in packed_book.namelist()}
    (package,) = (name for name in parts if name.endswith(".opf"))
    first = re.search(rb"<itemref[^>]*/>", parts[package])
    assert first
    parts[package] = parts[package].replace(first[0], first[0] * 1_000, 1)
    path.write_bytes(packed(dict(parts)))
    assert list(expand(str(path))) == [f"{path}#1", f"{path}#2"]
