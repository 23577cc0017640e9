"""Scores and ratios: 2-0 سے شکست is دو صفر سے, 3:2 is تین نسبت دو."""

from __future__ import annotations

import re
from functools import cache

from naqeeb.script.alphabet import WORD, WORD_CHARACTERS
from naqeeb.script.classes.clock import SCRIPTURE
from naqeeb.script.era import era
from naqeeb.script.numbers import cardinal
from naqeeb.script.reading import Reading, Scan
from naqeeb.script.tables import any_in, any_of, groups, pairs
from naqeeb.text.lazy_pattern import LazyPattern

_WORDS = "score_words.tsv"
_PAIR = LazyPattern(r"(\d{1,3}) ?(-|۔|:) ?(\d{1,3})(?![\d/]|:\d|[-.۔٫]\d|[,،]\d(?!\d?[-۔/]\d)| ?%)")
# More sets or legs may stand between: 6-4، 7-5 سے ہرایا.
_SET_LINK = r"(?:\(\d{1,2}(?:[-/]\d{1,2})?\))? ?(?:[،,؛]| اور)? ?"
_TIE_BREAK = LazyPattern(r"(?:6[-/۔]7|7[-/۔]6) ?\($")
_SET_BEFORE = LazyPattern(rf"(\d{{1,2}})[-۔/](\d{{1,2}}) ?{_SET_LINK}$")
_SET_BEHIND = LazyPattern(rf" ?{_SET_LINK}(\d{{1,2}})[-۔/](\d{{1,2}})(?![\d/])")
_SLASHED = LazyPattern(r"(\d{1,2})(/)(\d{1,2})(?![\d/]|:\d|[-.۔٫]\d| ?%)")
_CASES = LazyPattern(
    rf"(?:{any_in(_WORDS, 'numbered')})[ء-ے]{{0,3}} نمبر[ :]*(?:[\d/،, ]|و |اور )*$"
)
"""مقدمات نمبر 12/25، 13/25: no sets."""
_SET_NAMED = LazyPattern(rf"(?:{any_in(_WORDS, 'set')})(?: میں| کا| کے)?[ :،]*$")
_REST = LazyPattern(rf"(?:[-\d،, ()۔:]++|اور )*+((?:[{WORD}]+ ?){{0,6}})")
_BEFORE = LazyPattern(rf"(?:{any_in(_WORDS, 'before')})(?: [{WORD}]+)?[ :،]*$")
_VERSUS = LazyPattern(rf"[{WORD}] ?(?:-{{1,3}}|بمقابلہ) ?(?:[{WORD}]+ ){{1,3}}$")
"""انٹر-میلان 0-1, پاکستان بمقابلہ بھارت 0-1"""
_ENDS = LazyPattern("$|[،۔؛؟!)]")
_VERDICT = LazyPattern(rf"(?<![{WORD}])فیصلہ(?: [{WORD}]+)?[ :،]*$")
_RATIO = LazyPattern(
    r"(\d{1,4}) ?: ?(\d{1,3}(?:[,،]\d{3}){1,3}|\d{1,7})(?: ?: ?(\d{1,4}))?(?!\d|:\d)"
)
_HEADED = LazyPattern(r"(?:19|20)\d{2}: \d")
"""سی ایس ایس 2023: 13,008 امیدوار: the colon of a heading."""
_STANDARD = LazyPattern(r"(?:ISO|IEC|BS|آئی ایس او)[ -]?$")
_NAMED = LazyPattern("نسبت[ :]*$")
_INNINGS = LazyPattern(
    r"(?P<runs>\d{1,3})(?P<star>\*)?"
    r"(?: ?\((?P<balls>\d{1,3})(?P<b> ?b| balls)?\)(?! ?اوور))?(?![\d*#(])"
    r"(?: ?(?P<unit>رنز|رن)(?![ء-ے]))?"
)
_CARD = LazyPattern(r"(?<![\d.-])\d{1,3}(?:\*|\(\d{1,3}(?: ?b)?\))(?![\d*(])")
_SPACED_CARD = LazyPattern(r"(?<![\d.-])\d{1,3}\*? ?(?:\*|\(\d{1,3}(?: ?b)?\))(?![\d*(])")
_NOT_OUT = LazyPattern(r"\d\* ?\(\d")
_OF_LAW = LazyPattern(rf"(?<![{WORD}])(?:{any_in(_WORDS, 'law')})")
"""دفعہ 103(1)، 61(2): clauses, no balls."""
_PAIR_OF_INNINGS = 2
"""So many innings beside each other are a scorecard: فرحان 24(15)، طلعت 32*."""
_BOUNDARIES = LazyPattern(r"(\d{1,2}) ?[xX×*] ?([46])(?:s\b)?(?![\d.])")
_BALLS = LazyPattern(r"(\d{1,3}) ?b(?![A-Za-z\d])")
_OFF_BALLS = LazyPattern(r"\d\*? ?\(\d{1,3} ?b(?![A-Za-z\d])")
_IN_BRACKET = LazyPattern(r"[(،,؛] ?(?:اور )?$")
_SPELL = LazyPattern(r"(\d{1,2})-(\d{1,3})(?= ?(?:[،,؛)]|۔(?!\d)|اور |$))")
_TOTAL = LazyPattern(r"(\d)-(\d{2,3}) (?:رنز|رن)(?![ء-ے])")
_TOTAL_OF_GAME = LazyPattern(
    rf"(10|\d)-(\d{{2,3}})(?![\d/%-]|[.:]\d| ?(?:{any_in(_WORDS, 'no_runs')}))"
)
_GAME = LazyPattern(any_in(_WORDS, "game"))
_LEAST_RUNS = 40
"""Fewer runs behind a hyphen may be a range: 5-15 رنز."""
_ROW = LazyPattern(
    r"(?:\d(?:-\d){2,4}|(?:0|[1-9]\d?)-(?:0|[1-9]\d?)-(?:0|[1-9]\d{0,2})-(?:0|[1-9]\d?))"
    r"(?![\d/]|[-.:۔]\d)"
    # 142-10-12 سے منظور: for, against and abstaining; no day is so late
    r"|\d{1,3}-0-\d{1,2}(?![\d/]|[-.:۔]\d)|\d{2,3}-\d{1,2}-0(?![\d/]|[-.:۔]\d)"
    r"|(?:3[2-9]|[4-9]\d|[1-9]\d\d)-\d{1,3}-\d{1,3}(?= سے )"
)
_BOWLING = LazyPattern("وکٹ|باؤل|بول(?:ر|نگ)")
_MOST_WICKETS = 10
_WORD_AND_BRACKET = LazyPattern(rf"[{WORD}A-Za-z] ?\($")
_BATTING = LazyPattern(any_in(_WORDS, "batting"))
_TOTAL_BESIDE = LazyPattern(r"(?<![\d/])\d{2,3}/\d{1,2}(?![\d/])")
_SAID_NOT_OUT = LazyPattern("ناٹ آ|ناقابل شکست|آؤٹ نہیں")
_QUOTED = LazyPattern(r"[\"'] ?\($")
_VERSE = LazyPattern(
    rf"(?:{any_in(_WORDS, 'verse')})[ :،]*(?:[^ ]+[ :،(]*){{0,2}}$"
    rf"|(?<![{WORD}])(?:{SCRIPTURE})[ :،]*$"
)


def read(scan: Scan, position: int) -> Reading | None:
    """Two figures that face each other."""
    match = _PAIR.match(scan.text, position)
    if match is None or era(scan.text, match.end(), gregorian=False)[0] > match.end():
        return None
    first, mark, second = int(match[1]), match[2], int(match[3])
    if mark == "۔" and len(match[3]) > 1 and first < second:
        return None
    # 3-2: no range goes down.
    if (mark != "-" or first < second) and not _is_told(scan, position, match):
        return None
    spoken = f"{cardinal(first)} {cardinal(second)}"
    return Reading(position, match.end(), "score", spoken)


def _is_told(scan: Scan, position: int, match: re.Match[str]) -> bool:
    """Whether what stands around two figures tells that they are a score or a vote."""
    if _among_sets(scan, position, match):
        return True
    end = match.end()
    if _decides(scan.text, end) or _VOTE.match(scan.text, end):
        return True
    near = scan.before(position, 32)
    if near.rstrip(" :،")[-1:] not in WORD_CHARACTERS:
        return False
    return bool(
        _BEFORE.search(near[-24:])
        or (_ENDS.match(scan.text, end) and _VERSUS.search(near))
        or _between_teams(scan, position, end)
        or (scan.text.startswith(" سے ", end) and _VERDICT.search(near[-24:]))
    )


def read_slashed(scan: Scan, position: int) -> Reading | None:
    """6/4, 7/5: sets of tennis with strokes."""
    match = _SLASHED.match(scan.text, position)
    if match is None:
        return None
    if not (
        _among_sets(scan, position, match)
        or (scan.text.startswith(" سے ", match.end()) and _decides(scan.text, match.end()))
        or (_is_set(match[1], match[3]) and _SET_NAMED.search(scan.before(position, 24)))
    ) or _CASES.search(scan.before(position, 40)):
        return None
    spoken = f"{cardinal(int(match[1]))} {cardinal(int(match[3]))}"
    return Reading(position, match.end(), "score", spoken)


def _among_sets(scan: Scan, position: int, match: re.Match[str]) -> bool:
    """Whether other sets of a match stand beside these figures: 6-3, 3-6, 7-6."""
    if scan.before(position, 1) == "(" and _TIE_BREAK.search(scan.before(position, 8)):
        return True
    if not _is_set(match[1], match[3]):
        return False
    before = _SET_BEFORE.search(scan.before(position, 16))
    behind = _SET_BEHIND.match(scan.text, match.end())
    return any(other is not None and _is_set(other[1], other[2]) for other in (before, behind))


def _between_teams(scan: Scan, position: int, end: int) -> bool:
    """Whether the figures stand between two that play: پاکستان 1-2 بھارت."""
    before, behind = _teams()
    return bool(before.search(scan.before(position, 24)) and behind.match(scan.text, end))


@cache
def _teams() -> tuple[re.Pattern[str], re.Pattern[str]]:
    names = any_of(pairs("teams.tsv").values())
    return re.compile(rf"(?<![{WORD}])(?:{names}) $"), re.compile(rf" (?:{names})(?![{WORD}])")


def _is_set(one: str, other: str) -> bool:
    """Whether a set of tennis, volleyball, badminton or squash can end so."""
    fewer, more = sorted((int(one), int(other)))
    if more in (6, 7, 10):
        return fewer <= more - 2 or (fewer, more) == (6, 7)
    return any(more == goal or more == fewer + 2 for goal in (11, 15, 21, 25) if more >= goal)


def _decides(text: str, end: int) -> bool:
    """Whether the words that follow tell of a contest."""
    rest = _REST.match(text, end, end + 90)
    words = rest[1].split() if rest else []
    if not words:
        return False
    outcomes = _outcomes()
    # 5-10 سال میں کامیابی is no score: a noun follows the figures.
    if words[:1] == ["سے"] and "".join(words[1:2]).startswith(_VOTED):
        return True
    return words[0].startswith(outcomes) or (
        words[0] in _LINKS and any(word.startswith(outcomes) for word in words)
    )


@cache
def _outcomes() -> tuple[str, ...]:
    return tuple(pairs("outcomes.tsv"))


_VOTED = tuple(groups(_WORDS)["voted"])
"""What such a word begins with."""
_VOTE = LazyPattern(" (?:کا|کی|کے|سے) (?:منقسم |اکثریتی |تاریخی )?(?:فیصل|اکثریت)")
_LINKS = groups(_WORDS)["links"]


def read_innings(scan: Scan, position: int) -> Reading | None:
    """102* among runs and balls: the star says not out; 76(83) was made off 83 balls."""
    match = _INNINGS.match(scan.text, position)
    if match is None or not (match["star"] or match["balls"]):
        return None
    if _OF_LAW.search(scan.before(position, 40)):
        return None
    near = scan.before(position, 64) + scan.after(position, 64)
    is_certain = match["balls"] and (match["star"] or match["b"])
    is_certain = is_certain or (match["star"] and _TOTAL_BESIDE.search(near))
    if not (is_certain or _BATTING.search(near) or _is_card(near)):
        return None
    spoken = cardinal(int(match["runs"]))
    if match["balls"]:
        spoken = f"{cardinal(int(match['balls']))} گیندوں پر {spoken}"
    not_out = "ناٹ آؤٹ" if match["star"] and not _SAID_NOT_OUT.search(near) else ""
    words = (not_out, spoken, match["unit"]) if match["unit"] else (spoken, not_out)
    return Reading(position, match.end(), "score", " ".join(filter(None, words)))


def _is_card(near: str) -> bool:
    """Whether another innings stands beside: 123 (83)، 51* (49)."""
    cards = _SPACED_CARD if _NOT_OUT.search(near) else _CARD
    return len(cards.findall(near)) >= _PAIR_OF_INNINGS


def read_boundaries(scan: Scan, position: int) -> Reading | None:
    """(58b، 8x4، 3x6) behind a batter's runs: balls, fours and sixes."""
    match = _BOUNDARIES.match(scan.text, position) or _BALLS.match(scan.text, position)
    if match is None or not _IN_BRACKET.search(scan.before(position, 8)):
        return None
    near = scan.before(position, 64) + scan.after(match.end(), 64)
    if not (_BATTING.search(near) or _OFF_BALLS.search(scan.before(position, 24) + match.group())):
        return None
    count = int(match[1])
    if match.re.groups == 1:
        return Reading(position, match.end(), "score", f"{cardinal(count)} گیندیں")
    one, many = ("چوکا", "چوکے") if match[2] == "4" else ("چھکا", "چھکے")
    spoken = f"{cardinal(count)} {one if count == 1 else many}"
    return Reading(position, match.end(), "score", spoken)


def read_row(scan: Scan, position: int) -> Reading | None:
    """3-0-1, 4-4-2, 10-2-45-3: a record, a line-up, a bowler's figures; one after the other."""
    match = _ROW.match(scan.text, position)
    if match is None:
        return None
    numbers = match.group().split("-")
    return Reading(position, match.end(), "score", " ".join(cardinal(int(n)) for n in numbers))


def read_spell(scan: Scan, position: int) -> Reading | None:
    """4-29 behind a bowler's name: four wickets for 29 runs; 4-156 رنز: 156 runs for four."""
    total = _TOTAL.match(scan.text, position)
    near = scan.before(position, 64) + scan.after(position, 64)
    if total is None:
        total = _TOTAL_OF_GAME.match(scan.text, position)
        total = total if total and _GAME.search(near) else None
    if total is not None and int(total[2]) >= _LEAST_RUNS and int(total[1]):
        wickets = f"{cardinal(int(total[1]))} {'وکٹ' if total[1] == '1' else 'وکٹوں'}"
        return Reading(position, total.end(2), "score", f"{wickets} پر {cardinal(int(total[2]))}")
    match = _SPELL.match(scan.text, position)
    if match is not None and _in_bracket(scan, position, match.end()):
        # A bowler's five for 27 behind his name: بمراہ (5-27).
        spoken = f"{cardinal(int(match[1]))} {cardinal(int(match[2]))}"
        if int(match[1]) <= _MOST_WICKETS < int(match[2]) and len(match[2]) > 1:
            return Reading(position, match.end(), "score", spoken)
    if match is None or int(match[1]) > _MOST_WICKETS or int(match[2]) <= _MOST_WICKETS:
        return None
    bowler = scan.before(position, 16).rstrip().rpartition(" ")[2]
    if not _BOWLING.search(near) and bowler not in groups("fraction_words.tsv")["bowlers"]:
        return None
    spoken = f"{cardinal(int(match[2]))} رنز کے عوض {cardinal(int(match[1]))} وکٹ"
    return Reading(position, match.end(), "score", spoken)


def _in_bracket(scan: Scan, position: int, end: int) -> bool:
    """Whether brackets hold two figures and nothing else, behind a word."""
    return (
        _WORD_AND_BRACKET.search(scan.before(position, 4)) is not None and scan.after(end, 1) == ")"
    )


def read_ratio(scan: Scan, position: int) -> Reading | None:
    """Figures with a colon between that tell no time."""
    match = _RATIO.match(scan.text, position)
    if match is None or _HEADED.match(scan.text, position):
        return None
    parts = [cardinal(int(re.sub("[,،]", "", part))) for part in match.groups() if part]
    if _NAMED.search(scan.before(position, 8)):
        return Reading(position, match.end(), "ratio", " اور ".join(parts))
    if _STANDARD.search(scan.before(position, 8)):
        # ISO 9001:2015: the year of a standard.
        return Reading(position, match.end(), "ratio", " ".join(parts))
    # A quotation stands before it: ’’...‘‘ (21:107).
    joint = (
        "، "
        if _QUOTED.search(scan.before(position, 4)) or _VERSE.search(scan.before(position, 24))
        else " نسبت "
    )
    return Reading(position, match.end(), "ratio", joint.join(parts))
