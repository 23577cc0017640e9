"""One Chromium for all tests that look at pages: Debian's, without its window where that is there.

The build without a window shows pages alike and takes half the processor's time.
``CHROMIUM`` names another browser than the one found in the path.
"""

from __future__ import annotations

import os
import shutil
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

PROGRAMS = ("chromium-headless-shell", "chromium", "google-chrome")
CHROMIUM = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, PROGRAMS)), None)
PATIENCE_S = 20
"""How long a browser on a busy machine may take for anything."""
FLAGS = ("--disable-gpu", "--disable-quic")

_open = ExitStack()
_browsers: list[Browser] = []


def browser() -> Browser:
    """The browser, which is started for the first test that asks; each has contexts of its own."""
    if CHROMIUM is None:
        pytest.skip("there is no Chromium on this machine")
    if not _browsers:
        expect.set_options(timeout=PATIENCE_S * 1000)
        playwright = _open.enter_context(sync_playwright())
        _browsers.append(playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS))
        _open.callback(_browsers[0].close)
    return _browsers[0]


def close() -> None:
    """End it: playwright's event loop stands in the way of tests that want one of their own."""
    _browsers.clear()
    _open.close()
