"""What comes in becomes drafts: a pasted text, an address, a file, an item of a followed feed."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from naqeeb.desk import draft_text, drafts, settings_file
from naqeeb.desk.make import read
from naqeeb.desk.shows import archive_of
from naqeeb.errors import NaqeebError, SettingsError, SourceUnreadable
from naqeeb.intake import expand, is_url, news
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
    _refuse_no_address(address)
    return _create(settings, read(settings, address))


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


def _create(settings: Settings, article: Article) -> drafts.Draft:
    facts, body = draft_text.of_article(article)
    return drafts.create(drafts.folder_of(settings.root), facts, body)


def _refuse_no_address(address: str) -> None:
    if not is_url(address):
        raise SourceUnreadable(
            "this is not the address of a page", hint="an address begins with https://"
        )


# -- followed feeds ----------------------------------------------------------


def followed(settings: Settings) -> tuple[str, ...]:
    """The addresses of the followed feeds, each once."""
    return tuple(dict.fromkeys(feed.url for feed in settings.follow))


def follow(settings: Settings, path: Path, address: str) -> None:
    """Follow another feed, or the one that a page names; it is read first, so that it is one.

    Args:
        settings: of the station.
        path: ``naqeeb.toml``.
        address: of the feed or the page.

    Raises:
        IntakeError: there is no feed.
        SettingsError: it is followed already.
        ArchiveError: the settings cannot be written.
    """
    address = address.strip()
    _refuse_no_address(address)
    if address in followed(settings):
        raise SettingsError("this feed is followed already", hint="it stands in the list of feeds")
    news.read_feed(address, settings.intake, zone=settings.show.zone)
    settings_file.follow(path, address)


def items(settings: Settings, url: str) -> tuple[news.NewsItem, ...]:
    """The items of a feed as it is now, the oldest first.

    Raises:
        FetchFailed: it cannot be read.
    """
    feed = news.read_feed(url, settings.intake, zone=settings.show.zone)
    return () if feed is None else tuple(feed.items)


def names_known(settings: Settings) -> frozenset[str]:
    """Names under which a story of a feed is here already, as an episode or as a draft."""
    archives = (archive_of(settings, show) for show in settings.shows)
    known = {entry.key for each in archives for entry in each.all()[0]}
    listed = drafts.listed(drafts.folder_of(settings.root))
    return frozenset(known | {draft.facts.get("id", "") for draft in listed})


def of_item(settings: Settings, url: str, item_id: str) -> drafts.Draft:
    """An item of a feed, with what its page has.

    Raises:
        SettingsError: the feed has it no more.
        IntakeError: feed or page cannot be read.
        ArchiveError: it cannot be written.
    """
    item = next((each for each in items(settings, url) if each.id == item_id), None)
    if item is None:
        raise SettingsError(
            "the feed has this item no more", hint="look at the feed again, or give its address"
        )
    return _create(settings, news.article_of(item, settings.intake, zone=settings.show.zone))
