"""Fractions: 1/2 is آدھا, 2/3 دو تہائی, ½ and 1½ likewise; 5/7 is پانچ بٹا سات."""

from __future__ import annotations

import re

from naqeeb.script.agreement import half
from naqeeb.script.alphabet import WORD
from naqeeb.script.classes import measure
from naqeeb.script.classes.out_of import hundreds
from naqeeb.script.numbers import cardinal, fraction
from naqeeb.script.quantity import VULGAR, amount
from naqeeb.script.reading import Reading, Scan
from naqeeb.script.tables import any_in, groups, pairs
from naqeeb.text.lazy_pattern import LazyPattern

_WORDS = "fraction_words.tsv"
_WHOLE = r"(\d{1,3}(?:,\d{2,3}){0,3},\d{3}|\d{1,5})"
_OVER = LazyPattern(rf"{_WHOLE} ?/ ?{_WHOLE}(?![/\d])(?!-\d)")
_MIXED = LazyPattern(rf"\d+ ?[{''.join(VULGAR)}]|\d+[ -]\d/\d(?![/\d])")
_MONEY = LazyPattern(rf" ?(?:{any_in('slash_words.tsv', 'money')})")
_RUNS = LazyPattern(" ?(?:رنز|رن)(?![ء-ے])")
_MADE = LazyPattern(rf" ?(?:{any_in(_WORDS, 'made')})(?![ء-ے])")
_CRICKET = LazyPattern(
    rf" ?(?:(?:کا |کے |کی )?(?:{any_in(_WORDS, 'total')})"
    rf"|{any_in(_WORDS, 'cricket')}|\(\d+(?:\.\d)? ?اوور)"
)
_BOWLING = LazyPattern(
    rf" (?:کی |کے |کا )?(?:(?:{any_in(_WORDS, 'praise')}) )?(?:{any_in(_WORDS, 'bowling')})"
)
_GAME = LazyPattern(any_in(_WORDS, "game"))
_LEANING = LazyPattern(" ?(?:کے|کی|کا|سے)(?![ء-ے])")
_MOST_WICKETS = 10
_OTHER_FIGURES = LazyPattern(r"\d{1,2}/\d{2,3} ?(?:اور|،|و) ?$")
_DECLARED = LazyPattern(r" ?(?:dec|d)(?![A-Za-z])\.?")
_HALF = (1, 2)
_LEAST_RUNS, _LEAST_TOTAL, _MOST_RUNS = 60, 100, 1200
_NUMBERED = LazyPattern(rf"(?:{any_in(_WORDS, 'numbered')}|No\.?)[ :]*$|(?:نمبر|چک) \w+ $")
_EQUALS = LazyPattern(" ?=")
_TYPED_BACKWARDS = "11/9"
"""The day of 9/11, as it comes out where figures are typed from the right."""
_ATTACK = LazyPattern(rf"(?:{any_in(_WORDS, 'attack')}) $")
_AFTER_ATTACK = LazyPattern(
    rf" (?:(?:کے|کی|کا) )?(?:{any_in(_WORDS, 'attack')}|بعد)(?![{WORD}])| سے (?:پہلے|قبل)"
)
_TOOK = LazyPattern(" (?:لیے|لئے|لیں|حاصل کیے|حاصل کئے|کی کارکردگی)(?![ء-ے])")


def read(scan: Scan, position: int) -> Reading | None:
    """A number over another, or a whole number and a fraction."""
    mixed = read_mixed(scan, position)
    if mixed is not None:
        return mixed
    text = scan.text
    match = _OVER.match(text, position)
    if match is None:
        return None
    if "," in match.group() and (grouped := _grouped(scan, position, match)):
        return grouped
    written = f"{match[1]}/{match[2]}"
    if written == _TYPED_BACKWARDS and _is_attack(scan, position, match.end()):
        written = "9/11"
    known = pairs("slashed.tsv").get(written)
    if known:
        return Reading(position, match.end(), "fraction", known)
    over, under = (int(figure.replace(",", "")) for figure in match.groups())
    backwards = over <= _MOST_WICKETS < under and _MADE.match(text, match.end())
    is_score = _RUNS.match(text, match.end()) and min(over, under) <= _MOST_WICKETS < max(
        over, under
    )
    if is_score or backwards:
        # 250/7 رنز, and 7/250 where the line was typed from the right.
        wickets, runs = sorted((over, under))
        spoken = f"{cardinal(wickets)} {'وکٹ' if wickets == 1 else 'وکٹوں'} پر {cardinal(runs)}"
        return Reading(position, match.end(), "score", spoken)
    figures = _cricket(scan, position, match.end(), over, under)
    if figures:
        declared = _DECLARED.match(text, match.end())
        if declared is not None:
            return Reading(position, declared.end(), "score", f"{figures} ڈکلیئر")
        return Reading(position, match.end(), "score", figures)
    if not under or not over:
        # ہم نے 6/0 سے جیتا: nothing is parted into none.
        return Reading(position, match.end(), "score", f"{cardinal(over)} {cardinal(under)}")
    spoken = half(text, match.end()) if (over, under) == _HALF else fraction(over, under)
    return Reading(position, match.end(), "fraction", spoken)


def read_mixed(scan: Scan, position: int) -> Reading | None:
    """2½, 2-1/2: a whole number and a fraction."""
    if not _MIXED.match(scan.text, position):
        return None
    number = amount(scan.text, position, ranges=False)
    if number is None or not number.plain:
        return None
    return Reading(position, number.end, "fraction", number.spoken)


def _is_attack(scan: Scan, position: int, end: int) -> bool:
    """Whether 11/9 is told as a day that changed the world, and not as a score."""
    return bool(_ATTACK.search(scan.before(position, 8)) or _AFTER_ATTACK.match(scan.text, end))


def _grouped(scan: Scan, position: int, match: re.Match[str]) -> Reading | None:
    """4,400/50kg, a price; 74,514/1,09,000 کامیاب: nobody parts a thing into so many."""
    priced = measure.read_priced(scan, position)
    if priced is not None or "," not in match[1] or "," not in match[2]:
        return priced
    over, under = (int(figure.replace(",", "")) for figure in match.groups())
    if over > under or _MONEY.match(scan.text, match.end()):
        return None
    spoken = f"{hundreds(under)} میں سے {cardinal(over)}"
    return Reading(position, match.end(), "fraction", spoken)


def _cricket(scan: Scan, position: int, end: int, over: int, under: int) -> str | None:
    """Runs and wickets: 106/4 is ایک سو چھ پر چار, a bowler's 3/29 انتیس رنز کے عوض تین وکٹوں."""
    # Of small figures nothing below asks who plays.
    is_small = max(over, under) <= _MOST_WICKETS
    near = "" if is_small else scan.before(position, 64) + scan.after(end, 64)
    in_game = not is_small and _GAME.search(near) is not None
    is_named = not is_small and _is_bowler(scan, position)
    is_bowlers = over <= _MOST_WICKETS and over < under
    if min(over, under) <= _MOST_WICKETS and _LEAST_RUNS <= max(over, under) <= _MOST_RUNS:
        # No fraction is like 271/9 or 9/146; what is numbered so is named before it.
        if _NUMBERED.search(scan.before(position, 24)) or _EQUALS.match(scan.text, end):
            return None
        if over > under:
            return f"{cardinal(over)} پر {cardinal(under)}"
        took = _TOOK.match(scan.text, end) or _BOWLING.match(scan.text, end)
        by_bowler = took is not None or is_named or scan.text.startswith(" وکٹیں", end)
        if under >= _LEAST_TOTAL and not by_bowler:
            wickets = f"{cardinal(over)} {'وکٹ' if over == 1 else 'وکٹوں'}"
            return f"{wickets} پر {cardinal(under)}"
    if is_bowlers and under > _MOST_WICKETS and _TOOK.match(scan.text, end):
        return f"{cardinal(under)} رنز کے عوض {cardinal(over)} وکٹ"
    if is_bowlers and (
        _BOWLING.match(scan.text, end) or ((in_game or is_named) and under > _MOST_WICKETS)
    ):
        spoken = f"{cardinal(under)} رنز کے عوض {cardinal(over)}"
        if scan.text.startswith(" وکٹ", end):
            return spoken
        return spoken + (" وکٹوں" if _LEANING.match(scan.text, end) else " وکٹ")
    if over > under and (
        (in_game and under <= _MOST_WICKETS < over)
        or _CRICKET.match(scan.text, end)
        or _CRICKET.search(scan.before(position, 16))
    ):
        return f"{cardinal(over)} پر {cardinal(under)}"
    return None


def _is_bowler(scan: Scan, position: int) -> bool:
    """Whether a bowler's name stands before the figures, or before others of the same kind."""
    before = _OTHER_FIGURES.sub("", scan.before(position).removesuffix("(")).removesuffix("نے ")
    name = _WORD_BEFORE.search(before)
    if name is None or not before.endswith(" "):
        return False
    return name[1] in groups(_WORDS)["bowlers"]


def read_sign(scan: Scan, position: int) -> Reading | None:
    """A vulgar fraction sign; old converters wrote a dash as ¾."""
    if scan.text[position] == "¾" and _is_dash(scan, position):
        return Reading(position, position + 1, "mark", "،")
    parts = VULGAR[scan.text[position]]
    spoken = half(scan.text, position + 1) if parts == _HALF else fraction(*parts)
    return Reading(position, position + 1, "fraction", spoken)


def _is_dash(scan: Scan, position: int) -> bool:
    """Whether words stand on both sides, and neither asks for a fraction."""
    before = _WORD_BEFORE.search(scan.before(position, 24))
    behind = _WORD_BEHIND.match(scan.text, position + 1)
    if before is None or behind is None:
        return False
    words = groups(_WORDS)
    return before[1] not in words["before"] and behind[1] not in words["behind"]


_WORD_BEFORE = LazyPattern(rf"([{WORD}]+|[A-Za-z]+) ?$")
_WORD_BEHIND = LazyPattern(rf" ?([{WORD}]+|[A-Za-z]+)")
