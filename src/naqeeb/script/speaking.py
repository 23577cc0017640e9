"""Speaking: written text into spoken text."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import NamedTuple

from naqeeb.script.alphabet import HARAKAT, IS_STOP, MARKS
from naqeeb.script.harakat import Guesses, vocalise_with_reasons
from naqeeb.script.letters import fold_text
from naqeeb.script.normalize import Rewritten, rewrite
from naqeeb.script.numbers import vocalised as number_vocalised
from naqeeb.script.reading import Scan

_NOT_NUMBERS = frozenset(("letters", "spelling", "latin", "honorific", "electronic", ""))


def speakable(text: str, *, vocalised: bool = False) -> str:
    """What an announcer would say for ``text``.

    The result holds Urdu letters, harakat, blanks and ``۔ ، ؟ ! ؛ : …`` only. Lines
    become sentences: a headline without a stop gets one. Said again, the result
    stays as it is.

    Args:
        text: Urdu as it was written.
        vocalised: write harakat where an engine that reads them would misread the
            bare spelling.

    Returns:
        The spoken text, on one line.

    >>> speakable("5%")
    'پانچ فیصد'
    """
    lines: list[str] = []
    guesses = Guesses()
    for line in fold_text(text).split("\n"):
        rewritten = rewrite(Scan(line))
        if not rewritten.spoken:
            continue
        if lines and lines[-1][-1] not in IS_STOP:
            lines[-1] += "۔"
        lines.append(with_harakat(rewritten, guesses).spoken if vocalised else rewritten.spoken)
    return " ".join(lines)


class Vocalised(NamedTuple):
    """Spoken text with harakat, and where each token of the plain text has moved to."""

    spoken: str
    plain_starts: list[int]
    """Where each token of the plain text starts, and one more behind the last."""
    starts: list[int]
    """The same in ``spoken``."""
    reasons: dict[int, str]
    """By the start of a token in the plain text: what decided how a homograph is read."""

    def moved(self, position: int) -> int:
        """The position in ``spoken`` of a position in the plain text.

        A position inside a token keeps its distance from the token's end, since
        signs of vowels are written behind the letters they belong to.
        """
        tokens = len(self.plain_starts) - 1
        index = min(bisect_right(self.plain_starts, position) - 1, tokens - 1)
        if position <= self.plain_starts[index]:
            return self.starts[index]
        to_the_end = self.plain_starts[index + 1] - 1 - position
        return max(self.starts[index], self.starts[index + 1] - 1 - to_the_end)


def with_harakat(rewritten: Rewritten, guesses: Guesses) -> Vocalised:
    """The spoken text with harakat; ``guesses`` are those of the text that holds the line.

    Number words that we made ourselves take their harakat from the number table, so
    that بہتر is 72 here and stays 'better' in running text.
    """
    plain = rewritten.spoken
    old = plain.split(" ")
    plain_starts = _starts(old)
    shown = " ".join(_beside_numbers(rewritten, old, plain_starts))
    by_neighbours = vocalise_with_reasons(shown, guesses)
    new = by_neighbours.text.split(" ")
    for piece in rewritten.pieces:
        if piece.kind in _NOT_NUMBERS or piece.spoken_end <= piece.spoken_start:
            continue
        index = bisect_right(plain_starts, piece.spoken_start) - 1
        while index < len(old) and plain_starts[index] < piece.spoken_end:
            core = old[index].rstrip(MARKS)
            if piece.kind == "lexicon":
                # The newsroom's own harakat are never overruled.
                harakat = core if any(sign in HARAKAT for sign in core) else None
            else:
                harakat = number_vocalised(core)
            if harakat is not None:
                new[index] = harakat + old[index][len(core) :]
            index += 1
    reasons = {plain_starts[token]: reason for token, reason in by_neighbours.reasons}
    return Vocalised(" ".join(new), plain_starts, _starts(new), reasons)


def _beside_numbers(rewritten: Rewritten, tokens: list[str], starts: list[int]) -> list[str]:
    """``tokens``, with another number in place of one that looks like a word of another sense.

    Neighbours of 9 must not take it for the new of سال نو.
    """
    shown = list(tokens)
    for piece in rewritten.pieces:
        if piece.kind in _NOT_NUMBERS or piece.kind == "lexicon":
            continue
        index = bisect_right(starts, piece.spoken_start) - 1
        while index < len(tokens) and starts[index] < piece.spoken_end:
            core = tokens[index].rstrip(MARKS)
            if core in _LIKE_WORDS:
                shown[index] = _PLAIN_NUMBER + tokens[index][len(core) :]
            index += 1
    return shown


_LIKE_WORDS = frozenset(("نو", "سو", "اسی", "ستر", "بہتر", "چون"))
_PLAIN_NUMBER = "آٹھ"


def _starts(tokens: list[str]) -> list[int]:
    """Where each token starts when they are joined by blanks, and one more behind the last."""
    return list(accumulate((len(token) + 1 for token in tokens), initial=0))
