"""One page has one name, however one came to it."""

from __future__ import annotations

import pytest

from naqeeb.intake import links

NAME = "https://news.pk/2026/flood"


@pytest.mark.parametrize(
    "address",
    [
        "https://news.pk/2026/flood",
        "http://news.pk/2026/flood",
        "HTTP://WWW.News.PK:80/2026/flood/",
        "https://news.pk:443/2026/flood//",
        "https://news.pk./2026/flood#comments",
        "https://news.pk/2026/flood?utm_source=rss&utm_medium=feed",
        "https://news.pk/2026/flood?at_time=1700000000&at_medium=RSS&at_campaign=rss",
        "https://news.pk/2026/flood/?fbclid=IwAR0&ref=whatsapp&amp=1x",
        "https://user:secret@news.pk/2026/flood?api_key=secret",
        "https://news.pk//2026//flood",
    ],
)
def test_what_does_not_tell_pages_apart_is_no_part_of_the_name(address: str) -> None:
    assert links.link_name(address) == NAME


@pytest.mark.parametrize(
    "address",
    [
        "https://news.pk/2026/flood?p=7",
        "https://news.pk/2026/flood?source=7",
        "https://news.pk:8080/2026/flood",
        "https://urdu.news.pk/2026/flood",
        "https://news.pk/2026/Flood",
        "https://news.pk/2026/flood#!/story/7",
    ],
)
def test_what_tells_pages_apart_stays(address: str) -> None:
    assert links.link_name(address) != NAME
    assert links.link_name(links.link_name(address)) == links.link_name(address)


def test_the_order_of_parameters_and_the_spelling_of_letters_do_not_matter() -> None:
    assert links.link_name("http://a.pk/x?b=2&a=1") == links.link_name("https://a.pk/x?a=1&b=2")
    spelled = links.link_name("https://a.pk/خبریں/سیلاب")
    assert spelled == links.link_name(
        "https://a.pk/%d8%ae%D8%A8%D8%B1%DB%8C%DA%BA/%D8%B3%DB%8C%D9%84%D8%A7%D8%A8"
    )
    assert links.link_name("https://اردو.pk/x") == links.link_name("https://xn--mgbqf7g.pk/x")


@pytest.mark.parametrize(
    ("stated", "name"),
    [
        ("https://news.pk/story/7", "https://news.pk/story/7"),
        ("http://www.news.pk/story/7/?utm_source=x", "https://news.pk/story/7"),
        ("/story/7", "https://news.pk/story/7"),
        ("7", "https://news.pk/story/7"),
        ("//news.pk/story/7", "https://news.pk/story/7"),
        ("/?p=7", "https://news.pk?p=7"),
        # A site's front page, and other sites', are no names of this page.
        ("https://news.pk/", None),
        ("https://news.pk", None),
        ("/", None),
        ("/index.html", None),
        ("https://other.pk/story/7", None),
        ("https://news.pk.other.pk/story/7", None),
        ("javascript:alert(1)", None),
        ("http://[::1/x", None),
        ("  ", None),
        ("", None),
        (None, None),
    ],
)
def test_a_canonical_address_is_believed_on_its_own_host_and_with_a_path(
    stated: str | None, name: str | None
) -> None:
    assert links.canonical_name(stated, "https://news.pk/story/old") == name


def test_a_guid_is_a_name_in_its_own_feed() -> None:
    one = links.guid_name(" 7 ", "https://www.news.pk/feed")
    assert one == links.guid_name("7", "http://news.pk/rss.xml")
    assert one != links.guid_name("7", "https://other.pk/feed")
    assert len(links.guid_name("x" * 10_000, "https://news.pk/")) < 1000


@pytest.mark.parametrize(
    ("address", "host"),
    [("http://[/", ""), ("http://[::1]:99999/", "::1"), ("HTTPS://A.pk/x", "a.pk"), ("x", "")],
)
def test_what_is_no_address_has_no_host(address: str, host: str) -> None:
    assert links.host_of(address) == host
    assert links.host_of(None) == ""
