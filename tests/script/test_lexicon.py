"""The lexicon that a newsroom owns."""

from __future__ import annotations

from pathlib import Path

import pytest

from naqeeb.errors import SettingsError
from naqeeb.model import Article
from naqeeb.script import Announcer, Lexicon, compose


def _said(
    tmp_path: Path,
    toml: str,
    text: str,
    *,
    voice: str = "",
    engine: str = "",
    vocalised: bool = False,
) -> str:
    path = tmp_path / "lexicon.toml"
    path.write_text(toml, "utf-8")
    script = compose(
        [Article("x", text, ())],
        Announcer(lexicon=Lexicon.load(path), voice=voice, engine=engine, vocalised=vocalised),
    )
    return script.lines[0].spoken


def test_a_word_or_phrase_is_said_as_its_entry_says(tmp_path: Path) -> None:
    toml = '[words]\n"WAPDA" = "واپڈا والے"\n"سی پیک" = "چین پاکستان راہداری"\n'
    assert _said(tmp_path, toml, "WAPDA نے سی  پیک پر") == "واپڈا والے نے چین پاکستان راہداری پر"


def test_an_entry_matches_whole_words_only(tmp_path: Path) -> None:
    toml = '[words]\n"کار" = "گاڑی"\n"IT" = "آئی ٹی شعبہ"\n'
    assert _said(tmp_path, toml, "کار اور سرکار، IT") == "گاڑی اور سرکار، آئی ٹی شعبہ"


def test_written_letters_are_folded_on_both_sides(tmp_path: Path) -> None:
    assert _said(tmp_path, '[words]\n"كراچي" = "کَراچی"\n', "كراچي اور کراچی") == "کَراچی اور کَراچی"


def test_an_entry_wins_over_our_own_reading(tmp_path: Path) -> None:
    assert (
        _said(tmp_path, '[words]\n"9/11" = "گیارہ ستمبر"\n', "9/11 کے بعد") == "گیارہ ستمبر کے بعد"
    )


NEIGHBOURS = """
[[entry]]
written = "ملک"
spoken = "مَلِک"
next = ["سراج", "وقاص"]

[[entry]]
written = "ملک"
spoken = "مِلک"
previous = "کالا"
"""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ملک سراج آئے", "مَلِک سراج آئے"),
        ("کالا ملک نہیں", "کالا مِلک نہیں"),
        ("یہ ملک ہے", "یہ ملک ہے"),
        ("سراج، ملک اور کالا", "سراج، ملک اور کالا"),
    ],
)
def test_an_entry_may_ask_for_a_neighbour(tmp_path: Path, text: str, said: str) -> None:
    assert _said(tmp_path, NEIGHBOURS, text) == said


def test_an_entry_that_asks_for_a_neighbour_overrules_our_own_rules(tmp_path: Path) -> None:
    toml = '[[entry]]\nwritten = "ملک"\nspoken = "مُلک"\nnext = "ریاض"\n'
    assert _said(tmp_path, toml, "ملک ریاض", vocalised=True).startswith("مُلک ")


def test_a_neighbour_is_one_word(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="previous holds 'دو لفظ'"):
        _said(tmp_path, '[[entry]]\nwritten = "ملک"\nspoken = "م"\nprevious = "دو لفظ"\n', "ملک")


def test_the_longest_entry_wins(tmp_path: Path) -> None:
    toml = '[words]\n"عمران" = "الف"\n"عمران خان" = "ب"\n'
    assert _said(tmp_path, toml, "عمران خان اور عمران") == "ب اور الف"


def test_an_entry_may_be_for_one_voice_or_engine(tmp_path: Path) -> None:
    toml = (
        '[[entry]]\nwritten = "آرمینیا"\nspoken = "ا"\n'
        '[[entry]]\nwritten = "آرمینیا"\nspoken = "ب"\nengine = "espeak"\n'
        '[[entry]]\nwritten = "آرمینیا"\nspoken = "پ"\nvoice = "uzma"\n'
    )
    assert _said(tmp_path, toml, "آرمینیا") == "ا"
    assert _said(tmp_path, toml, "آرمینیا", engine="espeak") == "ب"
    assert _said(tmp_path, toml, "آرمینیا", engine="espeak", voice="uzma") == "پ"


def test_case_counts_only_where_the_entry_says_so(tmp_path: Path) -> None:
    toml = (
        '[[entry]]\nwritten = "Dawn"\nspoken = "ڈان اخبار"\ncase = true\n'
        '[[entry]]\nwritten = "Geo"\nspoken = "جیو ٹی وی"\n'
    )
    assert _said(tmp_path, toml, "Dawn GEO") == "ڈان اخبار جیو ٹی وی"
    assert "اخبار" not in _said(tmp_path, toml, "DAWN")


def test_harakat_of_an_entry_are_never_overruled(tmp_path: Path) -> None:
    toml = '[words]\n"سمرقند" = "سَمَرقَند"\n'
    assert _said(tmp_path, toml, "سمرقند شہر", vocalised=True).startswith("سَمَرقَند ")


def test_without_a_file_ours_alone_is_in_force(tmp_path: Path) -> None:
    assert Lexicon.load(None) == Lexicon.load(tmp_path / "lexicon.toml") == Lexicon()


@pytest.mark.parametrize(
    ("toml", "line", "words"),
    [
        ('[words]\n"الف" = "ب"\n"***" = "ستارے"\n', 3, "can never match"),
        ('[words]\n"ایک بات۔ دوسری بات" = "ب"\n', 2, "more than one sentence"),
        ('[words]\n"علي" = "ا"\n"علی" = "ب"\n', 3, "stands also on line 2"),
        (
            '[[entry]]\nwritten = "X"\nspoken = "ا"\n\n[[entry]]\nwritten = "x"\nspoken = "ب"\n',
            5,
            "stands also on line 1",
        ),
        ('[[entry]]\nwritten = "X"\n', 1, "has no spoken"),
        ('[[entry]]\nwritten = "X"\nspoken = "ا"\nvoise = "a"\n', 1, "'voise' is no part"),
        ('[[entry]]\nwritten = "X"\nspoken = 5\n', 1, "spoken is 5"),
        ('[words]\n"X" = "🎉"\n', 2, "cannot be spoken"),
        ('[word]\n"X" = "ا"\n', 1, "neither [words] nor [[entry]]"),
        ("entry = [7]\n", 1, "a list of tables"),
        ("[[entry]]\nvoise = 1\n", 1, "did you mean voice?"),
        (f"[[entry]]\ncase = 0x{'f' * 5_000}\n", 1, "a number of thousands of digits"),
    ],
)
def test_an_entry_without_effect_is_reported_with_its_line(
    tmp_path: Path, toml: str, line: int, words: str
) -> None:
    path = tmp_path / "lexicon.toml"
    path.write_text(toml, "utf-8")
    with pytest.raises(SettingsError) as caught:
        Lexicon.load(path)
    assert caught.value.facts["line"] == line
    assert f"line {line}: " in str(caught.value)
    assert words in str(caught.value)


@pytest.mark.parametrize("text", ['"علی" = ', f"a = {'9' * 5_000}", f"a = {'[' * 3_000}"])
def test_a_file_that_is_no_toml_is_reported(tmp_path: Path, text: str) -> None:
    path = tmp_path / "lexicon.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(SettingsError, match="is not TOML"):
        Lexicon.load(path)


@pytest.mark.parametrize(
    ("key", "toml"),
    [
        ("written", f'[words]\n"{"ا" * 5000}" = "ا"\n'),
        ("spoken", f'[words]\n"ملک" = "{"ا" * 5000}"\n'),
        ("next", f'[[entry]]\nwritten = "ملک"\nspoken = "مَلِک"\nnext = "{"ا" * 5000}"\n'),
        ("previous", f'[[entry]]\nwritten = "ملک"\nspoken = "مَلِک"\nprevious = {["ا"] * 5000}\n'),
    ],
)
def test_a_word_has_a_bound(tmp_path: Path, key: str, toml: str) -> None:
    with pytest.raises(SettingsError, match=f"line [12]: {key} (is|holds) 5,000") as error:
        _said(tmp_path, toml, "ملک")
    assert len(str(error.value)) < 600
    assert "allowed" in error.value.hint
