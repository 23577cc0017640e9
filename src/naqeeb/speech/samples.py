"""Where this room gets its work on samples from.

``audioop`` leaves the standard library, which Python 3.11 and 3.12 announce at
each import; from 3.13 on the package ``audioop-lts``, which naqeeb asks for
there, takes its place.
"""

from __future__ import annotations

import warnings
from functools import cache
from typing import Any

from naqeeb.lean_import import lean_import

with warnings.catch_warnings():
    warnings.filterwarnings("ignore", "'audioop' is deprecated", DeprecationWarning)
    from audioop import cross, minmax, rms, tomono

__all__ = ["cross", "decoder", "minmax", "rms", "tomono"]


@cache
def decoder() -> Any:
    """miniaudio, without the modules that it would load for other uses."""
    return lean_import("miniaudio", absent="numpy", later="urllib.request")
