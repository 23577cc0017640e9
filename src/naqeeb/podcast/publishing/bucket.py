"""A bucket as target: S3, or any storage that speaks its language.

obstore, through which it is spoken to, is an extra: who imports this says what to install.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import obstore
from obstore import exceptions
from obstore.store import S3Store

from naqeeb.errors import PublishFailed, SettingsError
from naqeeb.podcast.publishing.plan import Sending, is_ours
from naqeeb.podcast.publishing.target import Held, Version
from naqeeb.text.addresses import redacted

PROBE = ".naqeeb-probe-"
_PATIENCE = timedelta(minutes=2)
_BUCKET = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,254}")
_PART_BYTES = 1024 * 1024


class Bucket:
    """Keeps publishers apart by conditional writes (If-Match, If-None-Match)."""

    def __init__(self, store: S3Store, label: str) -> None:
        self._store = store
        self.label = label
        self._swaps: bool | None = None

    @classmethod
    def open(cls, target: str, below: str) -> Bucket:
        """The bucket and prefix of ``s3://bucket/prefix``.

        Endpoint, region and keys come from the environment: ``AWS_ENDPOINT_URL``,
        ``AWS_REGION``, ``AWS_ACCESS_KEY_ID``, ``AWS_SECRET_ACCESS_KEY``,
        ``AWS_SESSION_TOKEN``.

        Raises:
            SettingsError: no bucket is named.
        """
        name, _, prefix = target.removeprefix("s3://").partition("/")
        if not name:
            raise SettingsError(
                f"{redacted(target)} names no bucket", hint="write s3://bucket/prefix"
            )
        if not _BUCKET.fullmatch(name):
            raise SettingsError(
                f"{redacted(f's3://{name}')} is no name of a bucket",
                cause="keys stand in the environment, never in the address",
                hint="write s3://bucket/prefix",
            )
        if "?" in prefix or "#" in prefix:
            raise SettingsError(
                f"{redacted(target)} has a query or a fragment, and a prefix has none",
                cause="keys stand in the environment, never in the address",
                hint="write s3://bucket/prefix",
            )
        prefix = "/".join(part for part in (*prefix.split("/"), below) if part)
        endpoint = os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL", "")
        with _explained(redacted(target)):
            store = S3Store(
                name,
                prefix=prefix or None,
                # Some of S3's relatives know only the plain DELETE.
                disable_bulk_delete=True,
                # Only a service on one's own machine or network is spoken to without TLS.
                client_options={"allow_http": endpoint.startswith("http://")},
                retry_config={"max_retries": 5, "retry_timeout": _PATIENCE},
            )
        return cls(store, redacted(f"s3://{name}/{prefix}").rstrip("/"))

    @property
    def swaps(self) -> bool:
        """Whether the store honours conditions; tried once, with a file that is removed again.

        There are stores that pass over If-None-Match or If-Match and write all the same.
        """
        if self._swaps is None:
            self._swaps = self._try_swaps()
        return self._swaps

    def listing(self) -> Iterator[tuple[str, Held]]:
        """All files of a show that are there."""
        with self._explained():
            for page in obstore.list(self._store):
                for entry in page:
                    if is_ours(entry["path"]):
                        tag = entry["e_tag"]
                        yield entry["path"], Held(entry["size"], entry["last_modified"], tag)

    def has(self, held: Held, sending: Sending, source: Path | bytes) -> bool:
        """The same size, and an ETag that is the MD5 of the bytes.

        It is that in every common store for what was sent in one piece, without
        encryption by a key service. Where it is not, texts are sent again,
        which is right too; a name that holds a hash is enough.
        """
        size = len(source) if isinstance(source, bytes) else source.stat().st_size
        if held.size_bytes != size:
            return False
        return sending.immutable or (held.tag or "").strip('"') == _md5(source)

    def read(self, name: str) -> Version | None:
        """A small file and its ETag; None where there is none."""
        try:
            with self._explained():
                got = obstore.get(self._store, name)
                return bytes(got.bytes()), got.meta["e_tag"]
        except (FileNotFoundError, exceptions.NotFoundError):
            return None

    def send(self, sending: Sending, source: Path | bytes) -> None:
        """Put a file there; a store shows it once it is whole."""
        self._put(sending, source, "overwrite")

    def swap(self, sending: Sending, data: bytes, tag: str | None) -> bool:
        """Put a file there under If-Match, or If-None-Match where there was none."""
        try:
            self._put(sending, data, {"e_tag": tag} if tag else "create")
        except (exceptions.AlreadyExistsError, exceptions.PreconditionError):
            return False
        return True

    def settle(self) -> None:
        """A store has written what it acknowledged."""

    def remove(self, name: str) -> None:
        """Take a file away."""
        with suppress(FileNotFoundError, exceptions.NotFoundError), self._explained():
            obstore.delete(self._store, name)

    def close(self) -> None:
        """Nothing is held."""

    def _put(self, sending: Sending, source: Path | bytes, mode: Any) -> None:
        attributes: Any = {
            "Content-Type": sending.media_type,
            "Cache-Control": sending.cache_control,
        }
        with self._explained():
            # In one piece, so that the ETag is the MD5 by which the next run
            # knows what it need not send again.
            obstore.put(
                self._store,
                sending.name,
                source,
                attributes=attributes,
                mode=mode,
                use_multipart=False,
            )

    def _try_swaps(self) -> bool:
        """Write a file twice under conditions that no longer hold: both must be refused."""
        name = PROBE + secrets.token_hex(6)
        modes: tuple[Any, ...] = ("create", {"e_tag": f'"{_md5(b"another")}"'})
        refused = 0
        with self._explained():
            obstore.put(self._store, name, b"1", use_multipart=False)
        for mode in modes:
            try:
                obstore.put(self._store, name, b"2", mode=mode, use_multipart=False)
            except (exceptions.AlreadyExistsError, exceptions.PreconditionError):
                refused += 1
            except exceptions.BaseError:
                # Some answer that they do not know conditions at all.
                break
        self.remove(name)
        return refused == len(modes)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        with _explained(self.label):
            yield


@contextmanager
def _explained(label: str) -> Iterator[None]:
    """Errors of the store in words that say what to do; conditions and absence pass through."""
    try:
        yield
    except (
        exceptions.AlreadyExistsError,
        exceptions.PreconditionError,
        exceptions.NotFoundError,
        FileNotFoundError,
    ) as error:
        if "NoSuchBucket" in str(error):
            raise _no_bucket(label) from None
        raise
    except (exceptions.BaseError, OSError, ValueError) as error:
        text = str(error)
        if "NoSuchBucket" in text:
            raise _no_bucket(label) from None
        raise PublishFailed(
            f"{label} could not be reached or written: {_brief(redacted(text))}",
            cause=_cause(text),
            hint="check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION and "
            "AWS_ENDPOINT_URL, then publish again: what was sent already stays, and listeners "
            "still have the feed as it was before",
            target=label,
        ) from error


def _no_bucket(label: str) -> PublishFailed:
    return PublishFailed(
        f"there is no bucket for {label}",
        cause="its name is mistyped, or AWS_ENDPOINT_URL or AWS_REGION names another place",
        hint="make the bucket first; naqeeb does not make buckets",
        target=label,
    )


def _brief(text: str) -> str:
    """The first line of what the library says, without its debugging part."""
    line = text.strip().partition("\n")[0].partition(" Debug source")[0]
    return line if len(line) <= 200 else line[:200] + "…"  # noqa: PLR2004 - a line or two on a screen


def _cause(text: str) -> str:
    causes: Mapping[str, str] = {
        "169.254.169.254": "no keys are set in the environment",
        "InvalidAccessKeyId": "the access key is not known there",
        "SignatureDoesNotMatch": "the secret key is wrong",
        "PermanentRedirect": "the bucket lies in another region than AWS_REGION says",
        "AuthorizationHeaderMalformed": "the bucket lies in another region than AWS_REGION says",
        "AccessDenied": "this key may not do that here",
        "403": "this key may not do that here",
        "error sending request": "the network or AWS_ENDPOINT_URL is wrong",
    }
    return next((cause for sign, cause in causes.items() if sign in text), "")


def _md5(source: Path | bytes) -> str:
    if isinstance(source, bytes):
        return hashlib.md5(source, usedforsecurity=False).hexdigest()
    with source.open("rb") as file:
        digest = hashlib.md5(usedforsecurity=False)
        while part := file.read(_PART_BYTES):
            digest.update(part)
    return digest.hexdigest()
