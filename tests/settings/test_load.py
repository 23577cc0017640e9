"""``naqeeb.toml`` and voice files: everything has a default, and typos are answered."""

from __future__ import annotations

import contextlib
import pickle
import re
from dataclasses import fields
from pathlib import Path
from typing import get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naqeeb.errors import SettingsError, VoiceUnknown
from naqeeb.settings import (
    Settings,
    SoundSettings,
    find_voice,
    load,
    load_voices,
    read_voice,
)
from naqeeb.settings.load import with_sound


def write(folder: Path, text: str, name: str = "naqeeb.toml") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


# -- the file --------------------------------------------------------------


def test_no_file_is_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    settings = load()
    assert settings == Settings(root=tmp_path)
    assert settings.voice.name == "auto"
    assert settings.show.title


def test_the_file_in_the_current_folder_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, '[show]\ntitle = "ریڈیو"\n')
    monkeypatch.chdir(tmp_path)
    assert load().show.title == "ریڈیو"


def test_everything_that_is_said_is_taken(tmp_path: Path) -> None:
    text = """
    output = "public"
    jobs = 2
    [show]
    title = "ریڈیو"
    author = "ٹیم"
    email = "news@example.org"
    site_url = "https://example.org/radio/"
    category = ["News / Politics", "Sports"]
    explicit = true
    kind = "serial"
    [intake]
    private_addresses = true
    [voice]
    name = "espeak"
    fallback = ["gtts"]
    deadline_s = 30
    [sound]
    lufs = -16
    sample_rate = 44100
    [script]
    drop_gloss = false
    [site]
    feed_items = 50
    [cluster]
    address = "tcp://127.0.0.1:8786"
    """
    settings = load(write(tmp_path, text))
    assert settings.root == tmp_path.resolve()
    assert settings.output == tmp_path.resolve() / "public"
    assert settings.jobs == 2
    assert settings.show.categories == (("News", "Politics"), ("Sports", ""))
    assert settings.show.explicit
    assert settings.show.kind == "serial"
    assert settings.intake.private_addresses
    assert (settings.voice.fallback, settings.voice.deadline_s) == (("gtts",), 30.0)
    assert isinstance(settings.voice.deadline_s, float)
    assert (settings.sound.lufs, settings.sound.sample_rate) == (-16.0, 44100)
    assert settings.site.feed_items == 50
    assert pickle.loads(pickle.dumps(settings)) == settings


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "naqeeb.toml").write_bytes(b"\xef\xbb\xbf[show]\ntitle = 'x'\n")
    assert load(tmp_path / "naqeeb.toml").show.title == "x"


def test_several_shows_need_a_slug_each(tmp_path: Path) -> None:
    both = '[[show]]\ntitle = "a"\nslug = "a"\n[[show]]\ntitle = "b"\nslug = "b"\n'
    assert [show.slug for show in load(write(tmp_path, both)).shows] == ["a", "b"]
    for wrong in (both.replace('slug = "b"', 'slug = "a"'), both.replace('slug = "b"\n', "")):
        with pytest.raises(SettingsError, match="a slug each"):
            load(write(tmp_path, wrong))


# -- typos -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "place", "hint"),
    [
        ("[shwo]\n", "shwo", "did you mean show?"),
        ("[show]\ntitel = 'x'\n", "[show] titel", "did you mean title?"),
        ("[voice]\nnam = 'x'\n", "[voice] nam", "did you mean name?"),
        ("[sound]\nluffs = -19\n", "[sound] luffs", "did you mean lufs?"),
        ("[site]\nfeeditems = 9\n", "[site] feeditems", "did you mean feed_items?"),
        ("[cluster]\nadress = 'x'\n", "[cluster] adress", "did you mean address?"),
        (
            "[intake]\nzzz = 1\n",
            "[intake] zzz",
            "known: language_check, max_chars, private_addresses, sites",
        ),
        ("outptu = 'x'\n", "outptu", "did you mean output?"),
    ],
)
def test_a_key_that_is_not_known_names_the_nearest(
    tmp_path: Path, text: str, place: str, hint: str
) -> None:
    with pytest.raises(SettingsError, match=re.escape(f"{place} is not a setting")) as error:
        load(write(tmp_path, text))
    assert error.value.hint == hint


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[show]\ntitle = 7\n", "[show] title is 7, which is not a text"),
        ("[show]\nexplicit = 'yes'\n", "is 'yes', which is not true or false"),
        ("[show]\nkind = 'daily'\n", "is 'daily', which is not one of 'episodic', 'serial'"),
        ("[sound]\nlufs = '-19'\n", "is '-19', which is not a number"),
        ("[sound]\nquality = 7.5\n", "is 7.5, which is not a whole number"),
        ("[sound]\nlufs = true\n", "is True, which is not a number"),
        # In other figures than decimal ones TOML sets no limit.
        (f"[sound]\nbitrate_kbps = 0x{'f' * 4000}\n", "is a number of thousands of digits"),
        (f"[sound]\nlufs = 0x{'f' * 4000}\n", "is a number of thousands of digits"),
        ("[sound]\nsample_rate = 48000\n", "is 48000, which is not one of 'native', 44100"),
        ("[voice]\nauto = 'espeak'\n", "is 'espeak', which is not a list of texts"),
        ("[voice]\nauto = [1]\n", "which is not a list of texts"),
        ("[sound]\neditions = ['flac']\n", "['flac'], which is not a list of any of 'opus', 'm4b'"),
        ("[sound]\neditions = 'opus'\n", "is 'opus', which is not a list of any of"),
        ("[show]\ncategory = 5\n", "[show] category must be a text or a list of texts"),
        ("voice = 'espeak'\n", "[voice] must be a table"),
    ],
)
def test_a_value_of_the_wrong_kind_is_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(SettingsError, match=re.escape(said)):
        load(write(tmp_path, text))


@pytest.mark.parametrize(
    "text", ["output = 7\n", "jobs = 'two'\n", "show = 7\n", "show = [7]\n", "jobs = -1\n"]
)
def test_a_wrong_value_at_the_top_is_named_too(tmp_path: Path, text: str) -> None:
    with pytest.raises(SettingsError):
        load(write(tmp_path, text))


@pytest.mark.parametrize("data", [b"[show\n", b"title =\n", b"a = 1\na = 2\n"])
def test_what_is_not_toml_is_named(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "naqeeb.toml").write_bytes(data)
    with pytest.raises(SettingsError, match="is not TOML"):
        load(tmp_path / "naqeeb.toml")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="there is no settings file") as error:
        load(tmp_path / "none.toml")
    assert "naqeeb init" in error.value.hint
    with pytest.raises(SettingsError, match="cannot be read"):
        load(tmp_path)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_is_read_or_answered(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = write(tmp_path_factory.getbasetemp(), text, "any.toml")
    with contextlib.suppress(SettingsError):
        load(path)


# -- an article's own sound ------------------------------------------------


def test_front_matter_lies_over_the_sound() -> None:
    stated = {"lufs": "-16", "intro": "pips", "data_saver": "true", "comma_ms": "50"}
    made = with_sound(SoundSettings(outro="out.mp3"), stated, "a.txt")
    assert (made.lufs, made.intro, made.data_saver, made.comma_ms) == (-16.0, "pips", True, 50)
    assert made.outro == "out.mp3"
    plain = SoundSettings()
    assert with_sound(plain, {}, "a.txt") is plain


@pytest.mark.parametrize("text", ['["opus", "m4b"]', "opus, m4b", "[opus, m4b]"])
def test_a_list_in_front_matter_may_be_written_as_people_write_it(text: str) -> None:
    made = with_sound(SoundSettings(), {"editions": text}, "a.txt")
    assert made.editions == ("opus", "m4b")


@pytest.mark.parametrize(
    "stated",
    [{"lufs": "loud"}, {"intor": "pips"}, {"quality": "7.5"}, {"editions": "flac"}],
)
def test_a_wrong_sound_in_front_matter_names_the_article(stated: dict[str, str]) -> None:
    with pytest.raises(SettingsError, match=r"a\.txt"):
        with_sound(SoundSettings(), stated, "a.txt")


# -- voices ----------------------------------------------------------------


def test_our_own_voices_are_all_sound(tmp_path: Path) -> None:
    voices = load_voices(tmp_path)
    assert {"espeak", "gtts", "tone"} <= voices.keys()
    for name, voice in voices.items():
        assert voice.name == name
        assert voice.licence, name
        assert find_voice(name, tmp_path) == voice


def test_the_users_own_voice_stands_before_ours(tmp_path: Path) -> None:
    write(tmp_path, 'engine = "tone"\nregion = "PK"\n', "voices/espeak.toml")
    assert find_voice("espeak", tmp_path).engine == "tone"
    assert load_voices(tmp_path)["espeak"].region == "PK"
    folder = find_voice("espeak", tmp_path).options["folder"]
    assert folder == str((tmp_path / "voices").resolve())


def test_an_unknown_voice_lists_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(VoiceUnknown, match="'espaek'") as error:
        find_voice("espaek", tmp_path)
    assert "did you mean espeak?" in error.value.hint


@pytest.mark.parametrize("name", ["../espeak", "a/b", "", ".", "..", "/etc/passwd", "x" * 300])
def test_a_voices_name_is_no_path(tmp_path: Path, name: str) -> None:
    with pytest.raises(VoiceUnknown):
        find_voice(name, tmp_path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sex = 'male'\n", "must name its engine"),
        ("engine = 'tone'\nname = 'x'\n", "named by its file"),
        ("engine = 'tone'\nsex = 'loud'\n", "is 'loud', which is not one of"),
        ("engine = 'tone'\nmax_char = 7\n", "max_char is not a setting"),
        ("engine = 'tone'\noptions = 'x'\n", "options is 'x', which is not a table"),
    ],
)
def test_a_wrong_voice_file_is_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(SettingsError, match=re.escape(said)):
        read_voice(write(tmp_path, text, "voices/x.toml"))


def test_every_setting_has_a_plain_type() -> None:
    """So that whatever stands in the file can be checked."""
    for section in fields(Settings):
        kind = get_type_hints(Settings)[section.name]
        if kind.__module__ == "naqeeb.settings":
            assert kind() == kind()


def test_a_font_for_the_site_is_one_for_each_show(tmp_path: Path) -> None:
    path = tmp_path / "naqeeb.toml"
    path.write_text('[site]\nfont = true\n[[show]]\nslug = "a"\n[[show]]\nslug = "b"\n', "utf-8")
    assert [show.font for show in load(path).shows] == [True, True]
    path.write_text('[[show]]\nslug = "a"\nfont = true\n[[show]]\nslug = "b"\n', "utf-8")
    assert [show.font for show in load(path).shows] == [True, False]


@pytest.mark.parametrize(
    "text",
    [
        f"jobs = 0x{'f' * 5_000}",
        f"{'x' * 5_000} = 1",
        "[intake.sites.'a.pk']\nheaders = {Authorization = 'canary', x = 1}",
        "[[editions]]\nname = 'a'\nfeeds = ['https://user:canary@a.pk/?token=canary', 1]",
    ],
    ids=["digits", "key", "headers", "feeds"],
)
def test_a_fault_echoes_little_and_no_secret(tmp_path: Path, text: str) -> None:
    with pytest.raises(SettingsError) as error:
        load(write(tmp_path, text))
    assert len(str(error.value).replace(str(tmp_path), "")) < 600
    assert "canary" not in str(error.value)


@pytest.mark.parametrize("name", ["naqeb.toml", "sub/naqeeb.toml"])
def test_a_mistyped_settings_file_is_answered_with_the_nearest(tmp_path: Path, name: str) -> None:
    (tmp_path / "naqeeb.toml").write_text("", "utf-8")
    with pytest.raises(SettingsError, match="there is no settings file") as caught:
        load(tmp_path / name)
    meant = f"did you mean {tmp_path / 'naqeeb.toml'}? "
    assert caught.value.hint.startswith(meant) is (name == "naqeb.toml")


@pytest.mark.parametrize(
    ("stated", "missing"),
    [("", "name"), ('name = "a.onnx"\n', "url"), ('url = "https://example.org/a"\n', "name")],
)
def test_what_a_table_must_state_is_named(tmp_path: Path, stated: str, missing: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(f'engine = "tone"\n[[files]]\n{stated}', "utf-8")
    with pytest.raises(SettingsError, match=rf"own\.toml:2: \[files\] {missing} is missing"):
        read_voice(path)
