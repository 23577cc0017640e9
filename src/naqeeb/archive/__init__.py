"""Archive: the output folder, where an episode is committed whole or not at all."""

from __future__ import annotations

from naqeeb.archive.files import vanished
from naqeeb.archive.store import Archive

__all__ = ["Archive", "vanished"]
