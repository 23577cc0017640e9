"""The key of a paid service: read where it is used, shown nowhere.

A voice file names where the key is (``key_env``, an environment variable, or ``key_file``) and
never holds it. So the key is no part of the voice, and reaches neither a record nor the cache.
No error here repeats a value that could be a key put into the wrong place.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from naqeeb import small_files
from naqeeb.errors import VoiceNotReady
from naqeeb.model import Voice
from naqeeb.paths import expanded
from naqeeb.speech import options

KEY_OPTIONS = ("key_env", "key_file")
_VARIABLE = re.compile(r"[A-Z][A-Z0-9_]{0,63}")
_KEY = re.compile(r"[\x21-\x7e]{1,4096}")
"""Printable ASCII without blanks: what may stand in an HTTP header."""


class Key:
    """Where one voice's key is.

    Args:
        voice: its options may name a variable or a file.
        variable: the environment variable where the voice file names none; empty for none.
        page: where to get a key, for the error.

    Raises:
        SettingsError: ``key_env`` or ``key_file`` is no name.
    """

    def __init__(self, voice: Voice, variable: str, page: str) -> None:
        self._voice = voice
        self._page = page
        self._file = _option(voice, "key_file")
        self._variable = _option(voice, "key_env") or ("" if self._file else variable)
        if self._variable and not _VARIABLE.fullmatch(self._variable):
            raise options.wrong(
                voice,
                "key_env",
                "[options] key_env does not name an environment variable",
                'write a name in capitals, as in key_env = "OPENAI_API_KEY"',
                cause="the key itself may stand there; a voice file must not hold it",
            )

    @property
    def place(self) -> str:
        """Where the key is looked for, in words."""
        if self._file:
            return "the file that key_file names"
        if self._variable:
            return f"the environment variable {self._variable}"
        return "an environment variable or a file that the voice file names (key_env, key_file)"

    def read(self) -> str:
        """The key; empty where the voice needs none.

        Raises:
            VoiceNotReady: it is missing or cannot be one.
        """
        if self._file:
            key = self._read_file()
        elif self._variable:
            key = os.environ.get(self._variable, "").strip()
        else:
            return ""
        if not key:
            raise self._not_ready(f"needs a key in {self.place}", "there is none")
        if not _KEY.fullmatch(key):
            what = f"finds no usable key in {self.place}"
            raise self._not_ready(what, "it holds blanks, line breaks or letters outside ASCII")
        return key

    def _read_file(self) -> str:
        # Beside the voice file, or where the path leads.
        path = Path(str(self._voice.options.get("folder", "."))) / expanded(self._file)
        try:
            return small_files.read_text(path).strip()
        except (OSError, UnicodeError):
            what = f"needs a key in {self.place}"
            raise self._not_ready(what, "the file is missing or cannot be read") from None

    def _not_ready(self, what: str, cause: str) -> VoiceNotReady:
        return VoiceNotReady(
            f"voice {self._voice.name} {what}",
            cause=cause,
            hint=f"get a key at {self._page} and put it into {self.place}",
            voice=self._voice.name,
        )


def _option(voice: Voice, name: str) -> str:
    value = voice.options.get(name, "")
    if not isinstance(value, str) or any(ord(char) < 32 for char in value):  # noqa: PLR2004 - controls
        hint = f"correct {name} in the voice file {voice.name}.toml"
        raise options.wrong(voice, name, f"[options] {name} is not a name", hint)
    return value
