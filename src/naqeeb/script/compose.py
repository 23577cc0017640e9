"""Composing: an article, or several, into the lines of a script."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from naqeeb.model import Article, Delivery, Line, Role, Script
from naqeeb.script import delivery
from naqeeb.script.align import Draft, align, draft
from naqeeb.script.lexicon import Lexicon
from naqeeb.script.reading import Scan
from naqeeb.script.rundown import Rundown, says_title
from naqeeb.script.splitting import sentences
from naqeeb.settings import ScriptSettings


def compose(
    articles: Sequence[Article],
    *,
    settings: ScriptSettings,
    lexicon: Lexicon,
    vocalised: bool = False,
    voice: str = "",
    engine: str = "",
    rundown: Rundown | None = None,
) -> Script:
    """Write the script.

    One article becomes its title (where it states one) and its sentences. With a rundown they
    become a bulletin: greeting, headlines, stories, sign-off.

    Args:
        articles: at least one.
        settings: how the text is read.
        lexicon: the newsroom's lexicon.
        vocalised: the rendering that the voice wants.
        voice: name of the voice, for lexicon entries that are for it alone.
        engine: name of the engine, likewise.
        rundown: what a bulletin says around its stories; None for a single article.

    Raises:
        ValueError: there is no article.
    """
    if not articles:
        raise ValueError("a script needs an article")
    writer = _Writer(settings, lexicon, vocalised=vocalised, voice=voice, engine=engine)
    if rundown is None:
        return Script(articles[0], tuple(writer.story(articles[0], 0)), vocalised)
    lines = tuple(writer.bulletin(articles, rundown))
    bulletin = Article(
        id="bulletin:" + "+".join(article.id for article in articles),
        title=rundown.title or articles[0].title,
        paragraphs=(),
    )
    return Script(bulletin, lines, vocalised)


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

    def bulletin(self, articles: Sequence[Article], rundown: Rundown) -> Iterator[Line]:
        """Greeting, headlines, stories, sign-off."""
        spoken = dict(rundown.headlines)
        yield from self._text(rundown.greeting, Role.GREETING)
        yield from self._text(rundown.headlines_lead, Role.HEADLINE)
        yield from self._headlines(rundown)
        yield from self._text(rundown.stories_lead, Role.HEADLINE)
        for story, article in enumerate(articles):
            link = rundown.links[story] if story < len(rundown.links) else ""
            yield from self._text(link, Role.LINK, story=story)
            yield from self.story(article, story, spoken.get(story))
        if rundown.closing_lead:
            yield from self._text(rundown.closing_lead, Role.HEADLINE)
            yield from self._headlines(rundown)
        yield from self._text(rundown.sign_off, Role.SIGN_OFF, story=len(articles) - 1)

    def _headlines(self, rundown: Rundown) -> Iterator[Line]:
        for number, (story, headline) in enumerate(rundown.headlines):
            yield from self._text(
                headline, Role.HEADLINE, Delivery.HEADLINE, story=story, paragraph=number
            )

    def story(self, article: Article, story: int, headline: str | None = None) -> Iterator[Line]:
        """Title and body of one article; the title is left out where it was just heard."""
        if article.title_stated and (headline is None or says_title(article, headline)):
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
