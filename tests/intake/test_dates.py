"""Dates as newsrooms and their software write them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naqeeb.intake import dates

ROWS = (Path(__file__).parent / "data" / "dates.tsv").read_text("utf-8").splitlines()
CASES = [tuple(row.split("\t")) for row in ROWS if not row.startswith("#")]


@pytest.mark.parametrize(("text", "country", "when", "offset"), CASES)
def test_a_date_is_read(text: str, country: str, when: str, offset: str) -> None:
    moment = dates.read(text, country=country)
    assert moment is not None
    assert f"{moment.when:%Y-%m-%dT%H:%M}" == when
    assert moment.when.tzinfo is UTC
    assert moment.offset_min == (None if offset == "-" else int(offset))


@pytest.mark.parametrize(
    "text",
    [
        *("", "yesterday", "2 گھنٹے پہلے", "2026", "14:30", "2026-13-01", "2026-02-29"),
        "29 فروری 2026",
        *("0001-01-01", "9999-12-31T23:59:59-12:00", "1799-12-31", "31 محرم 1448ھ"),
        *("2026-11-22T25:61:00+05:00", "2026-11-22T10:00:00+99:99", "99999999999999"),
        "جنوری فروری",
        "9" * 5000,
        "[" * 5000,
    ],
)  # fmt: skip
def test_what_is_no_date_is_none(text: str) -> None:
    assert dates.read(text) is None


@pytest.mark.parametrize("text", ["22-11-2026", "05/06/2026", "2026-11-22 کراچی", "1763800000"])
def test_an_editors_date_is_a_date_and_nothing_else(text: str) -> None:
    assert dates.read(text) is not None
    assert dates.read(text, strict=True) is None


@given(st.datetimes(datetime(1800, 1, 2), datetime(2200, 12, 30)), st.sampled_from([-480, 0, 300]))  # noqa: DTZ001
def test_every_iso_time_is_read(when: datetime, minutes: int) -> None:
    sign = "-" if minutes < 0 else "+"
    stated = f"{when:%Y-%m-%dT%H:%M:%S}{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
    moment = dates.read(stated, strict=True)
    assert moment is not None
    assert moment.when == datetime.fromisoformat(stated)


@given(st.text(max_size=60) | st.text("0123456789۰۹-/:.+TZ جنوریpm", max_size=30))
def test_no_text_is_a_fault(text: str) -> None:
    dates.read(text)
    dates.read(text, country="pk", strict=True)


@pytest.mark.parametrize(
    ("names", "country"),
    [
        (("www.jang.com.pk",), "pk"),
        (("bbc.com", "ur-PK"), "pk"),
        (("news.example", None), ""),
        (("127.0.0.1", "ur_IN"), "in"),
    ],
)
def test_a_country_is_told_by_host_or_language(names: tuple[str | None, ...], country: str) -> None:
    assert dates.country_of(*names) == country
