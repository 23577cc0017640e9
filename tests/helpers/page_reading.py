"""What the tests read in pages, and a show's folder that is brought up to date again and again."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from lxml import html

from naqeeb.model import AudioFile, Caption, CueWord, Episode, Role, Show
from naqeeb.podcast import feed, pages

HOSTILE = """</script><script>alert(1)</script><img src=x onerror=alert(2)> "' & \u2028\u202e"""


def parsed(page: bytes) -> Any:
    return html.document_fromstring(page.decode())


def text_of(page: bytes, path: str) -> str:
    return " ".join(parsed(page).xpath(f"string({path})").split())


def embedded(page: bytes, name: str) -> Any:
    return json.loads(parsed(page).get_element_by_id(name).text)


def schema_of(page: bytes) -> Any:
    return json.loads(parsed(page).xpath("//script[@type='application/ld+json']")[0].text)


def graph_of(page: bytes) -> dict[str, str]:
    return {m.get("property"): m.get("content") for m in parsed(page).xpath("//meta[@property]")}


def policy_of(page: bytes) -> str:
    policies = parsed(page).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    return str(policies[0])


class ShowFolder:
    """A show's folder that is brought up to date again and again."""

    def __init__(self, path: Path, show: Show) -> None:
        self.path = path
        self.show = show
        self.loaded: list[str] = []

    def update(self, episodes: tuple[Episode, ...], **changes: Any) -> list[str]:
        by_id = {episode.id: episode for episode in episodes}
        self.loaded.clear()

        def load(episode_id: str) -> Episode:
            self.loaded.append(episode_id)
            return by_id[episode_id]

        written = []
        for name, data in pages.build(
            replace(self.show, **changes),
            episodes,
            load,
            cover="cover.png",
            existing=feed.Stamped(self.path),
        ):
            (self.path / name).write_bytes(data)
            written.append(name)
        return written

    def read(self, name: str) -> bytes:
        return (self.path / name).read_bytes()


def tiny_episode(title: str, text: str, byline: str, marks: tuple[CueWord, ...] = ()) -> Episode:
    when = datetime.fromisoformat("2026-11-20T12:00:00+05:00")
    return Episode(
        guid="g",
        id="e",
        key="k",
        title=title,
        published=when,
        updated=when,
        audio=AudioFile("e-00.mp3", "audio/mpeg", 1, "00" * 32),
        duration_ms=2000,
        chapters=(),
        transcript=(Caption(Role.BODY, 0, 0, text, 0, 2000, marks),),
        voice="tone",
        engine="tone",
        engine_version="1",
        voice_licence="",
        source_hash="",
        byline=byline,
    )
