"""A word said otherwise in one place: the mark is written where an editor saw the word.

An editor points at a written line of the script; the draft's text has the same letters in the same
order, with marks and Markdown between them. So the place is found by counting letters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from naqeeb import script
from naqeeb.errors import ScriptError
from naqeeb.model import Role, Script
from naqeeb.text import editor_marks


@dataclass(frozen=True, slots=True)
class Place:
    """A word as an editor sees it in the script."""

    line: int
    """Number of the line, from 0."""
    start: int
    """First character of the word, in ``Line.written``."""
    end: int
    """One past its last."""


def with_say_mark(
    facts: Mapping[str, str], body: str, written: Script, place: Place, spoken: str
) -> tuple[dict[str, str], str]:
    """A draft's title and text with ``{say …: …}`` at one place.

    Args:
        facts: of the draft; a title among them is not looked for in its text.
        body: the text.
        written: its script.
        place: the word in it.
        spoken: how it is said, in Urdu letters.

    Returns:
        The facts that changed, and the text.

    Raises:
        ScriptError: the place is not one of the text, or nothing would be heard.
    """
    word = _word_at(written, place)
    role = written.lines[place.line].role if word else None
    of_title = role is Role.TITLE and bool(facts.get("title"))
    if role is None or not (of_title or _is_of_text(role, facts)):
        raise ScriptError(
            "this place is not in the text of the draft",
            hint="choose a word of the text itself",
        )
    spoken = " ".join(spoken.split())
    if not script.speakable(spoken).strip() or set(spoken) & set("{}:"):
        raise ScriptError(
            f"{spoken[:40]!r} cannot be spoken",
            hint="write it in Urdu letters, with harakat where they help",
        )
    text = facts["title"] if of_title else body
    before = "".join(
        line.written
        for line in written.lines[: place.line]
        if (line.role is Role.TITLE if of_title else _is_of_text(line.role, facts))
    )
    span = _span(text, before + written.lines[place.line].written[: place.start], word)
    if span is None:
        raise ScriptError(
            f"the place of {word[:40]!r} in the text cannot be told",
            cause="a table, a link or a note stands before it",
            hint=f"write {{say {spoken}: {word[:40]}}} into the text yourself",
        )
    start, end = span
    marked = f"{text[:start]}{{say {spoken}: {' '.join(word.split())}}}{text[end:]}"
    return ({"title": marked}, body) if of_title else ({}, marked)


def _word_at(written: Script, place: Place) -> str:
    """The word without the blanks around it; empty where there is no such place."""
    if not 0 <= place.line < len(written.lines):
        return ""
    return written.lines[place.line].written[place.start : place.end].strip()


def _is_of_text(role: Role, facts: Mapping[str, str]) -> bool:
    return role is Role.BODY or (role is Role.TITLE and not facts.get("title"))


def _span(body: str, before: str, word: str) -> tuple[int, int] | None:
    """Where a word stands in a text, marks around it included; None where that is not sure."""
    places = list(_letters(body))
    letters = "".join(body[at] for at, _, _ in places)
    wanted, ahead = _plain(word), _plain(before)
    at = len(ahead)
    if not wanted:
        return None
    if letters[: at + len(wanted)] != ahead + wanted:
        if letters.count(wanted) != 1:
            return None
        at = letters.index(wanted)
    chosen = places[at : at + len(wanted)]
    marked = {(start, end) for _, start, end in chosen if end}
    if not marked:
        first, last = chosen[0][0], chosen[-1][0] + 1
        # What is taken along must be one stretch of text, without a mark in it.
        return (first, last) if "{" not in body[first:last] else None
    ((start, end), *others) = marked
    inside = sum(1 for _, one, other in places if (one, other) == (start, end))
    is_whole = not others and inside == len(wanted) and all(each[2] for each in chosen)
    return (start, end) if is_whole else None


def _letters(body: str) -> Iterator[tuple[int, int, int]]:
    """Each letter or digit that is shown, with the mark that it stands in (0, 0 for none)."""
    for start, end, mark_start, mark_end in editor_marks.shown_stretches(body):
        for at in range(start, end):
            if body[at].isalnum():
                yield at, mark_start, mark_end


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, text))
