"""What no text may carry: controls, noncharacters, and marks that turn a line around.

One expression for all rooms, so that what intake lets in every feed, tag, page and terminal
can show. Tab and line feed stay, and so do ZWNJ and ZWJ, which shape Urdu letters, and the
plain direction marks.
"""

from __future__ import annotations

from naqeeb.text.lazy_pattern import LazyPattern

_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF)
)
"""Unicode's 66 noncharacters (The Unicode Standard, 23.7)."""

FORBIDDEN = LazyPattern(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 but tab and line feed, DEL, C1
    "\u202a-\u202e\u2066-\u2069"  # bidi embeddings, overrides and isolates
    "\ud800-\udfff"  # lone surrogates, which no file can hold
    "\ufeff"  # a byte-order mark in the middle of a text
    f"{_NONCHARACTERS}"
    "]"
)

NOT_XML = LazyPattern("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What an XML document may not hold, not even escaped (XML 1.0, 2.2)."""


def brief(text: str, most: int = 80) -> str:
    """A text from outside as a message shows it: one line, cleaned, cut where it is long.

    Args:
        text: a title, an id, a server's words.
        most: characters at most, the ellipsis among them.
    """
    line = " ".join(clean(text[: 4 * most]).split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def clean(text: str) -> str:
    """The text without what is forbidden."""
    # What is forbidden is not printable either, and most text is: asking that is quick.
    return text if text.isprintable() else FORBIDDEN.sub("", text)
