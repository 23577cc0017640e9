"""Words run together: کرچکی is کر چکی, پرگرفتار is پر گرفتار.

A blank is easily forgotten after a letter that does not join the next one, and now and then
after one that does (پاکستانکے). A word that no
lexicon has is read as two (or three) that it has, where they are such as do get run together:
a verb and its auxiliary, any word and a postposition, or two common words. Of several ways
to part it the one whose words are the most frequent in news wins.
"""

from __future__ import annotations

from functools import cache, lru_cache
from math import log
from typing import NamedTuple

from naqeeb.script.harakat import lexicon
from naqeeb.script.harakat.known import DATA
from naqeeb.script.harakat.sorted_table import SortedTable
from naqeeb.script.joined_verbs import future, going_on
from naqeeb.script.tables import groups, pairs, rows

_NEVER_JOIN = frozenset("اآدڈذرڑزژوؤےۓںءۂ")
"""Letters after which a missing blank is not seen."""
_ORDINAL = ("واں", "ویں")
"""ہزارواں is one word, although واں and ویں stand alone behind a figure."""
_MOST_WORDS = 3
_SHORTEST = 4
_LONGEST = 24
_COMMON_WORDS = 23
"""How common two words must be together (sum of the logarithms of their counts, as `_weight`)."""
_COMMON_LONG_WORDS = 19
"""As `_COMMON_WORDS`, where both have four letters and more."""
_THIRD_WORD = 4.0
"""What a third word must gain in `_weight`."""
_TWO = 2
_OFTEN, _SELDOM, _FEW, _RARELY = 50, 30, 15, 10
"""Counts that a word must reach: beside a short word; beside another long one; of four letters
before a postposition; of four letters beside such another."""
_PAIRS = (
    ("root", "light"),
    ("pronoun", "of_pronoun"),
    ("participle", "passive"),
    ("number", "of_number"),
    ("to", "befalling"),
)
"""Kinds of words of which any two go together."""
_NAMES_END = ("ان", "گا", "گی", "گے")
_FAIRLY_OFTEN, _VERY_OFTEN = 200, 500
"""What a word before ہے or کو, and one of three letters, must reach if its last letter joins."""
_COMMON_WORDS_JOINED, _COMMON_SHORT_JOINED = 24, 31
"""As `_COMMON_WORDS`, where a letter joins the two; where one of them has three letters alone."""
_SHORTEST_PHRASE = 10
"""Letters of a phrase of three and more words."""
_PER_WORD = 20.0
"""What each word of a phrase costs in `_weight`, so that few long ones are preferred."""
_LONG = 6
_BEFORE_SHORT = frozenset(("پر", "کے", "سے", "نے", "کا"))
"""Words before one of three letters; ہر and کو begin names (ہرجیت, کوچین)."""
_LEAST_OPEN = 3
"""No word of an open class that is shorter is looked for in a longer one."""


class _Parts(NamedTuple):
    """A way to part a word."""

    weight: float
    words: tuple[str, ...]


@cache
def _counts() -> SortedTable:
    return SortedTable(DATA / "word_counts.tsv")


@lru_cache(maxsize=1 << 14)
def _count(word: str) -> int:
    return int(_counts().find(word) or 0)


@cache
def _wholes() -> dict[str, tuple[str, frozenset[str], frozenset[str]]]:
    return {
        word: (parted, frozenset(before.split()), frozenset("".join(after).split()))
        for word, parted, before, *after in rows("run_together_unless.tsv")
    }


def part(word: str, previous: str = "", following: str = "") -> str | None:
    """Return the words that ``word`` is run together from, with blanks; None if it is one word.

    Args:
        word: Urdu letters without harakat.
        previous: the word before it, for words that are one or two as their neighbours want it.
        following: the word after it, likewise.
    """
    doubtful = _wholes().get(word)
    if doubtful is not None:
        parted, before, after = doubtful
        return None if following in before or previous in after else parted
    return part_alone(word) or (_with_and(word) if previous in lexicon() else None)


def may_be_parted(word: str) -> bool:
    """Whether `part` may give more than one word, whatever the neighbours are."""
    return word in _wholes() or part_alone(word) is not None or _with_and(word) is not None


@lru_cache(maxsize=1 << 14)
def _with_and(word: str) -> str | None:
    """Return و شمار for وشمار, which follows a word: اعداد وشمار."""
    rest = word[1:]
    if word[:1] != "و" or len(rest) <= _LEAST_OPEN or rest[0] == "ہ":
        return None  # وہیلی
    if _count(rest) < _FEW or word in lexicon():
        return None
    return f"و {rest}"


@lru_cache(maxsize=1 << 14)
def part_alone(word: str) -> str | None:
    """Return what `part` does for a word that means the same beside all neighbours."""
    listed = pairs("run_together.tsv").get(word)
    if listed is not None:
        return listed
    if not _SHORTEST <= len(word) <= _LONGEST or word in lexicon() or word.endswith(_ORDINAL):
        return None
    verb = going_on(word) or future(word)
    if verb is not None:
        return verb
    best = _best(word, _MOST_WORDS) or _joined(word) or _phrase(word) or _long_pair(word)
    return " ".join(map(_further, best.words)) if best else None


def _further(word: str) -> str:
    """A part that is itself more than one: کردی of بندکردی, لیکر of لیکرکامیاب."""
    doubtful = _wholes().get(word)
    return doubtful[0] if doubtful else pairs("run_together.tsv").get(word, word)


def _best(word: str, most: int) -> _Parts | None:
    """Return the most frequent words that ``word`` may be parted into, ``most`` at the most."""
    ways: list[_Parts] = []
    alone = most == _MOST_WORDS
    for at in range(1, len(word)):
        head, tail = word[:at], word[at:]
        if head[-1] not in _NEVER_JOIN:
            continue
        kinds = groups("joins.tsv")
        is_rare = not (tail in kinds["done_to"] and head in lexicon()) and not _count(head)
        if is_rare and head not in kinds["come"]:
            continue
        if tail in lexicon():
            if _go_together(head, tail) or (alone and _are_common(head, tail)):
                ways.append(_Parts(_weight(head) + _weight(tail), (head, tail)))
        else:
            rest = pairs("run_together.tsv").get(tail)
            further = _Parts(_weight("کے"), (rest,)) if rest else None
            if further is None and most > _TWO:
                further = _best(tail, most - 1)
            if further and _go_together(head, further.words[0].split()[0], in_phrase=True):
                weight = _weight(head) + further.weight - _THIRD_WORD
                ways.append(_Parts(weight, (head, *further.words)))
    return max(ways, default=None)


def _joined(word: str) -> _Parts | None:
    """Return the two words of پاکستانکے, where a letter joins the next word's first.

    Typists see such a fault, so it is rare, and only words that are common are parted so.
    """
    ways: list[_Parts] = []
    for at in range(_TWO, len(word) - 1):
        head, tail = word[:at], word[at:]
        if head[-1] not in _NEVER_JOIN and _count(head) and _may_join(head, tail):
            ways.append(_Parts(_weight(head) + _weight(tail), (head, tail)))
    best = max(ways, default=None)
    if best is None:
        return None
    listed = (pairs("run_together.tsv").get(each, each) for each in best.words)
    return _Parts(best.weight, tuple(" ".join(listed).split()))


def _phrase(word: str) -> _Parts | None:
    """Return the words of a whole phrase without blanks, all of them common: ہزارافرادنےشرکت."""
    if len(word) < _SHORTEST_PHRASE:
        return None
    ways: list[_Parts | None] = [_Parts(0.0, ())] + [None] * len(word)
    for end in range(_TWO, len(word) + 1):
        if end < len(word) and word[end - 1] not in _NEVER_JOIN:
            continue
        for start, way in enumerate(ways[: end - 1]):
            piece = word[start:end]
            if way is None or not _is_in_phrase(piece):
                continue
            weight = way.weight + _weight(piece) - _PER_WORD
            best = ways[end]
            if best is None or weight > best.weight:
                ways[end] = _Parts(weight, (*way.words, piece))
    whole = ways[-1]
    return whole if whole and len(whole.words) > _TWO else None


def _is_in_phrase(piece: str) -> bool:
    """Whether a word is so common that it may stand in a phrase without blanks."""
    if len(piece) < _LEAST_OPEN:
        kinds = groups("joins.tsv")
        return _count(piece) >= _VERY_OFTEN and (piece in kinds["tail"] or piece in kinds["light"])
    return _count(piece) >= (_OFTEN if len(piece) > _LEAST_OPEN else _FAIRLY_OFTEN)


def _may_join(head: str, tail: str) -> bool:
    """Whether two words are likely to be run together although their letters join."""
    kinds = groups("joins.tsv")
    if head in kinds["pronoun"] and tail in kinds["of_pronoun"]:
        return True
    if head in kinds["root"] and tail in kinds["light"]:
        return len(head) + len(tail) > _SHORTEST
    if len(head) < _LEAST_OPEN:
        return False
    if head in kinds["verb_end"] and tail in kinds["be"]:
        return True
    if tail in kinds["joined"]:
        return _count(head) >= (_OFTEN if len(head) > _LEAST_OPEN else _VERY_OFTEN)
    if tail in kinds["joined_to_noun"]:
        return _count(head) >= _OFTEN or head in kinds["done"]
    if tail in kinds["joined_to_long"]:
        return len(head) > _LEAST_OPEN and _count(head) >= _FAIRLY_OFTEN
    shorter = min(len(head), len(tail))
    if shorter < _LEAST_OPEN or (tail not in lexicon() and tail not in _wholes()):
        return False
    least = _COMMON_WORDS_JOINED if shorter > _LEAST_OPEN else _COMMON_SHORT_JOINED
    return _weight(head) + _weight(tail) >= least


def _weight(word: str) -> float:
    return log(_count(word) + 1) * 2


def _go_together(head: str, tail: str, *, in_phrase: bool = False) -> bool:
    """Whether two words are such as are run together.

    ``in_phrase`` says that an auxiliary of ``tail`` follows: گرفتار and کر in گرفتارکرلیا.
    """
    kinds = groups("joins.tsv")
    if any(head in kinds[one] and tail in kinds[other] for one, other in _PAIRS):
        return True
    if head in kinds["come"]:
        return tail in kinds["come_on"]
    if in_phrase and tail in kinds["root"]:
        return len(head) >= _LEAST_OPEN and _count(head) >= _OFTEN
    if tail == "نے" and (head in kinds["root"] or head in kinds["clause_end"]):
        return False  # an infinitive: موڑنے, کہانے
    if tail in kinds["clause_start"]:
        return head in kinds["clause_end"]
    if tail in kinds["tail"]:
        # ریمانڈپر: few longer words end like that.
        least = _FEW if len(head) > _LEAST_OPEN and tail not in _NAMES_END else _OFTEN
        return len(head) >= _LEAST_OPEN and _count(head) >= least
    if (tail in kinds["done_to"] and len(head) >= _LEAST_OPEN) or (
        head in kinds["title"] and len(tail) > _LEAST_OPEN
    ):
        return True  # منتشرہوگئے, غیرمشروط, ڈاکٹرعافیہ
    is_short = head in _BEFORE_SHORT and len(tail) == _LEAST_OPEN
    if head not in kinds["head"] or (len(tail) <= _LEAST_OPEN and not is_short):
        return False
    # کاتنخواہوں: few longer words begin like that.
    least = _FEW if len(tail) >= _LONG else _VERY_OFTEN if is_short else _OFTEN
    return _count(tail) >= least


def _are_common(head: str, tail: str) -> bool:
    """Whether two words of any kind are so common that they are likely to meet."""
    return (
        min(len(head), len(tail)) >= _LEAST_OPEN
        and _weight(head) + _weight(tail) >= _COMMON_WORDS
        and min(_count(head), _count(tail)) >= _SELDOM
    )


def _long_pair(word: str) -> _Parts | None:
    """Return the two long words of تقریباساڑھے: names seldom fall into two such."""
    ways: list[_Parts] = []
    for at in range(_LEAST_OPEN + 1, len(word) - _LEAST_OPEN):
        head, tail = word[:at], word[at:]
        if head[-1] not in _NEVER_JOIN or tail not in lexicon():
            continue
        weight = _weight(head) + _weight(tail)
        rarer = min(_count(head), _count(tail))
        if rarer >= _SELDOM or (rarer >= _RARELY and weight >= _COMMON_LONG_WORDS):
            ways.append(_Parts(weight, (head, tail)))
    return max(ways, default=None)
