"""Values as JSON that may stand inside ``<script>``, whatever text they hold."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from markupsafe import Markup

_ESCAPES = tuple((char, f"\\u{ord(char):04x}") for char in "<>&\u2028\u2029")


def as_json(value: object) -> str:
    """Compact JSON without a character that HTML or an older JavaScript would act on."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # Five passes, but each is ten times as fast as str.translate.
    for char, escaped in _ESCAPES:
        text = text.replace(char, escaped)
    return text


def data(value: object) -> Markup:
    """A value that a template shows as it is, inside ``<script>``."""
    return Markup(as_json(value))  # noqa: S704 - escaped by as_json


def data_list(values: Iterable[object]) -> Iterator[Markup]:
    """The same of a list, in parts, so that it is never held as a whole."""
    before = "["
    for value in values:
        yield Markup(before + as_json(value))  # noqa: S704 - escaped by as_json
        before = ","
    yield Markup("[]" if before == "[" else "]")  # noqa: S704 - a constant
