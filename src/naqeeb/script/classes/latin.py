"""Latin words: names and brands from the lexicon, any other by transliteration; never silence."""

from __future__ import annotations

import re

from naqeeb.script.classes.acronym import NAMES, said, spell, word_like
from naqeeb.script.late import late
from naqeeb.script.reading import Reading, Scan
from naqeeb.script.tables import pairs
from naqeeb.script.transliterate import transliterate

_WORD = late(r"[A-Za-z]+(?:'[A-Za-z]+)*(?:-[A-Za-z]+(?:'[A-Za-z]+)?)*")
_PARTS = late("[-']")
_HUMPS = late(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")


def read(scan: Scan, position: int) -> Reading | None:
    """A word in Latin letters, with the hyphens and apostrophes in it."""
    match = _WORD.match(scan.text, position)
    if match is None:
        return None
    written = match.group()
    spoken = pairs("latin.tsv").get(written.lower()) or " ".join(
        word(part) for part in written.split("-")
    )
    return Reading(position, match.end(), "latin", spoken)


def word(written: str) -> str:
    """One Latin word in Urdu."""
    known = known_word(written)
    if known:
        return known
    stem, apostrophe, ending = written.partition("'")
    if apostrophe:
        if ending == "s":
            known = known_word(stem)
            return f"{known or _unknown(stem)}ز"
        return _unknown(written.replace("'", ""))
    return _unknown(written)


def is_known(written: str) -> bool:
    """Whether every part of ``written`` stands in the lexicon or is spelt."""
    if pairs("latin.tsv").get(written.lower()):
        return True
    parts = [hump for part in _PARTS.split(written) for hump in _HUMPS.findall(part)]
    return all(known_word(part) or part.isupper() or len(part) == 1 for part in parts)


def known_word(written: str) -> str | None:
    """The lexicon's word for ``written``, also in the plural."""
    lexicon = pairs("latin.tsv")
    lower = written.lower()
    found = word_like(written) or lexicon.get(lower)
    if found is None and len(written) > 1:
        found = pairs("units.tsv").get(written)
    if found or len(lower) < 5 or lower[-1] != "s":
        return found
    singular = lexicon.get(lower[:-1])
    return f"{singular}ز" if singular else None


def _unknown(written: str) -> str:
    if len(written) == 1:
        return NAMES[written.upper()]
    if written.isupper() and (len(written) < 6 or not re.search("[AEIOUY]", written)):
        return said(written)
    vowels = re.search("[aeiouAEIOU]", written)
    if not vowels and (len(written) < 5 or not re.search("[yY]", written)):
        return spell(written)
    humps = _HUMPS.findall(written)
    if len(humps) > 1 and not written.isupper():
        return " ".join(known_word(hump) or _unknown_hump(hump) for hump in humps)
    return transliterate(written.lower())


def _unknown_hump(written: str) -> str:
    if written.isupper() or not re.search("[aeiouy]", written.lower()):
        return said(written) if written.isupper() else spell(written)
    return transliterate(written.lower())
