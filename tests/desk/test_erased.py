"""What was taken down for good comes back by nobody but an editor who says so."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from naqeeb import Desk, Failure, Kind, Overrides
from naqeeb.archive import quarantine, state
from naqeeb.desk import air, bulletins, site
from naqeeb.desk.branding import Brandings
from naqeeb.desk.check import repair
from naqeeb.desk.events import silence
from naqeeb.desk.job import Result, article_job, bulletin_job
from naqeeb.desk.make import make, make_episode, read
from naqeeb.desk.plan import plan
from naqeeb.errors import EpisodeErased
from naqeeb.model import Article
from naqeeb.settings import Edition

if TYPE_CHECKING:
    Station = Any

TEXT = "گلگت میں برف باری ہوئی۔ راستے بند ہیں۔"
NEWS = "ہنزہ میں میلہ شروع ہوا۔ سیاح پہنچ گئے۔"


@pytest.fixture
def source(station: Station) -> Path:
    path = Path(station.settings.root) / "today.txt"
    path.write_text(TEXT, "utf-8")
    return path


def test_its_source_is_made_again_by_force_alone_under_its_old_guid(
    station: Station, source: Path, tmp_path: Path
) -> None:
    before = air.remove(station.settings, Desk(station.settings).make(source).id, erase=True)
    moved = source.with_name("moved.txt")
    shutil.copyfile(source, moved)
    for index in Path(station.output).glob(".naqeeb-index*"):
        index.unlink()
    for again in (source, moved):
        with pytest.raises(EpisodeErased, match=before.id) as error:
            Desk(station.settings).make(again)
        assert "--force" in error.value.hint
    assert len(station.archive.all()[0]) == 2
    forced = make(station.settings, str(source), Overrides(force=True))
    assert (forced.kind, forced.episode.guid) == (Kind.NEW, before.guid)
    assert make(station.settings, str(source)).kind is Kind.UNCHANGED
    site.update(station.settings, station.settings.show)
    assert station.faults() == []
    web = tmp_path / "web"
    station.publish(web, verify=False)
    assert before.guid in (web / "feed.xml").read_text("utf-8")


def calls_in(work: Callable[[], object]) -> int:
    """How many functions a piece of work calls: what it costs, on any machine."""
    calls = 0

    def count(_: object, event: str, __: object) -> None:
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return calls


def test_thousands_that_were_erased_cost_an_article_next_to_nothing(
    station: Station, source: Path
) -> None:
    """The text is hashed once, the file looked for once, and no record opened that is gone."""
    Desk(station.settings).make(source)
    job = article_job(station.settings, "new", Article("new", "", (NEWS,), aliases=("second",)))

    def planned_and_locked() -> None:
        plan(job, Brandings(station.settings))
        with station.archive.lock(begun=True):
            pass

    planned_and_locked()
    before = calls_in(planned_and_locked)
    stone = state.Tombstone("guid", "2026-11-22T10:00:00+00:00", "text:0")
    stones = {f"news-{number:08}": stone for number in range(2_000)}
    state.save(station.output, station.archive.state()._replace(erased=stones))
    assert calls_in(planned_and_locked) - before < 3 * len(stones)


def test_other_news_in_the_same_file_is_not_what_was_erased(station: Station, source: Path) -> None:
    before = air.remove(station.settings, Desk(station.settings).make(source).id, erase=True)
    source.write_text(NEWS, "utf-8")
    assert make(station.settings, str(source)).episode.guid != before.guid


EDITED = "گلگت میں برف باری ہوئی۔ کئی راستے بند ہیں۔ مسافر پھنس گئے۔"


def test_an_edited_text_of_the_same_file_is_what_was_erased(station: Station, source: Path) -> None:
    """It was on the air again as a new episode, where somebody had mended a word."""
    before = air.remove(station.settings, Desk(station.settings).make(source).id, erase=True)
    source.write_text(EDITED, "utf-8")
    for again in (source, str(source)):
        with pytest.raises(EpisodeErased, match=before.id):
            Desk(station.settings).make(again)
    forced = make(station.settings, str(source), Overrides(force=True))
    assert forced.episode.guid == before.guid


def test_a_copy_of_nearly_the_same_words_is_what_was_erased_and_later_news_is_not(
    station: Station, source: Path
) -> None:
    long = " ".join(f"{place} میں برف باری ہوئی۔" for place in ("گلگت", "ہنزہ", "سکردو", "چترال"))
    source.write_text(long, "utf-8")
    before = air.remove(station.settings, Desk(station.settings).make(source).id, erase=True)
    copy = source.with_name("copy.txt")
    copy.write_text(long.replace("گلگت میں", "گلگت شہر میں"), "utf-8")
    with pytest.raises(EpisodeErased, match=before.id):
        Desk(station.settings).make(copy)
    copy.write_text("گلگت میں برف باری ہوئی۔ " + NEWS + " آج دھوپ نکلی۔", "utf-8")
    assert Desk(station.settings).make(copy).guid != before.guid


def test_no_bulletin_brings_back_an_edited_text(station: Station, source: Path) -> None:
    Desk(station.settings).make(source)
    air.remove(station.settings, Desk(station.settings).make(source).id, erase=True)
    source.write_text(EDITED, "utf-8")
    with pytest.raises(EpisodeErased):
        Desk(station.settings).bulletin([source])


def test_it_stays_away_where_other_news_of_the_same_file_was_lost(
    station: Station, source: Path
) -> None:
    """What a repair put out of the way keeps its own guid, and lets nothing else in."""
    air.remove(station.settings, Desk(station.settings).make(source).id, erase=True)
    source.write_text(NEWS, "utf-8")
    lost = make(station.settings, str(source)).episode
    with station.archive.lock():
        quarantine.put(station.output, lost.id, lost.guid)
    source.write_text(TEXT, "utf-8")
    with pytest.raises(EpisodeErased):
        make(station.settings, str(source))
    source.write_text(NEWS, "utf-8")
    assert make(station.settings, str(source)).episode.guid == lost.guid


def test_a_page_is_what_was_erased_whatever_it_says_now(station: Station) -> None:
    page = Article(id="tag:example.pk,7", title="برف", paragraphs=(TEXT,))
    page = replace(page, aliases=("https://example.pk/7",))
    made = make_episode(article_job(station.settings, "https://example.pk/7", page))
    air.remove(station.settings, made.episode.id, erase=True)
    changed = replace(page, paragraphs=(NEWS,))
    with pytest.raises(EpisodeErased):
        make_episode(article_job(station.settings, "https://example.pk/7", changed))


def test_an_edition_that_was_erased_is_not_due_again(station: Station, source: Path) -> None:
    now = datetime.now(UTC).replace(hour=12)
    edition = Edition(name="صبح", time="08:00", sources=(str(source),))
    settings = replace(station.settings, editions=(edition,))
    (made,) = bulletins.make_due(settings, Overrides(date=now), silence)
    assert not isinstance(made, Failure)
    air.remove(settings, made.episode.id, erase=True)
    assert list(bulletins.make_due(settings, Overrides(date=now), silence)) == []
    wanted = bulletins.Wanted((str(source),))
    said = Overrides(date=now, id="صبح")
    (refused,) = bulletins.make_bulletin(settings, wanted, said, silence)
    assert isinstance(refused, Failure)
    assert isinstance(refused.error, EpisodeErased)


BACK: dict[str, Callable[[Path], object]] = {
    "whole": lambda record: record.stat(),
    "torn": lambda record: record.write_bytes(record.read_bytes()[:200]),
    "without a record": lambda record: record.unlink(),
}


@pytest.mark.parametrize("way", sorted(BACK))
def test_what_a_copy_brought_back_is_taken_away_again(
    station: Station, source: Path, tmp_path: Path, way: str
) -> None:
    episode = Desk(station.settings).make(source)
    folder = station.archive.folder(episode.id)
    shutil.copytree(folder, tmp_path / "copy")
    air.remove(station.settings, episode.id, erase=True)
    shutil.copytree(tmp_path / "copy", folder)
    BACK[way](folder / "episode.json")
    assert station.faults()
    site.update(station.settings, station.settings.show, everything=True)
    assert episode.guid not in (Path(station.output) / "feed.xml").read_text("utf-8")
    list(repair(station.settings))
    assert not folder.exists()
    assert station.faults() == []


def test_nothing_of_it_is_left_beside_it(station: Station, source: Path) -> None:
    """Neither a correction that waits, nor what a repair put out of the way."""
    episode = Desk(station.settings).make(source)
    quarantine = Path(station.output) / "episodes" / ".naqeeb-quarantine"
    shutil.copytree(station.archive.folder(episode.id), quarantine / f"{episode.id}-20261122000000")
    source.write_text(f"{TEXT} گاڑیاں پھنس گئیں۔", "utf-8")
    waiting = Desk(station.settings).make(source, Overrides(hold=True))
    assert waiting.corrects == episode.id
    air.remove(station.settings, episode.id, erase=True)
    assert waiting.id not in station.archive
    left = [path for path in Path(station.output).rglob("*") if path.is_file()]
    assert not [path for path in left if "گلگت".encode() in path.read_bytes()]
    stone = json.loads((Path(station.output) / "show.json").read_bytes())["erased"][episode.id]
    assert stone[0] == episode.guid


@pytest.mark.parametrize("title", [None, "دوسری سرخی"])
def test_the_old_sound_leaves_the_target_where_the_article_was_made_again(
    station: Station, source: Path, tmp_path: Path, title: str | None
) -> None:
    web = tmp_path / "web"
    first = Desk(station.settings).make(source)
    site.update(station.settings, station.settings.show)
    station.publish(web, verify=False)
    air.remove(station.settings, first.id, erase=True)
    finer = replace(station.settings.sound, bitrate_kbps=96)
    settings = replace(station.settings, sound=finer)
    again = make(settings, str(source), Overrides(force=True, title=title)).episode
    assert again.guid == first.guid
    assert again.audio.sha256 != first.audio.sha256
    site.update(station.settings, station.settings.show)
    station.publish(web, verify=False)
    sounds = {each.name for each in web.rglob("*.mp3")}
    assert again.audio.name in sounds
    assert first.audio.name not in sounds
    records = [each.read_text("utf-8") for each in web.rglob("episode.json")]
    assert sum(first.guid in each for each in records) == 1


def test_what_was_erased_is_known_again_from_the_log_where_the_state_is_damaged(
    station: Station, source: Path
) -> None:
    first = Desk(station.settings).make(source)
    air.remove(station.settings, first.id, erase=True)
    before = station.archive.state()
    state = Path(station.output) / "show.json"
    state.write_text("{", "utf-8")
    list(repair(station.settings))
    after = station.archive.state()
    for stone in (before.erased[first.id], after.erased[first.id]):
        assert (stone.guid, len(stone.sentences)) == (first.guid, 2)
    assert after.erased[first.id][2:] == before.erased[first.id][2:]
    assert set(after.taken_down) == set(before.taken_down) != set()
    moved = source.with_name("moved.txt")
    shutil.move(source, moved)
    with pytest.raises(EpisodeErased):
        Desk(station.settings).make(moved)


def test_a_line_of_the_log_that_a_crash_tore_takes_no_other_with_it(
    station: Station, source: Path
) -> None:
    first = Desk(station.settings).make(source)
    with (Path(station.output) / ".naqeeb-log.jsonl").open("a", encoding="utf-8") as log:
        log.write('{"time": "2026-11-')
    air.remove(station.settings, first.id, erase=True)
    (Path(station.output) / "show.json").write_text("{", "utf-8")
    list(repair(station.settings))
    assert first.id in station.archive.state().erased


@pytest.mark.skipif(os.name == "nt", reason="names the user by the environment")
def test_the_log_notes_a_user_whose_name_holds_any_bytes(
    station: Station, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", os.fsdecode(b"\xffeditor\n") + "\u202e" + "x" * 500)
    episode = Desk(station.settings).make(source)
    air.remove(station.settings, episode.id)
    lines = (Path(station.output) / ".naqeeb-log.jsonl").read_text("utf-8").splitlines()
    noted = [json.loads(line) for line in lines]
    assert [each["what"] for each in noted[-2:]] == ["made", "removed"]
    assert noted[-1]["user"].startswith("editor x")
    assert len(noted[-1]["user"]) <= 80


def test_no_bulletin_tells_its_story_again(station: Station, source: Path) -> None:
    settings = station.settings
    other = source.with_name("other.txt")
    other.write_text(NEWS, "utf-8")
    air.remove(settings, Desk(settings).make(source).id, erase=True)
    wanted = bulletins.Wanted(sources=(str(source), str(other)))
    outcomes = list(bulletins.make_bulletin(settings, wanted, Overrides(), silence))
    (refused,) = [each for each in outcomes if isinstance(each, Failure)]
    assert isinstance(refused.error, EpisodeErased)
    (told,) = [each.episode for each in outcomes if not isinstance(each, Failure)]
    assert told.stories == ("other.txt",)
    # As the newsroom makes one: of stories that were chosen.
    stories = tuple(read(settings, str(path)) for path in (source, other))
    with pytest.raises(EpisodeErased):
        make_episode(bulletin_job(settings, stories, Overrides(id="evening")), silence)
    make(settings, str(source), Overrides(force=True))
    outcomes = list(bulletins.make_bulletin(settings, wanted, Overrides(), silence))
    assert not any(isinstance(each, Failure) for each in outcomes)


def test_the_bulletins_that_told_its_story_are_named(station: Station, source: Path) -> None:
    settings = station.settings
    other = source.with_name("other.txt")
    other.write_text(NEWS, "utf-8")
    made = Desk(settings).make(source)
    wanted = bulletins.Wanted(sources=(str(source), str(other)))
    (with_it,) = bulletins.make_bulletin(settings, wanted, Overrides(id="noon"), silence)
    alone = bulletins.Wanted(sources=(str(other),))
    (without,) = bulletins.make_bulletin(settings, alone, Overrides(id="night"), silence)
    assert isinstance(with_it, Result)
    assert isinstance(without, Result)
    erased = air.remove(settings, made.id, erase=True)
    assert air.still_telling(settings, erased) == [with_it.episode.id]
