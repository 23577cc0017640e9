"""One article into a committed episode, from the source to the archive.

Four steps, the same for one article and for many (:mod:`naqeeb.desk.many`): read the source, plan
what it is to be, produce it, commit it. Feed and pages, which belong to all episodes together,
are brought up to date afterwards (:mod:`naqeeb.desk.site`).
"""

from __future__ import annotations

import hashlib
import time
from dataclasses import replace

from naqeeb import intake
from naqeeb.desk.branding import Brandings
from naqeeb.desk.events import Event, Listener, silence
from naqeeb.desk.job import Effort, Failure, Job, Overrides, ReadSource, Result, article_job
from naqeeb.desk.plan import plan
from naqeeb.intake import article_parts
from naqeeb.intake.article_parts import ArticleParts
from naqeeb.model import Article
from naqeeb.settings import Settings

Source = str | Article | ArticleParts
"""A file, a folder, an address; an article that needs no reading; one that is to be read still."""


def make(
    settings: Settings,
    source: str,
    overrides: Overrides = Overrides(),
    listener: Listener = silence,
) -> Result:
    """One source into an episode.

    Args:
        settings: of the run.
        source: a file, an http(s) URL, or ``-`` for standard input.
        overrides: what an editor says over what the article says of itself.
        listener: told of each step.

    Raises:
        NaqeebError: one of its subclasses; nothing is half-written.
    """
    job, effort = read_job(settings, source, overrides, listener)
    return make_episode(job, listener, effort)


def read_job(
    settings: Settings, source: Source, overrides: Overrides, listener: Listener
) -> tuple[Job, Effort]:
    """One source, read, as the job of its episode; and how long that took."""
    name, effort = name_of(source), Effort()
    if isinstance(source, Article):
        reading = ReadSource(source)
    else:
        began_s = time.monotonic()
        reading = read_source(settings, source)
        effort = effort.after("read", time.monotonic() - began_s)
        listener(Event("read", name, reading.article.title))
    job = article_job(
        settings, name, reading.article, overrides, source_sha256=reading.source_sha256
    )
    return job, effort


def name_of(source: Source | Failure | intake.Handed) -> str:
    """What an outcome calls a source: as the user named it; an article's id."""
    if isinstance(source, Article):
        return source.id
    if isinstance(source, ArticleParts):
        return source.name
    return source if isinstance(source, str) else source.source


def read(settings: Settings, source: str, listener: Listener = silence) -> Article:
    """One source into an article."""
    article = read_source(settings, source).article
    listener(Event("read", source, article.title))
    return article


def read_source(settings: Settings, source: str | intake.Handed | ArticleParts) -> ReadSource:
    """One source, or what was handed over of it, into an article."""
    zone = settings.show.zone
    if isinstance(source, ArticleParts):
        return ReadSource(article_parts.article(source, settings=settings.intake, zone=zone))
    if isinstance(source, str) and intake.is_url(source):
        # Here: a file needs nothing that fetches.
        from naqeeb.intake import web_page

        article, data = web_page.read(source, settings=settings.intake, zone=zone)
    else:
        if isinstance(source, str):
            source = intake.hand_over(source, settings.root)
        article = intake.read(source, root=settings.root, settings=settings.intake, zone=zone)
        data = source.data
    return ReadSource(article, source_sha256=hashlib.sha256(data).hexdigest())


def make_episode(job: Job, listener: Listener = silence, effort: Effort = Effort()) -> Result:
    """One job into an episode, or back what was made before where nothing changed.

    Args:
        job: what goes in, and where it goes.
        listener: told of each step.
        effort: what was done for it until now.
    """
    planned = plan(job, Brandings(job.settings))
    if isinstance(planned, Result):
        listener(Event("unchanged", job.source, planned.episode.title))
        return replace(planned, effort=effort)
    # Imported only now: a run that finds nothing changed would take twice as long with it.
    from naqeeb.desk.commit import commit
    from naqeeb.desk.produce import produce

    with job.archive.staging(begun=planned.begun) as folder:
        began_s = time.monotonic()
        product = produce(planned, folder, listener)
        produced_s = time.monotonic()
        listener(Event("save", job.source, job.article.title))
        effort = effort.after("produce", produced_s - began_s)
        result = commit(planned, product, folder, effort)
        effort = result.effort.after("commit", time.monotonic() - produced_s)
        return replace(result, effort=effort)
