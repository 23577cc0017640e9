"""Does a finished show say what its records say? Each check gives the flaw it found, or None."""

from naqeeb.podcast.inspection.feed import (
    Item,
    Sound,
    item_checks,
    order_flaw,
    presence_checks,
    read_feed,
)
from naqeeb.podcast.inspection.flaw import Flaw
from naqeeb.podcast.inspection.links import link_checks
from naqeeb.podcast.inspection.tags import EDITED_NAMES, tag_checks
from naqeeb.podcast.inspection.times import time_checks

__all__ = [
    "EDITED_NAMES",
    "Flaw",
    "Item",
    "Sound",
    "item_checks",
    "link_checks",
    "order_flaw",
    "presence_checks",
    "read_feed",
    "tag_checks",
    "time_checks",
]
