"""Facts that an editor states for bulletins: a spoken headline, and which story may go first."""

from __future__ import annotations

from pathlib import Path

import pytest

from naqeeb import intake
from naqeeb.errors import SourceUnreadable
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
