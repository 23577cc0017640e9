"""Years: 1947ء is انیس سو سینتالیس, 1947-1971 a range, 2018-19 a fiscal year."""

from __future__ import annotations

from naqeeb.script.alphabet import WORD
from naqeeb.script.era import BEFORE_CHRIST, era, year_words
from naqeeb.script.numbers import cardinal, year
from naqeeb.script.reading import Reading, Scan, figure_end
from naqeeb.script.tables import any_in, groups
from naqeeb.text.lazy_pattern import LazyPattern

_ERAS = frozenset("ھء")
_GOING_ON = frozenset(".,،:/")
"""With a digit behind them they make a longer number of it."""
_SPAN = LazyPattern(
    r"(1[1-9]\d{2}|20\d{2})(?:ء)? ?(?P<sep>[-/~]|۔(?! )| تا | سے ) ?(1[1-9]\d{2}|20\d{2}|\d{2})"
    r"(?![\d/]|[.:-]\d| ?(?:ہزار|لاکھ|کروڑ|ارب|فیصد|%))"
)
_MARKS = LazyPattern(" (?:نمبر|نمبروں|مارکس|پوائنٹس)(?![ء-ے])")
_BACKWARDS = LazyPattern(r"(\d{2}|20\d{2}) ?([-/۔]) ?(19\d{2}|20\d{2})(?![\d/]|[.:-]\d)")
_SPAN_BACKWARDS = LazyPattern(r"(\d{2}) ?[-–] ?(1[1-9]\d{2}|20\d{2})(?![\d/]|[.:-]\d)")
_CENTURY = 2000
"""Of 25-26ء, which its sign shows to be years."""
_SHORT = LazyPattern(r"(\d{2}) ?[-/۔] ?(\d{2})(?![\d/]|[.:-]\d)")
_DECADE = LazyPattern(r"(1[1-9]\d|20\d|[2-9])0'?s(?![A-Za-z])(?P<said> کی دہائی)?")
_FISCAL = LazyPattern(r"(?:سال|بجٹ|سیشن|سیزن|تعلیمی|مالی|سرما|گرما)[ :(]*$")
_BUDGET = LazyPattern(" (?:(?:کا|کے|کی) )?(?:وفاقی |صوبائی |مالی |)(?:بجٹ|سیزن|سیشن|سال)")
_FISCAL_BEHIND = LazyPattern(
    " (?:مالی|تعلیمی) سال"
    rf"| (?:کا|کے|کی) (?:[{WORD}]{{4,8}} )?(?:{any_in('year_words.tsv', 'spanning')})"
)
_WORD_BEFORE = LazyPattern(rf"([{WORD}]+)[ :(،]*$")
_WORD_AFTER = LazyPattern(rf" ?([{WORD}]+)(?: ([{WORD}]+))?")
_NUMBERED = LazyPattern(rf"(?:نمبر|{any_in('year_words.tsv', 'case')})[ :]*$|No\.? ?$")
_REPORT = LazyPattern(
    r"(?<![A-Za-z]) ?(?:PLD|SCMR|CLC|YLR|MLD|PLC|PTD|CLD|PLJ|NLR|AIR|SCC|PCrLJ|GBLR)(?![A-Za-z]) ?"
)
"""Law reports, which are cited by year: PLD 1992 SC 595, 1999 SCMR 1379."""
_PLAIN_END = LazyPattern(r" ?(?:[)۔،؟!؛:\"'-]|[.,](?!\d)|$)")
_UP_TO = LazyPattern(r"(?: ?[-~] ?|۔)(\d{1,4})(?!\d)")
_ONE = LazyPattern(rf"[1-9](?=ھ(?![{WORD}])| ?ق ?[.۔]? ?م(?![{WORD}]))")
_SIGNED = LazyPattern("\u0601 ?(\\d{1,4})(?:ء)?")
_SIGN = LazyPattern("\u0601 ?ء?")


def read(scan: Scan, position: int) -> Reading | None:
    """A figure that is a year, by its sign or by the words around it."""
    text = scan.text
    end = figure_end(text, position)
    written = text[position:end]
    fiscal = _backwards(scan, position) or _short(scan, position)
    if fiscal is not None:
        return fiscal
    spanned = _spanned(scan, position) if len(written) == 4 else None
    if spanned is not None:
        return spanned
    if not 2 <= len(written) <= 4 or (
        text[end : end + 1] in _GOING_ON and text[end + 1 : end + 2].isdecimal()
    ):
        return None
    sign = _SIGN.match(text, end) if text[end : end + 1] == "\u0601" else None
    if sign is not None:
        return Reading(position, sign.end(), "year", f"سن {year_words(written)}")
    stop, era_words = era(text, end, gregorian=scan.gregorian_suffix)
    if stop > end and (
        len(written) > 2 or era_words == BEFORE_CHRIST or text[end : end + 2].strip()[:1] in _ERAS
    ):
        last = _UP_TO.match(text, stop)
        until, last_era = (
            era(text, last.end(), gregorian=scan.gregorian_suffix) if last else (0, "")
        )
        if last is not None and until > last.end():
            spoken = f"{year_words(written)}{era_words} سے {year_words(last[1])}{last_era}"
            return Reading(position, until, "range", spoken)
        return Reading(position, stop, "year", year_words(written) + era_words)
    if len(written) == 4 and 1100 <= int(written) <= 1999 and _is_year(scan, position, end):
        return Reading(position, end, "year", year(int(written)))
    return None


def read_one(scan: Scan, position: int) -> Reading | None:
    """2ھ and 5 ق م: a year of one digit."""
    match = _ONE.match(scan.text, position)
    if match is None:
        return None
    end, era_words = era(scan.text, position + 1, gregorian=False)
    return Reading(position, end, "year", cardinal(int(scan.text[position])) + era_words)


def read_decade(scan: Scan, position: int) -> Reading | None:
    """1990s, 80s."""
    decade = _DECADE.match(scan.text, position)
    if decade is None:
        return None
    return Reading(position, decade.end(), "year", f"{year(int(decade[1] + '0'))} کی دہائی")


def read_sign(scan: Scan, position: int) -> Reading | None:
    """؁1947."""
    match = _SIGNED.match(scan.text, position)
    if match is None:
        return Reading(position, position + 1, "year", "سن")
    return Reading(position, match.end(), "year", f"سن {year_words(match[1])}")


def _short(scan: Scan, position: int) -> Reading | None:
    """مالی سال 24-25: both years without their century."""
    match = _SHORT.match(scan.text, position)
    if match is None or (int(match[1]) + 1) % 100 != int(match[2]):
        return None
    end, era_words = era(scan.text, match.end(), gregorian=scan.gregorian_suffix)
    if not (_FISCAL.search(scan.before(position, 16)) or _FISCAL_BEHIND.match(scan.text, end)):
        return None
    first = year(_CENTURY + int(match[1])) if end > match.end() else cardinal(int(match[1]))
    spoken = f"{first} {cardinal(int(match[2]))}{era_words}"
    return Reading(position, end, "fiscal_year", spoken)


def _backwards(scan: Scan, position: int) -> Reading | None:
    """25-2024: a fiscal year typed from the right."""
    match = _BACKWARDS.match(scan.text, position)
    if match is None:
        return _span_backwards(scan, position)
    second, first = int(match[1]), int(match[3])
    if second % 100 != (first + 1) % 100 or (len(match[1]) == 4 and second < first):
        return _span_backwards(scan, position)
    if (match[2] == "/" or len(match[1]) == 4) and not (
        _FISCAL.search(scan.before(position, 16)) or _BUDGET.match(scan.text, match.end())
    ):
        # The number of a case is written so too.
        return None
    end, era_words = era(scan.text, match.end(), gregorian=scan.gregorian_suffix)
    later = cardinal(second % 100) if second % 100 else year(first + 1)
    spoken = f"{year(first)} {later}"
    return Reading(position, end, "fiscal_year", spoken + era_words)


def _span_backwards(scan: Scan, position: int) -> Reading | None:
    """45-1939ء: a span of years typed from the right; the sign of the era tells it."""
    match = _SPAN_BACKWARDS.match(scan.text, position)
    if match is None or int(match[1]) <= int(match[2]) % 100:
        return None
    end, era_words = era(scan.text, match.end(), gregorian=scan.gregorian_suffix)
    if end == match.end() and not _FISCAL.search(scan.before(position, 16)):
        return None
    first = int(match[2])
    spoken = f"{year(first)} سے {year(first - first % 100 + int(match[1]))}"
    return Reading(position, end, "range", spoken + era_words)


def _spanned(scan: Scan, position: int) -> Reading | None:
    match = _SPAN.match(scan.text, position)
    if match is None or _MARKS.match(scan.text, match.end()):
        return None
    if match["sep"] == "/" and _NUMBERED.search(scan.before(position, 16)):
        return None
    first, second = int(match[1]), match[3]
    sep = match["sep"].strip()
    following = first + 1
    fiscal = int(second) == (following if len(second) == 4 else following % 100)
    short = len(second) == 2
    if sep in ("سے", "تا"):
        if short:
            return None
        spoken = f"{year(first)} {sep} {year(int(second))}"
    elif (
        fiscal
        and int(second) % 100
        and (
            short
            or _FISCAL.search(scan.before(position, 16))
            or _BUDGET.match(scan.text, match.end())
        )
    ):
        rest = int(second) % 100
        spoken = f"{year(first)} {cardinal(rest)}"
    elif short:
        if int(second) <= first % 100 or sep in ("/", "۔"):
            return None
        spoken = f"{year(first)} سے {year(first - first % 100 + int(second))}"
    elif int(second) == first or (int(second) < first and sep != "-"):
        return None
    else:
        # 1938-1877 was typed from the right; before Christ years go down.
        is_down = era(scan.text, match.end(), gregorian=False)[1] == BEFORE_CHRIST
        spoken = " سے ".join(map(year, sorted((first, int(second)), reverse=is_down)))
    end, era_words = era(scan.text, match.end(), gregorian=scan.gregorian_suffix)
    return Reading(position, end, "fiscal_year" if fiscal else "range", spoken + era_words)


def _is_year(scan: Scan, position: int, end: int) -> bool:
    """Whether 1100 to 1999 is a year here and not a count."""
    words = groups("year_words.tsv")
    if _REPORT.search(scan.before(position, 8)) or _REPORT.match(scan.text, end):
        return True
    before = _WORD_BEFORE.search(scan.before(position, 24))
    if before and before[1] in words["before"]:
        return True
    if before and before[1] in words["not_before"]:
        return False
    after = _WORD_AFTER.match(scan.text, end)
    if after is None:
        return _PLAIN_END.match(scan.text, end) is not None
    if after[1] in words["after"]:
        return True
    return after[1] in words["postposition"] and after[2] not in words["not_after"]
