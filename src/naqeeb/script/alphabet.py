"""The alphabet of spoken Urdu: the only characters that a plain spoken line holds."""

from __future__ import annotations

LETTERS = "ءآأؤئابتثجحخدذرزسشصضطظعغفقلمنوٹپچڈڑژکگںھہۂۃیے"
"""The letters, as folding leaves them: one code point each, none of them Arabic only."""

HARAKAT = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0656\u0657\u0670"
"""Vowel signs, shadda, sukun, standing alif and their kin."""

MARKS = "۔،؟!؛:…"
"""The punctuation that a voice is given."""

STOPS = "۔؟!…"
"""The marks that end a sentence."""

WORD = "\u0621-\u065f\u0670-\u06d3"
"""What words are made of, as a class of a regular expression names it.

With it come a few letters and signs of other languages. A class of two ranges compiles in a
quarter of the time of one that lists the letters, and nearly every rule asks for one.
"""

WORD_CHARACTERS = frozenset(map(chr, (*range(0x621, 0x660), *range(0x670, 0x6D4))))
"""The same, to look up a single character."""
IS_WORD = frozenset(LETTERS + HARAKAT)
IS_MARK = frozenset(MARKS)
IS_STOP = frozenset(STOPS)
NO_MARKS = str.maketrans(MARKS, " " * len(MARKS))
"""For `str.translate`: a blank for each mark."""
