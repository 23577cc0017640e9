"""Who speaks: the voices of an episode, and which of them can speak now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from importlib.util import find_spec

from naqeeb import speech
from naqeeb.desk.cast import Cast, cast_around
from naqeeb.desk.job import Job
from naqeeb.errors import SettingsError, SpeechError, VoiceNotReady, VoiceRefused
from naqeeb.model import Show, Voice
from naqeeb.settings import PIPER, Settings, find_voice, has_voice, voices_of
from naqeeb.speech import Engine


@dataclass(frozen=True, slots=True)
class Ready:
    """A voice that can speak now."""

    voice: Voice
    engine: Engine
    """Open; whoever asked for it closes it."""
    why: str
    """One line for people: which voice, why, and where the text is sent."""


@dataclass(frozen=True, slots=True)
class OpenCast:
    """A cast whose engines can speak now."""

    cast: Cast
    engines: Mapping[str, Engine]
    """By the names of their voices."""

    @property
    def main(self) -> Engine:
        """The engine of the main voice."""
        return self.engines[self.cast.main.name]

    @property
    def versions(self) -> tuple[str, ...]:
        """What speaks, for each voice of the cast."""
        return tuple(self.engines[voice.name].version for voice in self.cast.voices)


def names_to_try(settings: Settings) -> tuple[str, ...]:
    """Names of the voices to try, in order; ``piper`` stands for those whose models lie here.

    Raises:
        VoiceNotReady: no voice is left.
    """
    names: list[str] = []
    for name in settings.voice.in_order:
        is_group = name == PIPER and not has_voice(name, settings.root)
        names += _models_here(settings) if is_group else [name]
    if not names:
        raise VoiceNotReady(
            "no voice can speak now",
            cause="[voice] auto names none but those of Piper, and none of their models lies here",
            hint="run `naqeeb voices --get piper-fasih`, or add espeak to [voice] auto",
        )
    return tuple(dict.fromkeys(names))


def refuse_uncounted(settings: Settings, guests: Iterable[str] = ()) -> None:
    """Refuse a paid voice with a budget on a cluster: each of its machines would count alone.

    Args:
        settings: of the run.
        guests: further voices, that a text names.

    Raises:
        SettingsError: the budget could be passed.
        VoiceNotReady: no voice is left.
    """
    if not settings.voice.budget_characters_a_day or not settings.cluster.address:
        return
    for name in (*names_to_try(settings), *guests):
        if find_voice(name, settings.root).price_per_million:
            raise SettingsError(
                f"a cluster cannot keep the budget of voice {name}",
                cause="[voice] budget_characters_a_day is counted on one machine, "
                "and each machine of a cluster would count by itself",
                hint="run without --cluster, choose a voice that costs nothing, "
                "or set budget_characters_a_day to 0",
                key="voice.budget_characters_a_day",
            )


def unready_fallbacks(settings: Settings) -> Iterator[str]:
    """What is wrong with each voice of ``fallback`` that could not speak now, in a sentence.

    It stops nothing, for it may never be needed; but whoever finds it out on the night on which
    it must speak has no episode. A cluster's machines may have what is missing here.
    """
    wanted = settings.voice
    for name in () if wanted.is_auto or settings.cluster.address else wanted.fallback:
        try:
            permitted(settings, settings.show, find_voice(name, settings.root)).close()
        except SpeechError as error:
            why = "; ".join(part for part in (error.what, error.hint) if part)
            yield f"the fallback {name} could not take over now: {why}"


def _models_here(settings: Settings) -> list[str]:
    return [each.name for each in voices_of(PIPER, settings.root) if speech.lies_here(each)]


def first_ready(job: Job, wanted: Sequence[str], first_chunk: Callable[[Voice], str]) -> Ready:
    """The first of these voices that can speak now.

    Args:
        job: the episode to be.
        wanted: names, at least one, the best first. Of several under ``auto`` an
            online one must answer within ``probe_s``.
        first_chunk: gives what a voice would speak first, to try an online one with.

    Raises:
        SpeechError: none can; the last one's error.
    """
    settings = job.settings
    voices = [find_voice(name, settings.root) for name in wanted]
    if settings.voice.is_auto and len(voices) > 1:
        choice = speech.choose(
            voices,
            probe=first_chunk,
            settings=settings.voice,
            commercial=job.show.commercial,
            cache=speech.Cache(),
        )
        has_model = any(voice.engine == PIPER for voice in voices)
        better = "" if has_model else _better(choice.voice, choice.engine, settings)
        return Ready(choice.voice, choice.engine, f"{choice.why}{better}")
    failures: list[str] = []
    for voice in voices[:-1]:
        try:
            return _named(job, voice, failures)
        except SpeechError as error:
            failures.append(failure(voice.name, error))
    return _named(job, voices[-1], failures)


def _better(voice: Voice, engine: Engine, settings: Settings) -> str:
    """What would be better than a free voice, and the one command for it.

    The embedded voice is robotic, a free online one has no contract: for both there is a
    natural voice that stays in the house. A paid voice was chosen by name.
    """
    if PIPER not in settings.voice.auto or voice.price_per_million is not None:
        return ""
    install = "" if find_spec("piper") else "pip install 'naqeeb[piper]' && "
    which = "a natural voice for this machine"
    if engine.online:
        which += ", to which no text is sent out"
    return f"; {which}: `{install}naqeeb voices --get piper-fasih`"


def _named(job: Job, voice: Voice, failures: Sequence[str]) -> Ready:
    engine = opened(job, voice)
    where = [f"the text is sent to {speech.place(engine)}"] if engine.online else []
    return Ready(voice, engine, "; ".join([*failures, f"{voice.name} was chosen", *where]))


def failure(name: str, error: SpeechError) -> str:
    """Why a voice was passed over, for the line that says who speaks."""
    return f"{name} failed ({error.what})"


@contextmanager
def opened_cast(job: Job, ready: Ready) -> Iterator[OpenCast]:
    """The cast of a job around a voice that is ready, open until all is spoken.

    Each engine is opened and closed once: one that was closed need not speak again.

    Raises:
        SpeechError: another voice of the cast is unknown, or could not speak now.
    """
    with ExitStack() as stack:
        engines = {ready.voice.name: stack.enter_context(closing(ready.engine))}
        cast = cast_around(ready.voice, job)
        for voice in cast.voices[1:]:
            engines[voice.name] = stack.enter_context(closing(opened(job, voice)))
        yield OpenCast(cast, engines)


def opened(job: Job, voice: Voice) -> Engine:
    """The engine of a voice that is to speak a job; as ``permitted``."""
    return permitted(job.settings, job.show, voice)


def permitted(settings: Settings, show: Show, voice: Voice) -> Engine:
    """The engine of a voice, if show and settings allow it and it could speak now.

    Raises:
        VoiceRefused: its licence, or ``[voice] online``, forbids it.
        VoiceNotReady: something is missing.
    """
    speech.permit(voice, commercial=show.commercial)
    engine = speech.engine_for(voice)
    if engine.online and not settings.voice.online:
        engine.close()
        raise VoiceRefused(
            f"voice {voice.name} would send the text to {speech.place(engine)}",
            cause="[voice] online = false forbids sending it anywhere",
            hint="choose a voice of this machine; `naqeeb voices` lists them",
            voice=voice.name,
        )
    engine.ready()
    return engine
