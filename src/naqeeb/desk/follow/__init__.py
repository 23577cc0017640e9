"""``follow``: new and corrected items of news feeds into episodes."""

from naqeeb.desk.follow.look import look, look_at_all, status
from naqeeb.desk.follow.pause import seconds

__all__ = ["look", "look_at_all", "seconds", "status"]
