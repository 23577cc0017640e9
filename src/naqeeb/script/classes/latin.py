"""Latin words: names and brands from the lexicon, any other by transliteration; never silence."""

from __future__ import annotations

from naqeeb.script import arabic_names
from naqeeb.script.latin_words import is_english, latin_word, listed_word, urdu_name
from naqeeb.script.reading import Reading, Scan
from naqeeb.script.tables import pairs
from naqeeb.text.lazy_pattern import LazyPattern

_WORD = LazyPattern(r"[A-Za-z]+(?:'[A-Za-z]+)*(?:-(?![A-Za-z]{1,9}\d)[A-Za-z]+(?:'[A-Za-z]+)?)*")
_SHORTENED = LazyPattern("[A-Za-z]{1,6}'(?:ll|ve|re|m|d)(?![A-Za-z'-])")
_BEFORE_IT = LazyPattern("(?<![A-Za-z])([A-Za-z]+) $")
_BEHIND_IT = LazyPattern(" ([A-Za-z]+)")
_NUMBERED = LazyPattern("(?<=[a-z]{2})-[IVX]{1,4}$")


def read_shortened(scan: Scan, position: int) -> Reading | None:
    """I'll, we've: the capital is a word here."""
    match = _SHORTENED.match(scan.text, position)
    return Reading(position, match.end(), "latin", latin_word(match.group())) if match else None


def read(scan: Scan, position: int) -> Reading | None:
    """A word in Latin letters, with the hyphens and apostrophes in it."""
    match = _WORD.match(scan.text, position)
    if match is None:
        return None
    written = match.group()
    numeral = _NUMBERED.search(written)
    if numeral is not None and listed_word(written) is None:
        # Agni-V: what stands behind the hyphen is a figure.
        written = written[: numeral.start()]
        return Reading(position, position + len(written), "latin", latin_word(written))
    whole = listed_word(written) if "-" in written else None
    if whole:
        return Reading(position, match.end(), "latin", whole)
    small = pairs("roman_small.tsv").get(written.lower())
    if small is not None and _is_among_urdu(scan, position, match.end()):
        return Reading(position, match.end(), "latin", small)
    end, spoken = arabic_names.words(scan.text, match.end(), written.split("-"))
    return Reading(position, end, "latin", spoken)


def _is_among_urdu(scan: Scan, position: int, end: int) -> bool:
    """Whether a word of Urdu in Latin letters stands right before, and none of English behind."""
    before = _BEFORE_IT.search(scan.before(position, 24))
    following = _BEHIND_IT.match(scan.text, end)
    if before is None or urdu_name(before[1]) is None:
        return False
    return following is None or not is_english(following[1])
