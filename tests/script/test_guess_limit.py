"""How much of a text is guessed: counted in words and letters, never in seconds."""

from __future__ import annotations

import random
from pathlib import Path

from naqeeb.model import Article
from naqeeb.script import Announcer, compose, speakable
from naqeeb.script.harakat import Guesses, vocalise_with_reasons, vocalise_word
from naqeeb.script.harakat.words import as_written

SEED = Path(__file__).parents[2] / "seeds" / "000_b94b77c0ced95709.txt"
LETTERS = "ٹڈڑچپگکقغظض"
"""Of these no word of the lexicon is made."""
LENGTH = 9


def made_up(count: int) -> list[str]:
    """Different words that no lexicon has."""
    pick = random.Random(11)
    return ["".join(pick.choices(LETTERS, k=LENGTH)) for _ in range(count)]


def test_of_made_up_words_a_bounded_share_is_guessed() -> None:
    guesses = Guesses()
    for words in (made_up(4000)[start : start + 100] for start in range(0, 4000, 100)):
        vocalise_with_reasons(" ".join(words), guesses)
    letters = 4000 * (LENGTH + 1)
    assert 800 < guesses.words <= (8000 + letters / 40) / LENGTH + 1


def test_a_word_that_is_not_guessed_stays_as_it_is_written() -> None:
    words = made_up(4000)
    spoken = speakable(" ".join(words), vocalised=True).split()
    assert len(spoken) == len(words)
    assert spoken[:800] == [vocalise_word(word) for word in words[:800]]
    assert spoken[-2000:] == [as_written(word) for word in words[-2000:]]
    assert any(vocalise_word(word) != as_written(word) for word in words[-20:])


def test_what_tables_know_is_vocalised_however_much_was_guessed_before() -> None:
    ending = "شہر میں نئی عمارت کا افتتاح کیا گیا"
    text = " ".join(made_up(4000)) + "۔ " + ending
    assert speakable(text, vocalised=True).endswith(speakable(ending, vocalised=True))


def test_a_word_is_counted_once_however_often_it_comes() -> None:
    guesses = Guesses()
    vocalise_with_reasons(" ".join(made_up(3) * 5000), guesses)
    assert guesses.words == 3


def test_each_script_begins_anew_and_its_lines_share() -> None:
    words = made_up(4000)
    lines = tuple(" ".join(words[start : start + 20]) for start in range(0, 4000, 20))

    def spoken() -> list[str]:
        script = compose([Article("x", "", lines)], Announcer(vocalised=True))
        return [line.spoken for line in script.lines]

    assert spoken() == spoken()
    # What was read in between lets a word or two of each further line be guessed.
    assert spoken()[-1].rstrip("۔").split()[2:] == [as_written(word) for word in words[-18:]]


def test_news_with_a_guessed_name_in_each_line_never_meets_the_bound() -> None:
    words = SEED.read_text("utf-8").split()
    names = made_up(len(words) // 20)  # one word in twenty, far more than news has
    for at, name in enumerate(names):
        words.insert(at * 21, name)
    spoken = speakable(" ".join(words), vocalised=True)
    assert vocalise_word(names[-1]) in spoken
