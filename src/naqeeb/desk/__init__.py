"""The desk: the only place that knows all the rooms.

``Desk`` takes a source through them; ``press`` brings feed and pages up to
date; ``voicing`` brings script and speech together.
"""

from __future__ import annotations

from naqeeb.desk.desk import Desk, Overrides
from naqeeb.desk.events import Event
from naqeeb.desk.order import Made

__all__ = ["Desk", "Event", "Made", "Overrides"]
