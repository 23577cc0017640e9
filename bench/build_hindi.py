"""Write down words that Urdu shares with Hindi: `python bench/build_hindi.py`.

Devanagari shows the short vowels that Urdu leaves out. Every Hindi word of the package
`wordfreq`, and of `hindi_words.txt` beside it, that Urdu letters spell in one way only is
spelled so, and goes with its pronunciation into `data/pronunciation/words_of_hindi.tsv`, if no
other file has it. The package is only asked which words there are; it is not needed to run naqeeb:
`pip install wordfreq` before building. Run `build_vocalised.py` afterwards.

Left out is what Hindi spells with fewer letters than Urdu: words whose skeleton is also
that of one with ق, ص, ز and their like, and English words, whose vowels Hindi writes otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from pathlib import Path

from wordfreq import top_n_list

import phones
from alignment import align
from hindi_sounds import spell
from naqeeb.script.run_together import part_alone
from pack_weights import DATA

NAME = "words_of_hindi.tsv"
HEAD = """\
# Words shared with Hindi, whose letters show all vowels; written by bench/build_hindi.py.
# Which Hindi words there are says the package wordfreq (data CC BY-SA 4.0), and hindi_words.txt.
"""
ALL = 100_000
ONE_LETTER_IN_HINDI = str.maketrans(
    {"ط": "ت", "ص": "س", "ث": "س", "ح": "ہ", "خ": "کھ", "غ": "گ", "ق": "ک", "ف": "پھ", "ع": ""}
    | dict.fromkeys("ذزضظژ", "ج")
    | {"آ": "ا", "ئ": ""}
)
OF_PERSIAN_OR_ARABIC = frozenset("ذزضظصثطحعغخقفژ")
ENDINGS = re.compile("(?<=..)(?:یاں|یوں|وں|یں|ی|ے|ا|و|ہ)$")
FREQUENCIES = Path(__file__).parent / "frequencies.tsv"
LEFT_OUT = Path(__file__).parent / "left_out_of_hindi.tsv"
OUR_OWN = Path(__file__).parent / "hindi_words.txt"
"""Learned words, written down by hand, that the package has too seldom to list."""
SHORTEST = 3
"""Shorter words that no file has are pieces of others; these too, where news has them often."""
GLUED = re.compile("(?<=..)(?:کا|کی|کے|میں|والی|والا|والے|سے|کو)$")
UNASPIRATED = re.compile("(?<=[بپتٹجچدڈڑکگ])ہ")


def says(path_name: str) -> dict[str, str]:
    """Read the pronunciations of all files but one."""
    entries: dict[str, str] = {}
    for path in sorted((DATA / "pronunciation").glob("*.tsv")):
        if path.name != path_name:
            for line in path.read_text("utf-8").splitlines():
                word, _, say = line.partition("\t")
                if say and not line.startswith("#"):
                    entries[word] = say
    return entries


def skeleton(word: str) -> str:
    """Return what Hindi's letters leave of a word, that differs for most words."""
    plain = word.translate(ONE_LETTER_IN_HINDI)
    return plain[:-1] + "ا" if plain.endswith("ہ") else plain


def stem(word: str) -> str:
    """Return a word without the ending that it is inflected by."""
    return ENDINGS.sub("", word)


class Doubts:
    """What speaks against a spelling that was made from a Hindi word."""

    def __init__(self, known: Container[str], others: Iterator[str]) -> None:
        """Take the words that are known, and those of them that Hindi spells otherwise."""
        self._known = known
        lines = FREQUENCIES.read_text("utf-8").splitlines()
        self._in_news = frozenset(line.partition("\t")[0] for line in lines)
        left_out = LEFT_OUT.read_text("utf-8").splitlines()
        self._left_out = frozenset(line.partition("\t")[0] for line in left_out)
        self._skeletons: set[str] = set()
        for word in others:
            self._skeletons |= {skeleton(word), skeleton(stem(word))}

    def about(self, word: str, say: list[str]) -> bool:
        """Whether a word is known, run together, mistyped, or more likely spelled otherwise."""
        glued = GLUED.search(word)
        mistyped = UNASPIRATED.sub("ھ", word)
        return (
            word in self._known
            or word in self._left_out
            or word[0] == "ڑ"
            or word[-1] == "ئ"
            or "یی" in word  # Urdu writes ئی
            or word.endswith("ایے")
            or (word[-1] == "و" and word[:-1] + "ؤ" in self._known)
            or len(word) < SHORTEST
            or (len(word) == SHORTEST and word in self._in_news)
            or part_alone(word) is not None
            or (glued is not None and word[: glued.start()] in self._known)
            or (word[0] == "ا" and "آ" + word[1:] in self._known)
            or (mistyped != word and mistyped in self._known)
            or skeleton(word) in self._skeletons
            or (len(stem(word)) >= SHORTEST and skeleton(stem(word)) in self._skeletons)
            or ("e" in say[:-1] and not {"T", "D"}.isdisjoint(say))
        )


def main() -> None:
    """Write the file anew."""
    known = says(NAME)
    doubts = Doubts(known, (word for word in known if not OF_PERSIAN_OR_ARABIC.isdisjoint(word)))
    urdu = frozenset(top_n_list("ur", ALL))
    entries: dict[str, str] = {}
    for hindi in (*top_n_list("hi", ALL), *OUR_OWN.read_text("utf-8").split()):
        for word, tokens in spell(hindi):
            if word in entries or doubts.about(word, tokens):
                continue
            if word.endswith("ہ") and tokens[-1] == "aa" and hindi[-1] != "य" and word not in urdu:
                continue  # ا is the usual end; ہ only where Urdu is seen to write it
            say = "".join(tokens)
            for plain in (say.replace("'h", "h"), say):
                if align(word, plain)[1] == phones.fold_tokens(tokens) and align(word, plain)[0]:
                    entries[word] = plain
                    break
    rows = "".join(f"{word}\t{say}\n" for word, say in sorted(entries.items()))
    (DATA / "pronunciation" / NAME).write_text(HEAD + rows, "utf-8")
    print(len(entries), "words")


if __name__ == "__main__":
    main()
