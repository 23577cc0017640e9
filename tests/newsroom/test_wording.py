"""What the newsroom's pages call things."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest

from naqeeb.newsroom.wording import wording
from naqeeb.script.letters import fold_text
from naqeeb.script.normalize import rewrite
from naqeeb.script.reading import Scan

CASES = sorted((Path(__file__).parents[1] / "script" / "data" / "cases").glob("*.tsv"))
OTHERS = {"homograph", "letters", "spelling", "lexicon", "say"}
"""Classes that only a whole line has, its words compared."""


@pytest.mark.parametrize("language", ["ur", "en"])
def test_each_spoken_class_has_a_name_in_the_page(language: Literal["ur", "en"]) -> None:
    written = [
        line.split("\t")[1]
        for path in CASES
        for line in path.read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    kinds = {piece.kind for text in written for piece in rewrite(Scan(fold_text(text))).pieces}
    assert len(kinds) > 20
    named = wording(language).table["kinds"]
    nameless = {kind for kind in kinds | OTHERS if language not in named.get(kind, {})}
    assert nameless <= {""}  # what is spoken as it is written
