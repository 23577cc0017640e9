"""One large file over HTTP: resumed where the line broke, checked, and there whole or not at all.

What has arrived lies in a file beside the place, named ``.part``, so that the next run goes on
from there. It is renamed only when its size and hash are right.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import httpx

from naqeeb import safe_files
from naqeeb.errors import VoiceNotReady
from naqeeb.model import ModelFile
from naqeeb.speech.models import HASHES, user_folder
from naqeeb.text.addresses import redacted

Progress = Callable[[str, int, int], None]
"""Called with the file's name, the bytes that are there, and all of them (0: not known)."""

MAX_BYTES = 4_000_000_000
"""No voice is larger; a server that never ends its answer must not fill the disk."""
_ATTEMPTS = 5
"""How often in a row the line may break without a byte between."""
_WAIT_S = 0.5
_READ_S = 30.0
_PIECE_BYTES = 1 << 16
_PAGES = (b"<!doctype", b"<html", b"<head", b"<?xml")
_CHANGED = ": it was changed on the way, or there is a new version"
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def download(file: ModelFile, addresses: Sequence[str], target: Path, progress: Progress) -> str:
    """Fetch a file to ``target``.

    Args:
        file: its name, and its size and hash where they are known.
        addresses: where it lies, the best first: the next is asked where one has it not.
        target: where it is put.
        progress: told of the bytes that are there.

    Returns:
        Its sha256, in hex.

    Raises:
        VoiceNotReady: it cannot be fetched, or is not what it should be. ``target`` is as it was.
    """
    part = _part_of(target)
    with _explained(file, target):
        target.parent.mkdir(parents=True, exist_ok=True)
        _refuse_full(file, target, part)
        _fetch(file, addresses, part, progress)
        return _put(file, part, target, redacted(", ".join(addresses)))


def take(file: ModelFile, source: Path, target: Path, progress: Progress) -> str:
    """Copy a file that was brought here by other means; as :func:`download` otherwise."""
    part = _part_of(target)
    with _explained(file, target):
        target.parent.mkdir(parents=True, exist_ok=True)
        size = source.stat().st_size
        with source.open("rb") as original, part.open("wb") as copy:
            done = 0
            while piece := original.read(_PIECE_BYTES):
                copy.write(piece)
                done += len(piece)
                progress(file.name, done, size)
        return _put(file, part, target, str(source))


def parts_of(target: Path) -> tuple[Path, Path]:
    """What an unfinished fetch leaves: the bytes that arrived, and the version they are of."""
    part = _part_of(target)
    return part, part.with_name(f"{part.name}.etag")


# -- the line ------------------------------------------------------------------


def _fetch(file: ModelFile, addresses: Sequence[str], part: Path, progress: Progress) -> None:
    """Until all bytes are in ``part``."""
    remaining = list(addresses)
    broken = 0
    timeout = httpx.Timeout(_READ_S)
    headers = {"User-Agent": "naqeeb", "Accept-Encoding": "identity"}
    with httpx.Client(timeout=timeout, follow_redirects=True, headers=headers) as client:
        while True:
            before = _size(part)
            try:
                return _receive(client, file, remaining[0], part, progress)
            except httpx.HTTPStatusError as error:
                status = error.response.status_code
                if status == httpx.codes.NOT_FOUND and len(remaining) > 1:
                    remaining.pop(0)
                    continue
                if status < httpx.codes.INTERNAL_SERVER_ERROR:
                    raise
                failure: httpx.HTTPError = error
            except httpx.TransportError as error:
                failure = error
            broken = 0 if _size(part) > before else broken + 1
            if broken >= _ATTEMPTS:
                raise failure
            time.sleep(_WAIT_S * broken)


def _receive(
    client: httpx.Client, file: ModelFile, url: str, part: Path, progress: Progress
) -> None:
    """One request: the bytes that are still missing, appended to ``part``."""
    have = _resumable(file, part)
    headers = {"Range": f"bytes={have}-"} if have else {}
    etag = _etag(part)
    if have and etag:
        headers["If-Range"] = etag
    with client.stream("GET", url, headers=headers) as answer:
        if have and answer.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
            # Either all of it is here already, or it is of another version: the hash will tell.
            return
        answer.raise_for_status()
        if url.startswith("https:") and answer.url.scheme != "https":
            where = redacted(f"{url} leads to {answer.url}")
            raise _Wrong(f"{where}, where anybody on the way can change it")
        if not have or not _continues(answer, have):
            have = 0
        _note_etag(part, answer)
        total = have + int(answer.headers.get("Content-Length") or 0)
        with part.open("ab" if have else "wb") as out:
            for piece in answer.iter_bytes():
                have += len(piece)
                if have > (file.size_bytes or MAX_BYTES):
                    raise _Wrong(
                        f"more than its {file.size_bytes or MAX_BYTES} bytes arrived{_CHANGED}"
                    )
                out.write(piece)
                progress(file.name, have, file.size_bytes or total)


def _resumable(file: ModelFile, part: Path) -> int:
    """Bytes that are here and can be gone on from: those whose version can be told."""
    size = _size(part)
    return size if file.sha256 or _etag(part) else 0


def _continues(answer: httpx.Response, have: int) -> bool:
    sent = str(answer.headers.get("Content-Range", ""))
    return answer.status_code == httpx.codes.PARTIAL_CONTENT and sent.startswith(f"bytes {have}-")


def _etag(part: Path) -> str:
    try:
        return part.with_name(f"{part.name}.etag").read_text("ascii")
    except (OSError, UnicodeError):
        return ""


def _note_etag(part: Path, answer: httpx.Response) -> None:
    etag = str(answer.headers.get("ETag", ""))
    path = part.with_name(f"{part.name}.etag")
    # A weak one (RFC 9110, 8.8.1) says nothing of single bytes.
    if etag and not etag.startswith("W/"):
        path.write_text(etag, "ascii")
    else:
        path.unlink(missing_ok=True)


# -- the disk ------------------------------------------------------------------


class _Wrong(Exception):
    """What arrived is not the file: the cause, and the next step."""

    def __init__(self, cause: str, hint: str = "") -> None:
        super().__init__(cause)
        self.hint = hint or "try again, or look whether the voice file's size and sha256 are right"


def _put(file: ModelFile, part: Path, target: Path, source: str) -> str:
    """Check the bytes and give them their place.

    Raises:
        _Wrong: they are not the file.
    """
    size, digest = part.stat().st_size, safe_files.sha256(part)
    if _is_page(part):
        raise _Wrong(
            f"a web page came from {source}: that of a login, or the file has moved",
            "log in to the network, look at the address in the voice file, or use --from",
        )
    if file.size_bytes not in (None, size):
        raise _Wrong(f"{source} has {size} bytes, not {file.size_bytes}{_CHANGED}")
    if file.sha256 and digest != file.sha256.lower():
        raise _Wrong(
            f"the sha256 of {source} is {digest}, not {file.sha256.lower()}{_CHANGED}",
            "try again; if you want the new version, correct its sha256 in the voice file, or take "
            f"the line of the file out of {user_folder() / HASHES}",
        )
    safe_files.sync_file(part)
    part.replace(target)
    safe_files.sync_folder(target.parent)
    for left in parts_of(target):
        left.unlink(missing_ok=True)
    return digest


def _is_page(path: Path) -> bool:
    """Whether a file begins like HTML; no model does."""
    with path.open("rb") as file:
        return file.read(512).lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_PAGES)


def _refuse_full(file: ModelFile, target: Path, part: Path) -> None:
    missing = (file.size_bytes or 0) - _size(part)
    if missing > shutil.disk_usage(target.parent).free:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@contextlib.contextmanager
def _explained(file: ModelFile, target: Path) -> Iterator[None]:
    """Errors of line and disk as the user's; what is of no use for the next run is removed."""
    again = "run the command again: it goes on where it stopped"
    try:
        yield
    except _Wrong as error:
        _discard(target)
        raise VoiceNotReady(
            f"{file.name} is not the file that the voice needs",
            cause=str(error),
            hint=error.hint,
            file=file.name,
        ) from None
    except httpx.HTTPStatusError as error:
        raise VoiceNotReady(
            f"{redacted(str(error.request.url))} answered HTTP {error.response.status_code}",
            cause="the file has moved, or the mirror does not have it",
            hint="look at the address in the voice file, at [voice] model_mirror, or use --from",
            file=file.name,
        ) from None
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise VoiceNotReady(
            f"{file.name} could not be fetched",
            cause=f"the network or the server failed ({type(error).__name__})",
            hint=f"{again}; or bring the file by other means and use --from",
            file=file.name,
        ) from None
    except OSError as error:
        full = error.errno in _NO_ROOM
        if full:
            _discard(target)
        raise VoiceNotReady(
            f"{file.name} cannot be written to {target.parent}",
            cause="the disk is full" if full else str(error),
            hint="make room there and run the command again"
            if full
            else "look at the folder's rights and the file's name",
            file=file.name,
        ) from None


def _discard(target: Path) -> None:
    for path in parts_of(target):
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


def _part_of(target: Path) -> Path:
    return target.with_name(f"{target.name}.part")


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
