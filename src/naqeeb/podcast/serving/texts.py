"""Texts in the form in which they are sent: links on the listener's host, packed."""

from __future__ import annotations

import gzip
import hashlib
import os
import re
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

import anyio

from naqeeb import own_files
from naqeeb.podcast import public_record
from naqeeb.podcast.public_files import RECORD
from naqeeb.podcast.serving import rebase

_PACK_ABOVE_BYTES = 1000
_KEPT_BYTES = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Body:
    """A text in the form in which it is sent."""

    data: bytes
    etag: str
    packed: bool


class Texts:
    """Texts as they were last sent, so that a hundred listeners cost one packing."""

    def __init__(self, instead_of: tuple[str, ...], *, private: bool) -> None:
        self._instead_of = instead_of
        self._private = private
        self._kept: OrderedDict[tuple[object, ...], Body] = OrderedDict()
        self._bytes = 0
        self._lock = anyio.Lock()

    async def get(self, path: Path, stat: os.stat_result, base: str, *, packed: bool) -> Body:
        """The file's text with its links on ``base``, packed if that makes it smaller."""
        key = (path, stat.st_ino, stat.st_mtime_ns, stat.st_size, base, packed)
        async with self._lock:
            body = self._kept.get(key)
            if body is None:
                body = await anyio.to_thread.run_sync(self._render, path, base, packed)
                self._keep(key, body)
            self._kept.move_to_end(key)
            return body

    def _render(self, path: Path, base: str, packed: bool) -> Body:
        text = own_files.read(path)
        if path.name == RECORD:
            text = public_record.public(text)
        data = rebase.onto(base, text, path.suffix, self._instead_of)
        if self._private and path.suffix == ".xml":
            data = rebase.blocked(data)
        etag = hashlib.sha256(data).hexdigest()[:20]
        if packed and len(data) > _PACK_ABOVE_BYTES:
            # No time stamp in it: the same text gives the same bytes.
            return Body(gzip.compress(data, 6, mtime=0), f'"{etag}-gz"', packed=True)
        return Body(data, f'"{etag}"', packed=False)

    def _keep(self, key: tuple[object, ...], body: Body) -> None:
        self._kept[key] = body
        self._bytes += len(body.data)
        while self._bytes > _KEPT_BYTES and len(self._kept) > 1:
            _, old = self._kept.popitem(last=False)
            self._bytes -= len(old.data)


def takes_gzip(accept_encoding: str) -> bool:
    """Whether a listener's program that sent this Accept-Encoding unpacks gzip."""
    for offer in accept_encoding.split(","):
        name, _, weight = offer.partition(";")
        if name.strip().lower() == "gzip":
            return not re.fullmatch(r"q=0(\.0*)?", weight.strip())
    return False
