"""The show's cover as an editor changes it: checked, laid beside the settings, and named there."""

from __future__ import annotations

import tempfile
from pathlib import Path

from naqeeb import safe_files
from naqeeb.desk import settings_file
from naqeeb.desk.toml_file import cannot_write
from naqeeb.errors import CoverRefused
from naqeeb.podcast.artwork import cover, drawn_cover
from naqeeb.settings import Settings


def drawn(settings: Settings) -> bytes:
    """A cover drawn from the station's name, as PNG."""
    return drawn_cover.draw(settings.show.title)


def keep(settings: Settings, path: Path, version: str, name: str, data: bytes) -> str:
    """Make a picture the cover.

    Args:
        settings: of the station.
        path: ``naqeeb.toml``.
        version: of that file, as the editor read it.
        name: of the picture, as an error is to name it; empty for one without a name.
        data: PNG or JPEG.

    Returns:
        The new version of ``naqeeb.toml``.

    Raises:
        CoverRefused: podcast apps would not take it.
        DraftChanged: somebody else changed the settings meanwhile.
        ArchiveError: it cannot be written.
    """
    file_name = "cover.png" if data.startswith(b"\x89PNG") else "cover.jpg"
    _refuse_unfit(data, file_name, name or file_name)
    values: settings_file.Values = {("show", "cover"): file_name}
    version = settings_file.change(path, version, values)
    try:
        safe_files.write(settings.root / file_name, data)
    except OSError as error:
        raise cannot_write(Path(file_name), error) from None
    return version


def _refuse_unfit(data: bytes, file_name: str, shown: str) -> None:
    with tempfile.TemporaryDirectory(prefix="naqeeb-") as folder:
        trial = Path(folder) / file_name
        trial.write_bytes(data)
        try:
            cover.load(trial)
        except CoverRefused as error:
            what = error.what.replace(str(trial), shown)
            raise CoverRefused(what, cause=error.cause, hint=error.hint) from None
