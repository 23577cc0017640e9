"""English phonemes into Urdu letters, by the habits in which Urdu writes English words.

Urdu writes an English word partly by its sound and partly by its spelling: the same
schwa is ا at the end of *camera* and nothing in *system*. So a rule may ask for the
spelling as well as for the phonemes (as CMUdict writes them, without stress).
"""

from __future__ import annotations

import re
from typing import NamedTuple

CONSONANTS = {
    "B": "ب", "CH": "چ", "D": "ڈ", "DH": "د", "F": "ف", "G": "گ", "HH": "ہ", "JH": "ج",
    "K": "ک", "L": "ل", "M": "م", "N": "ن", "NG": "نگ", "P": "پ", "R": "ر", "S": "س",
    "SH": "ش", "T": "ٹ", "TH": "تھ", "V": "و", "W": "و", "Y": "ی", "Z": "ز", "ZH": "ژ",
}  # fmt: skip
VOWELS = {
    "AA": ("آ", "ا", "ا"),
    "AE": ("ای", "ی", "ی"),
    "AH": ("ا", "", "ا"),
    "AO": ("آ", "ا", "ا"),
    "AW": ("آؤ", "اؤ", "اؤ"),
    "AY": ("آئ", "ائ", "ائی"),
    "EH": ("ای", "ی", "ے"),
    "ER": ("ار", "ر", "ر"),
    "EY": ("ای", "ی", "ے"),
    "IH": ("ا", "", "ی"),
    "IY": ("ای", "ی", "ی"),
    "OW": ("او", "و", "و"),
    "OY": ("آئ", "وائ", "وائے"),
    "UH": ("ا", "", "و"),
    "UW": ("او", "و", "و"),
}
"""Each vowel at the start of a word, within it, and at its end."""
_ANY = "(?:AA|AE|AH|AO|AW|AY|EH|ER|EY|IH|IY|OW|OY|UH|UW)"


_CONSONANT_W = f"(?:^| )(?!{_ANY} )[A-Z]+ W $"


class Rule(NamedTuple):
    """What stands for a vowel in certain company; the first rule that fits is taken."""

    vowels: str
    before: str
    """An expression for the phonemes before, each with a blank behind it."""
    after: str
    """An expression for the phonemes after, likewise."""
    spelling: str
    """An expression that the word's spelling holds."""
    first: str
    """The letters at the start of a word."""
    within: str
    """The letters anywhere else."""


_SCHWA = "^(?!lov|so[nm]|mone|mont|monk|mond|oth|moth|noth|doz|non|don|dov|to[nu]|ov|onio|bor|vom)"
"""No o of these words is a schwa: it is the vowel of *love*, which the table writes alike."""


_RULES = (
    # An unstressed vowel of the first syllable is written as it is spelt.
    Rule("IH IY AH", "^(?:B|D|R|P R) $", ".", "^(?:be|de|re|pre)[^aeiouyr]", "", "ی"),  # detail
    Rule(
        "AH", "^(?:P R|P|M|D|T|S|N|L|V|B) $", "", _SCHWA + "(?:pro|[pmdtsnlvb]o[^ou])", "", "و"
    ),  # protest
    Rule("AH", "^$", "F ", "^off", "آ", ""),  # official
    Rule("AH", "^$", "D ", "^ad", "ای", ""),  # advance
    Rule("AH IH", ". $", "F (?:AY|IH K EY) ", "if[yi]", "", "ی"),  # verify, notification
    Rule("AH", "^$", "", _SCHWA + "o", "او", ""),  # opinion
    Rule("IH IY AH", "^$", "", "^e(?!l|n|x|q)", "ای", ""),  # event
    Rule("IH", ". $", "SH AH (?:N|L) ", "iti|ici|isi", "", "ی"),  # edition, official
    Rule("AE", "T R $", "N [SZ] ", "^trans", "", "ا"),  # transport
    Rule("AE", "G R $", "M ", "gram", "", "ا"),  # program
    Rule("ER", "Y $", "$", "ior$", "", "ئر"),  # junior
    Rule(  # enclave, entail: as Urdu writes them
        "EH IH", "^$", "N ", "^en(?!d(?:s|ed|ing|ings|less)?$)[^aeiouy]", "ا", ""
    ),
    Rule("IH AH", "", "JH (?:IH Z |AH Z )?$", "ages?$", "ای", "ی"),  # village
    Rule("AH", f"{_ANY} $", "B AH L (?:Z )?$", "ables?$", "", "ئی"),  # viable
    Rule("AH", ". $", "B AH L (?:Z )?$", "ables?$", "", "ی"),  # available
    Rule(  # the broad a of class, fast, dance
        "AE",
        "",
        "(?:S|F|N) ",
        "a(?:ss$|ss[^aeiou]|st(?!r?[aeiou]c)|sk|sp|ff(?!i)|ft|nce[sd]?$|ncing|nch|nts?$|lf|nci)|mand",
        "آ",
        "ا",
    ),
    Rule("UH", "", "R ", "", "او", "و"),  # tour
    Rule("AO OW", "", f"R {_ANY}", "", "او", "و"),  # forum
    Rule("AO OW", "", "R ", "ore|oor|our|oar|port|orts?$|orce|ory|oria|ford", "او", "و"),  # store
    Rule("AO OW", "", "R ", "", "آ", "ا"),  # north
    Rule("EH IH AE", "Y $", f"R (?!{_ANY})", "", "", "ئ"),  # year
    Rule("EH IH AE", "", f"R (?!{_ANY})", "", "ایئ", "یئ"),  # air, near
    Rule("IH", "", "R ", "^(?!.*[iy]r)", "ای", "ی"),  # hero
    Rule("IH", ". $", "ZH ", "", "", "ی"),  # vision
    Rule("IH", ". $", "V ", "ive", "", "ی"),  # give, driven
    Rule("AH IH", "T $", "T IY (?:Z )?$", "tit(?:y|ies)$", "", "ی"),  # entity
    Rule("IH", "^$", "(?:K S|G Z) ", "", "ای", ""),  # express
    Rule("AW", "", "ER ", "", "آو", "او"),  # power
    Rule("AY", "", "[VKDG] ", "", "آئی", "ائی"),  # live, side, tiger
    Rule("AH", "", "JH IY $", "ogy$", "و", "و"),  # technology
    Rule("IH AH", ". $", "K EY SH ", "icat", "", "ی"),  # application
    Rule("AH IH", ". $", "K (?:AH )?L ", "ical", "", "ی"),  # medical
    Rule("AH", ". $", "T IH V ", "[ai]tive", "", "ی"),  # negative
    Rule("AH", ". $", "Z EY SH ", "i[sz]ation", "", "ائ"),  # privatization
    Rule("AH UH", r"\S (?:JH|Y) $", "", "[^aeiou]u[^aeiou]", "", "و"),  # education, document
    Rule("AH", "M $", "N $", "....man$", "", "ی"),  # chairman
    Rule("ER", "", "M ", "orm", "ار", "ار"),  # information
    Rule("UW", "[NDT] $", "", "^(?!stu).*[ntd](?:u[^g]|ew|eu|ue$)", "", "یو"),  # news, tube
    Rule("AH", "IY $", "$", "", "", "ا"),  # media
    Rule("AH", "IY $", "S ", "[ie]o?us", "", "ئ"),  # serious
    Rule("AH", "IY $", "", "", "", ""),  # stadium
    Rule("OW UW", "IY $", "", "", "", "و"),  # video
    Rule("AA AO", "IY $", "", "", "", "ا"),  # patriot
    Rule("AH", "(?:UW|OW|EY) $", ".", "", "", "ئ"),  # fluid
    Rule("ER", "(?:AW) $", "", "", "", "ر"),  # tower
    # Queen, Twitter: a consonant before w makes two syllables to the Urdu ear.
    Rule("IH", _CONSONANT_W, ".", "", "", "ئ"),
    Rule("EH IY", _CONSONANT_W, ".", "", "", "ئی"),
    Rule("ER", _CONSONANT_W, "", "", "", "ئر"),
    Rule("AH", "(?:AW|AY|OY|IY) $", ".", "", "", ""),  # science
)
_HIATUS = frozenset(("EY", "IY", "OW", "UW", "AO", "AA"))
"""Vowels that ئ parts from a vowel behind them."""


def urdu(word: str, phones: list[str]) -> str:
    """An English word in Urdu letters.

    Args:
        word: its spelling, in lower case.
        phones: its phonemes, without stress.
    """
    if word.endswith("ed") and phones[-1] == "T":
        # Urdu writes the past as it is spelt: announced.
        phones = [*phones[:-1], "D"]
    return "".join(_letters(word, phones, at) for at in range(len(phones))) or "ا"


def _letters(word: str, phones: list[str], at: int) -> str:
    phone, previous = phones[at], phones[at - 1] if at else ""
    following = phones[at + 1] if at + 1 < len(phones) else ""
    if phone not in VOWELS:
        return _consonant(phone, previous, following)
    before = "".join(f"{each} " for each in phones[:at])
    after = "".join(f"{each} " for each in phones[at + 1 :])
    for rule in _RULES:
        if (
            phone in rule.vowels.split(" ")
            and re.search(rule.before, before)
            and re.match(rule.after, after)
            and re.search(rule.spelling, word)
        ):
            return rule.within if previous else rule.first
    first, within, last = VOWELS[phone]
    if not previous:
        return first
    parted = "ئ" if previous in _HIATUS else ""
    return parted + (within if following else last)


def _consonant(phone: str, previous: str, following: str) -> str:
    if phone == "S" and not previous and following in ("K", "M", "P", "T"):
        return "اس"
    if phone == "NG" and following in ("K", "G"):
        return "ن"
    return CONSONANTS[phone]
