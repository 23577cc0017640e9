"""What every spoken class is: a reader that turns what is written into what is said.

A reader is called at a character that is not plain Urdu. It looks at the folded
text around it and either gives a `Reading` or says None, and then the next reader
of that character is asked. Readers keep no state.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple, Protocol

from naqeeb.script.alphabet import IS_WORD
from naqeeb.text.lazy_pattern import LazyPattern


class Reading(NamedTuple):
    """A stretch of folded text and how it is said."""

    start: int
    """At or before the position asked for, never before the scan's floor."""
    end: int
    """Beyond the position asked for."""
    kind: str
    """The spoken class."""
    spoken: str
    """Words and marks; empty where nothing is said."""


class Own(Protocol):
    """A newsroom's own words."""

    pattern: str
    """What finds them."""

    def read(self, text: str, position: int) -> tuple[int, str] | None:
        """The entry at ``position``: where it ends and what is said for it."""


class Scan:
    """A folded text on its way from written to spoken.

    Args:
        text: the folded text, one line.
        drop_gloss: `ScriptSettings.drop_gloss`.
        gregorian_suffix: `ScriptSettings.gregorian_suffix`.
        own: the newsroom's own words, where it has some.
        dialogue: the text is a turn of an interview.
    """

    __slots__ = ("dialogue", "drop_gloss", "floor", "gregorian_suffix", "own", "text")

    def __init__(
        self,
        text: str,
        *,
        drop_gloss: bool = True,
        gregorian_suffix: bool = False,
        own: Own | None = None,
        dialogue: bool = False,
    ) -> None:
        self.text = text
        self.floor = 0
        """Text before this has been read: it may be looked at, not read again."""
        self.drop_gloss = drop_gloss
        self.gregorian_suffix = gregorian_suffix
        self.own = own
        self.dialogue = dialogue

    def before(self, position: int, most: int = 48) -> str:
        """The text before ``position``, read or not."""
        return self.text[max(0, position - most) : position]

    def after(self, position: int, most: int = 48) -> str:
        """The text from ``position`` on."""
        return self.text[position : position + most]


@lru_cache(maxsize=16)
def figure_end(text: str, position: int) -> int:
    """Where the run of digits at ``position`` ends.

    The last answers are kept, since every class asks.
    """
    while text[position : position + 1].isdecimal():
        position += 1
    return position


@lru_cache(maxsize=16)
def behind(text: str, end: int) -> tuple[int, str]:
    """The character at ``end``, past one blank, and where it stands; empty at the end.

    Kept as ``figure_end`` is: some twenty readers ask it of one figure.
    """
    if text[end : end + 1] == " ":
        end += 1
    return end, text[end : end + 1]


def word_at(text: str, position: int) -> str:
    """The Urdu word that begins at ``position``; may be empty."""
    end = position
    while text[end : end + 1] in IS_WORD:
        end += 1
    return text[position:end]


@lru_cache(maxsize=16)
def latin_at(text: str, position: int) -> str:
    """The Latin letters that begin at ``position``; may be empty. Kept as ``figure_end`` is."""
    match = _LATIN.match(text, position)
    return match.group() if match else ""


_LATIN = LazyPattern("[A-Za-z]+")

Reader = Callable[[Scan, int], Reading | None]
