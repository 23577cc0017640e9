"""The pages in the eyes of the Nu HTML checker, the W3C's own.

``VNU_JAR`` names its ``vnu.jar`` (``npm install vnu-jar``); it needs Java.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from page_reading import HOSTILE, ShowFolder

from naqeeb.model import AudioFile, Episode, Script, Show
from naqeeb.podcast import chapters, pages, transcript

# It asks whether a page's own folder is allowed by the policy of an address that it lacks.
POLICY = "Content Security Policy"


def checker() -> Path | None:
    stated = os.environ.get("VNU_JAR")
    if stated:
        return Path(stated)
    for folder in (Path.cwd(), *Path.cwd().parents):
        path = folder / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
        if path.is_file():
            return path
    return None


def test_it_finds_no_fault(
    tmp_path: Path, episode: Episode, show: Show, bulletin: Script, time_lines: Any
) -> None:
    jar, java = checker(), shutil.which("java")
    if jar is None or java is None:
        pytest.skip("vnu-jar or Java is missing: npm install vnu-jar, or set VNU_JAR")
    cues = time_lines(bulletin.lines)
    full = replace(
        episode,
        title=HOSTILE,
        image="story-a.jpg",
        published=episode.published + timedelta(microseconds=123_456),
        updated=episode.updated + timedelta(microseconds=1),
        previous_audio=(("old.mp3", episode.published),),
        alternates=(AudioFile("e.opus", "audio/ogg", 9_000, "cd" * 32, 24_000, "کم"),),
        transcript=transcript.captions(bulletin, cues),
        chapters=chapters.plan(
            bulletin, cues, cues[-1].end_ms, [chapters.Story(image="story-a.jpg")]
        ),
    )
    bare = replace(show, site_url=None, title=" ")
    named = replace(show, title=HOSTILE, funding_url="https://a.example/", copyright="© & <b>")
    for name, each, of_show in (("a", episode, show), ("b", full, named), ("c", full, bare)):
        folder = ShowFolder(tmp_path / name, of_show)
        folder.path.mkdir()
        several = [
            replace(
                each, id=f"e{n}", guid=f"g{n}", published=each.published - timedelta(days=20 * n)
            )
            for n in range(80)
        ]
        folder.update(tuple(several))
        for page, build in (("ep.html", pages.episode_page), ("em.html", pages.embed_page)):
            (folder.path / page).write_bytes(build(each, of_show, cover="cover.png"))
    ShowFolder(tmp_path, show).update(())
    done = subprocess.run(
        [java, "-jar", jar, "--exit-zero-always", "--format", "json", *tmp_path.rglob("*.html")],
        capture_output=True,
        check=True,
    )
    messages = json.loads(done.stderr)["messages"]
    assert any(POLICY in each["message"] for each in messages), "it looked at nothing"
    faults = {(each["message"], each.get("extract")) for each in messages}
    assert [fault for fault in faults if POLICY not in fault[0]] == []
