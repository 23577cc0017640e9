"""What comes in becomes drafts: a pasted text, an address, a file."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from naqeeb.desk import draft_text, drafts
from naqeeb.desk.make import read
from naqeeb.errors import NaqeebError, SourceUnreadable
from naqeeb.intake import expand, is_url
from naqeeb.intake.sources import ENDINGS
from naqeeb.model import Article
from naqeeb.settings import Settings

ACCEPTED = ENDINGS
"""The endings of files that are taken."""
_MARKUP = re.compile(r"</(?:p|h[1-6]|div|span|li|td|blockquote|a|b|strong)>", re.IGNORECASE)


def of_text(settings: Settings, text: str) -> drafts.Draft:
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
        return draft  # its problem is named in the list, where the editor can mend it
    if _MARKUP.search(body):
        # The source of a page: the editor works on its words, not on its tags.
        read_as, body = draft_text.of_article(article)
        title = {"title": read_as["title"]} if "title" in read_as else {}
        return drafts.save(folder, draft.id, draft.version, title, body)
    first, _, rest = body.strip().partition("\n")
    if "title" in facts or not article.title_stated or not rest.strip():
        return draft
    if " ".join(first.lstrip("# ").split()) != " ".join(article.title.split()):
        return draft
    return drafts.save(folder, draft.id, draft.version, {"title": article.title}, rest)


def of_address(settings: Settings, address: str) -> drafts.Draft:
    """The article of a page.

    Raises:
        IntakeError: it is no address, or no article can be read there.
        ArchiveError: it cannot be written.
    """
    refuse_no_address(address)
    return create(settings, read(settings, address))


def of_file(settings: Settings, name: str, data: bytes) -> list[drafts.Draft]:
    """The drafts of a file, the first chapter of a book last: it stands on top of the list then.

    Args:
        settings: of the station.
        name: of the file; its ending says what it is.
        data: its bytes.

    Raises:
        IntakeError: it is of no kind that is read, or cannot be read.
        ArchiveError: a draft cannot be written.
    """
    ending = Path(name).suffix.lower()
    if ending not in ENDINGS:
        raise SourceUnreadable(
            f"{name[:80]} is not a kind of file that naqeeb reads",
            cause=f"it reads {', '.join(ENDINGS)}",
            hint="save the article as text, or paste it",
        )
    with tempfile.TemporaryDirectory(prefix="naqeeb-") as folder:
        path = Path(folder) / f"dropped{ending}"
        path.write_bytes(data)
        articles = [read(settings, source) for source in expand(str(path))]
    return [_of_part(settings, Path(name).name, each, path.name) for each in articles[::-1]]


def _of_part(settings: Settings, name: str, article: Article, file: str) -> drafts.Draft:
    facts, body = draft_text.of_article(article)
    if file in article.id:
        del facts["id"]  # it is no page of the web: the draft's own name is its key
    if file in facts.get("source", ""):
        facts["source"] = name
    return drafts.create(drafts.folder_of(settings.root), facts, body)


def create(settings: Settings, article: Article) -> drafts.Draft:
    """The draft of an article that was read.

    Raises:
        ArchiveError: it cannot be written.
    """
    facts, body = draft_text.of_article(article)
    return drafts.create(drafts.folder_of(settings.root), facts, body)


def refuse_no_address(address: str) -> None:
    """Raise SourceUnreadable for what is no address."""
    if not is_url(address):
        raise SourceUnreadable(
            "this is not the address of a page", hint="an address begins with https://"
        )
