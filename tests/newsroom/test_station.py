from __future__ import annotations

import io
import re

import pytest
from editing import Newsroom
from PIL import Image

from naqeeb.desk.settings_file import version_of


def version(newsroom: Newsroom) -> str:
    return version_of(newsroom.context.settings_path)


def picture(side: int, kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (side, side), (11, 100, 103)).save(out, kind)
    return out.getvalue()


def test_what_is_saved_keeps_the_comments_of_the_file(newsroom: Newsroom) -> None:
    before = newsroom.context.settings_path.read_text("utf-8")
    table = {"title": "ریڈیو شہر", "site_url": "https://example.org/", "language": "en"}
    answer = newsroom.ask("station", table | {"version": version(newsroom)}, "PUT")
    assert answer.json()["version"] == version(newsroom)
    text = newsroom.context.settings_path.read_text("utf-8")
    assert text.startswith("# our station\n")
    assert 'title = "ریڈیو شہر"  # the name' in text
    assert set(before.splitlines()) - set(text.splitlines()) == {'title = "ریڈیو نقیب"  # the name'}
    assert '<html lang="en" dir="ltr">' in newsroom.get("station").text


def test_an_emptied_field_leaves_the_file(newsroom: Newsroom) -> None:
    newsroom.ask("station", {"timezone": "", "version": version(newsroom)}, "PUT")
    assert "timezone" not in newsroom.context.settings_path.read_text("utf-8")
    # One with a comment keeps its line, and the comment what it is filled with again.
    for title, line in (("", 'title = ""  # the name'), ("شہر", 'title = "شہر"  # the name')):
        answer = newsroom.ask("station", {"title": title, "version": version(newsroom)}, "PUT")
        assert answer.status_code == 200
        assert line in newsroom.context.settings_path.read_text("utf-8")


@pytest.mark.parametrize(
    "table", [{"timezone": "Mars/Olympus"}, {"language": "fr"}, {"voice": 5}, {"title": ["x"]}]
)
def test_settings_that_would_not_be_read_are_refused(
    newsroom: Newsroom, table: dict[str, object]
) -> None:
    before = newsroom.context.settings_path.read_bytes()
    answer = newsroom.ask("station", table | {"version": version(newsroom)}, "PUT")
    assert answer.status_code in (400, 422)
    assert newsroom.context.settings_path.read_bytes() == before


def test_two_browsers_do_not_overwrite_each_other(newsroom: Newsroom) -> None:
    old = version(newsroom)
    assert newsroom.ask("station", {"title": "ایک", "version": old}, "PUT").status_code == 200
    assert newsroom.ask("station", {"title": "دو", "version": old}, "PUT").status_code == 409


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (picture(1400), 200),
        (picture(1400, "JPEG"), 200),
        (picture(100), 422),
        (b"", 422),
        (b"GIF89a", 422),
    ],
)
def test_a_cover_is_taken_where_podcast_apps_would(
    newsroom: Newsroom, data: bytes, status: int
) -> None:
    path = f"{newsroom.url}station/cover"
    answer = newsroom.client.put(path, params={"version": version(newsroom)}, content=data)
    assert answer.status_code == status, answer.text
    if status == 200:
        assert newsroom.get("station/cover").content == data
    else:
        assert "cover =" not in newsroom.context.settings_path.read_text("utf-8")


def test_a_cover_is_drawn_from_the_name(newsroom: Newsroom) -> None:
    answer = newsroom.ask("station/cover/draw", {"version": version(newsroom)})
    assert answer.status_code == 200
    with Image.open(io.BytesIO(newsroom.get("station/cover").content)) as cover:
        assert cover.width == cover.height >= 1400


def test_a_station_without_an_address_is_not_published(newsroom: Newsroom) -> None:
    target = newsroom.root / "www"
    newsroom.ask("station", {"publish": str(target), "version": version(newsroom)}, "PUT")
    for path in ("on-air/plan", "on-air/publish"):
        answer = newsroom.ask(path)
        assert answer.status_code == 422
        assert "اسٹیشن کے صفحے پر" in answer.json()["hint"]
    assert not target.exists()


def test_publishing_shows_first_what_would_go(newsroom: Newsroom) -> None:
    target = newsroom.root / "www"
    table = {"publish": str(target), "site_url": "https://example.org/"}
    newsroom.ask("station", table | {"version": version(newsroom)}, "PUT")
    draft = newsroom.draft("لاہور میں بارش ہوئی۔ سڑکوں پر پانی کھڑا ہے۔", "بارش")
    newsroom.ask(f"drafts/{draft['id']}/make", {"hold": False})
    newsroom.works()
    steps = newsroom.ask("on-air/plan").json()["steps"]
    told = [step["text"].replace("\u2068", "").replace("\u2069", "") for step in steps]
    assert "بھیجی جائے گی: feed.xml" in told
    # The files of an episode are one line, under its title; no editor knows its id.
    (episode,) = (each for each in told if "«بارش»" in each)
    assert re.fullmatch(r"بھیجی جائے گی: «بارش» \(\d+ فائلیں\)", episode)
    assert not any("episodes/" in each for each in told)
    assert not (target / "feed.xml").exists()
    newsroom.ask("on-air/publish")
    assert newsroom.works()[0]["notes"][0]["text"].startswith("بھیجی گئی")
    assert (target / "feed.xml").is_file()


def test_a_file_that_cannot_be_published_is_named_by_its_episode(newsroom: Newsroom) -> None:
    """The card showed the whole path, with an id that no page shows."""
    target = newsroom.root / "www"
    table = {"publish": str(target), "site_url": "https://example.org/"}
    newsroom.ask("station", table | {"version": version(newsroom)}, "PUT")
    draft = newsroom.draft("لاہور میں بارش ہوئی۔ سڑکوں پر پانی کھڑا ہے۔", "بارش")
    newsroom.ask(f"drafts/{draft['id']}/make", {"hold": False})
    (made,) = newsroom.works()
    episode = made["notes"][0]["episode"]
    (target / "episodes").mkdir(parents=True)
    (target / "episodes" / episode).write_text("in the way", "utf-8")
    newsroom.ask("on-air/publish")
    work = newsroom.works()[0]
    assert work["phase"] == "failed"
    told = " ".join(note["text"] + note["hint"] for note in work["notes"])
    assert episode not in told
    assert "«بارش»" in told
    assert str(target) in told


def test_an_address_that_leads_nowhere_is_a_page_that_leads_back(newsroom: Newsroom) -> None:
    """It was a line of plain text, at the wrong side of the window."""
    answer = newsroom.get("nothing", headers={"accept": "text/html"})
    assert answer.status_code == 404
    assert 'dir="rtl"' in answer.text
    assert "یہاں کچھ نہیں۔" in answer.text
    assert f'<a href="/{newsroom.context.token}/">' in answer.text
    assert newsroom.get("nothing").text == "یہاں کچھ نہیں۔\n"


@pytest.mark.parametrize(
    ("field", "value", "label"),
    [
        ("timezone", "Lahore", "ٹائم زون"),
        ("email", "me at home", "ای میل"),
        ("site_url", "example", "ویب سائٹ کا پتہ"),
        ("voice", "espeek", "آواز"),
        ("language", "fr", "نیوز روم کی زبان"),
        ("title", "ن" * 2000, "نام"),
    ],
)
def test_a_field_that_is_wrong_is_named_by_its_label(
    newsroom: Newsroom, field: str, value: str, label: str
) -> None:
    """It was named by its key and line in a file that no editor reads."""
    answer = newsroom.ask("station", {field: value, "version": version(newsroom)}, "PUT")
    assert answer.status_code == 422
    assert f"«{label}»" in answer.json()["what"]
    assert "[" not in answer.json()["what"]
    assert "naqeeb.toml" not in answer.json()["what"]
    assert field not in answer.json()["hint"]


def test_a_settings_file_that_is_broken_is_named_on_every_page(newsroom: Newsroom) -> None:
    newsroom.context.settings_path.write_text("[show\n", "utf-8")
    answer = newsroom.get(headers={"accept": "text/html"})
    assert answer.status_code == 422
    assert re.search(r"naqeeb\.toml\u2069 درست TOML نہیں", answer.text)


def test_where_the_output_was_unmounted_no_new_station_is_begun(newsroom: Newsroom) -> None:
    story = newsroom.draft("کراچی میں بارش ہوئی۔ لوگ خوش ہیں۔", "بارش")
    table = {"stories": [f"draft:{story['id']}"], "voice": "tone"}
    newsroom.ask("bulletin/make", table)
    assert newsroom.works()[-1]["phase"] == "done"
    assert newsroom.get("").status_code == 200
    output = newsroom.root / "output"
    output.rename(output.with_name("unmounted"))
    answer = newsroom.ask("bulletin/make", {**table, "edition": "شام"})
    assert answer.status_code == 422
    assert "show.json\u2069 غائب ہے" in answer.json()["what"]
    assert "show.json\u2069 غائب ہے" in newsroom.get("").text
    assert not (output / "show.json").exists()
    output.with_name("unmounted").rename(output)
    assert newsroom.get("").status_code == 200
