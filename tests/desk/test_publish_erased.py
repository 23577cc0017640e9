"""An episode that is taken down for good while the station is published, or after half of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from naqeeb.desk import air
from naqeeb.desk.publish import Manner, publish
from naqeeb.errors import PublishFailed
from naqeeb.model import Show

if TYPE_CHECKING:
    Station = Any
    Build = Any

SHOW = Show(title="ریڈیو نقیب", site_url="http://127.0.0.1:9/radio/")
WORD = "بندرگاہ"
"""In the sentence of the episode that is erased, and in no other."""


def holding(folder: Path, guid: str) -> list[str]:
    """What is left of an episode: files, and files that name it, also those that wait."""
    return [
        path.name
        for path in folder.rglob("*")
        if path.is_file()
        and any(each.encode() in path.read_bytes() for each in (WORD, guid, "karachi-ki"))
    ]


@pytest.mark.parametrize("goes_on", [True, False], ids=["goes on", "was ended"])
@pytest.mark.parametrize("step", [0, 2, 5, 9, 14, 20])
def test_what_is_erased_while_it_is_published_is_gone_after_the_next_time(
    step: int, goes_on: bool, build: Build, tmp_path: Path
) -> None:
    station, www = build("karachi", SHOW), tmp_path / "www"
    erased = station.make("ships", 3, day=20)
    station.make("match", 1, day=21)
    said = "is no longer in the output; publish again"
    steps: Any = publish(station.settings, str(www), Manner(verify=False))
    try:
        for number, _ in enumerate(steps):
            if number == step:
                if not goes_on:
                    steps.close()
                air.remove(station.settings, erased.id, erase=True)
    except PublishFailed as error:
        said = str(error)
    assert "is no longer in the output" in said
    assert "publish again" in said
    station.publish(www, verify=False)
    assert holding(www, erased.guid) == []
    assert len(list(www.glob("episodes/*/*.mp3"))) == 1
