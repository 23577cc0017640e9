"""``script``, ``voices``, ``cache``: what will be said, and by whom."""

from __future__ import annotations

import json
import subprocess
import wave
from collections.abc import Callable
from pathlib import Path
from typing import Any

Naqeeb = Callable[..., subprocess.CompletedProcess[str]]


def objects(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


# -- script ----------------------------------------------------------------


def test_script_shows_written_and_spoken_side_by_side(naqeeb: Naqeeb) -> None:
    done = naqeeb("script", "news/flood.txt", "--voice", "tone")
    assert done.returncode == 0
    assert "12 ہزار" in done.stdout
    assert "بارہ ہزار" in done.stdout
    assert "cardinal" in done.stdout


def test_script_makes_nothing(naqeeb: Naqeeb, newsroom: Path) -> None:
    naqeeb("script", "news/flood.txt", "--voice", "tone")
    assert sorted(path.name for path in newsroom.iterdir()) == ["news"]


def test_script_json_has_the_marks_of_the_text(naqeeb: Naqeeb, newsroom: Path) -> None:
    text = "بارش ہوئی۔ {pause 2s} {voice espeak} {say شنہوا: Xinhua} نے بتایا۔ {voice} خبر ختم۔"
    (newsroom / "marked.txt").write_text(text, "utf-8")
    lines = objects(naqeeb("script", "marked.txt", "--voice", "tone", "--json"))
    assert [(each["voice"], each["pause_ms"]) for each in lines] == [
        (None, 2000), ("espeak", None), (None, None)
    ]  # fmt: skip
    (span,) = lines[1]["spans"]
    assert span["spoken"] == "شنہوا"


def test_script_json_ties_spoken_to_written(naqeeb: Naqeeb) -> None:
    lines = objects(naqeeb("script", "news/flood.txt", "--voice", "tone", "--json"))
    assert lines[0]["role"] == "title"
    spans = [(line, span) for line in lines for span in line["spans"]]
    assert spans
    for line, span in spans:
        at = span["spoken_start"]
        assert line["spoken"][at : at + len(span["spoken"])] == span["spoken"]
        assert 0 <= span["start"] < span["end"] <= len(line["written"])
    for line in lines:
        assert "".join(chunk["text"] for chunk in line["chunks"]).replace(" ", "") == line[
            "spoken"
        ].replace(" ", "")


def test_script_vocalises_for_the_voice_that_wants_it(naqeeb: Naqeeb) -> None:
    def spoken(voice: str) -> str:
        lines = objects(naqeeb("script", "news/cricket.txt", "--voice", voice, "--json"))
        return " ".join(line["spoken"] for line in lines)

    def harakat(text: str) -> int:
        return sum("\u064b" <= character <= "\u0652" for character in text)

    assert harakat(spoken("espeak")) > harakat(spoken("tone"))


def test_script_review_lists_what_an_editor_should_look_at(naqeeb: Naqeeb, newsroom: Path) -> None:
    (newsroom / "hard.txt").write_text("کمپنی Xyloq نے 7654321 روپے کمائے۔", "utf-8")
    found = objects(naqeeb("script", "hard.txt", "--voice", "tone", "--review", "--json"))
    assert any("Xyloq" in each["text"] for each in found)
    assert any("7654321" in each["text"] for each in found)
    assert all(each["reason"] and each["line"] for each in found)
    (newsroom / "easy.txt").write_text("آج موسم اچھا ہے۔", "utf-8")
    assert "nothing to look at" in naqeeb("script", "easy.txt", "--review").stdout


def test_the_users_lexicon_is_heard(naqeeb: Naqeeb, newsroom: Path) -> None:
    (newsroom / "lexicon.toml").write_text('[words]\n"Xyloq" = "زائی لاک"\n', "utf-8")
    (newsroom / "name.txt").write_text("کمپنی Xyloq نے اعلان کیا۔", "utf-8")
    (line, *_) = objects(naqeeb("script", "name.txt", "--voice", "tone", "--json"))
    assert "زائی لاک" in line["spoken"]


# -- voices ----------------------------------------------------------------


def test_voices_lists_each_with_engine_licence_and_what_is_missing(naqeeb: Naqeeb) -> None:
    rows = {row["name"]: row for row in objects(naqeeb("voices", "--json"))}
    assert {"espeak", "gtts", "tone"} <= set(rows)
    assert rows["espeak"]["engine"] == "espeak"
    assert rows["espeak"]["ready"]
    assert not rows["espeak"]["online"]
    assert rows["gtts"]["online"]
    assert all(row["licence"] for row in rows.values())
    assert all(row["missing"] for row in rows.values() if not row["ready"])
    done = naqeeb("voices")
    assert done.returncode == 0
    for name in rows:
        assert name in done.stdout


def test_voices_check_times_a_sentence_of_each(naqeeb: Naqeeb, newsroom: Path) -> None:
    rows = {row["name"]: row for row in objects(naqeeb("voices", "--check", "--json"))}
    assert rows["tone"]["ready"]
    assert rows["tone"]["speed"] > 1
    assert not rows["gtts"]["ready"], "there is no network here"
    done = naqeeb("voices", "--check")
    assert done.returncode == 0
    assert "first sound" in done.stdout
    assert newsroom


def test_voices_hear_writes_a_sample(naqeeb: Naqeeb, newsroom: Path) -> None:
    done = naqeeb("voices", "--hear", "espeak")
    assert done.returncode == 0, done.stderr
    with wave.open(str(newsroom / "espeak.wav")) as sample:
        assert sample.getnframes() / sample.getframerate() > 2
    assert naqeeb("voices", "--hear", "../nobody").returncode == 2


# -- cache -----------------------------------------------------------------


def test_cache_shows_and_clears(naqeeb: Naqeeb, newsroom: Path) -> None:
    (empty,) = objects(naqeeb("cache", "--json"))
    assert empty["files"] == 0
    assert str(newsroom.parent / "cache") in empty["folder"]
    from naqeeb.model import Clip, Voice
    from naqeeb.speech import engine_for
    from naqeeb.speech.cache import Cache, key

    engine = engine_for(Voice("tone", "tone"))
    Cache().put(key(engine, "کچھ"), Clip(bytes(2000), 22050))
    (full,) = objects(naqeeb("cache", "--json"))
    assert full["files"] == 1
    assert naqeeb("cache", "--clear").returncode == 0
    (cleared,) = objects(naqeeb("cache", "--json"))
    assert cleared["files"] == 0
