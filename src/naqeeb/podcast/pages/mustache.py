"""Templates without logic: a small part of the language that mustache(5) describes.

``{{name}}``                 the value, escaped
``{{#name}}...{{/name}}``    a section: once for each view of a list, once for
                             any other value, not at all for an empty one
``{{^name}}...{{/name}}``    a section that stands where the other one does not
``{{>file}}``                another template, without its last newline

Inside a section the names of its view go before those around it. The tag of a
section that is alone on its line leaves no line behind.

Everything is escaped everywhere. Only ``markupsafe.Markup`` stands as it is: what
is safe is said where it is made, never where it is shown. A name that the view
does not have is an error.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeAlias, cast

from markupsafe import escape

Value: TypeAlias = "str | int | Iterator[str] | View | Iterable[View] | None"
"""A text, or its parts one after the other; for a section also a view or several."""
View: TypeAlias = Mapping[str, Value]
"""What a template is to say, by name."""
Write: TypeAlias = Callable[[bytes], object]
Template: TypeAlias = Callable[[View, Write], None]
"""Hands over, part by part and in UTF-8, what stands in the template for a view."""


def parse(text: str, partial: Callable[[str], Template]) -> Template:
    """A template, to be used as often as one likes.

    Args:
        text: in the language above.
        partial: gives the template that ``{{>file}}`` names.

    Raises:
        ValueError: a tag has no end, or a section is not closed where it should be.
    """
    return _block(_tokens(text), partial)


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    """The text between tags as ``text``, and each tag's name with what stands before it."""
    before, *rest = text.split("{{")
    yield "text", before
    before = before or "\n"
    for part in rest:
        tag, closed, after = part.partition("}}")
        if not closed:
            raise ValueError(f"{{{{{tag[:40]} has no end")
        kind, name = (tag[0], tag[1:]) if tag.startswith(("#", "^", "/", ">")) else ("", tag)
        yield kind, name
        alone = kind in {"#", "^", "/"} and before.endswith("\n") and after.startswith("\n")
        yield "text", after[1:] if alone else after
        before = after


def _block(
    tokens: Iterator[tuple[str, str]],
    partial: Callable[[str], Template],
    section: str | None = None,
) -> Template:
    """All up to the end of this section, or of the text."""
    parts: list[Template] = []
    ended = None
    for kind, said in tokens:
        if kind == "/":
            ended = said
            break
        if kind == "text":
            parts.append(_text(said))
        elif kind == ">":
            parts.append(partial(said))
        elif kind == "#":
            parts.append(_section(said, _block(tokens, partial, said)))
        elif kind == "^":
            parts.append(_inverted(said, _block(tokens, partial, said)))
        else:
            parts.append(_value(said))
    if ended != section:
        raise ValueError(f"{section or 'the text'} is closed by {ended or 'the end of the text'}")

    def block(view: View, write: Write) -> None:
        for part in parts:
            part(view, write)

    return block


def _text(text: str) -> Template:
    made = text.encode()

    def as_it_is(_: View, write: Write) -> None:
        write(made)

    return as_it_is


def _value(name: str) -> Template:
    def escaped(view: View, write: Write) -> None:
        value = view[name]
        if isinstance(value, str | int):
            write(_escaped(value))
        elif isinstance(value, Iterator):
            for part in value:
                write(_escaped(part))
        else:
            raise TypeError(f"{{{{{name}}}}} is not a text but {value!r}")

    return escaped


def _escaped(value: str | int) -> bytes:
    # A lone surrogate cannot be written; the article has a fault there.
    return escape(value).encode(errors="replace")


def _section(name: str, inner: Template) -> Template:
    def as_often_as_wanted(view: View, write: Write) -> None:
        value = view[name]
        if not value:
            return
        if isinstance(value, str | int):
            inner(view, write)
        elif isinstance(value, Mapping):
            inner({**view, **value}, write)
        else:
            for each in cast("Iterable[View]", value):
                inner({**view, **each}, write)

    return as_often_as_wanted


def _inverted(name: str, inner: Template) -> Template:
    def where_there_is_none(view: View, write: Write) -> None:
        if not view[name]:
            inner(view, write)

    return where_there_is_none
