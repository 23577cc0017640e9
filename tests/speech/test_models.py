"""Models: fetched, resumed, checked, brought by hand and removed, over a real connection."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from model_server import Hub

from naqeeb.errors import NaqeebError, SettingsError, VoiceNotReady
from naqeeb.model import ModelFile, Voice
from naqeeb.speech import fetch, model_store
from naqeeb.speech.models import lies_here, user_folder

MODEL = bytes(range(256)) * 2000
CONFIG = b'{"audio": {}}'
SHA = hashlib.sha256(MODEL).hexdigest()


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "_WAIT_S", 0.0)


@pytest.fixture
def hub() -> Iterator[Hub]:
    with Hub() as hub:
        hub.files = {"/voices/m.onnx": MODEL, "/voices/m.onnx.json": CONFIG}
        yield hub


@pytest.fixture
def voice(hub: Hub) -> Voice:
    files = (
        ModelFile("m.onnx", f"{hub.url}/voices/m.onnx"),
        ModelFile("m.onnx.json", f"{hub.url}/voices/m.onnx.json"),
    )
    return Voice("ours", "piper", files=files)


def knowing(voice: Voice, **facts: object) -> Voice:
    first, *others = voice.files
    return replace(voice, files=(replace(first, **facts), *others))  # type: ignore[arg-type]


def silence(name: str, done: int, total: int) -> None:
    assert name
    assert done >= 0
    assert total >= 0


def get(voice: Voice, mirror: str = "", source: Path | None = None) -> list[model_store.Kept]:
    return model_store.get(voice, silence, mirror=mirror, source=source)


def left_over() -> list[str]:
    return sorted(path.name for path in user_folder().glob("*.part*"))


def test_the_files_lie_in_the_users_folder_and_nothing_is_left_beside_them(voice: Voice) -> None:
    assert not lies_here(voice)
    kept = get(voice)
    assert [(each.path, each.fetched) for each in kept] == [
        (user_folder() / "m.onnx", True),
        (user_folder() / "m.onnx.json", True),
    ]
    assert (user_folder() / "m.onnx").read_bytes() == MODEL
    assert kept[0].sha256 == SHA
    assert lies_here(voice)
    assert left_over() == []


def test_progress_tells_what_is_there_and_what_is_to_come(voice: Voice) -> None:
    steps: list[tuple[str, int, int]] = []
    model_store.get(voice, lambda *step: steps.append(step))
    ours = [(done, total) for name, done, total in steps if name == "m.onnx"]
    assert ours == sorted(ours)
    assert len(ours) > 1
    assert ours[-1] == (len(MODEL), len(MODEL))


def test_what_is_there_is_not_fetched_again(hub: Hub, voice: Voice) -> None:
    get(voice)
    hub.asked.clear()
    assert [each.fetched for each in get(voice)] == [False, False]
    assert hub.asked == []


@pytest.mark.parametrize("etag", ['"v1"', ""])
@pytest.mark.parametrize("known", [True, False])
def test_a_line_that_breaks_is_taken_up_where_it_broke(
    hub: Hub, voice: Voice, etag: str, known: bool
) -> None:
    """Where the version can be told; else it begins anew, for it might be another file."""
    hub.etag = etag
    hub.break_after = [100_000, 50_000]
    voice = knowing(voice, sha256=SHA) if known else voice
    get(voice)
    ranges = [wanted for path, wanted in hub.asked if path.endswith(".onnx")]
    resumes = known or bool(etag)
    assert ranges == (["", "bytes=100000-", "bytes=150000-"] if resumes else ["", "", ""])
    assert (user_folder() / "m.onnx").read_bytes() == MODEL


def test_the_next_run_goes_on_where_the_last_one_stopped(hub: Hub, voice: Voice) -> None:
    hub.break_after = [100_000, *[0] * 20]
    with pytest.raises(VoiceNotReady, match="could not be fetched") as caught:
        get(voice)
    assert "goes on where it stopped" in caught.value.hint
    assert not (user_folder() / "m.onnx").exists()
    hub.break_after, hub.asked = [], []
    get(voice)
    assert hub.asked[0] == ("/voices/m.onnx", "bytes=100000-")
    assert (user_folder() / "m.onnx").read_bytes() == MODEL


def test_a_new_version_on_the_server_is_not_mixed_with_the_old(hub: Hub, voice: Voice) -> None:
    hub.break_after = [100_000, *[0] * 20]
    with pytest.raises(VoiceNotReady):
        get(voice)
    newer = MODEL[::-1]
    hub.break_after, hub.etag, hub.files["/voices/m.onnx"] = [], '"v2"', newer
    get(voice)
    assert (user_folder() / "m.onnx").read_bytes() == newer


def test_a_server_without_ranges_sends_it_all_again(hub: Hub, voice: Voice) -> None:
    hub.ranges, hub.break_after = False, [100_000]
    get(voice)
    assert (user_folder() / "m.onnx").read_bytes() == MODEL


def test_a_server_that_is_overloaded_is_asked_again(hub: Hub, voice: Voice) -> None:
    hub.statuses = [503, 502]
    get(voice)
    assert len(hub.asked) == 4


@pytest.mark.parametrize("status", [401, 403, 404, 410, 500])
def test_a_refusal_is_named_with_the_address(hub: Hub, voice: Voice, status: int) -> None:
    hub.statuses = [status] * 10
    with pytest.raises(VoiceNotReady, match=f"{hub.url}/voices/m.onnx answered HTTP {status}"):
        get(voice)


def test_a_wrong_hash_is_named_and_nothing_is_kept(voice: Voice) -> None:
    with pytest.raises(VoiceNotReady, match="not the file") as caught:
        get(knowing(voice, sha256="0" * 64))
    assert SHA in caught.value.cause
    assert not (user_folder() / "m.onnx").exists()
    assert left_over() == []


@pytest.mark.parametrize("size", [len(MODEL) - 1, len(MODEL) + 1])
def test_a_wrong_size_is_named_and_nothing_is_kept(voice: Voice, size: int) -> None:
    with pytest.raises(VoiceNotReady, match="not the file"):
        get(knowing(voice, size_bytes=size))
    assert not (user_folder() / "m.onnx").exists()
    assert left_over() == []


@pytest.mark.parametrize("page", [b"<!DOCTYPE html><p>Log in", b"\n<html>", b"\xef\xbb\xbf<HTML>"])
def test_a_web_page_is_no_model_and_its_hash_is_not_noted(
    hub: Hub, voice: Voice, tmp_path: Path, page: bytes
) -> None:
    """A hotel's login page answers every request with 200."""
    hub.files = dict.fromkeys(hub.files, page)
    with pytest.raises(VoiceNotReady, match="not the file") as caught:
        get(voice)
    assert "web page" in caught.value.cause
    (tmp_path / "m.onnx").write_bytes(page)
    with pytest.raises(VoiceNotReady, match="not the file"):
        get(voice, source=tmp_path / "m.onnx")
    assert left_over() == []
    hub.files = {"/voices/m.onnx": MODEL, "/voices/m.onnx.json": CONFIG}
    assert [each.fetched for each in get(voice)] == [True, True]


def test_an_answer_that_never_ends_does_not_fill_the_disk(
    hub: Hub, voice: Voice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch, "MAX_BYTES", 2 * len(MODEL))
    hub.endless = True
    with pytest.raises(VoiceNotReady, match="not the file"):
        get(voice)
    assert left_over() == []


def test_a_hash_that_nobody_knows_is_noted_at_the_first_fetch_and_held_to(
    hub: Hub, voice: Voice
) -> None:
    get(voice)
    model_store.remove(voice)
    hub.files["/voices/m.onnx"] = MODEL[::-1]
    with pytest.raises(VoiceNotReady, match="not the file") as caught:
        get(voice)
    assert SHA in caught.value.cause
    # Who wants the new version is told how.
    assert str(user_folder() / "hashes.json") in caught.value.hint
    hub.files["/voices/m.onnx"] = MODEL
    assert get(voice)[0].fetched


def test_a_file_that_has_rotted_is_fetched_again(voice: Voice) -> None:
    get(voice)
    (user_folder() / "m.onnx").write_bytes(MODEL[:-1] + b"?")
    assert [each.fetched for each in get(voice)] == [True, False]
    assert (user_folder() / "m.onnx").read_bytes() == MODEL


def test_a_full_disk_is_named_and_left_as_it_was(voice: Voice) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("wants /dev/full")
    user_folder().mkdir(parents=True)
    part = user_folder() / "m.onnx.part"
    part.symlink_to("/dev/full")  # takes no byte: there is no room
    with pytest.raises(VoiceNotReady, match="cannot be written") as caught:
        get(voice)
    assert "disk is full" in caught.value.cause
    assert str(user_folder()) in caught.value.what
    assert not part.is_symlink()
    assert not (user_folder() / "m.onnx").exists()


def test_where_there_is_no_room_nothing_is_fetched(hub: Hub, voice: Voice) -> None:
    with pytest.raises(VoiceNotReady, match="cannot be written") as caught:
        get(knowing(voice, size_bytes=1 << 60))
    assert "disk is full" in caught.value.cause
    assert hub.asked == []


def test_a_folder_that_cannot_be_written_is_named(voice: Voice, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("", "utf-8")
    with pytest.raises(VoiceNotReady, match="cannot be used"):
        get(voice)


# -- mirrors and files brought by hand ------------------------------------------


@pytest.mark.parametrize("path", ["/voices/m.onnx", "/m.onnx"])
def test_a_mirror_has_the_same_path_or_all_files_side_by_side(
    hub: Hub, voice: Voice, path: str
) -> None:
    with Hub() as mirror:
        mirror.files = {f"/ours{path}": MODEL, f"/ours{path}.json": CONFIG}
        get(voice, mirror=f"{mirror.url}/ours/")
    assert hub.asked == []
    assert (user_folder() / "m.onnx").read_bytes() == MODEL


@pytest.mark.parametrize("named", [".", "m.onnx", "m.onnx.json"])
def test_a_machine_without_a_network_takes_files_that_were_brought(
    hub: Hub, voice: Voice, tmp_path: Path, named: str
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "m.onnx").write_bytes(MODEL)
    (stick / "m.onnx.json").write_bytes(CONFIG)
    assert [each.fetched for each in get(voice, source=stick / named)] == [True, True]
    assert hub.asked == []
    assert lies_here(voice)


def test_what_was_brought_is_checked_like_what_is_fetched(voice: Voice, tmp_path: Path) -> None:
    (tmp_path / "m.onnx").write_bytes(b"another")
    (tmp_path / "m.onnx.json").write_bytes(CONFIG)
    with pytest.raises(VoiceNotReady, match="not the file"):
        get(knowing(voice, sha256=SHA), source=tmp_path)
    assert not (user_folder() / "m.onnx").exists()


def test_a_file_that_was_not_brought_is_named(voice: Voice, tmp_path: Path) -> None:
    with pytest.raises(VoiceNotReady, match=r"holds no file m\.onnx") as caught:
        get(voice, source=tmp_path)
    assert voice.files[0].url in caught.value.hint


def test_a_place_that_does_not_exist_is_named(voice: Voice, tmp_path: Path) -> None:
    (tmp_path / "m.onnx").write_bytes(MODEL)
    (tmp_path / "m.onnx.json").write_bytes(CONFIG)
    with pytest.raises(VoiceNotReady, match="there is no file or folder"):
        get(voice, source=tmp_path / "n.onnx")


# -- removing -------------------------------------------------------------------


def test_removing_takes_the_models_files_and_what_an_unfinished_fetch_left(voice: Voice) -> None:
    get(voice)
    (user_folder() / "m.onnx.part").write_bytes(b"half")
    (user_folder() / "another.onnx").write_bytes(b"not ours")
    removed = model_store.remove(voice)
    assert [each.size_bytes for each in removed] == [len(MODEL), len(CONFIG)]
    assert not lies_here(voice)
    assert sorted(path.name for path in user_folder().glob("*.onnx*")) == ["another.onnx"]
    with pytest.raises(VoiceNotReady, match="no model of voice ours"):
        model_store.remove(voice)


# -- what a voice file may say --------------------------------------------------


@pytest.mark.parametrize("name", ["../m.onnx", "/etc/m", "a/../../b", "", "c:m", "a\\b", "\0"])
def test_no_file_leads_out_of_the_folder(voice: Voice, name: str) -> None:
    for act in (get, model_store.remove):
        with pytest.raises(SettingsError, match="leads out"):
            act(knowing(voice, name=name))


@pytest.mark.parametrize("url", ["", "ftp://example.org/m.onnx", "m.onnx", "http://[", "file:///m"])
def test_an_address_that_is_none_is_named(voice: Voice, url: str) -> None:
    with pytest.raises(NaqeebError):
        get(knowing(voice, url=url))


def test_a_voice_without_a_model_says_so(voices: dict[str, Voice]) -> None:
    with pytest.raises(VoiceNotReady, match="no model to fetch"):
        get(voices["espeak"])
