"""What no text may carry."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from naqeeb.text.cleaning import NOT_XML, clean

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()))


@pytest.mark.parametrize("code", [0, 7, 0x0B, 0x0D, 0x1B, 0x7F, 0x85, 0x9B, 0x202E, 0x2066])
def test_controls_and_marks_that_turn_a_line_around_go(code: int) -> None:
    assert clean(f"خبر{chr(code)} نامہ") == "خبر نامہ"


@pytest.mark.parametrize("code", [0xD800, 0xDFFF, 0xFDD0, 0xFDEF, 0xFFFE, 0x1FFFF, 0x10FFFF])
def test_what_is_no_character_goes(code: int) -> None:
    assert clean(f"خبر{chr(code)}") == "خبر"


@pytest.mark.parametrize("kept", ["\t", "\n", "\u200c", "\u200d", "\u200e", "\u200f", "\u00a0"])
def test_joiners_direction_marks_and_blanks_stay(kept: str) -> None:
    assert clean(f"می{kept}روم") == f"می{kept}روم"


@given(ANY_TEXT)
def test_clean_text_can_be_written_and_stays_as_it_is(text: str) -> None:
    once = clean(text)
    once.encode()
    assert clean(once) == once


@given(st.characters(codec="utf-8", exclude_characters="<&\r"))
@example("\ufffe")
@example("\x0b")
@example("\x7f")
def test_what_no_xml_may_hold_is_what_a_parser_refuses(character: str) -> None:
    try:
        parsed = ET.fromstring(f"<a>{character}</a>").text
    except ET.ParseError:
        parsed = None
    assert (parsed is None) == bool(NOT_XML.match(character))
