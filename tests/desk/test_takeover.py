"""An output that version 0.1.0 made is taken over: nothing is voiced again, nobody is lost."""

from __future__ import annotations

import json
import shutil
import tarfile
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from cloning import clone

OLD = Path(__file__).parents[1] / "data" / "output_0_1_0"
SOURCES = {
    "articles/flood.txt": "silab-se-mtasrh-alaqon-min-amdadi-kam-jari-773b68f7",
    "articles/cricket.md": "2026-11-19-pakstan-ne-krkt-mich-jit-lia-cde53957",
    "articles/market.html": "2026-11-20-aate-ki-qimt-min-kmi-c3fc33db",
    "articles/withdrawn.txt": "mhkmh-mosmiat-ki-pish-goii-c15a3ceb",
}
BULLETIN = ("articles/flood.txt", "articles/cricket.md", "--date", "2026-11-21")
PARAGRAPHS = OLD.with_name("output_0_1_0_paragraphs")
BULLETIN_ID = "2026-11-21-ridio-nqib-hfth-21-nombr-2026-d4c0fcb5"
REMOVED_ID = SOURCES["articles/withdrawn.txt"]
LASTING = ("id", "guid", "key", "title", "published", "updated", "audio", "duration_ms", "voice")

Naqeeb = Callable[..., CompletedProcess[str]]


@pytest.fixture
def old(newsroom: Path) -> Path:
    """The current folder: the old version's sources, settings and output, as they were."""
    unpack(OLD, newsroom)
    return newsroom


@pytest.fixture
def parted(newsroom: Path) -> Path:
    """The current folder: what the old version parted into other paragraphs, as it was."""
    for name in ("naqeeb.toml", "lexicon.toml", "cover.png"):
        shutil.copy(OLD / name, newsroom)
    unpack(PARAGRAPHS, newsroom)
    return newsroom


def unpack(data: Path, newsroom: Path) -> None:
    shutil.copytree(data, newsroom, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.xz"))
    with tarfile.open(data / "output.tar.xz") as packed:
        # Set, not given: an argument from Python 3.11.4 on, and Debian 12 has 3.11.2.
        packed.extraction_filter = getattr(tarfile, "data_filter", None)
        packed.extractall(newsroom)


def kinds(done: CompletedProcess[str]) -> list[str]:
    """What became of each source."""
    assert done.returncode == 0, done.stderr
    return [json.loads(line)["kind"] for line in done.stdout.splitlines()]


def records(folder: Path) -> dict[str, dict[str, Any]]:
    """What lasts of each record, by id."""
    tables = (
        json.loads(path.read_text("utf-8"))
        for path in sorted((folder / "output" / "episodes").glob("[!.]*/episode.json"))
    )
    return {table["id"]: {name: table[name] for name in LASTING} for table in tables}


def items(folder: Path) -> list[tuple[str, ...]]:
    """What a podcast app knows an episode by: guid, file, day."""
    tree = ET.parse(folder / "output" / "feed.xml")  # our own file
    return [
        (
            item.findtext("guid", ""),
            item.find("enclosure").attrib["url"],  # type: ignore[union-attr]
            item.findtext("pubDate", ""),
        )
        for item in tree.iter("item")
    ]


def show_guid(folder: Path) -> str:
    guid: str = json.loads((folder / "output" / "show.json").read_text("utf-8"))["podcast_guid"]
    return guid


@pytest.mark.parametrize("source", SOURCES)
def test_what_was_made_then_is_unchanged_now(old: Path, naqeeb: Naqeeb, source: str) -> None:
    before = records(old)
    done = naqeeb("make", source, "--json")
    assert done.returncode == 0, done.stderr
    (line,) = done.stdout.splitlines()
    table = json.loads(line)
    assert (table["kind"], table["id"]) == ("unchanged", SOURCES[source])
    assert records(old) == before


def test_a_bulletin_of_then_is_unchanged_now(old: Path, naqeeb: Naqeeb) -> None:
    before = records(old)
    done = naqeeb("bulletin", *BULLETIN, "--json")
    assert done.returncode == 0, done.stderr
    table = json.loads(done.stdout.splitlines()[0])
    assert (table["kind"], table["id"]) == ("unchanged", BULLETIN_ID)
    assert records(old) == before


def test_the_whole_folder_at_once_makes_nothing(old: Path, naqeeb: Naqeeb) -> None:
    before = records(old)
    sounds = {path: path.read_bytes() for path in (old / "output").rglob("*.mp3")}
    done = naqeeb("make", "articles", "--json", "--jobs", "1")
    assert kinds(done) == ["unchanged"] * len(SOURCES)
    assert records(old) == before
    for path in (old / "output").rglob("*.mp3"):
        assert path.read_bytes() == sounds[path], "a listener may be half way through it"


def test_after_one_feed_it_is_clean_and_apps_see_the_same_episodes(
    old: Path, naqeeb: Naqeeb
) -> None:
    before, listed, guid = records(old), items(old), show_guid(old)
    done = naqeeb("feed")
    assert done.returncode == 0, done.stderr
    done = naqeeb("check")
    assert done.returncode == 0, done.stdout + done.stderr
    assert (records(old), items(old), show_guid(old)) == (before, listed, guid)
    assert len(listed) == len(SOURCES), "the bulletin is there, and what was removed is not"


def test_what_was_removed_stays_out_and_can_be_brought_back(old: Path, naqeeb: Naqeeb) -> None:
    guid = records(old)[REMOVED_ID]["guid"]
    assert naqeeb("feed").returncode == 0
    assert guid not in {item[0] for item in items(old)}
    done = naqeeb("remove", REMOVED_ID, "--undo")
    assert done.returncode == 0, done.stderr
    assert guid in {item[0] for item in items(old)}


def test_a_correction_now_keeps_guid_id_and_day_of_then(old: Path, naqeeb: Naqeeb) -> None:
    source = old / "articles" / "cricket.md"
    source.write_text(source.read_text("utf-8").replace("5 وکٹوں", "6 وکٹوں"), "utf-8")
    before = records(old)[SOURCES["articles/cricket.md"]]
    done = naqeeb("make", "articles/cricket.md", "--json")
    assert kinds(done) == ["correction"]
    after = records(old)[before["id"]]
    kept = ("id", "guid", "key", "published")
    assert [after[name] for name in kept] == [before[name] for name in kept]
    assert after["audio"] != before["audio"]
    assert after["updated"] > before["updated"]


def test_three_hundred_episodes_of_then_are_taken_over_untouched(old: Path, naqeeb: Naqeeb) -> None:
    config = old / "naqeeb.toml"
    config.write_text("jobs = 1\n" + config.read_text("utf-8"), "utf-8")
    template = old / "output" / "episodes" / SOURCES["articles/cricket.md"]
    for number in range(295):
        clone(template, number, key=f"articles/cricket-{number}.md")
    before, guid = records(old), show_guid(old)
    assert len(before) == 300
    sounds = {path: path.stat().st_mtime_ns for path in (old / "output").rglob("*.mp3")}
    done = naqeeb("make", *SOURCES, "--json")
    assert set(kinds(done)) == {"unchanged"}
    assert naqeeb("feed").returncode == 0
    done = naqeeb("check", "--sample", "10")
    assert done.returncode == 0, done.stdout + done.stderr
    assert (records(old), show_guid(old)) == (before, guid)
    assert {path: path.stat().st_mtime_ns for path in sounds} == sounds
    assert len(naqeeb("list", "--json").stdout.splitlines()) == 300


@pytest.mark.usefixtures("old")
@pytest.mark.parametrize("source", SOURCES)
def test_what_was_made_then_and_is_taken_down_for_good_stays_so(
    naqeeb: Naqeeb, source: str
) -> None:
    if SOURCES[source] == REMOVED_ID:
        assert naqeeb("remove", REMOVED_ID, "--undo").returncode == 0
    assert naqeeb("remove", SOURCES[source], "--erase").returncode == 0
    done = naqeeb("make", source)
    assert done.returncode == 1
    assert "was taken down for good" in done.stderr


def test_what_was_parted_into_other_paragraphs_is_unchanged_too(
    parted: Path, naqeeb: Naqeeb
) -> None:
    """Hard line breaks of Markdown, and the list of a page: the same words, parted otherwise."""
    before = records(parted)
    sources = ("articles/verse.md", "articles/list.html")
    assert kinds(naqeeb("make", *sources, "--json")) == ["unchanged"] * 2
    done = naqeeb("bulletin", *sources, "--date", "2026-11-21", "--json")
    assert kinds(done) == ["unchanged"]
    assert records(parted) == before
    assert naqeeb("feed").returncode == 0
    assert naqeeb("check").returncode == 0


@pytest.mark.parametrize(
    ("name", "text", "corrected"),
    [
        ("verse.md", "14 بار", "15 بار"),
        ("verse.md", "رات 2 بجے", "رات بجے"),
        ("verse.md", "شاعر آیا۔  ", "شاعر گیا۔  "),
        ("verse.md", "شاعر آیا۔\\", "شاعر آیا؟\\"),
        ("verse.md", " لوگ گھر گئے۔", ""),
        ("verse.md", "لوگ گھر گئے۔", "لوگ گھر گئے۔ سب خوش تھے۔"),
        ("list.html", "31 ڈگری", "-31 ڈگری"),
        ("list.html", "<li>کراچی میں بارش</li>", ""),
        ("list.html", "ملک کے بیشتر", "بیشتر ملک کے"),
    ],
)
def test_each_change_of_its_words_is_a_correction_all_the_same(
    parted: Path, naqeeb: Naqeeb, name: str, text: str, corrected: str
) -> None:
    source = parted / "articles" / name
    written = source.read_text("utf-8")
    assert text in written
    source.write_text(written.replace(text, corrected, 1), "utf-8")
    assert kinds(naqeeb("make", f"articles/{name}", "--json")) == ["correction"]


def test_so_is_a_change_of_the_settings(parted: Path, naqeeb: Naqeeb) -> None:
    config = parted / "naqeeb.toml"
    config.write_text(config.read_text("utf-8") + "sentence_ms = 900\n", "utf-8")
    assert kinds(naqeeb("make", "articles/verse.md", "--json")) == ["correction"]
