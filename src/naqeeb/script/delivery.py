"""How each line is spoken: headlines, quotations, dialogue and lists have a rhythm of their own.

What the article says of its paragraphs counts first, then how the text is written.
"""

from __future__ import annotations

from collections.abc import Sequence

from naqeeb.model import Article, Block, Delivery
from naqeeb.script.alphabet import WORD
from naqeeb.text.lazy_pattern import LazyPattern

_OF_BLOCK = {
    Block.HEADING: Delivery.HEADLINE,
    Block.QUOTE: Delivery.QUOTE,
    Block.ITEM: Delivery.LIST,
    Block.ROW: Delivery.LIST,
}
_BULLET = LazyPattern(r"(?:[•▪●◦‣*-]|[(]?[0-9۰-۹]{1,2}[.)۔-])\s")
_TURN = LazyPattern(
    rf"[–—]\s*(?=[{WORD}])|([{WORD}]+(?: [{WORD}.]+){{0,3}}(?= ?:\s)|[سج](?= ?۔\s)) ?[:۔]\s"
)
"""A dash, or a speaker's name of at most four words and a colon; or س۔ and ج۔"""
_SPEAKERS = frozenset(("س", "ج", "سوال", "جواب", "میزبان", "مہمان", "صحافی", "نامہ نگار"))
_LEAST = 2
"""One bullet, or one name with a colon (a place, mostly), is no list and no dialogue."""
_MARK_PAIRS = ('“”"„', "‘’'", "«»")
"""Kinds of quotation marks. Urdu is typed with each of a kind at either end."""
_APOSTROPHE = LazyPattern(rf"(?<=[{WORD}A-Za-z0-9])['’](?=[{WORD}A-Za-z0-9])")


def of_paragraphs(article: Article) -> tuple[Delivery, ...]:
    """How each paragraph of an article is spoken."""
    texts = article.paragraphs
    blocks = article.blocks or (Block.PARAGRAPH,) * len(texts)
    lists = _neighbours([bool(_BULLET.match(text)) for text in texts])
    turns = _neighbours(_turns(texts))
    return tuple(
        _OF_BLOCK.get(block)
        or (Delivery.LIST if is_item else Delivery.DIALOGUE if is_turn else Delivery.PLAIN)
        for block, is_item, is_turn in zip(blocks, lists, turns, strict=True)
    )


def of_sentences(paragraph: Delivery, sentences: Sequence[str]) -> tuple[Delivery, ...]:
    """How each sentence of a paragraph is spoken: one that stands in quotation marks as a quote.

    >>> [each.value for each in of_sentences(Delivery.PLAIN, ["اس نے کہا:", "”میں گیا۔“"])]
    ['plain', 'quote']
    """
    if paragraph is not Delivery.PLAIN:
        return (paragraph,) * len(sentences)
    deliveries: list[Delivery] = []
    is_open = False
    for sentence in sentences:
        marks = _quotation_marks(sentence)
        begins_quoted = is_open or sentence.strip()[:1] in marks
        is_open ^= len(marks) % 2 == 1
        ends_quoted = is_open or sentence.strip().rstrip("۔؟!،")[-1:] in marks
        is_quote = begins_quoted and ends_quoted
        deliveries.append(Delivery.QUOTE if is_quote else Delivery.PLAIN)
    return tuple(deliveries)


def _neighbours(flags: Sequence[bool]) -> list[bool]:
    """The same, without those that stand alone."""
    around = [False, *flags, False]
    return [
        each and (before or after)
        for before, each, after in zip(around, flags, around[2:], strict=False)
    ]


def _turns(texts: Sequence[str]) -> list[bool]:
    """Which paragraphs begin with a dash, or with the name of a speaker.

    A name is one if it is known as such or comes again, and so is the name of whoever answers.
    """
    matches = [_TURN.match(text) for text in texts]
    names = [match[1] for match in matches if match and match[1]]
    speakers = {name for name in names if names.count(name) >= _LEAST} | _SPEAKERS
    sure = [bool(match and (not match[1] or match[1] in speakers)) for match in matches]
    return [
        is_sure or (match is not None and after_sure)
        for match, is_sure, after_sure in zip(matches, sure, [False, *sure], strict=False)
    ]


def _quotation_marks(sentence: str) -> str:
    """The quotation marks of a sentence, in order: those of the kind that stands first."""
    plain = _APOSTROPHE.sub("", sentence)
    kinds = [(plain.find(mark), pair) for pair in _MARK_PAIRS for mark in pair if mark in plain]
    if not kinds:
        return ""
    _, pair = min(kinds)
    return "".join(each for each in plain if each in pair)
