"""``check``: every file of the output against its record, and the feed against them all."""

from naqeeb.desk.check.repair import repair
from naqeeb.desk.check.sheet import Checked, Fault
from naqeeb.desk.check.show import check

__all__ = ["Checked", "Fault", "check", "repair"]
