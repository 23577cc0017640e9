"""Brackets are breaths; a Latin gloss that repeats the Urdu before it is left out."""

from __future__ import annotations

import re

from naqeeb.script.alphabet import IS_WORD, LETTERS
from naqeeb.script.letter_names import acronym
from naqeeb.script.reading import Reading, Scan, behind
from naqeeb.script.romanise import skeleton

_LEANING = frozenset(("نے", "کے", "کو", "سے", "میں", "پر", "کا", "کی", "تک"))
_LETTER = re.compile(rf"\( ?([{LETTERS}]) ?\)")
_GLOSS = re.compile(r"\( ?([A-Za-z][A-Za-z .,'&/-]*) ?\)")
_MOST_WORDS = 6
"""A gloss repeats no more words than these."""


def read(scan: Scan, position: int) -> Reading | None:
    """An opening bracket."""
    gloss = _gloss(scan, position)
    if gloss is not None:
        return gloss
    letter = _letter(scan, position)
    if letter is not None:
        # مسلم لیگ (ن): the letter belongs to the name.
        return Reading(position, letter.end(), "bracket", letter[1])
    return Reading(position, position + 1, "bracket", "،")


def close(scan: Scan, position: int) -> Reading | None:
    """A closing bracket: no postposition is parted from its noun by it."""
    at, _ = behind(scan.text, position + 1)
    word = scan.after(at, 4).partition(" ")[0]
    return Reading(position, position + 1, "bracket", "" if word in _LEANING else "،")


def _letter(scan: Scan, position: int) -> re.Match[str] | None:
    """One Urdu letter in brackets, behind a word."""
    at, first = behind(scan.text, position + 1)
    if first not in IS_WORD or behind(scan.text, at + 1)[1] != ")":
        return None
    before = scan.before(position, 1)
    return _LETTER.match(scan.text, position) if before == " " or before in IS_WORD else None


def _gloss(scan: Scan, position: int) -> Reading | None:
    """(Vladimir Putin) behind ولادیمیر پیوٹن."""
    if not scan.drop_gloss:
        return None
    first = behind(scan.text, position + 1)[1]
    if not (first.isascii() and first.isalpha()):
        return None
    match = _GLOSS.match(scan.text, position)
    before = _words_before(scan.before(position, 80))
    if match is None or not before:
        return None
    inside = match[1].strip()
    if inside.isupper() and " " not in inside:
        spoken = acronym(re.sub("[^A-Z]", "", inside))
        if not _repeats(before, spoken):
            return None
    elif not inside[0].isupper() and " " not in inside:
        return None
    return Reading(position, match.end(), "gloss", "")


def _words_before(text: str) -> str:
    """The last Urdu words of ``text``, before blanks and a quotation mark."""
    text = text.removesuffix(" ")
    text = text[:-1] if text.endswith(('"', "'")) else text
    words: list[str] = []
    for word in reversed(text.removesuffix(" ").split(" ")):
        start = len(word)
        while start and word[start - 1] in IS_WORD:
            start -= 1
        if start < len(word):
            words.append(word[start:])
        if start or not word or len(words) == _MOST_WORDS:
            break
    return " ".join(reversed(words))


def _repeats(before: str, spoken: str) -> bool:
    """Whether the words before the bracket already sound like what it holds."""
    return skeleton(before).endswith(skeleton(spoken)) and bool(skeleton(spoken))
