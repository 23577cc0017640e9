"""The newsroom's own voice files and lexicon, judged before an article is made.

Also what is not needed yet: a fallback whose options are wrong would else be found out on the night
on which it must speak, and a lexicon's entry for a voice that there is not would never be heard.
The process that was started judges: a worker of a cluster has not all engines that are here.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from naqeeb import small_files
from naqeeb.errors import SpeechError
from naqeeb.model import Voice
from naqeeb.settings import (
    PIPER,
    VOICES_FOLDER,
    Settings,
    find_voice,
    load_voices,
    voice_names,
)

# Speech and script are imported where a file asks for them: a run that finds nothing changed would
# take twice as long with them.

_judged: set[tuple[str, int, int]] = set()
"""Files that were found right, as they were then: there may be a million articles."""


def refuse_wrong_files(settings: Settings) -> None:
    """Return if the voice files that the settings name, and the lexicon, can be as they are.

    Raises:
        SettingsError: an option, a role, or the voice or engine of a lexicon's entry is wrong.
        SpeechError: the engine of a voice that is named, as a fallback too, is not installed.
        VoiceUnknown: there is no file of a voice that is named.
    """
    folder = settings.root / VOICES_FOLDER
    if folder.is_dir():
        for name in _named(settings):
            if (as_it_is := _unjudged(folder / f"{name}.toml")) is not None:
                _refuse_wrong_options(find_voice(name, settings.root), settings)
                _judged.add(as_it_is)
    lexicon = settings.root / settings.script.lexicon
    if (as_it_is := _unjudged(lexicon)) is not None:
        _refuse_strangers(lexicon, settings.root)
        _judged.add(as_it_is)


def _named(settings: Settings) -> Iterator[str]:
    """The voices that the settings name; of Piper all, since any may have its model here."""
    wanted = settings.voice
    for name in dict.fromkeys((*wanted.in_order, *wanted.stories, wanted.headlines)):
        if name == PIPER:
            folder = settings.root / VOICES_FOLDER
            yield from (each.stem for each in folder.glob("*.toml") if _is_piper(each))
        elif name:
            yield name


def _is_piper(path: Path) -> bool:
    return PIPER.encode() in small_files.read(path)


def _unjudged(path: Path) -> tuple[str, int, int] | None:
    """The file as it is now; None where there is none, or it was judged so."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    state = (str(path), status.st_mtime_ns, status.st_size)
    return None if state in _judged else state


def _refuse_wrong_options(voice: Voice, settings: Settings) -> None:
    from naqeeb import speech

    try:
        speech.refuse_wrong_options(voice)
    except SpeechError:
        # Of ``auto`` the next one speaks; a cluster's machines may have engines that are not here.
        may_lack = settings.voice.is_auto and voice.name in settings.voice.auto
        if not may_lack and not settings.cluster.address:
            raise


def _refuse_strangers(path: Path, root: Path) -> None:
    """Return if there are the voices and engines that the lexicon's entries name.

    Raises:
        SettingsError: there is none of a name.
    """
    from naqeeb import script, speech

    entries = script.Lexicon.load(path).entries
    script.refuse_unknown(path, entries, "voice", voice_names(root))
    if named := {entry.engine for entry in entries if entry.engine}:
        known = speech.engine_names()
        if named - known:
            # A voice file may name one that is installed on other machines alone.
            known |= {voice.engine for voice in load_voices(root).values()}
        script.refuse_unknown(path, entries, "engine", known)
