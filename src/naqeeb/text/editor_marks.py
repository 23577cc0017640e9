"""Marks that an editor writes into a text: a pause, a word said so, another voice.

``{pause 2s}`` rests for so long. ``{say شنہوا: Xinhua}`` stands for Xinhua and is spoken شنہوا,
in this place alone. ``{voice edge-asad}`` gives what follows to another voice, until
``{voice}``. Marks are heard, and never shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from naqeeb.errors import ScriptError
from naqeeb.text.lazy_pattern import LazyPattern

_MARK = LazyPattern(r"\{[ \t]*(?P<name>[A-Za-z]+)\b(?P<rest>[^{}\n]*)\}")
_BEGUN = LazyPattern(r"\{[ \t]*(?:pause|say|voice)\b", re.IGNORECASE)
_PAUSE = LazyPattern(r"(?P<count>\d+(?:\.\d+)?)[ \t]*(?P<unit>ms|s)\Z")
LONGEST_PAUSE_MS = 30_000
_INERT = "\u2060"
"""A word joiner: neither seen nor heard."""
_KNOWN = "{pause 2s}, {say شنہوا: Xinhua}, {voice NAME} … {voice}"


@dataclass(frozen=True, slots=True)
class Respelling:
    """Words that are said otherwise than written, in one place."""

    start: int
    """First character, in the text of the stretch."""
    end: int
    spoken: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text between two marks, as it is shown."""

    text: str
    respellings: tuple[Respelling, ...] = ()
    voice: str = ""
    """Who speaks; empty: the voice of the article."""
    pause_ms: int | None = None
    """What rests behind it; None: as its last sentence asks for."""


def stretches(text: str, voice: str = "") -> tuple[list[Stretch], str]:
    """A paragraph in stretches, and the voice that speaks at its end.

    Args:
        text: as the editor wrote it.
        voice: who speaks at its beginning.

    Raises:
        ScriptError: a mark is not known, or says nothing that can be done.
    """
    parts: list[Stretch] = []
    plain, respellings, end = "", list[Respelling](), 0
    if begun := _BEGUN.search(_MARK.sub("\n", text)):
        raise _refusal(begun[0], "has no end, or another mark in it")
    for mark in _MARK.finditer(text):
        plain += text[end : mark.start()]
        end = mark.end()
        name, rest = mark["name"].lower(), mark["rest"].strip()
        if name == "say":
            spoken, written = _say(mark[0], rest)
            respellings.append(Respelling(len(plain), len(plain) + len(written), spoken))
            plain += written
            continue
        if name == "pause":
            parts.append(Stretch(plain, tuple(respellings), voice, _pause_ms(mark[0], rest)))
        elif name == "voice":
            parts.append(Stretch(plain, tuple(respellings), voice))
            voice = rest
        else:
            raise _refusal(mark[0], "is no mark that naqeeb knows")
        plain, respellings = "", []
    parts.append(Stretch(plain + text[end:], tuple(respellings), voice))
    return [each for each in parts if each.text.strip() or each.pause_ms is not None], voice


def shown_stretches(text: str) -> Iterator[tuple[int, int, int, int]]:
    """Where what is shown stands in a text: start and end, and start and end of its mark.

    Between marks the latter are 0; of ``{say شنہوا: Xinhua}`` Xinhua is shown.
    """
    end = 0
    for mark in _MARK.finditer(text):
        yield end, mark.start(), 0, 0
        end = mark.end()
        if mark["name"].lower() == "say":
            yield mark.start() + mark[0].index(":") + 1, end - 1, mark.start(), end
    yield end, len(text), 0, 0


def plain(text: str) -> str:
    """A text as it is shown: without its marks."""
    if "{" not in text:
        return text
    return " ".join(_MARK.sub(_shown, text).split())


def has_any(text: str) -> bool:
    """Whether an editor's mark stands in a text."""
    return "{" in text and bool(_MARK.search(text))


def inert(text: str) -> str:
    """A text of others, whose braces mean nothing to us: no stranger chooses a voice."""
    return text.replace("{", "{" + _INERT)


def voices(texts: Iterable[str]) -> tuple[str, ...]:
    """The voices that marks name, each once."""
    named = (
        mark["rest"].strip()
        for text in texts
        for mark in _MARK.finditer(text)
        if mark["name"].lower() == "voice"
    )
    return tuple(dict.fromkeys(filter(None, named)))


def _shown(mark: re.Match[str]) -> str:
    name = mark["name"].lower()
    if name == "say":
        return mark["rest"].partition(":")[2].strip()
    return " " if name in ("pause", "voice") else mark[0]


def _say(mark: str, rest: str) -> tuple[str, str]:
    spoken, colon, written = (each.strip() for each in rest.partition(":"))
    if not (spoken and colon and written):
        raise _refusal(mark, "does not say what is spoken for what")
    return spoken, written


def _pause_ms(mark: str, rest: str) -> int:
    match = _PAUSE.match(rest)
    length = float(match["count"]) * (1 if match["unit"] == "ms" else 1000) if match else 0
    if not 0 < length <= LONGEST_PAUSE_MS:
        raise _refusal(mark, f"is no pause of up to {LONGEST_PAUSE_MS // 1000} seconds")
    return round(length)


def _refusal(mark: str, what: str) -> ScriptError:
    return ScriptError(
        f"{mark[:60]} {what}",
        cause="a mark in the text is mistyped",
        hint=f"the marks are {_KNOWN}",
    )
