"""A packed HTTP body, unpacked piece by piece, so that a bomb is cut off before it has grown."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

PACKINGS = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})
"""What is unpacked; gzip within gzip makes a million bytes of one."""
_PIECE = 65_536
_EITHER = 47  # zlib's word for: gzip or zlib, told by the first bytes
_RAW = -15


def unpacked(pieces: Iterable[bytes], packing: str) -> Iterator[bytes]:
    """The body in pieces of at most 64 KB, whatever one packed piece would grow to.

    Args:
        pieces: as they come from the network.
        packing: the server's Content-Encoding, one of ``PACKINGS``.

    Raises:
        zlib.error: the body is not packed as it says.
    """
    if packing in ("", "identity"):
        yield from pieces
        return
    unpacker = None
    for piece in pieces:
        if unpacker is None:
            unpacker = _unpacker(piece, packing)
        rest = piece
        while rest:
            yield unpacker.decompress(rest, _PIECE)
            rest = unpacker.unconsumed_tail
            if unpacker.eof:
                return
    if unpacker is not None:
        yield unpacker.flush(_PIECE)


def _unpacker(first: bytes, packing: str) -> zlib._Decompress:
    """Some servers send deflate without the header that RFC 9110 wants."""
    if packing == "deflate":
        try:
            zlib.decompressobj(_EITHER).decompress(first, 1)
        except zlib.error:
            return zlib.decompressobj(_RAW)
    return zlib.decompressobj(_EITHER)
