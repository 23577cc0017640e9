"""Headings and notes of an article, from the source to the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from page_reading import parsed

from naqeeb import Desk
from naqeeb.desk import draft_text, drafts
from naqeeb.desk.as_written import article_of
from naqeeb.desk.make import read
from naqeeb.model import Block

if TYPE_CHECKING:
    Station = Any

TEXT = """# سیلاب کے بعد

بحالی کا کام شروع ہو گیا ہے[^1]۔

## سڑکیں

سڑکوں کی مرمت کل سے شروع ہوگی۔

## پل

دو پل بہہ گئے ہیں۔

[^1]: محکمے کی رپورٹ
"""


def test_headings_are_chapters_and_notes_are_shown_and_not_spoken(
    build: Callable[..., Station],
) -> None:
    station = build()
    path = station.settings.root / "flood.md"
    path.write_text(TEXT, "utf-8")
    desk = Desk(station.settings)
    episode = desk.make(path)
    assert [each.title for each in episode.chapters] == ["سیلاب کے بعد", "سڑکیں", "پل"]
    page = parsed((station.output / "episodes" / episode.id / "index.html").read_bytes())
    assert page.xpath("//div[@class='text']/h2//text()") == ["سڑکیں", "پل"]
    assert page.xpath("//section[@class='notes']//li/text()") == ["[1] محکمے کی رپورٹ"]
    assert not any("محکمے" in each.text for each in episode.transcript)
    # A draft of the episode has them too.
    again = article_of(episode)
    assert again.blocks.count(Block.HEADING) == 2
    assert again.footnotes == episode.footnotes
    facts, body = draft_text.of_article(again)
    assert body.endswith("## حوالہ جات\n\n[1] محکمے کی رپورٹ")
    draft = drafts.create(drafts.folder_of(station.settings.root), facts, body)
    assert read(station.settings, str(draft.path)).footnotes == episode.footnotes


def test_a_note_that_is_corrected_is_corrected_on_the_page(build: Callable[..., Station]) -> None:
    station = build()
    path = station.settings.root / "flood.md"
    path.write_text(TEXT, "utf-8")
    desk = Desk(station.settings)
    before = desk.make(path)
    path.write_text(TEXT.replace("محکمے کی رپورٹ", "محکمۂ آب کی رپورٹ"), "utf-8")
    after = desk.make(path)
    assert (after.id, after.footnotes) == (before.id, ("[1] محکمۂ آب کی رپورٹ",))
    assert replace(after, footnotes=before.footnotes).transcript == before.transcript
