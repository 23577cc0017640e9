"""Pages in the manner of the large Urdu sites: a case is a page beside what is to be read of it.

``data/pages/NAME.html`` opens with a comment that says its address; ``NAME.json`` holds the
article, or the error. A case is added by adding two files.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from naqeeb.errors import NaqeebError
from naqeeb.intake.origin import Origin
from naqeeb.intake.pages import html
from naqeeb.model import Article

PAGES = sorted((Path(__file__).parent / "data" / "pages").glob("*.html"))


def read(path: Path) -> dict[str, Any]:
    """What is read of a page, as the case states it."""
    page = path.read_text("utf-8")
    address = re.match(r"<!-- url: (\S*) -->", page)
    assert address is not None, "a case says its address"
    try:
        article = html.article(page, Origin(path.name, path.name, address[1]))
    except NaqeebError as error:
        return {"error": type(error).__name__, "kind": getattr(error, "kind", "")}
    return stated(article)


def stated(article: Article) -> dict[str, Any]:
    blocks = article.blocks or ["paragraph"] * len(article.paragraphs)
    return {
        "title": article.title,
        "published": article.published and article.published.isoformat(),
        "offset_min": article.offset_min,
        "byline": article.byline,
        "names": sorted({article.id, *article.aliases}),
        "text": [
            f"{block}: {text}" for block, text in zip(blocks, article.paragraphs, strict=True)
        ],
        "footnotes": list(article.footnotes),
        "remarks": list(article.remarks),
    }


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_is_read_as_its_case_says(path: Path) -> None:
    assert read(path) == json.loads(path.with_suffix(".json").read_text("utf-8"))


def test_each_case_has_its_page() -> None:
    folder = PAGES[0].parent
    assert {path.stem for path in folder.glob("*.json")} == {path.stem for path in PAGES}
