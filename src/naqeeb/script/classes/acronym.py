"""Acronyms: SCO is ایس سی او; word-like ones such as NATO have a word of their own."""

from __future__ import annotations

import re

from naqeeb.script import arabic_names
from naqeeb.script.latin_words import is_ours, is_spelt, latin_word, listed_word, urdu_name
from naqeeb.script.letter_names import acronym, known_acronym, spell
from naqeeb.script.numbers import ENGLISH_DIGITS, cardinal, digits
from naqeeb.script.quantity import amount
from naqeeb.script.reading import Reading, Scan, behind, latin_at
from naqeeb.script.roman_urdu import urdu_word
from naqeeb.script.tables import groups
from naqeeb.text.lazy_pattern import LazyPattern

_DOTTED = LazyPattern(r"(?:[A-Za-z]\. ?){2,10}(?:[A-Z](?![A-Za-z]))?|[A-Z]\.[A-Z](?![A-Za-z])")
_MIXED = LazyPattern(r"([A-Za-z]+)([-/ ]?)(\d+(?:\.\d+)?)([A-Za-z]{0,3})(?![A-Za-z\d])")
_CAPITALS = LazyPattern(r"[A-Z]+(?:&[A-Z]+)*(?P<plural>s|'s)?(?![A-Za-z0-9])")
_LINKED = LazyPattern(r"[A-Z]{2,}(?:[-/][A-Z]+)+(?![a-z\d])")
_GLUED = LazyPattern(r"(\d{1,4})([A-Z]{1,3})(?![A-Za-z0-9])")
_TOKEN = LazyPattern(
    r"(?:[A-Za-z]+(?:-[A-Za-z]+)?(?:-?\d+[A-Za-z]{0,6}){1,4}|[A-Z]-[IVX]{1,4})(?![A-Za-z\d])"
)
MIXED_CASE = LazyPattern("[A-Z][a-z][A-Z]{1,2}|[a-z][A-Z]{2,3}|[A-Z]{2,3}i")
"""AfD, MoU, mRNA, GLi."""
_LINEAGE = LazyPattern(r"[A-Z]{1,3}(?:\.\d{1,3}){1,4}(?![A-Za-z\d]|[.,:]\d)")
_OF_BLOOD = r"(?:(?:[،,]| اور| یا) ?(?:AB|[ABO]) ?[+-](?:ve)?){0,7} (?:خون|گروپ|بلڈ|پلازما)"
_BLOOD = LazyPattern(rf"(A|B|AB|O|Rh) ?([+-])(?:ve(?![A-Za-z])|(?={_OF_BLOOD}))")
_RATING = LazyPattern(r"([ABC]aa?)([1-3])(?![A-Za-z0-9])|([ABC]aa)()(?![A-Za-z0-9])")
_POSTCODE = LazyPattern(
    r"[A-Z]{1,2}\d[A-Z\d]? \d(?!ST|ND|RD|TH|AM|PM|[KMGT][BMGW])[A-Z]{2}(?![A-Za-z\d])"
)
_FORMULA = LazyPattern(
    r"(?=(?:[A-Z][a-z]?)+\d{1,2}(?:[A-Z][a-z]?)+\d)(?:[A-Z][a-z]?\d{0,2}){2,8}(?![A-Za-z\d-])"
)
_OIL = LazyPattern(r"(\d{1,2})W-?(\d{2})(?![A-Za-z\d])")
_BENCHES = {"I": "ون", "II": "ٹو", "III": "تھری", "IV": "فور"}
"""Which of several courts or boards it is: ATC-II."""
_CENTURY = 2000
_LINKS = frozenset("-/.&'")
_APART = " ,:!?'-"
_BESIDE = LazyPattern(r"\b([A-Z]{2,})[ ,:!?'-]*$")
_BEHIND = LazyPattern(r"[ ,:!?'-]*([A-Z]{2,})(?![a-z])")


def read(scan: Scan, position: int) -> Reading | None:
    """Capitals with or without stops, figures and a plural s."""
    text = scan.text
    letters = latin_at(text, position)
    end = position + len(letters)
    if not behind(text, end)[1].isdecimal() and not _is_linked(text, end, letters):
        return _alone(scan, position, letters)
    return (
        _token(text, position)
        or _dotted(text, position)
        or _with_figure(text, position)
        or _linked(text, position)
        or _before_a_link(scan, position)
    )


def _is_linked(text: str, end: int, letters: str) -> bool:
    """Whether a sign behind the letters ties more to them, and closes no sentence or quotation."""
    link = text[end : end + 1]
    closes = link in ("'", ".") and len(letters) > 1 and not text[end + 1 : end + 2].isalnum()
    return link in _LINKS and not closes


def _alone(scan: Scan, position: int, letters: str) -> Reading | None:
    end = position + len(letters)
    plural = letters[-1] == "s"
    bare = letters.removesuffix("s")
    if MIXED_CASE.fullmatch(bare) and not is_ours(letters):
        return Reading(position, end, "acronym", _in_plural(spell(bare), plural=plural))
    return _capitals(scan, position, end, bare, plural=plural) if bare.isupper() else None


def _token(text: str, position: int) -> Reading | None:
    token = _TOKEN.match(text, position)
    known = _known_token(token.group()) if token else None
    return Reading(position, token.end(), "acronym", known) if token and known else None


def _dotted(text: str, position: int) -> Reading | None:
    dotted = _DOTTED.match(text, position)
    if dotted is None:
        return None
    written = dotted.group().rstrip()
    letters = re.sub("[^A-Za-z]", "", written)
    if len(letters) < 2 or re.match(r"[a-z]\. [a-z]", written):
        return None
    return Reading(position, position + len(written), "acronym", acronym(letters.upper()))


def _with_figure(text: str, position: int) -> Reading | None:
    mixed = _MIXED.match(text, position)
    spoken = _numbered(mixed) if mixed else None
    return Reading(position, mixed.end(), "acronym", spoken) if mixed and spoken else None


def _linked(text: str, position: int) -> Reading | None:
    linked = _LINKED.match(text, position)
    if linked is None:
        return None
    if "-E-" in linked.group():
        izafat = linked.group().title().replace("-E-", "-e-").split("-")
        return Reading(position, linked.end(), "latin", arabic_names.words("", 0, izafat)[1])
    spoken = known_acronym(linked.group()) or " ".join(
        _BENCHES.get(part if at else "") or (acronym(part) if is_spelt(part) else latin_word(part))
        for at, part in enumerate(re.split("[-/]", linked.group()))
    )
    return Reading(position, linked.end(), "acronym", spoken)


def _before_a_link(scan: Scan, position: int) -> Reading | None:
    """Capitals by themselves, where what is tied to them is of another reading."""
    match = _CAPITALS.match(scan.text, position)
    if match is None:
        return None
    plural = match["plural"] == "s"
    bare = match.group().removesuffix(match["plural"] or "")
    return _capitals(scan, position, match.end(), bare, plural=plural)


def _known_token(written: str) -> str | None:
    """The reading of its own that letters with figures have, also in the plural: T20s."""
    known = known_acronym(written)
    if known is None and written[-1] == "s" and (one := known_acronym(written[:-1])):
        return f"{one}ز"
    return known


def read_blood(scan: Scan, position: int) -> Reading | None:
    """B-ve and AB+ve, groups of blood."""
    match = _BLOOD.match(scan.text, position)
    if match is None:
        return None
    sign = "پازیٹو" if match[2] == "+" else "نیگیٹو"
    return Reading(position, match.end(), "acronym", f"{spell(match[1])} {sign}")


def read_lineage(scan: Scan, position: int) -> Reading | None:
    """BA.5, XBB.1.5, B.1.1.7: lineages of a virus."""
    match = _LINEAGE.match(scan.text, position)
    if match is None:
        return None
    letters, *numbers = match.group().split(".")
    named = (
        ENGLISH_DIGITS[int(number)] if len(number) == 1 else cardinal(int(number))
        for number in numbers
    )
    return Reading(position, match.end(), "acronym", " ".join([spell(letters), *named]))


def read_postcode(scan: Scan, position: int) -> Reading | None:
    """SW1A 2AA, as Britain delivers letters."""
    match = _POSTCODE.match(scan.text, position)
    if match is None:
        return None
    return Reading(position, match.end(), "acronym", _letters_and_figures(match.group()))


def read_formula(scan: Scan, position: int) -> Reading | None:
    """H2SO4 and C6H12O6: letters and figures in turn."""
    match = _FORMULA.match(scan.text, position)
    if match is None or known_acronym(match.group()):
        return None
    return Reading(position, match.end(), "acronym", _letters_and_figures(match.group()))


def _letters_and_figures(written: str) -> str:
    parts = re.findall(r"[A-Za-z]+|\d+", written)
    return " ".join(
        spell(part)
        if part.isalpha()
        else ENGLISH_DIGITS[int(part)]
        if len(part) == 1
        else cardinal(int(part))
        for part in parts
    )


def read_rating(scan: Scan, position: int) -> Reading | None:
    """Caa2 and Baa1, as agencies rate states."""
    match = _RATING.match(scan.text, position)
    if match is None:
        return None
    spoken = f"{spell(match[1])} {cardinal(int(match[2]))}" if match[1] else spell(match[3])
    return Reading(position, match.end(), "acronym", spoken)


def _capitals(scan: Scan, position: int, end: int, bare: str, *, plural: bool) -> Reading | None:
    known = known_acronym(bare)
    if known is None and "&" not in bare and not is_spelt(bare):
        return None
    if known is None and _among_capitals(scan, position, end, bare):
        heard = None if listed_word(bare) else urdu_word(bare)
        return Reading(position, end, "latin", heard) if heard else None
    spoken = known or " اینڈ ".join(spell(part) for part in bare.split("&"))
    return Reading(position, end, "acronym", _in_plural(spoken, plural=plural))


def _in_plural(spoken: str, *, plural: bool) -> str:
    """MNAs: within a word ے is written ی."""
    if not plural:
        return spoken
    return f"{spoken[:-1]}یز" if spoken.endswith("ے") else f"{spoken}ز"


def _among_capitals(scan: Scan, position: int, end: int, bare: str) -> bool:
    """Whether a short word stands in capitals only since its neighbours do: THE END."""
    behind_it = _BEHIND.match(scan.text, end)
    before = scan.before(position)
    # Looked at only where there are two capitals: else each letter of A-A-A-A would be tried.
    before_it = _BESIDE.search(before) if before.rstrip(_APART)[-2:].isupper() else None
    neighbours = [match[1] for match in (before_it, behind_it) if match]
    kinds = groups("latin_parts.tsv")
    heading, urdu = kinds["heading"], kinds["urdu"]
    is_word = bare in heading or bare in urdu or (len(bare) > 2 and listed_word(bare) is not None)
    if not neighbours or (not is_word and urdu_word(bare) is None):
        return False
    if urdu.intersection(neighbours) or (bare in urdu and any(map(urdu_name, neighbours))):
        return True  # JEET KA JOSH
    return is_word and any(
        bare in heading or word in heading or not is_spelt(word) for word in neighbours
    )


def _numbered(match: re.Match[str]) -> str | None:
    """F-16, COVID-19, A320, 5G's kin; None where the figure stands apart."""
    letters, link, number, tail = match.groups()
    known = known_acronym(f"{letters}{link}{number}{tail}") or known_acronym(
        f"{letters}-{number}{tail}"
    )
    if known:
        return known
    if link == " ":
        return None
    if not (letters.isupper() or letters.istitle() or link == "" or known_acronym(letters.upper())):
        return None
    if link == "/":
        return None
    head = known_acronym(letters) or (
        spell(letters)
        if len(letters) == 1 or (letters.isupper() and is_spelt(letters))
        else latin_word(letters)
    )
    count = number.replace(".", "")
    if letters == "FY" and len(number) == len("26"):
        figure = cardinal(_CENTURY + int(number))
    elif "." in number:
        whole, _, part = number.partition(".")
        figure = f"{cardinal(int(whole[:15]))} اعشاریہ {digits(part)}"
    elif len(count) > 4 or (count[0] == "0" and len(count) > 1):
        figure = digits(count)
    elif len(count) == 1:
        figure = ENGLISH_DIGITS[int(count)]
    else:
        figure = cardinal(int(count))
    if tail == "s" and link == "-":
        # F-16s: Urdu has no plural of a model.
        tail = ""
    variant = latin_word(tail) if tail.islower() and len(tail) == len("neo") else spell(tail)
    return f"{head} {figure} {variant}".strip()


def read_figure_first(scan: Scan, position: int) -> Reading | None:
    """5G, 3D, 4K, 2FA: a figure glued to capitals that are no unit."""
    match = _GLUED.match(scan.text, position)
    if match is None or match[2] in "KM":
        return None
    counted = amount(scan.text, position)
    if counted is not None and counted.end >= match.end():
        return None  # 1B ویوز: a billion
    number = match[1]
    figure = digits(number) if number[0] == "0" else cardinal(int(number))
    known = known_acronym(match.group())
    letters = _TRAINS.get(match[2]) or spell(match[2])
    return Reading(position, match.end(), "acronym", known or f"{figure} {letters}")


_TRAINS = {"UP": "اپ", "DN": "ڈاؤن", "MAX": "میکس", "NEO": "نیو"}
"""Which way a train goes (5UP, 6DN), and how long an aircraft is (737MAX)."""


def read_oil(scan: Scan, position: int) -> Reading | None:
    """5W-30: a grade of oil, no watts."""
    match = _OIL.match(scan.text, position)
    if match is None:
        return None
    spoken = f"{cardinal(int(match[1]))} {spell('W')} {cardinal(int(match[2]))}"
    return Reading(position, match.end(), "acronym", spoken)


def read_known_figure_first(scan: Scan, position: int) -> Reading | None:
    """4K, 5G: those that have a reading of their own, before 4K becomes 4000."""
    match = _GLUED.match(scan.text, position)
    known = known_acronym(match.group()) if match else None
    return Reading(position, match.end(), "acronym", known) if match and known else None
