"""Letters: whatever code points a newsroom types, one code point for each Urdu letter.

Folding has two steps. The first replaces one character by one, so that positions
stay as they are: Arabic letters, digits, blanks, dashes, quotation marks. The
second changes lengths and keeps account of it: invisible marks and tatweel go,
presentation forms are taken apart, hamza joins the letter that carries it.

Arabic digits become ASCII here, since every class after this one reads them so.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from typing import NamedTuple

from naqeeb.script.alphabet import HARAKAT, LETTERS, MARKS, WORD
from naqeeb.script.harakat.known import lexicon
from naqeeb.script.tables import rows
from naqeeb.text.lazy_pattern import LazyPattern

_NOTE_NUMBER = "[0-9۰-۹٠-٩]{1,3}"
NOTE_MARKER = (
    rf"{_NOTE_NUMBER}(?:(?:[،,] ?|[-–]){_NOTE_NUMBER}){{0,2}}"
    r"|[a-z]|حوالہ درکار|(?:نوٹ|note) ?[0-9۰-۹]{1,2}"
)
"""What marks a note in square brackets behind a word; folding keeps it apart as ⁅15⁆; or of
several, [2، 3]."""
NOTE_PAGE = r":[0-9۰-۹]{1,4}(?:[-–][0-9۰-۹]{1,4})?"
"""The page that an encyclopedia sets behind a note's marker: [12]:45."""


class Folded(NamedTuple):
    """Text in Urdu letters, and the way back to the text as written."""

    text: str
    runs: tuple[tuple[int, int, int], ...] = ()
    """``(start in text, start in written, end in written)``, ascending; the end is
    -1 where the run is letter for letter."""

    def start(self, position: int) -> int:
        """Where the character at ``position`` begins in the written text."""
        if not self.runs:
            return position
        start, written, end = self._run(position)
        return written if end >= 0 else written + position - start

    def end(self, position: int) -> int:
        """Where the character before ``position`` ends in the written text."""
        if not self.runs or position == 0:
            return position
        start, written, end = self._run(position - 1)
        return end if end >= 0 else written + position - start

    def _run(self, position: int) -> tuple[int, int, int]:
        return self.runs[bisect_right(self.runs, (position, 1 << 60, 0)) - 1]


def fold(text: str) -> Folded:
    """Fold ``text`` and keep the way back.

    Folding what is folded changes nothing.
    """
    if "[" in text:
        text = _NOTE.sub(lambda match: f"⁅{match[1] or match[2]}{match[3] or ''}⁆", text)
    text = text.translate(_TABLE)
    settled = _SETTLED.issuperset(text) and not any(map(text.__contains__, _FIXED_PAIRS))
    match = None if settled else _FIX.search(text)
    if match is None:
        return Folded(text)
    parts: list[str] = []
    runs: list[tuple[int, int, int]] = []
    length = at = 0
    while match is not None:
        start, end = match.span()
        if start > at:
            runs.append((length, at, -1))
            parts.append(text[at:start])
            length += start - at
        if match.group() == _JOINER:
            letters = _in_place_of_joiner(text, start)
        else:
            letters = "-" if match["dash"] else _fixed(match.group())
        if letters:
            runs.append((length, start, end))
            parts.append(letters)
            length += len(letters)
        at = end
        match = _FIX.search(text, at)
    runs.append((length, at, -1))
    parts.append(text[at:])
    return Folded("".join(parts), tuple(runs))


def _in_place_of_joiner(text: str, at: int) -> str:
    """Return the blank that stands for a joiner between two words (بات‌چیت), "" inside of one."""
    before = _LETTERS_BEFORE.search(text, max(0, at - _REACH), at)
    behind = _LETTERS.match(text, at + 1)
    if before is None or behind is None:
        return ""
    words = lexicon()
    head, tail = before.group(), behind.group()
    if len(head) == 1 or head in _PERSIAN_PREFIXES or head + tail in words:
        return ""
    return " " if head in words and tail in words else ""


def fold_text(text: str) -> str:
    """``text`` in Urdu letters and ASCII digits."""
    return fold(text).text


def folded_words(text: str) -> str:
    """What two writings of the same words have in common: letters, cases and blanks apart."""
    return " ".join(fold_text(text).casefold().split())


def _fixed(written: str) -> str:
    """What stands for a stretch whose length changes."""
    if written == "\r\n":
        return "\n"
    if written[0] == " ":
        return " "
    if written in _LOOSE_HAMZA:
        return _HAMZA[f"{written[0]}\u0654"]
    if written in _WHOLE:
        return _WHOLE[written]
    if written[0] in _CARRIERS:
        # U+0674 is the same hamza, of Kazakh: keyboards have it for that of بندۂ.
        return _HAMZA.get(written[0] + written[-1].replace("\u0674", "\u0654"), written[0])
    if _INVISIBLE_RUN.fullmatch(written):
        return ""
    plain = unicodedata.normalize("NFKC", written).translate(_TABLE)
    # A presentation form of a vowel sign alone carries a blank with it.
    return _INVISIBLE_RUN.sub("", plain.replace(" ", ""))


def _one_to_one() -> dict[int, str]:
    table: dict[int, str] = {}
    for target, sources in rows("letters.tsv"):
        (to,) = _codes(target)
        table.update(dict.fromkeys(_codes(sources), chr(to)))
    for zero in (0x06F0, 0x0660, 0x0966):
        table.update((zero + value, str(value)) for value in range(10))
    for code in range(0xFF01, 0xFF5F):
        wide = chr(code - 0xFEE0)
        table[code] = table.get(ord(wide), wide)
    for letter, base in zip("ßøØłŁđĐðÐıħæÆœŒþÞəƏ", "soOlLdDdDiheEeEtTeE", strict=True):
        table[ord(letter)] = base
    return table


def _codes(sources: str) -> list[int]:
    """The code points of ``ڳڱ``, of escaped ones and of their ranges."""
    plain, *escaped = sources.split("\\u")
    codes = list(map(ord, plain))
    up_to = False
    for part in escaped:
        code, rest = int(part[:4], 16), part[4:]
        codes += range(codes[-1] + 1, code + 1) if up_to else (code,)
        up_to = rest == "-"
        if not up_to:
            codes += map(ord, rest)
    return codes


class _Letters(dict[int, str]):
    """Folds one character for one; what it is asked for often, it finds at once."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        if 0xC0 <= code < 0x250:
            # Accents go, letters stay: é is read as e.
            base = unicodedata.normalize("NFKD", letter)[0]
            letter = base if base.isascii() and base.isalpha() else letter
        if code < _OFTEN:
            self[code] = letter
        return letter


_OFTEN = 0x2100
"""Letters and marks of Urdu and Latin text lie below."""
_TABLE = _Letters(_one_to_one())
BLANKS = {code: letter for code, letter in _TABLE.items() if letter == " "}
"""Blanks of another width, and such as do not break a line: each of them as a plain one."""

# Tatweel, joiners, direction marks, soft hyphen, variation selectors; and the signs
# over letters that are not spoken: takhallus, pause marks of the Quran, accents.
_INVISIBLE = (
    "\u0640\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\u00ad\u034f\u061c\u180e\ufe00-\ufe0f"
    "\u0614-\u061a\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0653-\u0655\u0658-\u065f"
    "\u0300-\u036f\u08d3-\u08ff\u20d0-\u20ff"
)
_JOINER = "\u200c"
"""What parts the shapes of two letters without a blank, inside of a word or between two."""
_LETTERS = LazyPattern(f"[{WORD}]+")
_LETTERS_BEFORE = LazyPattern(f"[{WORD}]+\\Z")
_REACH = 40
"""Letters before a joiner that are looked at; no word is longer."""
_PERSIAN_PREFIXES = frozenset(("می", "نمی"))
"""What Persian joins to verbs; می is a word of Urdu too."""
_INVISIBLE_RUN = LazyPattern(f"[{_INVISIBLE}]+")
_CARRIERS = "یوہاےۂئؤۃ"
_SETTLED = frozenset(LETTERS + HARAKAT + MARKS + "\n" + "".join(map(chr, range(0x20, 0x7F))))
"""What stays as it is, even beside others; nearly all of news."""
_FIX = LazyPattern(
    f" [{_INVISIBLE} ]* "
    f"|(?P<dash>(?<=[0-9])\u0640(?=[0-9]))|(?:ہ|(?<=[{WORD}]{{3}})ی)ء(?![{WORD}])"
    f"|[{_CARRIERS}][\u0640\u200b-\u200f]*[\u0653\u0654\u0674]"
    f"|[{_INVISIBLE}]+"
    "|[\ufb50-\ufd3d\ufd50-\ufdf1\ufdf3-\ufdf9\ufe70-\ufefc\ufb00-\ufb06\U0001d400-\U0001d7ff]"
    "|ۓ|ا?ﷲ|\r\n"
)
_WHOLE = {"ۓ": "ئے", "ﷲ": "اللہ", "اﷲ": "اللہ"}
_NOTE = LazyPattern(
    rf"(?:(?:(?<=[۔.؟?!\]⁆])|(?<=[۔.؟?!][ \u00a0]))\[({NOTE_MARKER})\]"
    rf"|(?<=[\u0621-\u06d3])\[({NOTE_MARKER})\](?=[۔.؟?!\[:]|(?<=\d\])[ \u00a0]))({NOTE_PAGE})?"
)
_LOOSE_HAMZA = ("ہء", "یء")
"""At the end of a word, the hamza that binds it to the next, typed behind its letter."""
_FIXED_PAIRS = (*_LOOSE_HAMZA, "  ")
"""What has to be looked at in a text of settled characters."""
_HAMZA = {
    "ی\u0654": "ئ",
    "و\u0654": "ؤ",
    "ہ\u0654": "ۂ",
    "ۃ\u0654": "ۂ",
    "ے\u0654": "ئے",
    "ا\u0654": "أ",
    "ا\u0653": "آ",
}
