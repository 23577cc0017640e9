"""naqeeb (نقیب, herald): Urdu news articles into audio bulletins and a podcast feed."""

from __future__ import annotations

__version__ = "0.1.0"
