"""Facts that an editor states for bulletins: a spoken headline, and which story may go first."""

from __future__ import annotations

from pathlib import Path

import pytest

from naqeeb import intake
from naqeeb.errors import NaqeebError, SettingsError, SourceUnreadable
from naqeeb.intake import front_matter
from naqeeb.model import Article
from naqeeb.settings import IntakeSettings

TEXT = "لاہور میں بارش ہوئی۔ سڑکیں بند ہیں۔"


def read(folder: Path, head: str) -> Article:
    (folder / "news.txt").write_text(f"---\n{head}\n---\n{TEXT}\n", "utf-8")
    return intake.read("news.txt", root=folder, settings=IntakeSettings())


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_spoken_headline_and_a_priority_are_read(tmp_path: Path) -> None:
    article = read(tmp_path, "headline: لاہور میں سڑکیں بند\npriority: 2")
    assert (article.headline, article.priority) == ("لاہور میں سڑکیں بند", 2)


def test_without_them_there_are_none(tmp_path: Path) -> None:
    article = read(tmp_path, "title: بارش")
    assert (article.headline, article.priority) == (None, None)


@pytest.mark.parametrize("priority", ["0", "10", "-1", "high", "1.5"])
def test_a_priority_that_is_none_is_refused_with_what_would_fit(
    tmp_path: Path, priority: str
) -> None:
    with pytest.raises(SourceUnreadable, match="whole number from 1 to 9"):
        read(tmp_path, f"priority: {priority}")


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("titel: بارش", "title"),
        ("Catagory: sport", "category"),
        ("dtae: 2026-11-22", "date"),
        ("imgae: rain.jpg", "image"),
        ("auther: نامہ نگار", "author"),
        ("sound_intro: pips", "sound.intro"),
        ("headlines: بارش", "headline"),
    ],
)
def test_a_slip_for_a_fact_is_told_with_what_was_meant(
    tmp_path: Path, line: str, meant: str
) -> None:
    article = read(tmp_path, f"id: rain-7\n{line}")
    assert article.id == "rain-7"
    (remark,) = article.remarks
    assert remark.startswith(line.partition(":")[0])
    assert remark.endswith(f"did you mean {meant}?")


HUGO = """title: بارش
date: 2026-11-20T10:00:00+05:00
draft: false
published: true
slug: rain
subtitle: سڑکیں بند
tags: [weather, lahore]
categories:
  - news
  - weather
authors:
- name: نامہ نگار
  image: face.jpg
cover:
  image: other.jpg
  relative: true
images:
- one.jpg
description: >
  دو سطریں
  ہیں
weight: 10"""


def test_what_other_programs_read_is_passed_over(tmp_path: Path) -> None:
    article = read(tmp_path, HUGO)
    assert (article.title, article.image, article.category) == ("بارش", None, None)
    assert (article.remarks, article.paragraphs) == ((), (TEXT,))


def test_a_fact_that_is_stated_twice_is_told(tmp_path: Path) -> None:
    article = read(tmp_path, "title: بارش\nauthor: ایک\nbyline: دو")
    assert article.byline == "دو"
    assert article.remarks == ("its front matter states its byline twice: the last is read",)


def test_remarks_stay_few_and_short(tmp_path: Path) -> None:
    lines = [f"titl{number}{'e' * 4_000}: x\ntitle{number}: y" for number in range(500)]
    article = read(tmp_path, "\n".join(lines))
    assert len(article.remarks) == 5
    assert max(map(len, article.remarks)) < 200


@pytest.mark.parametrize(
    "wrong",
    [
        "date: 2026-13-45",
        "published: yesterday or so",
        "priority: high",
        "sound.itnro: pips",
        "sound.lufs: loud",
        "sound.intro: nothing.txt",
        "no pair at all",
        f"byline: {'x' * 6_000}",
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_line_that_is_wrong_is_named_by_its_number(tmp_path: Path, wrong: str, end: str) -> None:
    with pytest.raises(NaqeebError, match=r"^news\.txt:5: ") as error:
        read(tmp_path, end.join(("# of the wire", "title: بارش", "", wrong, "id: rain-7")))
    assert getattr(error.value, "source", "news.txt") == "news.txt"


def test_half_a_surrogate_pair_is_no_number() -> None:
    with pytest.raises(SettingsError, match="which is not a number"):
        front_matter.split("---\nsound.lufs: \ud800\n---\nبارش ہوئی۔\n", "handed over")
