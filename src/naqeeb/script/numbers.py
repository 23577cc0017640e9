"""Numbers in Urdu words: cardinals, ordinals, decimals, years, digit by digit.

All functions give plain words joined by single blanks; `vocalised` gives such a word with
harakat, where its bare spelling would be misread.
"""

from __future__ import annotations

from functools import cache

from naqeeb.script.tables import pairs, rows

_WORDS = tuple(row[1] for row in rows("numbers.tsv"))
SCALES = {row[0]: int(row[1]) for row in rows("scales.tsv")}
"""Urdu scale words and their size: ہزار is 1000."""
_COUNTED_BY = sorted(
    ((int(row[1]), row[0]) for row in rows("scales.tsv") if not row[2:]), reverse=True
)
"""Size and word of those by which amounts are read, the largest first."""

MOST_DIGITS = 17
"""Longer runs of digits are no amounts that news names: they are read one by one."""


def cardinal(number: int) -> str:
    """``number`` in words: 1250 is ایک ہزار دو سو پچاس."""
    if number < 0:
        return f"منفی {cardinal(-number)}"
    if number < 100:
        return _WORDS[number]
    words: list[str] = []
    for size, name in _COUNTED_BY:
        if number >= size:
            count, number = divmod(number, size)
            words.append(f"{cardinal(count)} {name}")
    if number:
        words.append(_WORDS[number])
    return " ".join(words)


def is_number_word(word: str) -> bool:
    """Whether ``word`` is the name of a number below a hundred, or of a scale."""
    return word in _WORDS or any(word == name for _, name in _COUNTED_BY)


def digits(text: str) -> str:
    """Digit by digit; anything else in ``text`` is passed over."""
    return " ".join(_WORDS[int(each)] for each in text if each in "0123456789")


def whole(text: str) -> str:
    """A run of digits: an amount, or digit by digit where it cannot be one.

    007 is no amount, and neither is a run of more than `MOST_DIGITS` digits; 05 is
    how news writes a number below ten in a table.
    """
    if len(text) > MOST_DIGITS or (text[0] == "0" and len(text) > 2):
        return digits(text)
    return cardinal(int(text))


def decimal(before: str, after: str) -> str:
    """3.14 is تین اعشاریہ ایک چار."""
    return f"{whole(before or '0')} اعشاریہ {digits(after)}"


_ENGLISH = rows("english_numbers.tsv")
ENGLISH_DIGITS = tuple(row[1] for row in _ENGLISH if row[1])
"""As models, formulas and motorways are called: B-2 is بی ٹو."""
ENGLISH_ORDINALS = {int(row[0]): row[2] for row in _ENGLISH if row[2]}
"""In names that are English as a whole: 7th Avenue is سیونتھ ایونیو."""


def fraction(over: int, under: int) -> str:
    """2/3 is دو تہائی, 5/7 is پانچ بٹا سات."""
    if (over, under) == (1, 2):
        return "آدھا"
    if under in _PARTS and 0 < over < under:
        return f"{cardinal(over)} {_PARTS[under]}"
    return f"{cardinal(over)} بٹا {cardinal(under)}"


_PARTS = {3: "تہائی", 4: "چوتھائی"}


def mixed(number: int, over: int, under: int) -> str:
    """A whole number and a fraction: 1½ is ڈیڑھ, 3¼ is سوا تین, 2¾ is پونے تین."""
    if (over, under) == (1, 2):
        return {1: "ڈیڑھ", 2: "ڈھائی"}.get(number) or f"ساڑھے {cardinal(number)}"
    if (over, under) == (1, 4):
        return "سوا" if number == 1 else f"سوا {cardinal(number)}"
    if (over, under) == (3, 4):
        return f"پونے {cardinal(number + 1)}"
    return f"{cardinal(number)} صحیح {fraction(over, under)}"


def year(number: int) -> str:
    """Years from 1100 to 1999 are told in hundreds: انیس سو سینتالیس."""
    if not 1100 <= number <= 1999:
        return cardinal(number)
    hundreds, rest = divmod(number, 100)
    return f"{_WORDS[hundreds]} سو {_WORDS[rest]}" if rest else f"{_WORDS[hundreds]} سو"


_IRREGULAR = {1: "پہل", 2: "دوسر", 3: "تیسر", 4: "چوتھ", 6: "چھٹ"}
_ENDINGS = {"واں": "ا", "ویں": "ی", "وے": "ے"}


def ordinal(number: int, suffix: str) -> str:
    """``number`` with the suffix واں, ویں or (oblique) وے, as the gender asks."""
    if number in _IRREGULAR:
        return _IRREGULAR[number] + _ENDINGS[suffix]
    ending, suffix = _ENDINGS[suffix], "ویں" if suffix == "وے" else suffix
    if number == 100:
        return "سوواں" if suffix == "واں" else "سویں"
    words = cardinal(number)
    if number in (1000, 100_000):
        words = words.removeprefix("ایک ")
    head, _, last = words.rpartition(" ")
    if last in _LATER:
        last = _LATER[last] + ending
    elif last == "نو":
        last = f"ن{suffix}"
    elif last[-1] in "یے":
        # A final vowel keeps its blank: اسی ویں.
        last = f"{last} {suffix}"
    else:
        last += suffix
    return f"{head} {last}".lstrip()


_LATER = {"دو": "دوسر", "تین": "تیسر", "چار": "چوتھ", "چھ": "چھٹ"}


def amount_of(spoken: str) -> int:
    """The first number in words of ours, cut to whole: for telling large from small."""
    values = {word: value for value, word in enumerate(_WORDS[:100])}
    sizes = {name: size for name, size in SCALES.items() if size > 100}
    total = current = 0
    for word in spoken.split(" "):
        if word in values:
            current += values[word]
        elif word == "سو":
            current *= 100
        elif word in sizes:
            total += max(current, 1) * sizes[word]
            current = 0
        elif total or current:
            if word == "اعشاریہ":
                # The digits that follow only matter to a scale behind them.
                scale = next((sizes[each] for each in spoken.split(" ") if each in sizes), 1)
                return total + current * scale
            break
    return total + current


@cache
def _vocalised() -> dict[str, str]:
    # Words without harakat in the table are read right as they stand, and stay so.
    known = {row[1]: row[2] if len(row) > 2 and row[2] else row[1] for row in rows("numbers.tsv")}
    solid = {
        word + suffix: with_harakat + suffix
        for word, with_harakat in known.items()
        for suffix in _ENDINGS
        if with_harakat != word
    }
    return known | solid | pairs("number_harakat.tsv")


def vocalised(word: str) -> str | None:
    """A number word as an engine that reads harakat wants it, None for any other word."""
    return _vocalised().get(word)
