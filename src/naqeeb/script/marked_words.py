"""Words that an editor's mark lets say otherwise in one place, found as the lexicon's are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from naqeeb.script.letters import fold, fold_text
from naqeeb.script.reading import Own
from naqeeb.text.editor_marks import Respelling


class MarkedWords:
    """The newsroom's own words, and over them what is said in one sentence alone.

    Args:
        written: the sentence.
        respellings: places in it.
        own: the words of the lexicon; None for none.
    """

    def __init__(self, written: str, respellings: Sequence[Respelling], own: Own | None) -> None:
        self._folded = fold(written)
        self._respellings = {each.start: each for each in respellings}
        self._own = own
        words = [re.escape(fold_text(written[each.start : each.end])) for each in respellings]
        self.pattern = "|".join([*words, *([own.pattern] if own else [])])

    def read(self, text: str, position: int) -> tuple[int, str] | None:
        """What is said at ``position`` of the folded sentence, and where it ends."""
        respelling = self._respellings.get(self._folded.start(position))
        if respelling is None:
            return self._own.read(text, position) if self._own else None
        end = position + 1
        while end < len(text) and self._folded.end(end) < respelling.end:
            end += 1
        return end, respelling.spoken
