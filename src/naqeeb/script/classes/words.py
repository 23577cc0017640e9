"""Words run together or mistyped: ہےکہ is ہے کہ, مےں is میں, تہا is تھا.

The letters ے and ں end a word. Where a letter follows one of them, either two
words were typed without a blank, or ے was typed for ی. What letters are typed for
others, `lookalikes` knows.
"""

from __future__ import annotations

import re
from collections.abc import Container
from functools import cache, lru_cache

from naqeeb.script.alphabet import HARAKAT, IS_WORD, NO_MARKS, WORD
from naqeeb.script.classes import honorific
from naqeeb.script.harakat import lexicon
from naqeeb.script.joined_verbs import going_on
from naqeeb.script.lacking import lacks
from naqeeb.script.letter_names import ANY_NAME
from naqeeb.script.lookalikes import may_be_mistyped, respelt
from naqeeb.script.reading import Reading, Scan
from naqeeb.script.run_together import may_be_parted, part, part_alone
from naqeeb.script.tables import groups, pairs, rows
from naqeeb.text.lazy_pattern import LazyPattern

_LETTER_NAME = LazyPattern(ANY_NAME)
_LETTER_NAMES = LazyPattern(rf"(?:{ANY_NAME}){{2,6}}")
_START = LazyPattern(rf"[{WORD}]*$")
_STRAY = LazyPattern(f"[{HARAKAT}]+")
_APART = NO_MARKS | dict.fromkeys(range(0x21, 0x7F), " ") | str.maketrans("⁅⁆", "  ")
"""A blank for each mark, figure, bracket and Latin letter: they too are stuck to words."""
_TOKEN = LazyPattern(rf"[{WORD}]+")
_LAST_WORD = LazyPattern(rf"([{WORD}]+) ?$")
_NEXT_WORD = LazyPattern(rf" ?([{WORD}]+)")


@cache
def glued() -> dict[str, str]:
    """Words that are often typed together though their last letter could join."""
    return {row[0].replace(" ", ""): row[0] for row in rows("glued.tsv")}


@cache
def _heads() -> frozenset[str]:
    """Short words ending in ے or ں to which the next word is often stuck."""
    return frozenset(row[0] for row in rows("glue_heads.tsv"))


@lru_cache(maxsize=256)
def _widened(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def separate_words(text: str, trigger: re.Pattern[str]) -> re.Pattern[str]:
    """``trigger``, widened by the words of ``text`` that are run together or mistyped."""
    words = sorted(filter(_needs_reading, _tokens(text)))
    if not words:
        return trigger
    any_of = "|".join(sorted(words, key=len, reverse=True))
    return _widened(rf"(?:(?<![{WORD}])|(?<=[0-9]ء))(?:{any_of})(?![{WORD}])|{trigger.pattern}")


def _tokens(text: str) -> set[str]:
    """The words of ``text``, also those to which an emoji or a foreign letter is stuck."""
    tokens = set(text.translate(_APART).split())
    mixed = {token for token in tokens if not IS_WORD.issuperset(token)}
    if mixed:
        tokens = tokens.difference(mixed).union(*map(_TOKEN.findall, mixed))
    # 1971ءکو: the sign of the era belongs to the figure.
    return tokens.union([token[1:] for token in tokens if token[0] == "ء"])


@lru_cache(maxsize=1 << 16)
def _needs_reading(token: str) -> bool:
    """Whether a token of plain Urdu may have to be read otherwise than it is written."""
    if len(token) > _LONGEST:
        return False
    return (
        token in honorific.WORDS
        or token in glued()
        or _stuck(token) is not None
        or _after_amount(token) is not None
        or _after_figure(token) is not None
        or may_be_mistyped(token)
        or may_be_parted(token)
    )


def read(scan: Scan, position: int) -> Reading | None:
    """The word around ``position``."""
    text = scan.text
    start = max(scan.floor, position - _LONGEST)
    start = _START.search(text, start, position).start()  # type: ignore[union-attr]
    stray = _STRAY.match(text, position)
    if stray is not None and start == position:
        return Reading(position, stray.end(), "mark", "")
    token = _TOKEN.match(text, start)
    if token is None:
        return None
    written, end = token.group(), token.end()
    if written in honorific.WORDS and (formula := honorific.read_word(scan, start, end)):
        return formula
    separate = glued().get(written) or _stuck(written) or _after_amount(written)
    if separate:
        return Reading(start, end, "letters", separate)
    if text[start - 1 : start].isdecimal() or text[max(0, start - 2) : start][1:] == "ء":
        separate = _after_figure(written)
        if separate:
            return Reading(start, end, "letters", separate)
    before, behind = _last_part(_word_before(text, start)), _word_behind(text, end)
    if may_be_mistyped(written):
        meant = respelt(written, before, behind)
        if meant is not None:
            # اگیا is آگیا, and that is two words.
            return Reading(start, end, "spelling", part(meant, before, behind) or meant)
    if may_be_parted(written):
        apart = part(written, before, behind)
        return Reading(start, end, "letters" if apart else "", _put_right(apart or written))
    spoken = parted(written)
    if spoken != written and " " not in spoken:
        # کیےے and کیلےے have more than one fault.
        meant = respelt(spoken, before, behind) if may_be_mistyped(spoken) else None
        spoken = meant or glued().get(spoken) or part(spoken, before, behind) or spoken
    spoken = _put_right(spoken)
    return Reading(start, end, "letters" if spoken != written else "", spoken)


def _put_right(spoken: str) -> str:
    """Put the letters right of words that were run together: کے ساتہ of کےساتہ."""
    words = spoken.split(" ")
    if len(words) == 1:
        return spoken
    around = ["", *words, ""]
    return " ".join(
        (may_be_mistyped(word) and respelt(word, around[at], around[at + 2])) or word
        for at, word in enumerate(words)
    )


def _word_before(text: str, start: int) -> str:
    match = _LAST_WORD.search(text, max(0, start - _LONGEST), start)
    return match[1] if match else ""


def _last_part(word: str) -> str:
    """The last of the words run together in ``word``: سہ of بجےسہ."""
    return parted(word).rpartition(" ")[2] if "ے" in word[:-1] or "ں" in word[:-1] else word


def _word_behind(text: str, end: int) -> str:
    match = _NEXT_WORD.match(text, end)
    return match[1] if match else ""


@lru_cache(maxsize=4096)
def _stuck(token: str) -> str | None:
    """گیاہے as گیا ہے, اورکہا as اور کہا; None where the token is a word of its own."""
    halves = _halves(token)
    if not halves or not token.isalnum() or token in _whole_words():
        return None
    return " ".join(halves) if all(half in _whole_words() for half in halves) else None


@lru_cache(maxsize=4096)
def _after_amount(token: str) -> str | None:
    """کروڑڈالرکی as کروڑ ڈالر کی: what is counted is stuck to the scale or sign."""
    if token in _whole_words():
        return None
    for name in _AMOUNTS:
        rest = token.removeprefix(name)
        if rest in ("واں", "ویں"):
            return None
        if rest != token and (len(rest) > 2 or rest in _SHORT_AFTER):
            spoken = rest if rest in _whole_words() else _two(rest) or _after_figure(rest)
            return f"{name} {spoken}" if spoken else None
    return None


@lru_cache(maxsize=4096)
def _after_figure(token: str) -> str | None:
    """کوسقوط as کو سقوط: a postposition stuck between a figure and the next word."""
    if token in _whole_words():
        return None
    for name in _AFTER_FIGURE:
        rest = token.removeprefix(name)
        if rest != token and len(rest) > 2 and rest in _whole_words():
            return f"{name} {rest}"
    return None


_AFTER_FIGURE = ("کا", "کی", "کے", "کو", "سے", "پر", "تک")
_SHORT_AFTER = frozenset((*_AFTER_FIGURE, "نے", "ہے", "فی", "یا"))
"""The words of two letters that are stuck to one: میٹرنگ is no میٹر نگ."""
_AMOUNTS = sorted(groups("glued_words.tsv")["amount"], key=len, reverse=True)
"""Names of amounts whose last letter never joins the next one."""


def _halves(token: str) -> tuple[str, str] | None:
    """The two words that ``token`` may be made of."""
    if going_on(token):
        return None  # لارہے is no لار ہے
    if token.endswith(_ENDINGS):
        at = len(token) - (2 if token.endswith("ہے") else 3)
        is_one = token[at - 1] == "ڑ" and f"{token[:at]}ھ{token[at + 1 :]}" in lexicon()  # پڑہے
        if at > 1 and token[at - 1] in _BEFORE_ENDINGS and not is_one:
            return token[:at], token[at:]
    return ("اور", token[3:]) if token.startswith("اور") and len(token) > 4 else None


_ENDINGS = ("ہے", "ہیں", "تھا", "تھی", "تھے")
_BEFORE_ENDINGS = frozenset("ادڈذرڑزژو")


def parted(word: str) -> str:
    """``word`` with its parts set apart, or with ی for a ے within it."""
    if len(word) > _LONGEST:
        return word[:-1].replace("ے", "ی") + word[-1]
    if word in _whole_words():
        return word  # اودےپور
    parts: list[str] = []
    rest = word
    while (at := _break(rest)) is not None:
        head, rest = rest[:at], rest[at:]
        listed = glued().get(head) or pairs("run_together.tsv").get(head)
        parts.append(listed or _two(head) or part_alone(head) or _inner(head, stuck=bool(at)))
    stuck = bool(parts)
    separate = None
    if stuck:
        separate = glued().get(rest) or _stuck(rest) or _two(rest) or part_alone(rest)
    parts.append(separate or _inner(rest, stuck=stuck))
    return " ".join(parts)


def _inner(word: str, *, stuck: bool) -> str:
    """A part with ی for a ے within it; کہاہے beside another word is کہا ہے."""
    if "ے" in word[:-1] and _LETTER_NAMES.fullmatch(word):
        return " ".join(_LETTER_NAME.findall(word))  # جےیوآئی
    word = word[:-1].replace("ے", "ی") + word[-1]
    if stuck and word not in _heads() and word not in _whole_words():
        for tail in ("ہے", "ہیں", "تھے"):
            head = word.removesuffix(tail)
            if head != word and head[-1:] in _LONERS and head in _whole_words():
                return f"{head} {tail}"
    return word


def _break(word: str) -> int | None:
    """Where the first word of ``word`` ends, None where it is one word."""
    for index, letter in enumerate(word[:-1]):
        if letter not in "ےں" or len(word) - index <= 2:
            continue
        head, tail = word[: index + 1], word[index + 1 :]
        if letter == "ں":
            return index + 1
        if lacks(word):
            return index + 1
        if word[:-1].replace("ے", "ی") + word[-1] in _whole_words():
            # نےوز: ے was typed for ی.
            return None
        if (head in _heads() or head in glued()) and (tail in _whole_words() or len(tail) > 2):
            return index + 1
        if tail in _TAILS or (tail in _whole_words() and (head in _whole_words() or _two(head))):
            return index + 1
        is_phrase = tail.startswith(_POSTPOSITIONS) and len(head) > 2
        if (head in _whole_words() or _two(head)) and is_phrase:
            return index + 1
        if tail in _whole_words() and len(tail) > 2 and part_alone(head):
            return index + 1
        if part_alone(tail) and (head in _whole_words() or part_alone(head)):
            return index + 1
    return None


@lru_cache(maxsize=4096)
def _two(word: str) -> str | None:
    """فیصداضافے as فیصد اضافے: two known words where no letter joins them."""
    if len(word) < _SHORTEST_PAIR or word in _whole_words():
        return None
    for at in range(len(word) - 2, 1, -1):
        joins = word[at - 1] not in _LONERS
        if joins and word[at:] not in _POSTPOSITIONS:
            continue
        if word[:at] in _whole_words() and word[at:] in _whole_words():
            return f"{word[:at]} {word[at:]}"
    return None


_SHORTEST_PAIR = 6
"""A shorter unknown word is a name rather than two words."""
_LONGEST = 40
"""No run of words is longer; what is, is no text, and must not cost more than its length."""
_LONERS = frozenset("ادڈذرڑزژوۂء")
"""Letters that never join the next one, so that a missing blank is not seen."""
_POSTPOSITIONS = ("کے", "سے", "نے")
_TAILS = groups("glued_words.tsv")["tail"]


def _whole_words() -> Container[str]:
    """The words that we know to be words; few texts ask for any."""
    return lexicon()
