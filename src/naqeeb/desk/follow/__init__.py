"""``follow``: new and corrected items of news feeds into episodes."""

from naqeeb.desk.follow.look import look, look_at_all, seconds, status

__all__ = ["look", "look_at_all", "seconds", "status"]
