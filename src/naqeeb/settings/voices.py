"""``voices/*.toml`` into voices."""

from __future__ import annotations

import difflib
from dataclasses import fields, replace
from pathlib import Path

from naqeeb import small_files
from naqeeb.errors import SettingsError, VoiceUnknown
from naqeeb.model import ModelFile, Voice
from naqeeb.settings.table import TomlFile, read_toml, refuse_unknown, section
from naqeeb.settings.types import Settings

VOICES_FOLDER = "voices"
"""Beside ``naqeeb.toml``."""
_SHOWN_CHARS = 80


def voices_folder() -> Path:
    """Where naqeeb's own voice files lie: in the wheel, or in the checkout."""
    packaged = Path(__file__).parents[1] / "voices"
    return packaged if packaged.is_dir() else Path(__file__).parents[3] / "voices"


def load_voices(root: Path) -> dict[str, Voice]:
    """All voices by name; those in ``root/voices`` stand before naqeeb's own.

    Raises:
        SettingsError: a voice file is not TOML or says something unknown.
    """
    return {name: read_voice(path) for name, path in _files(root)}


def has_voice(name: str, root: Path) -> bool:
    """Whether there is a voice file of this name."""
    return name in dict(_files(root))


def voice_names(root: Path) -> tuple[str, ...]:
    """The names of all voice files, in their order; none is read."""
    return tuple(dict(_files(root)))


def voices_of(engine: str, root: Path) -> list[Voice]:
    """The voices of one engine, in the order of their names.

    Files in which the engine's name does not occur are not parsed, since this is asked for each
    article.

    Raises:
        SettingsError: as for :func:`load_voices`.
    """
    name = engine.encode()
    voices = [read_voice(path) for _, path in _files(root) if name in small_files.read(path)]
    return [voice for voice in voices if voice.engine == engine]


def resources_of(settings: Settings) -> dict[str, float]:
    """The resources of a cluster's worker that the voices of these settings ask for.

    Each of them may come to speak, so it is the most that any asks for.
    """
    most: dict[str, float] = {}
    for name in settings.voice.in_order:
        if has_voice(name, settings.root):
            for resource, count in find_voice(name, settings.root).resources.items():
                most[resource] = max(count, most.get(resource, 0.0))
    return most


def _files(root: Path) -> list[tuple[str, Path]]:
    """Each voice's name and file, sorted; the user's files stand before naqeeb's own."""
    files: dict[str, Path] = {}
    for folder in (voices_folder(), root / VOICES_FOLDER):
        if folder.is_dir():
            files |= {path.stem: path for path in folder.glob("*.toml")}
    return sorted(files.items())


def find_voice(name: str, root: Path) -> Voice:
    """One voice by name, reading no other file.

    Raises:
        VoiceUnknown: no file of this name; the hint lists those there are.
        SettingsError: its file is wrong.
    """
    files = dict(_files(root))
    if name in files:
        return read_voice(files[name])
    names = sorted(files)
    near = difflib.get_close_matches(name[:_SHOWN_CHARS], names, n=1)
    raise VoiceUnknown(
        f"there is no voice named {name[:_SHOWN_CHARS]!r}",
        hint=(f"did you mean {near[0]}? " if near else "")
        + f"choose one of {', '.join(names)}, or add a file of that name to voices/",
        voice=name,
        voices=tuple(names),
    )


def read_voice(path: Path) -> Voice:
    """Read one voice file; its name is the file's stem.

    Raises:
        SettingsError: it is no TOML, names no engine, or states what a voice file cannot.
    """
    source = read_toml(path)
    table = source.table
    refuse_unknown(table, [each.name for each in fields(Voice)], source, "")
    if "engine" not in table:
        raise SettingsError(
            f"{path}: a voice file must name its engine",
            hint='add engine = "espeak" (or another)',
        )
    if "name" in table:
        raise SettingsError(
            f"{path}: a voice is named by its file",
            hint="remove the key name and rename the file",
        )
    # Model files and the like are found beside the voice file that names them.
    own = {key: value for key, value in table.items() if key != "files"}
    voice = section(Voice, own | {"name": path.stem}, source, "")
    options = dict(voice.options)
    options.setdefault("folder", str(path.resolve().parent))
    return replace(voice, options=options, files=_model_files(table.get("files", []), source))


def _model_files(tables: object, source: TomlFile) -> tuple[ModelFile, ...]:
    if not isinstance(tables, list):
        raise SettingsError(
            f"{source.place('', 'files')}: [[files]] is a list of tables",
            hint='write [[files]] and below it name = "..." and url = "https://..."',
            key="files",
        )
    return tuple(
        section(ModelFile, table, source.at(number), "files") for number, table in enumerate(tables)
    )
