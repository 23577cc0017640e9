"""Publishing a station that is too large to be held in memory."""

from __future__ import annotations

import os
import tracemalloc
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from naqeeb.desk import branding
from naqeeb.podcast import publishing
from naqeeb.podcast.publishing import Manner, Publication
from naqeeb.podcast.publishing.folder import Folder

if TYPE_CHECKING:
    Station = Any

PAGE_BYTES = 1_000_000
PAGES = 30


def test_pages_are_not_held_in_memory(station: Station, tmp_path: Path) -> None:
    show = branding.with_guid(station.archive, station.settings.show)
    ours, manner = Publication(station.output, show), Manner(verify=False)
    for number in range(2, 2 + PAGES):
        (station.output / f"search-{number}.js").write_bytes(bytes(PAGE_BYTES))
    tracemalloc.start()
    try:
        for _ in publishing.publish(ours, str(tmp_path / "www"), manner):
            pass
        peak_bytes = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert len(list((tmp_path / "www").glob("search-*.js"))) == PAGES
    assert peak_bytes < PAGES * PAGE_BYTES / 3


@pytest.mark.parametrize("has_links", [True, False])
def test_feed_and_pages_stay_as_they_were_together_while_episodes_are_sent(
    station: Station, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_links: bool
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError("this file system has no links")

    if not has_links:
        monkeypatch.setattr(os, "link", refuse)
    show = branding.with_guid(station.archive, station.settings.show)
    ours, manner = Publication(station.output, show), Manner(verify=False)
    names = ("feed.xml", "index.html")
    before = {name: (station.output / name).read_bytes() for name in names}
    real = Folder.send

    def send(self: Any, sending: Any, source: Any) -> None:
        # Another run makes an article meanwhile: the archive replaces its files.
        station.archive.put_all([(name, b"other") for name in names])
        real(self, sending, source)

    monkeypatch.setattr(Folder, "send", send)
    for _ in publishing.publish(ours, str(tmp_path / "www"), manner):
        pass
    assert {name: (tmp_path / "www" / name).read_bytes() for name in names} == before
    assert not list(station.output.glob(".naqeeb-new-*"))
