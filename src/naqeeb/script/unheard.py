"""Which tokens of a script would not be heard: each token must make a sound."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from naqeeb.model import Line
from naqeeb.script.alphabet import HARAKAT, IS_WORD, MARKS

_IS_HARAKA = frozenset(HARAKAT)


def silent(lines: Sequence[Line], ipa: Callable[[str], str] | None) -> tuple[tuple[int, str], ...]:
    """The tokens that would not be heard.

    Args:
        lines: of a script, as they go to the voice.
        ipa: gives the engine's phonemes for a token; None where the engine has none to give.

    Returns:
        ``(line index, token)`` for each.
    """
    is_silent: dict[str, bool] = {}
    silent_tokens: list[tuple[int, str]] = []
    for index, line in enumerate(lines):
        for word in line.spoken.split():
            token = word.strip(MARKS)
            if not token:
                continue
            if token not in is_silent:
                is_silent[token] = not _is_urdu_word(token) or (
                    ipa is not None and not ipa(token).strip()
                )
            if is_silent[token]:
                silent_tokens.append((index, token))
    return tuple(silent_tokens)


def _is_urdu_word(token: str) -> bool:
    """Whether a token is of Urdu letters, and not of vowel signs alone."""
    return IS_WORD.issuperset(token) and not _IS_HARAKA.issuperset(token)
