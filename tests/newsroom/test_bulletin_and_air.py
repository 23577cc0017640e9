from __future__ import annotations

import re
import threading
import time
from collections.abc import Generator
from datetime import UTC, datetime, timedelta

import pytest
from editing import FAIR, MATCH, PATIENCE_S, RAIN, Newsroom

from naqeeb.desk.events import Event, Listener
from naqeeb.desk.shows import archive_of
from naqeeb.model import State
from naqeeb.newsroom import schedule
from naqeeb.newsroom.wording import wording
from naqeeb.newsroom.work import Note


def three(newsroom: Newsroom) -> list[str]:
    texts = (("بارش", RAIN), ("میچ", MATCH), ("میلہ", FAIR))
    return [f"draft:{newsroom.draft(text, title)['id']}" for title, text in texts]


def feed(newsroom: Newsroom) -> str:
    path = newsroom.root / "output" / "feed.xml"
    return path.read_text("utf-8") if path.exists() else ""


def test_the_preview_says_how_it_reads_and_how_long_it_lasts(newsroom: Newsroom) -> None:
    stories = three(newsroom)
    answer = newsroom.ask("bulletin/preview", {"stories": stories, "voice": "espeak"}).json()
    assert len(answer["stories_ms"]) == 3
    # Greeting and sign-off are no story's.
    assert answer["length_ms"] > sum(answer["stories_ms"]) > 0
    written = [line["written"] for line in answer["lines"]]
    assert written.index("شائقین خوش ہیں۔") < written.index("80 ناشر آئے ہیں۔")
    assert not (newsroom.root / "output" / "feed.xml").exists()


def test_a_bulletin_is_fitted_to_the_wanted_length(newsroom: Newsroom) -> None:
    stories = [
        f"draft:{newsroom.draft(f'{text} {RAIN}', title)['id']}"
        for title, text in (("ایک", RAIN), ("دو", MATCH), ("تین", FAIR))
    ]
    table = {"stories": stories, "voice": "tone", "edition": "صبح"}
    whole = newsroom.ask("bulletin/preview", table).json()
    assert whole["cuts"] == []
    table["length"] = f"{whole['length_ms'] * 0.7 / 1000:.0f}s"
    fitted = newsroom.ask("bulletin/preview", table).json()
    assert fitted["length_ms"] == pytest.approx(whole["length_ms"] * 0.7, rel=0.05)
    last = fitted["cuts"][-1]
    assert (last["title"], last["how"]) in (
        ("تین", "نکال دی گئی"),
        ("تین", "مختصر: 1 پیراگراف میں سے 1 جملہ"),
    )
    assert fitted["stories_ms"][0] > fitted["stories_ms"][2]
    assert newsroom.ask("bulletin/preview", {**table, "length": "20m"}).json()["remarks"] == [
        f"دورانیہ {whole['length_ms'] / 1000:.0f} سیکنڈ ہے، 20 منٹ نہیں: پڑھنے کو اور کچھ نہیں"
    ]
    newsroom.ask("bulletin/make", table)
    (work,) = newsroom.works()
    assert "تین" in work["notes"][0]["hint"]
    assert newsroom.ask("bulletin/preview", {**table, "length": "soon"}).status_code == 422


def test_stories_that_are_gone_are_named_in_the_preview(newsroom: Newsroom) -> None:
    one, other = three(newsroom)[:2]
    gone = [other.replace("draft:", "episode:"), "draft:20261129-000000-000000000"]
    answer = newsroom.ask("bulletin/preview", {"stories": [one, *gone]}).json()
    assert (answer["missing"], len(answer["stories_ms"])) == (gone, 1)
    assert newsroom.ask("bulletin/preview", {"stories": gone}).json()["missing"] == gone


def test_a_held_bulletin_is_released_and_then_in_the_feed(newsroom: Newsroom) -> None:
    table = {"stories": three(newsroom), "edition": "صبح", "hold": True}
    assert newsroom.ask("bulletin/make", table).status_code == 202
    (work,) = newsroom.works()
    assert work["phase"] == "done", work
    episode = work["notes"][0]["episode"]
    assert "<item>" not in feed(newsroom)
    assert newsroom.ask(f"episodes/{episode}/release").status_code == 200
    assert feed(newsroom).count("<item>") == 1
    for action, count in (("hold", 0), ("release", 1), ("remove", 0), ("undo", 1)):
        assert newsroom.ask(f"episodes/{episode}/{action}").status_code == 200
        assert feed(newsroom).count("<item>") == count
    sound = newsroom.get(f"episodes/{episode}/sound", headers={"range": "bytes=0-9"})
    assert (sound.status_code, len(sound.content)) == (206, 10)


def test_what_is_due_goes_on_the_air_while_the_newsroom_is_open(newsroom: Newsroom) -> None:
    newsroom.ask("bulletin/make", {"stories": three(newsroom), "hold": True})
    (work,) = newsroom.works()
    settings = newsroom.context.load()
    archive, now = archive_of(settings, settings.show), datetime.now(UTC)
    with archive.lock():
        name = work["notes"][0]["episode"]
        archive.set_state(name, State.SCHEDULED, now=now, air_at=now + timedelta(milliseconds=1))
    assert "<item>" not in feed(newsroom)
    end_s = time.monotonic() + PATIENCE_S
    with schedule.kept(newsroom.context):
        while "<item>" not in feed(newsroom):
            assert time.monotonic() < end_s
            time.sleep(0.02)


def test_the_same_edition_made_again_takes_its_place(newsroom: Newsroom) -> None:
    stories = three(newsroom)
    for order in (stories, stories[::-1][:2]):
        newsroom.ask("bulletin/make", {"stories": order, "edition": "صبح", "hold": False})
    assert [work["phase"] for work in newsroom.works()] == ["done", "done"]
    assert feed(newsroom).count("<item>") == 1


def test_what_became_of_work_is_said_in_the_pages_language_and_names_no_command(
    newsroom: Newsroom,
) -> None:
    stories = [f"draft:{newsroom.draft(RAIN, 'بارش')['id']}"]
    newsroom.ask("bulletin/make", {"stories": stories, "edition": "صبح", "length": "20m"})
    newsroom.ask("bulletin/make", {"stories": stories, "edition": "شام", "voice": "nobody"})
    failed, held = newsroom.works()
    (note,) = held["notes"]
    assert note["text"].endswith("(نئی قسط، روکی ہوئی)")
    assert "naqeeb" not in note["text"] + note["hint"]
    # How long the greeting is depends on the day and the hour.
    hint = r"دورانیہ [12]\d سیکنڈ ہے، 20 منٹ نہیں: پڑھنے کو اور کچھ نہیں"
    assert re.fullmatch(hint, note["hint"])
    assert "نام کی کوئی آواز نہیں" in failed["notes"][0]["text"]
    page = newsroom.get("on-air").text
    # A bulletin is corrected by its stories.
    assert ('data-action="reject"' in page, 'data-action="correct"' in page) == (True, False)


def test_a_bulletin_is_no_story_to_pick(newsroom: Newsroom) -> None:
    draft = newsroom.draft(RAIN, "بارش")
    newsroom.ask(f"drafts/{draft['id']}/make", {"hold": False})
    newsroom.ask("bulletin/make", {"stories": [f"draft:{draft['id']}"], "hold": False})
    newsroom.works()
    page = newsroom.get("bulletin").text
    assert page.count('data-name="episode:') == 1


def test_a_correction_that_waits_is_named_so(newsroom: Newsroom) -> None:
    stories = three(newsroom)
    for hold, count in ((False, 3), (True, 2)):
        table = {"stories": stories[:count], "edition": "صبح", "hold": hold}
        newsroom.ask("bulletin/make", table)
        newsroom.works()
    page = newsroom.get("on-air").text
    assert page.count("<span>تصحیح</span>") == 1
    assert (page.count('data-state="on_air"'), page.count('data-state="held"')) == (1, 1)


def test_what_is_scheduled_says_which_time_is_that_of_the_air(newsroom: Newsroom) -> None:
    draft = newsroom.draft(RAIN, "بارش")
    newsroom.ask(f"drafts/{draft['id']}/make", {"hold": False, "at": "2100-01-01T07:30"})
    newsroom.works()
    assert (
        '<span>نشر ہو گی: <bdi dir="ltr">2100-01-01 07:30</bdi></span>'
        in newsroom.get("on-air").text
    )


def test_who_rejects_a_correction_is_told_that_the_episode_stays(newsroom: Newsroom) -> None:
    """It said "removed", though what listeners hear was as before."""
    draft = newsroom.draft(RAIN, "بارش")
    newsroom.ask(f"drafts/{draft['id']}/make", {"hold": False})
    newsroom.works()
    changed = {"version": draft["version"], "body": f"{RAIN} آج دھوپ ہے۔"}
    newsroom.ask(f"drafts/{draft['id']}", changed, "PUT")
    newsroom.ask(f"drafts/{draft['id']}/make", {"hold": True})
    correction = newsroom.works()[0]["notes"][0]["episode"]
    told = newsroom.ask(f"episodes/{correction}/reject").json()
    assert told["state"] == "تصحیح مسترد کر دی گئی؛ پہلے والی قسط جوں کی توں ہے"
    assert feed(newsroom).count("<item>") == 1


def test_what_cannot_be_done_to_an_episode_names_its_title(newsroom: Newsroom) -> None:
    """It named the episode's id, which no page shows."""
    draft = newsroom.draft(RAIN, "شہر میں بارش")
    newsroom.ask(f"drafts/{draft['id']}/make", {"hold": False})
    (work,) = newsroom.works()
    episode = work["notes"][0]["episode"]
    for action in ("release", "reject", "undo"):
        answer = newsroom.ask(f"episodes/{episode}/{action}")
        assert answer.status_code in (404, 422), action
        told = answer.json()
        assert episode not in answer.text, action
        assert "«شہر میں بارش»" in told["what"] + told["hint"], action


def test_of_several_stories_the_one_that_cannot_be_read_is_named(newsroom: Newsroom) -> None:
    good, bad = newsroom.draft(RAIN, "بارش"), newsroom.draft(RAIN, "بری خبر")
    path = newsroom.root / "drafts" / f"{bad['id']}.md"
    path.write_text(path.read_text("utf-8").replace("---\n\n", "priority: 99\n---\n\n"), "utf-8")
    stories = [f"draft:{each['id']}" for each in (good, bad)]
    answer = newsroom.ask("bulletin/preview", {"stories": stories})
    assert answer.status_code == 422
    assert answer.json()["what"] == "«بری خبر»: ترجیح 99 پورا عدد نہیں، 1 سے 9 تک"


def test_an_episode_is_corrected_as_the_draft_it_was_made_from(newsroom: Newsroom) -> None:
    draft = newsroom.draft(RAIN, "بارش")
    newsroom.ask(f"drafts/{draft['id']}/make", {"hold": False})
    (work,) = newsroom.works()
    episode = work["notes"][0]["episode"]
    assert newsroom.ask(f"episodes/{episode}/correct").json()["id"] == draft["id"]
    newsroom.ask(f"drafts/{draft['id']}?version={draft['version']}", method="DELETE")
    again = newsroom.ask(f"episodes/{episode}/correct").json()["id"]
    assert again != draft["id"]
    body = newsroom.get(f"drafts/{again}").text
    assert "سڑکوں پر پانی کھڑا ہے۔" in body
    newsroom.ask(f"drafts/{again}/make", {"hold": False})
    assert newsroom.works()[0]["phase"] == "done"
    assert feed(newsroom).count("<item>") == 1


def test_an_episode_comes_back_with_its_marks_and_facts(newsroom: Newsroom) -> None:
    text = f"{RAIN} {{pause 2s}} {{say شنہوا: Xinhua}} نے بتایا۔"
    draft = newsroom.draft(text, "بارش")
    facts = {"headline": "مختصر {say شنہوا: Xinhua}", "priority": "2", "category": "شہر"}
    saved = newsroom.ask(
        f"drafts/{draft['id']}", {"version": draft["version"], "facts": facts, "body": text}, "PUT"
    ).json()
    newsroom.ask(f"drafts/{draft['id']}/make", {"hold": False})
    (work,) = newsroom.works()
    newsroom.ask(f"drafts/{draft['id']}?version={saved['version']}", method="DELETE")
    again = newsroom.ask(f"episodes/{work['notes'][0]['episode']}/correct").json()["id"]
    written = (newsroom.root / "drafts" / f"{again}.md").read_text("utf-8")
    assert text in written
    assert all(f"{key}: {value}" in written for key, value in facts.items())
    stories = [f"episode:{work['notes'][0]['episode']}"]
    preview = newsroom.ask("bulletin/preview", {"stories": stories}).json()
    assert {"مختصر شنہوا", "شنہوا نے بتایا۔"} <= {line["spoken"] for line in preview["lines"]}


@pytest.mark.parametrize(
    ("path", "table", "status"),
    [
        ("bulletin/make", {"stories": []}, 422),
        ("bulletin/make", {"stories": ["draft:../../x"]}, 404),
        ("bulletin/make", {"stories": ["episode:nothing"]}, 404),
        ("bulletin/make", {"stories": "draft"}, 400),
        ("bulletin/preview", {"stories": [5]}, 400),
        ("bulletin/preview", {"date": "tomorrow", "stories": []}, 422),
        ("episodes/nothing/release", {}, 404),
        ("episodes/nothing/explode", {}, 404),
        ("on-air/plan", {}, 422),
        ("on-air/publish", {}, 422),
        ("feeds/look", {"feed": 7}, 422),
        ("running/7/cancel", {}, 409),
    ],
)
def test_what_cannot_be_done_is_said(
    newsroom: Newsroom, path: str, table: dict[str, object], status: int
) -> None:
    answer = newsroom.ask(path, table)
    assert answer.status_code == status, answer.text
    assert answer.text.strip()
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"\xff", b"[" * 100_000])
def test_a_body_that_is_no_table_is_refused(newsroom: Newsroom, body: bytes) -> None:
    answer = newsroom.client.post(newsroom.url + "drafts", content=body)
    assert answer.status_code == 400


def test_work_that_runs_can_be_cancelled(newsroom: Newsroom) -> None:
    begun = threading.Event()

    def run(listener: Listener) -> Generator[Note, None, None]:
        for done in range(1_000_000):
            listener(Event("speak", "x", done=done, total=1_000_000))
            begun.set()
        yield Note("finished")

    number = newsroom.context.board.start("long", run, wording("ur"))
    assert begun.wait(20)
    assert newsroom.ask(f"running/{number}/cancel").status_code == 202
    (work,) = newsroom.works()
    assert (work["phase"], work["notes"]) == ("cancelled", [])
    assert newsroom.ask(f"running/{number}/cancel").status_code == 409


def whole(_: Listener) -> Generator[Note, None, None]:
    yield Note("whole")


def test_a_fault_in_one_work_does_not_end_the_next(newsroom: Newsroom) -> None:
    def run(_: Listener) -> Generator[Note, None, None]:
        yield Note("half")
        raise ValueError("unforeseen")

    newsroom.context.board.start("bad", run, wording("ur"))
    newsroom.context.board.start("good", whole, wording("ur"))
    good, bad = newsroom.works()
    assert (bad["phase"], good["phase"]) == ("failed", "done")
    assert "unforeseen" in bad["notes"][-1]["text"]


def test_progress_comes_as_server_sent_events(newsroom: Newsroom) -> None:
    newsroom.context.board.start("خبر", whole, wording("ur"))
    newsroom.works()
    with newsroom.client.stream("GET", newsroom.url + "running") as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        line = next(stream.iter_lines())
    assert line.startswith("data: [{")
    assert "خبر" in line
