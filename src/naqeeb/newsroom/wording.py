"""The words of the newsroom's pages, in Urdu and in English: ``wording.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from naqeeb.errors import NaqeebError
from naqeeb.newsroom.isolates import isolated
from naqeeb.newsroom.sentences import in_english, in_urdu

Language = Literal["ur", "en"]


@dataclass(frozen=True, slots=True)
class ErrorWords:
    """What could not be done, for an editor."""

    word: str
    """One sentence of its kind; empty where the next one says all in the page's language."""
    what: str
    cause: str
    hint: str

    @property
    def in_short(self) -> str:
        """What happened, for a list."""
        return " ".join(filter(None, (self.word, self.what)))


@dataclass(frozen=True, slots=True)
class Wording:
    """The words in one language."""

    language: Language
    table: dict[str, Any]

    @property
    def direction(self) -> str:
        """How the page is written."""
        return "rtl" if self.language == "ur" else "ltr"

    def __getitem__(self, name: str) -> str:
        """A word or sentence by its name; templates write ``words.make``."""
        word: str = self.table[name][self.language]
        return self._shown(word)

    def _shown(self, word: str) -> str:
        return isolated(word) if self.language == "ur" and "{" not in word else word

    def counted(self, name: str, count: int) -> str:
        """A number of things: ``3 sentences``."""
        return f"{count} {self[name if count == 1 else f'{name}s']}"

    def kind(self, name: str) -> str:
        """The name of a spoken class; the class itself where a newer one has no name here."""
        return self._named("kinds", name)

    def doubt(self, name: str) -> str:
        """Why a word is doubtful, by the kind of ``script.Finding``."""
        return self._named("doubts", name)

    def did(self, name: str) -> str:
        """What publishing did with a file, by ``Step.did``."""
        return self._named("did", name)

    def error(self, kind: type[Exception]) -> str:
        """What happened, in one sentence, by the class of the error or the nearest above it."""
        names = (each.__name__ for each in kind.__mro__)
        known: dict[str, dict[str, str]] = self.table["errors"]
        return next((known[name][self.language] for name in names if name in known), "")

    def translated(self, text: str) -> str:
        """A sentence of an error or a note, in this language; as it is where it is not known."""
        if self.language == "en":
            return in_english(text)
        if not text:
            return text
        return in_urdu(text) or (f"\u2068{text}\u2069" if " " in text else text)

    def error_words(self, error: NaqeebError) -> ErrorWords:
        """An error in this language."""
        word = self.error(type(error))
        if self.language == "ur":
            word = "" if in_urdu(error.what) else word
        return ErrorWords(
            word,
            self.translated(error.what),
            self.translated(error.cause),
            self.translated(error.hint),
        )

    def _named(self, table: str, name: str) -> str:
        word: str = self.table[table].get(name, {}).get(self.language, name)
        return word

    def script(self) -> dict[str, str]:
        """The words that scripts in the page say, by name."""
        table = self.table["script"]
        return {name: self._shown(table[name][self.language]) for name in table}


@cache
def wording(language: Language) -> Wording:
    """The words in a language."""
    text = (Path(__file__).parent / "wording.toml").read_text("utf-8")
    return Wording(language, tomllib.loads(text))
