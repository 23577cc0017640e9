"""From sources to episodes: which are made, and what stays as it is."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Naqeeb = Callable[..., subprocess.CompletedProcess[str]]


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Bytes and time stamp of every file."""
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file() and not path.name.endswith("-lock")
    }


def records(output: Path) -> list[dict[str, Any]]:
    return [json.loads(path.read_bytes()) for path in sorted(output.rglob("episode.json"))]


def feed(output: Path) -> Any:
    import feedparser

    return feedparser.parse((output / "feed.xml").read_bytes())


# -- sources ---------------------------------------------------------------


def test_one_article_makes_a_whole_output(make: Naqeeb, newsroom: Path) -> None:
    make("news/flood.txt")
    output = newsroom / "output"
    (record,) = records(output)
    assert {
        "id", "guid", "title", "source", "published", "updated", "audio", "duration_ms",
        "voice", "engine",
    } <= set(record)  # fmt: skip
    folder = output / "episodes" / record["id"]
    held = {path.name for path in folder.iterdir()}
    assert {
        "episode.json", "transcript.vtt", "transcript.srt", "transcript.json", "chapters.json",
        "index.html",
    } <= held  # fmt: skip
    assert len([name for name in held if name.endswith(".mp3")]) == 1
    assert {"feed.xml", "index.html", "show.json"} <= {path.name for path in output.iterdir()}
    (entry,) = feed(output).entries
    assert entry.id == record["guid"]
    assert entry.title == record["title"] == "سیلاب سے متاثرہ علاقوں میں امدادی کام جاری"


def test_a_folder_is_all_its_articles(make: Naqeeb, newsroom: Path) -> None:
    (newsroom / "news" / "notes.docx").write_bytes(b"PK")
    (newsroom / "news" / ".draft.txt").write_text("ادھوری خبر۔", "utf-8")
    done = make("news", "--jobs", "1")
    assert done.returncode == 0
    assert len(records(newsroom / "output")) == 2


def test_an_empty_folder_is_named(make: Naqeeb, newsroom: Path) -> None:
    (newsroom / "nothing").mkdir()
    done = make("nothing")
    assert done.returncode == 1
    assert "nothing" in done.stderr


def test_an_article_from_standard_input_is_known_by_its_text(make: Naqeeb, newsroom: Path) -> None:
    text = "بجلی کی قیمت میں کمی\n\nحکومت نے بجلی کی قیمت میں کمی کا اعلان کیا ہے۔"
    assert make("-", stdin=text).returncode == 0
    assert make("-", stdin=text).stdout.startswith("unchanged")
    assert make("-", stdin=b"\xef\xbb\xbf" + text.encode()).returncode == 0
    assert records(newsroom / "output")[0]["title"] == "بجلی کی قیمت میں کمی"


def test_standard_input_with_a_lasting_name_can_be_corrected(make: Naqeeb, newsroom: Path) -> None:
    text = "بجلی کی قیمت میں کمی\n\nحکومت نے قیمت میں کمی کا اعلان کیا ہے۔ فیصلہ آج سے نافذ ہے۔"
    make("-", "--id", "power-1", stdin=text)
    done = make("-", "--id", "power-1", stdin=text.replace("آج", "کل"))
    assert done.stdout.startswith("corrected")
    assert len(records(newsroom / "output")) == 1


def test_one_bad_source_does_not_stop_the_good_ones(make: Naqeeb, newsroom: Path) -> None:
    (newsroom / "empty.txt").write_bytes(b"")
    done = make("empty.txt", "news/flood.txt", "missing.txt", "news/cricket.txt", "--jobs", "1")
    assert done.returncode == 1
    assert "empty.txt" in done.stderr
    assert "missing.txt" in done.stderr
    assert {entry.title for entry in feed(newsroom / "output").entries} == {
        "سیلاب سے متاثرہ علاقوں میں امدادی کام جاری",
        "پاکستان نے کرکٹ میچ جیت لیا",
    }


def test_several_processes_make_what_one_makes(make: Naqeeb, newsroom: Path) -> None:
    make("news", "--jobs", "1", "--output", "one")
    make("news", "--jobs", "2", "--output", "two")

    def heard(name: str) -> dict[str, object]:
        return {
            each["id"]: (each["duration_ms"], each["transcript"], each["report"])
            for each in records(newsroom / name)
        }

    assert heard("one") == heard("two")
    assert len(heard("one")) == 2


def test_two_files_of_one_name_in_two_folders_are_two_episodes(
    make: Naqeeb, newsroom: Path
) -> None:
    for name in ("morning", "evening"):
        (newsroom / name).mkdir()
        (newsroom / name / "top.txt").write_bytes((newsroom / "news" / "flood.txt").read_bytes())
    done = make("morning/top.txt", "evening/top.txt", "--jobs", "1")
    assert done.returncode == 0
    made = records(newsroom / "output")
    assert len({each["id"] for each in made}) == len({each["guid"] for each in made}) == 2


def test_title_date_and_id_from_the_command_line(make: Naqeeb, newsroom: Path) -> None:
    done = make(
        "news/flood.txt", "--title", "تازہ خبر", "--date", "2026-11-22T14:30:00+05:00",
        "--id", "flood-1", "--json",
    )  # fmt: skip
    (said,) = [json.loads(line) for line in done.stdout.splitlines()]
    (record,) = records(newsroom / "output")
    assert said["title"] == record["title"] == "تازہ خبر"
    assert record["published"].startswith("2026-11-22T09:30:00")
    assert record["id"].startswith("2026-11-22-")


def test_front_matter_says_what_the_article_is(make: Naqeeb, newsroom: Path) -> None:
    (newsroom / "a.md").write_text(
        "---\ntitle: نئی سڑک\ndate: 2026-11-20\nbyline: نمائندہ خصوصی\nid: road-7\n---\n"
        "سڑک کی تعمیر مکمل ہو گئی ہے۔\n",
        "utf-8",
    )
    make("a.md")
    (record,) = records(newsroom / "output")
    assert record["title"] == "نئی سڑک"
    assert record["published"].startswith("2026-11-20")
    assert record["id"].startswith("2026-11-20-")
    (newsroom / "a.md").rename(newsroom / "b.md")
    assert make("b.md").stdout.startswith("unchanged"), "the id names it, wherever it lies"


# -- again -----------------------------------------------------------------


def test_the_same_again_changes_no_byte_and_no_time_stamp(make: Naqeeb, newsroom: Path) -> None:
    make("news/flood.txt")
    before = snapshot(newsroom / "output")
    done = make("news/flood.txt")
    assert done.stdout.startswith("unchanged")
    assert snapshot(newsroom / "output") == before


def test_again_from_another_folder_is_still_the_same_article(
    naqeeb: Naqeeb, newsroom: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (newsroom / "naqeeb.toml").write_text('output = "output"\n[voice]\nname = "tone"\n', "utf-8")
    naqeeb("make", "news/flood.txt")
    monkeypatch.chdir(newsroom / "news")
    done = naqeeb("make", "flood.txt", "--config", "../naqeeb.toml")
    assert done.stdout.startswith("unchanged")
    assert not (newsroom / "news" / "output").exists()


def test_force_makes_it_again_as_the_same_episode(make: Naqeeb, newsroom: Path) -> None:
    make("news/flood.txt")
    (before,) = records(newsroom / "output")
    done = make("news/flood.txt", "--force")
    assert not done.stdout.startswith("unchanged")
    (after,) = records(newsroom / "output")
    assert {key: after[key] for key in ("id", "guid", "published")} == {
        key: before[key] for key in ("id", "guid", "published")
    }


def test_what_was_lost_is_made_again(make: Naqeeb, newsroom: Path) -> None:
    make("news/flood.txt")
    (sound,) = (newsroom / "output").rglob("*.mp3")
    sound.unlink()
    assert make("news/flood.txt").returncode == 0
    (record,) = records(newsroom / "output")
    assert (newsroom / "output" / "episodes" / record["id"] / record["audio"]["name"]).is_file()


# -- corrections -----------------------------------------------------------


def test_a_correction_keeps_id_guid_and_date_and_gets_a_new_sound(
    make: Naqeeb, newsroom: Path
) -> None:
    path, output = newsroom / "news" / "flood.txt", newsroom / "output"
    make(path)
    (before,) = records(output)
    path.write_text(path.read_text("utf-8").replace("12 ہزار", "15 ہزار"), "utf-8")
    done = make(path)
    assert done.stdout.startswith("corrected")
    (after,) = records(output)
    assert {key: after[key] for key in ("id", "guid", "published")} == {
        key: before[key] for key in ("id", "guid", "published")
    }
    assert after["audio"]["name"] != before["audio"]["name"]
    folder = output / "episodes" / after["id"]
    assert (folder / before["audio"]["name"]).is_file(), "for those who are half way through it"
    assert "15" in (folder / "transcript.vtt").read_text("utf-8")
    (entry,) = feed(output).entries
    assert entry.enclosures[0].href.endswith(after["audio"]["name"])
    assert entry.id == before["guid"]


def test_a_daily_file_is_a_new_episode_each_day_and_the_summary_says_so(
    make: Naqeeb, newsroom: Path
) -> None:
    today = newsroom / "today.txt"
    today.write_bytes((newsroom / "news" / "flood.txt").read_bytes())
    make(today)
    today.write_bytes((newsroom / "news" / "cricket.txt").read_bytes())
    done = make(today)
    assert done.stdout.startswith("made")
    assert "new episode" in done.stdout
    made = records(newsroom / "output")
    assert len({each["id"] for each in made}) == len({each["guid"] for each in made}) == 2
    assert make(today).stdout.startswith("unchanged")
    assert len(feed(newsroom / "output").entries) == 2


def test_the_same_title_and_stated_day_is_a_correction_however_much_changed(
    make: Naqeeb, newsroom: Path
) -> None:
    path = newsroom / "a.txt"
    path.write_text("---\ntitle: بارش\ndate: 2026-11-20\n---\nپہلی خبر یہ ہے۔ سب ٹھیک ہے۔", "utf-8")
    make(path)
    path.write_text(
        "---\ntitle: بارش\ndate: 2026-11-20\n---\nاب بالکل اور بات ہے۔ کچھ بھی نہیں ملتا۔", "utf-8"
    )
    assert make(path).stdout.startswith("corrected")
    path.write_text("---\ntitle: کرکٹ\ndate: 2026-11-20\n---\nایک اور خبر۔ وہ بھی نئی ہے۔", "utf-8")
    assert make(path).stdout.startswith("made")
    path.write_text("---\ndate: 2026-11-21\n---\nاگلے دن نئی بات ہوئی۔ کل سے الگ ہے۔", "utf-8")
    assert make(path).stdout.startswith("made")


def test_a_changed_voice_or_setting_makes_the_sound_again(
    make: Naqeeb, naqeeb: Naqeeb, newsroom: Path
) -> None:
    make("news/flood.txt")
    assert naqeeb("make", "news/flood.txt", "--voice", "espeak").stdout.startswith("corrected")
    (record,) = records(newsroom / "output")
    assert (record["voice"], record["engine"]) == ("espeak", "espeak")
    (newsroom / "lexicon.toml").write_text("", "utf-8")
    (newsroom / "naqeeb.toml").write_text("[sound]\nsentence_ms = 500\n", "utf-8")
    assert naqeeb("make", "news/flood.txt", "--voice", "espeak").stdout.startswith("corrected")


# -- several shows ---------------------------------------------------------


def test_an_articles_category_decides_its_show(naqeeb: Naqeeb, newsroom: Path) -> None:
    (newsroom / "naqeeb.toml").write_text(
        '[voice]\nname = "tone"\n'
        '[[show]]\ntitle = "خبریں"\nslug = "news"\n[[show]]\ntitle = "کھیل"\nslug = "sport"\n',
        "utf-8",
    )
    path = newsroom / "news" / "cricket.txt"
    path.write_text(f"---\ncategory: sport\n---\n{path.read_text('utf-8')}", "utf-8")
    assert naqeeb("make", "news", "--jobs", "1").returncode == 0
    output = newsroom / "output"
    for slug, title, episode in (
        ("news", "خبریں", "سیلاب سے متاثرہ علاقوں میں امدادی کام جاری"),
        ("sport", "کھیل", "پاکستان نے کرکٹ میچ جیت لیا"),
    ):
        read = feed(output / slug)
        assert read.feed.title == title
        assert [entry.title for entry in read.entries] == [episode]
        assert f"/{slug}/" in read.entries[0].enclosures[0].href
    guids = {json.loads((output / slug / "show.json").read_bytes())["podcast_guid"]
             for slug in ("news", "sport")}  # fmt: skip
    assert len(guids) == 2


# -- from Python -----------------------------------------------------------


def test_the_desk_from_python(newsroom: Path) -> None:
    from dataclasses import replace

    from naqeeb import Desk, Episode, settings

    station = settings.load()
    station = replace(station, voice=replace(station.voice, name="tone"))
    episode = Desk(station).make(Path("news/flood.txt"))
    assert isinstance(episode, Episode)
    assert (newsroom / "output" / "episodes" / episode.id / episode.audio.name).is_file()
    assert [entry.id for entry in feed(newsroom / "output").entries] == [episode.guid]
