"""Plain text into an article."""

from __future__ import annotations

import html
import re

from naqeeb.intake.assemble import assemble
from naqeeb.intake.origin import Origin
from naqeeb.intake.pages import furniture, guard, markup
from naqeeb.intake.passages import Facts, Passage, clean, paragraphs
from naqeeb.model import Article
from naqeeb.settings import IntakeSettings
from naqeeb.text.lazy_pattern import LazyPattern

# Tags that people paste along with a text; other angle brackets are the text's own.
_TAG = LazyPattern(
    r"</?(?:p|br|hr|b|i|u|em|strong|span|div|font|a|h[1-6]|ul|ol|li|blockquote|q|sup|sub|s|del|strike"
    r"|img|figure|figcaption|section|article|table|t[rdh]|tbody|thead|center|small|big|mark|cite|abbr"
    r"|script|style|iframe)(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
_LONGEST_MARKUP = 5_000_000


def article(
    body: str,
    stated: Facts,
    origin: Origin,
    *,
    settings: IntakeSettings = IntakeSettings(),
) -> Article:
    """An article of the text below the front matter."""
    return assemble(passages(body), stated, origin, settings=settings)


def passages(body: str) -> list[Passage]:
    """The paragraphs of a text; entities and tags in it mean what they mean in a page."""
    if len(body) <= _LONGEST_MARKUP and _TAG.search(body):
        guard.refuse_deep(body, "the text")
        tree = markup.parse(re.sub(r"\n[ \t]*\n\s*", "<tt-block></tt-block>", body.strip()))
        if tree is not None:
            return furniture.with_notes(markup.walk(tree).passages)
    text = clean(html.unescape(body)) if "&" in body else body
    return furniture.with_notes([Passage(part) for part in paragraphs(text)])
