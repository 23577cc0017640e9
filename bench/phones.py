"""Phonemes for comparing pronunciations: the engine's IPA, a dictionary's IPA, our romanisation.

All three become strings with one character a phoneme, with the same differences
folded that a broad transcription leaves open:

* vowel length at the end of a word, stress, gemination;
* the colour of schwa (a, ʌ, ɐ, ə);
* notation: t̪ and t, ɾ and r, ɦ and h, w and ʋ, c and t͡ʃ, ɟ and d͡ʒ, ŋ and n before a stop,
  the engine's aʊ for ɔː, the length mark of ɛː, ɔː, eː, oː, iː, uː
  (no Urdu vowel pairs differ by it), a nasal vowel before a consonant and vowel + n,
  a glottal stop, which broad transcriptions write or leave out; the engine's iõ for ɪjõ.

ɪ and iː, ʊ and uː, ə and ɑː, ɛ and e, ɔ and o, plain and aspirated stay apart; so do the
retroflex ʂ and ʐ, which are heard where the engine is given ص or ظ.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Iterable
from functools import cache

_ASPIRATED = dict(zip("pbtdʈɖɽcɟkɡ", "ΠΒΤΔΘΞΡΧΨΚΓ", strict=True))
_VOWELS = frozenset("aAiIuUeoEO")

_SPELLINGS = (
    (re.compile("t\u0361ʃ"), "c"),
    (re.compile("d\u0361[ʒz]"), "ɟ"),
    (re.compile("[\u02c8\u02cc\u032a\u0361\u032fᵊʔʕ ]|\\([a-z]+\\)"), ""),
    (re.compile("r\\."), "ɽ"),
    (re.compile("\\."), ""),
    (re.compile("ʱ"), "ʰ"),
    (re.compile("aʊ"), "O"),
    (re.compile("aɪ"), "Ai"),
    (re.compile("a\u0308"), "A"),
    (re.compile("[aɑ](\u0303?)ː"), r"A\1"),
    (re.compile("ɑ"), "A"),
    (re.compile("[ʌəɐ]"), "a"),
    (re.compile("i(?=o\u0303)"), "ɪj"),
    (re.compile("iː?"), "I"),
    (re.compile("uː?"), "U"),
    (re.compile("ɪ"), "i"),
    (re.compile("ʊ"), "u"),
    (re.compile("ɛ"), "E"),
    (re.compile("ɔ"), "O"),
)
_LETTERS = str.maketrans("ɾɦwʋŋɳrɫ", "rhvvnnrl")


def fold_ipa(ipa: str) -> str:
    """Return broad IPA, the engine's or a dictionary's, one character a phoneme."""
    return _fold(_one_a_phone(ipa))


def _one_a_phone(ipa: str) -> str:
    text = unicodedata.normalize("NFD", ipa)
    for pattern, plain in _SPELLINGS:
        text = pattern.sub(plain, text)
    text = text.translate(_LETTERS)
    text = re.sub("([pbtdʈɖɽcɟkɡ])ː?ʰ", lambda m: _ASPIRATED[m[1]], text)
    text = text.replace("ɽh", "Ρ").replace("dɟ", "ɟ").replace("tc", "c")
    return text.replace("ː", "").replace("ʰ", "h").replace("\u0303", "~")


def _fold(text: str) -> str:
    """Fold nasality, gemination and the length of a final vowel."""
    return _folded(text)[0]


def _folded(text: str) -> tuple[str, frozenset[int]]:
    """Return folded phonemes, and which of them are doubled consonants between vowels."""
    phones: list[str] = []
    doubled: set[int] = set()
    for index, phone in enumerate(text):
        now = phone
        if phone == "~":
            rest = text[index + 1 : index + 2]
            now = "n" if rest and rest not in _VOWELS else "~"
            if now == "n" and rest in "nm":
                continue
        if phones and now == phones[-1] and now not in _VOWELS:
            doubled.add(len(phones) - 1)
            continue
        if phones and _ASPIRATED.get(phones[-1]) == now:
            phones.pop()
            doubled.add(len(phones))
        phones.append(now)
    last = len(phones) - 1 - (phones[-1:] == ["~"])
    if last >= 0:
        phones[last] = {"a": "A", "i": "I", "u": "U"}.get(phones[last], phones[last])
    between = {at for at in doubled if set(phones[max(at - 1, 0) : at + 2 : 2]) <= _VOWELS}
    return "".join(phones), frozenset(between - {0, len(phones) - 1})


_SAY_TOKEN = re.compile(
    r"aa|a(?=ii|uu)|u(?=uu)|i(?=ii)|ai|au|ii|uu|[aiueoEO]|~|'h|([pbtdTDRcjkg])h|[pbtdTDRcjkgqxGfszZShmnlrvy]"
)
_SAY_VOWEL = {"aa": "A", "ii": "I", "uu": "U", "ai": "E", "au": "O"}
_SAY_CONSONANT = str.maketrans("TDRjgxGZSy", "ʈɖɽɟɡxɣʒʃj")


def say_tokens(say: str) -> list[str]:
    """Split our romanisation into phonemes.

    Raises:
        ValueError: a character is not of the scheme.
    """
    tokens = [match[0] for match in _SAY_TOKEN.finditer(say)]
    if "".join(tokens) != say:
        raise ValueError(f"not a romanisation: {say}")
    return tokens


def say_phone(token: str) -> str:
    """Return one phoneme of the romanisation as its folding character."""
    if token in _SAY_VOWEL:
        return _SAY_VOWEL[token]
    if token == "'h":
        return "h"
    if len(token) == 2:  # noqa: PLR2004 - a stop and its h
        return _ASPIRATED[token[0].translate(_SAY_CONSONANT)]
    return token.translate(_SAY_CONSONANT)


def fold_tokens(tokens: Iterable[str]) -> str:
    """Return romanised phonemes, one character a phoneme."""
    return _fold("".join(map(say_phone, tokens)))


def fold_say(say: str) -> str:
    """Return a romanised pronunciation, one character a phoneme."""
    return fold_tokens(say_tokens(say))


def doubled_in_say(say: str) -> frozenset[int]:
    """Return which characters of :func:`fold_say` are consonants doubled between vowels."""
    return _folded("".join(map(say_phone, say_tokens(say))))[1]


def lenient(phones: str) -> str:
    """Fold also ɛ and ə beside h, the one allophone on which transcribers differ."""
    return re.sub("E(?=h)|(?<=h)E", "a", phones)


def distance(left: str, right: str) -> int:
    """Return the least number of phonemes to put in, leave out or change."""
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        diagonal, row[0] = row[0], i
        for j, b in enumerate(right, 1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (a != b))
    return row[-1]


@cache
def _library() -> ctypes.CDLL:
    import espeakng_loader

    library = ctypes.CDLL(espeakng_loader.get_library_path())
    library.espeak_Initialize(2, 0, espeakng_loader.get_data_path().encode(), 0)
    library.espeak_SetVoiceByName(b"ur")
    library.espeak_TextToPhonemes.restype = ctypes.c_char_p
    return library


def engine_ipa(text: str) -> str:
    """Return the IPA in which espeak-ng's ``ur`` voice reads ``text``."""
    library = _library()
    buffer = ctypes.create_string_buffer(text.encode() + b"\0")
    rest = ctypes.c_void_p(ctypes.addressof(buffer))
    clauses: list[str] = []
    while rest.value:
        clauses.append((library.espeak_TextToPhonemes(ctypes.byref(rest), 1, 2) or b"").decode())
    return " ".join(clauses)


def engine_phones(text: str) -> str:
    """Return the folded phonemes in which the engine reads ``text``."""
    return fold_ipa(engine_ipa(text))


@cache
def doubled_by_engine(text: str) -> frozenset[int]:
    """Return which of :func:`engine_phones` are consonants doubled between vowels."""
    # The engine lengthens some consonants and says others twice.
    ipa = re.sub("([^aɑeɛiɪoɔuʊəʌʰː\u0303])(ʰ?)ː", r"\1\1\2", engine_ipa(text))
    return _folded(_one_a_phone(ipa))[1]
