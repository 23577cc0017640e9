"""The drop detector: no token of a script may be silent."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from naqeeb.model import Line
from naqeeb.script.alphabet import HARAKAT, IS_WORD, MARKS

_IS_HARAKA = frozenset(HARAKAT)


def silent(lines: Sequence[Line], ipa: Callable[[str], str] | None) -> tuple[tuple[int, str], ...]:
    """The tokens that would not be heard.

    Args:
        lines: of a script, as they go to the voice.
        ipa: the engine's phonemes for a token, where the engine can tell.

    Returns:
        ``(line index, token)`` for each.
    """
    known: dict[str, bool] = {}

    def unheard(token: str) -> bool:
        if not IS_WORD.issuperset(token) or _IS_HARAKA.issuperset(token):
            return True
        return ipa is not None and not ipa(token).strip()

    found: list[tuple[int, str]] = []
    for index, line in enumerate(lines):
        for token in line.spoken.split():
            core = token.strip(MARKS)
            if not core:
                continue
            if core not in known:
                known[core] = unheard(core)
            if known[core]:
                found.append((index, core))
    return tuple(found)
