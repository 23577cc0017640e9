"""A backlog: very many sources, worked off over hours or days and through interruptions."""

from naqeeb.desk.backlog.run import Backlog

__all__ = ["Backlog"]
