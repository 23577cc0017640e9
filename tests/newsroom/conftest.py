"""A newsroom of its own for each test, with the voice that beeps; a browser that visits it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import chromium
import httpx
import pytest
from browsing import Opener
from editing import PATIENCE_S, TOKEN, Door, Newsroom, door

from naqeeb import settings as settings_module
from naqeeb.newsroom.context import Context, SettingsReader

SETTINGS = """\
# our station
output = "output"

[show]
title = "ریڈیو نقیب"  # the name
timezone = "Asia/Karachi"

[voice]
name = "tone"
"""


@pytest.fixture(scope="module", name="door")
def _door() -> Iterator[Door]:
    with door() as made:
        yield made


@pytest.fixture
def newsroom(door: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Newsroom]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root = tmp_path / "station"
    root.mkdir()
    path = root / "naqeeb.toml"
    path.write_text(SETTINGS, "utf-8")
    context = Context(TOKEN, SettingsReader(lambda: settings_module.load(path)), path)
    with (
        door.leads_to(context) as base,
        # Nothing is TLS here, and to read the certificates of the world takes 20 ms.
        httpx.Client(
            base_url=base, headers={"origin": base}, timeout=PATIENCE_S, verify=False
        ) as client,
    ):
        yield Newsroom(root, client, base, context)
    context.board.close(PATIENCE_S)


@pytest.fixture
def visit(newsroom: Newsroom) -> Iterator[Opener]:
    """Opens pages in Chromium, with the embedded voice; afterwards nothing was faulty there."""
    opener = Opener(chromium.browser())
    settings = newsroom.context.settings_path
    settings.write_text(settings.read_text("utf-8").replace('"tone"', '"espeak"'), "utf-8")
    yield opener
    for context in opener.contexts:
        context.close()
    assert opener.faults == []
    assert [
        url for url in opener.asked if not url.startswith((newsroom.base, "data:", "blob:"))
    ] == []
