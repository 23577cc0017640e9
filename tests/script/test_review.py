"""What an editor is shown before a script goes on air."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from naqeeb.model import Article, Script
from naqeeb.script import Announcer, Lexicon, compose, review, romanise, silent


def _script(*paragraphs: str) -> Script:
    article = Article("x", "", paragraphs, title_stated=False)
    return compose([article])


def _found(text: str) -> list[tuple[str, str]]:
    return [(finding.kind, finding.text) for finding in review(_script(text))]


def test_nothing_is_found_in_plain_news() -> None:
    assert _found("صدر Joe Biden نے 5% اضافے اور NATO کے BBC انٹرویو میں 2 لاکھ کہا") == []


def test_unknown_latin_words_and_names_are_shown() -> None:
    assert _found("Facebook کے Zarqonix نے quibble کہا") == [
        ("name", "Zarqonix"),
        ("latin", "quibble"),
    ]


def test_numbers_over_a_million_are_shown() -> None:
    text = "1,000,000 اور 10,00,001 افراد، $1.7 ٹریلین، 36 کروڑ 20 لاکھ روپے، 2 لاکھ، 9.9 لاکھ"
    assert _found(text) == [
        ("number", "10,00,001"),
        ("number", "$1.7 ٹریلین"),
        ("number", "36 کروڑ 20 لاکھ"),
    ]


def test_what_is_dropped_is_shown() -> None:
    assert _found("خبر https://example.com/a/b ولادیمیر پیوٹن (Vladimir Putin) 🎉 中文 ہے") == [
        ("dropped", "https://example.com/a/b"),
        ("dropped", "(Vladimir Putin)"),
        ("dropped", "🎉"),
        ("dropped", "中文"),
    ]


def test_urdu_words_that_no_lexicon_has_are_shown_once() -> None:
    assert _found("زرقونکس نے زرقونکس، لاہور اور 5 ملکوں کا دورہ کیا") == [("name", "زرقونکس")]


def test_a_word_of_the_newsroom_s_own_lexicon_is_not_shown(tmp_path: Path) -> None:
    path = tmp_path / "lexicon.toml"
    path.write_text('[words]\n"زرقونکس" = "زَرقونِکس"\n', "utf-8")
    article = Article("x", "", ("زرقونکس نے کہا۔",), title_stated=False)
    script = compose([article], Announcer(lexicon=Lexicon.load(path)))
    assert review(script) == ()


def test_a_paragraph_that_says_nothing_is_shown() -> None:
    findings = review(_script("خبر ہے۔", "https://example.com/a/b"))
    assert [(finding.line, finding.text) for finding in findings] == [
        (-1, "https://example.com/a/b")
    ]


def test_a_finding_says_where_and_what_is_said() -> None:
    finding = review(_script("پہلا جملہ۔ Zarqonix آیا۔"))[0]
    assert finding.line == 1
    assert finding.spoken
    assert "lexicon" in finding.reason


def _spoken(text: str) -> Script:
    script = _script("خبر")
    return replace(script, lines=(replace(script.lines[0], spoken=text),))


def test_our_own_scripts_are_never_silent() -> None:
    script = _script("5% (SCO) ۱۲۳ $7 🎉 ¼ № 中文 مدینۃ النبی ﷺ ً ہے")
    assert silent(script.lines, None) == ()


def test_digits_signs_and_other_letters_are_silent() -> None:
    assert silent(_spoken("کل ۵ افراد، 7 گھر @ abc 中 ہیں۔").lines, None) == (
        (0, "۵"),
        (0, "7"),
        (0, "@"),
        (0, "abc"),
        (0, "中"),
    )


def test_the_engine_is_asked_where_it_can_tell() -> None:
    def ipa(token: str) -> str:
        return "" if token == "ہے" else "x"

    assert silent(_spoken("خبر ہے، ہے۔").lines, ipa) == ((0, "ہے"), (0, "ہے"))


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("ایران اور روس کے صدر: 81% اضافہ (SCO)", "iran-aur-rus-ke-sadr-81-izafa-sco"),
        ("سیلاب سے متاثرہ علاقوں میں امدادی کام", "sailab-se-mutassira-ilaqon-mein-imdadi-kam"),
        ("مُلک کی معیشت", "mulk-ki-maishat"),
        ("عوام نے فیصلہ کیا ہے", "awam-ne-faisla-kiya-hai"),
        ("زرقونکس کا یوقان", "zrqonks-ka-yoqan"),
        ("اسٹیٹ بینک نے شرح سود کم کردی", "state-bank-ne-sharah-sud-kam-kar-di"),
        ("آئی ایم ایف کا وفد", "imf-ka-wafd"),
        ("ایم کیو ایم کے رہنما، پی کے 303", "mqm-ke-rehnuma-pk-303"),
        ("سپریم کورٹ کی پولیس رپورٹ", "supreme-court-ki-police-report"),
        ("محکمۂ موسمیات کا جذبۂ خدمت", "mehkama-mausamiyat-ka-jazba-khidmat"),
        ("کینسر کی ویکسین کے لیے 5 روپے", "cancer-ki-vaccine-ke-liye-5-rupay"),
        ("؟!", ""),
    ],
)
def test_romanised_text_names_files_with_the_vowels_that_are_known(title: str, slug: str) -> None:
    assert romanise(title) == slug


def test_an_unknown_word_is_a_name_where_its_neighbours_say_so() -> None:
    text = "صدر زرقونکس آئے۔ یہ بلقتوری بات ہے۔ قنطورس خان کا گھر، بھلندری مزارقی کا شہر۔"
    assert _found(text) == [
        ("name", "زرقونکس"),
        ("name", "قنطورس"),
        ("name", "بھلندری"),
        ("name", "مزارقی"),
        ("word", "بلقتوری"),
    ]


def test_a_known_name_may_stand_between_a_title_and_an_unknown_one() -> None:
    text = "ترجمان مارکو زرقونکس کے مطابق کام ہوا۔ صدر کے بلقتوری فیصلے پر بات ہوئی۔"
    assert _found(text) == [("name", "زرقونکس"), ("word", "بلقتوری")]


@pytest.mark.parametrize(
    ("text", "doubtful"),
    [
        ("حالات بہتر ہوں گے۔", []),
        ("ان کا دل بہت بڑا ہے۔", []),
        ("لوگوں کی جان خطرے میں ہے۔", []),
        ("اس کے سر پر چوٹ آئی۔", []),
        ("یہاں سوت ملتا ہے۔", ["سوت"]),
        ("وہاں علم ملتا ہے۔", ["علم"]),
    ],
)
def test_a_usual_word_in_its_usual_reading_is_not_doubted(text: str, doubtful: list[str]) -> None:
    article = Article("x", "", (text,), title_stated=False)
    findings = review(compose([article], Announcer(vocalised=True)))
    assert [each.text for each in findings if each.kind == "homograph"] == doubtful


def test_names_and_doubtful_homographs_come_first() -> None:
    text = "1,000,001 روپے، quibble اور سوت۔ صدر زرقونکس نے کہا۔"
    article = Article("x", "", (text,), title_stated=False)
    script = compose([article], Announcer(vocalised=True))
    assert [finding.kind for finding in review(script)] == ["name", "homograph", "latin", "number"]


@pytest.mark.parametrize(
    "text", ["محکمۂ موسمیات نے کہا۔", "شعبۂ تعلیم کھل گیا۔", "صدائے حق بلند ہوئی۔"]
)
def test_a_known_word_with_izafat_is_known(text: str) -> None:
    assert not [kind for kind, _ in _found(text) if kind == "word"]


def test_a_unit_is_no_doubtful_word() -> None:
    article = Article("x", "", ("رات 45 ملی میٹر بارش ہوئی۔",), title_stated=False)
    script = compose([article], Announcer(vocalised=True))
    assert not review(script)
