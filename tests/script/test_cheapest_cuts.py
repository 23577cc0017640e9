"""The cuts that are chosen for a line cost no more than any others."""

from __future__ import annotations

from itertools import accumulate, combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from naqeeb.model import Pause
from naqeeb.script.chunking import _cheapest, _cost_of_run, _Cut

GAPS = st.lists(st.integers(1, 60) | st.integers(2, 9), max_size=10)
COSTS = st.sampled_from([0.0, 0.3, 1.2, 16.0, 50.0, 200.0, 5000.0])


@settings(max_examples=300)
@given(GAPS, st.lists(COSTS, min_size=10, max_size=10), st.sampled_from([0.0, 5.0, 14.0, 20.0]))
def test_no_other_cuts_cost_less(gaps: list[int], costs: list[float], rate: float) -> None:
    places = list(accumulate(gaps))
    length = places[-1] + 1 if places else 1
    cuts = [_Cut(at, at, cost, Pause.NONE) for at, cost in zip(places, costs, strict=False)]
    seconds = list(accumulate([1 / rate if rate else 0.0] * length, initial=0.0))

    def cost_of(chosen: tuple[_Cut, ...]) -> float:
        ends = pairwise((0, *(cut.end for cut in chosen), length))
        runs = (_cost_of_run(seconds[end] - seconds[start]) for start, end in ends)
        return sum(runs) + sum(cut.cost for cut in chosen)

    every = (some for size in range(len(cuts) + 1) for some in combinations(cuts, size))
    least = min(map(cost_of, every))
    # A piece of more than 20 seconds is not weighed against others: the voice cannot hold it.
    assert cost_of(tuple(_cheapest(cuts, seconds, 10_000))) <= max(least * 1.0000001, 0) or any(
        seconds[end] - seconds[start] > 20 for start, end in pairwise((0, *places, length))
    )
