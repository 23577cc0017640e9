"""After any change feed and pages are those of a whole rebuild; only what changed is touched."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cloning import clone

from naqeeb.archive import Archive
from naqeeb.archive.journal import PREFIX
from naqeeb.desk import resumable, site, site_files
from naqeeb.model import State
from naqeeb.podcast.pages import sitemap, station_files
from naqeeb.settings import Settings

START = datetime(2026, 1, 1, tzinfo=UTC)
URL = "https://news.example.org/"


@pytest.fixture
def settings(build: Any, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A station with 24 episodes, a month apart, and pages of few."""
    monkeypatch.setattr(station_files, "ITEMS", 4)
    monkeypatch.setattr(sitemap, "ITEMS", 6)
    monkeypatch.setattr("naqeeb.podcast.pages.ITEMS", 4)
    station = build()
    shows = (replace(station.settings.show, site_url=URL),)
    few = replace(station.settings.site, feed_items=4)
    made: Settings = replace(station.settings, shows=shows, jobs=1, site=few)
    first = type(station)(made).make("roads", 0, 2, day=20)
    archive = Archive(made.output)
    for number in range(23):
        add(archive, first.id, number, START + timedelta(days=30 * number))
    site.update(made, made.show)
    return made


def add(archive: Archive, like: str, number: int, published: datetime) -> None:
    name = clone(archive.folder(like), number, key=f"clones/{number}.txt")
    with archive.lock():
        archive.rewrite(replace(archive.load(name), published=published))


def stamps(output: Path) -> dict[str, int]:
    return {
        path.name: path.stat().st_mtime_ns
        for path in output.iterdir()
        if path.is_file() and not path.name.startswith(".")
    }


def test_after_any_change_a_whole_rebuild_finds_nothing_to_do(settings: Settings) -> None:
    archive, chance = Archive(settings.output), random.Random(7)
    template = archive.on_air().window(0, 1)[0].id
    for number in range(100, 116):
        ids = [entry.id for entry in archive.all()[0] if entry.id != template]
        chosen = chance.choice(ids)
        what = chance.choice(["newest", "middle", "remove", "correct", "hold", "several"])
        with archive.lock():
            now = START + timedelta(days=3000 + number)
            if what == "remove":
                archive.remove(chosen, now=now)
            elif what == "hold":
                archive.set_state(chosen, State.ON_AIR, now=now)
            elif what == "correct":
                archive.rewrite(replace(archive.load(chosen), updated=now, title=f"خبر {number}"))
        if what in ("newest", "middle", "several"):
            for each in range(6 if what == "several" else 1):
                when = now if what != "middle" else START + timedelta(days=chance.randrange(600))
                add(archive, template, number * 10 + each, when + timedelta(minutes=each))
        site.update(settings, settings.show)
        again = site.update(settings, settings.show, everything=True)
        assert [name for name in again.written if "." in name] == [], what


def test_a_new_episode_touches_no_older_page(settings: Settings) -> None:
    archive, before = Archive(settings.output), stamps(settings.output)
    template = archive.on_air().window(0, 1)[0].id
    add(archive, template, 900, START + timedelta(days=4000))
    updated = site.update(settings, settings.show)
    after = stamps(settings.output)
    assert sorted(name for name in after if after[name] != before.get(name)) == sorted(
        {*updated.written} - {template}
    )
    assert {"feed.xml", "index.html", "list.js", "search.js"} <= {*updated.written}
    old = {name for name in before if name.startswith(("feed-", "page-")) and name in after}
    assert len([name for name in old if after[name] != before[name]]) <= 2, "the neighbours"


def test_a_page_that_was_lost_is_made_again(settings: Settings) -> None:
    for name in ("feed-2.xml", "page-3.html", "search-2.js", "sitemap-2.xml"):
        (settings.output / name).unlink()
        assert site.update(settings, settings.show).written == (name,)


def test_a_rebuild_that_was_ended_goes_on_where_it_was(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site_files, "EPISODES_A_PIECE", 2)
    for path in settings.output.glob("page-*.html"):
        path.write_bytes(b"torn")
    written: list[str] = []
    real = Archive.put_all

    def put_all(self: Archive, *groups: Any) -> list[str]:
        if len(written) >= 2:
            raise KeyboardInterrupt
        written.extend(real(self, *groups))
        return written

    with monkeypatch.context() as patched:
        patched.setattr(Archive, "put_all", put_all)
        with pytest.raises(KeyboardInterrupt):
            site.update(settings, settings.show, everything=True)
    (journal,) = settings.output.glob(f"{PREFIX}*")
    before = stamps(settings.output)
    worked: list[str] = []
    real_work = site_files.Site.write

    def write(self: site_files.Site, names: Any) -> list[str]:
        worked.extend(names)
        return real_work(self, names)

    monkeypatch.setattr(site_files.Site, "write", write)
    updated = site.update(settings, settings.show, everything=True)
    assert worked
    assert not {*worked} & {*written}
    assert {name for name in updated.written if "." in name}.isdisjoint(written)
    assert all(stamps(settings.output)[name] == before[name] for name in written)
    assert not journal.exists()
    assert site.update(settings, settings.show, everything=True).written == ()


def test_pieces_are_done_again_where_what_they_are_made_for_changed(tmp_path: Path) -> None:
    from naqeeb.archive.journal import Journal

    def done(made_for: str) -> list[str]:
        journal = Journal(tmp_path / "journal")
        work = resumable.in_pieces("".join, [("a", "b"), ("c",)], made_for, jobs=1, journal=journal)
        results = list(work)
        journal.close(finished=False)
        return results

    assert done("one") == ["ab", "c"]
    assert done("one") == []
    assert done("another") == ["ab", "c"]
