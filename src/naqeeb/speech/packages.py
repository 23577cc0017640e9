"""Packages that only some engines need: each comes with an extra of naqeeb."""

from __future__ import annotations

from importlib.util import find_spec

from naqeeb.errors import VoiceNotReady
from naqeeb.model import Voice


def refuse_missing(voice: Voice, *, module: str, package: str, extra: str) -> None:
    """Return if the package of a voice's engine is there.

    Raises:
        VoiceNotReady: it is not; the hint says the command that installs it.
    """
    if find_spec(module) is None:
        raise VoiceNotReady(
            f"voice {voice.name} needs the package {package}",
            hint=f"run `pip install 'naqeeb[{extra}]'`",
            voice=voice.name,
            package=package,
        )
