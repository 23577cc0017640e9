"""Half a character, as a browser may send it: no file could hold it, and nothing fails for it."""

from __future__ import annotations

import pytest
from editing import RAIN, Newsroom


@pytest.mark.parametrize(
    "path", ["lexicon", "drafts", "hear/word", "bulletin/preview", "feeds/look"]
)
def test_no_half_character_is_a_fault(newsroom: Newsroom, path: str) -> None:
    keys = ("text", "written", "spoken", "said", "voice", "feed", "url", "title", "names")
    body = '{"text": "x", ' + ", ".join(f'"{key}": "بارش \\ud800"' for key in keys) + "}"
    headers = {"content-type": "application/json"}
    answer = newsroom.client.post(newsroom.url + path, content=body.encode(), headers=headers)
    assert answer.status_code < 500
    assert "FaultInNaqeeb" not in answer.text


def test_the_rest_of_a_text_is_kept(newsroom: Newsroom) -> None:
    body = f'{{"text": "{RAIN} \\ud83d"}}'.encode()
    newsroom.client.post(newsroom.url + "drafts", content=body)
    (path,) = (newsroom.root / "drafts").glob("*.md")
    assert f"{RAIN} ?" in path.read_text("utf-8")
