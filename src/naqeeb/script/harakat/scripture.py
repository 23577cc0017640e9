"""Arabic with all its vowels, as verses and prayers are quoted: said as its marks say.

In Urdu a final zer binds a word to the next one, marks choose among known readings, and most
vowels are left out. In a verse each letter has its mark, a word with the article begins with the
last vowel of the one before, and the last word ends without its own: بِسْمِ اللَّهِ الرَّحْمَٰنِ is
bismillaahir-rahmaan.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from naqeeb.script.harakat.place import JAZM, PESH, PLAIN_SIBILANTS, SHADDA, ZABAR, ZER

_VOWELS = frozenset((ZABAR, ZER, PESH))
_TANWIN = {"\u064b": ZABAR, "\u064d": ZER, "\u064c": PESH}
_DAGGER = "\u0670"
_SIGNS = frozenset((*_VOWELS, *_TANWIN, JAZM, SHADDA, _DAGGER))
_URDU_ONLY = frozenset("پٹچڈڑژگںےھ")
_LEAST_WORDS = 3
"""Fewer words with all their vowels may be Urdu that somebody marked."""
_MOST_LETTERS_A_SIGN = 2
_URDU = str.maketrans("أإٱيىكةهۂ", "اااییکۃہہ") | PLAIN_SIBILANTS
_HAMZA = frozenset("أإؤئء")
_GLOTTAL = _HAMZA | {"ع"}
_LONG = frozenset("اوی")
_GOD = "للہ"
_ARTICLE = 2


class _Letter(NamedTuple):
    """A letter and what its marks say."""

    letter: str
    vowel: str = ""
    doubled: bool = False
    drawn: bool = False
    """A standing alif makes its vowel long."""
    nunated: bool = False

    @property
    def plain(self) -> str:
        """The letter as Urdu writes it."""
        return self.letter.translate(_URDU)

    @property
    def is_long(self) -> bool:
        """Whether it only draws the vowel before it, or carries none."""
        return self.plain in _LONG and not self.vowel and not self.doubled


def may_hold(text: str) -> bool:
    """Whether it is worth looking for a verse in a text."""
    return ZABAR in text and (ZER in text or PESH in text)


def runs(words: Sequence[str]) -> list[range]:
    """Return where words with all their vowels stand in a row."""
    ranges: list[range] = []
    if len(words) < _LEAST_WORDS:
        return ranges
    start = 0
    for at in range(len(words) + 1):
        if at < len(words) and _is_full(words[at]):
            continue
        if at - start >= _LEAST_WORDS:
            ranges.append(range(start, at))
        start = at + 1
    return ranges


def _is_full(word: str) -> bool:
    signs = sum(character in _SIGNS for character in word)
    if not signs or not _URDU_ONLY.isdisjoint(word):
        return False
    letters = sum(character not in _SIGNS and character not in _LONG for character in word)
    return letters <= _MOST_LETTERS_A_SIGN * signs or _bare(word).endswith(_GOD)


def _bare(word: str) -> str:
    return "".join(character for character in word.translate(_URDU) if character not in _SIGNS)


def written(words: Sequence[str]) -> list[str]:
    """Return the words of a verse as the engine, which reads Urdu, says them.

    >>> written(["بِسْمِ", "اللَّہِ", "الرَّحْمَٰنِ", "الرَّحِیمِ"])
    ['بِسْم', 'اِلْلاہْ', 'اِرْرَحْمان', 'اِرْرَحِیم']
    """
    spelt: list[str] = []
    vowel = ZABAR
    for at, word in enumerate(words):
        letters = _letters(word)
        following = words[at + 1] if at + 1 < len(words) else ""
        last = letters[-1]
        leans = bool(last.vowel) and not last.drawn and not last.nunated
        joins = leans and last.plain not in _LONG and _leans_back(following)
        spelt.append(_spelt(letters, vowel, pause=not following, joins=joins))
        vowel = last.vowel if joins else ("" if leans or last.is_long else ZABAR)
    return spelt


def _letters(word: str) -> list[_Letter]:
    letters: list[_Letter] = []
    for character in word:
        if character not in _SIGNS:
            letters.append(_Letter(character))
        elif letters:
            letters[-1] = _marked(letters[-1], character)
    if len(letters) > 1 and letters[-1].is_long and letters[-2].nunated:
        letters.pop()  # the alif of نَفْسًا
    return letters


def _marked(letter: _Letter, sign: str) -> _Letter:
    if sign in _TANWIN:
        return letter._replace(vowel=_TANWIN[sign], nunated=True)
    if sign in _VOWELS:
        return letter._replace(vowel=sign)
    if sign == SHADDA:
        return letter._replace(doubled=True)
    return letter._replace(vowel=ZABAR, drawn=True) if sign == _DAGGER else letter


def _has_article(letters: list[_Letter]) -> bool:
    begins = "".join(each.plain for each in letters[:_ARTICLE]) == "ال"
    return begins and len(letters) > _ARTICLE and not letters[1].vowel and not letters[1].doubled


def _leans_back(word: str) -> bool:
    """Whether a word begins with an article whose alif has no vowel of its own."""
    letters = _letters(word)
    return _has_article(letters) and not letters[0].vowel


def _spelt(letters: list[_Letter], vowel: str, *, pause: bool, joins: bool) -> str:
    """Spell one word.

    Args:
        letters: of the word.
        vowel: with which its article is said; empty where the word before ends in its own.
        pause: whether nothing follows.
        joins: whether the next word takes over its last vowel.
    """
    out: list[str] = []
    start = 0
    if _has_article(letters):
        # Before a letter of the sun the l is said as that letter, which has a shadda.
        start = _ARTICLE if letters[_ARTICLE].doubled else 1
        vowel = letters[0].vowel or vowel
        out.append("ا" + vowel if vowel or start == 1 else "")
    for at in range(start, len(letters)):
        before = letters[at - 1] if at else None
        after = letters[at + 1] if at + 1 < len(letters) else None
        out.append(_one(letters[at], before, after, pause=pause, joins=joins))
    spelt = "".join(out)
    if "".join(each.plain for each in letters).endswith(_GOD):
        spelt = spelt.replace(f"ل{ZABAR}ہ", "لاہ").replace(f"ل{JAZM}ل{JAZM}ہ", f"ل{JAZM}لاہ")
    return spelt


def _one(
    each: _Letter, before: _Letter | None, after: _Letter | None, *, pause: bool, joins: bool
) -> str:
    if not each.vowel and not each.doubled:
        return _bare_letter(each, before, after)
    letter = each.plain
    if (each.letter in _HAMZA or letter == "ا") and before is not None:
        letter = "ئ"
    elif letter == "ع" and before is not None:
        letter = "ئ" if before.vowel or before.is_long else ""
    if each.doubled:
        letter = f"{letter}{JAZM}{letter}"
    if after is None and (pause or joins):
        if letter == "ۃ":
            return "ہ" if pause else "ت"
        drawn = pause and each.nunated and each.vowel == ZABAR
        return letter + ("ا" if drawn or each.drawn else JAZM if letter == "ہ" else "")
    letter = letter.replace("ۃ", "ت")
    if each.nunated:
        return f"{letter}{each.vowel}ن"
    if each.drawn or (each.vowel == ZABAR and after is not None and _is_alif(after)):
        return letter + ("ا" if each.drawn else "")
    if after is None and each.vowel == ZER:
        return letter + "ی"
    return letter + each.vowel


def _is_alif(letter: _Letter) -> bool:
    return letter.plain == "ا" and letter.is_long


def _bare_letter(each: _Letter, before: _Letter | None, after: _Letter | None) -> str:
    """A letter without a vowel: a consonant before another, or what draws the vowel before it."""
    if before is None:
        return each.plain
    if each.is_long:
        if after is None and each.plain == "ا" and before.plain == "و" and before.is_long:
            return ""  # the silent alif of قَالُوا
        if before.drawn:
            return ""  # what carries the standing alif
        return "ا" if after is None and before.vowel == ZABAR else each.plain
    if each.letter in _GLOTTAL:
        return "" if after is not None else each.plain
    # A ع behind a consonant is silent, and its vowel is this letter's.
    closes = after is not None and after.plain != "ع"
    return each.plain + (JAZM if closes else "")
