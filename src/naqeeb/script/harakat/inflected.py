"""Forms and compounds of a word that no lexicon lists, by what it has.

The lexicon has گوندھنا and not گوندھتا, زیارت and not زیارتوں, رقص and not رقصگاہ. Such words
are too many to list, and a guess need not agree with what is known of their parts.
``inflections.tsv`` says which word is made of which.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from naqeeb.script.harakat.known import NO_SOUND, count, parse_sounds, sounds_of
from naqeeb.script.harakat.place import Pair, letters_of
from naqeeb.script.harakat.writing import write
from naqeeb.script.tables import rows

_DOUBTFUL = 3
"""Letters of a noun that may lose its last a or not: nazr-o~, but qadam-o~."""
_BARE, _DOUBLED, _WITH_A = "C", "CC", "Ca"
_COLOURING = ("ہ", "ح")
"""At the end of a stem they colour the short vowel before them: keh-naa, but kah-o."""
_LONG = ("aa", "o", "uu")
"""Sounds in which the stem of a verb ends; those in ii and e are few, and all are listed."""
_LINKED = ("ی", "ہ")
"""Ends of a word that may sound otherwise within another: daavaa, but daave-daar."""
_STRAIGHT_AFTER = "+"


class Way(NamedTuple):
    """How a form is made of another one."""

    ending: str
    sounds: tuple[str, ...]
    other: str
    other_sounds: tuple[str, ...]
    stem: str
    letters: int
    """The fewest that a stem may have."""


@cache
def _ways() -> dict[str, list[Way]]:
    """All ways, by the last letter of the form."""
    ways: dict[str, list[Way]] = {}
    for ending, sounds, other, other_sounds, stem, fewest in rows("inflections.tsv"):
        nothing = other == NO_SOUND
        way = Way(
            ending,
            parse_sounds(sounds),
            "" if nothing else other,
            () if nothing else parse_sounds(other_sounds),
            stem,
            int(fewest),
        )
        ways.setdefault(ending[-1], []).append(way)
    return ways


def inflected(word: str) -> str | None:
    """Write a form with the sounds of its stem, None where the lexicon has no other form.

    >>> inflected("گوندھتا")
    'گُونْدھتا'
    """
    fitting: dict[str, list[Pair]] = {}
    first: Way | None = None
    for way in _ways().get(word[-1:], ()):
        is_alike = first is None or (way.ending, way.sounds) == (first.ending, first.sounds)
        if is_alike and word.endswith(way.ending):
            stem = word.removesuffix(way.ending)
            pairs = form_with_sounds(stem, way)
            if pairs:
                first = first or way
                fitting.setdefault(stem + way.other, pairs)
    # خاتموں: by خاتمہ, which stands in the news, not by خاتم.
    best = next(filter(count, fitting), next(iter(fitting), None))
    return write(fitting[best]) if best else None


def form_with_sounds(stem: str, way: Way) -> list[Pair]:
    """Return a form with its sounds, empty where the other form is not known."""
    letters = letters_of(stem)
    if len(letters) < way.letters:
        return []
    known = sounds_of(stem + way.other)
    own, tail = known[: len(letters)], known[len(letters) :]
    if tail != way.other_sounds or len(own) < len(letters):
        return []
    sounds = _before_ending(own, stem, way)
    if not sounds:
        return []
    ending = list(way.sounds)
    if ending[0].startswith(_STRAIGHT_AFTER):
        sounds[-1] += ending.pop(0).removeprefix(_STRAIGHT_AFTER)
    return list(zip([*letters, *letters_of(way.ending)], [*sounds, *ending], strict=True))


def _before_ending(own: tuple[str, ...], stem: str, way: Way) -> list[str]:
    """Return how a stem sounds before the ending, empty where it cannot stand before it."""
    consonant = own[-1] in (_BARE, _DOUBLED)
    if way.stem in ("any", "vowel"):
        fits = own[-1] in _LONG or (way.stem == "any" and consonant)
        return list(own) if fits else []
    is_after_consonant = len(own) > 1 and own[-2].startswith(_BARE)
    coloured = own[-1] == _BARE and is_after_consonant and stem[-1] in _COLOURING
    if coloured and way.stem != "verb":
        return []
    if way.stem == "word":
        return list(own) if consonant or stem[-1] not in _LINKED else []
    may_lose = len(own) >= _DOUBTFUL and own[-2:] == (_WITH_A, _BARE) and own[-3] != _BARE
    doubtful = way.stem == "clear" or (way.stem == "noun" and len(own) == _DOUBTFUL)
    if not consonant or (may_lose and doubtful):
        return []
    sounds = list(own)
    if may_lose and way.stem == "verb":
        sounds[-2] = _BARE
    elif coloured:
        sounds[-2] = _WITH_A
    return sounds
