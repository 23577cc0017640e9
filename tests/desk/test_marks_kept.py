"""What an editor marked in a story: in its record alone, and there again when it is wanted."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from bulletin_runs import DAY, one, write

from naqeeb import Overrides
from naqeeb.archive import record
from naqeeb.desk import air, bulletins, draft_text, stories
from naqeeb.desk.as_written import article_of
from naqeeb.desk.bulletins import Wanted
from naqeeb.desk.events import silence
from naqeeb.desk.make import make
from naqeeb.model import Episode, Role
from naqeeb.podcast import public_record

if TYPE_CHECKING:
    Station = Any

FIRST = "لاہور میں {say بَرسات: بارش} ہوئی۔ {pause 3s} سڑکیں بند ہیں۔"
SECOND = "{voice espeak} مہمان نے کہا کہ راستے کھل جائیں گے۔ {voice} امداد جاری ہے۔"
FACTS = {
    "title": "{say شِنہوا: Xinhua} کی رپورٹ",
    "headline": "{say شِنہوا: Xinhua} کی مختصر سرخی",
    "category": "قومی",
    "priority": "2",
    "byline": "اے پی پی",
    "date": "2026-11-20T06:00:00+05:00",
}
SIGNS = ("{say", "{pause", "{voice", "بَرسات", "شِنہوا")


def story(station: Station, text: str = f"{FIRST}\n\n{SECOND}", **overrides: Any) -> Episode:
    path = write(station, "story.md", text, **FACTS, **{"sound.sting": "sting"})
    return make(station.settings, path, Overrides(**overrides)).episode


def from_archive(station: Station, **facts: Any) -> Episode:
    wanted = Wanted(from_archive="today")
    overrides = Overrides(date=DAY, **facts)
    return one(list(bulletins.make_bulletin(station.settings, wanted, overrides, silence))).episode


def signs_kept(station: Station) -> list[str]:
    """The marks that stand in any file of the output."""
    files = [path.read_bytes() for path in station.output.rglob("*") if path.is_file()]
    return [sign for sign in SIGNS for data in files if sign.encode() in data]


def rests(episode: Episode) -> int:
    """How long is rested behind the first sentence of the text."""
    (first, second) = [each for each in episode.transcript if each.role is Role.BODY][:2]
    return second.start_ms - first.end_ms


def test_a_story_of_the_archive_has_its_marks(newsdesk: Station) -> None:
    source = story(newsdesk)
    bulletin = from_archive(newsdesk)
    assert rests(bulletin) == pytest.approx(rests(source), abs=30)
    assert rests(bulletin) > 2_900
    assert "espeak" in bulletin.engine_version
    texts = [each.text for each in bulletin.transcript]
    assert {"Xinhua کی مختصر سرخی", "لاہور میں بارش ہوئی۔"} <= set(texts)
    assert any("اے پی پی" in text for text in texts)


def test_its_article_is_as_it_was_written(newsdesk: Station) -> None:
    article = stories.to_correct(newsdesk.settings, story(newsdesk).id)
    assert article.paragraphs == (FIRST, SECOND)
    facts, body = draft_text.of_article(article)
    assert body == f"{FIRST}\n\n{SECOND}"
    stated = FACTS.keys() - {"date"}
    assert {name: facts[name] for name in stated} == {name: FACTS[name] for name in stated}
    assert facts["sound.sting"] == "sting"


def test_marks_stand_in_the_record_alone(newsdesk: Station, tmp_path: Path) -> None:
    episode = story(newsdesk)
    from_archive(newsdesk)
    newsdesk.publish(tmp_path / "public")
    own = newsdesk.archive.folder(episode.id) / "episode.json"
    for folder in (newsdesk.output, tmp_path / "public"):
        for path in folder.rglob("*"):
            if path.is_file() and path != own and "index" not in path.name:
                data = path.read_bytes()
                assert not [sign for sign in SIGNS if sign.encode() in data], path
    assert b"{pause" in own.read_bytes()
    served = public_record.public(own.read_bytes()).decode()
    assert json.loads(served)["written"] is None
    assert not [sign for sign in SIGNS if sign in served]


def test_a_correction_has_the_marks_of_its_own_text(newsdesk: Station) -> None:
    first = story(newsdesk)
    again = story(newsdesk, f"{FIRST}\n\n{SECOND} پانی اتر گیا۔")
    assert again.id == first.id
    assert stories.to_correct(newsdesk.settings, first.id).paragraphs[1].endswith("پانی اتر گیا۔")
    # One that waits brings them along when it takes its place.
    held = story(newsdesk, f"{FIRST.replace('3s', '4s')}\n\n{SECOND}", hold=True)
    assert held.corrects == first.id
    list(air.release(newsdesk.settings, [held.id]))
    assert "{pause 4s}" in stories.to_correct(newsdesk.settings, first.id).paragraphs[0]
    # Marks that are gone from the text are gone.
    plain = SECOND.replace("{voice espeak}", "").replace("{voice}", "")
    story(newsdesk, f"لاہور میں بارش ہوئی۔ سڑکیں بند ہیں۔\n\n{plain}")
    kept = newsdesk.archive.load(first.id).written
    assert kept is not None
    assert kept.paragraphs == ()


def test_what_was_erased_has_no_marks_left(newsdesk: Station) -> None:
    episode = story(newsdesk)
    assert set(signs_kept(newsdesk)) == set(SIGNS)
    air.remove(newsdesk.settings, episode.id, erase=True)
    assert signs_kept(newsdesk) == []


def test_a_record_without_marks_is_as_before(newsdesk: Station) -> None:
    path = write(newsdesk, "plain.md", "لاہور میں بارش ہوئی۔\n\nسڑکیں بند ہیں۔", title="بارش")
    episode = make(newsdesk.settings, path).episode
    assert episode.written is None
    table = json.loads(record.to_json(episode))
    del table["written"]  # as an older version wrote it
    old = record.from_json(json.dumps(table).encode(), "old")
    assert old == replace(episode, files=old.files)
    assert article_of(old).paragraphs == ("لاہور میں بارش ہوئی۔", "سڑکیں بند ہیں۔")
