"""Chunks: within the limit, cut where a speaker would breathe."""

from __future__ import annotations

from pathlib import Path

import pytest

from naqeeb.model import Article, Pause, Role, Script
from naqeeb.script import Announcer, chunks, compose
from naqeeb.script.rundown import Rundown

SEED = Path(__file__).parents[2] / "seeds" / "000_b94b77c0ced95709.txt"


def _script(*paragraphs: str, title: str = "", vocalised: bool = False) -> Script:
    article = Article("x", title, paragraphs, title_stated=bool(title))
    return compose([article], Announcer(vocalised=vocalised))


def _texts(text: str, max_chars: int) -> list[str]:
    return [chunk.text for chunk in chunks(_script(text), max_chars)]


def test_a_sentence_within_the_limit_is_one_chunk() -> None:
    assert _texts("صدر نے کہا کہ بات چیت جاری ہے، لیکن فیصلہ نہیں ہوا۔", 300) == [
        "صدر نے کہا کہ بات چیت جاری ہے، لیکن فیصلہ نہیں ہوا۔"
    ]


@pytest.mark.parametrize(
    ("text", "max_chars", "parts"),
    [
        (
            "حکومت نے نیا بجٹ پیش کر دیا ہے، اپوزیشن نے اسے مسترد کر دیا ہے۔",
            50,
            ["حکومت نے نیا بجٹ پیش کر دیا ہے،", "اپوزیشن نے اسے مسترد کر دیا ہے۔"],
        ),
        (
            "وزیر خارجہ نے پریس کانفرنس میں کہا کہ مذاکرات اگلے ہفتے شروع ہوں گے۔",
            50,
            ["وزیر خارجہ نے پریس کانفرنس میں کہا کہ", "مذاکرات اگلے ہفتے شروع ہوں گے۔"],
        ),
        (
            "بارش کے باعث سڑکیں بند ہیں لیکن ریلوے کا نظام معمول پر ہے۔",
            40,
            ["بارش کے باعث سڑکیں بند ہیں", "لیکن ریلوے کا نظام معمول پر ہے۔"],
        ),
    ],
)
def test_is_cut_at_clause_ends(text: str, max_chars: int, parts: list[str]) -> None:
    assert _texts(text, max_chars) == parts


def test_a_number_stays_with_its_unit_and_a_noun_with_its_postposition() -> None:
    text = "گزشتہ روز ضلعی انتظامیہ کے اہلکاروں سمیت 2 ارب 30 کروڑ ڈالر کی لاگت والے منصوبے"
    for limit in range(45, 120):
        parts = _texts(text, limit)
        assert not any(part.startswith(("کے ", "کی ", "ڈالر", "کروڑ", "تیس")) for part in parts)


def test_a_number_is_cut_only_where_it_alone_exceeds_the_limit() -> None:
    parts = _texts("تعداد 98,76,54,321 ہے", 20)
    assert all(len(part) <= 20 for part in parts)


def test_a_word_over_the_limit_is_still_said_whole() -> None:
    assert "".join(_texts("ا" * 25, 10)) == "ا" * 25


def test_the_pause_follows_the_mark() -> None:
    script = _script("پہلی بات یہاں ختم ہوئی؛ دوسری بات یہاں ہے، تیسری بات آخر میں۔", title="سرخی")
    pauses = [chunk.pause for chunk in chunks(script, 32)]
    assert pauses == [Pause.TITLE, Pause.CLAUSE, Pause.COMMA, Pause.SENTENCE]


def test_the_pause_after_a_line_follows_its_place() -> None:
    script = _script("ایک۔ دو۔", "تین۔", title="سرخی")
    assert [chunk.pause for chunk in chunks(script, 300)] == [
        Pause.TITLE,
        Pause.SENTENCE,
        Pause.PARAGRAPH,
        Pause.SENTENCE,
    ]


def test_a_story_ends_with_the_longest_pause() -> None:
    articles = [Article(str(n), f"سرخی {n}", ("خبر ہے۔",)) for n in range(2)]
    rundown = Rundown(sign_off="اللہ حافظ۔")
    script = compose(articles, rundown=rundown)
    ends = [
        chunk.pause for chunk in chunks(script, 300) if script.lines[chunk.line].role is Role.BODY
    ]
    assert ends == [Pause.STORY, Pause.STORY]


@pytest.mark.parametrize("vocalised", [False, True])
@pytest.mark.parametrize("max_chars", [60, 100, 300])
def test_the_seed_is_cut_well(max_chars: int, vocalised: bool) -> None:
    paragraphs = tuple(line for line in SEED.read_text("utf-8").split("\n") if line.strip())
    script = _script(*paragraphs, vocalised=vocalised)
    found = list(chunks(script, max_chars))
    leaning = ("نے ", "کے ", "کو ", "سے ", "میں ", "پر ", "کی ", "کا ", "فیصد")
    first = {(chunk.line, chunk.start) for chunk in found if chunk.start == 0}
    for chunk in found:
        assert len(chunk.text) <= max_chars
        assert chunk.text == chunk.text.strip()
        if (chunk.line, chunk.start) not in first:
            assert not chunk.text.startswith(leaning)


def test_a_limit_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        next(chunks(_script("بات"), 0))
