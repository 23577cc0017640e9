"""A voice in its roles: ``[options.roles.headline]`` says how it speaks headlines.

A role's options lie over those of the voice, so an engine needs to know nothing of roles:
for each one that is stated there is an engine of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from naqeeb.errors import SettingsError
from naqeeb.model import Delivery, Voice
from naqeeb.settings.table import nearest
from naqeeb.speech.options import wrong

KEY = "roles"
_NAMES = tuple(each.value for each in Delivery if each is not Delivery.PLAIN)


def stated(voice: Voice) -> frozenset[Delivery]:
    """The roles in which a voice speaks otherwise.

    Raises:
        SettingsError: a role is not known, or holds no options.
    """
    roles = voice.options.get(KEY, {})
    if not isinstance(roles, Mapping):
        raise _wrong(voice, KEY, "it must hold tables such as [options.roles.headline]")
    for name, options in roles.items():
        if name not in _NAMES:
            known = f"known: {', '.join(_NAMES)}"
            raise _wrong(voice, name, nearest(name, _NAMES, otherwise=known))
        if not isinstance(options, Mapping):
            raise _wrong(voice, name, f"write [options.roles.{name}] and the options below it")
    return frozenset(map(Delivery, roles))


def in_role(voice: Voice, role: Delivery) -> Voice:
    """The voice as it speaks in a role; as always where it states nothing for it.

    Raises:
        SettingsError: a role is not known, or holds no options.
    """
    own = {name: value for name, value in voice.options.items() if name != KEY}
    if role not in stated(voice):
        return replace(voice, options=own)
    roles = voice.options[KEY]
    assert isinstance(roles, Mapping)  # noqa: S101 - stated has looked
    return replace(voice, options=own | dict(roles[role.value]))


def _wrong(voice: Voice, key: str, hint: str) -> SettingsError:
    return wrong(voice, key, f"[options.roles] {key} is not a role", hint, table="options.roles")
