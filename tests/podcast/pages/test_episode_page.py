"""What an episode's page holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from page_reading import (
    embedded,
    parsed,
    policy_of,
    text_of,
    tiny_episode,
)

from naqeeb.model import AudioFile, CueWord, Episode, Show
from naqeeb.podcast import pages


def test_an_article_reads_as_an_article(episode: Episode, show: Show) -> None:
    page = pages.episode_page(episode, show, cover="cover.png")
    assert text_of(page, "//h1") == episode.title
    paragraphs = [" ".join(p.text_content().split()) for p in parsed(page).xpath("//main//div/p")]
    assert paragraphs == [
        " ".join(c.text for c in episode.transcript if c.paragraph == number)
        for number in range(len(paragraphs))
    ]
    assert text_of(page, "//p[@class='meta']").startswith("نامہ نگار")


def test_a_chapter_leads_to_its_sentence_without_any_script(episode: Episode, show: Show) -> None:
    page = parsed(pages.episode_page(episode, show, cover="cover.png"))
    links = page.xpath("//nav[@class='chapters']//a")
    assert len(links) == len(episode.chapters) > 1
    for link, chapter in zip(links, episode.chapters, strict=True):
        at = int(link.get("href").removeprefix("#s"))
        assert abs(episode.transcript[at].start_ms - chapter.start_ms) <= 1000
        assert page.get_element_by_id(f"s{at}") is not None


def test_times_of_words_stand_in_the_page_where_the_voice_reported_them(
    episode: Episode, show: Show
) -> None:
    estimated = replace(
        episode, transcript=tuple(replace(c, estimated=True) for c in episode.transcript)
    )
    cues = embedded(pages.episode_page(episode, show, cover="c.png"), "cues")
    first = episode.transcript[0]
    assert cues[0][:2] == [first.start_ms, first.end_ms]
    assert [word[2:] for word in cues[0][2]] == [[w.start_ms, w.end_ms] for w in first.words]
    cues = embedded(pages.episode_page(estimated, show, cover="c.png"), "cues")
    assert all(len(cue) == 2 for cue in cues)


@given(st.lists(st.text("آب۔ x😀𝔘", min_size=1, max_size=8), min_size=1, max_size=6))
def test_places_of_words_are_counted_as_the_browser_counts(tokens: list[str]) -> None:
    text, marks, at = " ".join(tokens), [], 0
    for number, token in enumerate(tokens):
        marks.append(CueWord(at, at + len(token), number * 100, number * 100 + 100))
        at += len(token) + 1
    episode = tiny_episode("t", text, "b", tuple(marks))
    ((_, _, placed),) = embedded(pages.episode_page(episode, Show(), cover="c"), "cues")
    units = text.encode("utf-16-le")
    for (start, end, *_), token in zip(placed, tokens, strict=True):
        assert units[start * 2 : end * 2].decode("utf-16-le") == token


def test_all_editions_of_the_sound_can_be_fetched(episode: Episode, show: Show) -> None:
    small = AudioFile("e-small.mp3", "audio/mpeg", 90_000, "cd" * 32, 24_000, "کم ڈیٹا")
    with_editions = replace(episode, alternates=(small,))
    page = parsed(pages.episode_page(with_editions, show, cover="c.png"))
    links = {a.get("href"): a.text_content() for a in page.xpath("//a[@download]")}
    assert "720 KB" in links[episode.audio.name]
    assert links["e-small.mp3"].startswith("کم ڈیٹا")


def test_the_sound_may_lie_on_another_host(episode: Episode, show: Show) -> None:
    apart = replace(show, media_url="https://media.example.net/n/")
    page = pages.episode_page(episode, apart, cover="c.png")
    url = f"https://media.example.net/n/episodes/{episode.id}/{episode.audio.name}"
    assert parsed(page).xpath("//audio/@src") == [url]
    assert "media-src 'self' file: https://media.example.net;" in policy_of(page)
    here = pages.episode_page(episode, show, cover="c.png")
    assert parsed(here).xpath("//audio/@src") == [episode.audio.name]


def test_a_correction_says_that_it_is_one(episode: Episode, show: Show) -> None:
    plain = pages.episode_page(episode, show, cover="c.png")
    assert "تصحیح" not in text_of(plain, "//header[@class='head']")
    changed = replace(
        episode,
        updated=episode.published + timedelta(days=3),
        previous_audio=(("old.mp3", episode.published),),
    )
    page = pages.episode_page(changed, show, cover="c.png")
    assert "تصحیح: 23 نومبر 2026" in text_of(page, "//header[@class='head']")
