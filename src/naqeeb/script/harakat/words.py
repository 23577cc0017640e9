"""One word with its short vowels."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from naqeeb.script.harakat.article import (
    SUN_LETTERS,
    around_article,
    article_before,
    joined_by_article,
    may_have_article,
    noun_behind_article,
    standing_alone,
    with_article,
)
from naqeeb.script.harakat.guessing import guess, guess_marked
from naqeeb.script.harakat.homographs import Pronunciation, readings
from naqeeb.script.harakat.inflected import inflected
from naqeeb.script.harakat.izafat import bind
from naqeeb.script.harakat.known import lexicon, sounds_of
from naqeeb.script.harakat.place import PLAIN_SIBILANTS, SHADDA, ZER, Pair, letters_of
from naqeeb.script.harakat.spellings import spelt_otherwise
from naqeeb.script.harakat.writing import write
from naqeeb.script.harakat.written_harakat import (
    CONTRADICTS,
    Marked,
    agrees,
    bare,
    disagreement,
    is_marked,
    moved_back,
    read_marks,
)
from naqeeb.script.numbers import vocalised as number_harakat

_ARABIC = frozenset("يىكةه")
_ARABIC_LETTERS = str.maketrans("يىكة", "ییکۃ")
_STOPS = "بپتٹجچحدڈڑکگ"
_DAGGER = "\u0670"
_SHORTEST_BOUND = 3
"""Letters of each of two words that a zer binds, if no blank stands between them."""
_LONGEST = 60
"""No word is longer, harakat included; what is, would cost much to guess and is no word."""


Guess = Callable[[str, Marked | None], str | None]
"""What says how a word is read that no table knows, as its author marked it; None where not."""


@lru_cache(maxsize=1 << 16)
def vocalise_word(word: str) -> str:
    """Return one word with the harakat that it needs, in letters that the engine says right.

    Harakat that its author wrote choose among the readings of the word and are filled up;
    a final zer binds it to the next word.

    >>> vocalise_word("صدر")
    'سدر'
    """
    known = vocalise_known(word)
    if known is not None:
        return known
    guessed = _with_harakat(word, _guess)
    return word if guessed is None else guessed.translate(PLAIN_SIBILANTS)


@lru_cache(maxsize=1 << 16)
def vocalise_known(word: str) -> str | None:
    """Return what `vocalise_word` does, None for a word that would have to be guessed."""
    written = _with_harakat(word, _no_guess)
    return None if written is None else written.translate(PLAIN_SIBILANTS)


def as_written(word: str) -> str:
    """Return a word with the harakat of its author alone, in letters that the engine says right."""
    return word.translate(PLAIN_SIBILANTS)


def _guess(word: str, marked: Marked | None) -> str:
    return guess_marked(marked) if marked and any(marked.marks) else guess(word)


def _no_guess(_word: str, _marked: Marked | None) -> None:
    return None


def _with_harakat(word: str, by_guess: Guess) -> str | None:
    if len(word) > _LONGEST:
        return word
    if not _ARABIC.isdisjoint(word):
        word = _in_urdu_letters(word)
    known = lexicon().find(word)
    if known is not None:
        return known
    if len(word) == 1:
        return word
    if word.endswith("ۂ"):
        return _as_marked(word[:-1] + "ہ" + ZER, by_guess)
    if is_marked(word):
        return _as_marked(word, by_guess)
    if word.endswith("او"):
        # Most who type پھیلاو mean پھیلاؤ; the few words that end in "aav" are in the lexicon.
        return _with_harakat(word[:-1] + "ؤ", by_guess)
    known = spelt_otherwise(word)
    if known is not None:
        return known
    if may_have_article(word) and (word[2:] in lexicon() or word[2] in SUN_LETTERS):
        return _behind_article(word[2:], by_guess)
    guessed = _by_article(word) or inflected(word) or by_guess(word, None)
    return standing_alone(guessed) if guessed and may_have_article(word) else guessed


def _behind_article(noun: str, by_guess: Guess) -> str | None:
    pairs = _pairs(bare(noun))
    if pairs and agrees(noun, [sound for _, sound in pairs]):
        return article_before(pairs)
    guessed = _with_harakat(noun, by_guess)
    return guessed and with_article(noun, guessed.translate(PLAIN_SIBILANTS))


def _by_article(word: str) -> str | None:
    """Return a name like عبدالصبور, that no lexicon has, from the two nouns that it joins."""
    nouns = around_article(word)
    if nouns is None:
        return None
    pairs = [_pairs(noun) for noun in nouns]
    return joined_by_article(*pairs) if all(pairs) else None


def _pairs(word: str) -> list[Pair]:
    """Return the letters of a word of the lexicon with their sounds, empty where unknown."""
    sounds = sounds_of(word)
    return list(zip(letters_of(word), sounds, strict=True)) if sounds else []


def _as_marked(word: str, by_guess: Guess) -> str | None:
    plain, marked = bare(word), read_marks(word)
    if number_harakat(plain) == word:
        return word
    noun = noun_behind_article(word)
    is_name = noun and may_have_article(plain) and lexicon().keys().isdisjoint(_spellings(plain))
    if is_name and (bare(noun) in lexicon() or plain[2] in SUN_LETTERS):
        return _behind_article(noun, by_guess)
    if not plain or plain[0] in "\u064b\u064c\u064d\u0670":
        return word
    if len(plain) > 1 and ZER in marked.marks[-1]:
        last = marked.marks[-1] & {SHADDA}
        marked = Marked(marked.letters, (*marked.marks[:-1], last))
        reading = _bound_reading(plain, marked)
        if reading is None:
            unbound = _with_marks(plain, marked, by_guess)
            reading = unbound and bind(unbound, plain)
        return reading
    return _bound_to_next(word, plain) or _with_marks(plain, marked, by_guess)


def _bound_to_next(word: str, plain: str) -> str | None:
    """Return امیرِجماعت, where the blank behind the zer that binds two words was left out."""
    if ZER not in word or plain in lexicon():
        return None
    for at, mark in enumerate(word):
        head, tail = bare(word[:at]), bare(word[at:])
        if mark == ZER and min(len(head), len(tail)) >= _SHORTEST_BOUND:
            first, second = _pairs(head), _pairs(tail)
            if first and second and first[-1][1] in ("C", "CC"):
                return write([*first, ("ے", "e"), *second])
    return None


def _bound_reading(plain: str, marked: Marked) -> str | None:
    """Return a reading of fixed pairs (دورِ as in دور حکومت) that agrees with the marks."""
    for say, reading in readings().get(plain, {}).items():
        if say.endswith("e") and reading.sounds:
            short = (*reading.sounds[:-1], reading.sounds[-1].removesuffix("e"))
            if disagreement(marked, short) < CONTRADICTS:
                return reading.vocalised
    return None


def _with_marks(plain: str, marked: Marked, by_guess: Guess) -> str | None:
    """Return the reading that agrees best with the marks, or a guess that agrees."""
    for spelling in _spellings(plain):
        known = lexicon().find(spelling)
        if known is None:
            continue
        if spelling != plain:
            return known
        unbound = (reading for reading in readings().get(plain, {}).values() if not reading.bound)
        candidates = [Pronunciation(known, sounds_of(plain)), *unbound]
        agreeing = _nearest(candidates, marked)
        if not agreeing and len(marked.letters) > 1:
            agreeing = _nearest(candidates, moved_back(marked))
        if agreeing:
            return agreeing
    by_article = None if any(marked.marks) else _by_article(plain)
    return by_article or by_guess(plain, marked)


def _spellings(word: str) -> Iterable[str]:
    """Return a word as it is typed, without the small alef above it, and with a large one."""
    return dict.fromkeys((word, word.replace(_DAGGER, ""), word.replace(_DAGGER, "ا")))


def _nearest(candidates: Sequence[Pronunciation], marked: Marked) -> str | None:
    """Return the first of the readings with which the marks agree best, None if with none."""
    wrong = [
        disagreement(marked, reading.sounds) if reading.sounds else 1 for reading in candidates
    ]
    least = min(wrong)
    return candidates[wrong.index(least)].vocalised if least < CONTRADICTS else None


def _in_urdu_letters(word: str) -> str:
    """Replace Arabic letters, which the engine spells by name."""
    word = word.translate(_ARABIC_LETTERS)
    # After a stop, ه makes it aspirated.
    return re.sub(f"(?<=[{_STOPS}])ه", "ھ", word).replace("ه", "ہ")
