"""Passages and facts into an article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from naqeeb.errors import SourceUnreadable
from naqeeb.intake import title
from naqeeb.intake.language import refuse_other_language, require_urdu
from naqeeb.intake.origin import Origin
from naqeeb.intake.passages import Facts, Passage
from naqeeb.model import Article, Block
from naqeeb.settings import IntakeSettings
from naqeeb.text import editor_marks
from naqeeb.text.addresses import is_private, redacted, without_secrets
from naqeeb.text.cleaning import brief, clean
from naqeeb.text.lazy_pattern import LazyPattern

LONGEST_WORD = 2_000
"""The longest word that is one: an address in a text may be so long, no word is."""
LONGEST_TITLE = 1_000
_LONGEST_FACT = 2_000
_WORD = LazyPattern(rf"\S{{{LONGEST_WORD + 1},}}")


def assemble(
    passages: Sequence[Passage],
    facts: Facts,
    origin: Origin,
    *,
    settings: IntakeSettings = IntakeSettings(),
) -> Article:
    """An article; the text gives a title where none is stated.

    Args:
        passages: the text in order, with the footnotes among it.
        facts: what is stated of the article.
        origin: where it comes from.
        settings: the longest article that is taken.

    Raises:
        NoUrdu: neither title nor text has any Urdu, or the text is in another language.
        SourceUnreadable: the article is too long, or has a word that is none.
    """
    where = origin.where
    spoken = [passage for passage in passages if not passage.is_note]
    heading = _line(facts.title)
    is_stated = heading is not None
    if heading is None:
        heading, spoken = title.headline(spoken)
        is_stated = heading is not None
    parts = tuple(passage.text for passage in spoken)
    _refuse_long((heading or "", *parts), where, settings.max_chars)
    require_urdu((heading or "", *parts), where)
    if settings.language_check:
        refuse_other_language(" ".join(parts), where)
    blocks = tuple(passage.block for passage in spoken)
    image, remarks = _line(facts.image), facts.remarks
    if image and is_private(image):
        # Listeners' programs would have to be told the secret to show it.
        image, remarks = None, (*remarks, "its picture was left out: its address holds a secret")
    id_ = without_secrets(_line(facts.id) or origin.key)
    return Article(
        id=id_,
        title=heading if heading is not None else title.from_text(parts),
        paragraphs=parts,
        published=facts.date,
        byline=redacted(_line(facts.byline) or "") or None,
        source=without_secrets(_line(facts.source) or where),
        image=image,
        category=_line(facts.category),
        title_stated=is_stated,
        sound=facts.sound,
        aliases=tuple(dict.fromkeys(name for name in facts.aliases if name and name != id_)),
        offset_min=facts.offset_min,
        blocks=blocks if any(block is not Block.PARAGRAPH for block in blocks) else (),
        footnotes=tuple(passage.text for passage in passages if passage.is_note),
        headline=_line(facts.headline),
        priority=facts.priority,
        remarks=remarks,
    )


def of_others(article: Article) -> Article:
    """An article that came over the network: what looks like our marks in it is text."""
    return replace(
        article,
        title=editor_marks.inert(article.title),
        paragraphs=tuple(map(editor_marks.inert, article.paragraphs)),
    )


def merge(over: Facts, under: Facts) -> Facts:
    """Facts of two sources: what ``over`` states stands, ``under`` fills what it leaves out."""
    dated = over if over.date is not None else under
    return replace(
        over,
        title=over.title or under.title,
        date=dated.date,
        offset_min=dated.offset_min,
        byline=over.byline or under.byline,
        id=over.id or under.id,
        source=over.source or under.source,
        image=over.image or under.image,
        category=over.category or under.category,
        headline=over.headline or under.headline,
        priority=over.priority or under.priority,
        aliases=tuple(dict.fromkeys((*over.aliases, *under.aliases))),
        remarks=tuple(dict.fromkeys((*over.remarks, *under.remarks))),
    )


def _line(text: str | None) -> str | None:
    """A fact as one clean line, cut where no fact is so long; None where nothing is left."""
    line = " ".join(clean(text[: 4 * _LONGEST_FACT]).split()) if text else ""
    return line[:_LONGEST_FACT] or None


def _refuse_long(parts: tuple[str, ...], where: str, most: int) -> None:
    chars = sum(map(len, parts))
    if chars > most:
        raise SourceUnreadable(
            f"{where} has {chars:,} characters, more than the {most:,} that are taken",
            cause="it is a book or a list, or the wrong file",
            hint="hand in its parts one by one, or raise max_chars under [intake]",
            source=where,
        )
    for part in parts:
        if word := _WORD.search(part):
            raise SourceUnreadable(
                f"{where} has a word of {len(word[0]):,} letters: {brief(word[0], 30)}",
                cause="its spaces were lost, or it holds data and no text",
                hint="correct the text and run the command again",
                source=where,
            )
