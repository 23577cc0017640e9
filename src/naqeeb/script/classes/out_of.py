"""So many of so many: ریٹنگ 4.5/5, نمبر 1196/1200, قسط 3/7; and two prices 284.50/285.20."""

from __future__ import annotations

from naqeeb.script.numbers import cardinal, decimal
from naqeeb.script.reading import Reading, Scan
from naqeeb.script.tables import any_in
from naqeeb.text.lazy_pattern import LazyPattern

_WORDS = "slash_words.tsv"
_RATED = LazyPattern(r"(\d{1,3}\.\d{1,2})/(?:(5|10|20|50|100)|([45]|10)\.00?)(?![\d/]|\.\d)")
_QUOTED = LazyPattern(r"(\d{1,6})\.(\d{1,4})/(\d{1,6})\.(\d{1,4})(?![\d/]|\.\d)")
_MARKED = LazyPattern(rf"(?:{any_in(_WORDS, 'marked')})[ :]*$")
_MARKS = LazyPattern(r"(\d{2,4})/(\d{3,4})(?![\d/]|\.\d)")
_TOTALS = range(50, 1501, 50)
_EXAM = LazyPattern(rf"{any_in(_WORDS, 'exam')}|بورڈ(?! آف)|انٹر(?![ء-ے])")
_TESTED = LazyPattern(rf"(?:{any_in(_WORDS, 'tested')})(?: میں| کا| کے)?(?: اسکور| سکور)?[ :]*$")
_CASE = LazyPattern(rf"(?:{any_in(_WORDS, 'numbered')}|No\.?)[ :]*$")
_PART = LazyPattern(r"(\d{1,2})/(\d{1,2})(?![\d/])")
_IN_PARTS = LazyPattern(rf"(?:{any_in(_WORDS, 'in_parts')}) ?[(:]?$")


def read_part(scan: Scan, position: int) -> Reading | None:
    """ٹویٹ (1/2), قسط 3/7: the first of two, the third of seven; ریٹنگ 9/10: nine of ten."""
    match = _PART.match(scan.text, position)
    if match is None:
        return None
    before = scan.before(position, 12)
    is_mark = match[2] in ("5", "10") and int(match[1]) <= int(match[2]) and _MARKED.search(before)
    if not is_mark and not _IN_PARTS.search(before):
        return None
    number, of = cardinal(int(match[1])), cardinal(int(match[2]))
    return Reading(position, match.end(), "fraction", f"{of} میں سے {number}")


def read_marks(scan: Scan, position: int) -> Reading | None:
    """محمد عمر (1196/1200): marks, where an examination is spoken of."""
    match = _MARKS.match(scan.text, position)
    if match is None:
        return None
    marks, total = (int(figure) for figure in match.groups())
    if marks > total:
        return None
    before = scan.before(position, 64)
    spoken = f"{hundreds(total)} میں سے {cardinal(marks)}"
    if _TESTED.search(before):
        return Reading(position, match.end(), "fraction", spoken)
    if total not in _TOTALS:
        return None
    if not _EXAM.search(before + scan.after(match.end(), 48)) or _CASE.search(before):
        return None
    return Reading(position, match.end(), "fraction", spoken)


def read_rated(scan: Scan, position: int) -> Reading | None:
    """4.5/5: so many of so many points."""
    match = _RATED.match(scan.text, position)
    if match is None:
        return _read_quoted(scan, position)
    spoken = f"{cardinal(int(match[2] or match[3]))} میں سے {decimal(*match[1].split('.'))}"
    return Reading(position, match.end(), "fraction", spoken)


def hundreds(figure: int) -> str:
    """1100, of which marks are given, is eleven hundred."""
    hundreds, rest = divmod(figure, 100)
    return f"{cardinal(hundreds)} سو" if not rest and 10 < hundreds < 20 else cardinal(figure)


def _read_quoted(scan: Scan, position: int) -> Reading | None:
    """284.50/285.20: what is paid and what is asked."""
    match = _QUOTED.match(scan.text, position)
    if match is None:
        return None
    spoken = f"{decimal(match[1], match[2])}، {decimal(match[3], match[4])}"
    return Reading(position, match.end(), "decimal", spoken)
