"""Bytes to clean text: encodings named, control characters gone, Urdu told from the rest."""

from __future__ import annotations

import re

from naqeeb.errors import NoUrdu, SourceUnreadable
from naqeeb.text import cleaning

MAX_BYTES = 20_000_000
"""A source above this is refused; the longest book chapter is below 2 MB."""

_LINE_ENDS = re.compile("\r\n?|\x0b|\x0c|\x85|\u2028|\u2029")
_ARABIC_LETTER = re.compile(r"[\u0621-\u064a\u066e-\u06d3\u06d5\ufb50-\ufdff\ufe70-\ufefc]")
_ENCODINGS = {
    "utf-16": "UTF-16",
    "cp1256": "Windows-1256 (Arabic)",
}


def decode(data: bytes, where: str) -> str:
    """UTF-8, with or without a byte-order mark, into text.

    Raises:
        SourceUnreadable: empty, too large, or another encoding, which is named
            where it can be guessed.
    """
    if len(data) > MAX_BYTES:
        raise SourceUnreadable(
            f"{where} is {len(data) / 1e6:.0f} MB",
            cause=f"an article is text of at most {MAX_BYTES / 1e6:.0f} MB",
            hint="hand in one article a file",
            source=where,
        )
    if not data.strip():
        raise SourceUnreadable(
            f"{where} is empty",
            cause="the file was not saved, or the download failed",
            hint="put the article's text into it and run the command again",
            source=where,
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceUnreadable(
            f"{where} is not UTF-8 (byte {error.start + 1})",
            cause=f"it was probably saved as {_guess(data)}",
            hint="save it as UTF-8 and run the command again",
            source=where,
            position=error.start,
        ) from None


def clean(text: str) -> str:
    """Line ends made one kind; control characters and bidi controls taken out."""
    return cleaning.clean(_LINE_ENDS.sub("\n", text))


def paragraphs(text: str) -> tuple[str, ...]:
    """Blocks parted by empty lines; where there are none, one paragraph a line."""
    blocks = re.split(r"\n[ \t]*\n\s*", text.strip())
    if len(blocks) == 1:
        blocks = blocks[0].split("\n")
    joined = (re.sub(r"\s*\n\s*", " ", block).strip() for block in blocks)
    return tuple(block for block in joined if block)


def require_urdu(parts: tuple[str, ...], where: str) -> None:
    """Raise NoUrdu unless the text has letters of the Arabic script."""
    if not any(_ARABIC_LETTER.search(part) for part in parts):
        raise NoUrdu(
            f"there is no Urdu in {where}",
            cause="the text is in another script, or the article was not found in the page",
            hint="naqeeb reads Urdu in the Arabic script; check the source",
            source=where,
        )


def _guess(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or data[:200].count(0) > len(data[:200]) // 4:
        return _ENCODINGS["utf-16"]
    for encoding in ("utf-16-le", "utf-16-be"):
        # Without a byte-order mark only the letters give it away.
        sample = data[:400].decode(encoding, errors="ignore")
        if len(_ARABIC_LETTER.findall(sample)) > len(sample) // 3:
            return _ENCODINGS["utf-16"]
    try:
        as_arabic = data[:4000].decode("cp1256", errors="ignore")
    except LookupError:  # pragma: no cover - a Python built without the codec
        return "another encoding"
    if len(_ARABIC_LETTER.findall(as_arabic)) > len(as_arabic) // 3:
        return _ENCODINGS["cp1256"]
    return "another encoding, or it is not a text file"
