"""Latin words: names and brands from the lexicon, any other by transliteration; never silence."""

from __future__ import annotations

from naqeeb.script.latin_words import latin_word, listed_word
from naqeeb.script.reading import Reading, Scan
from naqeeb.text.lazy_pattern import LazyPattern

_WORD = LazyPattern(r"[A-Za-z]+(?:'[A-Za-z]+)*(?:-[A-Za-z]+(?:'[A-Za-z]+)?)*")


def read(scan: Scan, position: int) -> Reading | None:
    """A word in Latin letters, with the hyphens and apostrophes in it."""
    match = _WORD.match(scan.text, position)
    if match is None:
        return None
    written = match.group()
    spoken = listed_word(written) or " ".join(latin_word(part) for part in written.split("-"))
    return Reading(position, match.end(), "latin", spoken)
