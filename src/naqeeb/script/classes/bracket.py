"""Brackets are breaths; a gloss that says the words before it again is left out."""

from __future__ import annotations

import re
from functools import lru_cache

from naqeeb.script.alphabet import IS_STOP, IS_WORD, LETTERS, WORD, WORD_CHARACTERS
from naqeeb.script.classes import money
from naqeeb.script.classes.slashed import CODES
from naqeeb.script.latin_words import is_spelt, latin_word
from naqeeb.script.letter_names import acronym, spell
from naqeeb.script.numbers import ENGLISH_DIGITS, ordinal, whole
from naqeeb.script.quantity import NUMBER, amount, number_words
from naqeeb.script.reading import Reading, Scan, behind
from naqeeb.script.sounds_alike import alike
from naqeeb.script.tables import any_in, groups, pairs
from naqeeb.text.lazy_pattern import LazyPattern

_HANDLE = LazyPattern(r"\( ?@[A-Za-z0-9_]{2,30} ?\)")
_LEANING = groups("neighbours.tsv")["postposition"]
_BEFORE_ITEM = frozenset("؛،:,;۔")
_LETTER = LazyPattern(rf"\( ?([{LETTERS}]) ?\)")
_TWO_LETTERS = LazyPattern(rf"\( ?([{LETTERS}]) ?[۔.] ?([{LETTERS}])[۔.]? ?\)")
_RETIRED = LazyPattern(r"\( ?(?:r|R|[Rr]etd|[Rr]td)\.? ?\)")
_RANK_BEFORE = LazyPattern(
    rf"(?:{any_in('bracket_words.tsv', 'rank')}"
    rf"|(?:{any_in('bracket_words.tsv', 'latin_rank')})\.?) ?$"
)
_PENAL_CODE = LazyPattern(rf"\) ?(?:ت ?پ|ض ?ف)(?![{WORD}])")
_LETTERS_SAID = {"ر": "ریٹائرڈ", "ا": "الف"}
_ALEF = LazyPattern(r"\( ?ا ?\)")
"""An item of a list: the letter alone would be heard as a mere vowel."""
_GLOSS = LazyPattern(r"\( ?([^()\n]{1,60}?) ?\)")
_FOOTNOTE = LazyPattern(r"\(\d{1,3}\)(?: ?\(\d{1,3}\)){0,9}")
_MONEY = groups("bracket_words.tsv")["money"]
"""Codes that are called by their money's name rather than spelt."""
_MODEL = LazyPattern(r"([A-Z]{1,3})[- ]?(\d{1,3})")
_NEAR = 80
"""A gloss stands within so many characters of what it repeats."""
_LAST_WORDS = LazyPattern(rf"((?:[{WORD}A-Za-z\d'&-]+ ){{0,5}}[{WORD}A-Za-z\d'&-]+)[\"' ]*$")
_STUCK = LazyPattern(rf"(?<=\d)(?=[{WORD}])")
_REACH = LazyPattern(rf"[{WORD}A-Za-z\d'&\" -]*")
"""What last words are made of, in a text turned round: they do not reach beyond it."""
_TOKEN = LazyPattern(
    rf"[{WORD}]+|[A-Za-z]+(?:'[A-Za-z]+)?|\d[\d,،]*|[\u0370-\u03ff]|[^\s\w.,،'&/()-]"
)


_PLURAL = LazyPattern(rf"({any_in('bracket_words.tsv', 'counted')})ز(?![{WORD}])")
_LAST_AMOUNT = LazyPattern(rf"(?<![\d.,])(?:\d[\d,.]*|[{WORD}]+)(?: [{WORD}]+){{1,3}} ?$")
_MEASURED = LazyPattern(
    rf"(?P<number>{NUMBER}) ?(?:[°º]?(?P<scale>[CF])|(?P<unit>[A-Za-z/²³%]{{1,6}}))"
)
_FIGURE = LazyPattern(r"\d+")
_RANK = LazyPattern(r"(\d{1,3}) ?(?:st|nd|rd|th|واں|ویں)")
_SCALES = {"C": "سینٹی گریڈ", "F": "فارن ہائیٹ"}
_RAISED = str.maketrans("²³", "23")


def read(scan: Scan, position: int) -> Reading | None:
    """An opening bracket."""
    is_behind_stop = scan.before(position, 1) in IS_STOP
    footnote = _FOOTNOTE.match(scan.text, position) if is_behind_stop else None
    if footnote is not None:
        return Reading(position, footnote.end(), "gloss", "")
    handle = _HANDLE.match(scan.text, position) if scan.drop_gloss else None
    if handle is not None and scan.before(position, 2).strip(" ").isalpha():
        # Volodymyr Zelenskyy (@ZelenskyyUa): the name again.
        return Reading(position, handle.end(), "gloss", "")
    gloss = _gloss(scan, position)
    if gloss is not None:
        return gloss
    retired = _RETIRED.match(scan.text, position)
    if retired is not None and _RANK_BEFORE.search(scan.before(position, 16)):
        return Reading(position, retired.end(), "bracket", "ریٹائرڈ")
    two = _TWO_LETTERS.match(scan.text, position)
    if two is not None:
        # (پ۔ر): a press release.
        return Reading(position, two.end() - 1, "bracket", f"، {two[1]} {two[2]}")
    letter = _letter(scan, position)
    if letter is not None:
        # مسلم لیگ (ن): the letter belongs to the name. جنرل (ر) is retired.
        spoken = _LETTERS_SAID.get(letter[1], letter[1])
        return Reading(position, letter.end(), "bracket", spoken)
    alef = _ALEF.match(scan.text, position)
    if alef is not None:
        return Reading(position, alef.end() - 1, "bracket", "، الف")
    return Reading(position, position + 1, "bracket", "،")


def close(scan: Scan, position: int) -> Reading | None:
    """A closing bracket: no postposition is parted from its noun by it."""
    at, first = behind(scan.text, position + 1)
    code = _PENAL_CODE.match(scan.text, position) if first in CODES else None
    if code is not None and scan.before(position, 8).rpartition("(")[0][-1:].isdecimal():
        # 376(iii) ت پ
        return Reading(position, code.end(), "abbreviation", f"، {CODES[first]}")
    word = scan.after(at, 4).partition(" ")[0]
    return Reading(position, position + 1, "bracket", "" if word in _LEANING else "،")


def _letter(scan: Scan, position: int) -> re.Match[str] | None:
    """One Urdu letter in brackets, behind a word; behind a mark it is an item's: ؛ (ب) صحت."""
    if scan.before(position, 2).rstrip()[-1:] in _BEFORE_ITEM:
        return None
    at, first = behind(scan.text, position + 1)
    if first not in IS_WORD or behind(scan.text, at + 1)[1] != ")":
        return None
    before = scan.before(position, 1)
    return _LETTER.match(scan.text, position) if before == " " or before in IS_WORD else None


def _gloss(scan: Scan, position: int) -> Reading | None:
    """A bracket that says the words before it again: (Vladimir Putin) behind پیوٹن, (£), (5)."""
    if not scan.drop_gloss:
        return None
    match = _GLOSS.match(scan.text, position)
    before = _words_before(scan.before(position, _NEAR)) if match else []
    if match is None or not before:
        return None
    inside = match[1].strip()
    if _is_another(before, inside) or not (
        _repeats(before, inside)
        or _same_rank(before[-1], inside)
        or _same_amount(scan.before(position, _NEAR), inside)
        or pairs("units.tsv").get(inside) == before[-1]  # اوم (Ω)
        or alike(before[-1], pairs("greek.tsv").get(inside, ""))  # لیمبڈا (λ)
        or (inside == "¥" and before[-1] in groups("bracket_words.tsv")["yuan"])
        # بھارتی روپیہ (₹)
        or (_in_words(inside) == "روپے" and before[-1].startswith("روپ"))
    ):
        return None
    return Reading(position, match.end(), "gloss", "")


def _is_another(before: list[str], inside: str) -> bool:
    """Whether only what a thing is is told again, not which: فٹ بال کلب (Chelsea Club)."""
    name, _, head = inside.strip().rpartition(" ")
    if not name or before[-1] not in groups("bracket_words.tsv")["head"]:
        return False
    if not (_is_latin(inside) and alike(before[-1], head)):
        return False
    earlier = [" ".join(before[at:-1]) for at in range(len(before) - 1)]
    spoken_name = _in_words(name)
    return not any(alike(words, each) for words in earlier for each in (name, spoken_name))


def _words_before(text: str) -> list[str]:
    """The last words of ``text``, Urdu or Latin or figures, before blanks and quotation marks."""
    far = _REACH.match(text[::-1])
    match = _LAST_WORDS.search(text, len(text) - far.end()) if far else None
    # The unit of 100ڈالر ($) is a word of its own.
    return _STUCK.sub(" ", match[1]).split() if match else []


def _repeats(before: list[str], inside: str) -> bool:
    """Whether the last of the words ``before`` say what stands ``inside`` already."""
    spoken = _in_words(inside)
    if not spoken:
        return False
    if inside.isascii() and inside.isupper() and inside.isalpha():
        if before[-1] in (money.name_of(inside), pairs("teams.tsv").get(inside)):
            return True  # یورو (EUR), بھارت (IND)
        # یو این آر ڈبلیو اے (UNRWA): letter by letter, though its own word is انروا.
        letters = spell(inside).replace(" ", "")
        if "".join(before).endswith(letters):
            return True
    model = _MODEL.fullmatch(inside)
    if model is not None:
        name = spell(model[1]).replace(" ", "")
        figure = model[2]
        said_so = (_in_english(figure), _in_words(figure), figure)
        forms = tuple(f"{name}{each}".replace(" ", "") for each in said_so)
        if "".join(before).endswith(forms):
            return True
    count, joined = len(spoken.split()), spoken.replace(" ", "")
    figures = _FIGURE.findall(inside)
    said_before = [_in_words(word) for word in before]
    for taken in range(1, len(said_before) + 1):
        words = " ".join(said_before[-taken:])
        if words.replace(" ", "") in (joined, joined.removeprefix("ایک")):  # سو (100)
            return True
        if _is_latin(inside) == _is_latin("".join(before[-taken:])):
            continue
        if not all(_in_words(each) in words or _in_english(each) in words for each in figures):
            continue  # وٹامن ڈی (D3)
        # A name of one word is not repeated by one of five.
        if abs(len(words.split()) - count) <= max(1, count // 2) and (
            alike(words, spoken) or alike(words, inside)
        ):
            return True
    return False


def _in_english(figure: str) -> str:
    """A figure as English says it, which Urdu writes too: جی سیون (G7), جی ٹوئنٹی (G20)."""
    if len(figure) == 1:
        return ENGLISH_DIGITS[int(figure)]
    return pairs("english_figures.tsv").get(figure) or _in_words(figure)


def _same_rank(word: str, inside: str) -> bool:
    """Whether an ordinal is told again in figures: دوسری (2nd), اٹھارہویں (18ویں)."""
    match = _RANK.fullmatch(inside)
    if match is None:
        return False
    return word in {ordinal(int(match[1]), suffix) for suffix in ("واں", "ویں", "وے")}


def _same_amount(before: str, inside: str) -> bool:
    """Whether the amount before is told again in signs: 2.5 ارب ڈالرز ($2.5bn)."""
    if before.removesuffix(" ")[-1:] not in WORD_CHARACTERS:
        return False
    last = _LAST_AMOUNT.search(before)
    spoken = _in_words(inside)
    if last is None or not spoken:
        return False
    number = amount(before, last.start())
    amount_before = number.spoken + before[number.end :] if number else last.group()
    scaled = amount(inside, 0, latin_scales=True)
    if (
        scaled is not None
        and scaled.end == len(inside)
        and _bare(amount_before) == _bare(scaled.spoken)
    ):
        return True  # 1 ارب (1bn)
    return _bare(amount_before) == _bare(spoken)


def _bare(words: str) -> str:
    """An amount without blanks, plurals of its unit, and with one name for a thousand million."""
    return _PLURAL.sub(r"\1", words).replace("بلین", "ارب").replace(" ", "")


def _is_latin(text: str) -> bool:
    return text.isascii() and any(map(str.isalpha, text))


@lru_cache(maxsize=64)
def _in_words(text: str) -> str:
    """A short stretch as it is said: Latin words, figures and signs of currencies and units.

    Kept, since it is asked three times of one bracket.
    """
    known = pairs("acronyms.tsv").get(text)
    if known:
        return known
    unit = pairs("units.tsv").get(text.removeprefix("°"))
    if unit and len(text) > 1:
        return unit
    if text and text[0] in money.starts():
        sum_of_money = money.read_sign(Scan(text), 0)
        if sum_of_money is not None and sum_of_money.end == len(text):
            return sum_of_money.spoken
    measured = _MEASURED.fullmatch(text)
    if measured is not None:
        scale = measured["scale"]
        name = (
            f"ڈگری {_SCALES[scale]}"
            if scale
            else pairs("units.tsv").get(measured["unit"].translate(_RAISED))
        )
        if name:
            return f"{number_words(measured['number'])} {name}"
    parts: list[str] = []
    for part in _TOKEN.findall(text):
        if part[0].isdecimal():
            parts.append(whole(re.sub("[,،]", "", part)))
        elif part in _MONEY or part in pairs("greek.tsv"):
            parts.append(money.name_of(part) or pairs("greek.tsv")[part])
        elif _is_latin(part):
            is_acronym = part.isupper() and len(part) > 1 and is_spelt(part)
            parts.append(acronym(part) if is_acronym else latin_word(part))
        elif part[0] in IS_WORD:
            parts.append(part)
        else:
            sign = "پلس" if part == "+" else pairs("signs.tsv").get(part, "")
            parts.append(money.name_of(part) or sign)
    return " ".join(filter(None, parts))
