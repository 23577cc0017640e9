"""Publishing: what is sent where, in which order, and what two publishers may do to each other."""

from naqeeb.podcast.publishing.derived import Rederive
from naqeeb.podcast.publishing.memory import Memory, Seen
from naqeeb.podcast.publishing.options import Gone, Manner
from naqeeb.podcast.publishing.plan import Rank, Sending, plan
from naqeeb.podcast.publishing.show import Publication, publish
from naqeeb.podcast.publishing.step import Step

__all__ = [
    "Gone",
    "Manner",
    "Memory",
    "Publication",
    "Rank",
    "Rederive",
    "Seen",
    "Sending",
    "Step",
    "plan",
    "publish",
]
