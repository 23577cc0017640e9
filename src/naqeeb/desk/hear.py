"""One sentence aloud, at once: for an editor who presses it."""

from __future__ import annotations

from contextlib import closing, suppress

from naqeeb import script, speech
from naqeeb.desk.voices import permitted
from naqeeb.desk.write import chunks
from naqeeb.errors import ScriptError, VoiceNotReady, VoiceUnknown
from naqeeb.model import Article, Clip, Line, Role, Script, Voice
from naqeeb.pcm.samples import byte_length
from naqeeb.pcm.wav_writer import as_wav
from naqeeb.settings import Settings, find_voice
from naqeeb.speech.survey import SAMPLE

LONGEST_CHARS = 2_000
"""The longest sentence that is voiced at once, in characters as spoken."""
EMBEDDED = "espeak"
"""The voice that lies in the package."""
_BREAK_MS = 120
"""Between two chunks of one sentence."""


def sentence(settings: Settings, voice_name: str, spoken: str) -> bytes:
    """A sentence in a voice, as WAV.

    The clips come from the chunk cache and go into it, so that the episode later sounds the
    same and is made quicker.

    Args:
        settings: of the run.
        voice_name: who speaks.
        spoken: the words as ``Line.spoken`` has them for this voice.

    Raises:
        VoiceUnknown: there is no such voice.
        ScriptError: there is nothing to say, or it is no sentence but a text.
        SpeechError: the voice cannot speak, or may not.
    """
    if not spoken.strip() or len(spoken) > LONGEST_CHARS:
        raise ScriptError(
            "this is not one sentence",
            cause=f"it is empty, or longer than {LONGEST_CHARS:,} characters",
            hint="press a single sentence",
        )
    voice = find_voice(voice_name, settings.root)
    line = Line(0, Role.BODY, spoken, spoken)
    written = Script(Article("hear", "", (spoken,)), (line,))
    texts = [chunk.voiced for chunk in chunks(written, (voice,), settings)]
    with closing(permitted(settings, settings.show, voice)) as engine:
        clips = speech.speak(
            engine, texts, jobs=settings.jobs, cache=speech.Cache(), settings=settings.voice
        )
        return _wav(tuple(clips))


def word(settings: Settings, voice_name: str, spoken: str) -> bytes:
    """A way to say a word, as an editor writes it, in a voice or that of ``voice_for``; WAV.

    Raises:
        as ``sentence``.
    """
    voice = voice_for(settings, voice_name)
    return sentence(settings, voice.name, script.speakable(spoken))


def sample(settings: Settings, wanted: str) -> bytes:
    """What every voice says to be heard, in the voice of this name or that of ``voice_for``; WAV.

    Raises:
        as ``sentence``.
    """
    return sentence(settings, voice_for(settings, wanted).name, SAMPLE)


def voice_for(settings: Settings, wanted: str) -> Voice:
    """The voice that an editor listens with.

    Where none is wanted it is that of the settings; under ``auto`` the first that needs no
    network, since looking at a draft is no reason to send it anywhere.

    Raises:
        VoiceUnknown: there is no such voice.
    """
    if wanted:
        return find_voice(wanted, settings.root)
    if not settings.voice.is_auto:
        return find_voice(settings.voice.name, settings.root)
    for name in settings.voice.auto:
        with suppress(VoiceUnknown, VoiceNotReady):
            voice = find_voice(name, settings.root)
            if _is_ready_here(voice):
                return voice
    return find_voice(EMBEDDED, settings.root)


def _is_ready_here(voice: Voice) -> bool:
    with closing(speech.engine_for(voice)) as engine:
        if engine.online:
            return False
        engine.ready()
        return True


def _wav(clips: tuple[Clip, ...]) -> bytes:
    rate_hz = clips[0].rate_hz
    pause = bytes(byte_length(_BREAK_MS, rate_hz))
    return as_wav(Clip(pause.join(clip.pcm for clip in clips), rate_hz))
