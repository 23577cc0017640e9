"""How lines are spoken: by what the article says of its paragraphs, and by how they are written."""

from __future__ import annotations

import pytest

from naqeeb.model import Article, Block, Delivery, Pause, Script
from naqeeb.script import chunks, compose
from naqeeb.script.delivery import of_paragraphs, of_sentences
from naqeeb.script.rundown import Rundown

PLAIN, HEADLINE, QUOTE, DIALOGUE, LIST = Delivery


def article(*paragraphs: str, blocks: tuple[Block, ...] = ()) -> Article:
    return Article("x", "سرخی", paragraphs, blocks=blocks)


def manners(*paragraphs: str) -> list[Delivery]:
    return list(of_paragraphs(article(*paragraphs)))


def test_what_the_article_says_of_its_paragraphs_counts_first() -> None:
    blocks = (Block.HEADING, Block.PARAGRAPH, Block.QUOTE, Block.ITEM, Block.ITEM, Block.ROW)
    source = article(*["خبر ہے۔"] * len(blocks), blocks=blocks)
    assert of_paragraphs(source) == (HEADLINE, PLAIN, QUOTE, LIST, LIST, LIST)


@pytest.mark.parametrize("bullets", [("•", "•"), ("-", "-"), ("1۔", "2۔"), ("(۱)", "(۲)")])
def test_bullets_and_numbers_make_a_list(bullets: tuple[str, str]) -> None:
    first, second = bullets
    assert manners("چیزیں:", f"{first} چاول", f"{second} گندم", "ختم۔") == [
        PLAIN,
        LIST,
        LIST,
        PLAIN,
    ]


@pytest.mark.parametrize(
    "turns",
    [
        ("صحافی: کیا آپ جائیں گے؟", "وزیر: جی ہاں۔"),
        ("س: کیا آپ جائیں گے؟", "ج: جی ہاں۔"),
        ("– کیا آپ جائیں گے؟", "– جی ہاں۔"),
        ("علی: کیا آپ جائیں گے؟", "احمد خان: جی ہاں۔", "علی: کب؟"),
    ],
)
def test_speakers_who_take_turns_are_a_dialogue(turns: tuple[str, ...]) -> None:
    assert manners("گفتگو:", *turns) == [PLAIN, *[DIALOGUE] * len(turns)]


@pytest.mark.parametrize(
    "texts",
    [
        # where a report comes from
        ("کراچی: وزیر اعلیٰ نے دورہ کیا۔", "لاہور: بارش ہوئی۔"),
        ("• ایک نکتہ اکیلا فہرست نہیں۔", "بات ختم۔"),
        ("وزیر نے کہا: ہم تیار ہیں۔", "سب نے سنا۔"),
    ],
)
def test_what_only_looks_like_one_is_none(texts: tuple[str, ...]) -> None:
    assert manners(*texts) == [PLAIN] * len(texts)


@pytest.mark.parametrize("marks", ["”“", "“”", '""', "’‘", "‘’", "«»"])
def test_a_sentence_in_quotation_marks_is_a_quote(marks: str) -> None:
    opening, closing = marks[0], marks[1]
    sentences = [
        f"وزیر نے کہا: {opening}ہم تیار ہیں۔",
        "ہم پیچھے نہیں ہٹیں گے۔",
        f"یہ وعدہ ہے۔{closing}",
        "انہوں نے بات ختم کی۔",
        f"{opening}شکریہ۔{closing}",
    ]
    assert of_sentences(PLAIN, sentences) == (PLAIN, QUOTE, QUOTE, PLAIN, QUOTE)


@pytest.mark.parametrize(
    "sentence",
    ["اس نے کہا کہ «سب ٹھیک ہے» اور چلا گیا۔", "فلم ’جوان‘ آج لگی۔", "یہ Int'l کمپنی ہے۔"],
)
def test_words_in_quotation_marks_are_none(sentence: str) -> None:
    assert of_sentences(PLAIN, [sentence, "اور پھر۔"]) == (PLAIN, PLAIN)


def test_an_open_quotation_ends_with_its_paragraph() -> None:
    source = article("اس نے کہا: ”ہم تیار ہیں۔ ہم لڑیں گے۔", "خبر ختم۔")
    assert [line.delivery for line in script_of(source).lines[1:]] == [PLAIN, QUOTE, PLAIN]


def script_of(*articles: Article) -> Script:
    titles = tuple((story, each.title) for story, each in enumerate(articles))
    rundown = Rundown(headlines=titles) if len(articles) > 1 else None
    return compose(articles, rundown=rundown)


def pauses(*articles: Article) -> list[Pause]:
    return [chunk.pause for chunk in chunks(script_of(*articles), 300)]


def test_titles_and_headlines_are_spoken_as_headlines() -> None:
    lines = script_of(article("خبر ہے۔"), article("خبر ہے۔")).lines
    assert {line.delivery for line in lines if line.written == "سرخی"} == {HEADLINE}
    assert {line.delivery for line in lines if line.written != "سرخی"} == {PLAIN}


def test_each_has_a_pause_of_its_own() -> None:
    assert pauses(article("کہا: ”چلو۔ چلو۔“ بس۔")) == [
        Pause.TITLE,
        Pause.QUOTE,
        Pause.QUOTE,
        Pause.SENTENCE,
    ]
    assert pauses(article("• چاول", "• گندم", "بس۔"))[1:3] == [Pause.ITEM, Pause.PARAGRAPH]
    assert pauses(article("س: کب؟", "ج: کل۔", "بس۔"))[1:3] == [Pause.TURN, Pause.PARAGRAPH]


def test_a_heading_stands_between_longer_pauses() -> None:
    blocks = (Block.PARAGRAPH, Block.HEADING, Block.PARAGRAPH)
    assert pauses(article("خبر۔", "ذیلی سرخی", "خبر۔", blocks=blocks))[1:3] == [Pause.TITLE] * 2


def test_headlines_of_a_bulletin_follow_each_other_briskly() -> None:
    of_bulletin = pauses(article("خبر۔"), article("خبر۔"), article("خبر۔"))
    assert of_bulletin.count(Pause.HEADLINE) == 2


def test_in_a_dialogue_the_letters_of_question_and_answer_are_words() -> None:
    turns = ("س۔ اگلا ہدف کیا ہے؟", "ج۔ 95 میٹر کا ہے۔")
    spoken = [line.spoken for line in script_of(article(*turns)).lines[-2:]]
    assert spoken == ["سوال: اگلا ہدف کیا ہے؟", "جواب: پچانوے میٹر کا ہے۔"]
    items = ("ب۔ صحت کا نظام", "ج۔ تعلیم کا فروغ")
    assert [line.spoken for line in script_of(article(*items)).lines[-2:]] == list(items)
