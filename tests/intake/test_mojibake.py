"""Text that was encoded twice is taken back; all other text stays as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loopback import Web

from naqeeb.intake import decode, news
from naqeeb.intake.mojibake import mended
from naqeeb.settings import IntakeSettings

TEXT = "وزیرِ اعظم نے کہا ہے کہ 5 «ارب» روپے، ٹھیک ہیں؟ ڈاکٹر ژالہ — گُڑ ”اور“ ۲۰۲۶۔"
ENCODINGS = ("cp1252", "cp1256", "latin-1")


def doubled(text: str, encoding: str) -> str:
    """UTF-8 as a program that took it for this encoding shows it."""
    return "".join(bytes((byte,)).decode(encoding, "ignore") or chr(byte) for byte in text.encode())


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_what_was_encoded_twice_is_taken_back(encoding: str) -> None:
    assert mended(doubled(TEXT, encoding)) == TEXT


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_what_stands_beside_it_is_left_alone(encoding: str) -> None:
    before = "پہلے عکس، ظہر، «غالب» اور größe: "
    assert mended(before + doubled(TEXT, encoding)) == before + TEXT


@pytest.mark.parametrize(
    "text", [TEXT, "ط، ظ ع «غ» ° 5°", "Ø ñ Ørsted Þór Ú© 30 ÷ 4", "größe café"]
)
def test_other_text_stays(text: str) -> None:
    assert mended(text) == text


@given(st.text(alphabet=st.characters(min_codepoint=0x600, max_codepoint=0x6FF), max_size=60))
def test_text_in_the_letters_of_urdu_stays(text: str) -> None:
    assert mended(text) == text


def test_a_file_is_mended_with_a_remark() -> None:
    text, remark = decode.of_file(doubled(TEXT, "cp1252").encode(), "a.txt")
    assert (text, remark) == (TEXT, "it was encoded twice, and was mended")


def test_one_item_of_a_feed_is_mended(web: Web) -> None:
    items = "".join(
        f"<item><title>{title}</title><guid>{number}</guid><description>{title}</description></item>"
        for number, title in enumerate((doubled("کراچی میں بارش", "cp1252"), "لاہور میں دھوپ"))
    )
    rss = f'<rss version="2.0"><channel><title>خبریں</title>{items}</channel></rss>'
    url = web.page("/rss", rss, "application/rss+xml; charset=utf-8")
    feed = news.read_feed(url, IntakeSettings(private_addresses=True))
    assert feed is not None
    assert {item.title for item in feed.items} == {"کراچی میں بارش", "لاہور میں دھوپ"}
