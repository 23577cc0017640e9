"""Settings, voice files and lexica that are no TOML: the probable cause is said, whoever reads."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from naqeeb.desk import toml_file
from naqeeb.errors import SettingsError
from naqeeb.script import Lexicon
from naqeeb.settings import load, read_voice

READERS: dict[str, Callable[[Path], object]] = {
    "settings": load,
    "voice": read_voice,
    "lexicon": Lexicon.load,
    "editing": lambda path: toml_file.parsed(path, path.read_bytes()),
}
NOT_TOML = {
    "UTF-16": ('jobs = "ا"'.encode("utf-16"), "another encoding.*save it as UTF-8"),
    "Windows-1256": ('jobs = "خبر"'.encode("cp1256"), "another encoding.*save it as UTF-8"),
    "twice": (b"jobs = 1\njobs = 2\n", "stands there twice"),
    "two tables": (b"[show]\n[voice]\n[show]\n", "stands there twice"),
    "a number": (
        b"jobs = 1\nname = " + b"7" * 5_000 + b"\n",
        r"a number has 5,000 digits \(at line 2, column 8\).*pasted into the file",
    ),
    "brackets": (
        b'jobs = 1 # [[[\nname = ["[[[", ' + b"[" * 3_000 + b"\n",
        r"nested too deep \(at line 2, column 1\d\d\).*pasted into the file",
    ),
    "open": (b"[show\n", "bracket or equals sign is missing"),
}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("kind", NOT_TOML)
def test_the_cause_is_said(tmp_path: Path, reader: str, kind: str) -> None:
    path = tmp_path / "mine.toml"
    data, words = NOT_TOML[kind]
    path.write_bytes(data)
    with pytest.raises(SettingsError, match=words):
        READERS[reader](path)


def test_a_slip_in_the_name_of_the_engine_is_answered(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('engin = "espeak"\n', "utf-8")
    with pytest.raises(SettingsError, match=r"mine.toml:1: engin .*did you mean engine"):
        read_voice(path)
