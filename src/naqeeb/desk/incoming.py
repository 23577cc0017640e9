"""What comes in becomes drafts: a pasted text, an address, a file."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from naqeeb.desk import draft_text, drafts
from naqeeb.desk.make import read, read_source
from naqeeb.errors import NaqeebError, SourceUnreadable
from naqeeb.intake import Handed, is_url
from naqeeb.intake.folders import parts_of
from naqeeb.intake.sources import ENDINGS
from naqeeb.model import Article
from naqeeb.settings import Settings
from naqeeb.text.cleaning import brief

ACCEPTED = ENDINGS
"""The endings of files that are taken."""
_MARKUP = re.compile(r"</(?:p|h[1-6]|div|span|li|td|blockquote|a|b|strong)>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Taken:
    """A draft of what came in."""

    draft: drafts.Draft
    remarks: tuple[str, ...] = ()
    """What an editor should know of how it was read, and the draft itself does not show."""
    is_known: bool = False
    """It came in before: the draft is that of then, as it is now."""


def of_text(settings: Settings, text: str) -> Taken:
    """Pasted text; its first line is the title where it stands like one.

    Raises:
        SourceUnreadable: it holds nothing, or too much.
        ArchiveError: it cannot be written.
    """
    facts, body = draft_text.parse(draft_text.pasted(text))
    folder = drafts.folder_of(settings.root)
    draft = drafts.create(folder, facts, body)
    try:
        article = read(settings, str(draft.path))
    except NaqeebError:
        return Taken(draft)  # its problem is named in the list, where the editor can mend it
    if _MARKUP.search(body):
        # The source of a page: the editor works on its words, not on its tags.
        read_as, body = draft_text.of_article(article)
        title = {"title": read_as["title"]} if "title" in read_as else {}
        return Taken(drafts.save(folder, draft.id, draft.version, title, body))
    first, _, rest = body.strip().partition("\n")
    if "title" in facts or not article.title_stated or not rest.strip():
        return Taken(draft)
    if " ".join(first.lstrip("# ").split()) != " ".join(article.title.split()):
        return Taken(draft)
    return Taken(drafts.save(folder, draft.id, draft.version, {"title": article.title}, rest))


def of_address(settings: Settings, address: str) -> Taken:
    """The article of a page.

    Raises:
        IntakeError: it is no address, or no article can be read there.
        ArchiveError: it cannot be written.
    """
    refuse_no_address(address)
    return of_article(settings, read(settings, address))


def of_file(settings: Settings, name: str, data: bytes) -> list[Taken]:
    """The drafts of a file, the first chapter of a book last: it stands on top of the list then.

    Args:
        settings: of the station.
        name: of the file; its ending says what it is.
        data: its bytes.

    Raises:
        IntakeError: it is of no kind that is read, or cannot be read.
        ArchiveError: a draft cannot be written.
    """
    name = Path(name).name
    if Path(name).suffix.lower() not in ENDINGS:
        raise SourceUnreadable(
            f"{brief(name)} is not a kind of file that naqeeb reads",
            cause=f"it reads {', '.join(ENDINGS)}",
            hint="save the article as text, or paste it",
        )
    articles = [read_source(settings, each).article for each in parts_of(Handed(name, name, data))]
    return _taken(settings, [(*_of_part(name, each), each.remarks) for each in articles[::-1]])


def _of_part(name: str, article: Article) -> tuple[dict[str, str], str]:
    facts, body = draft_text.of_article(article)
    if article.id.startswith(name):
        del facts["id"]  # it is no page of the web: the draft's own name is its key
    if facts.get("source", "").startswith(name):
        facts["source"] = name
    return facts, body


def of_article(settings: Settings, article: Article) -> Taken:
    """The draft of an article that was read.

    Raises:
        ArchiveError: it cannot be written.
    """
    (taken,) = _taken(settings, [(*draft_text.of_article(article), article.remarks)])
    return taken


def _taken(
    settings: Settings, stories: Sequence[tuple[Mapping[str, str], str, tuple[str, ...]]]
) -> list[Taken]:
    """A new draft of each story; the one that there is where the very same came in before."""
    marked = [
        ({**facts, draft_text.CAME_AS: _hash_of(facts, body)}, body) for facts, body, _ in stories
    ]
    folder = drafts.folder_of(settings.root)
    created = drafts.create_once(folder, draft_text.CAME_AS, marked)
    return [
        Taken(draft, remarks, is_known)
        for (draft, is_known), (_, _, remarks) in zip(created, stories, strict=True)
    ]


def _hash_of(facts: Mapping[str, str], body: str) -> str:
    # The file's name apart: a browser saves the same file as خبر (1).txt, too.
    came = [sorted(pair for pair in facts.items() if pair[0] != "source"), body]
    return hashlib.sha256(json.dumps(came).encode()).hexdigest()


def refuse_no_address(address: str) -> None:
    """Raise SourceUnreadable for what is no address."""
    if not is_url(address):
        raise SourceUnreadable(
            "this is not the address of a page", hint="an address begins with https://"
        )
