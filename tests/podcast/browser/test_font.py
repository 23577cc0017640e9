"""The font that pages bring, for readers who have no Nastaliq."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from browsing import Opener, shelf, until, write

from naqeeb.model import Show

pytestmark = pytest.mark.browser

INSTALLED = ("Noto Nastaliq Urdu", "Jameel Noori Nastaleeq", "Urdu Typesetting")
WATCH = """
window.shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""


@pytest.fixture(scope="module")
def with_font(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A show that brings its font, seen from a machine that has none of the others."""
    folder = tmp_path_factory.mktemp("font") / "output"
    write(folder, Show(font=True))
    for page in folder.rglob("*.html"):
        text = page.read_text("utf-8")
        for name in INSTALLED:
            text = text.replace(f'"{name}"', '"not here"')
        page.write_text(text, "utf-8")
    return folder


def test_a_reader_without_nastaliq_gets_it_and_nothing_moves(
    visit: Opener, with_font: Path, serving: Callable[..., AbstractContextManager[str]]
) -> None:
    assert (with_font / "nastaliq.woff2").stat().st_size < 300_000
    with serving(with_font) as base:
        # Its style was changed by this test, so its policy would refuse it.
        path = f"episodes/{shelf()[-1].id}/index.html"
        first = visit(base + path, start=WATCH, bypass_csp=True)
        until(first, "document.fonts.status === 'loaded'")
        assert any(url.endswith("nastaliq.woff2") for url in visit.asked)
        for page in (first, visit(base, within=first.context, start=WATCH)):
            page.wait_for_timeout(500)
            assert page.evaluate("shift") < 0.05


def test_whoever_has_nastaliq_fetches_nothing(
    visit: Opener, tmp_path: Path, serving: Callable[..., AbstractContextManager[str]]
) -> None:
    write(tmp_path / "output", Show(font=True))
    with serving(tmp_path / "output") as base:
        page = visit(base)
        installed = page.evaluate(
            "(names) => names.some((each) => document.fonts.check(`12px '${each}'`, 'خبر'))"
            " && [...document.fonts].every((each) => !names.includes(each.family))",
            list(INSTALLED),
        )
        if not installed:
            pytest.skip("this machine has no Nastaliq")
        page.wait_for_timeout(300)
        assert not any(url.endswith("nastaliq.woff2") for url in visit.asked)
