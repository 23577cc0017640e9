"""Sentences, as news is typed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naqeeb import sentences
from naqeeb.script.splitting import _plain_ends
from naqeeb.script.stops import ends_of

WORDS = [
    "وہ",
    "آیا",
    "کیا",
    "ایم",
    "کیو",
    "ڈبلیو",
    "ڈاکٹر",
    "الف",
    "ب",
    "5",
    "۱۲",
    "کے",
    "تک",
    "(ن)",
    "یہ!",
]
GAPS = [
    " ",
    " ",
    "۔ ",
    "۔ ",
    "۔ ",
    "؟ ",
    "! ",
    "… ",
    "، ",
    "۔",
    "۔۔ ",
    "؛ ",
    '" ',
    "۔) ",
    "-",
    "(",
    ".",
]


@pytest.mark.parametrize(
    "parts",
    [
        ["بارش ہوئی۔ ", "سڑکیں بند ہیں۔"],
        ["وہ آیا۔", "اس نے کہا۔", "وہ گیا"],
        ["وہ آیا ۔ ", "وہ گیا ۔", "وہ بیٹھا"],
        ["کیا یہ سچ ہے؟", "نہیں!", "ہاں۔"],
        ["ایم۔ کیو۔ ایم۔ کے رہنما نے کہا۔", "اس کے بعد وہ گئے۔"],
        ["پی۔ٹی۔آئی۔ نے کہا۔ ", "جلسہ ہوا۔"],
        ["پی ٹی آئی۔ ", "اے این پی بھی۔"],
        ["1۔ پہلا نکتہ۔ ", "2۔ دوسرا نکتہ۔"],
        ["الف۔ پہلا نکتہ۔ ", "ب۔ دوسرا نکتہ۔"],
        ["صفحہ نمبر 5۔ ", "اگلا صفحہ"],
        ["ڈاکٹر۔ عبدالقدیر خان نے کہا۔ ", "پروفیسر۔ احمد آئے۔"],
        ['وہ کہتے ہیں: "میں آؤں گا۔" ', "پھر وہ گئے۔"],
        ["اس نے کہا: “میں آؤں گا۔” ", "پھر وہ چلا گیا۔"],
        ["(یہ ایک جملہ ہے۔) ", "دوسرا جملہ۔"],
        ["لہر 4۔5 میٹر ہے۔ ", "تاریخ 24۔5۔2020 ہے۔ ", "وقت 4۔30 بجے۔"],
        ["قیمت 20.50 روپے ہے۔", "5 افراد ہلاک۔", "10 زخمی۔"],
        ["سرخی بغیر وقفے کے\n", "پہلا جملہ۔ ", "دوسرا جملہ۔\n\n", "نیا پیرا۔"],
        ["یہ خبر ہے... ", "پھر وہ گیا۔ ", "اچھا۔۔۔ ", "لیکن کیا؟؟؟ ", "واہ!!"],
        ["bbc.com پر دیکھیں۔ ", "https://www.bbc.com/urdu/a.b?c=d پر ہے۔ ", "ختم۔"],
        ["Dr. Smith نے کہا۔ ", "U.S. کے صدر۔ ", "No. 5 ہے۔"],
        ["اس نے کہا.", "پھر وہ گیا. ", "ختم."],
        ["حضرت محمدؐ۔ نے فرمایا۔"],
        ["   شروع میں خلا۔ ", "پھر بات۔  \n"],
        ["۔۔۔ شروع میں نقطے۔"],
    ],
)
def test_ends_where_a_reader_would_end(parts: list[str]) -> None:
    assert sentences("".join(parts)) == parts


def test_an_empty_text_has_no_sentences() -> None:
    assert sentences("") == []


def test_time_grows_with_the_text_only() -> None:
    # A quadratic rule would not come back from this.
    assert len(sentences("۔" * 100_000)) == 1
    assert len(sentences("ایم۔ " * 50_000)) >= 1
    assert len(sentences("1۔" * 50_000)) >= 1


@settings(max_examples=300)
@given(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(GAPS)), max_size=12))
def test_plain_stops_end_what_sentencex_and_the_rules_end(parts: list[tuple[str, str]]) -> None:
    text = "".join(word + gap for word, gap in parts)
    ends = _plain_ends(text)
    if ends is not None:
        assert ends == ends_of(text) - {0, len(text)}
