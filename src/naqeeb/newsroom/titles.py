"""Drafts and episodes by their titles, in what is said of them: no editor named their files."""

from __future__ import annotations

import re

from naqeeb.desk import drafts, episode_list
from naqeeb.errors import NaqeebError
from naqeeb.settings import Settings
from naqeeb.text.cleaning import brief

# A word that may be an episode's id: no part of a path or of an address.
_MAY_BE_ID = re.compile(r"(?<![\w/.-])\w+(?:-\w+)+(?![\w/.-])")


def of_draft(draft: drafts.Draft, error: NaqeebError) -> NaqeebError:
    """What is wrong with a draft, by its title and not by its file.

    Nor has an editor seen the file's lines: the page has a field for each fact.
    """
    place = re.compile(rf"{re.escape(str(draft.path))}(?::\d+)?")
    what = place.sub(lambda _: f"«{brief(draft.title)}»", error.what)
    return type(error)(what, cause=error.cause, hint=error.hint)


def of_episodes(settings: Settings, error: NaqeebError) -> NaqeebError:
    """An error with the titles of the episodes in place of their ids."""
    what, cause, hint = (
        with_titles(settings, text) for text in (error.what, error.cause, error.hint)
    )
    return type(error)(what, cause=cause, hint=hint)


def with_titles(settings: Settings, text: str) -> str:
    """A text of the program with the titles of episodes in place of their ids."""
    if not _MAY_BE_ID.search(text):
        return text
    titles = {each.entry.id: each.entry.title for each in episode_list.listed(settings)}
    return _MAY_BE_ID.sub(
        lambda word: f"«{brief(titles[word[0]])}»" if word[0] in titles else word[0], text
    )
