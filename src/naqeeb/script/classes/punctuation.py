"""Marks: quotation marks fall silent, stray marks find their place, dots gather."""

from __future__ import annotations

from naqeeb.script.alphabet import WORD
from naqeeb.script.reading import Reading, Scan
from naqeeb.script.tables import any_in, any_of, groups
from naqeeb.text.lazy_pattern import LazyPattern

_DOTS = LazyPattern(r"[۔.…](?: ?[۔.…])+")
_GRADE = LazyPattern("(?<![A-Za-z])(?:[A-D]{1,3}|AB|O)$|(?:^| )(?:اے|بی|سی|ڈی|او|اے بی)$")
_RATED = LazyPattern("ریٹنگ|درجہ بندی|گریڈ|کریڈٹ|خون|بلڈ")
_BLOOD = ("خون", "بلڈ")
ENDS_CLAUSE = any_in("breath.tsv", "finite")
"""Verbs behind which a hyphen that is stuck to them was typed for a stop."""
_ENDED = LazyPattern(rf"(?<![{WORD}])(?:{ENDS_CLAUSE})$")
_LONGEST_NUMBER = 2
"""No list has more items."""
_LONGEST_NOTE = 28
_BETWEEN = LazyPattern(rf"[{WORD}0-9)A-Z]' [{WORD}0-9(A-Za-z']|[{WORD})]'[{WORD}]")
_QUOTED = LazyPattern(r"(?:^|(?<=[^'A-Za-z0-9\u0600-\u06ff]))'(?=[^\s'])(?:[^']|'')*$")
"""A quotation that begins with a single mark and has not been closed."""
_OPENING = LazyPattern(rf"(\"|''|(?<= )')(?=[{WORD}A-Za-z0-9])")
_TELLS = LazyPattern(
    rf"(?<![{WORD}])(?:{any_of(groups('stop_words.tsv')['before_quotation'] - {'کہ', 'یعنی'})}) ?$"
)
_FAR = 10
"""No such word is longer."""
_BEHIND_END = frozenset(("", " ", '"', "'", ")"))
_BEHIND_GRADE = frozenset(("", *" ،۔)؛:'\""))
_LONGEST_QUOTATION = 120
_WESTERN = {",": "،", ".": "۔"}


def read(scan: Scan, position: int) -> Reading | None:
    """A mark of the spoken alphabet, or a Western one, where none is expected."""
    text = scan.text
    dots = _DOTS.match(text, position)
    if dots is not None:
        many = "…" in dots.group() or len(dots.group().replace(" ", "")) > 2
        return Reading(position, dots.end(), "mark", "…" if many else "۔")
    mark = text[position]
    if mark == "." and _inside(scan, position):
        return Reading(position, position + 1, "mark", "")
    return Reading(position, position + 1, "mark", _WESTERN.get(mark, mark))


def _inside(scan: Scan, position: int) -> bool:
    """Whether a dot stands within or before a word rather than at its end."""
    before, after = scan.before(position, 1), scan.after(position + 1, 1)
    return not before or (before == " " and after not in _BEHIND_END)


def note(scan: Scan, position: int) -> Reading | None:
    """⁅15⁆: the marker of a note is not spoken."""
    end = scan.text.find("⁆", position, position + _LONGEST_NOTE)
    return Reading(position, max(end, position) + 1, "gloss", "")


def silent(_scan: Scan, position: int) -> Reading | None:
    """A quotation mark, a blank too many."""
    return Reading(position, position + 1, "mark", "")


def read_opening(scan: Scan, position: int) -> Reading | None:
    """A breath before what somebody says: اس نے کہا ’’میں آؤں گا‘‘.

    A mark with no blank before it opens where none is open.
    """
    mark = _OPENING.match(scan.text, position)
    if mark is None or not _TELLS.search(scan.before(position, _FAR)):
        return None
    near = scan.before(position, _LONGEST_QUOTATION)
    if near[-1:] != " " and near.count(mark[1]) % 2:
        return None
    return Reading(position, mark.end(), "mark", "،")


def read_comma(scan: Scan, position: int) -> Reading | None:
    """سلیم‘ شکیل‘ بانو: a single mark that closes nothing is the comma of Indian dailies."""
    if not _BETWEEN.match(scan.text, max(0, position - 1)):
        return None
    quoted = _QUOTED.search(scan.before(position, _LONGEST_QUOTATION))
    return None if quoted else Reading(position, position + 1, "mark", "،")


def dash(scan: Scan, position: int) -> Reading | None:
    """A dash between words is a breath; a hyphen within one is silent."""
    text = scan.text
    end = position
    while text[end : end + 1] == "-":
        end += 1
    lowered = _lowered(scan, position, end)
    if lowered is not None:
        return Reading(position, end, "sign", lowered)
    ends = text[end : end + 1] in ("", " ")
    if ends and _ENDED.search(scan.before(position, 10)):
        # بڑھ گئیں- عوام پریشان ہیں-
        return Reading(position, end, "mark", "۔")
    if ends and position <= _LONGEST_NUMBER and text[:position].isdecimal() and end < len(text):
        # 1- تعلیم
        return Reading(position, end, "mark", "،")
    spaced = ends and scan.before(position, 1) in ("", " ")
    return Reading(position, end, "mark", "،" if spaced or end - position > 1 else "")


def _lowered(scan: Scan, position: int, end: int) -> str | None:
    """What the hyphen behind a letter says of a grade or a blood group, None elsewhere."""
    # The cheap question first: of most hyphens a letter follows.
    if scan.text[end : end + 1] not in _BEHIND_GRADE or not _GRADE.search(scan.before(position, 6)):
        return None
    word = _RATED.search(scan.before(position, 40) + "  " + scan.after(end, 24))
    return None if word is None else "نیگیٹو" if word.group() in _BLOOD else "مائنس"
