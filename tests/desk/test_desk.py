"""What a program calls: a list of names is not mistaken for one name, nor one name for a list."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from naqeeb.archive.identity import Kind
from naqeeb.desk import up_to_date
from naqeeb.desk.desk import Desk
from naqeeb.desk.job import Result
from naqeeb.errors import SettingsError

TEXT = "محکمہ موسمیات کے مطابق کل بارش کا امکان ہے۔\n"


@pytest.fixture
def desk(newsdesk: Any) -> Desk:
    folder: Path = newsdesk.settings.root
    (folder / "rain.txt").write_text(TEXT, "utf-8")
    return Desk(newsdesk.settings)


@pytest.mark.parametrize("kind", [str, Path])
def test_one_name_for_many_is_refused_before_anything_is_read(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, kind: type
) -> None:
    """Its letters were sources, and of ``./rain.txt`` the first is the folder itself."""
    monkeypatch.chdir(desk.settings.root)
    with pytest.raises(SettingsError, match=r"^sources is one name, .*rain\.txt") as refused:
        desk.make_all(kind("./rain.txt"))
    assert "rain.txt" in refused.value.hint
    assert not (desk.settings.output / "episodes").exists()


@pytest.mark.parametrize("argument", ["sources", "feeds", "categories"])
def test_a_bulletin_refuses_one_name_where_a_list_is_wanted(desk: Desk, argument: str) -> None:
    named: dict[str, Any] = {"from_archive": "24h", argument: "https://user:secret@example.pk/a"}
    with pytest.raises(SettingsError, match=f"^{argument} is one name") as refused:
        desk.bulletin(**named)
    assert "secret" not in str(refused.value)


def test_of_a_list_a_doubled_source_is_made_once_and_of_an_iterator_found_unchanged(
    desk: Desk,
) -> None:
    named = [str(desk.settings.root / "rain.txt")] * 2
    once = list(desk.make_all(named))
    assert [each.kind for each in once if isinstance(each, Result)] == [Kind.NEW]
    again = list(desk.make_all(iter(named)))
    assert [each.kind for each in again if isinstance(each, Result)] == [Kind.UNCHANGED] * 2


def test_in_a_long_run_what_is_finished_is_in_the_feed_before_the_last_is(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(up_to_date, "UPDATE_EVERY_S", 0.0)
    other = desk.settings.root / "harbour.txt"
    other.write_text("کراچی کی بندرگاہ پر نئے جہاز پہنچ گئے۔\n", "utf-8")
    outcomes = desk.make_all([str(desk.settings.root / "rain.txt"), str(other)])
    first, _ = next(outcomes), next(outcomes)
    assert isinstance(first, Result)
    assert first.episode.guid in (first.folder.parents[1] / "feed.xml").read_text("utf-8")
    outcomes.close()
