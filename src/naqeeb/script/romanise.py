"""Latin letters for Urdu ones, for file names; not a transcription for readers."""

from __future__ import annotations

import re

from naqeeb.script.letters import fold_text

_LATIN = {
    letter: latin
    for latin, letters in (
        line.split()
        for line in [
            "a اأع",
            "aa آ",
            "b ب",
            "p پ",
            "t تطٹ",
            "s ثسص",
            "j ج",
            "ch چ",
            "h حہۂۃھ",
            "kh خ",
            "d دڈ",
            "z ذزضظ",
            "r رڑ",
            "zh ژ",
            "sh ش",
            "gh غ",
            "f ف",
            "q ق",
            "k ک",
            "g گ",
            "l ل",
            "m م",
            "n نں",
            "o وؤ",
            "i یئ",
            "e ے",
        ]
    )
    for letter in letters
}


def romanise(text: str) -> str:
    """``text`` as ASCII words in lower case joined by ``-``; may be empty.

    >>> romanise("لاہور میں 5 افراد")
    'lahor-min-5-afrad'
    """
    latin = "".join(_LATIN.get(each, each) for each in fold_text(text))
    return "-".join(re.findall("[a-z0-9]+", latin.lower()))


def skeleton(text: str) -> str:
    """The consonants of ``text``, for telling whether two spellings sound alike."""
    return re.sub("[^b-df-hj-np-tv-z]", "", romanise(text))
