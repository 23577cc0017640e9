"""What stands around an article and is no part of it, line by line.

The lines are in ``data/furniture_cases.tsv``: a case is added by adding a line.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from case_lines import try_each

from naqeeb.intake.pages import furniture
from naqeeb.intake.passages import Passage
from naqeeb.model import Block

CASES = Path(__file__).parent / "data" / "furniture_cases.tsv"
FIRST = "یہ پہلا جملہ ہے جو ہر خبر میں ہوتا ہے۔"
LAST = "اور یہ آخری جملہ ہے۔"


def texts(*passages: Passage) -> list[str]:
    return [passage.text for passage in furniture.without(passages)]


def test_a_line_is_kept_dropped_or_cut() -> None:
    def check(verdict: str, line: str, *rest: str) -> None:
        wanted = {"keep": [line], "drop": [], "cut": list(rest)}[verdict]
        assert texts(Passage(FIRST), Passage(line), Passage(LAST)) == [FIRST, *wanted, LAST]

    try_each(CASES, check)


def test_related_headlines_go_with_their_heading_and_the_story_goes_on() -> None:
    passages = (
        Passage(FIRST),
        Passage("متعلقہ خبریں", Block.HEADING),
        Passage("کراچی میں بارش", Block.ITEM, linked=1.0),
        Passage("لاہور میں دھند", Block.ITEM),
        Passage(LAST),
    )
    assert texts(*passages) == [FIRST, LAST]


def test_headlines_below_a_short_story_are_not_part_of_it() -> None:
    headlines = [Passage(f"دوسری خبر کی سرخی {n}", Block.HEADING) for n in range(3)]
    assert texts(Passage(FIRST), *headlines) == [FIRST]
    assert texts(Passage(FIRST), *headlines, Passage(LAST))[0] == FIRST


def test_a_sub_heading_stays() -> None:
    heading = Passage("ذیلی سرخی", Block.HEADING)
    assert texts(Passage(FIRST), heading, Passage(LAST)) == [FIRST, "ذیلی سرخی", LAST]


def test_nothing_below_the_comments_is_read() -> None:
    comment = Passage("بہت اچھی خبر ہے، اللہ خیر کرے۔")
    assert texts(Passage(FIRST), Passage("تبصرے (2)", Block.HEADING), comment) == [FIRST]
    assert texts(Passage(FIRST), Passage("Leave a Reply", Block.HEADING), comment) == [FIRST]


def test_a_linked_sentence_stays_and_a_linked_headline_goes() -> None:
    sentence = Passage("حکومت نے رپورٹ جاری کر دی ہے۔", linked=1.0)
    headline = Passage("حکومت نے رپورٹ جاری کر دی", linked=1.0)
    assert texts(Passage(FIRST), sentence, headline, Passage(LAST)) == [FIRST, sentence.text, LAST]


def test_a_pull_quote_is_read_once() -> None:
    long = "یہ ایک لمبا جملہ ہے جو اقتباس کے طور پر دوبارہ بھی لکھا گیا ہے۔"
    assert texts(Passage(long), Passage(FIRST), Passage(long, Block.QUOTE)) == [long, FIRST]


@pytest.mark.parametrize("heading", ["حوالہ جات", "حواشی:", "References", "ماخذ"])
def test_notes_are_shown_and_not_read(heading: str) -> None:
    passages = (
        Passage(FIRST),
        Passage(heading, Block.HEADING),
        Passage("محکمہ شماریات کی رپورٹ، صفحہ 12", Block.ITEM),
        Passage("ضمیمہ", Block.HEADING),
        Passage(LAST),
    )
    kept = furniture.without(passages)
    assert [each.text for each in kept if not each.is_note] == [FIRST, "ضمیمہ", LAST]
    assert [each.text for each in kept if each.is_note] == ["محکمہ شماریات کی رپورٹ، صفحہ 12"]
