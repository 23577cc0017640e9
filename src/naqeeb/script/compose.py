"""Composing: an article, or several, into the lines of a script."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from naqeeb.model import Article, Delivery, Line, Role, Script
from naqeeb.script import delivery
from naqeeb.script.align import Draft, align, draft
from naqeeb.script.lexicon import Lexicon
from naqeeb.script.reading import Scan
from naqeeb.script.splitting import sentences
from naqeeb.settings import ScriptSettings
from naqeeb.text.calendar import day_month_year, weekday


def compose(
    articles: Sequence[Article],
    *,
    settings: ScriptSettings,
    lexicon: Lexicon,
    vocalised: bool = False,
    voice: str = "",
    engine: str = "",
    show_title: str = "",
    occasion: datetime | None = None,
) -> Script:
    """Write the script.

    One article becomes its title (where it states one) and its sentences. Several,
    or one that is given an occasion,
    become a bulletin: greeting, headlines, stories, sign-off.

    Args:
        articles: at least one.
        settings: the texts of the bulletin and how the text is read.
        lexicon: the newsroom's lexicon.
        vocalised: the rendering that the voice wants.
        voice: name of the voice, for lexicon entries that are for it alone.
        engine: name of the engine, likewise.
        show_title: what the greeting calls the show.
        occasion: the moment that the greeting's date is taken from, in the time
            zone of the newsroom; without it the greeting names no date.

    Raises:
        ValueError: there is no article.
    """
    if not articles:
        raise ValueError("a script needs an article")
    writer = _Writer(settings, lexicon, vocalised=vocalised, voice=voice, engine=engine)
    if len(articles) == 1 and occasion is None:
        return Script(articles[0], tuple(writer.story(articles[0], 0)), vocalised)
    lines = tuple(writer.bulletin(articles, show_title, occasion))
    date = _date(occasion)
    bulletin = Article(
        id="bulletin:" + "+".join(article.id for article in articles),
        title="، ".join(part for part in (show_title, date) if part) or articles[0].title,
        paragraphs=(),
        published=occasion,
    )
    return Script(bulletin, lines, vocalised)


def _date(moment: datetime | None) -> str:
    if moment is None:
        return ""
    return f"{weekday(moment)} {day_month_year(moment)}"


class _Writer:
    """Writes lines with one set of settings."""

    def __init__(
        self,
        settings: ScriptSettings,
        lexicon: Lexicon,
        *,
        vocalised: bool,
        voice: str,
        engine: str,
    ) -> None:
        self.settings = settings
        self.vocalised = vocalised
        self.own = lexicon.chosen(voice, engine)

    def bulletin(
        self, articles: Sequence[Article], show_title: str, occasion: datetime | None
    ) -> Iterator[Line]:
        """Greeting, headlines, stories, sign-off."""
        settings = self.settings
        greeting = settings.greeting.replace("{date}", _date(occasion) or "آج").replace(
            "{show}", show_title or "نقیب"
        )
        yield from self._text(greeting, Role.GREETING)
        yield from self._text(settings.headlines, Role.HEADLINE)
        for story, article in enumerate(articles):
            yield from self._text(article.title, Role.HEADLINE, Delivery.HEADLINE, story=story)
        yield from self._text(settings.stories, Role.HEADLINE)
        for story, article in enumerate(articles):
            yield from self.story(article, story)
        yield from self._text(settings.sign_off, Role.SIGN_OFF, story=len(articles) - 1)

    def story(self, article: Article, story: int) -> Iterator[Line]:
        """Title and body of one article."""
        if article.title_stated:
            yield from self._text(article.title, Role.TITLE, Delivery.HEADLINE, story=story)
        deliveries = delivery.of_paragraphs(article)
        for index, paragraph in enumerate(article.paragraphs):
            yield from self._text(
                paragraph, Role.BODY, deliveries[index], story=story, paragraph=index
            )

    def _text(
        self,
        text: str,
        role: Role,
        spoken_as: Delivery = Delivery.PLAIN,
        *,
        story: int = 0,
        paragraph: int = -1,
    ) -> Iterator[Line]:
        drafts = tuple(self._spoken_sentences(text))
        deliveries = delivery.of_sentences(spoken_as, [each.written for each in drafts])
        for drafted, manner in zip(drafts, deliveries, strict=True):
            aligned = align(drafted, vocalised=self.vocalised)
            written = drafted.written
            yield Line(
                paragraph=paragraph,
                role=role,
                written=written,
                spoken=aligned.spoken,
                spans=aligned.spans,
                words=aligned.words,
                story=story,
                delivery=manner,
            )

    def _spoken_sentences(self, text: str) -> Iterator[Draft]:
        """The sentences; one that says nothing joins its neighbour."""
        silent = held = ""
        drafted: Draft | None = None
        for part in sentences(text):
            sentence = draft(part.strip(), self._scan)
            if sentence.rewritten.spoken:
                if held:
                    yield drafted or draft(held.strip(), self._scan)
                held, drafted = silent + part, None if silent else sentence
                silent = ""
            elif held:
                held, drafted = held + part, None
            else:
                silent += part
        if held:
            yield drafted or draft(held.strip(), self._scan)

    def _scan(self, text: str) -> Scan:
        return Scan(
            text,
            drop_gloss=self.settings.drop_gloss,
            gregorian_suffix=self.settings.gregorian_suffix,
            own=self.own,
        )
