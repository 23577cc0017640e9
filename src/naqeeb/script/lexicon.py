"""The pronouncing lexicon that a newsroom owns: ``lexicon.toml`` over ours.

    [words]
    "آرمینیا" = "آرمینِیا"

    [[entry]]
    written = "WAPDA"
    spoken = "واپڈا"
    engine = "espeak"       # or voice = "..."; neither: for all
    case = true             # Latin capitals must agree

    [[entry]]
    written = "ملک"
    spoken = "مَلِک"
    next = ["سراج", "وقاص"]  # only before one of these words; previous: only after

An entry that can never match, or two that clash, is an error that names its line:
a newsroom would wait in vain for its effect.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from naqeeb.script.alphabet import IS_WORD, WORD
from naqeeb.script.letters import fold_text
from naqeeb.script.lexicon_lines import numbered, wrong
from naqeeb.script.speaking import speakable
from naqeeb.script.splitting import sentences
from naqeeb.settings.table import nearest, read_toml, shown
from naqeeb.text.lazy_pattern import LazyPattern


class Entry(NamedTuple):
    """How one word or phrase is said."""

    written: str
    """Folded, with single blanks."""
    spoken: str
    voice: str = ""
    """Only for this voice; empty for all."""
    engine: str = ""
    """Only for this engine; empty for all."""
    case: bool = False
    """Whether Latin capitals must agree."""
    line: int = 0
    """Where it stands in the file, from 1."""
    previous: frozenset[str] = frozenset()
    """Only after one of these words; empty for any."""
    next: frozenset[str] = frozenset()
    """Only before one of these words; empty for any."""

    def fits(self, text: str, start: int, end: int) -> bool:
        """Whether the words around ``text[start:end]`` are such as the entry asks for."""
        if self.previous and _last_word(text[:start]) not in self.previous:
            return False
        return not self.next or _first_word(text[end:]) in self.next


class Lexicon(NamedTuple):
    """The entries in force."""

    entries: tuple[Entry, ...] = ()

    @classmethod
    def load(cls, path: Path | None) -> Lexicon:
        """Read the user's lexicon; with None, or where there is no such file, ours alone.

        Raises:
            SettingsError: the file is not TOML, an entry lacks a part or has one too
                many, can never match, or clashes with another. ``path`` and ``line``
                are facts of the error.
        """
        if path is None:
            return cls()
        source = read_toml(path, may_be_missing=True)
        tables = numbered(path, source.text, source.table)
        entries = tuple(_entry(path, line, fields) for line, fields in tables)
        _refuse_clashes(path, entries)
        return cls(entries)

    def chosen(self, voice: str, engine: str) -> OwnWords | None:
        """The entries for one voice, ready to be looked for; None where there are none."""
        fitting = [
            entry
            for entry in self.entries
            if entry.voice in ("", voice) and entry.engine in ("", engine)
        ]
        return OwnWords(tuple(fitting)) if fitting else None


class OwnWords:
    """The entries for one voice: an expression that finds them, and what each says."""

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        # The entry for one voice wins over that for an engine, and that over the rest.
        # One that asks for neighbours wins over one that does not.
        ordered = sorted(
            entries,
            key=lambda entry: (
                not (entry.previous or entry.next),
                not entry.voice,
                not entry.engine,
            ),
        )
        self._exact: dict[str, list[Entry]] = {}
        self._any: dict[str, list[Entry]] = {}
        for entry in ordered:
            if entry.case:
                self._exact.setdefault(entry.written, []).append(entry)
            else:
                self._any.setdefault(entry.written.casefold(), []).append(entry)
        self.pattern = _pattern(tuple(sorted({entry.written for entry in entries})))
        self._match = re.compile(self.pattern)

    def read(self, text: str, position: int) -> tuple[int, str] | None:
        """The entry at ``position``: where it ends and what is said for it."""
        match = self._match.match(text, position)
        if match is None:
            return None
        written = " ".join(match.group().split())
        candidates = self._exact.get(written, []) + self._any.get(written.casefold(), [])
        for entry in candidates:
            if entry.fits(text, *match.span()):
                return match.end(), entry.spoken
        return None


def _last_word(text: str) -> str:
    match = _LAST_WORD.search(text[-_LONGEST_WORD:])
    return match[1] if match else ""


def _first_word(text: str) -> str:
    match = _FIRST_WORD.match(text[:_LONGEST_WORD])
    return match[1] if match else ""


_LAST_WORD = LazyPattern(rf"([{WORD}A-Za-z0-9]+) *$")
_FIRST_WORD = LazyPattern(rf" *([{WORD}A-Za-z0-9]+)")
_LONGEST_WORD = 40
_LONGEST_TEXT = 300
"""What is written or said at one entry."""
_MOST_NEIGHBOURS = 1_000


@cache
def _pattern(written: tuple[str, ...]) -> str:
    # Grouped by the first letter, so that a long lexicon costs little where none begins.
    groups: dict[str, list[str]] = {}
    for each in sorted(written, key=len, reverse=True):
        inner = " +".join(re.escape(part) for part in each.split(" "))
        before = rf"(?<![{WORD}])" if each[0] in IS_WORD else r"(?<![A-Za-z0-9])"
        after = rf"(?![{WORD}])" if each[-1] in IS_WORD else r"(?![A-Za-z0-9])"
        if not each[0].isalnum():
            before = ""
        if not each[-1].isalnum():
            after = ""
        groups.setdefault(before, []).append(f"{inner}{after}")
    return "(?i:" + "|".join(f"{key}(?:{'|'.join(group)})" for key, group in groups.items()) + ")"


def _entry(path: Path, line: int, fields: dict[str, Any]) -> Entry:
    kinds: dict[str, type | tuple[type, ...]] = {"written": str, "spoken": str, "voice": str}
    kinds |= {"engine": str, "case": bool, "previous": (str, list), "next": (str, list)}
    for key, value in fields.items():
        if key not in kinds:
            raise wrong(path, line, f"{shown(key)} is no part of an entry", nearest(key, kinds))
        if not isinstance(value, kinds[key]):
            raise wrong(path, line, f"{key} is {shown(value)}", f"it must be {_kind_name(key)}")
    for key in ("written", "spoken"):
        if not fields.get(key, "").strip():
            raise wrong(path, line, f"the entry has no {key}", f'add {key} = "..."')
    for key in ("written", "spoken"):
        _refuse_long(path, line, key, fields[key])
    written = " ".join(fold_text(fields["written"]).split())
    _refuse_unmatchable(path, line, written)
    spoken = speakable(fields["spoken"])
    if not spoken:
        raise wrong(
            path, line, f"{shown(fields['spoken'])} cannot be spoken", "write it in Urdu letters"
        )
    return Entry(
        written,
        spoken,
        fields.get("voice", ""),
        fields.get("engine", ""),
        fields.get("case", False),
        line,
        _neighbours(path, line, "previous", fields),
        _neighbours(path, line, "next", fields),
    )


def _kind_name(key: str) -> str:
    if key == "case":
        return "true or false"
    return "a word or a list of words" if key in ("previous", "next") else "a text"


def _neighbours(path: Path, line: int, key: str, fields: dict[str, Any]) -> frozenset[str]:
    value = fields.get(key, [])
    words = [value] if isinstance(value, str) else value
    for word in words:
        if not isinstance(word, str) or len(word.split()) != 1:
            raise wrong(path, line, f"{key} holds {shown(word)}", "each neighbour is one word")
        _refuse_long(path, line, key, word, _LONGEST_WORD)
    if len(words) > _MOST_NEIGHBOURS:
        raise wrong(
            path, line, f"{key} holds {len(words):,} words", f"{_MOST_NEIGHBOURS:,} are allowed"
        )
    return frozenset(fold_text(word).strip() for word in words)


def _refuse_long(path: Path, line: int, key: str, text: str, most: int = _LONGEST_TEXT) -> None:
    if len(text) > most:
        raise wrong(
            path,
            line,
            f"{key} is {len(text):,} characters long: {shown(text)}",
            f"at most {most} are allowed: an entry is for a word or a phrase",
        )


def _refuse_unmatchable(path: Path, line: int, written: str) -> None:
    if not any(map(str.isalnum, written)):
        raise wrong(
            path,
            line,
            f"{shown(written)} can never match: it holds no letter",
            "write a word or phrase",
        )
    if len(sentences(written)) > 1:
        raise wrong(
            path,
            line,
            f"{shown(written)} can never match: it is more than one sentence",
            "make an entry for each",
        )


def _refuse_clashes(path: Path, entries: tuple[Entry, ...]) -> None:
    seen: dict[tuple[object, ...], Entry] = {}
    for entry in entries:
        key = (
            entry.written if entry.case else entry.written.casefold(),
            entry.voice,
            entry.engine,
            entry.case,
            entry.previous,
            entry.next,
        )
        other = seen.setdefault(key, entry)
        if other is not entry:
            raise wrong(
                path,
                entry.line,
                f"{shown(entry.written)} stands also on line {other.line}",
                "keep one of the two, or give one a voice or an engine",
            )


def refuse_unknown(
    path: Path, entries: Iterable[Entry], key: Literal["voice", "engine"], known: Collection[str]
) -> None:
    """Return if each entry that is for one voice or engine alone names one that there is.

    Raises:
        SettingsError: one does not: it would never be heard.
    """
    for entry in entries:
        name = getattr(entry, key)
        if name and name not in known:
            what = f"the entry of {shown(entry.written)} is for the {key} {shown(name)} alone"
            raise wrong(path, entry.line, f"{what}, which there is not", nearest(name, known))
