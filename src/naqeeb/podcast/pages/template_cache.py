"""Compiled templates under the user's cache folder: compiling takes 60 ms, reading them 1 ms."""

from __future__ import annotations

import contextlib

import platformdirs
from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket

from naqeeb._version import __version__


class TemplateCache(FileSystemBytecodeCache):
    """jinja2's cache in ``$XDG_CACHE_HOME/naqeeb/templates``.

    It never fails a run: where the folder cannot be read or written, or a file in it
    is damaged, the templates are compiled from their source.
    """

    def __init__(self) -> None:
        self._folder = platformdirs.user_cache_path("naqeeb") / "templates"
        # jinja2 compares the source of a template to see whether a file is out of date,
        # not the options of the environment: those change with naqeeb's version alone.
        super().__init__(str(self._folder), f"{__version__}-%s.jinja2")

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket from its file, or leave it empty."""
        try:
            super().load_bytecode(bucket)
        except Exception:  # noqa: BLE001 - a damaged pickle may raise nearly anything
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Write the bucket into its file, if that can be done."""
        with contextlib.suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            super().dump_bytecode(bucket)
