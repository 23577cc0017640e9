"""The chunk cache: right or not there at all."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naqeeb import speech
from naqeeb.model import Clip, Mark, Voice
from naqeeb.speech.cache import _pack, _unpack, key

CLIP = Clip(bytes(range(256)) * 40, 24000, (Mark(0, 3, 0.0), Mark(4, 7, 312.5)))


def _key(**changes: object) -> str:
    voice = Voice(name="gtts", engine="gtts", options={"tld": "com", "folder": "/somewhere"})
    return key(speech.engine_for(replace(voice, **changes)), "روس نے کہا")  # type: ignore[arg-type]


def test_what_is_put_is_got(tmp_path: Path) -> None:
    cache = speech.Cache(tmp_path)
    assert cache.get("ab" * 32) is None
    cache.put("ab" * 32, CLIP)
    assert cache.get("ab" * 32) == CLIP
    assert speech.Cache(tmp_path).get("ab" * 32) == CLIP


@given(
    pcm=st.binary(max_size=300).map(lambda data: data * 2),
    marks=st.lists(
        st.builds(Mark, st.integers(0, 99), st.integers(0, 99), st.floats(0, 1e6)), max_size=5
    ),
)
def test_any_clip_comes_back_as_it_was(pcm: bytes, marks: list[Mark]) -> None:
    clip = Clip(pcm, 22050, tuple(marks))
    assert _unpack(_pack(clip)) == clip


def test_a_changed_or_shortened_file_is_never_served() -> None:
    whole = _pack(CLIP)
    for place in range(0, len(whole), 97):
        flipped = whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :]
        assert _unpack(flipped) is None
        assert _unpack(whole[:place]) is None


def test_a_damaged_file_is_removed(tmp_path: Path) -> None:
    cache = speech.Cache(tmp_path)
    cache.put("ab" * 32, CLIP)
    (file,) = tmp_path.rglob("*.clip")
    file.write_bytes(file.read_bytes()[:-1])
    assert cache.get("ab" * 32) is None
    assert not file.exists()


def test_the_key_is_of_engine_version_options_and_exact_text() -> None:
    usual = _key()
    assert usual == _key()
    assert usual == _key(options={"folder": "/elsewhere", "tld": "com"})
    assert usual == _key(name="another", lufs=-18.0)
    assert usual != _key(options={"tld": "co.uk"})
    assert usual != _key(language="hi")
    engine = speech.engine_for(Voice(name="gtts", engine="gtts", options={"tld": "com"}))
    assert usual == key(engine, "روس نے کہا")
    assert usual != key(engine, "روس نے کہا۔")
    engine.version = "gtts 99"
    assert usual != key(engine, "روس نے کہا")


def test_what_was_used_longest_ago_goes_first(tmp_path: Path) -> None:
    size = len(_pack(CLIP))
    cache = speech.Cache(tmp_path, max_bytes=size * 5)
    names = [f"{number:02x}" * 32 for number in range(9)]
    for age, name in enumerate(names[:5]):
        cache.put(name, CLIP)
        os.utime(tmp_path / name[:2] / f"{name}.clip", (1000 + age, 1000 + age))
    assert cache.get(names[0]) == CLIP  # used again, so the youngest now
    cache.put(names[5], CLIP)
    cache.put(names[6], CLIP)
    held = [name for name in names if (tmp_path / name[:2] / f"{name}.clip").exists()]
    assert held == [names[0], *names[3:7]]
    assert cache.stats().size_bytes <= size * 5


def test_what_a_killed_process_left_is_swept(tmp_path: Path) -> None:
    cache = speech.Cache(tmp_path)
    (tmp_path / "ab").mkdir()
    old, young = tmp_path / "ab" / ".new-old", tmp_path / "ab" / ".new-young"
    for file in (old, young):
        file.write_bytes(b"half")
    os.utime(old, (1000, 1000))
    cache.put("ab" * 32, CLIP)
    assert not old.exists()
    assert young.exists()


def test_it_tells_what_it_holds_and_forgets_it_all(tmp_path: Path) -> None:
    cache = speech.Cache(tmp_path)
    assert cache.stats().clips == 0
    cache.put("ab" * 32, CLIP)
    cache.put("cd" * 32, CLIP)
    stats = cache.stats()
    assert (stats.clips, stats.size_bytes) == (2, 2 * len(_pack(CLIP)))
    assert cache.clear() == stats
    assert cache.stats().clips == 0


def test_it_lies_where_the_system_keeps_caches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "elsewhere"))
    assert speech.Cache().folder.is_relative_to(tmp_path / "elsewhere" / "naqeeb")


def test_a_folder_that_cannot_be_written_holds_nothing_and_fails_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = speech.Cache(tmp_path / "file" / "clips")
    cache.put("ab" * 32, CLIP)
    assert cache.get("ab" * 32) is None
    assert cache.stats().clips == 0
    assert cache.clear().clips == 0


_WORK = """
import sys
from pathlib import Path
from naqeeb import speech
from naqeeb.model import Clip

number, folder = int(sys.argv[1]), Path(sys.argv[2])
cache = speech.Cache(folder, max_bytes=60_000)
for turn in range(200):
    name = f"{turn % 12:02x}" * 32
    clip = Clip(bytes([turn % 12]) * 9000, 24000 + turn % 12)
    cache.put(name, clip)
    assert cache.get(name) in (clip, None)
    if turn % 50 == 30 and number == 0:
        cache.clear()
"""


def test_processes_share_it_without_harm(tmp_path: Path) -> None:
    """They fill, empty and sweep one folder; each gets what was put, or nothing."""
    started = [
        subprocess.Popen([sys.executable, "-c", _WORK, str(number), str(tmp_path / "clips")])
        for number in range(3)
    ]
    assert [process.wait() for process in started] == [0, 0, 0]
    assert not list(tmp_path.rglob(".new-*"))
