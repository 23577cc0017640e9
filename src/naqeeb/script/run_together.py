"""Words run together: کرچکی is کر چکی, پرگرفتار is پر گرفتار.

A blank is easily forgotten after a letter that does not join the next one, and now and then
after one that does (پاکستانکے). A word that no
lexicon has is read as two (or three) that it has, where they are such as do get run together:
a verb and its auxiliary, any word and a postposition, or two common words. Of several ways
to part it the one whose words are the most frequent in news wins.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache, lru_cache

from naqeeb.script.harakat import lexicon
from naqeeb.script.harakat.known import count
from naqeeb.script.joined_verbs import future, going_on
from naqeeb.script.joined_words import NEVER_JOIN, behind_he, bound_pair, joined
from naqeeb.script.tables import groups, pairs, rows
from naqeeb.script.word_weights import Parts, weight

_ORDINAL = ("واں", "ویں")
"""ہزارواں is one word, although واں and ویں stand alone behind a figure."""
_MOST_WORDS = 3
_SHORTEST = 4
_LONGEST = 24
_COMMON_WORDS = 23
"""How common two words must be together (sum of the logarithms of their counts, as `weight`)."""
_COMMON_LONG_WORDS = 19
"""As `_COMMON_WORDS`, where both have four letters and more."""
_THIRD_WORD = 4.0
"""What a third word must gain in `weight`."""
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
    ("clause_end", "conjunction"),
    ("office", "body"),
)
"""Kinds of words of which any two go together."""
_NAMES_END = ("ان", "گا", "گی", "گے")
_FAIRLY_OFTEN, _VERY_OFTEN = 200, 500
"""What a word of three letters, and a shorter one, must reach within a phrase."""
_SHORTEST_PHRASE = 10
"""Letters of a phrase of three and more words."""
_SHORTEST_PAIR = 7
"""Letters of two words, and of a long one, before a postposition; of fewer many names are made."""
_PER_WORD = 20.0
"""What each word of a phrase costs in `weight`, so that few long ones are preferred."""
_LONG = 6
_BEFORE_SHORT = frozenset(("پر", "کے", "سے", "نے", "کا", "کر"))
"""Words before one of three letters; ہر and کو begin names (ہرجیت, کوچین)."""
_LEAST_OPEN = 3
"""No word of an open class that is shorter is looked for in a longer one."""


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
    if count(rest) < _FEW or word in lexicon():
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
    verb = going_on(word) or future(word) or _with_auxiliary(word)
    sure = verb or _words_behind_he(word)
    if sure is not None:
        return sure
    best = (
        bound_pair(word)
        or behind_he(word)
        or _best(word, _MOST_WORDS)
        or joined(word)
        or _phrase(word)
        or _long_pair(word)
    )
    return " ".join(map(_further, best.words)) if best else _with_postposition(word)


def _with_auxiliary(word: str) -> str | None:
    """Return ہو چکی ہے for ہوچکیہے: a joined verb, and ہے joined to its participle."""
    kinds = groups("joins.tsv")
    for verb, auxiliary in _before(word, kinds["be"], _SHORTEST):
        parted = _wholes()[verb][0] if verb in _wholes() else part_alone(verb)
        if parted and parted.split()[-1] in kinds["verb_end"]:
            return f"{parted} {auxiliary}"
    return None


def _words_behind_he(word: str) -> str | None:
    """Return فیصلہ سنا دیا for فیصلہسنادیا: a word in ہ, and words that are joined themselves."""
    for at in range(_LEAST_OPEN + 1, len(word) - _LEAST_OPEN):
        head, rest = word[:at], word[at:]
        if head[-1] == "ہ" and count(head) >= _SELDOM:
            parted = part_alone(rest)
            if parted:
                return f"{head} {parted}"
    return None


def _with_postposition(word: str) -> str | None:
    """Return صدر مملکت کی for صدرمملکتکی: two words that are joined, and a postposition."""
    kinds = groups("joins.tsv")
    listed = pairs("run_together.tsv")
    for both, postposition in _before(word, kinds["postposition"], _SHORTEST):
        if len(both) < _SHORTEST_PAIR and both not in listed:
            continue
        parted = both if both in lexicon() else part_alone(both)
        last = parted.split()[-1] if parted else ""
        is_infinitive = postposition == "نے" and f"{last}نا" in lexicon()
        if len(last) >= _LEAST_OPEN and last in lexicon() and not is_infinitive:
            return f"{parted} {postposition}"
    return None


def _before(word: str, endings: Collection[str], fewest: int) -> Iterator[tuple[str, str]]:
    """Yield what stands before each of the endings, and the ending."""
    for ending in endings:
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= fewest:
            yield rest, ending


def _further(word: str) -> str:
    """A part that is itself more than one: کردی of بندکردی, لیکر of لیکرکامیاب."""
    doubtful = _wholes().get(word)
    return doubtful[0] if doubtful else pairs("run_together.tsv").get(word, word)


def _best(word: str, most: int) -> Parts | None:
    """Return the most frequent words that ``word`` may be parted into, ``most`` at the most."""
    ways: list[Parts] = []
    alone = most == _MOST_WORDS
    for at in range(1, len(word)):
        head, tail = word[:at], word[at:]
        if head[-1] not in NEVER_JOIN:
            continue
        kinds = groups("joins.tsv")
        is_rare = not (tail in kinds["done_to"] and head in lexicon()) and not count(head)
        if is_rare and head not in kinds["come"]:
            continue
        if tail in lexicon():
            if _go_together(head, tail) or (alone and _are_common(head, tail)):
                ways.append(Parts(weight(head) + weight(tail), (head, tail)))
        else:
            rest = pairs("run_together.tsv").get(tail)
            further = Parts(weight("کے"), (rest,)) if rest else None
            if further is None and most > _TWO:
                further = _best(tail, most - 1)
            if further and _go_together(head, further.words[0].split()[0], in_phrase=True):
                gain = weight(head) + further.weight - _THIRD_WORD
                ways.append(Parts(gain, (head, *further.words)))
    return max(ways, default=None)


def _phrase(word: str) -> Parts | None:
    """Return the words of a whole phrase without blanks, all of them common: ہزارافرادنےشرکت."""
    if len(word) < _SHORTEST_PHRASE:
        return None
    ways: list[Parts | None] = [Parts(0.0, ())] + [None] * len(word)
    for end in range(_TWO, len(word) + 1):
        if end < len(word) and word[end - 1] not in NEVER_JOIN:
            continue
        for start, way in enumerate(ways[: end - 1]):
            piece = word[start:end]
            if way is None or not _is_in_phrase(piece):
                continue
            gain = way.weight + weight(piece) - _PER_WORD
            best = ways[end]
            if best is None or gain > best.weight:
                ways[end] = Parts(gain, (*way.words, piece))
    whole = ways[-1]
    return whole if whole and len(whole.words) > _TWO else None


def _is_in_phrase(piece: str) -> bool:
    """Whether a word is so common that it may stand in a phrase without blanks."""
    if len(piece) < _LEAST_OPEN:
        kinds = groups("joins.tsv")
        return count(piece) >= _VERY_OFTEN and (piece in kinds["tail"] or piece in kinds["light"])
    return count(piece) >= (_OFTEN if len(piece) > _LEAST_OPEN else _FAIRLY_OFTEN)


def _go_together(head: str, tail: str, *, in_phrase: bool = False) -> bool:
    """Whether two words are such as are run together.

    ``in_phrase`` says that an auxiliary of ``tail`` follows: گرفتار and کر in گرفتارکرلیا.
    """
    kinds = groups("joins.tsv")
    if any(head in kinds[one] and tail in kinds[other] for one, other in _PAIRS):
        return True
    if head in kinds["come"]:
        return tail in kinds["come_on"]
    if tail in kinds["root"] and (in_phrase or min(len(head) - 1, len(tail)) >= _LEAST_OPEN):
        # گرفتارکرلیا, بازارکھل
        return len(head) >= _LEAST_OPEN and count(head) >= _OFTEN
    if tail == "نے" and (head in kinds["root"] or head in kinds["clause_end"]):
        return False  # an infinitive: موڑنے, کہانے
    if tail in kinds["clause_start"]:
        return head in kinds["clause_end"]
    if tail in kinds["tail"]:
        # ریمانڈپر: few longer words end like that.
        least = _FEW if len(head) > _LEAST_OPEN and tail not in _NAMES_END else _OFTEN
        return len(head) >= _LEAST_OPEN and count(head) >= least
    if (tail in kinds["done_to"] and len(head) >= _LEAST_OPEN) or (
        head in kinds["title"] and len(tail) > _LEAST_OPEN
    ):
        return True  # منتشرہوگئے, غیرمشروط, ڈاکٹرعافیہ
    is_short = head in _BEFORE_SHORT and len(tail) == _LEAST_OPEN
    if head not in kinds["head"] or (len(tail) <= _LEAST_OPEN and not is_short):
        return False
    # کاتنخواہوں: few longer words begin like that.
    least = _FEW if len(tail) >= _LONG else _VERY_OFTEN if is_short else _OFTEN
    return count(tail) >= least


def _are_common(head: str, tail: str) -> bool:
    """Whether two words of any kind are so common that they are likely to meet."""
    return (
        min(len(head), len(tail)) >= _LEAST_OPEN
        and weight(head) + weight(tail) >= _COMMON_WORDS
        and min(count(head), count(tail)) >= _SELDOM
    )


def _long_pair(word: str) -> Parts | None:
    """Return the two long words of تقریباساڑھے: names seldom fall into two such."""
    ways: list[Parts] = []
    for at in range(_LEAST_OPEN + 1, len(word) - _LEAST_OPEN):
        head, tail = word[:at], word[at:]
        if head[-1] not in NEVER_JOIN or tail not in lexicon():
            continue
        both = weight(head) + weight(tail)
        rarer = min(count(head), count(tail))
        if rarer >= _SELDOM or (rarer >= _RARELY and both >= _COMMON_LONG_WORDS):
            ways.append(Parts(both, (head, tail)))
    return max(ways, default=None)
