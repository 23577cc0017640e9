"""Roles from the text to the takes: the voice changes its manner, and is opened once for each."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from naqeeb import speech
from naqeeb.desk.cast import Cast
from naqeeb.desk.job import Job, article_job
from naqeeb.desk.speak import takes
from naqeeb.desk.voices import OpenCast
from naqeeb.errors import SettingsError
from naqeeb.model import Article, Take, Voice
from naqeeb.script import compose
from naqeeb.settings import Settings, find_voice

ARTICLE = Article(
    "x", "سیلاب کی تباہی", ("وزیر نے کہا: ”ہم تیار ہیں۔ ہم پیچھے نہیں ہٹیں گے۔“ سب نے سنا۔",)
)


def job() -> Job:
    return article_job(Settings(jobs=1), "x", ARTICLE)


def taken(voice: Voice) -> list[Take]:
    with closing(speech.engine_for(voice)) as engine:
        speakers = OpenCast(Cast(voice), {voice.name: engine})
        return list(takes(job(), compose([ARTICLE]), speakers, speech.Cache()))


def test_title_and_quotation_are_spoken_in_their_roles() -> None:
    voice = find_voice("espeak", Path())
    assert [take.voice.options["rate"] for take in taken(voice)] == [142, 150, 145, 150]
    assert {take.voice.name for take in taken(voice)} == {"espeak"}


def test_a_voice_without_roles_speaks_all_alike() -> None:
    voice = find_voice("espeak", Path())
    plain = replace(voice, options={"rate": 150})
    assert {take.voice.options["rate"] for take in taken(plain)} == {150}


def test_a_wrong_option_is_refused_before_the_first_word() -> None:
    voice: Any = find_voice("espeak", Path())
    roles = {"quote": {"pich": 40}}
    wrong = replace(voice, options=voice.options | {"roles": roles})
    speakers = OpenCast(Cast(wrong), {wrong.name: speech.engine_for(wrong)})
    arriving = takes(job(), compose([ARTICLE]), speakers, speech.Cache())
    with pytest.raises(SettingsError, match="did you mean pitch"):
        next(arriving)
