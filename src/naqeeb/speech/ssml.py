"""SSML made from plain text: nothing that an article holds can become markup.

What ``lexicon.toml`` says is said already: the script puts it into the text. Here come the two
things that a text cannot say: a pause where a mark asks for one, and a word's phonemes where
the voice file lists them in ``[options.phonemes]``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

from naqeeb.model import Voice
from naqeeb.model.values import CONTROLS
from naqeeb.speech import options
from naqeeb.text.cleaning import NOT_XML

_BREAKS = {"؛": "medium", "…": "medium", "–": "weak", "—": "weak"}
"""Marks at which neural voices do not pause by themselves, and how strong the break is."""
_EDGES = "«»\"'()[]۔،؛؟!:.,…"
_IPA = re.compile(rf"[^{CONTROLS}<>&\"]{{1,100}}")


def phonemes_of(voice: Voice) -> dict[str, str]:
    """``[options.phonemes]``: a word, and how it is said in the International Phonetic Alphabet.

    Raises:
        SettingsError: it is no table of texts.
    """
    table = voice.options.get("phonemes", {})
    if isinstance(table, Mapping) and all(
        isinstance(ipa, str) and _IPA.fullmatch(ipa) for ipa in table.values()
    ):
        return {str(word): str(ipa) for word, ipa in table.items()}
    what = "[options.phonemes] is no table of words and their IPA"
    raise options.wrong(voice, "phonemes", what, 'write lines such as "نقیب" = "nəqiːb"')


def markup(text: str, phonemes: Mapping[str, str], *, marks: bool = False) -> str:
    """The text as the inside of an SSML element.

    Args:
        text: plain.
        phonemes: words and their IPA.
        marks: put ``<mark name="N"/>`` before each word that begins at character N.
    """
    text = NOT_XML.sub(" ", text)
    pieces = []
    end = 0
    for word in re.finditer(r"\S+", text):
        pieces.append(text[end : word.start()])
        if marks:
            pieces.append(f'<mark name="{word.start()}"/>')
        pieces.append(_word(word.group(), phonemes))
        end = word.end()
    pieces.append(text[end:])
    return "".join(pieces)


def _word(word: str, phonemes: Mapping[str, str]) -> str:
    core = word.strip(_EDGES)
    before, _, after = word.partition(core) if core else (word, "", "")
    spoken = escape(core)
    if core in phonemes:
        spoken = f'<phoneme alphabet="ipa" ph="{escape(phonemes[core])}">{spoken}</phoneme>'
    breaks = [_BREAKS[char] for char in before + after if char in _BREAKS]
    pause = f'<break strength="{breaks[0]}"/>' if breaks else ""
    return f"{escape(before)}{spoken}{escape(after)}{pause}"
