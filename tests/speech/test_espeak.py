"""The embedded voice: exact, parallel, deaf to markup."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import weakref
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naqeeb.errors import SettingsError, VoiceNotReady
from naqeeb.model import Clip, Voice
from naqeeb.speech.engines.espeak import Espeak
from naqeeb.speech.espeak import home, library

VOICE = Voice(name="espeak", engine="espeak")
TEXTS = (
    "ایران اور روس کے صدور نے ملاقات کی۔",
    "شنگھائی تعاون تنظیم (SCO) کا اجلاس",
    "بَہَتَّر فیصد & باقی",
    "وہ 24 ستمبر کو 10:30 پر آئے",
    "ماسکو Москва दिल्ली Ω",
    "کیا؟ ہاں! پھر… ٹھیک۔",
)


def _say(text: str, voice: Voice = VOICE) -> Clip:
    engine = Espeak(voice)
    try:
        return engine.speak(text)
    finally:
        engine.close()


@pytest.fixture(scope="module")
def alone() -> dict[str, Clip]:
    """Each text as the first that a process speaks."""
    return {text: _say(text) for text in TEXTS}


def test_a_clip_does_not_depend_on_what_was_spoken_before(alone: dict[str, Clip]) -> None:
    engine = Espeak(VOICE)
    for text in (*TEXTS, *reversed(TEXTS), *TEXTS[::2], *TEXTS[::3]):
        assert engine.speak(text) == alone[text]
    engine.close()


def test_a_clip_does_not_depend_on_what_is_spoken_beside_it(alone: dict[str, Clip]) -> None:
    engine = Espeak(VOICE)
    with ThreadPoolExecutor(8) as pool:
        clips = list(pool.map(engine.speak, TEXTS * 12))
    assert clips == [alone[text] for text in TEXTS * 12]
    engine.close()


def test_a_library_that_stays_loaded_is_not_used_again(
    alone: dict[str, Clip], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some C libraries never unload; what stays loaded remembers what it said."""
    monkeypatch.setattr(library._Loaded, "unload", lambda _: None)
    engine = Espeak(VOICE)
    for text in (*TEXTS[:3], *TEXTS[:3]):
        assert engine.speak(text) == alone[text]


@settings(max_examples=30)
@given(st.text(max_size=80))
def test_any_text_is_spoken_twice_alike_or_is_silent(text: str) -> None:
    engine = Espeak(VOICE)
    first = engine.speak(text)
    engine.speak("روس نے کہا")
    assert engine.speak(text) == first
    for mark in first.marks:
        assert 0 <= mark.start < mark.end <= len(text)
        assert 0 <= mark.at_ms <= first.duration_ms
    starts = [mark.start for mark in first.marks]
    assert starts == sorted(set(starts))
    engine.close()


def test_word_marks_point_at_the_words_of_the_text() -> None:
    text = "روس نے 2022 میں SCO کا، بَہَتَّر کہا"
    marks = _say(text).marks
    assert [text[mark.start : mark.end] for mark in marks] == text.split()
    assert marks[0].at_ms < 50
    times = [mark.at_ms for mark in marks]
    assert times == sorted(set(times))


def test_words_that_end_in_a_nasal_vowel_are_said_with_it_and_marked_in_their_place() -> None:
    text = "وہ کہیں نہیں گئیں، تقریریں ہُوئِیں، خبریں لکھِیں۔"
    marks = _say(text).marks
    assert [text[mark.start : mark.end] for mark in marks] == text.split()
    engine = Espeak(VOICE)
    assert engine.ipa("نہیں") == "nəhˈi\u0303ː"
    for word, end in (
        ("لکھِیں", "i\u0303ː"),
        ("جُوں", "u\u0303ː"),
        ("آٹھوِیں", "i\u0303ː"),
        ("مَیں", "ɛ\u0303"),
    ):
        assert engine.ipa(word).endswith(end)
        assert engine.ipa(f"{word} تھا").split()[0].endswith(end)
    assert "o\u0303ː" in engine.ipa("وہ تیار ہوں گے")
    assert engine.ipa("وہ جا رہے ہیں۔").endswith("hɛ\u0303")
    assert engine.ipa("زمین").endswith("n")
    assert "i\u0303" not in engine.ipa("نہیںتو"), "no part of another word"
    engine.close()


@pytest.mark.parametrize(
    "markup",
    [
        '<audio src="|touch heard"/>',
        "<speak><mark name='x'/>روس</speak>",
        "[[ˈruːs]]",
        "&lt;break time='9s'/&gt;",
        "روس\x00کہا\x1b[31m",
        "\ud800روس",
    ],
)
def test_markup_is_never_followed(markup: str, tmp_path: Path) -> None:
    clip = _say(f"روس {markup} نے کہا")
    assert clip.duration_ms < 20_000
    assert not (tmp_path / "heard").exists()


def test_rate_pitch_and_variant_come_from_the_voice_file() -> None:
    text = TEXTS[0]
    slow = Voice(name="slow", engine="espeak", options={"rate": 100})
    fast = Voice(name="fast", engine="espeak", options={"rate": 300})
    usual = _say(text)
    assert _say(text, slow).duration_ms > 1.3 * usual.duration_ms
    assert _say(text, fast).duration_ms < 0.7 * usual.duration_ms
    for changed in ({"pitch": 80}, {"variant": "f2"}, {"variant": "klatt"}, {"range": 90}):
        voice = Voice(name="other", engine="espeak", options=changed)
        clip = _say(text, voice)
        assert clip.pcm != usual.pcm
        assert clip == _say(text, voice)


def test_an_unknown_language_is_named() -> None:
    voice = Voice(name="other", engine="espeak", options={"voice": "xx-klingon"})
    with pytest.raises(VoiceNotReady, match="xx-klingon"):
        Espeak(voice).ready()


@pytest.mark.parametrize("key", ["voice", "variant"])
def test_a_name_that_no_file_can_have_is_a_wrong_option(key: str) -> None:
    voice = Voice(name="other", engine="espeak", options={key: "x" * 5000})
    with pytest.raises(SettingsError, match=key):
        Espeak(voice)


def test_phonemes_are_told_without_sound_and_whatever_came_before() -> None:
    engine = Espeak(VOICE)
    words = " ".join(TEXTS).split()
    first = [engine.ipa(word) for word in words]
    assert [engine.ipa(word) for word in reversed(words)] == first[::-1]
    assert engine.ipa("روس") == "rˈuːs"
    assert engine.ipa("") == ""
    assert engine.ipa("روس۔ ایران") == engine.ipa("روس۔ ایران")
    assert "en" in engine.ipa("SCO")
    engine.close()


def test_a_long_installation_path_works(tmp_path: Path) -> None:
    """The library keeps its data path in 160 bytes and says ``phontab`` where it is longer."""
    import espeakng_loader

    deep = tmp_path / ("a long folder name " * 8) / ("another long folder name " * 6)
    deep.mkdir(parents=True)
    package = Path(espeakng_loader.__file__).parent
    (deep / "espeakng_loader").symlink_to(package, target_is_directory=True)
    fake = deep / "fake"
    fake.mkdir()
    (fake / "espeakng_loader.py").write_text(
        f"get_library_path = lambda: {str(deep / 'espeakng_loader' / 'libespeak-ng.so')!r}\n"
        f"get_data_path = lambda: {str(deep / 'espeakng_loader' / 'espeak-ng-data')!r}\n",
        "utf-8",
    )
    code = (
        "from naqeeb.model import Voice\n"
        "from naqeeb.speech.engines.espeak import Espeak\n"
        "clip = Espeak(Voice(name='espeak', engine='espeak')).speak('روس نے کہا')\n"
        "assert clip.duration_ms > 300\n"
    )
    path = os.pathsep.join((str(fake), os.environ.get("PYTHONPATH", "")))
    env = os.environ | {"PYTHONPATH": path}
    subprocess.run([sys.executable, "-c", code], check=True, env=env)


def test_nothing_is_left_in_the_temporary_folder(tmp_path: Path) -> None:
    code = (
        "from naqeeb.model import Voice\n"
        "from naqeeb.speech.engines.espeak import Espeak\n"
        "Espeak(Voice(name='espeak', engine='espeak')).speak('روس نے کہا')\n"
    )
    (tmp_path / "tmp").mkdir()
    env = os.environ | {"TMPDIR": str(tmp_path / "tmp")}
    subprocess.run([sys.executable, "-c", code], check=True, env=env)
    assert list((tmp_path / "tmp").iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_a_forked_child_speaks_like_its_parent() -> None:
    code = f"""
import os, threading, warnings
warnings.simplefilter("ignore", DeprecationWarning)
from naqeeb.model import Voice
from naqeeb.speech.engines.espeak import Espeak
engine = Espeak(Voice(name="espeak", engine="espeak"))
text = {TEXTS[0]!r}
before = engine.speak(text)
going = threading.Event()
threading.Thread(target=lambda: [(engine.speak(text * 5), going.set()) for _ in range(9)]).start()
going.wait()
child = os.fork()
if child == 0:
    os._exit(0 if engine.speak(text) == before else 1)
assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_many_texts_take_no_more_memory_than_few() -> None:
    resource = pytest.importorskip("resource")
    engine = Espeak(VOICE)
    urdu = (TEXTS[0], TEXTS[5])
    for text in urdu:
        engine.speak(text)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(60):
        for text in urdu:
            engine.speak(text)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 4000  # kilobytes
    engine.close()


def test_a_library_is_gone_with_its_sound_as_soon_as_it_is_unloaded() -> None:
    gc.collect()
    gc.disable()  # it must not need the collector of cycles
    try:
        with library.Library(Espeak(VOICE)._manner) as loaded:
            loaded.say(TEXTS[0])
        gone = weakref.ref(loaded)
        del loaded
        assert gone() is None
    finally:
        gc.enable()


def test_two_copies_never_share_a_file_and_a_folder_that_is_gone_is_made_again(
    alone: dict[str, Clip],
) -> None:
    import shutil

    manner = Espeak(VOICE)._manner
    with library.Library(manner) as one, library.Library(manner) as other:
        assert one._file != other._file
        folder = one._home.folder
    shutil.rmtree(folder)
    assert _say(TEXTS[0]) == alone[TEXTS[0]]


def test_letters_of_other_scripts_are_read_by_their_own_dictionaries(
    alone: dict[str, Clip], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The data folder has few dictionaries at first; a text that wants more gets them."""
    monkeypatch.setattr(home, "_homes", {})
    engine = Espeak(VOICE)
    engine.speak(TEXTS[0])
    (only,) = home._homes.values()
    few = len(list(only.folder.rglob("*_dict")))
    assert engine.speak(TEXTS[4]) == alone[TEXTS[4]]
    assert few < 5 < len(list(only.folder.rglob("*_dict")))
    engine.close()


@pytest.mark.skipif(sys.platform == "win32", reason="nothing is swept there")
def test_what_a_killed_process_left_is_swept_after_a_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(home, "_homes", {})
    names = {
        f"naqeeb-espeak-{number}-{name}" for number in (os.getpid(), 2**22 + 1) for name in "ab"
    }
    for name in names | {"naqeeb-espeak-notes"}:
        (tmp_path / name).mkdir()
        if not name.endswith("b"):
            os.utime(tmp_path / name, (1000, 1000))
    _say(TEXTS[0])
    left = {path.name for path in tmp_path.iterdir()} & names
    assert names - left == {f"naqeeb-espeak-{2**22 + 1}-a"}
    assert (tmp_path / "naqeeb-espeak-notes").exists()
