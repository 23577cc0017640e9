"""Turns of an interview: س: is سوال, ج: is جواب."""

from __future__ import annotations

from naqeeb.script.alphabet import LETTERS, WORD
from naqeeb.script.reading import Reading, Scan
from naqeeb.text.lazy_pattern import LazyPattern

_OPENS = r"(?:^|(?<=[؟۔!…] ))"
_GOES_ON = rf"(?=-? ?[^ :۔-])(?! ?[{LETTERS}]۔ ?[{WORD}])"
"""No second letter with a stop: س۔ م۔ شاہ is a name."""
_IN_DIALOGUE = rf"{_OPENS}[سج](?= ?[:۔]{_GOES_ON})"
_ANYWHERE = (
    rf"(?<=؟ )ج(?= ?۔{_GOES_ON})"
    rf"|{_OPENS}(?:س(?= ?[:۔]{_GOES_ON})|ج(?= ?:{_GOES_ON})(?! ?:-? ?\d{{1,3}} ?(?:[،,؛).۔]|$)))"
)
"""Out of a dialogue ج۔ is an answer behind a question only, else the third item of a list.

ج: 2، ص: 5 is a volume.
"""
_NAMES = {"س": "سوال", "ج": "جواب"}
_MARK = LazyPattern(" ?[:۔]-?")


def pattern(scan: Scan) -> str:
    """What finds the letters that open a turn; empty where there can be none."""
    text = scan.text
    if not (text[:1] in _NAMES or " ج:" in text or " س:" in text or "؟ ج" in text):
        return ""
    return _IN_DIALOGUE if scan.dialogue else _ANYWHERE


def read(scan: Scan, position: int) -> Reading | None:
    """The letter at ``position``, with its mark, if it opens a turn."""
    name = _NAMES.get(scan.text[position])
    mark = _MARK.match(scan.text, position + 1)
    if name is None or mark is None or scan.text[position - 1 : position] not in ("", " "):
        return None
    return Reading(position, mark.end(), "abbreviation", f"{name}:")
