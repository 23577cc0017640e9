"""HTML, Markdown and pasted text into passages: words stay apart and keep their meaning."""

from __future__ import annotations

import pytest

from naqeeb.intake import markdown, plain
from naqeeb.intake.origin import Origin
from naqeeb.intake.pages import markup
from naqeeb.intake.passages import Facts


def walked(text: str) -> list[str]:
    tree = markup.parse(text)
    return [f"{passage.block}: {passage.text}" for passage in markup.walk(tree).passages]


def texts(text: str) -> list[str]:
    return [passage.partition(": ")[2] for passage in walked(text)]


@pytest.mark.parametrize(
    "tag",
    [
        *("h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "li", "dt", "blockquote", "section"),
        *("article", "address", "details", "summary", "center", "header"),
    ],
)
def test_every_block_ends_a_passage(tag: str) -> None:
    assert texts(f"ایک<{tag}>دو</{tag}>تین") == ["ایک", "دو", "تین"]


def test_cells_and_lines_do_not_run_together() -> None:
    assert texts("<table><tr><td>لاہور</td><td>187</td></tr></table>") == ["لاہور", "187"]
    assert texts("ایک<br>دو<br/>تین") == ["ایک", "دو", "تین"]
    assert texts("<p>ایک <b>دو</b> تین</p>") == ["ایک دو تین"]
    assert texts("<p>پاکستان<span>ی</span></p>") == ["پاکستانی"]


@pytest.mark.parametrize(
    ("markup", "kinds"),
    [
        ("<h2>سرخی</h2><p>متن۔</p>", ["heading", "paragraph"]),
        ("<ul><li>ایک<ul><li>دو</li></ul></li></ul>", ["item", "item"]),
        ("<blockquote><p>قول۔</p></blockquote>", ["quote"]),
        ("<p><strong>ذیلی سرخی</strong></p><p>متن۔</p>", ["heading", "paragraph"]),
        ("<p><strong>پورا جملہ ہے۔</strong></p>", ["paragraph"]),
    ],
)
def test_what_a_passage_is(markup: str, kinds: list[str]) -> None:
    assert [passage.partition(":")[0] for passage in walked(markup)] == kinds


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("رقم 10<sup>6</sup> ہے", "رقم 10⁶ ہے"),
        ("رقم ۱۰<sup>۶</sup> ہے", "رقم ۱۰⁶ ہے"),
        ("10<sup>-9</sup> میٹر", "10⁻⁹ میٹر"),
        ("5 km<sup>2</sup> رقبہ", "5 km² رقبہ"),
        ("CO<sub>2</sub> کا اخراج", "CO₂ کا اخراج"),
        ("H<sub>2</sub>SO<sub>4</sub>", "H₂SO₄"),
        ("21<sup>st</sup> صدی", "21st صدی"),
        ('بارش ہوئی<sup><a href="#fn1">1</a></sup>۔', "بارش ہوئی¹۔"),
        ('بارش<sup class="reference"><a href="#cite_note-2">[2]</a></sup> ہوئی', "بارش² ہوئی"),
        ('بارش<a role="doc-noteref" href="#n3">3</a> ہوئی', "بارش³ ہوئی"),
        ('بارش <a href="#fnref1" role="doc-backlink">↩</a>ہوئی', "بارش ہوئی"),
        ("ایک <del>دو</del><s>تین</s> چار", "ایک چار"),
        ("ایک<!-- تبصرہ -->دو", "ایکدو"),
        ("ایک&nbsp;دو&#8203;", "ایک دو\u200b"),
        ("soft&shy;hyphen", "softhyphen"),
        ("<q>قول</q>", "“قول”"),
        ("ایک<script>x</script><style>y</style><template>z</template> دو", "ایک دو"),
        ("ایک<span hidden>دو</span><span style='display: none'>تین</span>", "ایک"),
        ("<p>متن</p><svg><text>الف</text></svg>", "متن"),
    ],
)
def test_inside_of_a_passage(markup: str, text: str) -> None:
    assert texts(markup) == [text]


def test_a_figure_is_not_read_but_a_table_in_it_is() -> None:
    figure = (
        "<figure><table><tr><th>شہر</th><th>بارش</th></tr><tr><td>لاہور</td><td>20</td></tr>"
        "</table><figcaption>بارش کا جدول</figcaption></figure>"
    )
    assert walked(figure) == ["heading: بارش کا جدول", "row: لاہور: بارش 20۔"]
    assert walked("<figure><img alt='x'><figcaption>تصویر</figcaption></figure>") == []


def test_a_small_table_is_read_row_by_row_and_a_large_one_is_named() -> None:
    rows = "".join(f"<tr><td>شہر {n}</td><td>{n}</td></tr>" for n in range(20))
    table = f"<table><caption>بارش</caption><tr><th>شہر</th><th>ملی میٹر</th></tr>{rows}</table>"
    result = markup.walk(markup.parse(table))
    assert [passage.text for passage in result.passages] == ["جدول: بارش۔"]
    assert result.remarks == ["a table of 20 rows and 2 columns is not read out: بارش"]
    small = "<table><tr><td>لاہور</td><td>187</td><td>دھند</td></tr><tr><td>ملتان</td><td>90</td><td>صاف</td></tr></table>"  # noqa: E501
    assert walked(small) == ["row: لاہور: 187، دھند۔", "row: ملتان: 90، صاف۔"]


def test_a_table_that_only_arranges_the_page_is_read_as_text() -> None:
    page = "<table><tr><td><p>پہلا پیرا۔</p></td></tr><tr><td><p>دوسرا پیرا۔</p></td></tr></table>"
    assert walked(page) == ["paragraph: پہلا پیرا۔", "paragraph: دوسرا پیرا۔"]


# -- Markdown and pasted text ----------------------------------------------


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("ایک ~~دو~~ تین۔", ["ایک تین۔"]),
        ("## سرخی {#id .class}\n\nمتن۔", ["متن۔"]),
        ("- [x] پہلا کام\n- [ ] دوسرا کام", ["پہلا کام", "دوسرا کام"]),
        ("بارش ہوئی[^1] کل۔\n\n[^1]: محکمے کی رپورٹ\n    دوسری سطر", ["بارش ہوئی¹ کل۔"]),
        ("رقم 10<sup>6</sup> اور CO<sub>2</sub>۔", ["رقم 10⁶ اور CO₂۔"]),
        ("کہا گیا&mdash;یعنی &quot;ہاں&quot;۔", ['کہا گیا—یعنی "ہاں"۔']),
        ("| شہر | بارش |\n|---|---|\n| لاہور | 20 |", ["لاہور: بارش 20۔"]),
        ("متن۔\n\n```\ncode\n```\n\n![تصویر](a.png)", ["متن۔"]),
        ("1. ایک\n2. دو", ["ایک", "دو"]),
        ("<!-- تبصرہ -->\n\nمتن۔", ["متن۔"]),
        ("متن ہے۔[۱۲] مزید [حوالہ درکار]۔", ["متن ہے۔¹² مزید۔"]),
    ],
)
def test_markdown_is_read_as_its_page_would_be(body: str, text: list[str]) -> None:
    article = markdown.article(body, Facts(title=None), Origin("k", "a.md"))
    assert list(article.paragraphs) == text


def test_markdown_notes_are_shown_and_not_read() -> None:
    body = "بارش ہوئی[^1]۔\n\n[^1]: محکمے کی رپورٹ\n\nدوسرا پیرا۔"
    article = markdown.article(body, Facts(), Origin("k", "a.md"))
    assert article.footnotes == ("[1] محکمے کی رپورٹ",)


@pytest.mark.parametrize(
    ("body", "title", "first"),
    [
        ("## بارش\n\nمتن ہے۔\n\n## بجلی\n\nمتن۔", "بارش", "متن ہے۔"),
        ("لاہور\n\n# بارش\n\nمتن ہے۔", "بارش", "لاہور"),
        ("لاہور\n\nبارش\n====\n\nمتن ہے۔", "بارش", "لاہور"),
        ("شہر میں بارش\n\n## پانی\n\nمتن ہے۔", "شہر میں بارش", "پانی"),
    ],
)
def test_the_title_of_markdown_is_the_heading_at_its_head(
    body: str, title: str, first: str
) -> None:
    article = markdown.article(body, Facts(), Origin("k", "a.md"))
    assert (article.title, article.paragraphs[0]) == (title, first)


@pytest.mark.parametrize(
    ("body", "footnotes"),
    [
        ("بارش ہوئی[1]۔ پل[۲] ٹوٹا۔\n\n[1] محکمہ موسمیات\n\n[۲] ضلعی دفتر", 2),
        ("بارش ہوئی۔\n\n[1] محکمہ موسمیات", 0),  # nothing leads to it
        ("بارش ہوئی[1]۔\n\n[1] محکمہ موسمیات\n\nآخری پیرا۔", 0),  # it is not at the end
    ],
)
def test_numbered_lines_at_the_end_are_notes_where_the_text_leads_to_them(
    body: str, footnotes: int
) -> None:
    for kind in (markdown, plain):
        article = kind.article(body, Facts(), Origin("k", "a"))
        assert len(article.footnotes) == footnotes
        assert len(article.paragraphs) + footnotes == body.count("\n\n") + 1


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("کہا گیا&mdash;یعنی ہاں۔", ["کہا گیا—یعنی ہاں۔"]),
        ("الف &amp; ب &lt; ج۔", ["الف & ب < ج۔"]),
        ("<p>ایک۔</p><p>دو <b>موٹا</b>۔</p>", ["ایک۔", "دو موٹا۔"]),
        ("پہلی سطر۔<br>دوسری سطر۔", ["پہلی سطر۔", "دوسری سطر۔"]),
        ("ایک۔\n\nدو <i>ترچھا</i>۔\n\nتین۔", ["ایک۔", "دو ترچھا۔", "تین۔"]),
        ("5 < 6 اور 7 > 3 ہے۔", ["5 < 6 اور 7 > 3 ہے۔"]),
        ("<خبر> کا متن۔", ["<خبر> کا متن۔"]),
        ("متن&#x202e;الٹ&#0;&#xd800;۔", ["متنالٹ\ufffd\ufffd۔"]),
    ],
)
def test_tags_and_entities_in_a_pasted_text_are_understood(body: str, text: list[str]) -> None:
    assert [passage.text for passage in plain.passages(body)] == text
