"""Files, folders and standard input into articles."""

from __future__ import annotations

import hashlib
import io
import os
import textwrap
from pathlib import Path

import pytest

from naqeeb.errors import (
    IntakeError,
    NoArticle,
    NoUrdu,
    SettingsError,
    SourceMissing,
    SourceUnreadable,
)
from naqeeb.intake import expand, is_url, read
from naqeeb.intake.origin import Origin
from naqeeb.intake.pages import html
from naqeeb.intake.pages.guard import MAX_DEPTH
from naqeeb.settings import IntakeSettings, SourceSite

BODY = "کراچی میں بارش ہوئی۔ سڑکیں زیرِ آب آ گئیں۔"


def write(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return str(path)


# -- kinds of files --------------------------------------------------------


def test_the_first_line_of_a_plain_text_is_its_title_and_its_path_its_key(tmp_path: Path) -> None:
    article = read(write(tmp_path, "rain.txt", f"بارش کی خبر\n\n{BODY}\n"), root=tmp_path)
    assert article.id == "rain.txt"
    assert article.title == "بارش کی خبر"
    assert article.paragraphs == (BODY,)
    assert article.source == str(tmp_path / "rain.txt")
    assert article.published is None
    assert article.language == "ur"


def test_lines_of_verse_in_markdown_stay_lines(tmp_path: Path) -> None:
    verse = "گلوں میں رنگ بھرے **بادِ نوبہار** چلے\nچلے بھی آؤ کہ گلشن کا کاروبار چلے"
    prose = (
        " ".join(["سیلاب سے متاثرہ علاقوں میں امدادی کام جاری ہے اور سڑکیں کھول دی گئیں"] * 4) + "۔"
    )
    text = f"# سرخی\n\n{textwrap.fill(prose, 72)}\n\n{verse}\n\n\xa0\nآخر\n"
    article = read(write(tmp_path, "verse.md", text), root=tmp_path)
    assert article.paragraphs == (prose, verse.replace("**", ""), "آخر")


@pytest.mark.parametrize("sign", ["\ue000", "&#xe000;", "<b>&#xe000;</b>", "<p>&#xe000;</p>"])
def test_a_sign_of_private_use_in_markdown_makes_no_empty_line(tmp_path: Path, sign: str) -> None:
    text = f"# سرخی\n\nکراچی میں بارش ہوئی۔ {sign}\n\n{sign}\n\nلاہور میں دھوپ رہی۔\n"
    article = read(write(tmp_path, "a.md", text), root=tmp_path)
    assert article.paragraphs == ("کراچی میں بارش ہوئی۔", "لاہور میں دھوپ رہی۔")


def test_markdown_without_its_marks_code_and_tables(tmp_path: Path) -> None:
    text = (
        "# بارش کی *بڑی* خبر\n\nپہلا **موٹا** پیرا [لنک](https://example.org) کے ساتھ\n"
        "دوسری سطر۔\n\n"
        "```\ncode\n```\n\n- ایک بات\n- دوسری بات\n\n> اقتباس\n\n<div>متن ہے</div>\n\n"
        "![تصویر](a.png)\n\n## ذیلی سرخی\n\nآخری پیرا۔\n"
    )
    article = read(write(tmp_path, "rain.md", text), root=tmp_path)
    assert article.title == "بارش کی بڑی خبر"
    assert article.title_stated
    assert article.paragraphs == (
        "پہلا موٹا پیرا لنک کے ساتھ\nدوسری سطر۔",
        "ایک بات",
        "دوسری بات",
        "اقتباس",
        "متن ہے",
        "ذیلی سرخی",
        "آخری پیرا۔",
    )


def test_front_matter_stands_before_what_is_found(tmp_path: Path) -> None:
    text = f"---\ntitle: بیان کی گئی سرخی\nid: rain\ndate: 2026-11-22\n---\n# پہلی سرخی\n\n{BODY}\n"
    article = read(write(tmp_path, "rain.md", text), root=tmp_path)
    assert article.id == "rain"
    assert article.title == "بیان کی گئی سرخی"
    assert article.paragraphs == ("پہلی سرخی", BODY)
    assert article.published is not None


def test_a_short_page_is_read_by_its_paragraphs(tmp_path: Path) -> None:
    page = f"<html><body><nav><p>مینو</p></nav><h1>بارش</h1><p>{BODY}</p><script>x</script>"
    article = read(write(tmp_path, "rain.html", page), root=tmp_path)
    assert article.title == "بارش"
    assert article.paragraphs == (BODY,)


def test_a_long_page_is_read_without_its_menus(tmp_path: Path) -> None:
    paragraphs = "".join(
        f"<p>{number} واں پیرا: {BODY} حکومت نے شہریوں سے احتیاط کی اپیل کی ہے۔</p>"
        for number in range(1, 12)
    )
    page = f"""<!doctype html><html lang="ur"><head><title>بارش کی خبر | اخبار</title>
    <link rel="canonical" href="https://news.example/rain"/>
    <meta property="og:title" content="بارش کی خبر"/>
    <meta property="article:published_time" content="2026-11-20T08:00:00+05:00"/>
    </head><body><nav><ul><li><a href="/">صفحۂ اول</a></li><li><a href="/s">کھیل</a></li></ul></nav>
    <article><h1>بارش کی خبر</h1>{paragraphs}</article>
    <footer>جملہ حقوق محفوظ ہیں</footer></body></html>"""
    article = read(write(tmp_path, "rain.html", page), root=tmp_path)
    assert article.id == article.source == "https://news.example/rain"
    assert article.title.startswith("بارش کی خبر")
    assert article.published is not None
    assert article.published.date().isoformat() == "2026-11-20"
    spoken = " ".join(article.paragraphs)
    assert "11 واں پیرا" in spoken
    assert "صفحۂ اول" not in spoken
    assert "جملہ حقوق" not in spoken


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * (MAX_DEPTH + 1),
        "<b><p>" * 2000,
        "<font>" * 300_000,
        "<li><li/>" * 200_000,
        "<" * 5_000_000,
    ],
    ids=["one too deep", "formatting", "very deep", "many elements", "brackets"],
)
def test_pages_made_to_hurt_parsers_are_refused_at_once(tmp_path: Path, page: str) -> None:
    import time

    source = write(tmp_path, "bad.html", f"<html><body>{page}<p>{BODY}</p>")
    began = time.process_time()
    with pytest.raises(SourceUnreadable, match="elements"):
        read(source, root=tmp_path)
    assert time.process_time() - began < 5


@pytest.mark.parametrize("page", ["", "<html></html>", "<p>English only</p>", "<!-- بارش -->"])
def test_a_page_without_urdu_is_named(tmp_path: Path, page: str) -> None:
    with pytest.raises(IntakeError):
        read(write(tmp_path, "en.html", page), root=tmp_path)


def test_a_file_of_another_kind_says_which_are_read(tmp_path: Path) -> None:
    with pytest.raises(SourceUnreadable, match="not a kind of file") as error:
        read(write(tmp_path, "rain.odt", BODY), root=tmp_path)
    assert ".md" in error.value.cause


def test_a_missing_file_and_a_folder_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(SourceMissing, match="there is no file"):
        read(str(tmp_path / "none.txt"), root=tmp_path)
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(SourceMissing, match="is a folder"):
        read(str(tmp_path / "folder.txt"), root=tmp_path)


@pytest.mark.parametrize(
    ("typed", "hint"),
    [("rian.md", "did you mean rain.md?"), ("x", "check it"), ("no/x", "check it")],
)
def test_a_mistyped_name_is_answered_with_the_nearest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, hint: str
) -> None:
    write(tmp_path, "rain.md", BODY)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SourceMissing) as caught:
        read(typed, root=tmp_path)
    assert caught.value.hint.startswith(hint)


def test_english_in_a_text_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(NoUrdu, match="there is no Urdu"):
        read(write(tmp_path, "en.txt", "Only English."), root=tmp_path)


# -- keys ------------------------------------------------------------------


def test_a_key_is_the_path_below_the_root_with_forward_slashes(tmp_path: Path) -> None:
    source = write(tmp_path, "news/sport/match.txt", BODY)
    assert read(source, root=tmp_path).id == "news/sport/match.txt"
    assert read(source, root=tmp_path / "news").id == "sport/match.txt"
    assert read(source, root=tmp_path / "station").id == "../news/sport/match.txt"


def test_a_key_does_not_depend_on_how_the_file_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "news/match.txt", BODY)
    monkeypatch.chdir(tmp_path / "news")
    keys = {
        read(name, root=tmp_path).id for name in ("match.txt", "./match.txt", "../news/match.txt")
    }
    assert keys == {"news/match.txt"}


# -- folders and standard input --------------------------------------------


def test_a_folder_gives_its_articles_by_name(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "sub/c.HTML", ".hidden.txt", ".git/x.txt", "notes.pdf"):
        write(tmp_path, name, BODY)
    names = [Path(source).relative_to(tmp_path).as_posix() for source in expand(str(tmp_path))]
    assert names == ["a.md", "b.txt", "sub/c.HTML"]


def test_no_name_is_not_the_current_folder() -> None:
    assert list(expand("")) == [""]
    with pytest.raises(SourceMissing):
        read("", root=Path.cwd())


def test_a_folder_without_articles_is_named(tmp_path: Path) -> None:
    write(tmp_path, "notes.pdf", "x")
    with pytest.raises(SourceMissing, match="no article in the folder"):
        list(expand(str(tmp_path)))


def test_other_sources_stand_for_themselves() -> None:
    for source in ("-", "https://example.org/a", "missing.txt"):
        assert list(expand(source)) == [source]
    assert is_url("https://example.org")
    assert not is_url("ftp://example.org")


def test_standard_input_is_known_by_its_text(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    data = f"---\nbyline: نامہ نگار\n---\n{BODY}".encode()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data), "ascii"))
    article = read("-", root=tmp_path)
    assert article.id == "text:" + hashlib.sha256(data).hexdigest()
    assert article.byline == "نامہ نگار"
    assert article.paragraphs == (BODY,)


def test_nothing_on_standard_input_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b""), "utf-8"))
    with pytest.raises(SourceUnreadable, match="standard input is empty"):
        read("-", root=tmp_path)


# -- encodings and hostile names -------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_a_file_with_a_byte_order_mark_is_read(tmp_path: Path, name: str, encoding: str) -> None:
    path = tmp_path / name
    text = f"<p>{BODY}</p>" if name.endswith("html") else BODY
    path.write_bytes(text.encode(encoding))
    assert read(str(path), root=tmp_path).paragraphs == (BODY,)


def test_a_few_stray_bytes_are_left_out_with_a_remark(tmp_path: Path) -> None:
    data = (BODY * 5).encode()
    path = tmp_path / "a.txt"
    path.write_bytes(data[:80] + b"\xff" + data[80:200] + b"\x96" + data[200:])
    article = read(str(path), root=tmp_path)
    assert article.paragraphs == (BODY * 5,)
    assert article.remarks == ("2 bytes that are not UTF-8 left out, the first at 81",)


def test_a_page_in_an_old_code_page_says_so_in_its_head(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    body = BODY.replace("ی", "ي").replace("۔", ".")
    page = f'<html><head><meta charset="windows-1256"></head><body><h1>بارش</h1><p>{body}</p>'
    path.write_bytes(page.encode("cp1256", "ignore"))
    assert "کراچي" in read(str(path), root=tmp_path).paragraphs[0]


@pytest.mark.parametrize(
    "name",
    [
        "x" * 5_000 + ".txt",
        "x" * 300 + ".epub",
        "x" * 300 + ".epub#1",
        "a\0b.txt",
        "\udcff.txt",
        "a/" * 3_000 + "b.txt",
        "\u202e.txt",
        "[/].txt",
    ],
)
def test_a_name_that_cannot_be_opened_is_named_in_few_words(name: str) -> None:
    assert list(expand(name)) == [name]
    with pytest.raises(SourceMissing) as error:
        read(name, root=Path.cwd())
    text = str(error.value)
    assert len(text) < 600
    text.encode()
    assert "\u202e" not in text


def test_a_file_whose_name_is_no_text_has_a_key_that_is(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.txt")
    path.write_text(BODY, "utf-8")
    article = read(str(path), root=tmp_path)
    assert article.id == "caf%e9.txt"
    assert article.source == str(tmp_path / "caf%e9.txt")


# -- how long an article may be --------------------------------------------


def test_an_article_that_is_too_long_is_refused(tmp_path: Path) -> None:
    source = write(tmp_path, "book.txt", "ایک دو۔\n\n" * 200)
    with pytest.raises(SourceUnreadable, match=r"1,400 characters, more than the 1,000"):
        read(source, root=tmp_path, settings=IntakeSettings(max_chars=1_000))
    assert read(source, root=tmp_path).paragraphs


def test_a_word_that_is_none_is_refused(tmp_path: Path) -> None:
    source = write(tmp_path, "data.txt", f"{BODY}\n\n{'ب' * 80_000}")
    with pytest.raises(SourceUnreadable, match="a word of 80,000 letters") as error:
        read(source, root=tmp_path)
    assert len(str(error.value)) < 400


# -- how a newsroom has a site read ----------------------------------------

PAGE = f"""<html><body><div class="menu">مینو کے الفاظ یہاں ہیں۔</div><div id="odd"><h1>بارش</h1>
<p>{BODY}</p><p class="odd-line">یہ سطر نہ پڑھی جائے۔</p><p>دوسرا پیرا۔</p></div></body></html>"""


def test_selectors_say_what_is_the_article() -> None:
    site = SourceSite(include=("#odd",), exclude=("p.odd-line",))
    settings = IntakeSettings(sites={"example.pk": site})
    article = html.article(
        PAGE, Origin("k", "page", "https://urdu.example.pk/1"), settings=settings
    )
    assert article.paragraphs == (BODY, "دوسرا پیرا۔")
    other = html.article(PAGE, Origin("k", "page", "https://example.com/1"), settings=settings)
    assert "یہ سطر نہ پڑھی جائے۔" in other.paragraphs


def test_a_selector_that_is_none_is_named() -> None:
    settings = IntakeSettings(sites={"example.pk": SourceSite(exclude=("p[",))})
    with pytest.raises(SettingsError, match="not a CSS selector"):
        html.article(PAGE, Origin("k", "p", "https://example.pk/1"), settings=settings)


def test_a_selector_that_finds_nothing_says_so() -> None:
    settings = IntakeSettings(sites={"example.pk": SourceSite(include=(".gone",))})
    with pytest.raises(NoArticle, match="no article was found"):
        html.article(PAGE, Origin("k", "p", "https://example.pk/1"), settings=settings)


def test_a_site_is_the_nearest_that_is_set() -> None:
    near, far = SourceSite(encoding="utf-8"), SourceSite(encoding="cp1256")
    settings = IntakeSettings(sites={"example.pk": far, "urdu.example.pk": near})
    assert settings.site("www.urdu.example.pk") == near
    assert settings.site("WWW.Example.PK.") == far
    assert settings.site("example.com") == SourceSite()
