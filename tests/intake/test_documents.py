"""Word documents and EPUB books."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from books import book, packed

from naqeeb.errors import SourceUnreadable
from naqeeb.intake import expand, read
from naqeeb.intake.documents import MAX_ELEMENTS, MAX_FILES, MAX_TAGS

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


SHORT = "<h1>شہر میں بارش</h1><p>لاہور میں رات بھر بارش ہوئی۔ سڑکوں پر پانی کھڑا ہے۔</p>"
COVER = "<h1>سفر نامہ</h1><p>مصنف: فلاں فلاں، مترجم: فلاں فلاں، ناشر: ادارہ مطبوعات لاہور</p>"
CONTENTS = "<h1>فہرست</h1><ul><li>پہلا باب: شہر میں بارش</li><li>دوسرا باب: سڑکوں پر پانی</li></ul>"
BACK = "<p>ناشر کی دوسری کتابیں</p>"


def test_a_short_page_with_a_heading_and_sentences_is_a_chapter(tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    path.write_bytes(book(cover=COVER, short=SHORT, long=page("دوسرا باب")))
    sources = list(expand(str(path)))
    assert [read(each, root=tmp_path).title for each in sources] == ["شہر میں بارش", "دوسرا باب"]


def test_pages_of_a_book_that_are_passed_over_are_told_by_their_neighbours(tmp_path: Path) -> None:
    """They were left out in silence."""
    path = tmp_path / "book.epub"
    pages = {"cover": COVER, "toc": CONTENTS, "one": page("پہلا باب"), "two": page("دوسرا باب")}
    path.write_bytes(book(**pages, picture="<img/>", back=BACK))
    first, last = (read(each, root=tmp_path) for each in expand(str(path)))
    assert first.remarks == ("2 short pages of the book are passed over: «سفر نامہ»، «فہرست»",)
    assert last.remarks == ("a short page of the book is passed over: «ناشر کی دوسری کتابیں»",)
    assert read(str(path), root=tmp_path).remarks == first.remarks


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
        [read(source, root=tmp_path) for source in expand(str(path))]


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


def large_book(items: int) -> bytes:
    """A book whose package has very many elements: small as a file, large as a tree."""
    parts: dict[str, str | bytes] = {
        "META-INF/container.xml": '<container><rootfile full-path="a.opf"/></container>'
    }
    package = "<package><manifest>" + '<item id="a" href="b"/>' * items + "</manifest></package>"
    return packed(parts | {"a.opf": package})


@pytest.mark.parametrize(
    ("data", "things"),
    [
        (large_book(MAX_ELEMENTS + 1), "elements"),
        (packed({f"{n}": "" for n in range(MAX_FILES + 1)}), "files"),
    ],
)
def test_a_book_made_to_fill_the_memory_is_refused_by_its_reader(
    tmp_path: Path, data: bytes, things: str
) -> None:
    path = tmp_path / "book.epub"
    path.write_bytes(data)
    assert list(expand(str(path))) == [str(path)]
    with pytest.raises(SourceUnreadable, match=f"has more than [0-9,]+ {things}"):
        read(str(path), root=tmp_path)


@pytest.mark.skipif(sys.platform != "linux", reason="the peak of memory is read from /proc")
def test_who_expands_a_book_holds_no_tree_of_it(tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    path.write_bytes(large_book(2_500_000))
    code = (
        "import re, sys; from naqeeb.intake import expand; list(expand(sys.argv[1])); "
        r"print(re.search(r'VmHWM:\s+(\d+)', open('/proc/self/status').read())[1])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True
    )
    assert int(done.stdout) < 150_000, "kB; a tree of it takes 1,500,000"


def test_pages_of_a_book_are_looked_at_when_they_are_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "book.epub"
    path.write_bytes(book(**{f"c{n}": page("باب") for n in range(1_000)}))
    opened: list[str] = []
    real = zipfile.ZipFile.open

    def noting(zipped: zipfile.ZipFile, name: str) -> object:
        opened.append(name)
        return real(zipped, name)

    monkeypatch.setattr(zipfile.ZipFile, "open", noting)
    assert next(expand(str(path))) == f"{path}#1"
    assert opened == ["META-INF/container.xml", "OEBPS/content.opf", "OEBPS/c0.xhtml"]


def test_a_page_that_is_damaged_costs_the_others_nothing(tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    data = book(one=page("پہلا باب"), two=page("دوسرا باب"))
    with zipfile.ZipFile(io.BytesIO(data)) as whole:
        info = next(each for each in whole.infolist() if each.filename.endswith("one.xhtml"))
    at = info.header_offset + 30 + len(info.filename) + 10
    path.write_bytes(data[:at] + bytes([data[at] ^ 0xFF] * 4) + data[at + 4 :])
    first, second = expand(str(path))
    with pytest.raises(SourceUnreadable, match="is not an EPUB book that can be read"):
        read(first, root=tmp_path)
    assert read(second, root=tmp_path).title == "دوسرا باب"
