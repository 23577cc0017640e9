"""What is written from left to right within Urdu, kept in its order: 2023-24, 5°C, voice.toml.

Behind an Urdu letter a browser takes digits for Arabic ones, and shows 24-2023 and C°5, unless they
are isolated from it (Unicode's bidirectional algorithm, UAX #9, 2.4).
"""

from __future__ import annotations

import re

FIRST, POP = "\u2068", "\u2069"
_DIGITS = "0-9\u06f0-\u06f9"
_LETTERS = "\u0621-\u06d3"
# A run of what is not Urdu; a bracket that opens before it does not belong to it, nor the dot or
# hyphen behind an Urdu word (خبر.txt). Of an address the rest may be left out (s3://…).
_RUN = re.compile(
    rf"(?<![!-'*-~°–])(?![_.+/-](?<=[{_LETTERS}].))"
    rf"[\[{{\"A-Za-z_.+/{_DIGITS}-][!-~°–{_DIGITS}]*(?:(?<=/)…)?(?:(?<!:) [!-~{_DIGITS}]+)*"
)
_PAIRS = ("()", "[]", "{}")
_BEHIND = ".,:;!?( "
_URDU = re.compile(f"[{_LETTERS}]")
# These keep their order by themselves: MP3, 1,000; but not 24h.
_KEEPS_ORDER = re.compile(rf"[A-Za-z]*[{_DIGITS},.]*\Z|[^A-Za-z{_DIGITS}]*\Z")


def isolated(text: str) -> str:
    """A text with each such run isolated."""
    return _RUN.sub(_run_isolated, text)


def whole_isolated(text: str) -> str:
    """A text isolated as one, where it would be torn."""
    if _KEEPS_ORDER.match(text) and not re.search("[A-Za-z]", text):
        return text
    inner = isolated(text)
    is_one_run = inner == f"{FIRST}{text}{POP}"
    return inner if is_one_run else f"{FIRST}{inner if _URDU.search(text) else text}{POP}"


def _run_isolated(match: re.Match[str]) -> str:
    run = match[0].rstrip(_BEHIND)
    if run.count("(") < run.count(")"):
        run = run.rstrip(")")
    if _KEEPS_ORDER.match(run) or any(run.count(each[0]) != run.count(each[1]) for each in _PAIRS):
        return match[0]
    return f"{FIRST}{run}{POP}{match[0][len(run) :]}"
