"""Latin words in Urdu letters.

Asked in this order: our own words and names (``latin.tsv``, ``latin_names.tsv``),
the table of English words made from CMUdict (``english.tsv``, see
``bench/build_english.py``), Urdu words in Latin letters, words of two listed ones, the
rules from letters to sounds, and letter by letter for what nobody could pronounce.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from naqeeb.script.harakat.sorted_table import SortedTable
from naqeeb.script.letter_names import NAME_OF, acronym, known_acronym, spell
from naqeeb.script.roman_urdu import urdu_word
from naqeeb.script.tables import groups, pairs, rows
from naqeeb.script.transliterate import pronounceable, transliterate
from naqeeb.text.lazy_pattern import LazyPattern

_PARTS = LazyPattern("[-']")
_HUMPS = LazyPattern(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_CAMEL = LazyPattern("[a-z][A-Z]")
_CAPPED = LazyPattern("[A-Z]{2,}(?=[A-Z][a-z]{2})")
_LED = LazyPattern("([A-Z]{2,4})([a-z]{4,})")
"""KSrelief: letters before a word."""
_SHORTEST_WORD = 4
"""Capitals of this length are a word where a table has it; longer ones where they can be said."""
_LONGEST_PREFIX = 7
_SHORTEST_STEM = 3
"""Letters before a particle: layoff."""
_LONG_NAME = 8
"""A shorter part of a handle is a name rather than a phrase with *a* or *i*."""
_LONGEST = 40
"""No word is longer; what is, is cut into words of this length, to bound the work."""


@cache
def _own() -> Mapping[str, str]:
    """Our own words and names, by their spelling in lower case."""
    return _names() | pairs("latin.tsv")


@cache
def _names() -> dict[str, str]:
    return {name: row[1] for row in rows("latin_names.tsv") for name in row[0].split(" ")}


@cache
def _english() -> SortedTable:
    return SortedTable(Path(__file__).parent / "data" / "english.tsv")


@lru_cache(maxsize=4096)
def listed_word(written: str) -> str | None:
    """The tables' word for ``written`` (of any case), also in the plural or possessive."""
    lower = written.lower()
    spoken = _own().get(lower) or _of_our_own(lower) or _english().find(lower)
    if spoken or len(lower) < _SHORTEST_PLURAL:
        return spoken
    if lower[-1] == "s" and (singular := _own().get(lower[:-1]) or _english().find(lower[:-1])):
        return _in_plural(singular)
    american = _BRITISH.sub(lambda match: _AMERICAN[match.lastindex or 0], lower)
    return listed_word(american) if american != lower else None


def _of_our_own(lower: str) -> str | None:
    """The plural of a word of ours, though the table of English has one: vehicles like vehicle."""
    if len(lower) < _SHORTEST_PLURAL or lower[-1] != "s":
        return None
    ours, plural = _own().get(lower[:-1]), _english().find(lower)
    if ours is None and (english := _english().find(lower[:-1])) and english[-1] == "ا":
        ours = english  # cameras are کیمراز, no کیمرز
    if ours is None or plural is None or ours[-1] == "ہ":
        return None
    # Friday is جمعہ, but Fridays are no جمعہز.
    is_english = ours[0] == plural[0] or (ours[0] in _VOWELS and plural[0] in _VOWELS)
    return _in_plural(ours) if is_english else None


def _in_plural(singular: str) -> str:
    """With an s as it is heard: بینکس, ویڈیوز, ہالیڈیز."""
    if singular[-1] == "ے":
        return f"{singular[:-1]}یز"
    return f"{singular}{'س' if singular.endswith(_VOICELESS) else 'ز'}"


_SHORTEST_PLURAL = 5
_VOWELS = frozenset("اآعای")
_VOICELESS = ("پ", "ٹ", "ک", "ف", "تھ", "ت")
_BRITISH = LazyPattern(
    "(is)(?=ation|e$|ed$|es$|er$|ers$|ing$)|(?<=[^aeiou])(our)(?!n|s$|t|se|ce|ge)|(tre)(?=s?$)"
    "|(aem|aec|aed)|(oed|oel)|(ogue)(?=s?$)|(yse)(?=[ds]?$)"
)
_AMERICAN = {1: "iz", 2: "or", 3: "ter", 4: "e", 5: "e", 6: "og", 7: "yze"}


def is_ours(written: str) -> bool:
    """Whether ``written`` (of any case) stands in our own tables of acronyms, words or names."""
    return known_acronym(written) is not None or written.lower() in _own()


def known_word(written: str) -> str | None:
    """The word for ``written`` from acronyms, tables and units; None where none has it."""
    spoken = known_acronym(written) or listed_word(written)
    if spoken is None and len(written) > 1:
        spoken = pairs("units.tsv").get(written)
    return spoken


def urdu_name(written: str) -> str | None:
    """The Urdu name or word that ``written`` is; None for an English word and what nobody knows."""
    lower = written.lower()
    known = _names().get(lower)
    if known is None and (lower in _own() or _english().find(lower)):
        # An English word, unless it is the Urdu word that it sounds like.
        heard = urdu_word(written)
        return heard if heard and heard == _own().get(lower) else None
    return known or urdu_word(written)


def is_english(written: str) -> bool:
    """Whether ``written`` is a listed word that is no name or word of Urdu."""
    return listed_word(written) is not None and urdu_name(written) is None


def is_known(written: str) -> bool:
    """Whether each part of ``written`` stands in a table, sounds like Urdu, or is spelt."""
    if listed_word(written):
        return True
    parts = [hump for part in _PARTS.split(written) for hump in _HUMPS.findall(part)]
    return all(
        known_word(part) or part.isupper() or len(part) == 1 or urdu_word(part) for part in parts
    )


def latin_word(written: str) -> str:
    """One Latin word in Urdu, known or not; apostrophes may stand in it."""
    if len(written) > _LONGEST:
        parts = [written[at : at + _LONGEST] for at in range(0, len(written), _LONGEST)]
        return " ".join(map(latin_word, parts))
    known = known_word(written)
    if known:
        return known
    stem, apostrophe, ending = written.partition("'")
    if apostrophe:
        if ending in ("s", "S"):
            return f"{known_word(stem) or _unknown(stem)}ز"
        if ending.lower() in _VERBS:
            return f"{known_word(stem) or _unknown(stem)} {_VERBS[ending.lower()]}"
        return _unknown(written.replace("'", ""))
    return _unknown(written)


_VERBS = {"ll": "ول", "ve": "ہیو", "re": "آر", "m": "ایم"}
"""What is short in I'll, we've, they're, I'm: said in full, since Urdu has no such ends."""


def is_spelt(capitals: str) -> bool:
    """Whether a run of capitals that no table of acronyms has is read letter by letter."""
    if len(capitals) > _SHORTEST_WORD and listed_word(capitals):
        return False
    if len(capitals) < _SHORTEST_WORD or not pronounceable(capitals.lower()):
        return True
    return len(capitals) == _SHORTEST_WORD and listed_word(capitals) is None


@lru_cache(maxsize=4096)
def _unknown(written: str) -> str:
    if len(written) == 1:
        return NAME_OF[written.upper()]
    if written.isupper():
        return acronym(written) if is_spelt(written) else _unknown(written.lower())
    if _CAMEL.search(written) or _CAPPED.match(written):
        humps = _HUMPS.findall(written)
        return " ".join(map(_hump, humps))
    led = _LED.fullmatch(written)
    if led is not None and listed_word(led[2]):
        return f"{acronym(led[1])} {latin_word(led[2])}"
    if not re.search("[aeiouyAEIOUY]", written) and len(written) < 6:
        return spell(written)
    return urdu_word(written) or _compound(written.lower()) or transliterate(written.lower())


def _hump(part: str) -> str:
    """One part of a word with capitals within: the OS of OxygenOS is spelt."""
    if 1 < len(part) < _SHORTEST_WORD and part.isupper():
        return acronym(part)
    return known_word(part) or _unknown(part)


def _compound(letters: str) -> str | None:
    """A word of two listed ones, none short (deepfake), or with a prefix or particle (layoff)."""
    for at in range(min(_LONGEST_PREFIX, len(letters) - _SHORTEST_WORD), 1, -1):
        prefix, rest = pairs("latin_prefixes.tsv").get(letters[:at]), listed_word(letters[at:])
        if prefix and rest:
            return f"{prefix} {rest}"
    for particle, spoken in pairs("latin_particles.tsv").items():
        stem = letters.removesuffix(particle)
        if stem != letters and len(stem) >= _SHORTEST_STEM and (head := listed_word(stem)):
            return f"{head} {spoken}"
    for at in range(_SHORTEST_WORD, len(letters) - _SHORTEST_WORD + 1):
        parts = listed_word(letters[:at]), listed_word(letters[at:])
        if parts[0] and parts[1]:
            return f"{parts[0]} {parts[1]}"
    return None


def split_words(letters: str) -> list[str]:
    """Words written without blanks, as in a handle, set apart.

    Capitals part them (GazaUnderAttack); where they do not, the tables do, with as
    few words as possible (saleemkhaliq). What cannot be parted stays one word.
    """
    words: list[str] = []
    for hump in _HUMPS.findall(letters[: _LONGEST * 2]):
        is_whole = hump.isupper() or listed_word(hump)
        parts = None if is_whole else _after_acronym(hump) or _segmented(hump.lower())
        if parts and urdu_word(hump) and min(map(len, parts)) < _SHORTEST_WORD:
            parts = None  # Marka is no Mark A
        if parts and len(hump) < _LONG_NAME and min(map(len, parts)) == 1:
            parts = None  # Dania
        words += parts or [hump]
    return words


def _after_acronym(letters: str) -> list[str] | None:
    """bbcurdu: an acronym that names begin with, and listed words behind it."""
    for at in range(2, _SHORTEST_WORD + 1):
        head, rest = letters[:at].lower(), letters[at:].lower()
        if head not in groups("latin_parts.tsv")["head"] or len(rest) < _SHORTEST_WORD:
            continue
        words = [rest] if known_word(rest) or urdu_word(rest) else _segmented(rest)
        if words:
            return [head.upper(), *words]
    return None


@lru_cache(maxsize=1024)
def _segmented(letters: str) -> list[str] | None:
    """The fewest listed words that make up ``letters``, None where none do."""
    if len(letters) > _LONGEST:
        return None
    # best[end]: cost and words of the cheapest way to write the first ``end`` letters.
    best: list[tuple[int, list[str]] | None] = [(0, [])] + [None] * len(letters)
    for end in range(1, len(letters) + 1):
        for start in range(max(0, end - 16), end):
            head, word = best[start], letters[start:end]
            if head is None or not _may_be_part(word):
                continue
            if end == len(letters) and len(word) == 1:
                continue  # shirazi is no Shiraz I
            cost = head[0] + _cost(word)
            if best[end] is None or cost < best[end][0]:  # type: ignore[index]
                best[end] = (cost, [*head[1], word])
    whole = best[-1]
    return whole[1] if whole is not None and len(whole[1]) > 1 else None


def _cost(word: str) -> int:
    """Short words are costly, since any letters are made of them; Urdu words the most."""
    return _SHORT_COST if len(word) < _SHORTEST_WORD else 2 if listed_word(word) else _URDU_COST


_SHORT_COST, _URDU_COST = 3, 7


def _may_be_part(word: str) -> bool:
    """Whether a word may stand within a handle: a listed one, or a short one of English."""
    if len(word) < _SHORTEST_WORD:
        return word in groups("latin_parts.tsv")["short"]
    return listed_word(word) is not None or (
        len(word) > _SHORTEST_WORD and urdu_word(word) is not None
    )
