"""What an episode to be is known by, and when it is heard: decisions over plain values."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from known_episode import BEFORE, EPISODE, NOW
from mutagen.id3 import ID3
from PIL import Image

from naqeeb import Desk, Overrides
from naqeeb.archive import identity
from naqeeb.desk import new_record, plan
from naqeeb.desk.cast import Recording, cast_around
from naqeeb.desk.job import Job, article_job, bulletin_job
from naqeeb.desk.pictures import Pictures
from naqeeb.desk.write import Writer
from naqeeb.model import (
    Article,
    AudioFile,
    Cue,
    Episode,
    Show,
    State,
    Track,
    hashed_name,
)
from naqeeb.podcast import transcript
from naqeeb.settings import find_voice

if TYPE_CHECKING:
    Station = Any

SOON = NOW + timedelta(hours=1)
ARTICLE = Article("a.txt", "بارش", ("لاہور میں بارش ہوئی۔",), aliases=("guid:7",))


def job(newsdesk: Station, article: Article = ARTICLE, **overrides: Any) -> Job:
    return article_job(newsdesk.settings, article.id, article, Overrides(**overrides))


def placed(
    newsdesk: Station,
    made: Episode,
    before: Episode | None = None,
    article: Article = ARTICLE,
    **overrides: Any,
) -> Episode:
    place = plan.Place(Show(guid="show"), "urn:new", NOW)
    return new_record.placed(job(newsdesk, article, **overrides), made, before, place, ())


# -- what a recording says of it ---------------------------------------------


def record_of(job: Job) -> Episode:
    """The record of a job that was spoken in a second."""
    cast = cast_around(find_voice("tone", job.settings.root), job)
    script = Writer(job).for_cast(cast)
    cues = tuple(Cue(at, 100 * at, 100 * at + 90) for at in range(len(script.lines)))
    track = Track(Path("x.mp3"), 60_000, 9, "cd", cues)
    recording = Recording(script, cast, ("tone 1", "espeak 2"), track, job.stories)
    captions = transcript.captions(script, cues)
    return new_record.record_of(
        job, recording, captions, Pictures({"b.jpg": "https://example.org/b"})
    )


def test_a_record_says_who_spoke_what_and_how_long(newsdesk: Station) -> None:
    dated = datetime.fromisoformat("2026-11-03T01:00+05:00")
    facts: dict[str, Any] = {
        "byline": "اے پی پی",
        "category": "موسم",
        "source": "https://example.org/1",
        "published": dated,
        "offset_min": 300,
        "image": "b.jpg",
        "headline": "بارش {pause 1s}",
        "priority": 2,
        "footnotes": ("[1] رپورٹ",),
    }
    made = record_of(job(newsdesk, replace(ARTICLE, **facts)))
    assert (made.title, made.key, made.duration_ms) == ("بارش", "a.txt", 60_000)
    assert (made.voice, made.engine, made.voice_licence) == ("tone", "tone", "MIT")
    assert made.engine_version == "tone 1, espeak 2"
    assert (made.sound_sha256, made.audio.bitrate_bps) == ("cd", 64_000)
    assert made.audio.media_type == "audio/mpeg"
    assert made.stated_date == "2026-11-03T01:00:00+05:00"
    assert made.offset_min == 300
    assert made.image == made.chapters[0].image == "https://example.org/b"
    assert (made.headline, made.priority, made.footnotes) == ("بارش", 2, ("[1] رپورٹ",))
    assert made.written is not None
    assert made.stories == ()
    assert made.summary.startswith("لاہور")


def test_what_nobody_states_is_not_in_a_record(newsdesk: Station) -> None:
    made = record_of(job(newsdesk, date=BEFORE))
    assert (made.image, made.headline, made.byline) == (None, None, None)
    assert record_of(job(newsdesk)).stated_date is None
    # The zone of an article's own date means nothing for one that an editor gave.
    stated = replace(ARTICLE, published=BEFORE, offset_min=300)
    assert record_of(job(newsdesk, stated, date=BEFORE)).offset_min is None


def test_a_bulletin_tells_of_all_its_stories(newsdesk: Station) -> None:
    stories = (
        replace(ARTICLE, source="https://example.org/1", image="b.jpg", footnotes=("x",)),
        Article("b.txt", "میچ", ("کراچی میں میچ ہوا۔",), footnotes=("y",)),
    )
    made = record_of(bulletin_job(newsdesk.settings, stories, Overrides(date=NOW)))
    assert made.stories == ("a.txt", "b.txt")
    assert made.summary == "بارش · میچ"
    assert made.written is None
    assert made.footnotes == ("x", "y")
    of_stories = [(each.title, each.image, each.url) for each in made.chapters][1:3]
    assert of_stories == [
        ("بارش", "https://example.org/b", "https://example.org/1"),
        ("میچ", None, None),
    ]
    assert made.title, "a bulletin is called by its wording"


def test_the_picture_of_an_article_is_that_of_its_chapters_also_where_it_is_a_file(
    newsdesk: Station,
) -> None:
    root = newsdesk.settings.root
    Image.new("RGB", (300, 200), "red").save(root / "rain.png")
    (root / "a.md").write_text(f"---\nimage: rain.png\n---\n# بارش\n\n{ARTICLE.paragraphs[0]}")
    made = Desk(newsdesk.settings).make(root / "a.md")
    assert made.image in made.files
    assert {chapter.image for chapter in made.chapters} == {made.image}
    (chapter,) = ID3(newsdesk.archive.folder(made.id) / made.audio.name).getall("CHAP")
    assert chapter.sub_frames.getall("APIC")


# -- when it is heard --------------------------------------------------------


@pytest.mark.parametrize(
    ("overrides", "state", "air_at"),
    [
        ({}, State.ON_AIR, None),
        ({"at": SOON}, State.SCHEDULED, SOON),
        ({"date": SOON}, State.SCHEDULED, SOON),
        ({"at": SOON, "date": BEFORE}, State.SCHEDULED, SOON),
        ({"at": NOW}, State.ON_AIR, None),
        ({"date": BEFORE}, State.ON_AIR, None),
        ({"hold": True}, State.HELD, None),
        ({"hold": True, "at": SOON}, State.HELD, SOON),
    ],
)
def test_a_new_episode_is_heard_now_or_then_or_once_it_is_released(
    newsdesk: Station,
    overrides: dict[str, Any],
    state: State,
    air_at: datetime | None,
) -> None:
    made = placed(newsdesk, EPISODE, **overrides)
    assert (made.state, made.air_at, made.state_since) == (state, air_at, NOW)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("hold", [True, False])
def test_a_correction_is_heard_where_the_episode_was(
    newsdesk: Station, state: State, hold: bool
) -> None:
    before = replace(EPISODE, state=state, air_at=SOON)
    made = placed(newsdesk, EPISODE, before, hold=hold)
    assert (made.state, made.air_at) == (State.HELD if hold else state, SOON)


def test_of_two_episodes_under_one_name_the_later_has_a_later_time() -> None:
    clock_went_back = replace(EPISODE, updated=SOON)
    assert plan.after(NOW, ()) == NOW
    assert plan.after(NOW, (replace(EPISODE, updated=BEFORE),)) == NOW
    assert plan.after(NOW, (clock_went_back, replace(EPISODE, updated=BEFORE))) == SOON + timedelta(
        seconds=1
    )


@pytest.mark.parametrize(
    ("state", "air_at", "note"),
    [
        (State.ON_AIR, None, ""),
        (State.SCHEDULED, NOW, "it goes on the air at 2026-11-20 17:00"),
        (State.HELD, None, "it is held; `naqeeb release {id}` puts it on the air"),
        (
            State.HELD,
            NOW,
            "it is held; `naqeeb release {id}` puts it on the air at 2026-11-20 17:00",
        ),
        (State.REMOVED, NOW, "it was removed; `naqeeb remove {id} --undo` brings it back"),
    ],
)
def test_why_nobody_hears_it_is_said_in_the_shows_time(
    state: State, air_at: datetime | None, note: str
) -> None:
    off = replace(EPISODE, state=state, air_at=air_at)
    said = plan.off_the_air(off, Show(timezone="Asia/Karachi"))
    assert said == note.replace("{id}", EPISODE.id)


# -- what it is known by -----------------------------------------------------


def test_a_new_episode_is_dated_as_its_article_is_and_else_now(newsdesk: Station) -> None:
    undated = placed(newsdesk, EPISODE)
    assert (undated.published, undated.updated, undated.guid) == (NOW, NOW, "urn:new")
    assert not undated.id.startswith("2026")
    late = datetime.fromisoformat("2026-11-03T01:00+05:00")
    dated = placed(newsdesk, EPISODE, article=replace(ARTICLE, published=late))
    assert (dated.published, dated.published.tzinfo) == (late, UTC)
    assert dated.show_guid == "show"


def test_a_correction_keeps_id_guid_and_date_unless_an_editor_gives_one(newsdesk: Station) -> None:
    made = placed(newsdesk, EPISODE, EPISODE, article=replace(ARTICLE, published=BEFORE))
    kept = (EPISODE.id, EPISODE.guid, EPISODE.published)
    assert (made.id, made.guid, made.published) == kept
    assert made.updated == NOW
    assert placed(newsdesk, EPISODE, EPISODE, date=BEFORE).published == BEFORE


def test_a_record_that_knew_its_source_by_a_hash_learns_its_name(newsdesk: Station) -> None:
    restored = replace(EPISODE, key=hashed_name(ARTICLE.id))
    assert placed(newsdesk, EPISODE, restored).key == ARTICLE.id
    other = replace(EPISODE, key="old.txt")
    assert placed(newsdesk, EPISODE, other).key == "old.txt"


def test_it_is_known_by_all_names_of_its_source_but_of_very_many_by_the_newest(
    newsdesk: Station,
) -> None:
    own_text = identity.text_name(ARTICLE.paragraphs)
    assert placed(newsdesk, EPISODE).aliases == ("guid:7", own_text)
    before = replace(EPISODE, key="old.txt", aliases=("guid:7", "older.txt"))
    assert placed(newsdesk, EPISODE, before).aliases == ("a.txt", "guid:7", own_text, "older.txt")
    many = replace(before, aliases=tuple(f"{number}.txt" for number in range(99)))
    aliases = placed(newsdesk, EPISODE, many).aliases
    assert len(aliases) == new_record.MOST_ALIASES
    assert aliases[:4] == ("a.txt", "guid:7", own_text, "0.txt")


# -- what it was before ------------------------------------------------------


def test_sound_that_the_episode_had_is_remembered_until_it_has_it_again() -> None:
    def sound(name: str) -> AudioFile:
        return replace(EPISODE.audio, name=name)

    before = replace(
        EPISODE,
        audio=sound("1.mp3"),
        alternates=(sound("1.opus"), sound("same.m4b")),
        previous_audio=(("0.mp3", BEFORE), ("0.opus", BEFORE)),
    )
    after = replace(EPISODE, audio=sound("2.mp3"), alternates=(sound("same.m4b"), sound("0.opus")))
    remembered = (("0.mp3", BEFORE), ("1.mp3", NOW), ("1.opus", NOW))
    corrected = new_record.with_previous_audio(before, after, NOW)
    assert (corrected.previous_audio, corrected.corrected) == (remembered, True)


def test_sound_that_nobody_heard_makes_no_correction() -> None:
    held = replace(EPISODE, state=State.HELD, audio=replace(EPISODE.audio, name="1.mp3"))
    after = replace(held, audio=replace(EPISODE.audio, name="2.mp3"))
    corrected = new_record.with_previous_audio(held, after, NOW)
    assert corrected.corrected is False
    ((name, since),) = corrected.previous_audio
    assert name == "1.mp3"
    assert since < BEFORE, "it goes at once"


@pytest.mark.parametrize(
    ("changed", "is_same"),
    [
        ({"updated": SOON, "source_hash": "x", "engine_version": "x", "maker": "9"}, True),
        ({"title": "x"}, False),
        ({"summary": "x"}, False),
        ({"sound_sha256": "x"}, False),
        ({"state": State.HELD}, False),
        ({"air_at": SOON}, False),
        ({"voice": "x"}, False),
        ({"byline": "x"}, False),
        ({"category": "x"}, False),
        ({"language": "pnb"}, False),
        ({"image": "x"}, False),
        ({"source": "https://example.org/x"}, False),
        ({"source": "x.txt"}, True),
        ({"published": NOW}, False),
        ({"duration_ms": 1}, False),
        ({"chapters": ()}, False),
        ({"footnotes": ("x",)}, False),
        ({"transcript": ()}, False),
        ({"alternates": (AudioFile("x.opus", "audio/ogg", 1, "", 1, "x"),)}, False),
    ],
)
def test_what_sounds_and_reads_as_before_is_no_change(
    changed: dict[str, Any], is_same: bool
) -> None:
    assert new_record.holds_the_same(EPISODE, replace(EPISODE, **changed)) is is_same


def test_of_what_an_early_version_recorded_nothing_is_known_to_be_the_same() -> None:
    early = replace(EPISODE, sound_sha256="")
    assert not new_record.holds_the_same(early, early)


def test_a_correction_that_waits_takes_the_place_of_the_one_before() -> None:
    first = new_record.held_correction(EPISODE, EPISODE, (), ())
    assert (first.corrects, first.previous_audio) == (EPISODE.id, ())
    assert first.id != EPISODE.id
    assert first.id.startswith(EPISODE.id)
    again = new_record.held_correction(
        EPISODE, EPISODE, (replace(first, id="waiting"),), (first.id,)
    )
    assert again.id == "waiting"
    of_another = replace(first, id="waiting", corrects="another")
    beside = new_record.held_correction(EPISODE, EPISODE, (of_another,), (first.id,))
    assert beside.id not in ("waiting", first.id, EPISODE.id)
