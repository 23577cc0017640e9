"""Chunks: lines cut to what a voice takes, where a speaker would breathe."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import NamedTuple
from unicodedata import combining

from naqeeb.model import Chunk, Delivery, Line, Pause, Role, Script
from naqeeb.script.breath import Grade, Place, places

WANTED_RUN_S = 6.0
"""A run, from pause to pause, that is longer gets a breath at the best place there is."""
LONGEST_RUN_S = 14.0
"""A run that is longer gets one at any place. Estimated: 16 s must not be passed when spoken."""
_SHORT_S = 1.6
"""A piece that is shorter sounds chopped off."""
_COSTS = {
    Grade.STOP: 0.0,
    Grade.CLAUSE_MARK: 0.1,
    Grade.COMMA: 0.3,
    Grade.CLAUSE: 0.6,
    Grade.RELATIVE: 1.2,
    Grade.PHRASE: 3.0,
    Grade.CASE: 16.0,
    Grade.WORD: 50.0,
    Grade.NAME: 200.0,
    Grade.BOUND: 5000.0,
}
"""What a cut at a place of each grade costs."""
_COST_IN_WORD = 1e6
_SECONDS_A_COST = 1.2
"""A run that is so much longer than wanted costs 1, one twice as much longer 4."""
_COST_OF_LONGEST = 1000.0
_COST_OF_SHORT = 4.0
_HOPELESS_S = 20.0
"""No piece that is longer is looked at, where there is any other."""
_CLOSE_CHARS = 8
"""Of the worst places so close together one is enough to choose from."""


class _Piece(NamedTuple):
    """A stretch of a line; the pause after it is None where the line ends."""

    start: int
    end: int
    pause: Pause | None


class _Cut(NamedTuple):
    """A place at which a line may be cut, and what it costs."""

    end: int
    """Where what stands before it ends."""
    start: int
    """Where what stands behind it begins: one further, but within a word."""
    cost: float
    pause: Pause


def chunks(script: Script, max_chars: int, *, chars_per_second: float = 0.0) -> Iterator[Chunk]:
    """The chunks of ``script``, in order.

    Args:
        script: what is to be spoken.
        max_chars: the voice's limit for ``Chunk.voiced``, at least 1.
        chars_per_second: how fast the voice speaks. By it runs of about
            ``WANTED_RUN_S`` seconds are made; 0 cuts no more than the limit needs.

    Raises:
        ValueError: ``max_chars`` is less than 1.
    """
    if max_chars < 1:
        raise ValueError("a chunk holds at least one character")
    for index, (line, following) in enumerate(pairwise((*script.lines, None))):
        if line is None:
            continue
        last = _pause_after(line, following)
        for start, end, pause in _pieces(line, max_chars, chars_per_second):
            stated_ms = line.pause_ms if pause is None else None
            yield Chunk(index, start, end, line.spoken[start:end], pause or last, stated_ms)


def _pause_after(line: Line, following: Line | None) -> Pause:
    if following is None:
        return Pause.SENTENCE
    if line.role is Role.TITLE and following.role is not Role.TITLE:
        return Pause.TITLE
    if line.role is Role.BODY and (
        following.story != line.story or following.role is not Role.BODY
    ):
        return Pause.STORY
    if line.role is following.role is Role.HEADLINE and line.story != following.story:
        both = line.delivery is following.delivery is Delivery.HEADLINE
        return Pause.HEADLINE if both else Pause.PARAGRAPH
    if (line.role, line.paragraph, line.story) != (
        following.role,
        following.paragraph,
        following.story,
    ):
        is_body = line.role is following.role is Role.BODY
        return _pause_between(line.delivery, following.delivery) if is_body else Pause.PARAGRAPH
    quotes = (line.delivery is Delivery.QUOTE) + (following.delivery is Delivery.QUOTE)
    return Pause.QUOTE if quotes == 1 else Pause.SENTENCE


def _pause_between(before: Delivery, after: Delivery) -> Pause:
    """The pause between two paragraphs that are spoken so."""
    if before is not after and Delivery.HEADLINE in (before, after):
        return Pause.TITLE
    if before is after is Delivery.LIST:
        return Pause.ITEM
    if before is after is Delivery.DIALOGUE:
        return Pause.TURN
    return Pause.PARAGRAPH


def _pieces(line: Line, most: int, chars_per_second: float) -> Iterator[_Piece]:
    text = line.spoken
    if not text:
        return
    seconds = _seconds(text, chars_per_second)
    if len(text) <= most and seconds[-1] <= WANTED_RUN_S:
        yield _Piece(0, len(text), None)
        return
    run_s = 0.0
    chosen = _cheapest(_cuts(line, most), seconds, most)
    for number, cut in enumerate(chosen):
        start = chosen[number - 1].start if number else 0
        following = chosen[number + 1].end if number + 1 < len(chosen) else len(text)
        run_s += seconds[cut.end] - seconds[start]
        pause = cut.pause
        if pause is Pause.NONE and run_s + seconds[following] - seconds[cut.start] > LONGEST_RUN_S:
            pause = Pause.BREATH
        elif pause is Pause.BREATH and not chars_per_second:
            pause = Pause.COMMA
        if pause is not Pause.NONE:
            run_s = 0.0
        yield _Piece(start, cut.end, pause)
    yield _Piece(chosen[-1].start if chosen else 0, len(text), None)


def _seconds(text: str, chars_per_second: float) -> list[float]:
    """When each character begins, and when the last one ends: vowel signs take no time."""
    if not chars_per_second:
        return [0.0] * (len(text) + 1)
    beat = 1 / chars_per_second
    beats = [0.0 if combining(char) else beat for char in text]
    return list(accumulate(beats, initial=0.0))


def _cuts(line: Line, most: int) -> list[_Cut]:
    """Every place worth a thought, in order."""
    cuts: list[_Cut] = []
    start = 0
    last_kept = {Grade.WORD: 0, Grade.NAME: 0, Grade.BOUND: 0}
    close = min(_CLOSE_CHARS, most // 8)
    for place in (*places(line), Place(len(line.spoken), Grade.STOP, Pause.NONE)):
        # A word over the limit has to be cut itself.
        step = max(1, most - 1)
        inside = range(start + step, place.at, step)
        cuts += [_Cut(at, at, _COST_IN_WORD, Pause.NONE) for at in inside]
        start = place.at + 1
        if place.grade in last_kept:
            if place.at - last_kept[place.grade] < close:
                continue
            last_kept[place.grade] = place.at
        cuts.append(_Cut(place.at, start, _COSTS[place.grade], place.pause))
    return cuts[:-1]


def _cheapest(cuts: list[_Cut], seconds: list[float], most: int) -> list[_Cut]:
    """The cuts that cost the least together with the pieces between them.

    The cheapest way to each cut in turn is one of the cheapest ways to an earlier one, and a
    piece from there on (dynamic programming).
    """
    end = len(seconds) - 1
    ways = [_Cut(0, 0, 0.0, Pause.NONE), *cuts, _Cut(end, end, 0.0, Pause.NONE)]
    begins = [seconds[way.start] for way in ways]
    costs = [0.0]
    before = [0]
    first = 0
    beginnings = _Beginnings(begins, costs, _SHORT_S if seconds[end] else 0.0)
    for number in range(1, len(ways)):
        here = ways[number]
        now = seconds[here.end]
        # One character less, for the comma that a voice is given where a sentence goes on.
        room = most if here.end == end else max(1, most - 1)
        while first < number - 1 and (
            here.end - ways[first].start > room or now - begins[first + 1] > _HOPELESS_S
        ):
            first += 1
        best, cost = first, float("inf")
        for earlier in beginnings.worth_trying(now, first):
            cost_of_run = _cost_of_run(now - begins[earlier])
            if costs[earlier] + cost_of_run < cost:
                best, cost = earlier, costs[earlier] + cost_of_run
            elif beginnings.least(earlier) + cost_of_run >= cost:
                break
        costs.append(cost + here.cost)
        before.append(best)
    chosen: list[_Cut] = []
    number = before[-1]
    while number:
        chosen.append(ways[number])
        number = before[number]
    return chosen[::-1]


class _Beginnings:
    """Where a piece may begin that ends here, as its end moves on.

    Args:
        begins: when each way begins, in seconds.
        costs: what the ways cost up to here; it grows from outside.
        short_s: a piece that is shorter costs the more, the shorter it is; any other does not.
    """

    def __init__(self, begins: list[float], costs: list[float], short_s: float) -> None:
        self.begins, self.costs, self.short_s = begins, costs, short_s
        self.near = 0
        """The first from which a piece is too short."""
        self.far: list[int] = []
        """Of those before it the ones that no later one undercuts: a longer piece costs no less."""
        self.long = 0
        """From so many of ``far`` a piece is longer than wanted."""

    def worth_trying(self, now: float, first: int) -> list[int]:
        """The beginnings from ``first`` on of which one costs the least, the last first."""
        begins, costs, far = self.begins, self.costs, self.far
        while self.near < len(costs) and now - begins[self.near] >= self.short_s:
            while far and costs[far[-1]] >= costs[self.near]:
                far.pop()
            far.append(self.near)
            self.near += 1
        while far and far[0] < first:
            del far[0]
            self.long -= 1
        self.long = min(max(self.long, 0), len(far))
        while self.long < len(far) and now - begins[far[self.long]] > WANTED_RUN_S:
            self.long += 1
        # From the first that is not too long a piece costs nothing, and it costs least itself.
        return [*range(len(costs) - 1, max(first, self.near) - 1, -1), *far[self.long :: -1]]

    def least(self, beginning: int) -> float:
        """What any earlier beginning costs at least; near ones say nothing of the others."""
        return self.costs[self.far[0]] if beginning < self.near else float("-inf")


def _cost_of_run(seconds: float) -> float:
    """What a piece costs for its length alone."""
    if _SHORT_S <= seconds <= WANTED_RUN_S or not seconds:
        return 0.0
    if seconds < _SHORT_S:
        return (_SHORT_S - seconds) * _COST_OF_SHORT
    cost = ((seconds - WANTED_RUN_S) / _SECONDS_A_COST) ** 2
    if seconds > LONGEST_RUN_S:
        cost += (seconds - LONGEST_RUN_S) * _COST_OF_LONGEST
    return cost
