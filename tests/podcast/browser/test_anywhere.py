"""From a disk, without scripts, and under the page's own policy."""

from __future__ import annotations

from pathlib import Path

import pytest
from browsing import NEWEST, RUSSIA, Opener, are_spoken, found, playing, slowly
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_everything_works_from_a_folder_on_a_disk(visit: Opener, output: Path) -> None:
    page = visit((output / "urdu" / "index.html").as_uri())
    assert found(page, "ژالہ") == ["خبر نمبر 5"]
    page = visit((output / "urdu" / NEWEST).as_uri())
    slowly(page)
    page.locator("#s2").click()
    playing(page)
    are_spoken(page, ["s2"])
    page.get_by_role("link", name="نقیب").click()
    page.wait_for_url("**/urdu/index.html")


def test_without_scripts_there_is_the_text_and_the_browsers_own_player(
    visit: Opener, base: str
) -> None:
    page = visit(base + NEWEST, java_script_enabled=False)
    expect(page.locator("audio[controls]")).to_be_visible()
    expect(page.locator(".controls")).to_be_hidden()
    expect(page.get_by_text(RUSSIA).first).to_be_visible()
    page.get_by_role("link", name="80 کمپنیاں").click()
    page.wait_for_url("**#s3")
    page.get_by_role("link", name="نقیب").click()
    page.get_by_role("link", name="پرانی خبریں").click()
    expect(page.get_by_role("link", name="خبر نمبر 5", exact=True)).to_be_visible()


def test_the_policy_refuses_a_script_that_slipped_in(
    visit: Opener, base: str, output: Path
) -> None:
    folder = output / "urdu" / "episodes" / "slipped"
    folder.mkdir(exist_ok=True)
    page_file = output / "urdu" / NEWEST
    slipped = page_file.read_text("utf-8").replace("<h1>", "<script>window.bad = 1</script><h1>")
    (folder / "index.html").write_text(slipped, "utf-8")
    page = visit(base + "episodes/slipped/index.html")
    assert page.evaluate("window.bad") is None
    assert any("Content Security Policy" in fault for fault in visit.faults)
    visit.faults.clear()
