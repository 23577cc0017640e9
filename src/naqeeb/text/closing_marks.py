"""What may stand behind the stop of a sentence."""

from __future__ import annotations

CLOSING = "\"'“”‘’«»)]"
"""Urdu is typed with quotation marks either way round, so each of them may close."""
