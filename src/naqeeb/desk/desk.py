"""The desk: takes one source through the rooms and hands the episode to the archive."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path

from naqeeb import intake, script, sound
from naqeeb.archive import Archive, identity
from naqeeb.archive.files import sha256
from naqeeb.desk import fingerprint, pictures, press, voicing
from naqeeb.desk.events import Event, Listener, silence
from naqeeb.errors import SettingsError, VoiceUnknown
from naqeeb.model import Article, AudioFile, Caption, Episode, Script, Show, Take, Track
from naqeeb.podcast import chapters, cover, notes, pages, tags, transcript
from naqeeb.settings import Settings, find_voice, with_sound

MEDIA_TYPE = "audio/mpeg"


@dataclass(frozen=True, slots=True)
class Made:
    """What became of one source."""

    source: str
    kind: identity.Kind
    episode: Episode
    folder: Path
    """The episode's folder."""
    show: Show
    why: str = ""
    """Which voice spoke, why, and where the text was sent."""
    note: str = ""
    """What the user should know, such as a file name that was used for other news."""


@dataclass(frozen=True, slots=True)
class Overrides:
    """What the command line says over what an article says of itself."""

    title: str | None = None
    date: datetime | None = None
    id: str | None = None
    force: bool = False


@dataclass(frozen=True, slots=True)
class Order:
    """One episode to be: what goes in, and where it goes."""

    source: str
    article: Article
    stories: tuple[Article, ...]
    day: datetime | None
    """Of a bulletin; None for a single article."""
    show: Show
    archive: Archive
    settings: Settings

    def hash(self, cast: voicing.Cast) -> str:
        """The hash of all that the sound would be made from with this cast."""
        return fingerprint.of(
            (self.article, *self.stories),
            cast.voices,
            sound=self.settings.sound,
            script=self.settings.script,
            lexicon=voicing.lexicon_path(self.settings),
        )


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
            return self._save(order, voiced, folder, before)

    def _order(
        self,
        source: str,
        article: Article,
        stories: tuple[Article, ...],
        day: datetime | None = None,
    ) -> Order:
        show = press.show_of(self.settings, article.category)
        return Order(
            source=source,
            article=article,
            stories=stories,
            day=day,
            show=show,
            archive=press.archive_of(self.settings, show),
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
        # The rooms that come after are imported while the voice speaks, once the
        # first words are on their way to the encoder.
        warm = threading.Thread(target=_warm, name="naqeeb-warm", daemon=True)

        def record(made: Script, takes: Iterator[Take]) -> Track:
            return sound.record(
                made,
                takes,
                folder / "sound.mp3",
                settings=order.settings.sound,
                root=order.settings.root,
            )

        def heard(done: int, total: int) -> None:
            if warm.ident is None:
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

    def _save(
        self, order: Order, voiced: voicing.Voiced, folder: Path, before: Episode | None
    ) -> Made:
        settings, article, archive = order.settings, order.article, order.archive
        now = datetime.now(UTC)
        if before is not None:
            # Of two episodes under one key the later one must be told apart by its time.
            now = max(now, before.updated + timedelta(seconds=1))
        captions = transcript.captions(voiced.script, voiced.track.cues)
        old = before if before and _corrects(before, article, captions) else None
        cover_name, cover_bytes = press.cover_of(settings, order.show)
        shown = pictures.collect((article, *order.stories), settings.root)
        with archive.lock():
            show = press.with_guid(archive, order.show)
            press.begin(archive, show, cover_name)
            # What the tag says must stand before the file's size and hash are known.
            draft = _draft(order, voiced, captions, old, now, shown)
            track = voiced.track
            small = cover.embed(cover_bytes)
            tags.write(track.path, draft, show, small, images=shown.in_tag())
            episode = replace(
                draft,
                audio=_finished(track.path, draft.id, settings.sound.bitrate_kbps * 1000),
                alternates=tuple(
                    replace(each, name=_finished_name(folder / each.name, draft.id, each.sha256))
                    for each in track.alternates
                ),
                source_hash=order.hash(voiced.cast),
            )
            if old is not None and old.audio.name != episode.audio.name:
                previous = (*old.previous_audio, (old.audio.name, now))
                episode = replace(episode, previous_audio=previous)
            derived = press.derive(episode, show, cover_name) | dict(shown.files)
            episode = archive.commit(folder, episode, derived)
            keep = timedelta(days=settings.site.keep_previous_days)
            archive.expire_audio(episode, now=now, keep=keep)
        notes = list(shown.notes)
        if before is not None and old is None:
            notes.append(f"{order.source} was used for other news before; this is a new episode")
        return Made(
            source=order.source,
            kind=identity.Kind.CORRECTION if old else identity.Kind.NEW,
            episode=episode,
            folder=archive.folder(episode.id),
            show=show,
            why=voiced.why,
            note="; ".join(notes),
        )


def _corrects(before: Episode, article: Article, captions: Sequence[Caption]) -> bool:
    return identity.is_correction(
        old_date=before.stated_date,
        new_date=_stated(article),
        old_sentences=(caption.text for caption in before.transcript),
        new_sentences=(caption.text for caption in captions),
    )


def _stated(article: Article) -> str | None:
    return article.published.isoformat() if article.published else None


def _draft(
    order: Order,
    voiced: voicing.Voiced,
    captions: tuple[Caption, ...],
    old: Episode | None,
    now: datetime,
    shown: pictures.Pictures,
) -> Episode:
    """The episode but for its audio and hashes. A correction keeps id, guid and date."""
    article, track, voice = order.article, voiced.track, voiced.cast.main
    title = article.title or voiced.script.article.title
    if old is not None:
        episode_id, guid, published = old.id, old.guid, old.published
    else:
        slug = script.romanise(title)
        episode_id = identity.mint(
            article.id, slug=slug, stated=article.published, taken=order.archive
        )
        guid, published = identity.new_guid(), article.published or now
    made = Episode(
        guid=guid,
        id=episode_id,
        key=article.id,
        title=title,
        published=published,
        updated=now,
        audio=AudioFile("", MEDIA_TYPE, 0, ""),
        duration_ms=track.duration_ms,
        chapters=chapters.plan(
            voiced.script,
            track.cues,
            track.duration_ms,
            images=[shown.of(story) for story in order.stories] if order.day else (),
        ),
        transcript=captions,
        voice=voice.name,
        engine=voice.engine,
        engine_version=", ".join(voiced.engine_versions),
        voice_licence=voice.licence,
        source_hash="",
        source=article.source,
        stated_date=_stated(article),
        language=article.language,
        byline=article.byline,
        image=shown.of(article),
        category=article.category,
        report=track.report,
        previous_audio=old.previous_audio if old else (),
    )
    return replace(made, summary=notes.summary(made))


def _finished(path: Path, episode_id: str, bitrate_bps: int) -> AudioFile:
    """Name a finished file after its bytes, so that no cache serves an older sound."""
    digest = sha256(path)
    name = _finished_name(path, episode_id, digest)
    size = path.with_name(name).stat().st_size
    return AudioFile(name, MEDIA_TYPE, size, digest, bitrate_bps)


def _finished_name(path: Path, episode_id: str, digest: str) -> str:
    name = f"{episode_id}-{digest[:8]}{path.suffix}"
    path.rename(path.with_name(name))
    return name


def _warm() -> None:
    for module in ("mutagen.id3", "filelock", "feedgen.feed"):
        import_module(module)
    pages.warm()
