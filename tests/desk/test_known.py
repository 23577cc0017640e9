"""Which episode an article is: by all its names, by its words, and by what an editor said."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from naqeeb import Desk, Kind, Overrides
from naqeeb.archive import Archive
from naqeeb.desk.check import check
from naqeeb.desk.check.doubles import doubles
from naqeeb.desk.erased import bulletins_with
from naqeeb.desk.follow import look
from naqeeb.desk.followed_feeds import names_known
from naqeeb.desk.intact import is_intact
from naqeeb.desk.job import article_job, bulletin_job
from naqeeb.desk.make import make, make_episode
from naqeeb.model import Article
from naqeeb.settings import FollowSettings, IntakeSettings
from naqeeb.text.addresses import name_without_secrets

if TYPE_CHECKING:
    from loopback import Web

    Station = Any

FIRST = ("لاہور میں بارش ہوئی۔ سڑکیں بند ہیں۔ امدادی کام جاری ہے۔",)
OTHER = ("کراچی میں میچ ہوا۔ میزبان ٹیم جیت گئی۔ تماشائی خوش تھے۔",)
URL = "https://example.org/news/1"


def article(key: str, paragraphs: tuple[str, ...] = FIRST, **facts: object) -> Article:
    return replace(Article(key, "بارش", paragraphs), **facts)  # type: ignore[arg-type]


def given(station: Station, made: Article) -> tuple[Kind, str]:
    result = make_episode(article_job(station.settings, made.id, made))
    return result.kind, result.episode.guid


# -- names -----------------------------------------------------------------


def test_an_article_is_one_episode_under_each_of_its_names(station: Station) -> None:
    _, guid = given(station, article(URL, aliases=("guid:77",)))
    for other in (article("guid:77"), article("https://m.example.org/1", aliases=(URL,))):
        assert given(station, other)[1] == guid
    # The names of the second are names of the episode from now on.
    corrected = article("https://m.example.org/1", (*FIRST, "نئی بات۔"), aliases=(URL,))
    assert given(station, corrected) == (Kind.CORRECTION, guid)
    assert given(station, article("https://m.example.org/1", OTHER))[1] == guid
    assert [entry.key for entry in station.archive.entries() if entry.guid == guid] == [URL]


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("https://example.org/1?hash=ab12cd34ef56gh78", "https://example.org/1?hash=c33336fa"),
        ("https://example.org/1?unlocked_article_code=1.ab", "https://example.org/1"),
        (
            "guid:example.org:https://example.org/1?login=ali",
            "guid:example.org:https://example.org/1",
        ),
    ],
)
def test_an_episode_whose_name_held_a_secret_is_known_by_its_name_without_it(
    station: Station, before: str, now: str
) -> None:
    assert name_without_secrets(before) == now
    _, guid = given(station, article(before))  # as a version that took it for no secret
    assert given(station, article(now)) == (Kind.UNCHANGED, guid)
    corrected = article(now, (*FIRST, OTHER[0]))
    assert given(station, corrected) == (Kind.CORRECTION, guid)
    if now.startswith("https:"):
        assert given(station, article(now, OTHER, title="میچ")) == (Kind.CORRECTION, guid)


def test_two_pages_that_a_secret_may_tell_apart_are_not_made_one(station: Station) -> None:
    given(station, article(f"{URL}?pin=110001"))  # as a version that took it for no secret
    given(station, article(f"{URL}?pin=400001", (*FIRST, *OTHER)))
    assert not list(doubles(station.archive))


def test_the_newsroom_knows_a_feeds_story_by_all_names_of_its_episode(station: Station) -> None:
    given(station, article("guid:example.org:7", aliases=(URL,)))
    assert {"guid:example.org:7", URL} <= names_known(station.settings)


def test_a_page_that_was_rewritten_keeps_its_episode(station: Station) -> None:
    _, guid = given(station, article(URL))
    assert given(station, article(URL, OTHER, title="میچ")) == (Kind.CORRECTION, guid)


def test_an_id_that_a_feed_gave_twice_makes_two_pages_no_one_episode(station: Station) -> None:
    _, guid = given(station, article(URL, aliases=("guid:77",)))
    other = article("https://example.org/news/2", OTHER, title="میچ", aliases=("guid:77",))
    kind, other_guid = given(station, other)
    assert (kind, other_guid == guid) == (Kind.NEW, False)


def test_a_file_that_shares_only_a_date_is_other_news(station: Station) -> None:
    day = datetime(2026, 11, 20, tzinfo=UTC)
    _, guid = given(station, article("today.txt", published=day))
    kind, other = given(station, article("today.txt", OTHER, title="میچ", published=day))
    assert (kind, other == guid) == (Kind.NEW, False)
    # Each of the two is known again by its own words.
    assert given(station, article("today.txt", published=day)) == (Kind.UNCHANGED, guid)
    assert given(station, article("today.txt", OTHER, title="میچ", published=day))[1] == other


@pytest.mark.parametrize(
    ("dates", "kind"),
    [
        # Both are of the 21st in Karachi.
        (("2026-11-20T20:00Z", "2026-11-21T18:59Z"), Kind.CORRECTION),
        (("2026-11-20T18:59Z", "2026-11-20T19:01Z"), Kind.NEW),
        (("2026-11-21", "2026-11-20T20:00Z"), Kind.CORRECTION),
        (("2026-11-21", "2026-11-21T23:00"), Kind.CORRECTION),
        ((None, None), Kind.NEW),
        ((None, "2026-11-21"), Kind.NEW),
        (("2026-11-21", None), Kind.NEW),
    ],
)
def test_a_file_that_was_rewritten_under_its_title_is_the_same_news_for_a_day(
    newsdesk: Station, dates: tuple[str | None, str | None], kind: Kind
) -> None:
    for date, text, wanted in zip(dates, (FIRST, OTHER), (Kind.NEW, kind), strict=True):
        published = datetime.fromisoformat(date) if date else None
        assert given(newsdesk, article("today.txt", text, published=published))[0] is wanted


def test_files_that_another_version_read_otherwise_are_not_made_again(station: Station) -> None:
    paths = [station.settings.root / f"{name}.txt" for name in "ab"]
    for path, text in zip(paths, (FIRST, OTHER), strict=True):
        path.write_text(f"{path.stem}: خبر\n\n{text[0]}\n", "utf-8")

    def made() -> list[Any]:
        return list(Desk(station.settings).make_all(map(str, paths)))

    for result in made():
        _forget_what_was_read(result)
    assert [result.kind for result in made()] == [Kind.UNCHANGED] * 2
    assert make(station.settings, str(paths[0])).kind is Kind.UNCHANGED
    paths[0].write_text(paths[0].read_text("utf-8") + "\nنئی بات۔\n", "utf-8")
    assert make(station.settings, str(paths[0])).kind is Kind.CORRECTION


def test_a_file_that_was_renamed_is_known_by_its_text(station: Station) -> None:
    root = station.settings.root
    old, new = root / "old.txt", root / "new.txt"
    old.write_text(FIRST[0], "utf-8")
    guid = make(station.settings, str(old)).episode.guid
    old.rename(new)
    result = make(station.settings, str(new))
    assert (result.kind, result.episode.guid) == (Kind.UNCHANGED, guid)


def test_a_copy_beside_its_original_is_an_episode_of_its_own(station: Station) -> None:
    root = station.settings.root
    (root / "a").mkdir()
    (root / "b").mkdir()
    guids = set()
    for name in ("a/news.txt", "b/news.txt"):
        (root / name).write_text(FIRST[0], "utf-8")
        guids.add(make(station.settings, str(root / name)).episode.guid)
    assert len(guids) == 2


@pytest.mark.parametrize("names", [("one", "two"), ("one", None), (None, "two")])
def test_a_stated_id_is_no_path_that_was_moved(
    station: Station, names: tuple[str | None, str | None]
) -> None:
    root, guids = station.settings.root, set()
    for number, stated in enumerate(names):
        path = root / f"{number}.txt"
        path.write_text(f"---\nid: {stated}\n---\n{FIRST[0]}" if stated else FIRST[0], "utf-8")
        guids.add(make(station.settings, str(path)).episode.guid)
    assert len(guids) == 2


# -- what an editor said ---------------------------------------------------


def test_a_title_that_an_editor_gave_stays_until_another_is_given(station: Station) -> None:
    path = station.settings.root / "news.txt"
    path.write_text(FIRST[0], "utf-8")
    desk = Desk(station.settings)
    first = desk.make(path, Overrides(title="ایک"))
    assert desk.make(path) == first
    for more in (" اور خبر ہے۔", " ایک اور خبر ہے۔"):
        path.write_text(FIRST[0] + more, "utf-8")
        corrected = desk.make(path)
        assert (corrected.title, corrected.transcript[0].text) == ("ایک", "ایک")
    assert desk.make(path, Overrides(title="دو")).title == "دو"


def test_a_date_that_an_editor_gave_stays(station: Station) -> None:
    path = station.settings.root / "news.txt"
    path.write_text(FIRST[0], "utf-8")
    date = datetime(2026, 11, 3, 9, tzinfo=UTC)
    desk = Desk(station.settings)
    first = desk.make(path, Overrides(date=date))
    assert desk.make(path) == first
    path.write_text(FIRST[0] + " اور خبر ہے۔", "utf-8")
    assert desk.make(path).published == date


# -- what changes the sound ------------------------------------------------


def test_a_word_in_the_lexicon_that_occurs_voices_the_article_again(station: Station) -> None:
    path = station.settings.root / "news.txt"
    path.write_text(FIRST[0], "utf-8")
    settings = station.settings
    first = make(settings, str(path)).episode
    lexicon = settings.root / "lexicon.toml"
    lexicon.write_text('[words]\n"پشاور" = "پِشاور"\n', "utf-8")
    assert make(settings, str(path)).kind is Kind.UNCHANGED
    lexicon.write_text('[words]\n"پشاور" = "پِشاور"\n"لاہور" = "لاہور شہر"\n', "utf-8")
    result = make(settings, str(path))
    assert (result.kind, result.episode.guid) == (Kind.CORRECTION, first.guid)
    assert result.episode.audio.sha256 != first.audio.sha256


def test_equal_sound_is_unchanged_and_its_record_too(station: Station) -> None:
    path = station.settings.root / "news.txt"
    path.write_text(FIRST[0], "utf-8")
    first = make(station.settings, str(path)).episode
    # The voice says this word as it does without the entry.
    (station.settings.root / "lexicon.toml").write_text('[words]\n"لاہور" = "لاہور"\n', "utf-8")
    result = make(station.settings, str(path))
    assert result.kind is Kind.UNCHANGED
    assert (result.episode.updated, result.episode.audio) == (first.updated, first.audio)


def test_what_another_version_made_is_made_again_only_where_that_is_asked_for(
    station: Station,
) -> None:
    path = station.settings.root / "news.txt"
    path.write_text(FIRST[0], "utf-8")
    first = make(station.settings, str(path)).episode
    with station.archive.lock():
        station.archive.rewrite(replace(first, maker="0.0.1"))
    assert make(station.settings, str(path)).kind is Kind.UNCHANGED
    refreshed = make(station.settings, str(path), Overrides(refresh=True))
    assert refreshed.episode.guid == first.guid


def with_a_bit_flipped(mp3: Path) -> bytes:
    """Flip one bit of a file, and give what it holds then."""
    data = bytearray(mp3.read_bytes())
    data[-100] ^= 1
    mp3.write_bytes(data)
    return bytes(data)


def test_a_flipped_bit_is_noticed_once_a_week(
    station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = station.settings.root / "news.txt"
    path.write_text(FIRST[0], "utf-8")
    first = make(station.settings, str(path)).episode
    mp3 = station.archive.folder(first.id) / first.audio.name
    harmed = with_a_bit_flipped(mp3)
    assert make(station.settings, str(path)).kind is Kind.UNCHANGED
    monkeypatch.setattr("naqeeb.desk.intact.CHECK_EVERY_S", 0)
    assert make(station.settings, str(path)).kind is Kind.CORRECTION
    assert mp3.read_bytes() != harmed


def test_a_flipped_bit_in_an_edition_is_noticed_once_a_week(
    station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = station.settings.root / "news.txt"
    path.write_text(FIRST[0], "utf-8")
    sound = replace(station.settings.sound, data_saver=True)
    settings = replace(station.settings, sound=sound)
    first = make(settings, str(path)).episode
    with_a_bit_flipped(station.archive.folder(first.id) / first.alternates[0].name)
    monkeypatch.setattr("naqeeb.desk.intact.CHECK_EVERY_S", 0)
    again = make(settings, str(path))
    assert again.kind is Kind.CORRECTION
    assert is_intact(station.archive, again.episode)


def test_a_flipped_bit_that_check_named_is_made_again_at_once(station: Station) -> None:
    path = station.settings.root / "news.txt"
    path.write_text(FIRST[0], "utf-8")
    first = make(station.settings, str(path)).episode
    mp3 = station.archive.folder(first.id) / first.audio.name
    harmed = with_a_bit_flipped(mp3)
    assert any(each.faults for each in check(station.settings))
    again = make(station.settings, str(path))
    assert (again.kind, again.episode.guid) == (Kind.CORRECTION, first.guid)
    assert mp3.read_bytes() != harmed


@pytest.mark.parametrize("harm", [Path.unlink, lambda mp3: mp3.write_bytes(mp3.read_bytes()[:-9])])
def test_a_sound_that_is_gone_or_cut_short_is_made_again_at_once(
    station: Station, harm: Callable[[Path], object]
) -> None:
    path = station.settings.root / "news.txt"
    path.write_text(FIRST[0], "utf-8")
    first = make(station.settings, str(path)).episode
    harm(station.archive.folder(first.id) / first.audio.name)
    assert make(station.settings, str(path)).episode.guid == first.guid
    assert not [each for each in check(station.settings) if first.audio.name in str(each.faults)]


# -- bulletins -------------------------------------------------------------

DAY = datetime(2026, 11, 20, 6, tzinfo=UTC)
STORIES = [article(f"{name}.txt", (f"{name} کی خبر ہے۔",), title=name) for name in "ابتثج"]


def bulletin(station: Station, stories: list[Article], **options: object) -> tuple[Kind, str]:
    wanted = bulletin_job(station.settings, stories, Overrides(**options))  # type: ignore[arg-type]
    result = make_episode(wanted)
    return result.kind, result.episode.guid


def test_a_bulletin_of_the_same_day_is_replaced_where_it_shares_stories(station: Station) -> None:
    _, guid = bulletin(station, STORIES[:3], date=DAY)
    assert bulletin(station, STORIES[:3], date=DAY) == (Kind.UNCHANGED, guid)
    assert bulletin(station, STORIES[1:4], date=DAY) == (Kind.CORRECTION, guid)
    assert bulletin(station, [STORIES[4]], date=DAY)[1] != guid


def test_a_bulletin_is_known_by_its_stories_where_their_names_held_secrets(
    station: Station,
) -> None:
    before = [article(f"{URL}{number}?hash=ab12cd34ef56gh78") for number in range(2)]
    now = [replace(each, id=name_without_secrets(each.id)) for each in before]
    _, guid = bulletin(station, before, date=DAY)  # as a version that took it for no secret
    assert bulletin(station, [*now, STORIES[0]], date=DAY) == (Kind.CORRECTION, guid)
    story = make_episode(article_job(station.settings, before[0].id, before[0])).episode
    (told,) = bulletins_with(station.archive, replace(story, key=now[0].id))
    assert station.archive.load(told).guid == guid


def test_a_bulletin_never_replaces_another_days(station: Station) -> None:
    guids = [
        bulletin(station, STORIES[:3], date=DAY.replace(day=day), id="morning")[1]
        for day in (20, 21)
    ]
    assert len(set(guids)) == 2


def test_an_edition_is_one_bulletin_whatever_stories_it_has(station: Station) -> None:
    _, guid = bulletin(station, STORIES[:2], date=DAY, id="morning")
    assert bulletin(station, STORIES[3:], date=DAY, id="morning") == (Kind.CORRECTION, guid)
    assert bulletin(station, STORIES[3:], date=DAY, id="evening")[1] != guid


# -- two runs at once ------------------------------------------------------


def test_two_runs_at_once_make_one_episode_of_each_article(tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    for number, text in enumerate((FIRST[0], OTHER[0])):
        (news / f"{number}.txt").write_text(text, "utf-8")
    output = tmp_path / "both"
    command = [sys.executable, "-m", "naqeeb", "make", str(news), "--voice", "tone", "--jobs", "1"]
    runs = [
        subprocess.Popen([*command, "--output", str(output)], stdout=subprocess.DEVNULL)
        for _ in range(3)
    ]
    assert [run.wait(60) for run in runs] == [0, 0, 0]
    entries = Archive(output).entries()
    assert len(entries) == len({entry.guid for entry in entries}) == 2


def test_pages_that_another_version_read_otherwise_are_not_made_again(
    station: Station, web: Web
) -> None:
    settings = replace(station.settings, intake=IntakeSettings(private_addresses=True))
    page = "<html><body><article><h1>{0}</h1><p>{1}</p></article></body></html>"
    url = web.page("/1.html", page.format("بارش", FIRST[0] * 4), "text/html")
    _forget_what_was_read(make(settings, url))
    assert make(settings, url).kind is Kind.UNCHANGED
    web.page("/1.html", page.format("بارش", FIRST[0] * 4 + OTHER[0]), "text/html")
    assert make(settings, url).kind is Kind.CORRECTION


@pytest.mark.parametrize("has_page", [True, False])
def test_items_that_another_version_read_otherwise_are_not_made_again(
    station: Station, web: Web, has_page: bool
) -> None:
    settings = replace(station.settings, intake=IntakeSettings(private_addresses=True))
    page = "<html><body><article><h1>بارش</h1><p>{0}</p></article></body></html>"
    item = """<item><title>بارش</title><guid>7</guid>{0}<description>{1}</description>
        <atom:updated>2026-11-22T0{2}:00:00Z</atom:updated></item>"""

    def looked(text: str, hour: int) -> Any:
        link = web.page("/1.html", page.format(text * 2), "text/html")
        summary = f"{text[:60]}..." if has_page else text
        words = item.format(f"<link>{link}</link>" if has_page else "", summary, hour)
        atom = 'xmlns:atom="http://www.w3.org/2005/Atom"'
        rss = f'<rss version="2.0" {atom}><channel><title>خبریں</title>{words}</channel></rss>'
        feed = web.page("/rss.xml", rss, "application/rss+xml")
        (result,) = look(settings, FollowSettings(feed))
        return result

    text = FIRST[0] * 3
    _forget_what_was_read(looked(text, 1))
    assert looked(text, 2).kind is Kind.UNCHANGED
    assert looked(f"{text} {OTHER[0]}", 3).kind is Kind.CORRECTION


def _forget_what_was_read(result: Any) -> None:
    """As if another version had read it otherwise: only the bytes are known."""
    as_read, _ = result.episode.source_hash.split(":")[1:]
    record = result.folder / "episode.json"
    record.write_text(record.read_text("utf-8").replace(as_read, "0" * 64), "utf-8")
