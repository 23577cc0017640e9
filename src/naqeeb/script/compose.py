"""Composing: an article, or several, into the lines of a script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from naqeeb.errors import ScriptError
from naqeeb.model import Article, Delivery, Line, Role, Script
from naqeeb.script import delivery
from naqeeb.script.align import Draft, align
from naqeeb.script.announcer import Announcer
from naqeeb.script.harakat import Guesses
from naqeeb.script.letters import fold
from naqeeb.script.marked_words import MarkedWords
from naqeeb.script.normalize import rewrite
from naqeeb.script.reading import Scan
from naqeeb.script.rundown import Rundown, says_title
from naqeeb.script.speaking import speakable
from naqeeb.script.splitting import sentences
from naqeeb.text import editor_marks
from naqeeb.text.cleaning import brief


def compose(
    articles: Sequence[Article],
    announcer: Announcer = Announcer(),
    *,
    rundown: Rundown | None = None,
    notice: str = "",
) -> Script:
    """Write the script.

    One article becomes its title (where it states one) and its sentences. With a rundown they
    become a bulletin: greeting, headlines, stories, sign-off.

    Args:
        articles: at least one.
        announcer: who reads it, and by which rules.
        rundown: what a bulletin says around its stories; None for a single article.
        notice: said before all else, such as that this is a correction.

    Raises:
        ValueError: there is no article.
    """
    if not articles:
        raise ValueError("a script needs an article")
    writer = _Writer(announcer)
    if rundown is None:
        lines = (*writer.opening(notice), *writer.story(articles[0], 0))
        return Script(articles[0], lines, announcer.vocalised)
    lines = (*writer.opening(notice), *writer.bulletin(articles, rundown))
    bulletin = Article(
        id="bulletin:" + "+".join(article.id for article in articles),
        title=rundown.title or articles[0].title,
        paragraphs=(),
    )
    return Script(bulletin, lines, announcer.vocalised)


class _Writer:
    """Writes lines for one announcer."""

    def __init__(self, announcer: Announcer) -> None:
        self.settings = announcer.settings
        self.guesses = Guesses() if announcer.vocalised else None
        self.own = announcer.lexicon.chosen(announcer.voice, announcer.engine)

    def opening(self, notice: str) -> Iterator[Line]:
        """What is said before all else."""
        yield from self._wording(notice, Role.GREETING)

    def bulletin(self, articles: Sequence[Article], rundown: Rundown) -> Iterator[Line]:
        """Greeting, headlines, stories, sign-off."""
        spoken = dict(rundown.headlines)
        yield from self._wording(rundown.greeting, Role.GREETING)
        yield from self._wording(rundown.headlines_lead, Role.HEADLINE)
        yield from self._headlines(rundown)
        yield from self._wording(rundown.stories_lead, Role.HEADLINE)
        for story, article in enumerate(articles):
            link = rundown.links[story] if story < len(rundown.links) else ""
            yield from self._wording(link, Role.LINK, story=story)
            most = rundown.body_lines[story] if rundown.body_lines else None
            yield from self.story(article, story, spoken.get(story), most)
        if rundown.closing_lead:
            yield from self._wording(rundown.closing_lead, Role.HEADLINE)
            yield from self._headlines(rundown)
        yield from self._wording(rundown.sign_off, Role.SIGN_OFF, story=len(articles) - 1)

    def _headlines(self, rundown: Rundown) -> Iterator[Line]:
        for number, (story, headline) in enumerate(rundown.headlines):
            parts = _without_guests(headline, "a headline")
            yield from self._marked(
                ((part, number, Delivery.HEADLINE) for part in parts), Role.HEADLINE, story=story
            )

    def story(
        self,
        article: Article,
        story: int,
        headline: str | None = None,
        most: int | None = None,
    ) -> Iterator[Line]:
        """Title and body of one article; the title is left out where it was just heard.

        At most so many lines of the body are read.
        """
        parts = _without_guests(article.marked_title or article.title, "a title")
        # A bulletin reads it, maybe tomorrow from the archive.
        _without_guests(article.headline or "", "a headline")
        if article.title_stated and (headline is None or says_title(article, headline)):
            yield from self._marked(
                ((part, -1, Delivery.HEADLINE) for part in parts), Role.TITLE, story=story
            )
        yield from islice(self._marked(_parts(article), Role.BODY, story=story), most)

    def _wording(self, text: str, role: Role, *, story: int = 0) -> Iterator[Line]:
        """What stands around the stories; it may have marks too, but for another voice."""
        parts = _without_guests(text, "the wording of a bulletin")
        yield from self._marked(((part, -1, Delivery.PLAIN) for part in parts), role, story=story)

    def _marked(
        self, parts: Iterable[tuple[editor_marks.Stretch, int, Delivery]], role: Role, *, story: int
    ) -> Iterator[Line]:
        """Stretches, each with its paragraph and how it is read, as lines with their pauses."""
        last = None
        for part, paragraph, spoken_as in parts:
            place = {"story": story, "paragraph": paragraph}
            for line in self._text(part.text, role, spoken_as, part.respellings, **place):
                if last is not None:
                    yield last
                last = replace(line, voice=part.voice)
            if last is not None and part.pause_ms is not None:
                last = replace(last, pause_ms=(last.pause_ms or 0) + part.pause_ms)
        if last is not None:
            yield last

    def _text(
        self,
        text: str,
        role: Role,
        spoken_as: Delivery = Delivery.PLAIN,
        respellings: Sequence[editor_marks.Respelling] = (),
        *,
        story: int = 0,
        paragraph: int = -1,
    ) -> Iterator[Line]:
        turn = spoken_as is Delivery.DIALOGUE
        drafts = tuple(self._spoken_sentences(text, respellings, turn))
        deliveries = delivery.of_sentences(spoken_as, [each.written for each in drafts])
        for drafted, manner in zip(drafts, deliveries, strict=True):
            aligned = align(drafted, self.guesses)
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

    def _spoken_sentences(
        self, text: str, respellings: Sequence[editor_marks.Respelling], turn: bool
    ) -> Iterator[Draft]:
        """The sentences; one that says nothing joins its neighbour."""
        silent = held = ""
        drafted: Draft | None = None
        end = 0
        for part in sentences(text):
            start = text.index(part, end) if respellings else 0
            end = start + len(part)
            sentence = self._draft(part, start, respellings, turn)
            if sentence.rewritten.spoken:
                if held:
                    yield drafted or self._draft(held, start - len(held), respellings, turn)
                held, drafted = silent + part, None if silent else sentence
                silent = ""
            elif held:
                held, drafted = held + part, None
            else:
                silent += part
        if held:
            yield drafted or self._draft(held, end - len(held), respellings, turn)

    def _draft(
        self, part: str, start: int, respellings: Sequence[editor_marks.Respelling], turn: bool
    ) -> Draft:
        """A sentence that begins at ``start`` of its text, with what is said otherwise in it."""
        written = part.strip()
        start += len(part) - len(part.lstrip())
        here = [
            editor_marks.Respelling(each.start - start, each.end - start, each.spoken)
            for each in respellings
            if start <= each.start and each.end <= start + len(written)
        ]
        folded = fold(written)
        scan = Scan(
            folded.text.replace("\n", " "),
            drop_gloss=self.settings.drop_gloss,
            gregorian_suffix=self.settings.gregorian_suffix,
            own=MarkedWords(written, here, self.own) if here else self.own,
            dialogue=turn,
        )
        return Draft(written, folded, scan.text, rewrite(scan))


def _parts(article: Article) -> Iterator[tuple[editor_marks.Stretch, int, Delivery]]:
    """An article at its marks; another voice speaks on from paragraph to paragraph."""
    deliveries = delivery.of_paragraphs(article)
    voice = ""
    for index, paragraph in enumerate(article.paragraphs):
        parts, voice = _stretches(paragraph, voice, article.title)
        yield from ((part, index, deliveries[index]) for part in parts)


def refuse_faulty_marks(article: Article) -> None:
    """Return if each mark in title, headline and text is one.

    Raises:
        ScriptError: one is not known, has no end, or says nothing that can be done.
    """
    _without_guests(article.marked_title or article.title, "a title")
    _without_guests(article.headline or "", "a headline")
    for text in article.paragraphs:
        _stretches(text, "", article.title)


def _without_guests(text: str, what: str) -> list[editor_marks.Stretch]:
    """A text at its marks, in which no guest speaks.

    Raises:
        ScriptError: a mark is none, or names another voice.
    """
    parts, _ = _stretches(text, "", text)
    if voices := editor_marks.voices([text]):
        raise ScriptError(
            f"{{voice {voices[0]}}} stands in {what}",
            cause="another voice is for what a guest says in the text of a story",
            hint="`headlines` under [voice] names who reads the headlines",
        )
    return parts


def _stretches(text: str, voice: str, title: str) -> tuple[list[editor_marks.Stretch], str]:
    """A text at its marks; where one is wrong the story is named: a bulletin has many."""
    try:
        parts, voice = editor_marks.stretches(text, voice)
        return [
            replace(part, respellings=tuple(map(_heard, part.respellings))) for part in parts
        ], voice
    except ScriptError as error:
        what = f"«{brief(title)}»: {error.what}"
        raise ScriptError(what, cause=error.cause, hint=error.hint) from None


def _heard(respelling: editor_marks.Respelling) -> editor_marks.Respelling:
    """What is said so, read as an entry of the lexicon is: digits and Latin words in Urdu.

    Raises:
        ScriptError: nothing of it can be spoken.
    """
    spoken = speakable(respelling.spoken)
    if not spoken:
        raise ScriptError(
            f"{respelling.spoken[:40]!r} cannot be spoken", hint="write it in Urdu letters"
        )
    return replace(respelling, spoken=spoken)
