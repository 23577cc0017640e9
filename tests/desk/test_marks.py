"""Marks and the correction notice, from the article to the episode."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from naqeeb.desk.make import make
from naqeeb.settings import BulletinSettings

if TYPE_CHECKING:
    Station = Any

TEXT = (
    "لاہور میں بارش ہوئی۔ {pause 3s} {say شنہوا: ژنگکوا} نے بتایا۔ "
    "{voice espeak} سڑکیں بند ہیں۔ {voice} خبر ختم۔"
)


def test_marks_are_heard_and_not_shown(build: Any) -> None:
    station: Station = build()
    path = station.settings.root / "news.txt"
    path.write_text(TEXT.replace("{pause 3s} ", ""), "utf-8")
    short = make(station.settings, str(path)).episode
    path.write_text(TEXT, "utf-8")
    episode = make(station.settings, str(path)).episode
    assert 2_000 < episode.duration_ms - short.duration_ms < 3_500
    assert "espeak" in episode.engine_version
    for file in station.archive.folder(episode.id).glob("*.[hvsj]*"):
        # The record is the newsroom's own; the public one has none.
        if file.suffix in (".html", ".vtt", ".srt", ".json") and file.name != "episode.json":
            text = file.read_text("utf-8")
            assert "{say" not in text
            assert "{pause" not in text
            assert "{voice" not in text
    assert any(each.text == "ژنگکوا نے بتایا۔" for each in episode.transcript)


def test_a_correction_says_that_it_is_one_where_that_is_wanted(build: Any) -> None:
    station: Station = build()
    settings = replace(station.settings, bulletin=BulletinSettings(correction_notice=True))
    path = settings.root / "news.txt"
    path.write_text("لاہور میں بارش ہوئی۔ سڑکیں بند ہیں۔ امداد جاری ہے۔", "utf-8")
    first = make(settings, str(path)).episode
    assert first.transcript[0].text == "لاہور میں بارش ہوئی۔"
    path.write_text("لاہور میں بارش ہوئی۔ سڑکیں کھلی ہیں۔ امداد جاری ہے۔", "utf-8")
    second = make(settings, str(path)).episode
    assert (second.guid, second.transcript[0].text) == (first.guid, "اس خبر میں تصحیح کی گئی ہے۔")
    assert make(settings, str(path)).kind.value == "unchanged"
