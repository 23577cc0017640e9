"""Words run together although a letter joins them: پاکستانکے, شروعہوا, گزشتہروز.

Typists see such a fault, so it is rarer than one behind a letter that does not join, and
only words that are common are parted so.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from naqeeb.script.harakat import lexicon
from naqeeb.script.harakat.known import count
from naqeeb.script.tables import groups, pairs, rows
from naqeeb.script.word_weights import Parts, weight

NEVER_JOIN = frozenset("اآدڈذرڑزژوؤےۓںءۂ")
"""Letters after which a missing blank is not seen."""
_SHORTEST_PAIR = 4
"""Letters of two words that are too few to be parted."""
_LEAST = 3
"""Letters of the shorter word, where it is none of a listed kind."""
_SELDOM, _FEW, _OFTEN, _FAIRLY_OFTEN, _VERY_OFTEN = 15, 30, 50, 200, 500
"""Counts that a word must reach: before پر; before a postposition with another word behind it;
before what is done to it; before ہے or کو; of three letters."""
_COMMON = (29.0, 28.0, 24.0, 17.0)
"""How common two words must be together (sum of `weight`): where the first has three letters,
where the second has, where the shorter has four, and where it has more."""
_LONG_WORD = 10
"""Letters of two words of which one may be of four as well as of five."""
_COMMON_BEHIND_HE = 15.0
"""The same, where the first ends in ہ."""
_KINDS_JOINED = (
    ("pronoun", "of_pronoun"),
    ("small", "behind_small"),
    ("of_her", "befallen"),
    ("office", "body"),
)
"""Kinds of words of which any two go together."""
_ENDINGS = frozenset(("یوں", "یاں"))
"""Of plurals, as of the name of a people: پاکستانیوں."""


@cache
def _doubtful() -> frozenset[str]:
    """Words that are one or two as their neighbours want it: کردی."""
    return frozenset(row[0] for row in rows("run_together_unless.tsv"))


def joined(word: str) -> Parts | None:
    """The two or three words of ``word``, the commonest of all ways; None if there is none."""
    ways = [*_pairs(word), *_around_postpositions(word)]
    best = max(ways, default=None)
    if best is None:
        return None
    listed = (pairs("run_together.tsv").get(each, each) for each in best.words)
    return Parts(best.weight, tuple(" ".join(listed).split()))


def behind_he(word: str) -> Parts | None:
    """Part ادارہنے, which is not ادا رہنے: a word that ends in ہ, and a postposition."""
    for at in range(_LEAST + 1, len(word) - 1):
        head, tail = word[:at], word[at:]
        if _is_behind_he(head, tail) and count(head):
            return Parts(0.0, (head, tail))
    return None


def _is_behind_he(head: str, tail: str) -> bool:
    """Few words have within them a ہ behind three letters, and then what is a postposition."""
    return head[-1] == "ہ" and len(head) > _LEAST and tail in groups("joins.tsv")["behind_he"]


def bound_pair(word: str) -> Parts | None:
    """نمازجنازہ, خاتوناول: two words of which the first is always bound to the second."""
    for at in range(_LEAST, len(word) - _LEAST + 1):
        head, tail = word[:at], word[at:]
        if tail in _bound().get(head, ()):
            return Parts(0.0, (head, tail))
    return None


@cache
def _bound() -> dict[str, frozenset[str]]:
    """What follows a word that is said with the -e of izafat before it."""
    bound: dict[str, set[str]] = {}
    for word, say, *conditions in rows("homographs.tsv"):
        is_bound = say.endswith("e") and not word.endswith("ے")
        if is_bound and len(conditions) == 1 and conditions[0].startswith("next="):
            bound.setdefault(word, set()).update(conditions[0].removeprefix("next=").split())
    return {word: frozenset(following) for word, following in bound.items()}


def _pairs(word: str) -> Iterator[Parts]:
    for at in range(2, len(word) - 1):
        head, tail = word[:at], word[at:]
        if head[-1] not in NEVER_JOIN and count(head) and _may_join(head, tail):
            yield Parts(weight(head) + weight(tail), (head, tail))


def _around_postpositions(word: str) -> Iterator[Parts]:
    """سرحدپرجھڑپ: few words have a postposition within and words on both sides of it."""
    for at in range(_LEAST, len(word) - _LEAST - 1):
        head = word[:at]
        is_short = len(head) == _LEAST
        if count(head) < (_OFTEN if is_short else _FEW):
            continue
        for between in groups("joins.tsv")["between"]:
            tail = word[at + len(between) :]
            if not word.startswith(between, at) or len(tail) < _LEAST or tail not in lexicon():
                continue
            if between + tail in pairs("run_together.tsv"):
                # ملزمکیخلاف: its کی stands for کے.
                yield Parts(weight(head) + weight(tail), (head, between + tail))
                continue
            is_open = is_short and head[-1] not in NEVER_JOIN
            if count(tail) >= _OFTEN or not (is_open or len(tail) == _LEAST):
                yield Parts(weight(head) + weight(tail), (head, between, tail))


def _may_join(head: str, tail: str) -> bool:
    """Whether two words are likely to be run together although their letters join."""
    kinds = groups("joins.tsv")
    if any(head in kinds[one] and tail in kinds[other] for one, other in _KINDS_JOINED):
        return True
    if head in kinds["root"] and tail in kinds["light"]:
        return len(head) + len(tail) > _SHORTEST_PAIR
    if len(head) < _LEAST:
        return False
    if head in kinds["verb_end"] and tail in kinds["be"]:
        return True
    if tail in kinds["joined_to_any"]:
        return count(head) >= _SELDOM
    if tail in kinds["joined"]:
        least = _VERY_OFTEN if tail == "نے" else _FAIRLY_OFTEN  # روکنے is an infinitive
        return count(head) >= (_OFTEN if len(head) > _LEAST else least)
    if tail in kinds["joined_to_noun"]:
        return count(head) >= _OFTEN or head in kinds["done"]
    if tail in kinds["joined_to_long"] or tail in kinds["compound"]:
        return _may_be_short(head, tail) and count(head) >= (
            _OFTEN if len(head) > _LEAST and head[-1] == "ی" else _FAIRLY_OFTEN
        )
    return _are_common(head, tail)


def _may_be_short(head: str, tail: str) -> bool:
    """Whether a word is long enough to be parted from what was joined to it: no پاسکو, no مالکہ."""
    kinds = groups("joins.tsv")
    if len(head) > _LEAST or tail in kinds["compound"]:
        return True
    return tail in kinds["joined_to_short"] and head[-1] != "س"


def _are_common(head: str, tail: str) -> bool:
    """Whether two words of any kind are so common that they are likely to meet."""
    shorter = min(len(head), len(tail))
    if shorter < _LEAST or tail in _ENDINGS or not (tail in lexicon() or tail in _doubtful()):
        return False
    if head[-1] == "ہ" and len(head) > _LEAST:
        # حملہآور: few words have it within, behind four letters.
        return count(head) >= _FEW and weight(head) + weight(tail) >= _COMMON_BEHIND_HE
    if shorter > _LEAST and len(head) + len(tail) >= _LONG_WORD:
        shorter = max(shorter, _LEAST + 2)  # پارلیمنٹہاؤس
    least = _COMMON[0 if len(head) == _LEAST else min(shorter - _LEAST, 2) + 1]
    return weight(head) + weight(tail) >= least
