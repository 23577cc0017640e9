"""What a value that people write may be: a line, an address, a number within bounds.

The types of settings and voice files are made of these, and whoever reads a file checks them all
at once. ``description`` is what a message says after "which is not".
"""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

CONTROLS = r"\x00-\x1f\x7f"
"""C0 and DEL, which no line of text holds; for the brackets of an expression."""
_HOST = r"(?:[^\s/?#@]*@)?(?:\[[0-9A-Fa-f:.]+\]|[^\s/?#@:\[\]]+)"
_PORT = r"(?::(?:\d{1,4}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d\d|655[0-2]\d|6553[0-5]))?"
_SITE = rf"https?://{_HOST}{_PORT}"
_ADDRESS = rf"{_SITE}(?:[/?#]\S*)?"
_PART = rf"[^{CONTROLS}/\\]{{0,255}}"
_PATH = rf"{_PART}(?:[/\\]{_PART})*"
_RULE_PART = r"(?:FREQ|UNTIL|COUNT|INTERVAL|BY[A-Z]{3,8}|WKST)=[A-Z0-9,+:-]+"
_OFTEN = "(?:SECONDLY|MINUTELY|HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY)"
_RULE = rf"(?i:(?=(?:.*;)?FREQ={_OFTEN}(?:;|\Z)){_RULE_PART}(?:;{_RULE_PART})*)"
_UUID = r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"
_FILE_PART = rf"(?!\.\.?(?:/|\Z))[^{CONTROLS}/\\]{{1,255}}"


def _text(pattern: str, description: str, most: int = 4_096) -> Meta:
    return Meta(
        pattern=rf"\A(?:{pattern})\Z", max_length=most,
        description=description,
    )  # fmt: skip


Text = Annotated[
    str, _text(r"[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*", "a text of at most 4,000 characters", 4_000)
]
Line = Annotated[
    str, _text(rf"[^{CONTROLS}]*", "a text of one line, at most 1,000 characters", 1_000)
]
ShortLine = Annotated[
    str, _text(rf"[^{CONTROLS}]*", "a text of one line, at most 128 characters", 128)
]
Term = Annotated[
    str, _text(rf"[^{CONTROLS}]*[^ {CONTROLS}][^{CONTROLS}]*", "a word or a phrase", 1_000)
]
"""Not empty: it is looked for, or names something."""
Code = Annotated[str, _text(r"[!-~]*", "a code in ASCII without blanks", 200)]
PathText = Annotated[str, _text(_PATH, "a path, each part at most 255 characters")]
FileName = Annotated[
    str,
    _text(rf"{_FILE_PART}(?:/{_FILE_PART})*", "a file's path without .. and without / before it"),
]
Milliseconds = Annotated[int, Meta(ge=0, le=2**31 - 1)]
"""A place in a sound, or its length: 24 days at most."""
Count = Annotated[int, Meta(ge=0, le=2**31 - 1)]
Bytes = Annotated[int, Meta(ge=0, le=2**53 - 1)]
"""The size of a file, which JSON's readers can all hold."""
WebAddress = Annotated[str, _text(_ADDRESS, "an http or https address")]
MaybeAddress = Annotated[str, _text(rf"(?:{_ADDRESS})?", "an http or https address")]
MaybeFolder = Annotated[
    str, _text(rf"(?:{_SITE}(?:/[^\s?#]*)?)?", "an http or https address without ? and #")
]
MaybeEmail = Annotated[str, _text(r"(?:[^\s@]+@[^\s@]+)?", "an address of e-mail", 320)]
Language = Annotated[
    str, _text(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", "a language's code of ISO 639", 40)
]
Guid = Annotated[str, _text(_UUID, "a UUID such as 917393e3-1b1e-5cef-ace4-edaa54e1f810")]
Licence = Annotated[
    str, _text(rf"[\w.+-]*|{_ADDRESS}", "an SPDX name such as cc-by-4.0, or an address", 1_000)
]
Frequency = Annotated[
    str, _text(rf"(?:{_RULE})?", "a rule of iCalendar such as FREQ=DAILY, or FREQ=WEEKLY;BYDAY=FR")
]
Sha256 = Annotated[str, _text(r"[0-9A-Fa-f]{64}", "a SHA-256 of 64 hex digits", 64)]
HeaderName = Annotated[str, _text(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", "a header's name", 200)]
HeaderValue = Annotated[
    str, _text(r"[\t\x20-\x7e\x80-\xff]*", "a header's value in Latin letters", 8_000)
]
Target = Annotated[
    str,
    _text(
        rf"(?:s3://[A-Za-z0-9][A-Za-z0-9._-]{{0,254}}(?:/\S*)?)|(?!\w+:/){_PATH}",
        "a folder, or s3://bucket/prefix",
    ),
]
Cluster = Annotated[
    str,
    _text(
        r"(?:(?:tcp|tls)://(?:\[[0-9A-Fa-f:.]+\]|[^\s/:@?#\[\]]+):\d{1,5})?",
        "tcp://HOST:PORT or tls://HOST:PORT",
    ),
]
