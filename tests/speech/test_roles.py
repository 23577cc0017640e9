"""A voice that speaks headlines and quotations otherwise: what its file says, and no more."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from naqeeb.errors import SettingsError
from naqeeb.model import Delivery, Voice
from naqeeb.settings import find_voice
from naqeeb.speech import engine_for, stated_roles
from naqeeb.speech.cache import key
from naqeeb.speech.roles import in_role

TEXT = "ایران اور روس کے صدور نے ملاقات کی۔"


def voice_with(roles: Any) -> Voice:
    return Voice("ours", "espeak", options={"rate": 150, "roles": roles})


def test_options_of_a_role_lie_over_those_of_the_voice() -> None:
    voice = voice_with({"headline": {"rate": 120}, "quote": {"pitch": 40}})
    assert in_role(voice, Delivery.HEADLINE).options == {"rate": 120}
    assert in_role(voice, Delivery.QUOTE).options == {"rate": 150, "pitch": 40}
    assert in_role(voice, Delivery.LIST).options == {"rate": 150}
    assert in_role(voice, Delivery.PLAIN).options == {"rate": 150}


def test_a_voice_without_roles_states_none() -> None:
    assert stated_roles(replace(voice_with({}), options={})) == frozenset()


@pytest.mark.parametrize(
    ("roles", "hint"),
    [
        ({"hedline": {"rate": 120}}, "did you mean headline?"),
        ({"sport": {"rate": 120}}, "known: headline, quote, dialogue, list"),
        ({"quote": 120}, r"write \[options.roles.quote\]"),
        (["headline"], r"tables such as \[options.roles.headline\]"),
    ],
)
def test_a_role_that_is_wrong_is_named(roles: Any, hint: str) -> None:
    with pytest.raises(SettingsError, match=hint):
        engine_for(voice_with(roles))


def test_an_option_of_a_role_is_checked_like_any_other() -> None:
    with pytest.raises(SettingsError, match="rate"):
        engine_for(voice_with({"headline": {"rate": 9000}}), Delivery.HEADLINE)


def test_each_role_has_a_place_of_its_own_in_the_cache() -> None:
    voice = voice_with({"headline": {"rate": 120}})
    plain, headline = engine_for(voice), engine_for(voice, Delivery.HEADLINE)
    assert key(plain, TEXT) != key(headline, TEXT)
    without = engine_for(replace(voice, options={"rate": 150}))
    assert key(plain, TEXT) == key(without, TEXT), "clips of before are found again"


def test_the_embedded_voice_speaks_headlines_slower_and_quotations_lower() -> None:
    voice = find_voice("espeak", Path())
    lengths = {role: engine_for(voice, role).speak(TEXT).duration_ms for role in Delivery}
    assert lengths[Delivery.HEADLINE] > 1.03 * lengths[Delivery.PLAIN]
    assert lengths[Delivery.QUOTE] > 1.01 * lengths[Delivery.PLAIN]
    assert lengths[Delivery.DIALOGUE] == lengths[Delivery.PLAIN]
