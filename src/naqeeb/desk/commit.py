"""The fourth step: a finished episode into the archive. The process that was started does this.

What is known under the job's names is asked again under the archive's lock: another run may have
made the same article meanwhile. Then this one is unchanged, or a correction.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from naqeeb.archive import Archive
from naqeeb.desk import derive, derive_again, erased
from naqeeb.desk.decision import Decision, decide
from naqeeb.desk.intact import was_intact_lately
from naqeeb.desk.job import Effort, Job, Result
from naqeeb.desk.known import Standing, standing
from naqeeb.desk.new_record import holds_the_same
from naqeeb.desk.plan import Plan, after, made_before, off_the_air, unchanged
from naqeeb.desk.produce import Product, finished
from naqeeb.model import Episode


def commit(plan: Plan, product: Product, folder: Path, effort: Effort) -> Result:
    """Commit an episode, whole or not at all.

    Args:
        plan: what it was produced for.
        product: its sound lies in ``folder``.
        folder: a staging folder of the archive; it becomes the episode's own.
        effort: what was done for it until now.

    Raises:
        ArchiveError: the disk is full, or another run held the archive for two minutes.
        EpisodeErased: it was taken down for good meanwhile.
        RecordDamaged: ``show.json`` cannot be read.
    """
    job, archive = plan.job, plan.job.archive
    effort = replace(effort, chunks=product.chunks, cache_hits=product.cache_hits)
    with archive.lock(begun=plan.begun):
        known = standing(job)
        as_planned = known == plan.standing
        if not as_planned:
            if (same := made_before(job, known)) is not None:
                return unchanged(job, same, effort)
            plan, product = _for_what_is_known(plan, product, known)
        replaced = product.decision.replaced
        if replaced is not None and _sounds_the_same(job, replaced, product.episode):
            noted = archive.rewrite(_noted(replaced, product.episode))
            return unchanged(job, noted, effort)
        episode, derived = _in_its_place(archive, plan, product, folder, as_planned=as_planned)
        episode = _written(archive, plan, product.decision, folder, episode, derived)
    return Result(
        job.source,
        product.decision.kind,
        episode,
        archive.folder(episode.id),
        job.show,
        why=product.why,
        remarks=(*product.remarks, *_other_news(job, known, product.decision)),
        off_the_air=off_the_air(episode, job.show),
        effort=effort,
    )


def _for_what_is_known(plan: Plan, product: Product, known: Standing) -> tuple[Plan, Product]:
    """Both for what the archive says now.

    Raises:
        EpisodeErased: the episode was taken down for good meanwhile.
    """
    if not known.episodes:
        erased.refuse(plan.job)
    now = after(plan.place.now, known.episodes)
    plan = replace(plan, standing=known, place=replace(plan.place, now=now))
    return plan, replace(product, decision=decide(plan.job, known, product.episode, now))


def _other_news(job: Job, known: Standing, decision: Decision) -> Iterator[str]:
    """What to know where the source was used before, for what this does not correct."""
    if known.episodes and decision.original is None and job.day is None:
        yield f"{job.source} was used for other news before; this is a new episode"


def _written(
    archive: Archive,
    plan: Plan,
    decision: Decision,
    folder: Path,
    episode: Episode,
    derived: Mapping[str, bytes],
) -> Episode:
    """The episode as it stands in the archive now; what it takes the place of goes."""
    now, keep_days = plan.place.now, plan.job.settings.site.keep_previous_days
    derive_again.note_first(archive, plan.branding.show, plan.branding.cover_name)
    if decision.replaced is not None:
        _discard_older_corrections(archive, plan.standing, decision.replaced)
    archive.forget_erased(episode.guid)
    episode = archive.commit(folder, episode, derived)
    archive.log("made" if decision.original is None else "corrected", episode, now=now)
    archive.expire_audio(episode, now=now, keep=timedelta(days=keep_days))
    return episode


def _discard_older_corrections(archive: Archive, known: Standing, original: Episode) -> None:
    """Drop corrections that wait for an editor: they are of an older text than this one."""
    for held in known.held:
        if held.corrects == original.id:
            archive.discard(held.id)


def _noted(before: Episode, episode: Episode) -> Episode:
    """The record with what no listener hears or sees before a bulletin does.

    One that was brought back from where it was published knows neither source nor names.
    """
    return replace(
        before,
        source=episode.source,
        key=episode.key,
        aliases=episode.aliases,
        stories=episode.stories,
        stated=episode.stated,
        source_hash=episode.source_hash,
        headline=episode.headline,
        priority=episode.priority,
        written=episode.written,
    )


def _in_its_place(
    archive: Archive, plan: Plan, product: Product, folder: Path, *, as_planned: bool
) -> tuple[Episode, dict[str, bytes]]:
    """The episode and its files for what the archive says now; mostly they are as produced."""
    episode = product.episode
    kept = archive.ensure_state(plan.branding.show.guid or "").podcast_guid
    if kept != plan.branding.show.guid:
        # Another run began the station meanwhile.
        show = replace(plan.branding.show, guid=kept)
        branding, place = replace(plan.branding, show=show), replace(plan.place, show=show)
        plan = replace(plan, branding=branding, place=place)
    is_free = episode.id in plan.standing.ids or episode.id not in archive
    if as_planned and is_free and episode.show_guid == kept:
        return episode, dict(product.derived) | dict(product.shown.files)
    decision = product.decision
    episode = finished(plan, decision, episode, product.shown, folder, taken=archive)
    derived = derive.derive(episode, plan.branding.show, plan.branding.cover_name)
    return episode, derived | dict(product.shown.files)


def _sounds_the_same(job: Job, before: Episode, episode: Episode) -> bool:
    """Whether a new recording turned out as the episode that is there, and that is whole."""
    return (
        not job.overrides.force
        and holds_the_same(before, episode)
        and job.archive.has_all_files(before)
        and was_intact_lately(job.archive, before)
    )
