"""The station that a browser looks at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import chromium
import pytest
from browsing import Opener, write

from naqeeb.model import Show


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


@pytest.fixture
def visit() -> Iterator[Opener]:
    """Opens a page; no test leaves an error in the console or asks another host."""
    opener = Opener(chromium.browser())
    yield opener
    for context in opener.contexts:
        context.close()
    assert opener.faults == []
    ours = ("http://127.0.0.1:", "file://", "data:", "blob:")
    assert [url for url in opener.asked if not url.startswith(ours)] == []
