"""Number plates and account numbers: LEA-17-4521 is ایل ای اے سترہ, چار پانچ دو ایک."""

from __future__ import annotations

import re
from functools import cache

from naqeeb.script.alphabet import WORD
from naqeeb.script.letter_names import NAME_OF, spell
from naqeeb.script.numbers import cardinal, digits
from naqeeb.script.reading import Reading, Scan, figure_end
from naqeeb.script.tables import any_in, any_of, pairs
from naqeeb.text.lazy_pattern import LazyPattern

_PLATE = LazyPattern(
    r"(?P<letters>[A-Z]{1,3})(?:[-/ ]?(?P<year>\d{2}))?(?:[-/ ]?(?P<number>\d{3,4}))"
    r"(?![\dA-Za-z]|[.,/]\d)"
)
_INDIAN = LazyPattern(
    rf"(?P<state>{any_in('plate_words.tsv', 'state')})[- ]?(?P<district>\d{{1,2}})(?P<class>[A-Z]?)"
    r"[- ]?(?P<letters>[A-Z]{1,2})[- ](?P<number>\d{4})(?![\dA-Za-z-]|[.,/]\d)"
)
_SURE = LazyPattern(r"[A-Z]{3}-\d{2}-(?!19|20)\d{3,4}(?![\dA-Za-z-])")
_BEHIND = LazyPattern(
    f" (?:نمبر (?:پلیٹ|کی |والی )?)?(?:{any_in('plate_words.tsv', 'behind')})(?![ء-ے])"
)
_ACCOUNT = LazyPattern(
    r"[A-Z]{2}\d{2} ?[A-Z]{4}(?: ?\d{4}){3,5}(?: ?\d{1,3})?(?!\d)"
    r"|(?:PK|SA|AE|QA|KW|BH|JO|LB|EG|TR|GB|IE|DE|FR|NL|BE|ES|PT|IT|CH|AT|SE|NO|DK|GR|PL|RO|CY|IL|AZ|KZ)"
    r"\d{2}(?: ?(?=[A-Z]*\d)[A-Z\d]{4}){2,7}(?: ?[A-Z\d]{1,4})?(?![A-Z\d])"
)
"""An IBAN: of most states a bank's four letters and figures, of others figures and letters."""
_FIGURES = LazyPattern(r"\d{3,4}(?!\d|[.,/٫]\d|-\d)")


def read(scan: Scan, position: int) -> Reading | None:
    """A plate in Latin letters behind a vehicle, or an IBAN."""
    account = _ACCOUNT.match(scan.text, position)
    if account is not None:
        spoken = " ".join(
            digits(each) if each.isdecimal() else spell(each)
            for each in account.group().replace(" ", "")
        )
        return Reading(position, account.end(), "digits", spoken)
    indian = _INDIAN.match(scan.text, position)
    if indian is not None:
        return Reading(position, indian.end(), "digits", _in_words(indian))
    match = _PLATE.match(scan.text, position)
    if match is None:
        return None
    sure = _SURE.match(scan.text, position)
    named = _BEHIND.match(scan.text, match.end()) or _before().search(scan.before(position, 48))
    if sure is None and not named:
        return None
    parts = [spell(match["letters"])]
    if match["year"]:
        parts.append(cardinal(int(match["year"])))
    parts.append(_number(match["number"]))
    return Reading(position, match.end(), "digits", " ".join(parts))


def _in_words(plate: re.Match[str]) -> str:
    """An Indian plate: TS 16 EX 4432, whose district has a number."""
    district = plate["district"]
    parts = [
        spell(plate["state"]),
        digits(district) if district[0] == "0" else cardinal(int(district)),
        spell(plate["class"] + plate["letters"]),
        digits(plate["number"]),
    ]
    return " ".join(parts)


def read_figures(scan: Scan, position: int) -> Reading | None:
    """The figures of a plate whose letters are written in Urdu: ایل ای بی 2034."""
    size = figure_end(scan.text, position) - position
    if size not in (3, 4):
        return None
    before = scan.before(position, 64)
    letters = _letters().search(before)
    match = _FIGURES.match(scan.text, position) if letters else None
    if letters is None or match is None or not _before().search(before[: letters.start()]):
        return None
    return Reading(position, match.end(), "digits", _number(match.group()))


def _number(written: str) -> str:
    """Four figures one by one, three as a number."""
    return digits(written) if len(written) > 3 or written[0] == "0" else cardinal(int(written))


@cache
def _before() -> re.Pattern[str]:
    """A vehicle, or a word that says that its number follows."""
    vehicle = any_of(pairs("vehicles.tsv"))
    return re.compile(
        rf"(?<![{WORD}])(?:(?:{vehicle})(?: کا| کی| کے)?(?: رجسٹریشن)?(?: نمبر)?(?: پلیٹ)?"
        r"|نمبر پلیٹ|رجسٹریشن نمبر|پلیٹ نمبر)[ :،(]*$"
    )


@cache
def _letters() -> re.Pattern[str]:
    """Two or three letters by their names, at the end of a stretch."""
    return re.compile(rf"(?<= )(?:(?:{any_of(set(NAME_OF.values()))})[- ]){{2,3}}$")
