"""A plan to a machine that sees nothing of this one, and the finished episode back, as bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from naqeeb.desk.plan import Plan
from naqeeb.desk.produce import Product, produce
from naqeeb.paths import is_file
from naqeeb.settings import VOICES_FOLDER, Settings
from naqeeb.workers import cluster


@dataclass(frozen=True, slots=True)
class Parcel:
    """A plan, and the newsroom's own files that it is produced with.

    These are the lexicon, the voice files, and the station's sounds, where they lie beside
    ``naqeeb.toml``; what a voice file or a setting names elsewhere must lie on the worker.
    """

    plan: Plan
    files: Mapping[str, bytes]
    """By their path relative to ``naqeeb.toml``."""

    @classmethod
    def of(cls, plan: Plan) -> Parcel:
        """A plan with what it needs of this machine."""
        settings = plan.job.settings
        root = settings.root
        return cls(
            plan,
            {
                name: (root / name).read_bytes()
                for name in _names(settings)
                if not _leads_out(name) and is_file(root / name)
            },
        )


@dataclass(frozen=True, slots=True)
class Returned:
    """What comes back."""

    product: Product
    sounds: Mapping[str, bytes]
    """The sound files by name."""


def produce_remotely(parcel: Parcel) -> Returned:
    """Produce an episode in a folder of the worker's own; nothing of it stays there."""
    plan = parcel.plan
    with TemporaryDirectory(prefix="naqeeb-", dir=cluster.folder_of_worker()) as temporary:
        root, folder = Path(temporary, "root"), Path(temporary, "episode")
        for name, data in parcel.files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        root.mkdir(exist_ok=True)
        folder.mkdir()
        settings = replace(plan.job.settings, root=root, output=root / "output")
        product = produce(replace(plan, job=replace(plan.job, settings=settings)), folder)
        sounds = (product.episode.audio, *product.episode.alternates)
        return Returned(product, {each.name: (folder / each.name).read_bytes() for each in sounds})


def product_of(returned: Returned, folder: Path) -> Product:
    """What came back, its sound in a folder of this machine."""
    for name, data in returned.sounds.items():
        (folder / Path(name).name).write_bytes(data)
    return returned.product


def _names(settings: Settings) -> tuple[str, ...]:
    sound = settings.sound
    voices = sorted(path.name for path in (settings.root / VOICES_FOLDER).glob("*.toml"))
    named = (settings.script.lexicon, sound.intro, sound.outro, sound.sting, sound.bed)
    return (*filter(None, named), *(f"{VOICES_FOLDER}/{name}" for name in voices))


def _leads_out(name: str) -> bool:
    path = Path(name)
    return path.is_absolute() or ".." in path.parts
