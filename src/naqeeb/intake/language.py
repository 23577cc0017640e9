"""Whether a text is in Urdu."""

from __future__ import annotations

import re

from naqeeb.errors import NoUrdu

ARABIC_LETTER = re.compile(r"[\u0621-\u064a\u066e-\u06d3\u06d5\ufb50-\ufdff\ufe70-\ufefc]")
"""A letter of the Arabic script, in which Urdu is written."""


def require_urdu(parts: tuple[str, ...], where: str) -> None:
    """Raise NoUrdu unless the text has letters of the Arabic script."""
    if not any(ARABIC_LETTER.search(part) for part in parts):
        raise NoUrdu(
            f"there is no Urdu in {where}",
            cause="the text is in another script, or the article was not found in the page",
            hint="naqeeb reads Urdu in the Arabic script; check the source",
            source=where,
        )
