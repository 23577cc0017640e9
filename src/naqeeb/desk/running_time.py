"""How long a script will last: estimated before it is voiced, known of what was heard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import attrgetter

from naqeeb.desk.cast import Cast, Recording
from naqeeb.desk.write import chunks
from naqeeb.model import Chunk, Line, Role, Script
from naqeeb.settings import Settings, SoundSettings
from naqeeb.sound import StationSound
from naqeeb.sound.mix_time import MixTime
from naqeeb.sound.pauses import varied_pause_ms
from naqeeb.text.closing_marks import CLOSING
from naqeeb.text.spoken_length import spoken_chars

_STOPS = "۔؟!?…."
_BEHIND_STOP = f"{CLOSING}}}\u2060 "


@dataclass(frozen=True, slots=True)
class Heard:
    """What a recording showed of its voices; before the first one, what their files say."""

    pace: float = 1.0
    """How much longer they speak than is estimated."""
    lines_ms: Mapping[tuple[Role, str], float] = field(default_factory=dict)
    """How long each line was spoken, without the pauses in it."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of a story's text."""

    paragraph: int
    ms: float
    """With the pause behind it."""
    is_end: bool = True
    """Whether a sentence ends with it, behind which the story may be left."""


@dataclass(frozen=True, slots=True)
class Lengths:
    """How long the parts of a bulletin are, in ms."""

    fixed_ms: float
    """What is said whichever stories are read."""
    openings_ms: Mapping[int, float]
    """Headline, link and title of each story."""
    texts: Mapping[int, tuple[TextLine, ...]]
    """The lines of each story's text."""
    pauses_ms: float = 0.0
    """All pauses together; they are in the other figures too."""

    @property
    def all_ms(self) -> float:
        """The whole bulletin."""
        return self.fixed_ms + sum(map(self.story_ms, self.texts.keys() | self.openings_ms.keys()))

    def story_ms(self, story: int) -> float:
        """One story, with all of its text."""
        text = sum(line.ms for line in self.texts.get(story, ()))
        return self.openings_ms.get(story, 0.0) + text


@dataclass(frozen=True, slots=True)
class _Timed:
    """A line in time."""

    number: int
    line: Line
    before_ms: float
    """What sounds before it, such as an intro or a sting, but for the pause of the line before."""
    speech_ms: float
    within_ms: float
    """Pauses within it."""
    behind_ms: float
    """The pause behind it."""

    @property
    def pauses_ms(self) -> float:
        """Its pauses."""
        return self.within_ms + self.behind_ms

    @property
    def key(self) -> tuple[Role, str]:
        """By what it is known again in another bulletin of the same stories."""
        return self.line.role, self.line.spoken


def lengths_of(
    written: Script, cast: Cast, settings: Settings, heard: Heard | None = None
) -> Lengths:
    """How long a bulletin will last.

    Args:
        written: its script.
        cast: who speaks: the pace of their voices counts.
        settings: of the run; its pauses count.
        heard: of an earlier recording of the same stories.
    """
    heard = heard or Heard()
    fixed = pauses = 0.0
    openings: dict[int, float] = {}
    texts: dict[int, list[TextLine]] = {}
    for each in _timed(written, cast, settings):
        line = each.line
        pauses += each.pauses_ms
        spoken = heard.lines_ms.get(each.key, each.speech_ms * heard.pace) + each.pauses_ms
        if line.role is Role.BODY:
            texts.setdefault(line.story, []).append(TextLine(line.paragraph, spoken, _ends(line)))
            openings[line.story] = openings.get(line.story, 0.0) + each.before_ms
        elif line.role in (Role.LINK, Role.TITLE) or (
            line.role is Role.HEADLINE and line.paragraph >= 0
        ):
            openings[line.story] = openings.get(line.story, 0.0) + each.before_ms + spoken
        else:
            fixed += each.before_ms + spoken
    fixed += MixTime(StationSound.of(settings)).between_ms(written.lines[-1], None, 0.0)
    return Lengths(fixed, openings, {story: tuple(lines) for story, lines in texts.items()}, pauses)


def heard_in(recording: Recording, settings: Settings, before: Heard) -> Heard:
    """What a recording showed, over what was known before.

    Args:
        recording: of a bulletin.
        settings: with the pauses that it was made with.
        before: what earlier recordings showed.
    """
    cues = {cue.line: cue for cue in recording.track.cues}
    lines_ms, estimated, spoken = dict(before.lines_ms), 0.0, 0.0
    for each in _timed(recording.script, recording.cast, settings):
        if (cue := cues.get(each.number)) is not None:
            speech = max(0.0, cue.end_ms - cue.start_ms - each.within_ms)
            lines_ms[each.key] = speech
            estimated += each.speech_ms
            spoken += speech
    return Heard(spoken / estimated if estimated and spoken else before.pace, lines_ms)


def _timed(written: Script, cast: Cast, settings: Settings) -> Iterator[_Timed]:
    mix_time, before, rest = MixTime(StationSound.of(settings)), None, 0.0
    last = len(written.lines) - 1
    pieces = chunks(written, cast.voices, settings)
    for number, of_line in groupby(pieces, key=attrgetter("line")):
        line = written.lines[number]
        parts: tuple[Chunk, ...] = tuple(of_line)
        pace = cast.speaker(line).chars_per_second
        speech = sum(spoken_chars(part.text) * 1000 / pace for part in parts)
        sounds = mix_time.between_ms(before, line, rest) - rest
        *within, behind = (varied_pause_ms(part, settings.sound) for part in parts)
        # Behind the last word comes the end of the track.
        before, rest = line, behind if number < last else 0.0
        yield _Timed(number, line, sounds, speech, sum(within), rest)


def _ends(line: Line) -> bool:
    """Whether a story may be left behind a line: after a sentence, never after a heading."""
    return not line.is_heading and line.written.rstrip(_BEHIND_STOP).endswith(tuple(_STOPS))


def with_pauses(sound: SoundSettings, share: float) -> SoundSettings:
    """The settings with all pauses longer or shorter by a share of them."""
    return replace(sound, **{name: round(getattr(sound, name) * share) for name in _PAUSES})


_PAUSES = (
    "comma_ms", "breath_ms", "clause_ms", "sentence_ms", "quote_ms", "item_ms", "turn_ms",
    "headline_ms", "paragraph_ms", "title_ms", "story_ms",
)  # fmt: skip
