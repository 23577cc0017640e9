"""Texts, pages and feeds as they come on a bad day: what hypothesis draws from."""

from __future__ import annotations

from hypothesis import strategies as st

_WORDS = (
    *("کراچی", "میں", "بارش", "ہوئی۔", "یہ بھی پڑھیں:", "فائل فوٹو", "حوالہ جات", "…", "[1]"),
    "۱۲",
    *("2026-11-22", "&#xd800;", "&mdash;", "\u202e", "\x00", "\ufeff", "\u200c", "٪", "a" * 300),
    *(
        "<",
        "$1,5",
        "10:61",
        "@a",
        "#ب",
        "https://a.pk/?x=1",
        "👍🏽",
        "ﷺ",
        "1/2/3",
        "(SCO)",
        "۔" * 40,
    ),
)
_TAGS = (
    *("p", "div", "h1", "h2", "li", "ul", "table", "tr", "td", "th", "caption", "blockquote"),
    *("sup", "sub", "a", "figure", "figcaption", "article", "main", "header", "footer", "time"),
    *("dl", "dt", "dd", "script", "style", "pre", "form", "b", "br", "hr", "section", "del"),
    *("q", "svg", "x-y"),
)
_ATTRIBUTES = (
    *("class='related'", "class='live-blog'", "id='fn1'", "href='#cite_note-1'", "hidden"),
    *("href='http://[::1'", "role='doc-noteref'", "style='display:none'", "colspan='9'"),
    *("datetime='99999-99-99'", "class='references'", "itemprop='datePublished' content='x'"),
    *("href='/a'", "lang='ur'"),
)
text = st.lists(st.sampled_from(_WORDS) | st.text(max_size=12), max_size=12).map(" ".join)
"""Some words, many of them no words."""


def _element(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """An element around any of these; now and then it is not closed."""
    return st.tuples(
        st.sampled_from(_TAGS),
        st.sampled_from(("", *_ATTRIBUTES)),
        st.lists(children, max_size=4).map("".join),
        st.booleans(),
    ).map(lambda part: f"<{part[0]} {part[1]}>{part[2]}" + (f"</{part[0]}>" if part[3] else ""))


markup = st.recursive(text, _element, max_leaves=25)
"""Elements inside each other."""

_JSON = "<script type='application/ld+json'>{}</script>"
_HEADS = (
    "<title>بارش | اخبار</title>",
    "<meta property='article:published_time' content='0001-01-01T00:00:00+14:00'>",
    "<meta property='og:type' content='website'>",
    "<link rel='canonical' href='http://[/'>",
    _JSON.format('{"@type":"NewsArticle","datePublished":1e999}'),
    _JSON.format('[[[{"@graph":[7,{"@type":["Article"]}]}]]]'),
    _JSON.format("[" * 3_000),
)
head = st.lists(st.sampled_from(_HEADS), max_size=4).map("".join)
"""The inside of a page's ``<head>``."""
page = st.tuples(head, st.lists(markup, max_size=5).map("".join)).map(
    lambda part: f"<html><head>{part[0]}</head><body>{part[1]}</body></html>"
)

_KEYS = (
    *("title", "date", "id", "link", "image", "category", "headline", "priority", "author"),
    *("sound.intro", "sound.lufs", "sound.comma_ms", "sound.editions", "x" * 300),
)
_VALUES = (
    *("2026-02-30", "0001-01-01", "9999-12-31T23:59:59-14:00", "9" * 5_000, "[" * 3_000, "'"),
    *("\ud800", "١٢ رمضان ١٤٤٧", "https://u:p@[::1/x?token=y", "\u202e", "", "-1", "1e999", "a/b"),
)
fact = st.sampled_from(_VALUES) | text
"""The value of a fact about an article."""
facts = st.lists(st.tuples(st.sampled_from(_KEYS), fact), max_size=6)


def front_matter(pairs: list[tuple[str, str]]) -> str:
    """These facts as the lines at the head of a text."""
    return "---\n" + "\n".join(f"{key}: {value}" for key, value in pairs) + "\n---\n"


_ITEM_FIELDS = (
    *("title", "link", "guid", "pubDate", "description", "author", "category", "updated", "id"),
    *("content:encoded", "summary", "enclosure"),
)
_item = st.lists(
    st.tuples(st.sampled_from(_ITEM_FIELDS), text | markup | fact, st.booleans()), max_size=6
).map(
    lambda parts: "".join(
        f"<{name}><![CDATA[{value}]]></{name}>" if cdata else f"<{name}>{value}</{name}>"
        for name, value, cdata in parts
    )
)
feed = st.tuples(st.lists(_item, max_size=4), st.sampled_from(("item", "entry"))).map(
    lambda part: (
        '<rss version="2.0"><channel><title>x</title>'
        + "".join(f"<{part[1]}>{each}</{part[1]}>" for each in part[0])
        + "</channel></rss>"
    )
)
"""An XML feed."""

_JSON_KEYS = (
    *("items", "title", "id", "url", "content_html", "authors", "tags", "date_published", "name"),
)
json_value = st.recursive(
    st.none() | st.booleans() | st.integers() | text,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(_JSON_KEYS), inner, max_size=4)
    ),
    max_leaves=12,
)

encoded = st.tuples(
    st.sampled_from(("کراچی میں بارش ہوئی۔ لوگ خوش ہیں۔", "")) | text,
    st.sampled_from(("utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1256")),
    st.binary(max_size=12),
).map(lambda part: part[0].encode(part[1], "ignore") + part[2])
"""A text in one encoding or another, with some bytes that are none of it."""
