"""Intake: files, pages and feeds into articles.

``expand`` turns what the user named into single sources, ``read`` turns a file into an
:class:`~naqeeb.model.Article`, ``web_page`` the page at an address; ``news`` holds news feeds.
"""

from __future__ import annotations

from naqeeb.intake.folders import expand
from naqeeb.intake.sources import STDIN, Handed, hand_over, is_url, read, shown

__all__ = ["STDIN", "Handed", "expand", "hand_over", "is_url", "read", "shown"]
