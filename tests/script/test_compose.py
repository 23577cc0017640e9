"""Scripts: what a bulletin says, in which order, tied to what was written."""

from __future__ import annotations

import pickle

import pytest

from naqeeb.model import Article, Role, Script
from naqeeb.script import Announcer, compose
from naqeeb.settings import ScriptSettings

SETTINGS = ScriptSettings()


def _script(
    *articles: Article, settings: ScriptSettings = SETTINGS, vocalised: bool = False
) -> Script:
    return compose(articles, Announcer(settings=settings, vocalised=vocalised))


def test_an_article_becomes_its_title_and_its_sentences() -> None:
    script = _script(Article("x", "سرخی ہے", ("ایک بات۔ دوسری بات۔", "تیسری بات۔")))
    assert [(line.role, line.paragraph, line.written) for line in script.lines] == [
        (Role.TITLE, -1, "سرخی ہے"),
        (Role.BODY, 0, "ایک بات۔"),
        (Role.BODY, 0, "دوسری بات۔"),
        (Role.BODY, 1, "تیسری بات۔"),
    ]


def test_a_title_taken_from_the_text_is_not_said_twice() -> None:
    script = _script(Article("x", "ایک بات", ("ایک بات۔",), title_stated=False))
    assert [line.role for line in script.lines] == [Role.BODY]


def test_spans_and_words_tie_speech_to_writing() -> None:
    line = _script(Article("x", "گزشتہ سال كي 81 فیصد", ())).lines[0]
    assert line.spoken == "گزشتہ سال کی اکیاسی فیصد"
    assert [(line.written[s.start : s.end], s.kind, s.spoken) for s in line.spans] == [
        ("كي", "letters", "کی"),
        ("81", "cardinal", "اکیاسی"),
    ]
    assert [
        (line.written[w.start : w.end], line.spoken[w.spoken_start : w.spoken_end])
        for w in line.words
    ] == [("گزشتہ", "گزشتہ"), ("سال", "سال"), ("كي", "کی"), ("81", "اکیاسی"), ("فیصد", "فیصد")]


def test_ties_hold_in_the_vocalised_rendering() -> None:
    line = _script(Article("x", "72 افراد بہتر ہیں", ()), vocalised=True).lines[0]
    spoken = [line.spoken[w.spoken_start : w.spoken_end] for w in line.words]
    assert spoken[0] == "بَہَتَّر"
    assert spoken[2] != spoken[0]
    assert " ".join(spoken) == line.spoken


def test_a_homograph_that_a_neighbour_decides_names_its_reason() -> None:
    line = _script(Article("x", "72 ملک، اور ملک ریاض", ()), vocalised=True).lines[0]
    (span,) = [span for span in line.spans if span.kind == "homograph"]
    assert line.written[span.start : span.end] == "ملک"
    assert line.written[span.end :] == " ریاض"
    assert span.spoken == line.spoken[span.spoken_start :][: len(span.spoken)]
    assert span.reason == "malik: before ریاض"


def test_a_gloss_is_left_out_or_read_as_the_settings_say() -> None:
    article = Article("x", "ولادیمیر پیوٹن (Vladimir Putin) نے کہا", ())
    assert _script(article).lines[0].spoken == "ولادیمیر پیوٹن نے کہا"
    kept = _script(article, settings=ScriptSettings(drop_gloss=False)).lines[0].spoken
    assert kept == "ولادیمیر پیوٹن، ولادیمیر پیوٹن نے کہا"


def test_the_era_is_said_as_the_settings_say() -> None:
    article = Article("x", "2014ء میں", ())
    assert _script(article).lines[0].spoken == "دو ہزار چودہ میں"
    said = _script(article, settings=ScriptSettings(gregorian_suffix=True)).lines[0].spoken
    assert said == "دو ہزار چودہ عیسوی میں"


def test_a_sentence_that_says_nothing_joins_its_neighbour() -> None:
    script = _script(Article("x", "", ("🎉🎉 خبر ہے۔ *** https://t.co/abc",), title_stated=False))
    assert [line.written for line in script.lines] == ["🎉🎉 خبر ہے۔ *** https://t.co/abc"]


def test_a_script_crosses_processes() -> None:
    script = _script(Article("x", "5% اضافہ", ("خبر۔",)))
    assert pickle.loads(pickle.dumps(script)) == script


def test_a_script_needs_an_article() -> None:
    with pytest.raises(ValueError, match="article"):
        compose([])
