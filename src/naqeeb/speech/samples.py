"""The one place that imports ``audioop``.

Python 3.11 and 3.12 announce that it leaves the standard library; from 3.13
the package ``audioop-lts``, which naqeeb asks for there, takes its place.
"""

from __future__ import annotations

import warnings

with warnings.catch_warnings():
    warnings.filterwarnings("ignore", "'audioop' is deprecated", DeprecationWarning)
    from audioop import cross, minmax, rms, tomono

__all__ = ["cross", "minmax", "rms", "tomono"]
