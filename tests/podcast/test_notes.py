"""Show notes: plain words, chapter times, links, and nothing that a browser would run."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naqeeb.model import Cue, Episode, Line, Script, Show
from naqeeb.podcast import address, notes, transcript

WHERE = address.of(Show(site_url="https://a.example/"))
Timer = Callable[[Sequence[Line]], tuple[Cue, ...]]


def test_an_article_is_told_by_its_first_paragraph(episode: Episode) -> None:
    first, second = (c.text for c in episode.transcript if c.paragraph == 0)
    assert notes.summary(episode) == f"{first} {second}"


def test_a_bulletin_is_told_by_the_titles_of_its_stories(
    episode: Episode, bulletin: Script, time_lines: Timer
) -> None:
    captions = transcript.captions(bulletin, time_lines(bulletin.lines))
    summary = notes.summary(replace(episode, transcript=captions))
    assert summary == "سیلاب سے نقصان · کرکٹ میں جیت"


def test_its_own_summary_stands_before_both(episode: Episode) -> None:
    assert notes.summary(replace(episode, summary="مختصر\nخلاصہ")) == "مختصر خلاصہ"


def test_without_any_text_the_title_stands(episode: Episode) -> None:
    assert notes.summary(replace(episode, transcript=())) == episode.title


def test_a_summary_has_at_most_4000_bytes(episode: Episode) -> None:
    assert len(notes.summary(replace(episode, summary="خبر " * 3000)).encode()) <= 4000


def test_notes_run_from_right_to_left_with_times_and_links(episode: Episode) -> None:
    html = notes.in_html(episode, WHERE)
    assert html.startswith('<div dir="rtl" lang="ur">')
    assert "<li>00:00 ایران" in html
    assert "<li>01:13 SCO" in html
    assert f'<a href="https://a.example/episodes/{episode.id}/index.html">' in html
    assert '<a href="https://example.org/%D8%AE%D8%A8%D8%B1/1?a=%D8%A8">' in html


def test_a_file_as_source_is_not_linked(episode: Episode) -> None:
    assert notes.in_html(replace(episode, source="news/1.txt"), WHERE).count("<a ") == 1


@pytest.mark.parametrize(
    "hostile",
    ["<script>x</script>", "<img src=x onerror=y>", '<a href="javascript:x">ا</a>', "<iframe>"],
)
def test_only_harmless_html_passes(hostile: str) -> None:
    html = notes.safe_html(f"<p>ا{hostile}</p>")
    assert html.startswith("<p>ا")
    for bad in ("script", "onerror", "<img", "<iframe"):
        assert bad not in html


@given(st.text(st.characters(), max_size=200))
def test_any_title_makes_notes_without_a_strange_tag(episode: Episode, text: str) -> None:
    hostile = replace(episode, title=text, summary=text, voice=text, source=f"https://a/{text}")
    html = notes.in_html(hostile, WHERE)
    html.encode()
    assert notes.safe_html(html) == html


def test_a_title_taken_from_the_first_sentence_is_not_repeated(episode: Episode) -> None:
    sentence = "ایران اور روس کے صدور نے ملاقات کی، دونوں نے تعاون کا جائزہ لیا۔"
    title, _, rest = sentence.partition("، ")
    first = replace(episode.transcript[1], text=sentence)
    opened = replace(episode, title=title, transcript=(first,))
    assert notes.summary(opened) == rest
    assert f"<p>{rest}</p>" in notes.in_html(opened, WHERE)


def test_a_paragraph_that_says_little_beside_the_title_stays_whole(episode: Episode) -> None:
    first = replace(episode.transcript[1], text="ایران اور روس کے صدور نے ملاقات کی، کل۔")
    short = replace(episode, title="ایران اور روس کے صدور نے ملاقات کی", transcript=(first,))
    assert notes.summary(short) == first.text


def test_a_title_that_stands_elsewhere_in_the_paragraph_is_no_beginning(episode: Episode) -> None:
    first = replace(episode.transcript[1], text="اطلاعات کے مطابق ملاقات سمرقند میں ہوئی۔")
    other = replace(episode, title="ملاقات سمرقند میں ہوئی", transcript=(first,))
    assert notes.summary(other) == first.text
