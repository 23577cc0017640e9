"""What makes an episode anew: by its hash an article is known as unchanged in every release."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from known_episode import EPISODE

from naqeeb import Overrides
from naqeeb.desk import fingerprint, fingerprint_0_1_0
from naqeeb.desk.cast import cast_around
from naqeeb.desk.job import Job, article_job, bulletin_job
from naqeeb.model import Article, Episode, Show
from naqeeb.settings import BulletinSettings, ScriptSettings, Settings, SoundSettings, find_voice

if TYPE_CHECKING:
    Station = Any

DAY = datetime(2026, 11, 20, 6, tzinfo=UTC)
STORY = Article("a.txt", "بارش", ("لاہور میں بارش ہوئی۔", "سڑکیں بند ہیں۔"), published=DAY)
Change = Callable[[Settings], Settings]


def changed(**facts: Any) -> Change:
    return lambda settings: replace(settings, **facts)


def hash_of(job: Job) -> str:
    return fingerprint.of_job(job, cast_around(find_voice("tone", job.settings.root), job))


def known_by(source_hash: str) -> Episode:
    return replace(EPISODE, source_hash=source_hash)


def of_article(settings: Settings, **facts: Any) -> str:
    return hash_of(article_job(settings, "a.txt", replace(STORY, **facts)))


def of_bulletin(settings: Settings, *, day: datetime = DAY, **facts: Any) -> str:
    stories = [replace(STORY, **facts), Article("b.txt", "میچ", ("میچ آج ہے۔",))]
    return hash_of(bulletin_job(settings, stories, Overrides(date=day)))


def test_it_is_the_same_in_every_release(newsdesk: Station) -> None:
    """Another one would voice all articles of all archives again."""
    settings = replace(newsdesk.settings, sound=SoundSettings(comma_ms=90, intro="pips"))
    (settings.root / "lexicon.toml").write_text('[words]\n"لاہور" = "لہور"\n', "utf-8")
    known = "3:156dd2926db0819058c202f02547ef74c08788bca7c5acb4e89b44589074da09"
    assert of_article(settings, byline="اے پی پی", footnotes=("[1] رپورٹ",)) == known


def test_so_is_that_of_a_bulletin(newsdesk: Station) -> None:
    (newsdesk.settings.root / "own.txt").write_text("{% block greeting %}سلام{% endblock %}")
    own = BulletinSettings(template="own.txt", presenter="عائشہ", headlines=2)
    settings = replace(
        newsdesk.settings, bulletin=own, script=ScriptSettings(sign_off="خدا حافظ", greeting="سلام")
    )
    stories = (replace(STORY, headline="بارش", category="موسم", priority=2), STORY)
    known = "3:3298e083ecc3aa76fb45a348757008c23b0437607698a0064be7a5bb5282ff60"
    assert hash_of(bulletin_job(settings, stories, Overrides(date=DAY, id="صبح"))) == known


@pytest.mark.parametrize("version", ["2:", ""])
def test_lines_of_a_paragraph_were_read_as_one_then(newsdesk: Station, version: str) -> None:
    def job_of(*paragraphs: str) -> Job:
        return article_job(newsdesk.settings, "a.txt", replace(STORY, paragraphs=paragraphs))

    cast = cast_around(find_voice("tone", newsdesk.settings.root), job_of("x"))
    then = job_of("گلوں میں رنگ بھرے چلے بھی آؤ")
    known = {f"2:{fingerprint.of_job(then, cast)[2:]}", *fingerprint_0_1_0.of_job(then, cast)}
    records = [known_by(each) for each in known if each.startswith("2:") == bool(version)]
    lines = job_of("گلوں میں رنگ بھرے\nچلے بھی آؤ")
    assert any(fingerprint.matches(each, lines, cast) for each in records)
    assert not fingerprint.matches(known_by(fingerprint.of_job(then, cast)), lines, cast)
    other = job_of("گلوں میں رنگ بھرے\n\nچلے آؤ")
    assert not any(fingerprint.matches(each, other, cast) for each in records)


def test_a_file_that_another_version_read_otherwise_is_known_by_its_bytes(
    newsdesk: Station,
) -> None:
    def job_of(*paragraphs: str, source_sha256: str = "a1", **facts: Any) -> Job:
        article = replace(STORY, paragraphs=paragraphs, **facts)
        return article_job(newsdesk.settings, "a.txt", article, source_sha256=source_sha256)

    cast = cast_around(find_voice("tone", newsdesk.settings.root), job_of("بارش ہوئی۔"))
    then = known_by(fingerprint.of_job(job_of("بارش ہوئی۔", "مزید پڑھیں"), cast))
    assert fingerprint.matches(then, job_of("بارش ہوئی۔"), cast)
    assert fingerprint.matches(then, job_of("بارش ہوئی۔", "مزید پڑھیں", source_sha256=""), cast)
    for other in (
        job_of("بارش ہوئی۔", source_sha256="b2"),
        job_of("بارش ہوئی۔", source_sha256=""),
        job_of("بارش ہوئی۔", title="دھوپ"),
        job_of("بارش ہوئی۔", published=None),
    ):
        assert not fingerprint.matches(then, other, cast)
    without_bytes = known_by(fingerprint.of_job(job_of("الف", source_sha256=""), cast))
    assert not fingerprint.matches(without_bytes, job_of("ب"), cast)


WHAT_BULLETINS_ALONE_SAY: dict[str, Change] = {
    "the show's name": changed(shows=(Show(title="ریڈیو صبح", timezone="Asia/Karachi"),)),
    "the greeting": changed(script=ScriptSettings(greeting="سلام")),
    "what leads to the headlines": changed(script=ScriptSettings(headlines="سرخیاں")),
    "what leads to the stories": changed(script=ScriptSettings(stories="تفصیل")),
    "the sign-off": changed(script=ScriptSettings(sign_off="خدا حافظ")),
    "the presenter": changed(bulletin=BulletinSettings(presenter="عائشہ")),
    "how many headlines": changed(bulletin=BulletinSettings(headlines=1)),
}


@pytest.mark.parametrize("what", WHAT_BULLETINS_ALONE_SAY)
def test_what_bulletins_alone_say_makes_no_article_anew(newsdesk: Station, what: str) -> None:
    before, after = newsdesk.settings, WHAT_BULLETINS_ALONE_SAY[what](newsdesk.settings)
    assert of_article(after) == of_article(before)
    assert of_bulletin(after) != of_bulletin(before)


@pytest.mark.parametrize(
    ("script", "is_anew"),
    [
        (ScriptSettings(drop_gloss=False), True),
        (ScriptSettings(gregorian_suffix=True), True),
        (ScriptSettings(allow_silent=True), False),
    ],
)
def test_how_the_text_is_read_counts(
    newsdesk: Station, script: ScriptSettings, is_anew: bool
) -> None:
    before, after = newsdesk.settings, replace(newsdesk.settings, script=script)
    assert (of_article(after) != of_article(before)) is is_anew
    assert (of_bulletin(after) != of_bulletin(before)) is is_anew


@pytest.mark.parametrize("facts", [{"headline": "x"}, {"category": "موسم"}, {"priority": 1}])
def test_a_bulletin_is_of_what_it_asks_of_its_stories(
    newsdesk: Station, facts: dict[str, Any]
) -> None:
    assert of_bulletin(newsdesk.settings, **facts) != of_bulletin(newsdesk.settings)


def test_each_edition_of_a_day_is_one_of_its_own(newsdesk: Station) -> None:
    hashes = {
        hash_of(bulletin_job(newsdesk.settings, [STORY], Overrides(date=DAY, id=edition)))
        for edition in (None, "صبح", "شام")
    }
    assert len(hashes) == 3


@pytest.mark.parametrize(
    ("fact", "is_anew"),
    [
        ('engine = "espeak"', True),
        ("max_chars = 100", True),
        ('script = "vocalised"', True),
        ("lufs = -20", True),
        ("options = { char_ms = 30 }", True),
        ('licence = "MIT"', False),
        ("price_per_million = 16", False),
    ],
)
def test_of_a_newsrooms_own_voice_what_is_heard_counts(
    newsdesk: Station, fact: str, is_anew: bool
) -> None:
    root = newsdesk.settings.root
    (root / "voices").mkdir()
    job = article_job(newsdesk.settings, "a.txt", STORY)
    hashes = set()
    for own in ('engine = "tone"', fact if "engine" in fact else f'engine = "tone"\n{fact}'):
        (root / "voices" / "mine.toml").write_text(own, "utf-8")
        hashes.add(fingerprint.of_job(job, cast_around(find_voice("mine", root), job)))
    assert (len(hashes) == 2) is is_anew


@pytest.mark.parametrize(
    ("facts", "is_anew"),
    [
        ({"title": "بارشیں"}, True),
        ({"paragraphs": STORY.paragraphs[:1]}, True),
        ({"byline": "اے پی پی"}, True),
        ({"footnotes": ("[1] رپورٹ",)}, True),
        ({"source": "b.txt", "aliases": ("guid:7",), "remarks": ("x",)}, False),
    ],
)
def test_what_of_an_article_is_heard_or_seen_counts(
    newsdesk: Station, facts: dict[str, Any], is_anew: bool
) -> None:
    settings = newsdesk.settings
    assert (of_article(settings, **facts) != of_article(settings)) is is_anew
    assert (of_bulletin(settings, **facts) != of_bulletin(settings)) is is_anew


def test_a_template_counts_by_its_text_and_not_by_its_name(newsdesk: Station) -> None:
    settings, root = newsdesk.settings, newsdesk.settings.root

    def named(template: str, text: str) -> str:
        (root / template).write_text(text, "utf-8")
        return of_bulletin(replace(settings, bulletin=BulletinSettings(template=template)))

    text = "{% block greeting %}سلام{% endblock %}"
    assert named("one.txt", text) == named("two.txt", text)
    assert named("one.txt", text) != named("one.txt", text.replace("سلام", "آداب"))


def test_a_sound_file_counts_by_what_is_in_it(newsdesk: Station) -> None:
    settings = replace(newsdesk.settings, sound=SoundSettings(intro="intro.mp3"))
    hashes = set()
    for content in (b"", b"one", b"two"):
        (settings.root / "intro.mp3").write_bytes(content)
        hashes.add(of_article(settings))
    assert len(hashes) == 3


ENTRY = '[[entry]]\nwritten = "لاہور"\nspoken = "لہور"\n'


@pytest.mark.parametrize(
    ("entry", "is_anew"),
    [
        (ENTRY, True),
        (ENTRY + 'voice = "tone"\n', True),
        (ENTRY + 'engine = "tone"\n', True),
        (ENTRY + 'voice = "espeak"\n', False),
        (ENTRY + 'engine = "espeak"\n', False),
        (ENTRY.replace("لاہور", "پشاور"), False),
    ],
)
def test_an_entry_of_the_lexicon_counts_where_it_can_be_heard(
    newsdesk: Station, entry: str, is_anew: bool
) -> None:
    before = of_article(newsdesk.settings)
    (newsdesk.settings.root / "lexicon.toml").write_text(entry, "utf-8")
    assert (of_article(newsdesk.settings) != before) is is_anew


@pytest.mark.parametrize("condition", ['next = "میں"', 'previous = ["کل", "آج"]', "case = true"])
def test_where_an_entry_is_said_counts(newsdesk: Station, condition: str) -> None:
    path = newsdesk.settings.root / "lexicon.toml"
    path.write_text(ENTRY, "utf-8")
    before = of_article(newsdesk.settings)
    path.write_text(f"{ENTRY}{condition}\n", "utf-8")
    assert of_article(newsdesk.settings) != before


def test_the_order_of_entries_and_of_their_neighbours_does_not_count(newsdesk: Station) -> None:
    path = newsdesk.settings.root / "lexicon.toml"
    other = ENTRY.replace("لاہور", "بارش")
    hashes = set()
    for entries in ((ENTRY, other), (other, ENTRY)):
        for words in ('["کل", "میں"]', '["میں", "کل"]'):
            path.write_text("".join(f"{entry}next = {words}\n" for entry in entries), "utf-8")
            hashes.add(of_article(newsdesk.settings))
    assert len(hashes) == 1


def test_a_station_that_was_moved_voices_nothing_again(newsdesk: Station, tmp_path: Path) -> None:
    hashes = set()
    for name in ("here", "there"):
        root = tmp_path / name
        (root / "voices").mkdir(parents=True)
        (root / "voices" / "mine.toml").write_text('engine = "tone"\n', "utf-8")
        (root / "lexicon.toml").write_text(ENTRY, "utf-8")
        job = article_job(replace(newsdesk.settings, root=root), "a.txt", STORY)
        hashes.add(fingerprint.of_job(job, cast_around(find_voice("mine", root), job)))
    assert len(hashes) == 1
