"""Opus and M4B where something goes wrong: nothing half-written, and a next step."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from naqeeb.errors import SettingsError, SoundError, TrackFailedCheck
from naqeeb.model import Chapter, Take
from naqeeb.settings import SoundSettings
from naqeeb.sound import StationSound, make_track
from naqeeb.sound.av_file import AvFile
from naqeeb.sound.editions import KINDS, Edition

BOTH = ("opus", "m4b")
RATE_HZ = 22050


def test_without_the_setting_there_is_nothing_and_no_import(tmp_path: Path, beeps: Any) -> None:
    del beeps
    code = (
        "import sys, pathlib\n"
        "from naqeeb.settings import *\n"
        "from naqeeb import Desk\n"
        "from dataclasses import replace\n"
        "root = pathlib.Path(sys.argv[1]); (root / 'a.txt').write_text('سندھ میں سیلاب آیا۔')\n"
        "Desk(Settings(root, root / 'o', voice=VoiceSettings('tone'))).make(root / 'a.txt')\n"
        "ours = {'naqeeb.sound.editions'}\n"
        "print(sorted({'av', 'mutagen.mp4', *ours} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
    sounds = [
        each.suffix for each in (tmp_path / "o").rglob("*") if each.suffix in {".mp3", ".opus"}
    ]
    assert sounds == [".mp3"]


def test_without_pyav_it_is_said_before_the_voice_speaks(
    tmp_path: Path, speech: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "av", None)

    def never() -> Iterator[Take]:
        pytest.fail("the voice was asked")
        yield

    with pytest.raises(SettingsError, match="PyAV, which writes opus, is not") as error:
        make_track(
            speech.script,
            never(),
            tmp_path / "x.mp3",
            StationSound(SoundSettings(editions=("opus",)), tmp_path),
        )
    assert error.value.hint == "pip install 'naqeeb[editions]'"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", BOTH)
def test_a_full_disk_is_an_error_with_a_next_step(tmp_path: Path, speech: Any, name: str) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    (tmp_path / f"x.{name}").symlink_to("/dev/full")
    with pytest.raises(SoundError, match=r"could not be written.*the disk is full.*mend that"):
        make_track(
            speech.script,
            iter(speech.takes),
            tmp_path / "x.mp3",
            StationSound(SoundSettings(editions=(name,)), tmp_path),  # type: ignore[arg-type]
        )
    assert not (tmp_path / f"x.{name}").is_symlink()


@pytest.mark.parametrize("name", BOTH)
def test_nothing_half_written_is_left(tmp_path: Path, speech: Any, name: str) -> None:
    def failing() -> Iterator[Take]:
        yield from speech.takes
        raise ZeroDivisionError

    settings = SoundSettings(editions=(name,))  # type: ignore[arg-type]
    with pytest.raises(ZeroDivisionError):
        make_track(speech.script, failing(), tmp_path / "x.mp3", StationSound(settings, tmp_path))
    assert not (tmp_path / f"x.{name}").exists()


def test_what_ffmpeg_refuses_is_an_error_with_a_next_step(tmp_path: Path, tone: Any) -> None:
    odd = KINDS["m4b"].format_at(RATE_HZ)._replace(codec_options={"aac_coder": "none such"})
    with (
        pytest.raises(SoundError, match=r"FFmpeg could not make x\.m4b.*leave this edition out"),
        AvFile(tmp_path / "x.m4b", odd, RATE_HZ) as file,
    ):
        file.write(tone(1000))
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_gone_is_an_error(tmp_path: Path) -> None:
    form = KINDS["opus"].format_at(RATE_HZ)
    with (
        pytest.raises(FileNotFoundError),
        AvFile(tmp_path / "gone" / "x.opus", form, RATE_HZ) as file,
    ):
        file.write(bytes(RATE_HZ))


def test_an_edition_cut_short_does_not_pass_its_check(
    tmp_path: Path, tone: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = AvFile.finish

    def short(self: AvFile, chapters: Sequence[Chapter] = ()) -> None:
        whole(self, chapters)
        data = self.path.read_bytes()
        self.path.write_bytes(data[: len(data) // 2])

    monkeypatch.setattr(AvFile, "finish", short)
    with Edition(
        KINDS["opus"], tmp_path / "x.mp3", rate_hz=RATE_HZ, mp3_rate_hz=RATE_HZ, check=True
    ) as edition:
        edition.write(tone(9000))
        with pytest.raises(TrackFailedCheck, match="the finished opus edition"):
            edition.finish(())
    assert list(tmp_path.iterdir()) == []
