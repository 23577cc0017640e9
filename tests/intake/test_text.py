"""Bytes to clean text, front matter to facts, and a title where none is stated."""

from __future__ import annotations

import re
import textwrap
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naqeeb.errors import NoUrdu, SourceUnreadable
from naqeeb.intake import front_matter, plain, title
from naqeeb.intake.decode import MAX_BYTES, of_file
from naqeeb.intake.origin import Origin
from naqeeb.intake.passages import Facts, Passage, clean, paragraphs

URDU = "سیلاب سے متاثرہ علاقوں میں امدادی کام جاری ہے۔"


# -- encodings -------------------------------------------------------------


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_utf_8_with_and_without_a_byte_order_mark(bom: bytes) -> None:
    assert of_file(bom + URDU.encode(), "a.txt") == (URDU, None)


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("cp1256", "Windows-1256"),
    ],
)
def test_other_encodings_are_named(encoding: str, named: str) -> None:
    # The old code page has no Farsi yeh and no Urdu full stop.
    data = URDU.replace("ی", "ي").replace("۔", ". ").encode(encoding)
    with pytest.raises(SourceUnreadable) as error:
        of_file(data, "a.txt")
    assert named in error.value.cause
    assert "UTF-8" in error.value.hint


@pytest.mark.parametrize(
    "data", [b"\xff\xd8\xff\xe0\x00\x10JFIF", b"\x80\x81\x82", b"PK\x03\x04\xff"]
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(SourceUnreadable):
        of_file(data, "a.txt")


@pytest.mark.parametrize("data", [b"", b" \n\t ", b"\r\n"])
def test_an_empty_file_is_named(data: bytes) -> None:
    with pytest.raises(SourceUnreadable, match="is empty"):
        of_file(data, "a.txt")


def test_a_huge_file_is_refused_before_it_is_decoded() -> None:
    with pytest.raises(SourceUnreadable, match="20 MB"):
        of_file(b"\xff" * (MAX_BYTES + 1), "a.txt")


# -- characters that must not pass -----------------------------------------


@given(st.text(st.characters()))
def test_nothing_that_feeds_tags_or_terminals_choke_on_is_left(text: str) -> None:
    cleaned = clean(text)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", cleaned)
    assert not re.search("[\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]", cleaned)
    assert clean(cleaned) == cleaned


def test_marks_that_shape_urdu_letters_stay() -> None:
    assert clean("می\u200cرود \u200d") == "می\u200cرود \u200d"
    assert clean("الف\u202eب\u2066ج\u2069") == "الفبج"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029", "\x0b", "\x0c"])
def test_every_kind_of_line_end_is_one(end: str) -> None:
    assert clean(f"ایک{end}دو") == "ایک\nدو"


# -- paragraphs and titles -------------------------------------------------


def test_paragraphs_are_parted_by_empty_lines_else_by_lines() -> None:
    assert paragraphs(f"{URDU}\n\nتین\n \nچار\n") == (URDU, "تین", "چار")
    assert paragraphs("ایک\nدو\n\n") == ("ایک", "دو")
    assert paragraphs("") == ()


def test_lines_that_a_program_filled_are_one_paragraph() -> None:
    prose = " ".join([URDU.removesuffix("۔")] * 12) + "۔"
    for width in (64, 72, 100):
        assert paragraphs(f"سرخی\n\n{textwrap.fill(prose, width)}") == ("سرخی", prose)


def test_lines_that_an_editor_ended_stand_alone() -> None:
    verse = ("گلوں میں رنگ بھرے بادِ نوبہار چلے", "چلے بھی آؤ کہ گلشن کا کاروبار چلے")
    contact = ("رابطہ برائے میڈیا:", "فون: 042-99200732", "ای میل: media@example.com")
    prose = f"حکام کے مطابق {URDU.removesuffix('۔')} اور سڑکیں بھی کھول دی گئی ہیں۔"
    below = f"{textwrap.fill(prose, 70)}\nنامہ نگار"
    blocks = ("\n".join(verse), "\n".join(contact))
    assert paragraphs("\n\n".join([*blocks, below])) == (*blocks, f"{prose}\nنامہ نگار")


def test_where_a_line_is_a_whole_paragraph_no_line_reads_on() -> None:
    title = "محکمہ موسمیات کی پیشگوئی: ملک کے بالائی علاقوں میں بارش کا امکان ہے"
    text = f"{title}\nجاری کردہ: 22 جولائی\n\n{' '.join([URDU] * 4)}"
    assert paragraphs(text) == (f"{title}\nجاری کردہ: 22 جولائی", " ".join([URDU] * 4))


def test_a_line_that_ends_with_a_comma_goes_on_and_an_item_of_a_list_begins() -> None:
    long = "وکیل صفائی نے گواہ نمبر چودہ پر جرح مکمل کی اور مزید دو گواہ طلب کیے"
    assert paragraphs("سرخی\n\nپیٹرول مہنگا،\nڈیزل سستا") == ("سرخی", "پیٹرول مہنگا، ڈیزل سستا")
    items = "\n".join(f"{mark} {long}" for mark in ("1.", "2.", "۳۔", "(4)", "•", "-"))
    assert paragraphs(f"سرخی\n\n{items}") == ("سرخی", items)


def test_half_a_couplet_that_ends_in_a_comma_stands_alone() -> None:
    verse = "محبت کرنے والے کم نہ ہوں گے،\nتری محفل میں لیکن ہم نہ ہوں گے"
    assert paragraphs(f"سرخی\n\n{verse}") == ("سرخی", verse)
    prose = f"وزیر اعلیٰ نے کہا،\n{' '.join([URDU] * 4)}"
    assert paragraphs(f"سرخی\n\n{prose}") == ("سرخی", prose.replace("\n", " "))


def test_a_first_paragraph_without_a_full_stop_is_the_headline() -> None:
    assert headline("سرخی یہ ہے", "متن۔") == ("سرخی یہ ہے", ["متن۔"])
    assert headline("پورا جملہ ہے۔", "متن۔") == (None, ["پورا جملہ ہے۔", "متن۔"])
    assert headline("اکیلا پیرا") == (None, ["اکیلا پیرا"])
    assert headline("سرخی\nذیلی سرخی", "متن۔") == ("سرخی ذیلی سرخی", ["متن۔"])
    long = "لفظ " * 40
    assert headline(long, "متن۔") == (None, [long, "متن۔"])


def headline(*texts: str) -> tuple[str | None, list[str]]:
    heading, rest = title.headline([Passage(text) for text in texts])
    return heading, [passage.text for passage in rest]


def test_without_a_headline_the_first_sentence_gives_the_title() -> None:
    article = plain.article(f"{URDU} دوسرا جملہ۔", Facts(), Origin("k", "a.txt"))
    assert article.title == URDU.removesuffix("۔")
    assert not article.title_stated
    assert article.paragraphs == (f"{URDU} دوسرا جملہ۔",)


@given(st.lists(st.text("ابپ ۔،؟ abc", min_size=1).filter(str.strip), min_size=1))
def test_a_title_is_never_long(parts: list[str]) -> None:
    heading = title.from_text(tuple(" ".join(parts).strip().split("\n")))
    assert len(heading) <= title.LONGEST_TITLE + 1


def test_a_text_without_urdu_is_refused() -> None:
    for body in ("Only English here.", "१२३ हिन्दी", "123 !", "،۔؟"):
        with pytest.raises(NoUrdu):
            plain.article(body, Facts(), Origin("k", "a.txt"))


# -- front matter ----------------------------------------------------------


def test_facts_stand_between_two_rules_at_the_head_of_a_text() -> None:
    text = (
        '---\n# a remark\ntitle: "بارش: کراچی"\n'
        "date: 2026-11-22T14:30:00+05:00\n"
        "author: نامہ نگار\nid: rain-7\nlink: https://example.org/7\nimage: rain.jpg\n"
        "category: sport\nsound.intro: pips\nempty:\n---\nمتن\n"
    )  # fmt: skip
    facts, body = front_matter.split(text, "a.txt")
    assert body == "متن\n"
    assert facts == Facts(
        title="بارش: کراچی",
        date=datetime(2026, 11, 22, 9, 30, tzinfo=UTC),
        offset_min=300,
        byline="نامہ نگار",
        id="rain-7",
        source="https://example.org/7",
        image="rain.jpg",
        category="sport",
        sound={"intro": "pips"},
    )


def test_text_without_front_matter_stays_whole() -> None:
    for text in ("متن\n---\nمزید", "---\nمتن ہے\n---\nمزید", "متن", "--- x ---\nمتن"):
        facts, body = front_matter.split(text, "a.txt")
        assert (facts, body) == (Facts(), text)


def test_a_line_that_is_no_fact_is_named() -> None:
    with pytest.raises(SourceUnreadable, match="bad line"):
        front_matter.split("---\ntitle: x\nbad line\n---\nمتن", "a.txt")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-22", datetime(2026, 11, 22, tzinfo=UTC)),
        ("2026-11-22T14:30:00+05:00", datetime(2026, 11, 22, 9, 30, tzinfo=UTC)),
        (" 2026-11-22 14:30 ", datetime(2026, 11, 22, 14, 30, tzinfo=UTC)),
        ("2026-11-22T14:30:00Z", datetime(2026, 11, 22, 14, 30, tzinfo=UTC)),
    ],
)
def test_dates_become_utc(text: str, moment: datetime) -> None:
    assert front_matter.parse_date(text, "a.txt").when == moment
    assert front_matter.parse_date(text, "a.txt").when.tzinfo is UTC


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "22-11-2026",
        "2026-13-01",
        "۲۰۲۶",
        "1799-12-31",
        "0001-01-01T00:00:00+05:00",
    ],
)
def test_what_is_no_date_is_named(text: str) -> None:
    with pytest.raises(SourceUnreadable, match="is not a date"):
        front_matter.parse_date(text, "a.txt")


@given(st.datetimes(datetime(1500, 1, 1), timezones=st.just(timezone(timedelta(hours=5)))))  # noqa: DTZ001
def test_any_iso_date_is_read_or_named(moment: datetime) -> None:
    try:
        assert front_matter.parse_date(moment.isoformat(), "a.txt").when == moment.replace(
            microsecond=0
        )
    except SourceUnreadable:
        assert not 1800 < moment.year < 2200
