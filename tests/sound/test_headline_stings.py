"""Stings between the headlines of a bulletin, where they are wanted."""

from __future__ import annotations

import pytest

from naqeeb.model import Line, Role
from naqeeb.sound.imaging import break_between

LEAD = Line(-1, Role.HEADLINE, "پہلے سرخیاں۔", "")
FIRST = Line(0, Role.HEADLINE, "پہلی", "")
SECOND = Line(1, Role.HEADLINE, "دوسری", "", story=1)
AFTER = Line(-1, Role.HEADLINE, "اب تفصیل۔", "")


@pytest.mark.parametrize(
    ("before", "line", "wanted", "is_there"),
    [
        (FIRST, SECOND, True, True),
        (FIRST, SECOND, False, False),
        (LEAD, FIRST, True, False),
        (SECOND, AFTER, True, False),
        # Two sentences of one headline.
        (SECOND, SECOND, True, False),
    ],
)
def test_a_sting_stands_between_two_headlines(
    before: Line, line: Line, wanted: bool, is_there: bool
) -> None:
    assert break_between(before, line, headline_stings=wanted).sting is is_there


def test_a_link_belongs_to_the_story_that_it_leads_to() -> None:
    link = Line(-1, Role.LINK, "اب کھیلوں کی خبریں۔", "", story=1)
    body = Line(0, Role.BODY, "خبر۔", "", story=1)
    assert break_between(Line(0, Role.BODY, "خبر۔", ""), link).sting
    assert not break_between(link, body).sting
