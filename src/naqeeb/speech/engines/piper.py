"""``piper``: neural voices on this machine, through piper-tts and ONNX Runtime.

A voice is two files, ``NAME.onnx`` and ``NAME.onnx.json``. Piper takes Urdu to
phonemes through its own espeak-ng, so the script is written for espeak-ng.
"""

from __future__ import annotations

import threading
from functools import cached_property
from importlib import metadata
from pathlib import Path
from typing import Any

from naqeeb.errors import VoiceFailed, VoiceNotReady
from naqeeb.model import Clip, Voice
from naqeeb.speech import options
from naqeeb.speech.models import fetch_again, find_model, fingerprint
from naqeeb.speech.packages import refuse_missing

_SOURCE = "https://huggingface.co/rhasspy/piper-voices/tree/main/ur/ur_PK"


class Piper:
    """An engine of the protocol.

    ``[options]``: ``model`` (the .onnx file), ``speaker`` (of a model with
    several), ``length_scale`` (over 1 is slower), ``noise_scale`` and
    ``noise_w`` (0 makes every run alike; without them the model's own).
    """

    online = False
    cacheable = True
    # ONNX Runtime already spreads one chunk over all processors.
    concurrency = 1

    def __init__(self, voice: Voice) -> None:
        known = ("model", "speaker", "length_scale", "noise_scale", "noise_w")
        options.refuse_unknown(voice, known)
        self.voice = voice
        self._model = options.text(voice, "model", f"{voice.name}.onnx")
        self._speaker = options.whole(voice, "speaker", 0, 0, 10_000)
        self._manner = {
            piper_name: options.number(voice, name, 0.0, low, high)
            for name, piper_name, low, high in (
                ("length_scale", "length_scale", 0.25, 4.0),
                ("noise_scale", "noise_scale", 0.0, 2.0),
                ("noise_w", "noise_w_scale", 0.0, 2.0),
            )
            if name in voice.options
        }
        self._lock = threading.Lock()

    @cached_property
    def version(self) -> str:
        """The runtime's version and the model's fingerprint."""
        self.ready()
        model, config = self._files()
        prints = f"{fingerprint(model)}-{fingerprint(config)}"
        return f"piper-tts {metadata.version('piper-tts')} {model.stem} {prints}"

    def ready(self) -> None:
        """Look for the package and the two files."""
        refuse_missing(self.voice, module="piper", package="piper-tts", extra="piper")
        self._files()

    def speak(self, text: str) -> Clip:
        """Voice ``text``."""
        from piper import SynthesisConfig

        # Peaks are left where the model puts them: raising each sentence to
        # full scale, piper's default, would make short ones louder.
        manner = SynthesisConfig(
            speaker_id=self._speaker or None, normalize_audio=False, **self._manner
        )
        # `[[` opens raw phonemes.
        plain = text.replace("[[", "  ")
        with self._lock:
            voice = self._loaded
            try:
                pieces = list(voice.synthesize(plain, manner))
            except Exception as error:
                # ONNX Runtime raises a dozen kinds of its own.
                raise VoiceFailed(
                    f"voice {self.voice.name} failed",
                    cause=f"{type(error).__name__}: {error}",
                    hint="fetch the model again, or choose another voice with --voice",
                ) from error
        return Clip(b"".join(piece.audio_int16_bytes for piece in pieces), voice.config.sample_rate)

    def close(self) -> None:
        """Let go of the model."""
        self.__dict__.pop("_loaded", None)

    def _files(self) -> tuple[Path, Path]:
        model = find_model(self.voice, self._model, _SOURCE)
        return model, find_model(self.voice, f"{self._model}.json", _SOURCE)

    @cached_property
    def _loaded(self) -> Any:
        self.ready()
        from piper import PiperVoice

        model, config = self._files()
        try:
            return PiperVoice.load(model, config_path=config)
        except Exception as error:
            # Anything can be in a file that was fetched from somewhere.
            raise VoiceNotReady(
                f"voice {self.voice.name}: {model} does not load",
                cause=f"it is damaged or of another kind ({type(error).__name__}: {error})",
                hint=fetch_again(self.voice, _SOURCE),
                voice=self.voice.name,
            ) from error
