"""Script: written Urdu into what an announcer says. Knows no network, no audio, no feed."""

from naqeeb.script.announcer import Announcer
from naqeeb.script.chunking import chunks
from naqeeb.script.compose import compose, refuse_faulty_marks
from naqeeb.script.lexicon import Lexicon, refuse_unknown
from naqeeb.script.review import Finding, review
from naqeeb.script.romanise import romanise
from naqeeb.script.speaking import speakable
from naqeeb.script.splitting import sentences
from naqeeb.script.unheard import silent

__all__ = [
    "Announcer",
    "Finding",
    "Lexicon",
    "chunks",
    "compose",
    "refuse_faulty_marks",
    "refuse_unknown",
    "review",
    "romanise",
    "sentences",
    "silent",
    "speakable",
]
