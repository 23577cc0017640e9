"""The spoken notice at the front of a correction."""

from __future__ import annotations

from collections.abc import Iterable

from naqeeb.desk.job import Job
from naqeeb.desk.known import what_its_text_corrects
from naqeeb.desk.rundown import values_of, wording_of
from naqeeb.model import Episode, State


def correction_notice(job: Job, episodes: Iterable[Episode]) -> str:
    """What is said at the front of a job that corrects an episode on the air; else empty.

    Args:
        job: the episode to be.
        episodes: what is known under its names.
    """
    if not job.settings.bulletin.correction_notice:
        return ""
    on_air = [each for each in episodes if each.state is State.ON_AIR]
    if what_its_text_corrects(job, on_air) is None:
        return ""
    return wording_of(job).say("correction", values_of(job, job.stories, 0))
