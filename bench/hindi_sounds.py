"""Hindi words in Devanagari: their phonemes, and how Urdu spells them.

Phonemes are those of the romanisation of ``data/pronunciation``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence


def _table(text: str) -> dict[str, str]:
    words = text.split()
    return dict(zip(words[::2], words[1::2], strict=True))


_CONSONANTS = _table(
    "क k ख kh ग g घ gh च c छ ch ज j झ jh ट T ठ Th ड D ढ Dh "
    "त t थ th द d ध dh न n प p फ ph ब b भ bh म m य y र r "
    "ल l व v श S ष S स s ह 'h ण n ङ n ञ n"
)
_WITH_DOT = {"ड": "R", "ढ": "Rh"}
"""Of the letters with a dot these are Hindi's own; the others stand for letters that Urdu has
several of."""
_SIGNS = _table("ा aa ि i ी ii ु u ू uu े e ै ai ो o ौ au")
_LETTERS = _table("अ a आ aa इ i ई ii उ u ऊ uu ए e ऐ ai ओ o औ au")
_SCHWA = "@"
"""The vowel of a consonant that has no sign; many are not spoken."""
VOWELS = frozenset({*_LETTERS.values(), _SCHWA})
_SHORT = frozenset("aiu")
_URDU = _table(
    "k ک kh کھ g گ gh گھ c چ ch چھ j ج jh جھ T ٹ Th ٹھ D ڈ Dh ڈھ "
    "R ڑ Rh ڑھ t ت th تھ d د dh دھ n ن p پ ph پھ b ب bh بھ m م "
    "y ی r ر l ل v و S ش s س 'h ہ"
)
_NASAL = {"ँ": "~", "ं": "n~"}
_LIPS = frozenset(("p", "ph", "b", "bh", "m"))
_NOT_HINDI = re.compile("[^\u0900-\u0963]|[कखगजफयर]़|[ःॆॊॲळॉॅ]|.़(?<![डढ]़)")

Spelled = tuple[str, list[str]]
"""A word in Urdu letters and its phonemes."""


def phonemes(word: str) -> list[str]:
    """Read Devanagari letter by letter; empty where a letter has no one Urdu letter."""
    word = unicodedata.normalize("NFD", word)
    if _NOT_HINDI.search(word):
        return []
    sounds: list[str] = []
    for match in re.finditer("([क-ह])(़?)([ािीुूृेैोौ्]?)|(.)", word.replace("ज्ञ", "ग्य")):
        consonant, dot, sign, other = match.groups()
        if consonant:
            sounds.append(_WITH_DOT[consonant] if dot else _CONSONANTS.get(consonant, "?"))
            if sign == "ृ":
                sounds += ["r", "i"]
            elif sign != "्":
                sounds.append(_SIGNS.get(sign, _SCHWA))
        elif other == "ऋ":
            sounds += ["r", "i"]
        else:
            sounds.append(_LETTERS.get(other) or _NASAL.get(other, "?"))
    return [] if "?" in sounds else sounds


def without_schwas(sounds: Sequence[str]) -> list[str]:
    """Leave out the vowels that are not spoken: the last, and from the end each VC_CV.

    >>> without_schwas(["s", "@", "m", "@", "jh", "@", "n", "aa"])
    ['s', 'a', 'm', 'a', 'jh', 'n', 'aa']
    """
    spoken = list(sounds)
    if spoken[-1:] == [_SCHWA]:
        spoken.pop()
    for at in range(len(spoken) - 3, 1, -1):
        if spoken[at] == _SCHWA and _is_between_single_consonants(spoken, at):
            after_pra = at == 4 and spoken[1] == "r" and spoken[2] == _SCHWA  # noqa: PLR2004
            if not after_pra:
                del spoken[at]
    return ["a" if sound == _SCHWA else sound for sound in spoken]


def _is_between_single_consonants(sounds: Sequence[str], at: int) -> bool:
    before, left, right = sounds[at - 2], sounds[at - 1], sounds[at + 1]
    after = sounds[at + 2 : at + 3]
    nasal_vowel = before in _NASAL.values() and sounds[at - 3] not in {*_SHORT, _SCHWA}
    return (
        (before in VOWELS or nasal_vowel)
        and left not in VOWELS
        and right not in VOWELS
        and right not in _NASAL.values()
        and bool(after)
        and after[0] in VOWELS
    )


def _ending_in_ye(sounds: list[str]) -> tuple[list[str], Spelled]:
    """Part from a word its -ya, which Urdu spells by its sound (راجیہ, سنجے, سمدائے)."""
    if sounds[-2:] == ["y", _SCHWA] and len(sounds) > 3:  # noqa: PLR2004
        before = sounds[-3]
        if before == "aa":
            return without_schwas([*sounds[:-2], "e"])[:-1], ("ئے", ["e"])
        if before in {_SCHWA, "a"}:
            return without_schwas([*sounds[:-3], "ai"])[:-1], ("ے", ["ai"])
        if before not in VOWELS or before in {"i", "ii"}:
            return without_schwas([*sounds[:-2], "y", "aa"])[:-2], ("یہ", ["y", "aa"])
    return without_schwas(sounds), ("", [])


def spell(hindi: str) -> list[Spelled]:
    """Spell a Hindi word in Urdu letters, in all usual ways; none where Hindi leaves it open."""
    sounds = phonemes(hindi)
    if len(sounds) < 3:  # noqa: PLR2004 - too short to tell
        return []
    sounds, ending = _ending_in_ye(sounds)
    letters: list[str] = []
    tokens: list[str] = []
    for at, sound in enumerate(sounds):
        before = sounds[at - 1] if at else ""
        after = sounds[at + 1] if at + 1 < len(sounds) else ""
        last = not after and not ending[0]
        if sound in VOWELS:
            letter = _vowel(sound, before, last=last)
            long = last and sound in {"i", "u"} and before not in VOWELS
            tokens.append(sound * 2 if long else sound)
        elif sound in _NASAL.values():
            if after in VOWELS or (not after and (ending[0] or before in _SHORT)):
                return []
            letter = "م" if after in _LIPS else "ن" if after else "ں"
            tokens.append("m" if after in _LIPS else "n" if after and before in _SHORT else "~")
        else:
            letter = "" if after in {sound, sound + "h"} else _URDU[sound]
            tokens.append(sound)
        letters.append(letter)
    letters.append(ending[0])
    return _variants(letters, tokens + ending[1])


def _variants(letters: list[str], tokens: list[str]) -> list[Spelled]:
    word = "".join(letters)
    if len(word) > 4 and tokens[-3:] == ["p", "u", "r"]:  # noqa: PLR2004 - cities
        return [(word[:-1] + "ور", [*tokens[:-2], "uu", "r"])]
    spelled = [(word, tokens)]
    if tokens[:3] == ["a", "n", "u"] and tokens[3:4] and tokens[3] not in VOWELS:
        spelled.append(("انو" + word[2:], tokens))
    if tokens[-1] == "aa" and word.endswith("ا") and len(word) > 3:  # noqa: PLR2004
        spelled.append((word[:-1] + "ہ", tokens))
    return spelled


def _vowel(sound: str, before: str, *, last: bool) -> str:
    """Return the Urdu letters of a vowel: none for a short one after a consonant."""
    lead = "ا" if not before else "ئ" if before in VOWELS else ""
    if sound in _SHORT:
        return lead or ({"i": "ی", "u": "و", "a": ""}[sound] if last else "")
    if sound == "aa":
        return "ا" if before else "آ"
    if sound in {"ii", "e", "ai"}:
        return lead + ("ے" if last and sound != "ii" else "ی")
    return "ؤ" if lead == "ئ" else lead + "و"
