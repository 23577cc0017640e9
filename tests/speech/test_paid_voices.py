"""The paid voices: what they send, what they make of the answer, and what is billed."""

from __future__ import annotations

import gc
import ssl
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from rest_speech import KEY, KEY_VARIABLES
from spoken import spoken
from voice_services import Services

from naqeeb import speech
from naqeeb.errors import SettingsError, VoiceFailed
from naqeeb.model import Clip, Voice
from naqeeb.pcm import mp3
from naqeeb.settings import VoiceSettings
from naqeeb.speech.ssml import markup

TEXTS = (
    "ایران اور روس کے صدور نے جمعرات کو ملاقات کی۔",
    "«تعاون» & <بات> جاری ہے؛ اور [سوال] بھی۔",
)
PAID = ("openai", "azure-uzma", "google-cloud", "elevenlabs")


@pytest.fixture(autouse=True)
def _ready(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in KEY_VARIABLES.values():
        monkeypatch.setenv(variable, KEY)
    for text in TEXTS:
        spoken(text)


def speak(voice: Voice, texts: tuple[str, ...] = TEXTS) -> list[Clip]:
    engine = speech.engine_for(voice)
    try:
        return list(speech.speak(engine, texts, jobs=1, cache=None, settings=VoiceSettings()))
    finally:
        engine.close()


@pytest.mark.parametrize("name", PAID)
def test_who_asks_after_it_was_closed_leaves_no_connection_open(
    services: Services, voices: dict[str, Voice], name: str
) -> None:
    """As a thread does whose article was given up while it was about to ask."""
    engine = speech.engine_for(voices[name])
    engine.speak(TEXTS[0])
    assert len(connections()) == 1
    engine.close()
    engine.speak(TEXTS[0])
    assert connections() == []
    assert services.of(voices[name].engine).connections == 2


def connections() -> list[ssl.SSLSocket]:
    """Those of this process that a client made and has not closed."""
    gc.collect()
    sockets = [each for each in gc.get_objects() if isinstance(each, ssl.SSLSocket)]
    return [each for each in sockets if not each.server_side and each.fileno() != -1]


@pytest.mark.parametrize("name", ["openai", "azure-uzma", "elevenlabs"])
def test_it_speaks_the_mp3_that_the_service_sends(
    services: Services, voices: dict[str, Voice], name: str
) -> None:
    (clip,) = speak(voices[name], TEXTS[:1])
    sound = mp3.decode(spoken(TEXTS[0]).mp3)
    assert (clip.pcm, clip.rate_hz) == (sound.pcm, sound.rate_hz)
    assert services.of(voices[name].engine).requests == [TEXTS[0]]


@pytest.mark.usefixtures("services")
def test_google_cloud_gives_the_samples_as_they_are(voices: dict[str, Voice]) -> None:
    (clip,) = speak(voices["google-cloud"], TEXTS[:1])
    assert clip.pcm == spoken(TEXTS[0]).clip.pcm


@pytest.mark.parametrize("name", ["google-cloud", "elevenlabs"])
def test_its_times_become_word_marks(
    services: Services, voices: dict[str, Voice], name: str
) -> None:
    (clip,) = speak(voices[name], TEXTS[:1])
    expected = spoken(TEXTS[0]).clip.marks
    assert [(mark.start, mark.end) for mark in clip.marks] == [
        (mark.start, mark.end) for mark in expected
    ]
    for mark, report in zip(clip.marks, expected, strict=True):
        assert mark.at_ms == pytest.approx(report.at_ms, abs=1.0)
    assert services.of(voices[name].engine).requests == [TEXTS[0]]


@pytest.mark.parametrize("name", ["openai", "azure-uzma", "google-cloud"])
def test_what_looks_like_markup_arrives_as_text(
    services: Services, voices: dict[str, Voice], name: str
) -> None:
    speak(voices[name], TEXTS[1:])
    assert services.of(voices[name].engine).requests == [TEXTS[1]]


@pytest.mark.parametrize("name", ["openai", "google-cloud", "elevenlabs"])
def test_a_piece_that_is_too_long_for_the_service_is_named_and_not_sent(
    services: Services, voices: dict[str, Voice], name: str
) -> None:
    """The service would answer with a 400 that says nothing of it."""
    text = " ".join(["خبر"] * 1500)
    with pytest.raises(VoiceFailed, match="at once") as caught:
        speak(replace(voices[name], max_chars=10_000), (text,))
    assert "max_chars" in caught.value.hint
    assert services.requests == []


def test_elevenlabs_takes_no_direction_from_a_text(
    services: Services, voices: dict[str, Voice]
) -> None:
    speak(voices["elevenlabs"], TEXTS[1:])
    (sent,) = services.of("elevenlabs").requests
    assert sent == TEXTS[1].replace("[", "(").replace("]", ")")


def test_elevenlabs_refuses_models_that_do_not_speak_urdu(voices: dict[str, Voice]) -> None:
    voice = replace(voices["elevenlabs"], options={"model": "eleven_multilingual_v2"})
    with pytest.raises(SettingsError, match="does not speak Urdu") as caught:
        speech.engine_for(voice)
    assert "eleven_v3" in caught.value.hint


@pytest.mark.parametrize("engine", ["azure", "google-cloud"])
def test_every_voice_file_of_it_speaks(
    services: Services, voices: dict[str, Voice], engine: str
) -> None:
    ours = [voice for voice in voices.values() if voice.engine == engine]
    for voice in ours:
        assert len(speak(voice, TEXTS[:1])) == 1
    assert len(services.of(engine).requests) == len(ours) >= 2
    assert {voice.sex for voice in ours} == {"male", "female"}


def test_each_names_its_licence_and_its_price(voices: dict[str, Voice]) -> None:
    for name in PAID:
        assert voices[name].price_per_million
        assert "contract" in voices[name].licence or "plan" in voices[name].licence


@pytest.mark.parametrize(
    ("name", "characters"),
    [
        ("openai", 4),
        ("elevenlabs", 4),
        ("azure-uzma", 8),
        ("google-cloud", 23),
    ],
)
def test_what_is_billed_is_what_the_service_counts(
    voices: dict[str, Voice], name: str, characters: int
) -> None:
    """The text; or the SSML: Azure leaves ``<speak>`` out, Google counts its 15 characters."""
    engine = speech.engine_for(voices[name])
    assert engine.billed("ا&اا") == characters  # type: ignore[attr-defined]
    free = speech.engine_for(replace(voices[name], price_per_million=0.0))
    assert free.billed("ا&اا") == 0  # type: ignore[attr-defined]


# -- SSML -------------------------------------------------------------------


def test_ssml_says_a_words_phonemes_where_the_voice_file_lists_them() -> None:
    inside = markup("«نقیب» نے، نقیبی", {"نقیب": "nəqiːb"})
    assert inside == '«<phoneme alphabet="ipa" ph="nəqiːb">نقیب</phoneme>» نے، نقیبی'


def test_ssml_pauses_where_a_mark_asks_for_it_and_the_voice_would_not() -> None:
    assert markup("ایک؛ دو، تین", {}) == 'ایک؛<break strength="medium"/> دو، تین'


def test_ssml_marks_name_the_place_of_each_word() -> None:
    assert markup("ایک دو", {}, marks=True) == '<mark name="0"/>ایک <mark name="4"/>دو'


@pytest.mark.parametrize("text", ["<speak>", "a & b", "]]>", "\x00\x0b\ufffe", "<!-- -->", "'\""])
def test_ssml_is_xml_whatever_the_text(text: str) -> None:
    root = ET.fromstring(f"<speak>{markup(text, {'a': 'x'}, marks=True)}</speak>")
    printable = "".join(char if char.isprintable() else " " for char in text)
    assert "".join(root.itertext()) == printable


@pytest.mark.parametrize("table", ["نقیب", {"نقیب": 3}, {"نقیب": '"/><audio src="x'}])
def test_phonemes_are_a_table_of_words(voices: dict[str, Voice], table: object) -> None:
    voice = replace(voices["azure-uzma"], options={"phonemes": table})
    with pytest.raises(SettingsError, match="phonemes"):
        speech.engine_for(voice)
