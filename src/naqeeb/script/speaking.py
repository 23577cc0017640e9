"""Speaking: written text into spoken text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable

from naqeeb.script.alphabet import HARAKAT, IS_STOP, MARKS
from naqeeb.script.harakat import vocalise
from naqeeb.script.letters import fold_text
from naqeeb.script.normalize import Rewritten, rewrite
from naqeeb.script.numbers import vocalised as number_vocalised
from naqeeb.script.reading import Scan

_NOT_NUMBERS = frozenset(("letters", "latin", "honorific", "electronic", ""))


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
    said: list[str] = []
    for line in fold_text(text).split("\n"):
        rewritten = rewrite(Scan(line))
        if not rewritten.spoken:
            continue
        if said and said[-1][-1] not in IS_STOP:
            said[-1] += "۔"
        said.append(with_harakat(rewritten)[0] if vocalised else rewritten.spoken)
    return " ".join(said)


def with_harakat(rewritten: Rewritten) -> tuple[str, Callable[[int], int]]:
    """The spoken text with harakat, and where each plain position has moved to.

    Number words that we made ourselves take their harakat from the number table, so
    that بہتر is 72 here and stays 'better' in running text.
    """
    plain = rewritten.spoken
    old = plain.split(" ")
    new = vocalise(plain).split(" ")
    if len(new) != len(old):
        new = list(old)
    starts = [0]
    for token in old:
        starts.append(starts[-1] + len(token) + 1)
    for piece in rewritten.pieces:
        if piece.kind in _NOT_NUMBERS or piece.spoken_end <= piece.spoken_start:
            continue
        index = bisect_right(starts, piece.spoken_start) - 1
        while index < len(old) and starts[index] < piece.spoken_end:
            core = old[index].rstrip(MARKS)
            made = number_vocalised(core)
            if piece.kind == "lexicon":
                # The newsroom's own harakat are never overruled.
                made = core if any(sign in HARAKAT for sign in core) else None
            if made is not None:
                new[index] = made + old[index][len(core) :]
            index += 1
    moved_starts = [0]
    for token in new:
        moved_starts.append(moved_starts[-1] + len(token) + 1)

    def moved(position: int) -> int:
        index = min(bisect_right(starts, position) - 1, len(old) - 1)
        inside = position - starts[index]
        if inside <= 0:
            return moved_starts[index]
        return max(moved_starts[index], moved_starts[index + 1] - 1 - (len(old[index]) - inside))

    return " ".join(new), moved
