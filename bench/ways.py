"""The ways in which a letter with a given sound may be written for the engine, likeliest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from naqeeb.script.harakat.place import JAZM, PESH, SHADDA, ZABAR, ZER, Pair

_SIGNS = {"a": ZABAR, "i": ZER, "u": PESH, "E": ZABAR, "O": PESH, "e": ZER, "o": PESH}
_LEADS = {"uu": PESH, "ii": ZER, "ai": ZABAR, "au": ZABAR, "E": ZABAR, "i": ZER, "u": PESH}


def choices(pairs: Sequence[Pair]) -> list[list[str]]:
    """Return for each letter the ways in which it may be written, likeliest first."""
    rows: list[list[str]] = []
    for index, (letter, sound) in enumerate(pairs):
        after = pairs[index + 1] if index + 1 < len(pairs) else ("", "")
        lead = _LEADS.get(after[1], "") if after[0] in set("ویےئؤع") else ""
        ways = [letter, *_ways(letter, sound, lead)]
        if lead:
            ways += [letter + lead, letter + lead + JAZM]
        rows.append(list(dict.fromkeys(ways)))
    return rows


def _ways(letter: str, sound: str, lead: str) -> Iterator[str]:
    if sound[:1] == "C":
        yield from _consonant_ways(letter, sound, lead)
    elif letter in "اع":
        yield from _alif_ways(letter, sound, lead)
    elif letter == "و":
        yield from {
            "u": ("", "ؤ", "ئ"),
            "uu": ("و" + JAZM, "ئو", "ئ" + PESH + "و"),
            "aa": ("ا",),
        }.get(sound, ("و" + JAZM, "ئو", "ؤ") if sound else ("",))
    elif letter == "ی":
        yield from {"e": ("ے", "ئے"), "i": ("", ZER, "ئ", "ئ" + ZER), "aa": ("ا",), "": ("",)}.get(
            sound, ("ئی",)
        )
        yield "ی" + JAZM
    elif letter == "ئ":
        yield from ("", "ی", "ء", "ئی", "ئے")
        if sound in _SIGNS:
            yield from (seat + _SIGNS[sound] for seat in ("ئ", "ا", "ی", ""))
    elif letter == "ہ":
        yield from ("ا", "ہ" + JAZM, "", "ے")
    else:
        yield from {
            "ؤ": ("ئو", "و", "ئ" + PESH + "و", "ئ" + PESH, PESH, "ئ" + ZABAR),
            "ن": ("ں", "ن" + JAZM, "م", "م" + JAZM),
            "ۂ": ("ائے", "ہ"),
            "ٰ": ("ا", ""),
            "آ": ("ا", "ئا"),
            "ً": ("ن",),
            "ۃ": ("ت", "ا"),
        }.get(letter, ("", letter))


def _consonant_ways(letter: str, sound: str, lead: str) -> Iterator[str]:
    doubled = sound[:2] == "CC"
    vowel = sound[2:] if doubled else sound[1:]
    stems = [letter + SHADDA, letter[0] + JAZM + letter] if doubled else []
    for stem in [*stems, letter]:
        if vowel:
            sign = _SIGNS.get(vowel, ZABAR)
            yield from (stem, stem + sign, stem + sign + JAZM)
        else:
            yield from (stem, stem + JAZM)
        if lead:
            yield from (stem + lead, stem + lead + JAZM)
        yield from {
            "E": (stem + ZABAR + "ی",),
            "ai": (stem + ZABAR + "ی",),
            "O": (stem + "و",),
            "o": (stem + "و",),
            "e": (stem + "ے", stem + "ی"),
            "aa": (stem + "\u0670", stem + "ا"),
            "ii": (stem + ZER + "ی",),
            "uu": (stem + PESH + "و",),
        }.get(vowel, ())
    if letter in "یوئ":
        yield from (letter + SHADDA, "ی", "ی" + _SIGNS.get(vowel, ""))
    if letter == "ڑھ":
        yield "ڑ" + JAZM + "ہ"
    if letter == "ھ":
        yield from ("ہ", "ہ" + _SIGNS.get(vowel, ""))


def _alif_ways(letter: str, sound: str, lead: str) -> Iterator[str]:
    if sound in _SIGNS:
        sign = _SIGNS[sound]
        yield from (seat + sign for seat in (letter, "ا", "ئ"))
        yield from (letter + sign + JAZM, "ا" + sign + JAZM)
    yield from ("ا", "ئ", "", letter + JAZM, "ا" + ZABAR, ZABAR, "ء")
    yield from {
        "e": ("ای", "ے", "ئے", "ی"),
        "E": ("ا" + ZABAR + "ی",),
        "ai": ("ا" + ZABAR + "ی",),
        "o": ("او", "و", "ئو"),
        "ii": ("ای", "ی", "ئ" + ZER + "ی"),
        "a": (ZABAR + "ن",),
        "an": ("اً", ZABAR + "ن"),
        "": ("اؤ",),
    }.get(sound, ())
    if lead:
        yield from ("ا" + lead, "ئ" + lead, letter + lead + JAZM)
