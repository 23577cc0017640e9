"""How long a text is to the ear."""

from __future__ import annotations

from unicodedata import combining


def spoken_chars(text: str) -> int:
    """Characters that take time to say: vowel marks ride on their letters."""
    return sum(not combining(char) for char in text)
