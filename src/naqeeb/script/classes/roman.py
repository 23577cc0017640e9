"""Roman numerals after rulers, popes, parts: الزبتھ II is الزبتھ دوم, باب IV باب چہارم."""

from __future__ import annotations

from functools import cache

from naqeeb.script.alphabet import WORD
from naqeeb.script.numbers import cardinal
from naqeeb.script.reading import Reading, Scan, latin_at
from naqeeb.script.tables import any_in, groups, rows
from naqeeb.text.lazy_pattern import LazyPattern

_END = (
    r"(?![A-Za-z0-9]|-(?![IVX]{1,4}(?![A-Za-z0-9-])|[A-F](?![A-Za-z0-9]))"
    r"|\.(?! *$| [^A-Za-z])|'[A-Za-z])"
)
"""Nothing that makes a name or initials of a numeral stands behind it."""
_NUMERAL = LazyPattern(
    rf"(?=[IVXLC])(?:XC|XL|L?X{{0,3}})(?:IX|IV|V?I{{0,3}}){_END}"
    rf"|(?=[CL])C{{0,3}}(?:XC|XL|L?X{{0,3}})(?:IX|IV|V?I{{0,3}}){_END}"
)
_BEFORE = LazyPattern(rf"([{WORD}A-Za-z]+)(?:[ (-]*|۔)$")
_OTHERS = LazyPattern(r"(?<![A-Za-z])(?:[IVX]{1,5}(?: ?[-/،,] ?| تا | سے | اور | و | یا ))+$")
"""Numerals before a numeral: Tier II/III, جماعت IX تا XII."""
_ITEM = LazyPattern(
    r"(i{1,3}|iv|vi{0,3}|ix|xi{0,3}|I{1,3}|IV|VI{0,3}|IX|XI{0,3})(?:[.)۔:](?= )|\)(?!\d)|(?= - ))"
)
_SEAT = LazyPattern(
    rf"(?:{any_in('roman_words.tsv', 'seat')})[ -]*\d*[ ,،(]*"
    rf"(?:[{WORD}]+[ -]+){{1,3}}$"
)
_HEAD = LazyPattern(r"(?:^|[۔؟!:؛،] ?)[\"'(]*$")
_BRACKET = LazyPattern(r"\( ?([IVX]?[ivx]{1,5}|[IVX]{1,5}) ?\)")
_WORD_BEFORE = LazyPattern(rf"([{WORD}]+) $")
_DOSE = LazyPattern(r"\d ?(?:m?g|mcg|ml|گرام|ملی گرام|یونٹ)\.? $")
_INFUSED = LazyPattern(" ?(?:ڈرپ|انجکشن|انجیکشن|فلوئڈ|کینولا|لائن|اینٹی)(?: |$)")
_LETTERS = frozenset("LC")
_NAMED = LazyPattern(rf"(?:[A-Z][a-z]{{2,}}|(?<![{WORD}])[{WORD}]{{3,}})-$")
_SMALL = LazyPattern(r"(?:x{0,3})(?:ix|iv|v?i{0,3})(?![A-Za-z0-9-]|\.(?! *$| [^A-Za-z])|'[A-Za-z])")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
# Numerals that are no well-known acronyms: they are read as such behind any Urdu word.
_PLAIN = frozenset(
    [
        "II",
        "III",
        "IV",
        "VI",
        "VII",
        "VIII",
        "IX",
        "XI",
        "XII",
        "XIII",
        "XIV",
        "XV",
        "XVI",
        "XVII",
        "XVIII",
        "XIX",
        "XX",
    ]
)
_SIGNS = {chr(0x2160 + index): index + 1 for index in range(12)} | {
    chr(0x2170 + index): index + 1 for index in range(12)
}


@cache
def _persian() -> dict[int, str]:
    return {int(row[0]): row[1] for row in rows("roman.tsv")}


def value(numeral: str) -> int:
    """The number that a Roman numeral writes."""
    total = 0
    for index, letter in enumerate(numeral):
        worth = _VALUES[letter]
        following = _VALUES[numeral[index + 1]] if index + 1 < len(numeral) else 0
        total += -worth if worth < following else worth
    return total


def read(scan: Scan, position: int) -> Reading | None:
    """A numeral in Latin capitals."""
    letters = latin_at(scan.text, position)
    if letters.strip("IVXLC"):
        return _small(scan, position) if letters[0] in "ivx" else None
    match = _NUMERAL.match(scan.text, position)
    if match is None or not match.group():
        return None
    near = scan.before(position, 24)
    others = _OTHERS.search(near)
    before = _BEFORE.search(near[: others.start()] if others else near)
    words = groups("roman_words.tsv")
    name = before[1].lower() if before else ""
    if match.group() in _LETTERS and name not in words["rank"]:
        # ٹائپ C: nothing is counted so far.
        return None
    if match.group() == "IV" and _is_infused(scan, position, match.end()):
        return None
    if _is_model(scan, position, match.group()):
        return Reading(position, match.end(), "roman", cardinal(value(match.group())))
    if name in words["count"] or _numbers_a_seat(scan, position, match.group()):
        return Reading(position, match.end(), "roman", cardinal(value(match.group())))
    if name in words["rank"] or (name and match.group() in _PLAIN):
        return Reading(position, match.end(), "roman", _rank(value(match.group())))
    return None


def _is_model(scan: Scan, position: int, numeral: str) -> bool:
    """Whether one letter behind a hyphen counts a rocket or a missile: Agni-V, شاہین-I."""
    return numeral in ("I", "V") and _NAMED.search(scan.before(position, 16)) is not None


def _is_infused(scan: Scan, position: int, end: int) -> bool:
    """Whether IV is said of a drug that goes into a vein: 1g IV, IV ڈرپ."""
    before, after = scan.before(position, 16), scan.after(end, 16)
    return bool(_DOSE.search(before) or _INFUSED.search(before) or _INFUSED.match(after))


def _small(scan: Scan, position: int) -> Reading | None:
    """A numeral in small letters behind a word for a part: باب iv."""
    match = _SMALL.match(scan.text, position)
    before = _BEFORE.search(scan.before(position, 24)) if match and match.group() else None
    if match is None or before is None:
        return None
    words, name = groups("roman_words.tsv"), before[1].lower()
    number = value(match.group().upper())
    if name in words["rank"]:
        return Reading(position, match.end(), "roman", _rank(number))
    return (
        Reading(position, match.end(), "roman", cardinal(number))
        if name in words["count"]
        else None
    )


def _numbers_a_seat(scan: Scan, position: int, numeral: str) -> bool:
    """Whether a numeral counts: a constituency behind its place (لاہور-XIII, سرگودھا III)."""
    before = scan.before(position, 64)
    if numeral not in _PLAIN:
        return False
    return before.endswith("-") or _SEAT.search(before) is not None


def read_list(scan: Scan, position: int) -> Reading | None:
    """iii۔ and II) at the head of a line or clause, ii) anywhere: an item of a list."""
    match = _ITEM.match(scan.text, position)
    if match is None:
        return None
    before = scan.before(position, 24)
    spoken = cardinal(value(match[1].upper()))
    if _HEAD.search(before[-3:]):
        return Reading(position, match.end(1), "roman", spoken)
    if match.group() == match[1]:
        return None  # باب II - پس منظر
    is_item = match.group()[-1] == ")" or (match[1].islower() and len(match[1]) > 1)
    if is_item and before.endswith(" ") and "(" not in before:
        return Reading(position, match.end(1), "roman", f"، {spoken}")
    return None


def read_bracket(scan: Scan, position: int) -> Reading | None:
    """(ii): an item of a list, or a clause of an article."""
    match = _BRACKET.match(scan.text, position)
    if match is None or not _is_numeral(match[1]):
        return None
    number = value(match[1].upper())
    name = _WORD_BEFORE.search(scan.before(position, 24))
    if name and name[1] in (cardinal(number), _rank(number)):
        # جارج پنجم (V): said already.
        return Reading(position, match.end(), "gloss", "")
    if name and match[1] == "X":
        # ٹوئٹر (X): the letter.
        return None
    return Reading(position, match.end(1), "roman", f"، {cardinal(number)}")


def _is_numeral(written: str) -> bool:
    return _NUMERAL.fullmatch(written.upper()) is not None


def read_sign(scan: Scan, position: int) -> Reading | None:
    """A numeral that is one sign: Ⅱ."""
    number = _SIGNS.get(scan.text[position])
    return Reading(position, position + 1, "roman", _rank(number)) if number else None


SIGNS = "".join(_SIGNS)


def _rank(number: int) -> str:
    return _persian().get(number) or cardinal(number)
