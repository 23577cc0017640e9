"""The types that flow from room to room.

Everything here is frozen and picklable, times are aware UTC datetimes or
milliseconds from the start of the track, and lengths of text are counted in
Python characters. This room imports nothing of naqeeb.
"""

from naqeeb.model.article import Article, Block
from naqeeb.model.episode import Caption, Chapter, Episode, State, Written, hashed_name
from naqeeb.model.script import Chunk, Delivery, Line, Pause, Role, Script, Span, Word
from naqeeb.model.show import Show
from naqeeb.model.sound import AudioFile, Cue, CueWord, SoundReport, Track
from naqeeb.model.speech import Clip, Mark, ModelFile, Take, Voice

__all__ = [
    "Article",
    "AudioFile",
    "Block",
    "Caption",
    "Chapter",
    "Chunk",
    "Clip",
    "Cue",
    "CueWord",
    "Delivery",
    "Episode",
    "Line",
    "Mark",
    "ModelFile",
    "Pause",
    "Role",
    "Script",
    "Show",
    "SoundReport",
    "Span",
    "State",
    "Take",
    "Track",
    "Voice",
    "Word",
    "Written",
    "hashed_name",
]
