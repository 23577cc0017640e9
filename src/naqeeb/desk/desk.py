"""The desk: takes one source through the rooms and hands the episode to the archive."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from pathlib import Path

from naqeeb import ending, intake
from naqeeb.archive import identity
from naqeeb.desk import voicing
from naqeeb.desk.events import Event, Listener, silence
from naqeeb.desk.order import Made, Order
from naqeeb.desk.shows import archive_of, show_of
from naqeeb.errors import SettingsError, VoiceUnknown
from naqeeb.model import Article, Chapter, Cue, Episode, Script, Take, Track
from naqeeb.records import record
from naqeeb.settings import Settings, find_voice, with_sound


@record
class Overrides:
    """What the command line says over what an article says of itself."""

    title: str | None = None
    date: datetime | None = None
    id: str | None = None
    force: bool = False


class Desk:
    """The way from a source to an episode.

    Args:
        settings: see :func:`naqeeb.settings.load`.
        listener: told of each step.
    """

    def __init__(self, settings: Settings | None = None, listener: Listener = silence) -> None:
        self.settings = settings or Settings()
        self._tell = listener

    def make(self, source: str | Path, overrides: Overrides = Overrides()) -> Episode:
        """One source into an episode; feed and pages are brought up to date.

        Args:
            source: a file, an http(s) URL, or ``-`` for standard input.
            overrides: title, date and id over those that the article states.

        Returns:
            The episode as the archive keeps it.

        Raises:
            NaqeebError: one of its subclasses, which say what happened; nothing
                is half-written.
        """
        from naqeeb.desk import press

        made = self.handle(str(source), overrides)
        press.print_show(self.settings, made.show)
        return made.episode

    def read(self, source: str, overrides: Overrides = Overrides()) -> Article:
        """One source into an article, with the overrides laid over it."""
        article = intake.read(
            source,
            root=self.settings.root,
            private=self.settings.intake.private_addresses,
        )
        if overrides.title is not None:
            article = replace(article, title=overrides.title, title_stated=True)
        if overrides.date is not None:
            article = replace(article, published=overrides.date)
        if overrides.id is not None:
            article = replace(article, id=overrides.id)
        self._tell(Event("read", source, article.title))
        return article

    def handle(self, source: str, overrides: Overrides = Overrides()) -> Made:
        """One source into an episode; feed and pages are left for later."""
        return self.handle_article(self.read(source, overrides), source, force=overrides.force)

    def handle_article(self, article: Article, source: str, *, force: bool = False) -> Made:
        """An article that was read already into an episode."""
        return self._produce(self._order(source, article, (article,)), force=force)

    def bulletin(
        self,
        articles: Sequence[Article],
        overrides: Overrides = Overrides(),
    ) -> Made:
        """Several articles into one bulletin: greeting, headlines, stories, sign-off.

        Its day is the one stated by ``overrides``, else the newest of its
        stories', else today; the greeting says it.
        """
        stories = tuple(articles)
        if not stories:
            raise SettingsError("a bulletin needs at least one article", hint="name the articles")
        dates = [story.published for story in stories if story.published]
        # The greeting names a day, so today is today where the newsroom is.
        day = overrides.date or (max(dates) if dates else datetime.now(UTC).astimezone())
        keys = hashlib.sha256("\n".join(story.id for story in stories).encode()).hexdigest()
        article = Article(
            id=overrides.id or f"bulletin:{day:%Y-%m-%d}:{keys[:16]}",
            # Without one it is named by its script: the show and the day, in Urdu.
            title=overrides.title or "",
            paragraphs=tuple(story.title for story in stories),
            published=day,
            source=None,
            image=next((story.image for story in stories if story.image), None),
        )
        return self._produce(self._order("bulletin", article, stories, day), force=overrides.force)

    # -- inside ----------------------------------------------------------

    def _produce(self, order: Order, *, force: bool) -> Made:
        before = order.archive.of_key(order.article.id)
        if before is not None and not force and self._unchanged(order, before):
            self._tell(Event("unchanged", order.source, before.title))
            return Made(
                order.source,
                identity.Kind.UNCHANGED,
                before,
                order.archive.folder(before.id),
                order.show,
                note=f"it was removed; `naqeeb remove {before.id} --undo` brings it back"
                if before.id in order.archive.state().tombstones
                else "",
            )
        with order.archive.staging() as folder:
            voiced = self._voice(order, folder)
            self._tell(Event("save", order.source, order.article.title))
            from naqeeb.desk.keeping import keep

            return keep(order, voiced, folder, before)

    def _order(
        self,
        source: str,
        article: Article,
        stories: tuple[Article, ...],
        day: datetime | None = None,
    ) -> Order:
        show = show_of(self.settings, article.category)
        return Order(
            source=source,
            article=article,
            stories=stories,
            day=day,
            show=show,
            archive=archive_of(self.settings, show),
            settings=replace(
                self.settings, sound=with_sound(self.settings.sound, article.sound, source)
            ),
        )

    def _unchanged(self, order: Order, before: Episode) -> bool:
        """Whether the voice that spoke before would say the very same now."""
        if before.voice not in voicing.candidates(order.settings):
            return False
        try:
            main = find_voice(before.voice, order.settings.root)
        except VoiceUnknown:
            return False
        cast = voicing.cast_for(main, order.settings, bulletin=order.day is not None)
        return before.source_hash == order.hash(cast) and order.archive.is_whole(before)

    def _voice(self, order: Order, folder: Path) -> voicing.Voiced:
        if order.settings.sound.editions:
            from naqeeb import sound

            # Before a word is sent to anyone.
            sound.refuse_missing(order.settings.sound)
        # The rooms that come after are imported while the voice speaks: what records
        # it at once, the others when the first words are on their way to the encoder.
        warm = threading.Thread(target=_warm, name="naqeeb-warm", daemon=True)

        def record(made: Script, takes: Iterator[Take]) -> Track:
            first = next(takes, None)
            from naqeeb import sound

            return sound.record(
                made,
                chain(() if first is None else (first,), takes),
                folder / "sound.mp3",
                settings=order.settings.sound,
                root=order.settings.root,
                chapters=partial(_chapters, made),
            )

        def heard(done: int, total: int) -> None:
            ending.check()
            if not done:
                from naqeeb import sound

                sound.warm()
            elif warm.ident is None:
                warm.start()
            self._tell(Event("speak", order.source, done=done, total=total))

        job = voicing.Job(order.stories, order.show, order.settings, order.day)
        try:
            voiced = voicing.voiced(job, record, heard)
        finally:
            if warm.ident is not None:
                warm.join()
        self._tell(Event("voice", order.source, voiced.why))
        return voiced


def _chapters(made: Script, cues: Sequence[Cue], duration_ms: int) -> tuple[Chapter, ...]:
    """The chapters for an edition that holds them itself, as the record will have them."""
    from naqeeb.podcast import chapters

    return chapters.plan(made, cues, duration_ms)


def _warm() -> None:
    from naqeeb.desk import keeping

    keeping.warm()
