"""Drafts and episodes by their titles, in what is said of them: no editor named their files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial

from naqeeb.desk import drafts, episode_list
from naqeeb.errors import NaqeebError
from naqeeb.settings import Settings
from naqeeb.text.cleaning import brief

# A word that may be an episode's id: no part of a path or of an address.
_MAY_BE_ID = re.compile(r"(?<![\w/.-])\w+(?:-\w+)+(?![\w/.-])")
# The path of an episode's file: the folder of the output, the id, and the file itself.
_MAY_BE_FILE = re.compile(r"(?P<output>[^\s\"']*?)/episodes/(?P<id>[\w-]+)(?:/[^\s\"':]*)?")


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


def titles_of(settings: Settings) -> dict[str, str]:
    """The titles of all episodes by their ids."""
    return {each.entry.id: each.entry.title for each in episode_list.listed(settings)}


def with_titles(settings: Settings, text: str) -> str:
    """A text of the program with the titles of episodes in place of their ids and files.

    Of a file the folder of the output is left: it says which disk is meant.
    """
    if not (_MAY_BE_ID.search(text) or _MAY_BE_FILE.search(text)):
        return text
    titles = titles_of(settings)

    text = _MAY_BE_FILE.sub(partial(_of_file, titles), text)
    return _MAY_BE_ID.sub(partial(_of_id, titles), text)


def _of_file(titles: Mapping[str, str], path: re.Match[str]) -> str:
    title = titles.get(path["id"])
    return f"{path['output']} («{brief(title)}»)" if title else path[0]


def _of_id(titles: Mapping[str, str], word: re.Match[str]) -> str:
    title = titles.get(word[0])
    return f"«{brief(title)}»" if title else word[0]
