"""``naqeeb voices --compare``: one page on which each ready voice says the same text."""

from __future__ import annotations

import base64
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from jinja2 import Environment, StrictUndefined

from naqeeb import safe_files, sound, speech
from naqeeb.desk import speak, voices
from naqeeb.desk.cast import Cast
from naqeeb.desk.job import Job, article_job
from naqeeb.desk.write import Writer
from naqeeb.errors import IntakeError, NaqeebError, VoiceNotReady
from naqeeb.model import Article, Voice
from naqeeb.settings import Settings, SoundSettings, load_voices

PAGE = "compare.html"
_TEMPLATE = Path(__file__).with_name("compare.html")


@dataclass(frozen=True, slots=True)
class Sample:
    """A voice that said the text."""

    voice: Voice
    sends_to: str
    """Where the text was sent; empty for a voice of this machine."""
    seconds: float
    mp3: bytes


def compare(
    settings: Settings, text: str, folder: Path, tell: Callable[[str], None]
) -> dict[str, Any]:
    """Let each ready voice say a text, at the same loudness, and write the page.

    Args:
        settings: whether text may leave this machine, and the budget of paid voices.
        text: a sentence or a few.
        folder: where the page is written.
        tell: told a line for each voice.

    Raises:
        IntakeError: the text has no word.
        VoiceNotReady: no voice could say it.
    """
    if not any(map(str.isalpha, text)):
        raise IntakeError("there is no text to say", hint='write it as in --compare "آج کی خبریں"')
    article = Article(id="compare", title="", paragraphs=(text,), title_stated=False)
    job = article_job(settings, "compare", article)
    samples: list[Sample] = []
    passed: dict[str, str] = {}
    for voice in load_voices(settings.root).values():
        try:
            sample = _sample(job, voice)
        except NaqeebError as error:
            passed[voice.name] = error.what
            continue
        samples.append(sample)
        tell(f"{voice.name}: {sample.seconds:.1f} s")
    if not samples:
        raise VoiceNotReady("no voice can say it now", hint="`naqeeb voices` says what is missing")
    path = folder / PAGE
    safe_files.write(path, _page(text, samples).encode())
    return {"file": str(path), "voices": [each.voice.name for each in samples], "passed": passed}


def _sample(job: Job, voice: Voice) -> Sample:
    plain = sound.StationSound(SoundSettings(), job.settings.root)
    with closing(voices.opened(job, voice)) as engine, TemporaryDirectory(prefix="naqeeb-") as name:
        out = Path(name) / "sample.mp3"
        speakers = voices.OpenCast(Cast(voice), {voice.name: engine})
        written = Writer(job).for_cast(speakers.cast)
        with closing(speak.takes(job, written, speakers, speech.Cache())) as takes:
            track = sound.make_track(written, takes, out, plain)
        sends_to = speech.place(engine) if engine.online else ""
        return Sample(voice, sends_to, track.duration_ms / 1000, out.read_bytes())


def _page(text: str, samples: list[Sample]) -> str:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    rows = [(each, base64.b64encode(each.mp3).decode("ascii")) for each in samples]
    template = environment.from_string(_TEMPLATE.read_text("utf-8"))
    return template.render(text=text, samples=rows)
