"""What a finished feed says of its episodes."""

from __future__ import annotations

from pathlib import Path

import pytest

from naqeeb.errors import ArchiveError
from naqeeb.podcast.publishing.feed_reading import Enclosure, enclosures

FEED = (
    '<?xml version="1.0"?><rss version="2.0"><channel><item><title><![CDATA[خبر]]></title>'
    '<enclosure url="https://example.org/a.mp3" length="12" type="audio/mpeg"/></item>'
    "</channel></rss>"
)


def test_each_enclosure_of_each_page_is_read(tmp_path: Path) -> None:
    pages = [tmp_path / "feed.xml", tmp_path / "feed-2.xml"]
    for page in pages:
        page.write_text(FEED, "utf-8")
    one = Enclosure("https://example.org/a.mp3", 12, "audio/mpeg")
    assert list(enclosures(pages)) == [one, one]


@pytest.mark.parametrize("cut", [0, 1, 60, 100, len(FEED) - 1])
def test_a_page_that_was_cut_short_is_named(tmp_path: Path, cut: int) -> None:
    page = tmp_path / "feed.xml"
    page.write_text(FEED[:cut], "utf-8")
    with pytest.raises(ArchiveError, match=r"feed\.xml is damaged") as caught:
        list(enclosures([page]))
    assert "naqeeb feed" in caught.value.hint
