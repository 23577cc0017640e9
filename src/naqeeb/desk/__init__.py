"""The desk: the only place that knows all the rooms.

``Desk`` takes a source through them; ``press`` brings feed and pages up to
date; ``voicing`` brings script and speech together.
"""

from __future__ import annotations

from naqeeb.desk.desk import Desk, Made, Overrides
from naqeeb.desk.events import Event

__all__ = ["Desk", "Event", "Made", "Overrides"]
