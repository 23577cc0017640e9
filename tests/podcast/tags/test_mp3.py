"""Tags: what a player shows when it has nothing but the MP3."""

import shutil
import subprocess
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mutagen.id3 import ID3
from mutagen.mp3 import MP3

from naqeeb.errors import PodcastError
from naqeeb.model import Chapter, Episode, Show
from naqeeb.podcast import tags
from naqeeb.podcast.artwork import cover
from naqeeb.podcast.tags import reading

PNG = cover.embed(cover.default_cover()[1])


@pytest.fixture
def tagged(tmp_path: Path, sound: bytes, episode: Episode, show: Show) -> Path:
    path = tmp_path / "e.mp3"
    path.write_bytes(sound)
    tags.write(path, episode, show, PNG)
    return path


def test_title_artist_album_date_and_language(tagged: Path, episode: Episode, show: Show) -> None:
    tag = ID3(tagged, translate=False)
    assert tag.version == (2, 3, 0)
    assert tag["TIT2"].text == [episode.title]
    assert tag["TPE1"].text == [show.author]
    assert tag["TALB"].text == [show.title]
    assert (tag["TYER"].text, tag["TDAT"].text) == (["2026"], ["2011"])
    assert tag["TLAN"].text == ["urd"]
    assert tag["TIT2"].encoding == 1


@pytest.mark.parametrize(("hour", "minute"), [(0, 0), (0, 30), (18, 0), (18, 5)])
def test_an_episode_of_a_full_hour_keeps_its_time(
    tmp_path: Path, sound: bytes, episode: Episode, show: Show, hour: int, minute: int
) -> None:
    """mutagen left it out, and a record that was made again from its sound had midnight."""
    path = tmp_path / "e.mp3"
    path.write_bytes(sound)
    published = show.at_local(datetime(2026, 11, 20, hour, minute))  # noqa: DTZ001 - the show's
    tags.write(path, replace(episode, published=published), show, b"")
    facts = reading.read(path)
    assert facts is not None
    assert facts.stamp is not None
    assert show.at_local(facts.stamp) == published
    assert ID3(path, translate=False)["TIME"].text == [f"{hour:02}{minute:02}"]


def test_the_words_stand_in_it_whole_and_in_time(tagged: Path, episode: Episode) -> None:
    tag = ID3(tagged, translate=False)
    lyrics = tag.getall("USLT")[0]
    assert lyrics.lang == "urd"
    assert lyrics.text.count("\n\n") == 3
    assert episode.transcript[-1].text in lyrics.text
    timed = tag.getall("SYLT")[0]
    assert (timed.lang, timed.format) == ("urd", 2)
    assert timed.text == [(c.text, c.start_ms) for c in episode.transcript]


def test_of_a_text_of_hours_only_the_beginning_stands_in_it(
    tmp_path: Path, sound: bytes, episode: Episode, show: Show
) -> None:
    path = tmp_path / "long.mp3"
    path.write_bytes(sound)
    sentence = replace(episode.transcript[0], text="خبر " * 250)
    tags.write(path, replace(episode, transcript=(sentence,) * 150), show, b"")
    tag = ID3(path, translate=False)
    assert len(tag.getall("SYLT")[0].text) == 100
    lyrics = tag.getall("USLT")[0].text
    assert lyrics.endswith("\n\n…")
    assert len(lyrics) <= tags.TEXT_CHARS + 3


def test_the_comment_names_source_and_voice(tagged: Path) -> None:
    comment = ID3(tagged).getall("COMM")[0]
    assert comment.lang == "urd"
    assert "https://example.org/%D8%AE%D8%A8%D8%B1/1?a=%D8%A8" in comment.text[0]
    assert "espeak" in comment.text[0]
    assert "licence" not in comment.text[0], "that of the voice is no concern of the listener"


def test_the_feed_is_named_in_a_text_frame(tagged: Path) -> None:
    tag = ID3(tagged)
    assert tag["TXXX:FEED"].text == ["https://news.example.org/urdu/feed.xml"]
    assert not tag.getall("WFED")


def test_a_show_without_an_address_writes_none(
    tmp_path: Path, sound: bytes, episode: Episode
) -> None:
    path = tmp_path / "e.mp3"
    path.write_bytes(sound)
    tags.write(path, replace(episode, source="news/1.txt"), Show(), PNG)
    tag = ID3(path)
    assert not tag.getall("TXXX:FEED")
    assert "localhost" not in tag.getall("COMM")[0].text[0]


def test_the_cover_is_small(tagged: Path) -> None:
    (picture,) = ID3(tagged).getall("APIC")
    assert (picture.mime, picture.type) == ("image/png", 3)
    assert len(picture.data) <= 60_000


def test_chapters_stand_in_order_whatever_their_length(
    tmp_path: Path, sound: bytes, episode: Episode, show: Show
) -> None:
    titles = ["ایک بہت ہی لمبا عنوان جو سب سے پہلے آتا ہے", "دو", "تین حرف", "چ"]
    marks = tuple(Chapter(n * 200, n * 200 + 200, title) for n, title in enumerate(titles))
    path = tmp_path / "e.mp3"
    path.write_bytes(sound)
    tags.write(path, replace(episode, chapters=marks), show, PNG)
    raw = path.read_bytes()
    places = [raw.index(b"CHAP" + b"", 0)]
    while (at := raw.find(b"CHAP", places[-1] + 1)) > 0:
        places.append(at)
    assert [int.from_bytes(raw[at + 14 : at + 18]) for at in places] == [0, 200, 400, 600]
    assert raw.index(b"CTOC") < places[0]
    tag = ID3(path)
    (contents,) = tag.getall("CTOC")
    assert contents.child_element_ids == ["ch0", "ch1", "ch2", "ch3"]
    assert [tag[f"CHAP:ch{n}"].sub_frames["TIT2"].text[0] for n in range(4)] == titles


def test_a_chapter_carries_its_story_s_picture(
    tmp_path: Path, sound: bytes, episode: Episode, show: Show
) -> None:
    path = tmp_path / "e.mp3"
    path.write_bytes(sound)
    marks = (Chapter(0, 500, "ا", "a.png"), Chapter(500, 1000, "ب", "missing.png"))
    tags.write(path, replace(episode, chapters=marks), show, b"", images={"a.png": PNG})
    tag = ID3(path)
    assert "APIC:" in tag["CHAP:ch0"].sub_frames
    assert "APIC:" not in tag["CHAP:ch1"].sub_frames
    assert not tag.getall("APIC")


def test_the_sound_and_its_info_header_are_untouched(tagged: Path, sound: bytes) -> None:
    assert tagged.read_bytes().endswith(sound)
    stream = MP3(tagged).info
    assert stream is not None
    assert stream.frame_offset + len(sound) == tagged.stat().st_size
    assert stream.length == pytest.approx(1.1, abs=0.1)


def test_tagging_twice_replaces_and_gives_the_same_file(
    tagged: Path, episode: Episode, show: Show
) -> None:
    before = tagged.read_bytes()
    tags.write(tagged, episode, show, PNG)
    assert tagged.read_bytes() == before


def test_a_missing_file_is_an_error_that_names_it(
    tmp_path: Path, episode: Episode, show: Show
) -> None:
    with pytest.raises(PodcastError, match=r"none\.mp3"):
        tags.write(tmp_path / "none.mp3", episode, show, PNG)


def test_an_unknown_language_is_undetermined() -> None:
    assert tags.language("ur-PK") == "urd"
    assert tags.language("xx") == "und"


@pytest.mark.skipif(not shutil.which("ffprobe"), reason="ffprobe is not installed")
def test_ffprobe_lists_the_chapters_in_order(tagged: Path, episode: Episode) -> None:
    command = ["ffprobe", "-v", "error", "-show_entries", "chapter_tags=title", "-of", "csv=p=0"]
    done = subprocess.run([*command, tagged], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:-1] == [
        f'"{c.title}"' if "," in c.title else c.title for c in episode.chapters
    ]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=st.text(st.characters(), max_size=120), lengths=st.lists(st.text(max_size=30)))
def test_hostile_titles_can_be_written_and_read(
    tmp_path: Path, sound: bytes, episode: Episode, show: Show, title: str, lengths: list[str]
) -> None:
    path = tmp_path / "e.mp3"
    path.write_bytes(sound)
    marks = tuple(Chapter(n * 10, n * 10 + 10, text) for n, text in enumerate(lengths))
    tags.write(path, replace(episode, title=title, chapters=marks), show, b"")
    tag = ID3(path)
    assert len(tag.getall("CHAP")) == len(lengths)
    assert path.read_bytes().endswith(sound)
