"""The rundown of a bulletin: what is said around its stories, ready to be composed."""

from __future__ import annotations

from dataclasses import dataclass

from naqeeb.model import Article
from naqeeb.script.letters import fold_text
from naqeeb.text.editor_marks import plain
from naqeeb.text.lazy_pattern import LazyPattern

_WORDS = LazyPattern(r"\w+")


@dataclass(frozen=True, slots=True)
class Rundown:
    """What a bulletin says around its stories; an empty text is not said."""

    title: str = ""
    """What the bulletin is called."""
    greeting: str = ""
    headlines_lead: str = ""
    headlines: tuple[tuple[int, str], ...] = ()
    """Story and text of each, which may have marks."""
    stories_lead: str = ""
    links: tuple[str, ...] = ()
    """Said before each story, as many as there are."""
    closing_lead: str = ""
    """Before the headlines are read again; empty: they are not."""
    sign_off: str = ""
    body_lines: tuple[int, ...] = ()
    """Of a bulletin that is cut: how many lines of each story's text are read; empty: all."""


def headline_of(article: Article) -> str:
    """The short spoken headline: the editor's own, else the title, else how the text begins.

    It may have marks.
    """
    return article.headline or article.marked_title or article.title


def says_title(article: Article, headline: str | None) -> bool:
    """Whether a story's title is read before it.

    It is not where it was read word for word as a headline, nor where the first sentence says
    the same again: a listener would hear it twice in a row.

    Args:
        article: the story.
        headline: what was read of it among the headlines; None for nothing.
    """
    if not article.title_stated:
        return False
    title = _words(article.title)
    if headline is not None and _words(plain(headline)) == title:
        return False
    first = _words(plain(article.paragraphs[0])) if article.paragraphs else []
    return first[: len(title)] != title


def _words(text: str) -> list[str]:
    return _WORDS.findall(fold_text(text))
