"""Ids that any file system takes, and the decision what a text under a known key is."""

from __future__ import annotations

import re
import uuid
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naqeeb.archive.identity import (
    MAX_SLUG_BYTES,
    bulletin_key,
    content_name,
    is_bulletin_key,
    is_correction,
    mint,
    new_guid,
    text_name,
)

DAY = datetime(2026, 11, 22, 23, 59, tzinfo=UTC)
KEYS = st.text(st.characters(), max_size=300)
SLUGS = st.text(st.characters(), max_size=300) | st.text("abc-é۱ ", max_size=200)
DATES = st.none() | st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1))  # noqa: DTZ001 - aware below


@given(key=KEYS, slug=SLUGS, stated=DATES)
def test_an_id_is_a_plain_folder_name_for_any_text(
    key: str, slug: str, stated: datetime | None
) -> None:
    made = mint(key, slug=slug, stated=stated and stated.replace(tzinfo=UTC), taken=())
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", made)
    assert len(made.encode()) <= 80
    assert re.search(r"[0-9a-f]{8}\Z", made)


@given(key=KEYS, slug=SLUGS)
def test_the_same_article_makes_the_same_id_on_any_machine(key: str, slug: str) -> None:
    made = mint(key, slug=slug, stated=DAY, taken=())
    assert made == mint(key, slug=slug, stated=DAY, taken=())
    assert made.startswith("2026-11-22-")


@given(key=KEYS, slug=SLUGS, times=st.integers(2, 6))
def test_a_key_that_is_used_again_counts_on(key: str, slug: str, times: int) -> None:
    taken: list[str] = []
    for _ in range(times):
        taken.append(mint(key, slug=slug, stated=None, taken=taken))
    assert len(set(taken)) == times


def test_two_files_of_one_name_in_two_folders_are_two() -> None:
    one = mint("a/today.txt", slug="khabrein", stated=None, taken=())
    other = mint("b/today.txt", slug="khabrein", stated=None, taken=())
    assert one != other
    assert one.startswith("khabrein-")


def test_names_that_windows_keeps_for_itself_never_stand_alone() -> None:
    assert mint("x", slug="con", stated=None, taken=()) != "con"
    assert mint("x", slug="", stated=None, taken=())


def test_a_long_slug_is_cut_at_a_word() -> None:
    made = mint("x", slug="-".join(["karachi"] * 30), stated=DAY, taken=())
    assert re.fullmatch(r"2026-11-22(-karachi)+-[0-9a-f]{8}", made)
    slug = made.removeprefix("2026-11-22-")[: -len("-12345678")]
    assert MAX_SLUG_BYTES - len("-karachi") < len(slug) <= MAX_SLUG_BYTES


@pytest.mark.parametrize(
    ("slug", "cut"),
    [
        ("a" * 48, "a" * 48),
        ("a" * 49, "a" * 48),
        ("a" * 48 + "-b", "a" * 48),
        ("a" * 49 + "-b", "a" * 48),
        ("a" * 40 + "-bcdefgh-i", "a" * 40 + "-bcdefgh"),
        ("a" * 40 + "-bcdefgh", "a" * 40 + "-bcdefgh"[:8]),
        ("a" * 40 + "-bcdefghi", "a" * 40),
        ("a" * 5 + "-" + "b" * 60, "a" * 5),
    ],
)
def test_48_letters_of_a_slug_are_kept_in_whole_words(slug: str, cut: str) -> None:
    assert mint("x", slug=slug, stated=None, taken=())[: -len("-12345678")] == cut


def test_an_id_that_was_given_once_is_given_ever_after() -> None:
    first = mint("news/flood.txt", slug="sailab", stated=DAY, taken=())
    assert first == "2026-11-22-sailab-fa0561b6"
    second = mint("news/flood.txt", slug="sailab", stated=DAY, taken=(first,))
    assert second == "2026-11-22-sailab-ec8fae59"
    third = mint("news/flood.txt", slug="sailab", stated=DAY, taken=(first, second))
    assert third == "2026-11-22-sailab-9344603d"


def test_guids_are_derived_from_nothing() -> None:
    made = {new_guid() for _ in range(100)}
    assert len(made) == 100
    assert all(uuid.UUID(guid.removeprefix("urn:uuid:")).version == 4 for guid in made)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("abc", "abc", True),
        ("abcdefghij", "abcklmnopq", True),  # 30 %
        ("abcdefghij", "abklmnopqr", False),  # 20 %
        ("abc", "xyz", False),  # a daily today.txt
        ("ab", "abcdefghijklmnop", True),  # the shorter text counts
        ("", "abc", False),
        ("abc", "", False),
        ("", "", False),
    ],
)
def test_a_text_under_a_known_name_is_a_correction_where_it_shares_enough(
    old: str, new: str, expected: bool
) -> None:
    assert (
        is_correction(
            same_page=False, same_title_and_day=False, old_sentences=old, new_sentences=new
        )
        is expected
    )


@pytest.mark.parametrize(("same_page", "same_title_and_day"), [(True, False), (False, True)])
def test_a_page_or_a_title_of_the_same_day_may_be_rewritten_whole(
    same_page: bool, same_title_and_day: bool
) -> None:
    assert is_correction(
        same_page=same_page,
        same_title_and_day=same_title_and_day,
        old_sentences="abc",
        new_sentences="xyz",
    )


@given(sentences=st.lists(st.text(min_size=1), min_size=1))
def test_an_unchanged_text_is_always_a_correction(sentences: list[str]) -> None:
    assert is_correction(
        same_page=False,
        same_title_and_day=False,
        old_sentences=sentences,
        new_sentences=sentences,
    )


@given(st.lists(st.text(st.characters())))
def test_a_text_has_one_name_however_it_is_spaced(paragraphs: list[str]) -> None:
    spaced = [f" {paragraph}  " for paragraph in paragraphs]
    assert text_name(spaced) == text_name(paragraphs)


def test_a_texts_name_stays_what_records_hold() -> None:
    assert text_name(["ایک خبر۔", "دوسری  سطر۔"]) == "text:9ad62d2911be9e8e2ce42b5eccd4ae3d"


def test_a_single_article_is_known_again_by_its_text_whatever_its_stories() -> None:
    assert content_name("text:9ad6", ()) == content_name("text:9ad6", ("a",)) == "text:9ad6"


@given(stories=st.lists(KEYS, min_size=2, unique=True))
def test_a_bulletin_is_known_again_by_its_stories_in_any_order(stories: list[str]) -> None:
    assert content_name(None, stories) == content_name(None, reversed(stories))
    assert content_name(None, stories) != content_name(None, stories[1:])


def test_a_bulletins_name_stays_what_tombstones_hold() -> None:
    name = content_name(None, ["news/flood.txt", "https://example.com/b"])
    assert name == "stories:354602913cc6dbec994d99714a5eaae1"


def test_a_bulletin_is_known_by_its_day_and_edition() -> None:
    assert bulletin_key(DAY) == "bulletin:2026-11-22"
    assert bulletin_key(DAY, "صبح") == "bulletin:2026-11-22:صبح"
    assert is_bulletin_key(bulletin_key(DAY))
    assert not is_bulletin_key("news/bulletin.txt")
