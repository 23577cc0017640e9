"""Marks of a draft that cannot be heeded, found before it is voiced."""

from __future__ import annotations

from pathlib import Path

from naqeeb import script
from naqeeb.model import Article
from naqeeb.settings import find_voice
from naqeeb.text import editor_marks


def refuse_faulty_marks(article: Article, root: Path) -> None:
    """Return if all marks of an article can be heeded.

    Raises:
        ScriptError: one is no mark.
        VoiceUnknown: one names a voice that there is not.
    """
    script.refuse_faulty_marks(article)
    for name in editor_marks.voices(article.paragraphs):
        find_voice(name, root)
