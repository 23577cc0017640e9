"""One range of bytes, or the whole file, or a refusal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naqeeb.podcast.serving.byte_range import RangeRefusedError, part


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, None),
        ("bytes=0-9", (0, 10)),
        ("bytes=90-", (90, 100)),
        ("bytes=90-1000", (90, 100)),
        ("bytes=-10", (90, 100)),
        ("bytes=-1000", (0, 100)),
        ("Bytes = 5-5", (5, 6)),
        ("bytes=9-5", None),
        ("bytes=-", None),
        ("bytes=x-y", None),
        ("bytes", None),
        ("seconds=0-1", None),
    ],
)
def test_single_ranges(header: str | None, expected: tuple[int, int] | None) -> None:
    assert part(header, 100) == expected


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=0-1,5-6", "bytes=-0", "bytes=0-1,"])
def test_what_cannot_be_given_is_refused(header: str) -> None:
    with pytest.raises(RangeRefusedError):
        part(header, 100)


@given(st.text(max_size=30), st.integers(0, 1000))
def test_a_range_always_lies_within_the_file(tail: str, size: int) -> None:
    try:
        made = part(f"bytes={tail}", size)
    except RangeRefusedError:
        return
    assert made is None or 0 <= made[0] < made[1] <= size
