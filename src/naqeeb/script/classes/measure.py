"""Measures: 3 km is تین کلومیٹر, -5°C منفی پانچ ڈگری سینٹی گریڈ, 25 m² پچیس مربع میٹر."""

from __future__ import annotations

import re
from string import ascii_letters

from naqeeb.script.alphabet import IS_WORD, WORD, WORD_CHARACTERS
from naqeeb.script.quantity import NUMBER, SCALES, amount, number_words
from naqeeb.script.reading import Reading, Scan, behind, figure_end
from naqeeb.script.tables import any_in, groups, pairs
from naqeeb.script.unit_again import past_name
from naqeeb.text.lazy_pattern import LazyPattern

_DEGREE = LazyPattern(
    r" ?(?:[°º˚] ?(?P<scale>[CFKcf](?![A-Za-z])|س(?![^ ])"
    r"|سینٹی گریڈ|سیلسیس|فارن ہائیٹ)?|(?P<one>[℃℉]))"
    r"(?: ?(?P<minutes>\d{1,2}(?:\.\d+)?)['′](?: ?(?P<seconds>\d{1,2}(?:\.\d+)?)(?:[\"″]|''))?)?"
    r"(?P<side> ?[NSEW](?![A-Za-z]))?"
)
_SCALES = {
    "C": "ڈگری سینٹی گریڈ",
    "℃": "ڈگری سینٹی گریڈ",
    "س": "ڈگری سینٹی گریڈ",
    "سینٹی گریڈ": "ڈگری سینٹی گریڈ",
    "سیلسیس": "ڈگری سیلسیس",
    "F": "ڈگری فارن ہائیٹ",
    "℉": "ڈگری فارن ہائیٹ",
    "فارن ہائیٹ": "ڈگری فارن ہائیٹ",
    "K": "کیلون",
}
_SIDES = {"N": "شمال", "S": "جنوب", "E": "مشرق", "W": "مغرب"}
_DEGREES = r"(\d{1,3}(?:\.\d{1,6})?)"
_PLACE = LazyPattern(rf"{_DEGREES} ?([NS])[ ,،/]{{1,2}}{_DEGREES} ?([EW])(?![A-Za-z\d])")
_SIDE = LazyPattern(r"(\d{1,3}\.\d{1,6})([NSE])(?![A-Za-z\d])")
"""One of the two alone: 35.2N. With a W it would be watts."""
_ONE_SIDE = 2
_SPOON = " کا چمچ"
_ONE_SPOON = frozenset(("ایک", "آدھا", "چوتھائی", "ایک چوتھائی", "تین چوتھائی", "ڈیڑھ"))
_FORCE = LazyPattern(any_in("measure_words.tsv", "force"))
_UNIT = LazyPattern(
    # 40 F-16: the letter of a model. 3 in 1: no inches.
    r"(?: (?!(?:[A-Z]|MP)-\w|in(?![A-Za-z])))?"
    r"(?P<unit>(?:sq|cu|cubic|square)\.? ?[A-Za-z]{1,5}|[A-Za-zµμΩ]{1,12}[²³]?"
    r"(?:[/·][A-Za-z]{1,5}[²³23]?|\^?[23](?![\d]))?)(?![A-Za-z0-9])\.?(?P<dot>)"
)
_SYMBOL = LazyPattern(rf" ?(?P<unit>[㎞㎏㎡㎝㎜㎢㎥㏄]|×(?= ?[{WORD}]))")
_DEGREE_SIGNS = frozenset("°º˚℃℉")
_UNIT_STARTS = frozenset(ascii_letters + "µμΩ㎞㎏㎡㎝㎜㎢㎥㏄×")
SIGNS_BEGIN = _UNIT_STARTS | _DEGREE_SIGNS | frozenset("*")
"""What units in signs and Latin letters behind an amount begin with, and what multiplies it."""
_TIMES = LazyPattern(rf"({NUMBER}) ?[xX×*] ?({NUMBER})(?: ?[xX×*] ?({NUMBER}))?")
_CARAT = LazyPattern(
    "(9|10|14|18|2[0-4]) ?K(?= (?:کے |کا |کی |والا |والے )?"
    rf"(?:{any_in('measure_words.tsv', 'gold')}))"
)
_KELVIN = LazyPattern(rf"({NUMBER}) ?K(?![A-Za-z\d])")
_QUAKE = LazyPattern(r"(\d(?:\.\d)?) ?M[wW]?(?![A-Za-z\d])")
_QUAKES = LazyPattern("زلزل|جھٹک|آفٹر شاک|ریکٹر")
_DOSE = LazyPattern(r"(?<=g)/(\d{1,4}) ?(ml|mL|l|L|kg)(?![A-Za-z])")
_MEMORY = LazyPattern(r"(\d{1,2})/(\d{2,4}) ?(GB|TB)(?![A-Za-z])")
_AIR = LazyPattern(rf"({NUMBER}) ?(mb|kt)(?![A-Za-z\d])")
_OF_AIR = {
    "mb": ("ملی بار", LazyPattern(any_in("measure_words.tsv", "pressure"))),
    "kt": ("ناٹ", LazyPattern(any_in("measure_words.tsv", "speed"))),
}
"""Units of the weather that are megabytes and kilotons elsewhere."""
_PRICED = LazyPattern(
    r"(\d{3,6}|\d{1,3},\d{3})/(\d{1,3}) ?(kg|کلو|کلوگرام|لیٹر|لٹر)(?![A-Za-zء-ے])"
)
_RATE = LazyPattern(r"(?:k?m|kWh|[mµ]?g|kg|ml|[KMG]B|[MG]b)/[a-z]{1,3}[²³]?(?![A-Za-z\d])")
_THIN = LazyPattern(r"[ .]")


def _unit(written: str) -> str | None:
    units = pairs("units.tsv")
    solid = _THIN.sub("", written).replace("²", "2").replace("³", "3").replace("μ", "µ")
    solid = solid.replace("^", "").replace("·", "/")
    name = units.get(solid) or (units.get(solid.lower()) if len(solid) > 1 else None)
    over, stroke, under = solid.partition("/")
    if name is None and stroke and over in units and under in units:
        return f"{units[over]} فی {units[under]}"
    return name


def read(scan: Scan, position: int) -> Reading | None:
    """An amount with a unit in signs or Latin letters behind it."""
    text = scan.text
    times = _TIMES.match(text, position) if _multiplies(text, position) else None
    named = pairs("slashed.tsv").get(times.group().lower()) if times else None
    if times is not None and named:
        return Reading(position, times.end(), "measure", named)
    if times is not None:
        spoken = " ضرب ".join(number_words(part) for part in times.groups() if part)
        end, name = _unit_behind(text, times.end())
        return Reading(position, end, "measure", f"{spoken} {name}".rstrip())
    number = amount(text, position)
    if number is None:
        return None
    following = behind(text, number.end)[1]
    if not following or following in IS_WORD:
        return None
    if following in _SIDES and (place := _place(scan, position)) is not None:
        return place
    degree = _DEGREE.match(text, number.end) if following in _DEGREE_SIGNS else None
    if degree is not None:
        scale = degree["scale"] or degree["one"] or ""
        unit = _SCALES.get(scale.upper(), "ڈگری")
        spoken = f"{number.spoken} {unit}"
        for part, name in (("minutes", "منٹ"), ("seconds", "سیکنڈ")):
            if degree[part]:
                spoken += f" {number_words(degree[part])} {name}"
        if side := degree["side"]:
            spoken += f" {_SIDES[side.strip()]}"
        return Reading(position, past_name(text, degree.end(), unit), "measure", spoken)
    end, name = _unit_behind(text, number.end)
    if not name:
        return None
    spoken = f"{number.spoken} {_counted(number.spoken, name)}"
    dose = _DOSE.match(text, end)
    if dose is not None:
        # 250mg/5ml
        end, spoken = dose.end(), f"{spoken} فی {number_words(dose[1])} {_unit(dose[2])}"
    return Reading(position, end, "measure", spoken)


def _counted(number: str, name: str) -> str:
    """The name of a unit as so many of it are called: دو چائے کے چمچ."""
    is_many = name.endswith(_SPOON) and number not in _ONE_SPOON
    return name.replace(" کا ", " کے ") if is_many else name


def _place(scan: Scan, position: int) -> Reading | None:
    """36.5N 70.9E, or one of the two: latitude and longitude without their sign."""
    match = _PLACE.match(scan.text, position) or _SIDE.match(scan.text, position)
    if match is None:
        return None
    if len(match.groups()) == _ONE_SIDE and _FORCE.search(
        scan.before(position) + scan.after(match.end())
    ):
        return None
    parts = match.groups()
    spoken = " ".join(
        f"{number_words(figure)} ڈگری {_SIDES[side]}"
        for figure, side in zip(parts[::2], parts[1::2], strict=True)
    )
    return Reading(position, match.end(), "measure", spoken)


def _unit_behind(text: str, end: int) -> tuple[int, str]:
    """Where a unit in signs or Latin letters ends and its name; empty where there is none."""
    is_unit = behind(text, end)[1] in _UNIT_STARTS
    match = _SYMBOL.match(text, end) or _UNIT.match(text, end) if is_unit else None
    name = _unit(match["unit"]) if match else None
    if match is None or name is None:
        return end, ""
    end = match.end() - (text[match.end() - 1] == ".")
    return past_name(text, end, name), name


def _multiplies(text: str, position: int) -> bool:
    """Whether a sign of multiplication may stand behind the number."""
    end = figure_end(text, position)
    return text[end : end + 1] in _POINTS or behind(text, end)[1] in _CROSSES


_POINTS = frozenset(",،.۔")
_CROSSES = frozenset("xX×*")


def read_memory(scan: Scan, position: int) -> Reading | None:
    """8/256GB: a telephone's memory and its store."""
    match = _MEMORY.match(scan.text, position)
    if match is None:
        return None
    spoken = f"{number_words(match[1])}، {number_words(match[2])} {_unit(match[3])}"
    return Reading(position, match.end(), "measure", spoken)


def read_carat(scan: Scan, position: int) -> Reading | None:
    """24K سونا: carats of gold rather than thousands."""
    match = _CARAT.match(scan.text, position)
    if match is None:
        return None
    return Reading(position, match.end(), "measure", f"{number_words(match[1])} قیراط")


def read_kelvin(scan: Scan, position: int) -> Reading | None:
    """درجہ حرارت 2.7K: no thousands."""
    match = _KELVIN.match(scan.text, position)
    if match is None or "حرارت" not in scan.before(position, 12):
        return None
    return Reading(position, match.end(), "measure", f"{number_words(match[1])} کیلون")


def read_quake(scan: Scan, position: int) -> Reading | None:
    """5.8M زلزلہ: how strong it was."""
    match = _QUAKE.match(scan.text, position)
    near = scan.before(position, 40) if match else ""
    if match is None or not _QUAKES.search(near + scan.after(match.end(), 24)):
        return None
    strength = "" if "شدت" in near else " شدت"
    return Reading(position, match.end(), "measure", number_words(match[1]) + strength)


def read_air(scan: Scan, position: int) -> Reading | None:
    """ہوا کا دباؤ 1010mb, ہوائیں 35kt: neither megabytes nor kilotons."""
    match = _AIR.match(scan.text, position)
    if match is None:
        return None
    name, subject = _OF_AIR[match[2]]
    if not subject.search(scan.before(position, 40)):
        return None
    return Reading(position, match.end(), "measure", f"{number_words(match[1])} {name}")


def read_priced(scan: Scan, position: int) -> Reading | None:
    """3500/40kg: so much for so many."""
    match = _PRICED.match(scan.text, position)
    if match is None:
        return None
    name = _unit(match[3]) or match[3]
    spoken = f"{number_words(match[1])} فی {number_words(match[2])} {name}"
    return Reading(position, match.end(), "measure", spoken)


def read_rate(scan: Scan, position: int) -> Reading | None:
    """km/h and mg/dl without a figure before them."""
    match = _RATE.match(scan.text, position)
    name = _unit(match.group()) if match else None
    return Reading(position, match.end(), "measure", name) if match and name else None


def read_per(scan: Scan, position: int) -> Reading | None:
    """A stroke between units in Urdu words, or before a unit: روپے/کلو, 16 روپے/kWh, $2,650/oz."""
    following = scan.after(position + 1, 16)
    beside = scan.before(position, 1)
    before = _WORD_BEFORE.search(scan.before(position, 16)) if beside in WORD_CHARACTERS else None
    after = _UNDER_STROKE.match(following)
    if after is None and before is not None and before[1] in _COINS:
        # 3,500روپے/40کلو
        after = _FIGURED.match(following)
    is_spaced = False
    if beside.isdigit() and after is None:
        # 180/ کلو
        after = _SPACED.match(following)
        is_spaced = after is not None
    is_figure = beside.isdigit() or beside in _MONEY
    is_counted = before is not None and (before[1] in _PER or before[1] in SCALES)
    counted = is_counted if before else is_figure or beside.isalpha()
    per_sign = _PER_SIGN.match(scan.text, position)
    if per_sign is not None and (before[1] in _PER if before else is_figure):
        # 281/$: so much for one dollar
        return Reading(position, per_sign.end(), "measure", f"فی {_OF_SIGN[per_sign[1]]}")
    if not counted or after is None or _is_pair_of_coins(before, after[1]):
        return None
    if is_spaced and after[1] not in _SOLD:
        return None
    if (after[1] or after[2].lower()) in _PER:
        return Reading(position, position + 1, "measure", "فی")
    is_amount = before or is_figure
    name = _unit(after.group()) if is_amount else None
    if name:
        return Reading(position, position + 1 + after.end(), "measure", f"فی {name}")
    return None


def _is_pair_of_coins(before: re.Match[str] | None, after: str | None) -> bool:
    """Whether two currencies are compared: یورو/ڈالر, but 281 روپے/ڈالر."""
    if before is None or before[1] not in _COINS or after not in _COINS:
        return False
    return _AMOUNT_BEFORE.search(before.string[: before.start()]) is None


_WORD_BEFORE = LazyPattern(rf"([{WORD}]+)$")
_UNDER_STROKE = LazyPattern(rf"(?:\d{{1,4}} )?([{WORD}]+)|([A-Za-zµμ]+[²³]?)")
_FIGURED = LazyPattern(rf"\d{{1,4}}([{WORD}]+)")
_SPACED = LazyPattern(rf" ([{WORD}]+)()(?=[ ،۔]|$)")
_AMOUNT_BEFORE = LazyPattern("(?:[0-9]|سو|ہزار|لاکھ|کروڑ|ارب) ?$")
_OF_SIGN = {"$": "ڈالر", "€": "یورو", "£": "پاؤنڈ", "USD": "ڈالر", "EUR": "یورو"}
_PER_SIGN = LazyPattern("/ ?([$€£]|USD|EUR)(?! ?[0-9]|[A-Za-z])")
_COINS = groups("slash_words.tsv")["money"]
_MONEY = ("$", "€", "£", "₹")
_PER = groups("measure_words.tsv")["per"]
_SOLD = groups("measure_words.tsv")["sold"]
