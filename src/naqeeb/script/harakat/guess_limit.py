"""How much of one text may be guessed.

To guess the vowels of a word takes some 70 µs a letter, more than all else that is done with
it. Of real Urdu one word in fifty has to be guessed, so what a text may ask for is far above
that, and far below what a text of nothing but made-up words would take.
"""

from __future__ import annotations

_AT_ALL = 8_000
"""Letters that any text may have guessed: half a second."""
_SHARE = 40
"""One letter in so many, of what was read so far, may be guessed besides."""


class Guesses:
    """What was guessed of one text, read from its beginning on; one for each text."""

    def __init__(self) -> None:
        """Begin a text."""
        self._read = 0
        self._guessed = 0
        self._words: set[str] = set()

    def read(self, letters: int) -> None:
        """Say that so many more letters of the text are read."""
        self._read += letters

    def may_have(self, word: str) -> bool:
        """Whether a word that no lexicon has may be guessed; one that was costs nothing again."""
        if word in self._words:
            return True
        if self._guessed + len(word) > _AT_ALL + self._read // _SHARE:
            return False
        self._guessed += len(word)
        self._words.add(word)
        return True

    @property
    def words(self) -> int:
        """How many different words were guessed."""
        return len(self._words)
