"""The commit asks the archive again: what happened meanwhile decides what an episode becomes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from naqeeb.archive.identity import Kind
from naqeeb.desk.branding import Brandings
from naqeeb.desk.commit import commit
from naqeeb.desk.erased import stone_of
from naqeeb.desk.job import Effort, Overrides, Result, article_job
from naqeeb.desk.plan import Plan, plan
from naqeeb.desk.produce import Product, produce
from naqeeb.errors import EpisodeErased
from naqeeb.model import Article, State
from naqeeb.podcast.tags.reading import read

ARTICLE = Article(
    id="wire:1",
    title="سڑکوں کی بحالی",
    paragraphs=("صوبائی حکومت نے سڑکوں کی بحالی کا کام شروع کر دیا۔", "کل بارش کا امکان ہے۔"),
)
CORRECTED = replace(ARTICLE, paragraphs=(ARTICLE.paragraphs[0], "کل تیز بارش کا امکان ہے۔"))


@pytest.fixture
def station(build: Any) -> Any:
    return build()


@pytest.fixture
def folders() -> Iterator[ExitStack]:
    """Staging folders, gone in the end."""
    with ExitStack() as stack:
        yield stack


def planned(station: Any, article: Article, **said: Any) -> Plan:
    settings = replace(station.settings, jobs=1)
    job = article_job(settings, article.id, article, Overrides(**said))
    decided = plan(job, Brandings(settings))
    assert isinstance(decided, Plan)
    return decided


def produced(plan_: Plan, folders: ExitStack) -> tuple[Product, Path]:
    folder = folders.enter_context(plan_.job.archive.staging())
    return produce(plan_, folder), folder


def committed(plan_: Plan, made: tuple[Product, Path]) -> Result:
    return commit(plan_, *made, Effort())


def test_what_is_as_it_was_planned_is_committed_as_it_was_produced(
    station: Any, folders: ExitStack
) -> None:
    first = planned(station, ARTICLE)
    product, folder = produced(first, folders)
    result = committed(first, (product, folder))
    assert result.kind is Kind.NEW
    assert replace(result.episode, files={}) == product.episode
    assert station.archive.state().podcast_guid == first.branding.show.guid


def test_nothing_is_written_before_the_commit(station: Any) -> None:
    planned(station, ARTICLE)
    assert not station.output.exists()


def test_two_that_make_the_same_article_make_one_episode(station: Any, folders: ExitStack) -> None:
    plans = [planned(station, ARTICLE), planned(station, ARTICLE)]
    made = [produced(each, folders) for each in plans]
    first, second = map(committed, plans, made)
    assert (first.kind, second.kind) == (Kind.NEW, Kind.UNCHANGED)
    assert second.episode == first.episode
    assert len(station.archive.entries()) == 1


def test_one_that_was_overtaken_by_other_words_corrects_them(
    station: Any, folders: ExitStack
) -> None:
    plans = [planned(station, ARTICLE), planned(station, CORRECTED)]
    made = [produced(each, folders) for each in plans]
    first, second = map(committed, plans, made)
    assert (first.kind, second.kind) == (Kind.NEW, Kind.CORRECTION)
    assert (second.episode.id, second.episode.guid) == (first.episode.id, first.episode.guid)
    assert second.episode.updated > first.episode.updated
    # The sound says of itself what the record says: it was tagged again.
    assert second.episode.audio.name.startswith(first.episode.id)
    tag = read(second.folder / second.episode.audio.name)
    assert tag is not None
    assert tag.guid == first.episode.guid
    assert station.archive.mismatches(second.episode) == frozenset()


def test_a_correction_of_what_was_removed_meanwhile_stays_off_the_air(
    station: Any, folders: ExitStack
) -> None:
    first = planned(station, ARTICLE)
    before = committed(first, produced(first, folders)).episode
    second = planned(station, CORRECTED)
    made = produced(second, folders)
    station.remove(before)
    result = committed(second, made)
    assert (result.kind, result.episode.id) == (Kind.CORRECTION, before.id)
    assert result.episode.state is State.REMOVED


def test_what_a_user_should_know_and_why_nobody_hears_it_are_said_apart_and_in_one_line(
    station: Any, folders: ExitStack
) -> None:
    first = planned(station, ARTICLE)
    committed(first, produced(first, folders))
    other = replace(ARTICLE, title="بارش", paragraphs=("آج شام سے تیز بارش کا امکان ہے۔",))
    second = planned(station, other, hold=True)
    result = committed(second, produced(second, folders))
    assert result.remarks == ("wire:1 was used for other news before; this is a new episode",)
    release = f"it is held; `naqeeb release {result.episode.id}` puts it on the air"
    assert result.off_the_air == release
    assert result.note == f"{result.remarks[0]}; {release}"
    again = plan(second.job, Brandings(second.job.settings))
    assert isinstance(again, Result)
    assert (again.remarks, again.note) == ((), release)


def test_an_episode_whose_base_was_erased_meanwhile_is_a_new_one_by_force_alone(
    station: Any, folders: ExitStack
) -> None:
    first = planned(station, ARTICLE)
    before = committed(first, produced(first, folders)).episode
    second, forced = planned(station, CORRECTED), planned(station, CORRECTED, force=True)
    with station.archive.lock():
        station.archive.erase(before, stone_of(before, before.updated))
    with pytest.raises(EpisodeErased):
        committed(second, produced(second, folders))
    result = committed(forced, produced(forced, folders))
    assert result.kind is Kind.NEW
    assert result.episode.previous_audio == ()


def test_an_id_that_was_taken_meanwhile_is_not_taken_twice(
    station: Any, folders: ExitStack
) -> None:
    first = planned(station, ARTICLE)
    made = produced(first, folders)
    station.archive.folder(made[0].episode.id).mkdir(parents=True)
    result = committed(first, made)
    assert result.episode.id != made[0].episode.id
    assert result.episode.audio.name.startswith(result.episode.id)


def test_a_show_that_began_meanwhile_keeps_its_guid(station: Any, folders: ExitStack) -> None:
    first = planned(station, ARTICLE)
    made = produced(first, folders)
    with station.archive.lock():
        station.archive.ensure_state("11111111-2222-4333-8444-555555555555")
    result = committed(first, made)
    assert result.episode.show_guid == "11111111-2222-4333-8444-555555555555"
