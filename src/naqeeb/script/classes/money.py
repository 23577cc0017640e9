"""Money: the sign may stand on either side, its name is said after the amount."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from naqeeb.script.alphabet import WORD
from naqeeb.script.numbers import cardinal, is_number_word
from naqeeb.script.quantity import SCALE, SCALES, Amount, amount, split_decimal
from naqeeb.script.reading import Reading, Scan, behind, latin_at
from naqeeb.script.tables import any_in, any_of, rows
from naqeeb.text.lazy_pattern import LazyPattern

_LATIN_SCALES = frozenset("mMbBkKtT")
_STROKE = LazyPattern("/[-=]")
_DASH = LazyPattern(" ?- ?")
_SCALE_BEHIND = LazyPattern(rf" ?({SCALE})(?![{WORD}])")
_FIGURE = LazyPattern(r" ?\d")
_LANGUAGE = "PHP"
"""Pesos, and a language of computers: PHP 8.3."""
_VERSION = LazyPattern(r"\d(?:\.\d)?")
_COUNT_BEFORE = LazyPattern(rf"(?<![{WORD}])([{WORD}]+) $")


class Currency(NamedTuple):
    """What a currency and its hundredth are called."""

    name: str
    one: str
    """After the number one, where that differs."""
    minor: str
    """Empty where there is none in use."""


@cache
def _signs() -> dict[str, Currency]:
    return {
        sign: Currency(row[1], row[2] or row[1], row[3])
        for row in rows("currencies.tsv")
        for sign in row[0].split(" ")
    }


@cache
def _sign() -> re.Pattern[str]:
    letters = [sign for sign in _signs() if sign[-1].isascii() and sign[-1].isalpha()]
    others = [sign for sign in _signs() if sign not in letters]
    return re.compile(rf"(?:{any_of(others)})\.?|(?:{any_of(letters)})(?![A-Za-z])\.?")


@cache
def _after() -> re.Pattern[str]:
    # 7.2/$ بلین; but 281/$ is so much for a dollar.
    stroke = rf"(?:/(?=[$€£] (?:{SCALE})(?![{WORD}])))?"
    return re.compile(
        rf" ?{stroke}(?P<sign>{_sign().pattern})|(?P<dash>/[-=])(?: ?(?:روپے|روپیہ))?"
    )


@cache
def _named() -> re.Pattern[str]:
    names = {currency.name for currency in _signs().values()} | {"روپیہ", "روپیے"}
    # 1000 $ امریکی ڈالر: whose dollar it is may be said between.
    return re.compile(
        rf" ?(?:(?P<whose>{_WHOSE}) )??(?P<name>{any_of(names)})(?P<many>ز)?(?![{WORD}])"
    )


_WHOSE = any_in("money_words.tsv", "whose")
_WHOSE_MONEY = LazyPattern(_WHOSE)
_ALONE = frozenset(("Rs", "RS", "rs"))
"""Codes that name money even without an amount; any other is spelt, but دس لاکھ BDT."""


@cache
def starts() -> frozenset[str]:
    """The characters that signs begin with, other than letters."""
    return frozenset(sign[0] for sign in _signs() if not sign[0].isascii() or sign[0] == "$")


@cache
def signs_begin() -> frozenset[str]:
    """What signs behind an amount begin with."""
    return frozenset(sign[0] for sign in _signs()) | {"/"}


@cache
def _after_scale() -> frozenset[str]:
    """The same behind a scale in Latin letters, where a crore may stand between."""
    return signs_begin() | frozenset("cک")


def name_of(sign: str) -> str | None:
    """What a sign or code of a currency is called, None for anything else."""
    currency = _signs().get(sign)
    return currency.name if currency else None


def read_sign(scan: Scan, position: int) -> Reading | None:
    """A sign or code before its amount: $5.6 ملین, Rs. 500/-."""
    text = scan.text
    sign = _sign_at(scan, position)
    if sign is None:
        return None
    at = sign.end()
    while text[at : at + 1] in (" ", ":", "-") and text[at : at + 1]:
        at += 1
    number = amount(text, at, latin_scales=True) if text[at : at + 1].isdigit() else None
    if number is None:
        return _sign_alone(scan, sign)
    if sign.group() == _LANGUAGE and number.plain and _VERSION.fullmatch(text, at, number.end):
        return None
    currency = _currency_of(sign.group())
    minus = "منفی " if text[at - 1 : at] == "-" and sign.end() == at - 1 else ""
    spoken, end = number.spoken, number.end
    # $50-$60
    again = _sign().match(text, _dash(text, end))
    if again is not None and again.group() == sign.group() and _dash(text, end) > end:
        second = amount(text, again.end(), latin_scales=True)
        if second is not None:
            spoken, end = f"{spoken} سے {second.spoken}", second.end
            number = second._replace(plain=False)
    doubled = _after().match(text, end) or _named().match(text, end)
    if doubled is not None and _same(doubled, currency):
        end, currency = doubled.end(), _whose(currency, doubled)
    slash = _STROKE.match(text, end)
    if slash is not None:
        end = slash.end()
    start = _named_before(scan, position, currency)
    return Reading(start, end, "money", minus + _sum_words(number, spoken, currency))


def _named_before(scan: Scan, position: int, currency: Currency) -> int:
    """Where the name of the sign's money stands right before it: ڈالر $ 300; else ``position``."""
    before = scan.before(position)
    if not before.endswith(f" {currency.name} ") and before != f"{currency.name} ":
        return position
    start = position - len(currency.name) - 1
    word = scan.before(start).rpartition(" ")[0].rpartition(" ")[2]
    counted = word in SCALES or is_number_word(word) or word[-1:].isdecimal()
    if start < scan.floor or counted or _WHOSE_MONEY.fullmatch(word):
        return position  # 5 ڈالر $3
    return start


def _sign_at(scan: Scan, position: int) -> re.Match[str] | None:
    """The sign or code that begins here, which is no end of a Latin word."""
    text = scan.text
    letters = latin_at(text, position)
    after = position + len(letters)
    if letters and letters not in _signs() and text[after : after + 1] != "$":
        return None
    before = scan.before(position, 1)
    if text[position].isalpha() and before.isascii() and before.isalpha():
        return None
    return _sign().match(text, position)


def _sign_alone(scan: Scan, sign: re.Match[str]) -> Reading | None:
    """A sign without an amount; most codes name money behind a number in words alone."""
    text, position, currency = scan.text, sign.start(), _currency_of(sign.group())
    if text[position].isalpha() and sign.group().rstrip(".") not in _ALONE:
        counted = _COUNT_BEFORE.search(scan.before(position, 16))
        if counted is None or not is_number_word(counted[1]):
            return None
    doubled = _named().match(text, sign.end())
    if doubled is None or not _same(doubled, currency):
        return Reading(position, sign.end(), "money", currency.name)
    return Reading(position, doubled.end(), "money", _whose(currency, doubled).name)


def _currency_of(sign: str) -> Currency:
    """The currency of a sign or code, behind which a stop may stand."""
    return _signs().get(sign) or _signs()[sign.rstrip(".")]


def _dash(text: str, end: int) -> int:
    """Where what follows a dash at ``end`` begins; ``end`` where there is none."""
    match = _DASH.match(text, end)
    return match.end() if match else end


def read(scan: Scan, position: int) -> Reading | None:
    """An amount with the sign after it (10000$), or with a fraction in coins (20.50 روپے)."""
    text = scan.text
    number = amount(text, position)
    if number is None:
        return None
    if _may_be_scaled(text, number.end):
        scaled = amount(text, position, latin_scales=True)
        if scaled is not None and _after().match(text, scaled.end):
            number = scaled
    following = behind(text, number.end)[1]
    after = None
    if following in signs_begin():
        after = _after().match(text, number.end)
    if after is None:
        return _coins(text, position, number)
    if after["dash"]:
        currency = _signs()["Rs"]
        return Reading(position, after.end(), "money", _sum_words(number, number.spoken, currency))
    written = after["sign"]
    spoken, end = number.spoken, after.end()
    second = amount(text, _dash(text, end)) if _dash(text, end) > end else None
    if second is not None:
        again = _after().match(text, second.end)
        if again is not None and again["sign"] == written:
            # 10$-20$
            spoken, end = f"{spoken} سے {second.spoken}", again.end()
            number = number._replace(plain=False)
    if after.group().startswith(" ") and _FIGURE.match(text, after.end()):
        # 5 $10: the sign belongs to what follows.
        return None
    currency = _currency_of(written)
    scale = _SCALE_BEHIND.match(text, end) if number.plain else None
    if scale is not None:
        # 112$ ملین: the scale stands behind the sign.
        spoken, end = f"{spoken} {scale[1]}", scale.end()
        number = number._replace(plain=False)
    doubled = _named().match(text, end)
    if doubled is not None and _same(doubled, currency):
        end, currency = doubled.end(), _whose(currency, doubled)
    return Reading(position, end, "money", _sum_words(number, spoken, currency))


def _may_be_scaled(text: str, end: int) -> bool:
    """200m$: so close to the sign these are no metres."""
    if text[end : end + 1] not in _LATIN_SCALES:
        return False
    return behind(text, end + len(latin_at(text, end)))[1] in _after_scale()


def _coins(text: str, position: int, number: Amount) -> Reading | None:
    if not number.plain:
        return None
    before, after = split_decimal(number.first)
    if len(after) != 2 or len(before) > 15:
        return None
    named = _named().match(text, number.end)
    if named is None:
        return None
    name = named["name"]
    currency = next(
        (each for each in _signs().values() if name in (each.name, each.one)), _signs()["Rs"]
    )
    if not currency.minor:
        return None
    if named["whose"]:
        name = f"{named['whose']} {name}"
    return Reading(
        position, named.end(), "money", _sum_words(number, number.spoken, currency, name=name)
    )


def _same(doubled: re.Match[str], currency: Currency) -> bool:
    groups = doubled.groupdict()
    if groups.get("name"):
        # 1000 $ کینیڈین ڈالر: whose it is may be a part of its name.
        is_longer = groups["name"].endswith(f" {currency.name}")
        return is_longer or groups["name"] in (currency.name, currency.one)
    if groups.get("dash"):
        return True
    return _signs().get(groups["sign"].rstrip(".")) == currency


def _whose(currency: Currency, doubled: re.Match[str]) -> Currency:
    """The currency with whose it is, where the words behind its sign say so."""
    groups = doubled.groupdict()
    whose, many = groups.get("whose"), groups.get("many") or ""
    name = groups.get("name") or ""
    if name.endswith(f" {currency.name}"):
        return currency._replace(name=name + many, one=name)
    if not whose:
        return currency._replace(name=currency.name + many)
    return currency._replace(name=f"{whose} {currency.name}{many}", one=f"{whose} {currency.one}")


def _sum_words(number: Amount, spoken: str, currency: Currency, *, name: str = "") -> str:
    name = name or currency.name
    before, after = split_decimal(number.first)
    if number.plain and len(after) == 2 and currency.minor and len(before) <= 15:
        major, minor = int(before), int(after)
        parts = []
        if major or not minor:
            parts.append(f"{cardinal(major)} {name if major != 1 else currency.one}")
        if minor:
            parts.append(f"{cardinal(minor)} {currency.minor}")
        return " ".join(parts)
    if number.plain and number.first == "1":
        return f"ایک {currency.one}"
    return f"{spoken} {name}"
