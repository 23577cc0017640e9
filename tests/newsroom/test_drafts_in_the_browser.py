from __future__ import annotations

import io
import wave

import pytest
from editing import MATCH, RAIN, Newsroom

from naqeeb.desk.shows import archive_of

ENTRY = 'written = "ملتان"\nspoken = "مُلتان"\nvoice = "espeak"  # for it alone\n'


def test_pasted_text_becomes_a_draft_with_its_title(newsroom: Newsroom) -> None:
    draft = newsroom.draft(RAIN, "شہر میں بارش")
    assert draft["title"] == "شہر میں بارش"
    assert draft["problems"] == []
    (path,) = (newsroom.root / "drafts").glob("*.md")
    assert path.read_text("utf-8") == f"---\ntitle: شہر میں بارش\n---\n\n{RAIN}\n"
    assert "شہر میں بارش" in newsroom.get().text


def test_the_source_of_a_page_that_was_pasted_becomes_its_words(newsroom: Newsroom) -> None:
    source = "<h1>شہر میں بارش</h1>\n<p>رات بھر <b>تیز</b> بارش ہوئی۔</p><ul><li>لاہور</li></ul>"
    draft = newsroom.ask("drafts", {"text": source}).json()
    assert draft["title"] == "شہر میں بارش"
    page = newsroom.get(f"drafts/{draft['id']}").text
    body = page.partition('<textarea id="body"')[2].partition(">")[2].partition("</textarea>")[0]
    assert body == "رات بھر تیز بارش ہوئی۔\n\n- لاہور\n"


def test_a_draft_that_cannot_be_spoken_is_kept_and_its_problem_named(newsroom: Newsroom) -> None:
    draft = newsroom.draft("This is no Urdu.")
    assert draft["problems"]
    assert newsroom.get(f"drafts/{draft['id']}").status_code == 200


@pytest.mark.parametrize("mark", ["{wink}", "{say شنہوا: Xinhua", "{voice nobody}", "{pause 2h}"])
@pytest.mark.parametrize("where", ["title", "text"])
def test_a_wrong_mark_is_a_problem_in_list_and_review(
    newsroom: Newsroom, mark: str, where: str
) -> None:
    text, title = (RAIN, f"بارش {mark}") if where == "title" else (f"{RAIN} {mark}", "بارش")
    draft = newsroom.draft(text, title)
    (problem,) = draft["problems"]
    for page in (newsroom.get().text, newsroom.get(f"drafts/{draft['id']}").text):
        assert 'class="problem"' in page
        assert str(newsroom.root) not in page
    assert draft["id"] not in problem


@pytest.mark.parametrize(
    ("name", "data", "status"),
    [
        ("rain.txt", RAIN.encode(), 201),
        ("rain.md", f"# بارش\n\n{RAIN}".encode(), 201),
        ("rain.html", f"<article><h1>بارش</h1><p>{RAIN}</p></article>".encode(), 201),
        ("../../rain.txt", RAIN.encode(), 201),
        ("rain.docx", b"PK", 422),
        ("rain.txt", b"", 422),
        ("", b"x", 422),
    ],
)
def test_a_dropped_file(newsroom: Newsroom, name: str, data: bytes, status: int) -> None:
    answer = newsroom.client.post(
        f"/{newsroom.context.token}/drafts/file", params={"name": name}, content=data
    )
    assert answer.status_code == status, answer.text
    drafts = list((newsroom.root / "drafts").glob("*.md"))
    assert len(drafts) == (status == 201)
    if drafts:
        text = drafts[0].read_text("utf-8")
        assert RAIN in text
        assert "naqeeb-" not in text


@pytest.mark.parametrize("address", ["file:///etc/passwd", "x", "http://127.0.0.1:1/"])
def test_an_address_that_gives_no_article(newsroom: Newsroom, address: str) -> None:
    answer = newsroom.ask("drafts", {"address": address})
    assert answer.status_code == 422
    assert answer.json()["what"]


def test_a_date_that_was_set_later_is_that_of_the_episode(newsroom: Newsroom) -> None:
    draft = newsroom.draft(RAIN, "شہر میں بارش")
    version, dates = draft["version"], ["", "2026-11-20", "2026-11-20", "19 نومبر 2026"]
    kinds = []
    for date in dates:
        table = {"version": version, "facts": {"date": date}, "body": RAIN}
        version = newsroom.ask(f"drafts/{draft['id']}", table, "PUT").json()["version"]
        newsroom.ask(f"drafts/{draft['id']}/make", {"hold": True})
        kinds.append(newsroom.works()[0]["notes"][0]["text"])
    settings = newsroom.context.load()
    (entry,) = archive_of(settings, settings.show).all()[0]
    assert f"{settings.show.local(entry.published):%Y-%m-%d}" == "2026-11-19"
    assert ["کوئی تبدیلی نہیں" in kind for kind in kinds] == [False, False, True, False]


def test_a_draft_that_could_not_be_made_is_told_by_its_title(newsroom: Newsroom) -> None:
    draft = newsroom.draft(RAIN, "شہر میں بارش")
    table = {"version": draft["version"], "facts": {"date": "کل"}, "body": RAIN}
    assert newsroom.ask(f"drafts/{draft['id']}", table, "PUT").status_code == 200
    newsroom.ask(f"drafts/{draft['id']}/make", {"hold": True})
    (work,) = newsroom.works()
    assert work["notes"][0]["text"].startswith("«شہر میں بارش»: کل تاریخ نہیں")


def test_saving_needs_the_version_that_was_read(newsroom: Newsroom) -> None:
    draft = newsroom.draft(RAIN)
    path = f"drafts/{draft['id']}"
    facts = {"title": "بارش", "headline": "بارش ہو گئی", "priority": "1", "evil": "x"}
    first = newsroom.ask(path, {"version": draft["version"], "facts": facts}, "PUT")
    assert first.json()["title"] == "بارش"
    second = newsroom.ask(path, {"version": draft["version"], "body": "اور۔"}, "PUT")
    assert second.status_code == 409
    assert second.json()["kind"] == "DraftChanged"
    text = (newsroom.root / "drafts" / f"{draft['id']}.md").read_text("utf-8")
    assert "headline: بارش ہو گئی" in text
    assert "evil" not in text
    assert RAIN in text


def test_written_stands_beside_spoken_with_each_rewrite_marked(newsroom: Newsroom) -> None:
    draft = newsroom.draft(MATCH)
    page = newsroom.get(f"drafts/{draft['id']}?voice=espeak").text
    assert ">5</mark>" in page
    assert "<small>عدد</small>" in page


def test_markup_in_a_story_is_text(newsroom: Newsroom) -> None:
    draft = newsroom.draft(f"{RAIN} & <script>alert(1)</script>", 'عنوان "><img src=x>')
    for path in ("", "bulletin", f"drafts/{draft['id']}"):
        page = newsroom.get(path).text
        assert "<script>alert" not in page
        assert "<img src=x>" not in page


def test_a_removed_draft_can_be_brought_back(newsroom: Newsroom) -> None:
    draft = newsroom.draft(RAIN)
    path = f"drafts/{draft['id']}"
    assert newsroom.ask(f"{path}?version=old", method="DELETE").status_code == 409
    assert newsroom.ask(f"{path}?version={draft['version']}", method="DELETE").status_code == 200
    assert newsroom.get(path).status_code == 404
    assert newsroom.ask(f"{path}/restore").status_code == 200
    assert newsroom.get(path).status_code == 200


def test_a_sentence_is_heard_as_wav(newsroom: Newsroom) -> None:
    answer = newsroom.ask("hear", {"voice": "espeak", "spoken": "لاہور میں بارش ہوئی۔"})
    assert answer.headers["content-type"] == "audio/wav"
    with wave.open(io.BytesIO(answer.content)) as sound:
        assert sound.getnframes() / sound.getframerate() > 0.5


@pytest.mark.parametrize(
    ("path", "table", "status"),
    [
        ("hear", {"voice": "espeak", "spoken": ""}, 422),
        ("hear", {"voice": "espeak", "spoken": "خ" * 5000}, 422),
        ("hear", {"voice": "nobody", "spoken": "خبر"}, 404),
        ("hear", {"voice": "../../etc/passwd", "spoken": "خبر"}, 404),
        ("hear", {"voice": 5, "spoken": "خبر"}, 400),
        ("hear/word", {"voice": "espeak", "said": "…"}, 422),
    ],
)
def test_what_cannot_be_heard(
    newsroom: Newsroom, path: str, table: dict[str, object], status: int
) -> None:
    assert newsroom.ask(path, table).status_code == status


def test_a_word_said_otherwise_is_in_the_lexicon_and_its_comments_stay(newsroom: Newsroom) -> None:
    path = newsroom.root / "lexicon.toml"
    path.write_text('# ours\n[words]\n"ب" = "بے"  # a letter\n', "utf-8")
    path.write_text(path.read_text("utf-8") + "\n# more\n[[entry]]\n" + ENTRY, "utf-8")
    assert newsroom.ask("lexicon", {"written": "لاہور", "said": "لَاہَور"}).status_code == 200
    assert newsroom.ask("lexicon", {"written": "لاہور", "said": "لاہَور"}).status_code == 200
    assert path.read_text("utf-8") == (
        '# ours\n[words]\n"ب" = "بے"  # a letter\n"لاہور" = "لاہَور"\n\n# more\n[[entry]]\n' + ENTRY
    )
    draft = newsroom.draft(RAIN)
    assert "لاہَور" in newsroom.get(f"drafts/{draft['id']}/lines?voice=espeak").text


@pytest.mark.parametrize(
    "table", [{"written": "", "said": "خبر"}, {"written": "خبر", "said": "…"}, {"written": "۔۔"}]
)
def test_a_word_that_could_never_match_is_refused(
    newsroom: Newsroom, table: dict[str, str]
) -> None:
    assert newsroom.ask("lexicon", table).status_code == 422
    assert not (newsroom.root / "lexicon.toml").exists()
