"""What the engine itself makes of the vocalised words.

The engine is asked in a process of its own: its library holds one voice at a time.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SAMPLE = Path(__file__).parent / "data/harakat/pronunciations_sample.tsv"

ASK = """
import json, sys
from pathlib import Path
import phones, pronunciation
from alignment import align
from build_vocalised import DATA, pronunciations
from spelling_search import error_of, plain_colour
from naqeeb.script.harakat import lexicon, vocalise
from naqeeb.script.harakat.homographs import readings as ways_of

written = lexicon()
entries = [(word, plain_colour(word, say)) for word, say in list(pronunciations().items())[::4]]
checked = [(word, error_of(written[word], align(word, say)[1])) for word, say in entries]
doubled = [(word, doubled) for word, say in entries if (doubled := phones.doubled_in_say(say))]
readings = pronunciation.read_sample(Path(sys.argv[1]))
heard = {word: phones.engine_phones(vocalise(word)) for word in readings}
distances = {
    word: min((phones.distance(r, heard[word]), len(r)) for r in readings[word]) for word in heard
}
print(json.dumps({
    "entries": len(checked),
    "wrong": [word for word, error in checked if error >= 1],
    "doubled": len(doubled),
    "not_doubled": [
        word for word, wanted in doubled if not wanted <= phones.doubled_by_engine(written[word])
    ],
    "news": {word: phones.engine_ipa(vocalise(word)) for word in sys.argv[2:]},
    "right_share": sum(not d for d, _ in distances.values()) / len(distances),
    "error_rate": sum(d for d, _ in distances.values()) / sum(n for _, n in distances.values()),
    "readings": [
        (word, say) for word, ways in ways_of().items() for say, reading in ways.items()
        if error_of(reading.vocalised, align(word, plain_colour(word, say))[1]) >= 1
    ],
    "folded": [phones.fold_ipa(ipa) for ipa in ("t̪ɪt̪liː", "tˈɪtli", "bərd͡ʒ", "mʊɦəmːəd̪")],
}))
"""


NEWS = {
    # Alone the engine says it right bare, before another word it says the wind.
    "اضافہ ہوا ہے": "ɪzˈaːfa hˈuːaː hɛ",
    "پیوٹن": "pˈuːʈɪn",
    "حکام": "hʊkkˈaːm",
    "متفق": "mʊtːˈafɪq",
    "معظم": "mʊˈazzəm",
    "مظفر": "mʊzˈʌffər",
    "کہانیوں": "kəhˈaːniˌo\u0303ː",
    "پھیلاو": "pʰɛlˈaːoː",
    "آیت اللہ": "aːjˈatʊl lˈaːh",
    "صدر": "sˈʌdr",
    "ناظم": "nˈaːzɪm",
}
"""Words that a listener heard wrong before, as the engine says them now."""


@pytest.fixture(scope="module")
def answer() -> dict[str, object]:
    """All that is asked of the engine, in one go."""
    ask = subprocess.run(
        [sys.executable, "-c", ASK, str(SAMPLE), *NEWS],
        env=os.environ | {"PYTHONPATH": os.pathsep.join((str(ROOT / "bench"), str(ROOT / "src")))},
        capture_output=True,
        check=True,
        timeout=110,
    )
    answers: dict[str, object] = json.loads(ask.stdout)
    return answers


def test_the_engine_says_the_words_of_the_lexicon_as_they_were_written_down(
    answer: dict[str, object],
) -> None:
    entries, wrong = answer["entries"], answer["wrong"]
    assert isinstance(entries, int)
    assert isinstance(wrong, list)
    assert entries >= 5_000  # every fourth; bench/build_vocalised.py checks them all
    assert len(wrong) < entries * 0.02, wrong


def test_the_engine_doubles_the_consonants_that_are_said_twice(answer: dict[str, object]) -> None:
    doubled, missed = answer["doubled"], answer["not_doubled"]
    assert isinstance(doubled, int)
    assert isinstance(missed, list)
    assert doubled >= 400  # every fourth
    assert len(missed) < doubled * 0.03, missed


def test_words_that_a_listener_heard_wrong_are_said_right(answer: dict[str, object]) -> None:
    assert answer["news"] == NEWS


def test_the_engine_says_every_reading_of_a_homograph(answer: dict[str, object]) -> None:
    assert answer["readings"] == []


def test_words_of_an_independent_dictionary_come_out_right(answer: dict[str, object]) -> None:
    right, error_rate = answer["right_share"], answer["error_rate"]
    assert isinstance(right, float)
    assert isinstance(error_rate, float)
    assert right >= 0.80
    assert error_rate <= 0.05


def test_engine_and_dictionary_are_compared_without_what_a_broad_transcription_leaves_open(
    answer: dict[str, object],
) -> None:
    assert answer["folded"] == ["titlI", "titlI", "barɟ", "muhamad"]
