"""Sentences: where one ends, in news as it is typed.

sentencex finds the stops; the rules here take back those that end nothing (letter
names with stops, enumerators, decimals, dates, addresses) and add those that it
cannot see (line breaks, a stop behind a closing quotation mark).
"""

from __future__ import annotations

from itertools import pairwise

from sentencex import segment

from naqeeb.script.classes.acronym_dotted import RUN
from naqeeb.script.late import late


def sentences(text: str) -> list[str]:
    """The sentences of ``text``, as written.

    Nothing is lost: each sentence keeps the white space that follows it, so that
    ``"".join(sentences(text)) == text``.

    >>> sentences("بارش ہوئی۔ سڑکیں بند ہیں۔")
    ['بارش ہوئی۔ ', 'سڑکیں بند ہیں۔']
    """
    if not text:
        return []
    ends = {0, len(text)}
    at = 0
    for part in segment("ur", text):
        at += len(part)
        ends.add(at)
    if at != len(text):
        ends = {0, len(text)}
    for match in _LINE.finditer(text):
        ends.add(match.end())
    for rule in _NO_END:
        for match in rule.finditer(text):
            ends.difference_update(range(match.start() + 1, match.end()))
    places = sorted(ends)
    cut = [text[a:b] for a, b in pairwise(places)]
    return _whole(cut)


_LINE = late(r"[ \t]*(?:\r\n|[\n\r\u2028\u2029\u0085])\s*")
_NO_END = (
    late(RUN + " ?"),
    late(r"(?:^|(?<=\s))[(]?[0-9۰-۹٠-٩]{1,3}[.۔)] ?(?=\S)"),
    late(r"[0-9۰-۹٠-٩]+(?:[.۔][0-9۰-۹٠-٩]+)+"),
    late(r"[A-Za-z0-9][A-Za-z0-9@:/_-]*(?:[.][A-Za-z0-9@:/_?=&%#-]+)+"),
)


def _whole(parts: list[str]) -> list[str]:
    """White space and marks alone are no sentence: they stay with the one before."""
    made: list[str] = []
    for part in parts:
        if made and (not any(map(str.isalnum, part)) or not any(map(str.isalnum, made[-1]))):
            made[-1] += part
        else:
            made.append(part)
    return made
