"""Letters typed for their look-alikes: تہا is تھا, انکھ is آنکھ, ھے is ہے.

Old converters and foreign keyboards mix ہ with ھ, drop the madda of آ, and put ی for
ئ, ۂ for ہ or ن for ں. Where the written form is no word and the form with the other
letter is one, that is read. Forms that are words themselves (بہی is a fruit, and
nearly always بھی) stand in ``lookalikes.tsv``, with the neighbours that keep them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from naqeeb.script.alphabet import HARAKAT
from naqeeb.script.harakat import lexicon
from naqeeb.script.tables import groups, rows
from naqeeb.text.lazy_pattern import LazyPattern

_ASPIRATED = "بپتٹجچدڈڑکگ"
"""Letters that ھ makes aspirated; behind any other it is rare, and may be typed for ہ."""
_SUSPICIOUS = LazyPattern(
    f"[{_ASPIRATED}]ہ|^ا|ئ$|ی[یے]|ھ|ۂ(?=.)|^[ینک]ۂ$|ون$|[ئؤ]ی|ؤا|اوں$|ای(?=.)|(?<=.)ء(?=.)|(?<=[رد])ا(?:مد|باد)"
)
_MARKS = LazyPattern(f"[{HARAKAT}]")
_MARKED_LONG = LazyPattern(f"آ[{HARAKAT}]+")
_BINDING = "ۂ"
_EXCHANGED = {"ۂ": "ہ", "ء": "ئ"}
"""Letters of which the other is meant within a word: نماءندہ."""
_IN_COMPOUNDS = ("مد", "باد")
"""What follows آ where it stands within a word: برآمدات, حیدرآباد."""
_ZER = "\u0650"
_SAME_SOUND = str.maketrans("زذ", "ذز")
_MOST_CHANGES = 3
"""A word with more letters in doubt than these is no typing fault of this kind."""
_LONGEST = 24
"""No word in the lexicon is longer."""
_SHORTEST = 2
_SHORTEST_PLURAL = 5
"""Below this length a final ون is a name's (کیون) rather than a plural's with ن for ں."""


class _Listed(NamedTuple):
    """A form that is a word, and yet mostly another one mistyped."""

    read: str
    unless_before: frozenset[str]
    """Words that, right behind it, tell that it is meant as written."""
    unless_behind: frozenset[str]
    """Words that tell so right before it."""
    if_before: frozenset[str]
    """Where not empty: only before one of these it is read otherwise,"""
    if_behind: frozenset[str]
    """or behind one of these."""


@cache
def _listed() -> dict[str, _Listed]:
    table: dict[str, _Listed] = {}
    for written, read, *neighbours in rows("lookalikes.tsv"):
        sets = [frozenset(each.split(" ")) - {"-"} for each in neighbours]
        sets += [frozenset()] * (4 - len(sets))
        table[written] = _Listed(read, *sets)
    return table


def may_be_mistyped(word: str) -> bool:
    """Whether `respelt` may have another reading for ``word``, whatever stands around it."""
    word = _MARKS.sub("", word)
    return word in _listed() or word.endswith(_BINDING) or _corrected(word) is not None


def respelt(word: str, before: str, behind: str) -> str | None:
    """The word that was meant, or None where ``word`` is meant as it is written.

    Args:
        word: folded; its harakat stay where they are.
        before: the word before it; may be empty.
        behind: the word behind it; may be empty.
    """
    bare = _MARKS.sub("", word)
    meant = _respelt(bare, before, behind)
    if meant is None or bare == word:
        return meant
    return _with_marks(word, meant) if len(meant) == len(bare) else None


def _with_marks(word: str, meant: str) -> str:
    """The letters of ``meant`` with the marks that stand in ``word``: اُدہر is اُدھر."""
    letters = iter(meant)
    marked = "".join(each if _MARKS.match(each) else next(letters) for each in word)
    return _MARKED_LONG.sub("آ", marked)


def _respelt(word: str, before: str, behind: str) -> str | None:
    entry = _listed().get(word)
    if entry is None:
        if word.endswith(_BINDING) and (
            behind in groups("lookalike_neighbours.tsv")["bare"]
            or behind in groups("neighbours.tsv")["no_noun"]
        ):
            # ذمۂ دار: these two are one word, which nothing binds; nor is مدرسۂ کے bound.
            return word[:-1] + "ہ"
        meant = _corrected(word)
        if meant and word[-1] == "ئ" and meant == word[:-1] + "ی" and _may_be_bound_to(behind):
            return meant + _ZER  # وادئ سندھ
        return (meant in _listed() and _respelt(meant, before, behind)) or meant
    if behind in entry.unless_before or before in entry.unless_behind:
        return None
    if entry.if_before and behind not in entry.if_before and before not in entry.if_behind:
        return None
    return entry.read if entry.read != word else None


def _may_be_bound_to(behind: str) -> bool:
    """Whether ``behind`` is a noun for all that its form shows."""
    return bool(behind) and behind not in groups("neighbours.tsv")["no_noun"]


@lru_cache(maxsize=1 << 16)
def _corrected(word: str) -> str | None:
    """The only likely word behind a form that is none."""
    if not _SHORTEST <= len(word) <= _LONGEST or not _SUSPICIOUS.search(word):
        return None
    known = lexicon()
    if word[0] == "ھ":
        # No word begins with it.
        plain = "ہ" + word[1:]
        return plain if plain in known else _corrected(plain)
    if word in known or word in _listed():
        return None
    meant = next((form for form in _forms(word) if form in known), None)
    if meant is None and len(word) >= _SHORTEST_PLURAL:
        # مزھبی: a letter of the same sound besides.
        others = (form.translate(_SAME_SOUND) for form in _forms(word))
        meant = next((form for form in others if form in known), None)
    return meant


def _forms(word: str) -> Iterator[str]:
    """Forms of ``word`` with letters exchanged, those with fewer changes first."""
    forms = [word]
    seen = {word}
    for _ in range(_MOST_CHANGES):
        changed = [other for form in forms for other in _once_changed(form) if other not in seen]
        changed = list(dict.fromkeys(changed))
        seen.update(changed)
        yield from changed
        forms = changed[:_LONGEST]


def _with_hamza(head: str, letter: str, tail: str) -> Iterator[str]:
    """گاوں as گاؤں, مسایل as مسائل, بہای as بھائی."""
    if letter == "و" and tail == "ں":
        yield f"{head}ؤ{tail}"
    elif letter == "ی" and not tail and len(head) > _SHORTEST:
        yield f"{head}ئی"
    elif letter == "ی" and tail:
        yield f"{head}ئ{tail}"


def _without_hamza(head: str, tail: str) -> Iterator[str]:
    """What a ئ between ``head`` and ``tail`` may stand for."""
    if tail == "یے":
        yield f"{head}{tail}"
    elif tail[:1] == "ی" and tail[1:2]:
        yield f"{head}یئ{tail[1:]}"
        yield f"{head}ئ{tail[1:]}"
    elif not tail:
        yield f"{head}ئی"
        yield f"{head}ی"


def _once_changed(word: str) -> Iterator[str]:
    for at, letter in enumerate(word):
        head, tail = word[:at], word[at + 1 :]
        if letter == "ہ" and head and head[-1] in _ASPIRATED:
            yield f"{head}ھ{tail}"
            if tail[:1] == "ہ":
                yield f"{head}ھ{tail[1:]}"
        elif head[-1:] == "ا" and letter in "وی":
            yield from _with_hamza(head, letter, tail)
        elif letter == "ھ":
            yield f"{head}ہ{tail}"
        elif letter == "ا" and (not head or (head[-1] in "رد" and tail.startswith(_IN_COMPOUNDS))):
            yield f"{head}آ{tail}"
        elif letter in _EXCHANGED and (tail or len(word) == _SHORTEST):
            yield f"{head}{_EXCHANGED[letter]}{tail}"
        elif letter == "ی" and tail[:1] in ("ی", "ے"):
            yield f"{head}ئ{tail}"
        elif letter == "ؤ" and tail[:1] in ("ی", "ا"):
            yield f"{head}و{'ئ' if tail[0] == 'ی' else ''}{tail}"
        elif letter == "ئ":
            yield from _without_hamza(head, tail)
        elif letter == "ن" and not tail and head[-1:] == "و" and len(word) >= _SHORTEST_PLURAL:
            yield f"{head}ں"
