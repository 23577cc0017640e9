"""Urdu with its short vowels: the rendering for voices that phonemise through espeak-ng.

Urdu leaves short vowels and doubled consonants unwritten, and espeak-ng's ``ur``
voice guesses them badly. :func:`vocalise` writes them. What it returns is still
Urdu text: harakat, and nothing that belongs to one engine.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files

_WORD = re.compile(r"[ء-غف-يٮ-ۓەۮۯۺ-ۿً-ٰٟۂ‌]+")
"""A run of Urdu letters and harakat; marks of punctuation and digits stand outside."""

_MARK = re.compile(r"[ً-ٰٟ]")
"""Any haraka: a word that carries one was vocalised by someone who knew better."""


@cache
def _lexicon() -> dict[str, str]:
    """Read the words whose sound was checked against the engine."""
    text = (files("naqeeb.script") / "data" / "vocalised.tsv").read_text("utf-8")
    rows = (line.partition("\t") for line in text.splitlines() if not line.startswith("#"))
    return {word: vocalised for word, _, vocalised in rows}


@lru_cache(maxsize=1 << 16)
def _vocalise_word(word: str) -> str:
    """Return one word with the harakat that it needs."""
    known = _lexicon().get(word)
    if known is not None:
        return known
    return word


def _replace(match: re.Match[str]) -> str:
    return _vocalise_word(match[0])


def vocalise(spoken: str) -> str:
    """Write the short vowels of plain spoken Urdu.

    White-space tokens stay one to one and punctuation is kept. Words that carry
    harakat already are left as they are.
    """
    return _WORD.sub(_replace, spoken)
