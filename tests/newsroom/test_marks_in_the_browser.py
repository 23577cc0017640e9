"""A word said otherwise in one place, and what marks look like in the review."""

from __future__ import annotations

import pytest
from editing import RAIN, Newsroom

from naqeeb.desk import drafts


def body_of(newsroom: Newsroom, draft_id: str) -> str:
    return drafts.read(drafts.folder_of(newsroom.root), draft_id).body


def test_a_word_is_said_so_in_one_place_alone(newsroom: Newsroom) -> None:
    draft = newsroom.draft(f"{RAIN} {RAIN}", "بارش")
    table = {"version": draft["version"], "said": "لَاہَور", "voice": "espeak"}
    path = f"drafts/{draft['id']}/say"
    # The third line of the text: title, rain, roads, rain again.
    answer = newsroom.ask(path, {**table, "line": 3, "start": 0, "end": 5})
    assert answer.status_code == 200, answer.text
    marked = answer.json()["body"]
    assert marked.count("{say") == 1
    assert marked.index("{say لَاہَور: لاہور}") > marked.index("لاہور")
    assert body_of(newsroom, draft["id"]) == marked
    assert not (newsroom.root / "lexicon.toml").exists()
    page = newsroom.get(f"drafts/{draft['id']}/lines?voice=espeak").text
    assert page.count(">لَاہَور<") == 1
    # The version that the editor saw is the old one now.
    assert newsroom.ask(path, {**table, "line": 1, "start": 0, "end": 5}).status_code == 409


@pytest.mark.parametrize(
    ("table", "status"),
    [
        ({"line": 0, "start": 4, "end": 9, "said": "بارش"}, 422),  # behind the title's end
        ({"line": 1, "start": 0, "end": 5, "said": "…"}, 422),
        ({"line": 99, "start": 0, "end": 5, "said": "بارش"}, 422),
        ({"line": -1, "start": 0, "end": 5, "said": "بارش"}, 422),
        ({"line": "1", "start": 0, "end": 5, "said": "بارش"}, 400),
        ({"said": "بارش"}, 400),
    ],
)
def test_a_place_that_is_none_changes_nothing(
    newsroom: Newsroom, table: dict[str, object], status: int
) -> None:
    draft = newsroom.draft(RAIN, "بارش")
    answer = newsroom.ask(f"drafts/{draft['id']}/say", {"version": draft["version"], **table})
    assert answer.status_code == status, answer.text
    assert "{" not in body_of(newsroom, draft["id"])


def test_the_review_shows_pauses_and_guests(newsroom: Newsroom) -> None:
    text = "بارش ہوئی۔ {pause 2.5s} {voice espeak} مہمان نے کہا۔ {voice} سڑکیں بند ہیں۔"
    draft = newsroom.draft(text, "بارش")
    page = newsroom.get(f"drafts/{draft['id']}").text
    assert "<bdi>2.5</bdi>" in page
    assert page.count('data-voice="espeak"') == 1
    assert "{voice espeak} مہمان" in page, "the text itself has its marks"
    broken = newsroom.draft("بارش ہوئی۔ {pase 2s} سڑکیں بند ہیں۔", "بارش")
    assert "{pase 2s}\u2069\u2069 ایسا نشان نہیں" in newsroom.get(f"drafts/{broken['id']}").text
