"""Dotted Urdu letter names: ایم۔ کیو۔ ایم۔ is ایم کیو ایم."""

from __future__ import annotations

import re

from naqeeb.script.alphabet import IS_WORD, LETTERS, WORD, WORD_CHARACTERS
from naqeeb.script.letter_names import ANY_NAME, LETTER_NAMES
from naqeeb.script.reading import Reading, Scan, behind
from naqeeb.script.tables import any_in, any_of, groups
from naqeeb.text.lazy_pattern import LazyPattern

# Two names with no blank between, or a run in which each name has its stop. کے and اے
# are words too: behind a blank they belong to the run only with a stop of their own.
RUN = (
    rf"(?<![{WORD}])(?:(?:{ANY_NAME})۔ (?:{ANY_NAME})۔(?: ?(?:{ANY_NAME})۔){{0,12}}"
    rf"|(?:(?:{ANY_NAME})۔){{1,12}}(?:(?:{ANY_NAME})(?![{WORD}])۔?|(?= ?(?:{ANY_NAME})۔)))"
    rf"(?: (?:{ANY_NAME})۔){{0,12}}"
)
_CLEAR = any_of(set(LETTER_NAMES) - groups("initial_words.tsv")["also_words"])
"""Names of letters that are no words: any other is no initial by itself."""
_ALONE = "".join(f"(?<!{name} )" for name in LETTER_NAMES)
_OPENERS = any_in("initial_words.tsv", "openers")
BEFORE_NAME = any_in("initial_words.tsv", "title")
_AFTER_TITLE = rf"(?:{BEFORE_NAME}) (?:(?:{ANY_NAME})[.۔] ?)+(?=[{WORD}])"
_MIDDLE = (
    rf"(?<![{WORD}])(?:{any_in('initial_words.tsv', 'given')}"
    rf"|(?:{BEFORE_NAME}) [{WORD}]+) (?:{_CLEAR})[.۔] ?(?=[{WORD}])"
)
"""An initial between two names: جان ایف۔ کینیڈی."""
INITIALS = (
    # Two or more, with stops of either kind, before a name.
    rf"(?<![{WORD}])(?:(?:{ANY_NAME})\. ?){{2,6}}(?=[{WORD}])"
    rf"|(?<![{WORD}]){_ALONE}(?:{_CLEAR})\. ?(?=[{WORD}])(?!(?:{_OPENERS})(?![{WORD}]))"
    rf"|{_AFTER_TITLE}|{_MIDDLE}"
)
"""Initials before a name, with their stops."""
_BACK = LazyPattern(rf"(?<![{WORD}])(?:{ANY_NAME})$")
_RUN = LazyPattern(RUN)
DEGREE = (
    rf"(?<![{WORD}])(?:{ANY_NAME})[۔.] ?(فل|ایڈ|کام|ٹیک|لٹ|فارمیسی|پیک)(?![{WORD}])"
    rf"(?:[۔.] ?(?=(?:{any_in('initial_words.tsv', 'studied')})(?![{WORD}])))?"
)
"""A degree whose second half is a word: ایم۔فل, ایم۔ فل۔ کر رہا ہے."""
_DEGREE = LazyPattern(DEGREE)
_INITIALS_OF_NAME = LazyPattern(INITIALS)
_NO_CLASS = "".join(f"(?<!{word} )" for word in sorted(groups("initial_words.tsv")["lettered"]))
_NAMED_BY_FIGURE = any_in("stop_words.tsv", "named_by_figure")
_KNOWN_MODEL = "|".join(
    rf"{letters}۔ (?={figure}(?![0-9]))"
    for letters, figure in (
        name.rsplit(" ", 1) for name in sorted(groups("stop_words.tsv")["model"])
    )
)
MODEL = (
    rf"(?:(?<![{WORD}])(?:{ANY_NAME})|(?<![A-Za-z])[A-Z]{{1,3}})۔"
    rf"(?:(?=[0-9۰-۹])| (?=[0-9۰-۹]{{1,3}} (?:[{WORD}]+ )?(?:{_NAMED_BY_FIGURE})))"
    rf"|(?<![{WORD}]){_NO_CLASS}(?:{_KNOWN_MODEL})"
)
"""The stop in the name of a model or a game: ایف۔16, ایف۔ 16 طیارے, ٹی۔ 20."""
_BEHIND_MODEL = LazyPattern(
    rf"۔(?:[0-9۰-۹]| [0-9۰-۹]{{1,3}} (?:[{WORD}]+ )?(?:{_NAMED_BY_FIGURE}))"
)
_CAPITALS = LazyPattern("(?<![A-Za-z])[A-Z]{1,3}$")
_KNOWN = LazyPattern(rf"(?<![{WORD}]){_NO_CLASS}(?:{_KNOWN_MODEL})")
_MOST_CAPITALS = 3
_FAR = 40
"""No title with its initials is longer."""
_LONGEST = max(map(len, LETTER_NAMES))
_RUN_OF_LETTERS = rf"(?<![{WORD}])[{LETTERS}][۔.] ?(?:[{LETTERS}][۔.] ?){{1,4}}(?=[{WORD}])"
_INITIALS = LazyPattern(_RUN_OF_LETTERS)
_LETTER_BEFORE_NAME = (
    rf"(?<![{WORD}])(?<![0-9۰-۹] )[{LETTERS}] [{LETTERS}][۔.] ?(?=[{WORD}])"
    rf"|(?:{BEFORE_NAME}|{any_in('initial_words.tsv', 'scholar')}) (?:[{LETTERS}][۔.] ?){{1,4}}"
    rf"(?=[{WORD}])"
    rf"|(?<![{WORD}])الف۔ ?(?:[{LETTERS}]۔ ?){{1,4}}(?=[{WORD}])"
    rf"|(?=الف[۔.])(?<=[{WORD}] ){_NO_CLASS}الف[۔.] ?(?=[{WORD}])(?!(?:{_OPENERS})(?![{WORD}]))"
    rf"|(?<=[0-9۰-۹])۔(?:{ANY_NAME})(?=[،,۔)\n]|$)"
    rf"|(?:{any_in('initial_words.tsv', 'law')}) [0-9۰-۹]{{1,4}}[۔.] ?"
    rf"(?:{any_in('initial_words.tsv', 'section')}|[ابجدہ])(?![{WORD}])"
)
URDU_INITIALS = f"{_RUN_OF_LETTERS}|{_LETTER_BEFORE_NAME}"
"""Urdu letters that stand for names (ن۔ م۔ راشد), and the letter of a section (63۔ اے)."""
_TITLED = LazyPattern(_AFTER_TITLE)
_NO_LETTER = "".join(f"(?<! {name} اور )" for name in LETTER_NAMES)
_BEHIND_OFFICE = "".join(
    f"|(?<= {office} )" for office in sorted(groups("name_words.tsv")["initialled"])
)
_NO_LETTER_STOPPED = "".join(f"(?<!{name}۔)" for name in LETTER_NAMES)
_NO_LETTER_IN_ROW = "".join(f"(?<! {name}، )" for name in LETTER_NAMES)
_ONE_OF_ROW = rf"(?<=[{WORD}]، ){_NO_LETTER_IN_ROW}(?!اے|بی|سی|ای)"
_INITIAL = rf"(?:{_CLEAR}|کے|پی|اے)۔"
_CLEAR_INITIAL = rf"(?:{_CLEAR})۔(?<!جی۔)(?<!ایکس۔)"
LEADING = (
    # The letters first: they are seldom, and what may stand before them is long to try.
    rf"(?={_INITIAL})(?:^|(?<=[۔؟!] )|(?<=[۔؟!]){_NO_LETTER_STOPPED}|(?<=[\n\"'“‘(])"
    rf"|(?<= اور ){_NO_LETTER}"
    rf"{_BEHIND_OFFICE}|{_ONE_OF_ROW})"
    rf"{_INITIAL}(?<!جی۔) ?(?=[{WORD}])"
    rf"(?!(?:{_OPENERS})(?![{WORD}]))"
    rf"|(?={_CLEAR_INITIAL})(?<=[{WORD}] )(?<!اور ){_ALONE}{_NO_CLASS}{_CLEAR_INITIAL}"
    rf" ?(?=[{WORD}])(?!(?:{_OPENERS})(?![{WORD}]))"
    # 9 ایم ایم۔ اور
    rf"|(?={_CLEAR_INITIAL})(?<![{WORD}]){_CLEAR_INITIAL} (?=(?:اور|یا)(?![{WORD}]))"
)
"""An initial before a name.

At the head of a sentence, which is never so short, behind اور, or behind any word but one
that is told from its like by a letter (گروپ بی۔).
"""
_LEADING = LazyPattern(LEADING)
_BETWEEN_NAMES = LazyPattern(_MIDDLE)
_SILENT_STOP = LazyPattern(_LETTER_BEFORE_NAME)


def _name_before(text: str, position: int, floor: int = 0) -> re.Match[str] | None:
    """The name of a letter that ends at ``position``."""
    if text[position - 1 : position] not in IS_WORD:
        return None
    return _BACK.search(text, max(floor, position - _LONGEST), position)


def _is_silent(text: str, position: int) -> bool:
    """Whether the stop at ``position`` stands behind an initial or the figure of a section."""
    if behind(text, position + 1)[1] not in WORD_CHARACTERS:
        return False
    before = text[max(0, position - 2) : position]
    is_letter = before[:1] == " " and before[-1:] in LETTERS
    if before[-1:].isdecimal() or is_letter or text.endswith(" الف", 0, position):
        silent = _SILENT_STOP
    elif _name_before(text, position) is not None:
        return _covers(_TITLED, text, position) or _covers(_LEADING, text, position)
    else:
        return False
    return _covers(silent, text, position)


def _is_model(text: str, position: int) -> bool:
    """Whether the stop at ``position`` stands in the name of a model: what `MODEL` finds."""
    if not behind(text, position + 1)[1].isdigit():
        return False
    if _BEHIND_MODEL.match(text, position) and (
        _name_before(text, position) is not None
        or _CAPITALS.search(text, max(0, position - _MOST_CAPITALS - 1), position)
    ):
        return True
    return text[position + 1] == " " and _covers(_KNOWN, text, position)


def _covers(pattern: LazyPattern, text: str, position: int) -> bool:
    """Whether a match of the pattern near ``position`` holds it."""
    start = max(0, position - _FAR)
    return any(
        match.start() <= position < match.end()
        for match in pattern.finditer(text, start, position + _FAR)
    )


def read_initials(scan: Scan, position: int) -> Reading | None:
    """ایم. اے. خان, ن. م. راشد: the Western stop at ``position`` stands behind an initial."""
    return _letters(scan, position) or _read_silent(_INITIALS_OF_NAME, scan, position)


def read_between(scan: Scan, position: int) -> Reading | None:
    """جان ایف۔ کینیڈی: the stop at ``position`` stands behind an initial between two names."""
    return _read_silent(_BETWEEN_NAMES, scan, position)


def _letters(scan: Scan, position: int) -> Reading | None:
    """ن۔م۔ راشد: the run of initials in Urdu letters whose first stop is at ``position``."""
    initials = _INITIALS.match(scan.text, max(scan.floor, position - 1))
    if initials is None or not initials.end() > position > scan.floor:
        return None
    spoken = " ".join(each for each in initials.group() if each in LETTERS)
    return Reading(position - 1, initials.end(), "acronym", spoken)


def _read_silent(pattern: LazyPattern, scan: Scan, position: int) -> Reading | None:
    if _name_before(scan.text, position) is None or not _covers(pattern, scan.text, position):
        return None
    return Reading(position, position + 1, "mark", "")


def read(scan: Scan, position: int) -> Reading | None:
    """The run that holds the full stop at ``position``."""
    if (initials := _letters(scan, position)) is not None:
        return initials
    name = _name_before(scan.text, position, scan.floor)
    degree = _DEGREE.match(scan.text, name.start()) if name else None
    if name is not None and degree is not None:
        return Reading(name.start(), degree.end(), "acronym", f"{name.group()} {degree[1]}")
    if _is_silent(scan.text, position):
        return Reading(position, position + 1, "mark", "")
    if _is_model(scan.text, position):
        # ایف۔16, JF۔17: the stop stands for a hyphen.
        return Reading(position, position + 1, "mark", "")
    if name is None:
        return None
    run = _RUN.match(scan.text, name.start())
    if run is None or run.end() <= position:
        return None
    written, end = run.group(), run.end()
    spoken = " ".join(part for part in re.split("[۔ ]+", written) if part)
    if written.endswith("۔") and not scan.text[end : end + 2].strip():
        end -= 1
    return Reading(name.start(), end, "acronym", spoken)
