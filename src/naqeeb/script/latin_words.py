"""Latin words in Urdu letters: the lexicon's where it has one, else by what the letters say."""

from __future__ import annotations

import re

from naqeeb.script.letter_names import NAME_OF, acronym, known_acronym, spell
from naqeeb.script.tables import pairs
from naqeeb.script.transliterate import transliterate

_PARTS = re.compile("[-']")
_HUMPS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")


def known_word(written: str) -> str | None:
    """The lexicon's word for ``written``, also in the plural; None where it has none."""
    lexicon = pairs("latin.tsv")
    lower = written.lower()
    spoken = known_acronym(written) or lexicon.get(lower)
    if spoken is None and len(written) > 1:
        spoken = pairs("units.tsv").get(written)
    if spoken or len(lower) < 5 or lower[-1] != "s":
        return spoken
    singular = lexicon.get(lower[:-1])
    return f"{singular}ز" if singular else None


def is_known(written: str) -> bool:
    """Whether every part of ``written`` stands in the lexicon or is spelt."""
    if pairs("latin.tsv").get(written.lower()):
        return True
    parts = [hump for part in _PARTS.split(written) for hump in _HUMPS.findall(part)]
    return all(known_word(part) or part.isupper() or len(part) == 1 for part in parts)


def latin_word(written: str) -> str:
    """One Latin word in Urdu, known or not."""
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


def _unknown(written: str) -> str:
    if len(written) == 1:
        return NAME_OF[written.upper()]
    if written.isupper() and (len(written) < 6 or not re.search("[AEIOUY]", written)):
        return acronym(written)
    vowels = re.search("[aeiouAEIOU]", written)
    if not vowels and (len(written) < 5 or not re.search("[yY]", written)):
        return spell(written)
    humps = _HUMPS.findall(written)
    if len(humps) > 1 and not written.isupper():
        return " ".join(known_word(hump) or _unknown_hump(hump) for hump in humps)
    return transliterate(written.lower())


def _unknown_hump(written: str) -> str:
    if written.isupper() or not re.search("[aeiouy]", written.lower()):
        return acronym(written) if written.isupper() else spell(written)
    return transliterate(written.lower())
