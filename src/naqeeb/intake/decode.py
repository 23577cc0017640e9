"""Bytes into text: what the bytes are stands before what a server or a page calls them."""

from __future__ import annotations

import codecs
import re

from naqeeb.errors import SourceUnreadable
from naqeeb.intake.language import ARABIC_LETTER
from naqeeb.intake.mojibake import mended

MAX_BYTES = 20_000_000
"""A source above this is refused; the longest book chapter is below 2 MB."""

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_GOOD_FOR_BAD = 20
"""UTF-8 with a stray byte to so many letters is UTF-8; another encoding has more bad than good."""
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{3,40})""")
_HEAD = 4_096
# Codecs of Python that no page is in; punycode takes quadratic time.
_NOT_FOR_PAGES = frozenset(
    {"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "unicode_escape"}
)
_LATIN = frozenset({"iso8859-1", "cp1252", "ascii", "latin-1", "iso8859-15"})
_GUESSES = {"utf-16": "UTF-16", "cp1256": "Windows-1256 (Arabic)"}


def of_file(data: bytes, where: str) -> tuple[str, str | None]:
    """A file's text, and a remark where it was mended.

    Args:
        data: UTF-8 with or without a byte-order mark, or UTF-16 with one.
        where: the source as a message shows it.

    Raises:
        SourceUnreadable: empty, too large, or another encoding, which is named
            where it can be guessed.
    """
    refuse_size(data, where)
    text, remark = _file_text(data, where)
    whole = mended(text)
    if whole != text:
        remark = "; ".join(filter(None, (remark, "it was encoded twice, and was mended")))
    return whole, remark


def _file_text(data: bytes, where: str) -> tuple[str, str | None]:
    if data[:2] in _UTF_16:
        return data.decode("utf-16", errors="replace"), None
    try:
        return data.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        text, bad = _nearly_utf_8(data)
        if text is not None:
            count = "a byte" if bad == 1 else f"{bad} bytes"
            remark = f"{count} that are not UTF-8 left out, the first at {error.start + 1}"
            return text, remark
        raise SourceUnreadable(
            f"{where} is not UTF-8 (byte {error.start + 1})",
            cause=f"it was probably saved as {_guess(data)}",
            hint="save it as UTF-8 and run the command again",
            source=where,
            position=error.start,
        ) from None


def of_page(data: bytes, declared: str | None, where: str, *, forced: str = "") -> str:
    """The text of a page or a feed; what was encoded twice in it is mended.

    Args:
        data: its bytes.
        declared: the charset of the HTTP header.
        where: the source as a message shows it.
        forced: what a newsroom's settings say that the site's encoding is.

    Raises:
        SourceUnreadable: the encoding cannot be told.
    """
    return mended(_page_text(data, declared, where, forced))


def _page_text(data: bytes, declared: str | None, where: str, forced: str) -> str:
    if forced and (text := _decoded(data, forced)) is not None:
        return text
    if data[:2] in _UTF_16:
        return data.decode("utf-16", errors="replace")
    if data[:_HEAD].count(0) * 10 < len(data[:_HEAD]):
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text, _ = _nearly_utf_8(data)
            if text is not None:
                return text
    own = _DECLARED.search(data[:_HEAD])
    for name in (declared, own[1].decode("ascii") if own else None):
        if name and (text := _decoded(data, name)) is not None:
            return text
    return _guessed(data, where)


def refuse_size(data: bytes, where: str) -> None:
    """Raise SourceUnreadable where there is nothing, or more than an article is."""
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


def _nearly_utf_8(data: bytes) -> tuple[str | None, int]:
    """The text of UTF-8 with a few stray bytes, and how many; None where it is none."""
    replaced = data.decode("utf-8-sig", errors="replace")
    text = data.decode("utf-8-sig", errors="ignore")
    bad = replaced.count("\ufffd") - text.count("\ufffd")
    letters = len(ARABIC_LETTER.findall(text))
    return (text, bad) if letters >= _GOOD_FOR_BAD * bad else (None, bad)


def _decoded(data: bytes, name: str) -> str | None:
    """The text in a declared encoding; None where there is no such, or it cannot be Urdu's."""
    try:
        codec = codecs.lookup(name).name
        if codec in _NOT_FOR_PAGES or codec.endswith("_codec"):
            return None
        if codec in _LATIN:
            arabic = data.decode("cp1256", errors="replace")
            return arabic if len(ARABIC_LETTER.findall(arabic)) > len(arabic) // 20 else None
        return data.decode(name, errors="replace")
    except (LookupError, UnicodeError, ValueError, TypeError):
        return None


def _guessed(data: bytes, where: str) -> str:
    from trafilatura.utils import decode_file

    decoded = decode_file(data)
    if not isinstance(decoded, str):
        raise SourceUnreadable(
            f"{where} is in an encoding that cannot be told",
            hint="save the article as UTF-8 text and hand in that",
            source=where,
        )
    return decoded


def _guess(data: bytes) -> str:
    if data[:200].count(0) > len(data[:200]) // 4:
        return _GUESSES["utf-16"]
    for encoding in ("utf-16-le", "utf-16-be"):
        # Without a byte-order mark only the letters give it away.
        sample = data[:400].decode(encoding, errors="ignore")
        if len(ARABIC_LETTER.findall(sample)) > len(sample) // 3:
            return _GUESSES["utf-16"]
    as_arabic = data[:4000].decode("cp1256", errors="ignore")
    if len(ARABIC_LETTER.findall(as_arabic)) > len(as_arabic) // 3:
        return _GUESSES["cp1256"]
    return "another encoding, or it is not a text file"
