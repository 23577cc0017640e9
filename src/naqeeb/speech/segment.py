"""Where a loaded library keeps its variables."""

from __future__ import annotations

import ctypes
import struct
import sys

_ELF64_LITTLE = b"\x7fELF\x02\x01"
_PT_LOAD = 1
_PT_GNU_RELRO = 0x6474E552
_PF_W = 2


class _DlInfo(ctypes.Structure):
    _fields_ = (
        ("file_name", ctypes.c_char_p),
        ("file_base", ctypes.c_void_p),
        ("symbol_name", ctypes.c_char_p),
        ("symbol_address", ctypes.c_void_p),
    )


def writable_segment(lib: ctypes.CDLL) -> tuple[int, int] | None:
    """Address and size of a loaded library's variables; None where not known.

    The ELF header (System V ABI, chapter 5) lies at the library's base: of its
    one writable segment, what the loader makes read-only after relocation
    (``GNU_RELRO``) is left out.
    """
    if sys.platform != "linux" or sys.maxsize < 2**32:
        return None
    info = _DlInfo()
    symbol = ctypes.cast(lib.espeak_Synth, ctypes.c_void_p)
    if not ctypes.CDLL(None).dladdr(symbol, ctypes.byref(info)) or not info.file_base:
        return None
    base = int(info.file_base)
    header = ctypes.string_at(base, 64)
    if header[:6] != _ELF64_LITTLE:
        return None
    (table,) = struct.unpack_from("<Q", header, 32)
    size, count = struct.unpack_from("<HH", header, 54)
    low = high = sealed = 0
    for index in range(count):
        entry = ctypes.string_at(base + table + index * size, 56)
        kind, flags, _, address, _, _, length, _ = struct.unpack("<IIQQQQQQ", entry)
        if kind == _PT_LOAD and flags & _PF_W:
            if high:
                return None
            low, high = address, address + length
        elif kind == _PT_GNU_RELRO:
            sealed = address + length
    low = max(low, sealed)
    return (base + low, high - low) if high > low else None
