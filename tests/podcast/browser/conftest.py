"""A browser and the station that it looks at: Debian's Chromium, as a reader has it.

``CHROMIUM`` names another browser than the one found in the path.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from naqeeb.model import Show

if TYPE_CHECKING:
    from playwright.sync_api import Browser
from browsing import CHROMIUM, Opener, write


@pytest.fixture(scope="session")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two shows: one that has no address yet, one that has."""
    folder = tmp_path_factory.mktemp("station") / "output"
    write(folder / "urdu", Show(title="نقیب", slug="urdu"))
    known = Show(title="نقیب", slug="known", site_url="https://news.example.org/")
    write(folder / "known", known)
    return folder


@pytest.fixture(scope="module")
def base(output: Path, serving: Callable[..., AbstractContextManager[str]]) -> Iterator[str]:
    """Where ``naqeeb serve`` serves the show: below a secret path and a folder."""
    with serving(output, token="secret-0123456789") as base:
        yield f"{base}urdu/"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("there is no Chromium on this machine")
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=[
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ],
        )
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Opener]:
    """Opens a page; no test leaves an error in the console or asks another host."""
    opener = Opener(browser, [], [], [])
    yield opener
    for context in opener.contexts:
        context.close()
    assert opener.faults == []
    ours = ("http://127.0.0.1:", "file://", "data:", "blob:")
    assert [url for url in opener.asked if not url.startswith(ours)] == []
