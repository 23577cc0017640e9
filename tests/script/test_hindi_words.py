"""Words that Urdu shares with Hindi: how Urdu spells them, and that they are in the lexicon."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from naqeeb.script.harakat import lexicon

ROOT = Path(__file__).parents[2]


@pytest.fixture
def hindi(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "bench"))
    import hindi_sounds

    return hindi_sounds


@pytest.mark.parametrize(
    ("hindi_word", "urdu", "say"),
    [
        ("समापन", "سماپن", "samaapan"),
        ("संपर्क", "سمپرک", "sampark"),  # a nasal before a lip is م
        ("बवंडर", "بونڈر", "bavanDar"),
        ("राज्य", "راجیہ", "raajyaa"),
        ("समुदाय", "سمدائے", "samudaae"),
        ("अनुवाद", "انوواد", "anuvaad"),
        ("प्रकरण", "پرکرن", "prakaran"),  # the vowel after pra- stays
        ("समझना", "سمجھنا", "samajhnaa"),  # others between single consonants go
        ("जौनपुर", "جونپور", "jaunpuur"),
    ],
)
def test_a_hindi_word_is_spelled_as_urdu_does(
    hindi: ModuleType, hindi_word: str, urdu: str, say: str
) -> None:
    assert (urdu, say) in [(word, "".join(tokens)) for word, tokens in hindi.spell(hindi_word)]


@pytest.mark.parametrize("word", ["ज़मीन", "ख़बर", "दुःख", "office", "क"])
def test_a_word_that_urdu_could_spell_in_several_ways_is_left_out(
    hindi: ModuleType, word: str
) -> None:
    assert hindi.spell(word) == []


def test_words_of_hindi_are_said_with_the_vowels_that_hindi_writes() -> None:
    assert lexicon()["نیوجن"] == "نِْیّوجن"


@pytest.mark.parametrize("word", ["کردیا", "ملکر", "ویں", "برتاو", "انکھ"])
def test_what_is_run_together_or_mistyped_does_not_become_a_word(word: str) -> None:
    assert word not in lexicon()


@pytest.mark.parametrize(
    "table", ["pronunciation/words_of_hindi.tsv", "vocalised.tsv", "sounds.tsv"]
)
def test_what_is_left_out_of_hindi_stands_in_no_table(table: str) -> None:
    left_out = words_in(ROOT / "bench" / "left_out_of_hindi.tsv")
    assert len(left_out) > 30
    assert left_out & words_in(ROOT / "src/naqeeb/script/data" / table) == set()


def words_in(path: Path) -> set[str]:
    lines = path.read_text("utf-8").splitlines()
    return {line.partition("\t")[0] for line in lines if not line.startswith("#")}
