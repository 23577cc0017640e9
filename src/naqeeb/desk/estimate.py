"""``naqeeb make --estimate``: what an article would cost, before a word is sent anywhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from naqeeb import script, speech
from naqeeb.desk import voices
from naqeeb.desk.job import Failure, Job, Overrides, article_job
from naqeeb.desk.make import read
from naqeeb.desk.source_list import opened_folders
from naqeeb.desk.write import Writer
from naqeeb.errors import NaqeebError, SpeechError
from naqeeb.model import Voice
from naqeeb.settings import Settings, find_voice


@dataclass(frozen=True, slots=True)
class Estimate:
    """What one article would cost."""

    source: str
    title: str
    voice: str
    """The voice that would be tried first."""
    characters: int
    """Of the text as it is spoken."""
    to_send: int
    """Characters that the service would bill: without what lies in the cache, with markup."""
    price: float | None
    """US dollars; None where the voice file states no price."""
    budget_left: int | None
    """Characters that today's budget has left for this voice; None where it costs nothing, or
    where there is no budget."""
    currency: str = "USD"


def estimates(
    settings: Settings, sources: Sequence[str], overrides: Overrides
) -> Iterator[Estimate | Failure]:
    """The estimate of each source; nothing is sent, spoken or written."""
    single, failures = opened_folders(sources)
    yield from failures
    for source in single:
        try:
            article = read(settings, source)
            yield _estimate(article_job(settings, source, article, overrides))
        except NaqeebError as error:
            yield Failure(source, error)


def _estimate(job: Job) -> Estimate:
    voice, settings = _first(job), job.settings
    written = Writer(job).for_voice(voice)
    texts = [chunk.text for chunk in script.chunks(written, voice.max_chars)]
    engine = speech.engine_for(voice)
    try:
        to_send = speech.billed(engine, speech.uncached(engine, texts, speech.Cache()))
        online = engine.online
    finally:
        engine.close()
    price = voice.price_per_million if online or voice.price_per_million else 0.0
    return Estimate(
        source=job.source,
        title=job.article.title or written.article.title,
        voice=voice.name,
        characters=sum(map(len, texts)),
        to_send=to_send,
        price=None if price is None else round(to_send * price / 1_000_000, 6),
        budget_left=speech.budget_left(voice, settings.voice) if price != 0 else None,
    )


def _first(job: Job) -> Voice:
    """The voice that is named; of ``auto``, the first that is ready, which asks no service."""
    settings = job.settings
    named = [find_voice(name, settings.root) for name in voices.names_to_try(settings)]
    if settings.voice.is_auto:
        for voice in named:
            try:
                voices.opened(job, voice).close()
            except SpeechError:
                continue
            return voice
    return named[0]
