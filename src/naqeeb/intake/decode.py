"""Bytes into text; an encoding that is not read is named."""

from __future__ import annotations

from naqeeb.errors import SourceUnreadable
from naqeeb.intake.language import ARABIC_LETTER

MAX_BYTES = 20_000_000
"""A source above this is refused; the longest book chapter is below 2 MB."""

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


def _guess(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or data[:200].count(0) > len(data[:200]) // 4:
        return _ENCODINGS["utf-16"]
    for encoding in ("utf-16-le", "utf-16-be"):
        # Without a byte-order mark only the letters give it away.
        sample = data[:400].decode(encoding, errors="ignore")
        if len(ARABIC_LETTER.findall(sample)) > len(sample) // 3:
            return _ENCODINGS["utf-16"]
    try:
        as_arabic = data[:4000].decode("cp1256", errors="ignore")
    except LookupError:  # pragma: no cover - a Python built without the codec
        return "another encoding"
    if len(ARABIC_LETTER.findall(as_arabic)) > len(as_arabic) // 3:
        return _ENCODINGS["cp1256"]
    return "another encoding, or it is not a text file"
