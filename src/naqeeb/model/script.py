"""An article in the words of an announcer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from naqeeb.model.article import Article


class Role(StrEnum):
    """What a line is for in the bulletin."""

    GREETING = "greeting"
    HEADLINE = "headline"
    LINK = "link"
    """Leads over to a story of a bulletin."""
    TITLE = "title"
    BODY = "body"
    SIGN_OFF = "sign-off"

    @property
    def is_of_a_story(self) -> bool:
        """Whether such a line stands with one story: what leads over to it, its title, its text."""
        return self in (Role.LINK, Role.TITLE, Role.BODY)

    @property
    def is_around_stories(self) -> bool:
        """Whether a bulletin says it around its stories: in its own words, not in theirs."""
        return self not in (Role.TITLE, Role.BODY)


class Delivery(StrEnum):
    """How a line is spoken."""

    PLAIN = "plain"
    HEADLINE = "headline"
    QUOTE = "quote"
    DIALOGUE = "dialogue"
    LIST = "list"


class Pause(StrEnum):
    """The break that follows a chunk, from the shortest to the longest.

    The script room names the break; the sound room's settings say how many
    milliseconds each one lasts.
    """

    NONE = "none"
    """The chunk was cut for length only: the voice goes straight on."""
    COMMA = "comma"
    BREATH = "breath"
    """Where no mark stands, but a speaker breathes."""
    CLAUSE = "clause"
    SENTENCE = "sentence"
    QUOTE = "quote"
    """Before a quotation, and after it."""
    ITEM = "item"
    """Between two items of a list."""
    TURN = "turn"
    """Between two speakers of a dialogue."""
    HEADLINE = "headline"
    """Between two headlines."""
    PARAGRAPH = "paragraph"
    TITLE = "title"
    STORY = "story"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the written line that is spoken otherwise than written."""

    start: int
    """First character, in ``Line.written``."""
    end: int
    """One past the last character, in ``Line.written``."""
    kind: str
    """The spoken class: ``cardinal``, ``money``, ``acronym`` and so on."""
    spoken: str
    """What is said instead; empty where the stretch is not spoken."""
    spoken_start: int
    """Where ``spoken`` begins in ``Line.spoken``."""
    reason: str = ""
    """What decided, where words spelt alike are read by their neighbours; else empty."""


@dataclass(frozen=True, slots=True)
class Word:
    """A written word and the stretch of speech that says it."""

    start: int
    """First character, in ``Line.written``."""
    end: int
    spoken_start: int
    """First character of what says it, in ``Line.spoken``."""
    spoken_end: int


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence: what is written, what is spoken, what ties the two."""

    paragraph: int
    """Index of the paragraph in its story; -1 for title, greeting, sign-off."""
    role: Role
    written: str
    spoken: str
    spans: tuple[Span, ...] = ()
    """In order, never overlapping."""
    words: tuple[Word, ...] = ()
    """Every written word in order; together they cover all of ``spoken``
    but its white space and marks."""
    story: int = 0
    """Index of the article in a bulletin of several."""
    delivery: Delivery = Delivery.PLAIN
    voice: str = ""
    """Who speaks it, where a mark in the text says so."""
    pause_ms: int | None = None
    """What rests behind it, where a mark in the text says so."""

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading within the text of its story."""
        return self.role is Role.BODY and self.delivery is Delivery.HEADLINE


@dataclass(frozen=True, slots=True)
class Script:
    """An article (or a bulletin of several) in the words of an announcer."""

    article: Article
    lines: tuple[Line, ...]
    vocalised: bool = False
    """True where ``spoken`` carries harakat for an engine that reads them."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of one line that is voiced in one go."""

    line: int
    """Index into ``Script.lines``."""
    start: int
    """First character, in ``Line.spoken``."""
    end: int
    text: str
    """Exactly ``Line.spoken[start:end]``."""
    pause: Pause
    pause_ms: int | None = None
    """The break's length, where a mark in the text states it."""

    @property
    def voiced(self) -> str:
        """What the voice is given: a comma is added where the sentence goes on.

        A text without a mark at its end is spoken as the end of a sentence.
        """
        goes_on = self.pause in (Pause.NONE, Pause.COMMA, Pause.BREATH)
        return self.text + "،" if goes_on and self.text[-1:].isalpha() else self.text
