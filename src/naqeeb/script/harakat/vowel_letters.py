"""Letters that stand for a vowel, or for nothing: how each is written for the engine.

Every function takes a letter whose sound is no consonant and returns what is written for it.
"""

from __future__ import annotations

from collections.abc import Callable

from naqeeb.script.harakat.place import (
    JAZM,
    LONG,
    NO_JAZM_BEFORE_FINAL_HE,
    PESH,
    SIGN,
    ZABAR,
    ZER,
    Place,
    is_consonant,
)


def _alif(place: Place) -> str:
    if place.after[0] == "ً":
        return ZABAR
    if place.first:
        return _first_alif(place)
    if place.sound in SIGN:
        return "" if place.after_bare_consonant else "ئ" + SIGN[place.sound]
    if place.sound == "":
        lead = place.lead()
        return "ئ" + lead if lead else ""
    return {"e": "ے", "an": ZABAR + "ن"}.get(place.sound, "ا")


def _first_alif(place: Place) -> str:
    if place.sound in SIGN:
        return "ا" + place.sign()
    if place.sound == "" and place.after == ("ع", "e"):
        return ""
    if place.sound == "" and place.after in {("ی", "i"), ("و", "u")}:
        return "ا" + SIGN[place.after[1]]
    whole = {"e": "ای", "o": "او", "ai": "ا" + ZABAR + "ی", "aa": "آ"}
    return whole.get(place.sound) or "ا" + (place.lead() if place.sound == "" else "")


def _ain(place: Place) -> str:
    if place.first:
        return _first_ain(place)
    silent = _silent_ain(place) if place.sound == "" else None
    if silent is not None:
        return silent
    if place.sound == "aa":
        return "ع" if place.after_consonant and not place.last else "ا"
    if place.sound in SIGN:
        return _short_ain(place)
    if place.sound == "e" and place.position == 1 and place.before[1] == "":
        return "ای"
    hiatus = "" if place.after_consonant else "ئ"
    return {
        "e": hiatus + "ے",
        "ii": "ی" if place.after_consonant else "ئ" + ZER + "ی",
        "o": hiatus + "و",
    }.get(place.sound, "ع")


def _first_ain(place: Place) -> str:
    if place.sound in {"a", "E"}:
        return "ا" + ZABAR + JAZM if place.before_glide else "ع"
    if place.sound in SIGN:
        return "ع" + place.sign()
    if place.sound == "":
        return ("ع" if place.after[1] == "aa" else "ا") + place.lead()
    return {"e": "ای", "o": "او"}.get(place.sound, "ع")


def _silent_ain(place: Place) -> str:
    if place.after_bare_consonant and place.after[1]:
        return place.lead()
    if place.last or is_consonant(place.after):
        return JAZM if place.before_glide and place.before[1][-1:] in set("aiu") else ""
    return "ئ" + place.lead()


def _short_ain(place: Place) -> str:
    if place.after[0] == "ہ" and place.after[1] in {"", "aa"}:
        return ""
    if place.after_bare_consonant and place.last:
        return "ا"
    if place.after_bare_consonant and (place.sound != "a" or not is_consonant(place.after)):
        return "" if is_consonant(place.after) else "ئ" + place.lead()
    return "ئ" + place.sign()


def _vao(place: Place) -> str:
    if place.sound == "u" and place.before == ("ا", "") and place.position == 1:
        return ""
    if place.sound in {"u", "O"}:
        if place.last or is_consonant(place.after) or place.after[1] == "~":
            return "" if place.after_consonant else "ئ" + PESH
        return "ئ"
    if place.sound == "o" and place.before[1] in {"uu", "u"}:
        return "ئو"
    if place.sound == "o" and place.before_glide:
        return "و" + JAZM
    return {"": "", "aa": "ا", "a": "ئ" + ZABAR, "yuu": "ی" + PESH + "و"}.get(place.sound, "و")


def _ye(place: Place) -> str:
    if place.sound == "e":
        inside = place.position > 1 and not place.last and place.after[0] != "ں"
        return "ے" if inside else "ی"
    if place.sound == "i":
        return "" if place.last or is_consonant(place.after) else "ئ"
    return {"aa": "ا", "": "", "a": ZABAR}.get(place.sound, "ی")


def _hamza_ye(place: Place) -> str:
    if place.sound in SIGN:
        if place.after_bare_consonant:
            return "" if place.last or is_consonant(place.after) else "ئ"
        return "ئ" + place.sign()
    if place.sound == "ii":
        return "ی" if place.after_bare_consonant else "ئی"
    if place.sound == "e":
        return "ئے"
    if place.after == ("ی", "i"):
        return "ئ" + ZER
    return "ئ" + (LONG.get(place.after[1], "") if place.after[0] in {"و", "ی", "ے"} else "")


def _hamza_vao(place: Place) -> str:
    if place.sound == "o" and (place.before[1] in {"uu", "u"} or place.after[0] == "ں"):
        return "ئو"
    whole = {"u": "ئ" + PESH, "a": "ئ" + ZABAR, "uu": "ئ" + PESH + "و", "au": "ئ" + ZABAR + "و"}
    return whole.get(place.sound, "ؤ")


def _noon(place: Place) -> str:
    if place.last:
        return "ں" if place.sound == "~" else "ن"
    letter = "م" if place.sound == "m" else "ن"
    return letter + (JAZM if is_consonant(place.after) else "")


def _he(place: Place) -> str:
    if place.sound == "aa":
        letter, sound = place.before
        plain = is_consonant(place.before) and sound != "CC" and len(letter) == 1
        keeps = plain and letter not in NO_JAZM_BEFORE_FINAL_HE
        return "ہ" if place.last and keeps else "ا"
    return {"e": "ے", "o": "و", "": ""}.get(place.sound, "ہ")


def _goal_he(place: Place) -> str:
    return {"aae": "ائے", "e": "ئے"}.get(place.sound, "ۂ")


_WRITERS: dict[str, Callable[[Place], str]] = {
    "ا": _alif,
    "ع": _ain,
    "و": _vao,
    "ی": _ye,
    "ئ": _hamza_ye,
    "ؤ": _hamza_vao,
    "ن": _noon,
    "ہ": _he,
    "ۂ": _goal_he,
    "ٰ": lambda place: "ٰ" if place.sound else "",
    "ۃ": lambda _: "ا",
    "ء": lambda _: "",
    "ً": lambda _: "ن",
}
_MUTE = frozenset("لرتحھ\u200c")


def write_vowel(place: Place) -> str:
    """Write a letter that stands for a vowel or is silent."""
    writer = _WRITERS.get(place.letter)
    if writer is not None:
        return writer(place)
    return "" if place.letter in _MUTE else place.letter
