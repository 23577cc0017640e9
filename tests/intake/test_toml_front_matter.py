"""Facts between ``+++`` and ``+++``, as Hugo writes them, are read as those between ``---``."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from naqeeb import intake
from naqeeb.errors import SettingsError, SourceUnreadable
from naqeeb.model import Article
from naqeeb.settings import IntakeSettings

TEXT = "لاہور میں بارش ہوئی۔ سڑکیں بند ہیں۔"


def read(folder: Path, head: str, fence: str = "+++") -> Article:
    (folder / "news.md").write_text(f"{fence}\n{head}\n{fence}\n\n{TEXT}\n", "utf-8")
    return intake.read("news.md", root=folder, settings=IntakeSettings())


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


HUGO = """\
# of the desk
title = "لاہور: بارش"
date = 2026-11-20T14:30:00+05:00
author = 'صبا قمر'
draft = false
priority = 2
categories = ["موسم", "شہر"]

[params]
  title = "اور کچھ"

[sound]
intro = ""
gain = "x"
"""


def test_what_hugo_writes_is_read_and_none_of_it_is_spoken(tmp_path: Path) -> None:
    article = read(tmp_path, HUGO.partition("[sound]")[0])
    assert article.title == "لاہور: بارش"
    assert article.published == datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
    assert (article.byline, article.priority, article.offset_min) == ("صبا قمر", 2, 300)
    assert article.paragraphs == (TEXT,)


def test_it_says_the_same_as_between_dashes(tmp_path: Path) -> None:
    toml = read(tmp_path, 'titel = "بارش"\nheadline = "سڑکیں بند"\ndate = 2026-11-20')
    yaml = read(tmp_path, "titel: بارش\nheadline: سڑکیں بند\ndate: 2026-11-20", "---")
    assert toml == yaml
    assert any("did you mean title?" in remark for remark in toml.remarks)


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ('title = "بارش"\npriority = 12', r"news\.md:3: priority '12' is not a whole number"),
        ("[params]\ndate = 1\n\n[sound]\ndate = 1", None),
        ('\ndate = "soon"', r"news\.md:3: 'soon' is not a date"),
        ('title = "بارش"\nbyline = ', r"news\.md:3: the front matter is not TOML"),
        ("\ntitle = " + "[" * 5000, r"news\.md:3: .* is not TOML: brackets are nested too deep"),
        (f"\npriority = {'9' * 5000}", r"news\.md:3: .* is not TOML: a number has 5,000 digits"),
        (f'title = "{"ا" * 5001}"', r"news\.md:2: title in the front matter is 5,00. characters"),
        ('title = "' + "ا" * 50_000, r"news\.md:2: the front matter is 50,009 characters long"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, head: str, said: str | None) -> None:
    if said is None:
        with pytest.raises(SettingsError, match=r"news\.md:6"):
            read(tmp_path, head)
        return
    with pytest.raises(SourceUnreadable, match=said):
        read(tmp_path, head)


def test_a_long_block_of_notes_takes_no_time(tmp_path: Path) -> None:
    article = read(tmp_path, "# # # # #  # #" * 3000 + "\n؟")
    assert article.paragraphs[-1] == TEXT


def test_a_rule_of_plus_signs_is_none(tmp_path: Path) -> None:
    article = read(tmp_path, "کراچی میں دھوپ نکلی۔")
    assert "کراچی میں دھوپ نکلی۔" in " ".join((article.title, *article.paragraphs))
