"""Latin letters for Urdu ones, for file names; not a transcription for readers.

Words of the lexicon get the vowels that they are said with (سیلاب is ``sailab``), any
other word what its letters say.
"""

from __future__ import annotations

import re
from functools import cache

from naqeeb.script.alphabet import HARAKAT, WORD
from naqeeb.script.harakat.known import sounds_of
from naqeeb.script.harakat.place import letters_of
from naqeeb.script.letter_names import ANY_NAME, NAME_OF
from naqeeb.script.letters import fold_text
from naqeeb.script.run_together import part
from naqeeb.script.tables import pairs
from naqeeb.text.lazy_pattern import LazyPattern

_LATIN = {
    letter: latin
    for latin, letters in (
        line.split()
        for line in [
            "a اأع",
            "aa آ",
            "b ب",
            "p پ",
            "t تطٹ",
            "s ثسص",
            "j ج",
            "ch چ",
            "h حہۂۃھ",
            "kh خ",
            "d دڈ",
            "z ذزضظ",
            "r رڑ",
            "zh ژ",
            "sh ش",
            "gh غ",
            "f ف",
            "q ق",
            "k ک",
            "g گ",
            "l ل",
            "m م",
            "n نں",
            "o وؤ",
            "i یئ",
            "e ے",
        ]
    )
    for letter in letters
}
_GLIDES = {"و": "w", "ی": "y", "ئ": "", "ؤ": ""}
"""Letters that write a vowel as well as a consonant: the consonant."""
_WORD = LazyPattern(f"[{WORD}]+")
_SIGNS = str.maketrans("", "", HARAKAT)
_SHORTENED = str.maketrans({"E": "e", "O": "o", "~": "n"})


def romanise(text: str) -> str:
    """``text`` as ASCII words in lower case joined by ``-``; may be empty.

    >>> romanise("لاہور میں 5 افراد")
    'lahore-mein-5-afrad'
    """
    bare = _acronyms().sub(_acronym, fold_text(text).translate(_SIGNS).replace("ۂ", "ہ"))
    latin = _WORD.sub(lambda match: _parted(match.group()), bare)
    return "-".join(re.findall("[a-z0-9]+", latin.lower()))


@cache
def _acronyms() -> re.Pattern[str]:
    """Two and more names of letters in a row: آئی ایم ایف."""
    return re.compile(rf"(?<![{WORD}])(?:(?:{ANY_NAME}) )+(?:{ANY_NAME})(?![{WORD}])")


def _acronym(match: re.Match[str]) -> str:
    """Letters by their names as letters; a last کے is the postposition where more go before."""
    names = match.group().split(" ")
    tail = " کے" if names[-1] == "کے" and len(names) > _PAIR else ""
    return "".join(_LETTER_OF[name] for name in names[: -1 if tail else None]) + tail


_LETTER_OF = {name: letter.lower() for letter, name in NAME_OF.items()}
_PAIR = 2


def _parted(word: str) -> str:
    """A word, or the words that it is run together from: کردی is ``kar-di``."""
    return "-".join(map(_word, (part(word) or word).split(" ")))


def _word(word: str) -> str:
    """One Urdu word without harakat."""
    known = pairs("romanised.tsv").get(word)
    if known is not None:
        return known
    letters, sounds = letters_of(word), sounds_of(word)
    if len(sounds) != len(letters):
        return _by_letter(word)
    return "".join(map(_letter, letters, sounds))


def _letter(letter: str, sound: str) -> str:
    """A letter with the vowel behind it, as the lexicon sounds it."""
    vowel = sound.lstrip("C").translate(_SHORTENED)
    vowel = vowel.replace("aa", "a").replace("ii", "i").replace("uu", "u")
    times = len(sound) - len(sound.lstrip("C"))
    if not times:
        return vowel
    consonant = _GLIDES.get(letter, "".join(_LATIN.get(each, "") for each in letter))
    return consonant[:1] * (times - 1) + consonant + vowel


def _by_letter(word: str) -> str:
    """A word of no lexicon: a letter each, و and ی as vowels but at the start."""
    first = _GLIDES.get(word[:1], "")
    rest = word[1:] if first else re.sub("^ا(?=[وی])", "", word)
    return first + "".join(_LATIN.get(each, each) for each in rest)
