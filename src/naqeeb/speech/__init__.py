"""Speech: chunks into clips, through engines that only know the protocol.

What fetches models (``model_store``) is imported by who needs it: it brings an HTTP client along.
"""

from naqeeb.speech.auto import Choice, choose, permit, place
from naqeeb.speech.budget import budget_left
from naqeeb.speech.cache import Cache, CacheStats
from naqeeb.speech.checks import check
from naqeeb.speech.engine import Engine, Phonetic
from naqeeb.speech.models import lies_here
from naqeeb.speech.registry import engine_for, engine_names, refuse_wrong_options
from naqeeb.speech.roles import stated as stated_roles
from naqeeb.speech.survey import VoiceState, hear, survey
from naqeeb.speech.synthesis import billed, speak, uncached, unchecked

__all__ = [
    "Cache",
    "CacheStats",
    "Choice",
    "Engine",
    "Phonetic",
    "VoiceState",
    "billed",
    "budget_left",
    "check",
    "choose",
    "engine_for",
    "engine_names",
    "hear",
    "lies_here",
    "permit",
    "place",
    "refuse_wrong_options",
    "speak",
    "stated_roles",
    "survey",
    "uncached",
    "unchecked",
]
