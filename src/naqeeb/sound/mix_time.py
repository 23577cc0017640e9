"""How long a track lasts besides its words: the rests and sounds of the mix, before it is made."""

from __future__ import annotations

from naqeeb.model import Line
from naqeeb.sound.bed import OPENING_MS
from naqeeb.sound.imaging import StationSound, break_between, lengths_ms
from naqeeb.sound.mix import LEAD_MS, REST_MS, TAIL_MS


class MixTime:
    """Says what stands between lines, as ``Mix`` puts it there.

    Args:
        station: how it sounds.

    Raises:
        SoundFileRefused: an intro, outro, sting or bed is not accepted.
    """

    def __init__(self, station: StationSound) -> None:
        self._sounds_ms = lengths_ms(station.settings, station.root)
        self._fade_ms = station.settings.fade_ms
        self._headline_stings = station.headline_stings

    def between_ms(self, before: Line | None, line: Line | None, pause_ms: float) -> float:
        """What lies between the words of two lines.

        Args:
            before: the line that was spoken last; None at the beginning.
            line: the next one; None at the end.
            pause_ms: what rests behind the line before, where nothing sounds there.
        """
        between = break_between(before, line, headline_stings=self._headline_stings)
        sounds, rest, length = self._sounds_ms, pause_ms, 0.0
        if before is None:
            rest = LEAD_MS
        if before is None and sounds["intro"]:
            length += LEAD_MS + sounds["intro"]
            rest = REST_MS
        if sounds["bed"] and between.bed_ends:
            length += OPENING_MS + 3 * self._fade_ms
        if between.sting and sounds["sting"]:
            length += REST_MS + sounds["sting"]
            rest = REST_MS
        if sounds["bed"] and between.bed_begins:
            length += OPENING_MS + 2 * self._fade_ms
        if line is not None:
            return length + rest
        outro = REST_MS + sounds["outro"] if sounds["outro"] else 0.0
        return length + outro + TAIL_MS
