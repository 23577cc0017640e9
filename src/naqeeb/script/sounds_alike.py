"""Whether two spellings say the same, in Urdu letters or Latin ones."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import lru_cache

from naqeeb.text.lazy_pattern import LazyPattern

ALIKE = 0.7
"""From this share of sounds in common on, two spellings are of one name."""

_URDU = {
    letter: sound
    for sound, letters in (
        ("b", "ب"),
        ("p", "پف"),
        ("t", "تٹطۃ"),
        ("s", "ثسص"),
        ("j", "جژ"),
        ("c", "چش"),
        ("k", "خکق"),
        ("d", "دڈ"),
        ("z", "ذزضظ"),
        ("r", "رڑ"),
        ("g", "غگ"),
        ("l", "ل"),
        ("m", "م"),
        ("n", "نں"),
    )
    for letter in letters
}
_LATIN = (
    ("tion", "cn"),
    ("sch", "c"),
    ("ph", "p"),
    ("kh", "k"),
    ("gh", "g"),
    ("sh", "c"),
    ("ch", "c"),
    ("th", "t"),
    ("ck", "k"),
    ("ce", "se"),
    ("ci", "si"),
    ("cy", "sy"),
    ("x", "ks"),
    ("q", "k"),
    ("f", "p"),
    ("c", "k"),
)
_SILENT = LazyPattern("[^bptsjckdzrglmn]")
_DOUBLED = LazyPattern(r"(.)\1+")
# After the clusters above, c stands for sh and ch; this keeps it from becoming k.
_MARKED = str.maketrans({"C": "c"})


@lru_cache(maxsize=1024)
def sounds(text: str) -> str:
    """The consonants of ``text`` as classes of sound: vowels, h, v, w and y are left out."""
    lower = text.lower()
    for letters, sound in _LATIN:
        lower = lower.replace(letters, sound.replace("c", "C"))
    heard = "".join(_URDU.get(letter, letter) for letter in lower.translate(_MARKED))
    return _DOUBLED.sub(r"\1", _SILENT.sub("", heard))


def alike(one: str, other: str) -> bool:
    """Whether two names, of any script, are heard as the same."""
    first, second = sounds(one), sounds(other)
    if not first or not second:
        return False
    if len(first) < 3 or len(second) < 3:
        return first == second
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= ALIKE
