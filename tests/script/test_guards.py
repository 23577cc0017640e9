"""What must stay as it is: nothing that was right is changed."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from naqeeb.script import sentences, speakable
from naqeeb.script.tables import rows

SEED = Path(__file__).parents[2] / "seeds" / "000_b94b77c0ced95709.txt"


def test_every_word_of_the_pronouncing_lexicon_is_spoken_as_it_is_written() -> None:
    # Some are nearly always mistyped (بہی), and ھ begins no word.
    mistyped = {row[0] for row in rows("lookalikes.tsv")}
    mistyped |= {row[0] for row in rows("run_together.tsv") + rows("run_together_unless.tsv")}
    words = [row[0] for row in rows("vocalised.tsv")]
    words = [word for word in words if word not in mistyped and word[0] != "ھ"]
    # Words that are two words run together are there so that they are read right unparted.
    spoken = speakable("\n".join(words)).split("۔ ")
    assert [word.replace(" ", "") for word in spoken] == words
    assert sum(" " in word for word in spoken) < 30


@pytest.mark.parametrize("word", ["بہتر", "اسی", "نو", "سو", "دو", "ستر", "چون", "ایک", "کے", "اے"])
def test_words_that_look_like_numbers_or_letters_are_left_alone(word: str) -> None:
    assert speakable(f"یہ {word} ہے") == f"یہ {word} ہے"


def test_only_our_own_numbers_carry_the_harakat_of_numbers() -> None:
    spoken = speakable("72 افراد بہتر ہیں، 80 گھر اسی طرح", vocalised=True).split()
    assert spoken[0] == "بَہَتَّر"
    assert spoken[2] != "بَہَتَّر"
    assert spoken[4] == "اَسّی"
    assert spoken[6] != "اَسّی"


def test_the_seed_keeps_every_urdu_word() -> None:
    text = SEED.read_text("utf-8")
    said = iter(speakable(text).replace("،", " ").replace("۔", " ").split())
    for word in (
        text.replace("(", " ").replace(")", " ").replace("،", " ").replace("۔", " ").split()
    ):
        if not (word.isascii() or word[0].isdigit()):
            assert word in said


def test_the_seed_reads_its_numbers_and_its_acronym() -> None:
    spoken = speakable(SEED.read_text("utf-8"))
    for words in ("ایس سی او", "چوبیس ستمبر", "اکیاسی فیصد", "تیس فیصد", "اسی بڑی", "پانچ مہینوں"):
        assert words in spoken


@pytest.mark.parametrize(
    "text",
    [
        "اس نے کہا: بات یہ ہے، لیکن ٹھہرو؛ کیوں؟ بس! اچھا… خیر۔",
        "تقریباً، فوراً، اعلیٰ، رحمٰن، مُلک، جذبۂ حب، رؤسا، مسئلہ، جرأت، سوءِ ظن۔",
    ],
)
def test_marks_and_harakat_stay(text: str) -> None:
    assert speakable(text) == text


@pytest.mark.parametrize(
    "piece", ["(", "5,", "5-", "5۔", "ے", "اے۔", "a.", "A-", "x5", " ", "1,000,"]
)
def test_twice_the_text_takes_about_twice_the_time(piece: str) -> None:
    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        start = time.process_time()
        speakable(text)
        sentences(text)
        return time.process_time() - start

    seconds(1000)
    # CPU time of one thread, with room for a busy machine; a quadratic rule takes 64 times.
    assert min(seconds(16_000) for _ in range(2)) < 24 * max(seconds(2000), 0.002)
