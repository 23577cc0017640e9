"""Urdu with its short vowels: the rendering for voices that phonemise through espeak-ng.

Urdu leaves short vowels and doubled consonants unwritten, and espeak-ng's ``ur``
voice guesses them badly. :func:`vocalise` writes them. What it returns is still
Urdu text: harakat, and nothing that belongs to one engine. Shadda stands before
the vowel sign, as that engine wants it; Unicode's normal forms would turn the
two round, so the result must not be normalised again.
"""

from __future__ import annotations

from naqeeb.script.harakat.guess_limit import Guesses
from naqeeb.script.harakat.known import lexicon
from naqeeb.script.harakat.sentence import vocalise, vocalise_with_reasons
from naqeeb.script.harakat.words import vocalise_word

__all__ = ["Guesses", "lexicon", "vocalise", "vocalise_with_reasons", "vocalise_word"]
