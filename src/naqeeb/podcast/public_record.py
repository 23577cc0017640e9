"""``episode.json`` as the public gets it, from ``publish`` and ``serve``.

The record in the output has all fields. Listeners' programs and other publishers get the same
record without what says where the newsroom keeps its files: the key as a hash, by which
another publisher still knows the article again, and the source, of the stories of a bulletin
too, only where it is a page on the web.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from naqeeb import own_files
from naqeeb.model import State, hashed_name
from naqeeb.podcast.public_files import EPISODES, RECORD
from naqeeb.text.addresses import is_private

_PRIVATE = ("aliases", "stories", "stated", "source_hash")
_PRIVATE_OR_NONE = ("corrects", "written")


def public(record: bytes) -> bytes:
    """The public form of a record.

    Raises:
        ValueError: it is no JSON object.
    """
    try:
        table = json.loads(record)
    except RecursionError:
        raise ValueError("its brackets are nested too deep") from None
    if not isinstance(table, dict):
        raise ValueError("it is no record")  # noqa: TRY004 - what is wrong is the file
    table["key"] = hashed_name(str(table.get("key", "")))
    if not _is_web_page(table.get("source")):
        table["source"] = None
    chapters = table.get("chapters")
    for chapter in chapters if isinstance(chapters, list) else ():
        if isinstance(chapter, dict) and not _is_web_page(chapter.get("url")):
            chapter["url"] = None
    for name in _PRIVATE:
        if name in table:
            table[name] = "" if isinstance(table[name], str) else []
    table.update(dict.fromkeys(table.keys() & set(_PRIVATE_OR_NONE)))
    return json.dumps(table, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _is_web_page(source: object) -> bool:
    if not isinstance(source, str):
        return False
    try:
        parts = urlsplit(source)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and not is_private(source)
    except ValueError:
        return False


def is_on_air(file: Path) -> bool:
    """Whether listeners may have a file of the output: not of an episode that waits or is gone."""
    record = file.parent / RECORD
    if file.parent.parent.name != EPISODES:
        return True
    try:
        status = record.stat()
    except OSError:
        # A record that was lost takes no episode off the air; ``check`` names it.
        return True
    return _state(record, status.st_mtime_ns, status.st_size) in ("", State.ON_AIR)


@lru_cache(maxsize=4096)
def _state(record: Path, mtime_ns: int, size: int) -> str:
    del mtime_ns, size  # they make an entry of each version of the record
    try:
        table = json.loads(own_files.read(record))
        return str(table.get("state", State.ON_AIR.value))
    except (OSError, ValueError, AttributeError, RecursionError):
        return ""
