"""``mms``: Meta's MMS voice for Urdu, on this machine, through sherpa-onnx.

sherpa-onnx brings its runtime along in 37 MB and needs neither numpy nor
torch; transformers with torch, the other way to run the model, is some twenty
times that. A voice is two files, ``model.onnx`` and ``tokens.txt``. The
weights are for non-commercial use only (CC-BY-NC-4.0).
"""

from __future__ import annotations

import threading
from array import array
from functools import cached_property
from pathlib import Path
from sys import byteorder
from typing import Any

from naqeeb.errors import VoiceFailed, VoiceNotReady
from naqeeb.model import Clip, Voice
from naqeeb.speech import options
from naqeeb.speech.models import fetch_again, find_model, fingerprint
from naqeeb.speech.packages import refuse_missing

_SOURCE = "https://huggingface.co/willwade/mms-tts-multilingual-models-onnx"
_FULL_SCALE = 32767


class Mms:
    """An engine of the protocol.

    ``[options]``: ``model`` and ``tokens`` (the two files), ``speed`` (over 1 is
    faster), ``noise_scale`` and ``noise_scale_w`` (0 makes every run alike).
    """

    online = False
    cacheable = True
    concurrency = 1

    def __init__(self, voice: Voice) -> None:
        known = ("model", "tokens", "speed", "noise_scale", "noise_scale_w")
        options.refuse_unknown(voice, known)
        self.voice = voice
        self._model = options.text(voice, "model", "model.onnx")
        self._tokens = options.text(voice, "tokens", "tokens.txt")
        self._speed = options.number(voice, "speed", 1.0, 0.25, 4.0)
        self._noise_scale = options.number(voice, "noise_scale", 0.667, 0.0, 2.0)
        self._noise_scale_w = options.number(voice, "noise_scale_w", 0.8, 0.0, 2.0)
        self._lock = threading.Lock()

    @cached_property
    def version(self) -> str:
        """The runtime's version and the model's fingerprint."""
        self.ready()
        import sherpa_onnx

        model, tokens = self._files()
        prints = f"{fingerprint(model)}-{fingerprint(tokens)}"
        return f"sherpa-onnx {sherpa_onnx.version} {model.stem} {prints}"

    def ready(self) -> None:
        """Look for the package and the two files."""
        refuse_missing(self.voice, module="sherpa_onnx", package="sherpa-onnx", extra="mms")
        self._files()

    def speak(self, text: str) -> Clip:
        """Voice ``text``."""
        with self._lock:
            loaded = self._loaded
            # What the model has no symbol for it leaves out, with a line on stderr.
            plain = "".join(char if char in self._symbols else " " for char in text.lower())
            if not plain.strip():
                raise VoiceFailed(
                    f"voice {self.voice.name} has no symbol for any letter of «{text}»",
                    cause="the model knows Urdu letters alone",
                    hint="write it out in Urdu, in the text or in lexicon.toml",
                )
            try:
                sound = loaded.generate(plain, sid=0, speed=self._speed)
            except RuntimeError as error:
                raise VoiceFailed(
                    f"voice {self.voice.name} failed",
                    cause=str(error),
                    hint="fetch the model again, or choose another voice with --voice",
                ) from error
        samples = array(
            "h", (max(-_FULL_SCALE, min(_FULL_SCALE, int(x * _FULL_SCALE))) for x in sound.samples)
        )
        if byteorder == "big":
            samples.byteswap()
        return Clip(samples.tobytes(), sound.sample_rate)

    def close(self) -> None:
        """Let go of the model."""
        self.__dict__.pop("_loaded", None)

    def _files(self) -> tuple[Path, Path]:
        model = find_model(self.voice, self._model, _SOURCE)
        return model, find_model(self.voice, self._tokens, _SOURCE)

    @cached_property
    def _symbols(self) -> frozenset[str]:
        lines = self._files()[1].read_text("utf-8").splitlines()
        return frozenset(line.rpartition(" ")[0] for line in lines)

    @cached_property
    def _loaded(self) -> Any:
        self.ready()
        import sherpa_onnx as sherpa

        model, tokens = self._files()
        vits = sherpa.OfflineTtsVitsModelConfig(
            model=str(model),
            tokens=str(tokens),
            noise_scale=self._noise_scale,
            noise_scale_w=self._noise_scale_w,
        )
        config = sherpa.OfflineTtsConfig(model=sherpa.OfflineTtsModelConfig(vits=vits))
        # On a bad model sherpa-onnx ends the process, so the file is looked at first.
        if not _is_vits(model) or not config.validate():
            raise VoiceNotReady(
                f"voice {self.voice.name}: {model} is no model that sherpa-onnx can run",
                cause="it is damaged, or was not converted for sherpa-onnx",
                hint=fetch_again(self.voice, _SOURCE),
                voice=self.voice.name,
            )
        return sherpa.OfflineTts(config)


def _is_vits(model: Path) -> bool:
    """Whether the metadata that sherpa-onnx asks for stands in the file, at its end."""
    data = model.read_bytes()
    return all(key in data for key in (b"model_type", b"vits", b"sample_rate", b"n_speakers"))
