"""Show notes: what an app shows under an episode."""

from __future__ import annotations

from html import escape

from naqeeb.model import Chapter, Episode, Role
from naqeeb.podcast import address
from naqeeb.podcast.phrases import cut_bytes, one_line
from naqeeb.text.cleaning import clean
from naqeeb.text.clock import position

SUMMARY_BYTES = 4000
"""Apple's limit, in bytes: Urdu takes two a letter."""

SHORTEST = 20
"""A summary of fewer characters says nothing."""

BETWEEN_TITLES = " · "

_ALLOWED = {"div", "p", "br", "ul", "ol", "li", "a", "strong", "em"}
_ATTRIBUTES = {"a": {"href"}, "div": {"dir", "lang"}}


def summary(episode: Episode) -> str:
    """The episode in plain words.

    Its own summary, else the titles of a bulletin's stories, else the first paragraph.
    """
    text = one_line(episode.summary)
    titles = [one_line(c.text) for c in episode.transcript if c.role is Role.TITLE]
    if not text and len(titles) > 1:
        text = BETWEEN_TITLES.join(titles)
    if not text:
        body = [c for c in episode.transcript if c.role is Role.BODY]
        text = " ".join(
            one_line(c.text)
            for c in body
            if (c.story, c.paragraph) == (body[0].story, body[0].paragraph)
        )
        text = _after_title(text, one_line(episode.title))
    return cut_bytes(text or episode.title, SUMMARY_BYTES)


def _after_title(text: str, title: str) -> str:
    """A title that was taken from the first sentence is not said twice."""
    rest = text.removeprefix(title).lstrip(" ،؛:۔")
    return rest if text.startswith(title) and len(rest) >= SHORTEST else text


def as_html(text: str) -> str:
    """Plain words as HTML of at most ``SUMMARY_BYTES``, with no tag in it.

    A ``<description>`` holds HTML (https://www.rssboard.org/rss-encoding-examples), and
    some readers show it without looking what is in it.
    """
    limit = SUMMARY_BYTES
    while len((html := escape(cut_bytes(text, limit), quote=False)).encode()) > SUMMARY_BYTES:
        limit = limit * SUMMARY_BYTES // len(html.encode())
    return html


def in_html(episode: Episode, where: address.Address) -> str:
    """The notes with chapter times, links and the word that the voice is a machine's.

    Times stand as ``mm:ss``, which players turn into links of their own.
    """
    parts = [f"<p>{escape(summary(episode))}</p>"]
    if len(episode.chapters) > 1:
        parts.append(f"<ul>{''.join(map(_row, episode.chapters))}</ul>")
    links = [f'<a href="{escape(where.page(episode.id))}">مکمل متن</a>']
    source = address.web_url(episode.source)
    if source:
        links.append(f'<a href="{escape(source)}">اصل خبر</a>')
    parts.append(f"<p>{' · '.join(links)}</p>")
    parts.append(f"<p>یہ آواز کمپیوٹر کی ہے ({escape(one_line(episode.voice))})۔</p>")
    lang = escape(episode.language)
    return safe_html(f'<div dir="rtl" lang="{lang}">{"".join(parts)}</div>')


def _row(chapter: Chapter) -> str:
    title = escape(one_line(chapter.title))
    if link := address.web_url(chapter.url):
        title = f'<a href="{escape(link)}">{title}</a>'
    return f"<li>{position(chapter.start_ms, padded=True)} {title}</li>"


def safe_html(text: str) -> str:
    """HTML with nothing but plain paragraphs, lists and web links.

    feedgen passes ``<script>`` through, so all HTML goes through this list.
    """
    import nh3

    return nh3.clean(
        clean(text),
        tags=_ALLOWED,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
