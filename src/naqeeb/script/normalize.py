"""The scan: one pass over a line, from what is written to what is said.

Plain Urdu is copied as it stands. One expression finds whatever is not plain (a
digit, a Latin letter, a sign, words run together, a mark out of its place), the
readers of that character say what it means, and every stretch is noted, so that
spoken and written stay tied.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from naqeeb.script.alphabet import HARAKAT, IS_MARK, IS_WORD, LETTERS, MARKS, WORD
from naqeeb.script.classes import century, readers, turn
from naqeeb.script.classes.words import separate_words
from naqeeb.script.letter_names import ANY_NAME, LETTER_NAMES
from naqeeb.script.reading import Reading, Scan


class Piece(NamedTuple):
    """A stretch of folded text and the stretch of speech that says it."""

    start: int
    end: int
    spoken_start: int
    spoken_end: int
    kind: str
    """The spoken class; empty where the text is spoken as it is written."""


class Rewritten(NamedTuple):
    """A line as it is said, and how it came to be."""

    spoken: str
    pieces: tuple[Piece, ...]


TRIGGER = (
    rf"[^{LETTERS}{HARAKAT}{MARKS} ]|[ےں](?=[{WORD}])|[{MARKS}](?! [^{MARKS}\s]|$)| (?=[{MARKS}\s])"
)
"""What is not plain Urdu, in a text with neither harakat nor full stops."""
_STRENGTH = {"،": 0, "؛": 1, ":": 1, "۔": 2, "…": 2, "؟": 3, "!": 3}


def rewrite(scan: Scan) -> Rewritten:
    """Say the text of ``scan``, which is folded and holds no line break."""
    text = scan.text
    rare = "۔" in text or any(map(text.__contains__, HARAKAT))
    letters = "|".join(filter(None, (turn.pattern(scan), century.pattern(scan))))
    trigger = _trigger(scan.own.pattern if scan.own else "", letters, rare=rare)
    trigger = separate_words(text, trigger)
    match = trigger.search(text)
    out = _Out()
    while match is not None:
        position = match.start()
        reading = _read(scan, position)
        out.plain(text, scan.floor, reading.start)
        out.reading(reading)
        scan.floor = reading.end
        match = trigger.search(text, reading.end)
    out.plain(text, scan.floor, len(text))
    return out.finish()


@lru_cache(maxsize=16)
def _trigger(own: str, letters: str, *, rare: bool) -> re.Pattern[str]:
    parts = [*filter(None, (own, letters)), TRIGGER]
    if rare:
        # Letter names with stops, and signs of vowels that no letter carries.
        parts += [rf"(?<![{LETTERS}{HARAKAT}])[{HARAKAT}]", rf"۔(?= (?:{ANY_NAME}|[{LETTERS}])۔)"]
        parts.append(rf"۔(?:{'|'.join(f'(?<= {name}۔)' for name in LETTER_NAMES)})(?= [{WORD}0-9])")
        parts.append(rf"۔(?:{'|'.join(f'(?<=^{name}۔)' for name in LETTER_NAMES)})(?= [{WORD}0-9])")
        parts += [
            rf"۔(?:(?<= [{LETTERS}]۔)|(?<= الف۔))(?= [^0-9])",
            rf"۔(?<=[0-9]۔)(?= (?:{ANY_NAME}|الف|[{LETTERS}])(?![{WORD}]))",
        ]
    return re.compile("|".join(parts))


def _read(scan: Scan, position: int) -> Reading:
    if scan.own:
        own = scan.own.read(scan.text, position)
        if own is not None:
            return Reading(position, own[0], "lexicon", own[1])
    for reader in readers(scan.text, position):
        reading = reader(scan, position)
        if reading is not None:
            return reading
    return Reading(position, position + 1, "sign", "")


class _Out:
    """Speech as it grows, always well formed: no blank or mark out of its place."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.last = ""
        self.pieces: list[Piece] = []

    def plain(self, text: str, start: int, end: int) -> None:
        """Copy a stretch that needs no reading."""
        while start < end and (text[start] == " " or text[start] in IS_MARK):
            if text[start] == " ":
                self._blank()
            else:
                self._mark(text[start])
            start += 1
        if start < end:
            if self.last in IS_WORD or self.last in IS_MARK:
                self._blank()
            before = self.length
            self._add(text[start:end])
            self.pieces.append(Piece(start, end, before, self.length, ""))

    def reading(self, reading: Reading) -> None:
        """Say a stretch as a class reads it."""
        start, end, kind, spoken = reading
        while spoken and spoken[0] in IS_MARK:
            self._mark(spoken[0])
            spoken = spoken[1:].lstrip()
        if self.last and self.last != " ":
            self.parts.append(" ")
            self.length += 1
            self.last = " "
        before = self.length
        if spoken:
            self.parts.append(spoken)
            self.length = before + len(spoken)
            self.last = spoken[-1]
        self.pieces.append(Piece(start, end, before, self.length, kind))

    def finish(self) -> Rewritten:
        """The whole line; a comma at its end would be a breath before nothing."""
        spoken = "".join(self.parts).rstrip(" ،؛:")
        pieces = self.pieces
        end = len(spoken)
        if end < self.length:
            pieces = [
                piece
                if piece.spoken_end <= end
                else piece._replace(spoken_start=min(piece.spoken_start, end), spoken_end=end)
                for piece in pieces
            ]
        return Rewritten(spoken, tuple(pieces))

    def _add(self, spoken: str) -> None:
        self.parts.append(spoken)
        self.length += len(spoken)
        self.last = spoken[-1]

    def _blank(self) -> None:
        if self.last and self.last != " ":
            self._add(" ")

    def _mark(self, mark: str) -> None:
        if self.last == " ":
            self._drop_last()
        if not self.last:
            return
        if self.last in IS_MARK:
            if _STRENGTH[mark] <= _STRENGTH[self.last]:
                return
            self._drop_last()
        self._add(mark)

    def _drop_last(self) -> None:
        self.parts[-1] = self.parts[-1][:-1]
        self.length -= 1
        while self.parts and not self.parts[-1]:
            self.parts.pop()
        self.last = self.parts[-1][-1] if self.parts else ""
