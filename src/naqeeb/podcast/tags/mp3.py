"""ID3 tags: what a player shows when it has nothing but the MP3."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import BytesIO
from itertools import accumulate, takewhile
from pathlib import Path

from mutagen import MutagenError, id3

from naqeeb.errors import PodcastError
from naqeeb.model import Caption, Episode, Role, Show
from naqeeb.podcast import address
from naqeeb.podcast.phrases import ELLIPSIS, one_line
from naqeeb.text.cleaning import clean

LANGUAGES = {"ur": "urd", "ar": "ara", "fa": "fas", "en": "eng", "hi": "hin", "pa": "pan"}
"""ID3 takes ISO 639-2; mutagen raises on two letters."""

TEXT_CHARS = 100_000
"""So much of the text stands in the tag, which is some two hours of it. A player that
streams reads the whole tag before it sounds; that of ten hours would be 2.5 MB."""

_UTF16 = 1
UFID_OWNER = "naqeeb"
_MILLISECONDS = 2
_LYRICS = 1
_FRONT_COVER = 3
_TOP_LEVEL_AND_ORDERED = 3
_NO_OFFSET = 0xFFFFFFFF
_HEADER_BYTES = 10


def write(
    mp3: Path,
    episode: Episode,
    show: Show,
    cover: bytes,
    *,
    images: Mapping[str, bytes] | None = None,
    with_text: bool = True,
) -> None:
    """Write an ID3v2.3 tag before the sound; a tag that is there is replaced.

    The file grows in place, so call this before its size and hash are taken.
    The sound itself, with its Info header, is not touched.

    Args:
        mp3: the file.
        episode: what it holds; ``audio`` is not looked at.
        show: the station.
        cover: a small JPEG or PNG (see ``cover.embed``); empty for none.
        images: the chapters' small pictures by ``Chapter.image``.
        with_text: whether the words stand in it, some 20 kB for five minutes.

    Raises:
        PodcastError: the file is missing, is read-only or cannot be tagged.
    """
    tag = id3.ID3()
    where = known_address(show)
    for frame in _facts(episode, show, where):
        tag.add(frame)
    if with_text:
        for frame in _text(episode):
            tag.add(frame)
    if cover:
        tag.add(_picture(cover))
    for frame in _chapter_frames(episode, images or {}):
        tag.add(frame)
    tag.update_to_v23()
    with tagging(mp3):
        # mutagen would make a file that is not there.
        mp3.stat()
        tag.save(mp3, v1=0, v2_version=3)
        with mp3.open("r+b") as file:
            head = file.read(_HEADER_BYTES)
            body = file.read(id3.BitPaddedInt(head[6:]))
            file.seek(_HEADER_BYTES)
            file.write(_chapters_in_order(body))


@contextmanager
def tagging(path: Path) -> Iterator[None]:
    """Within it an error of mutagen or of the disk becomes one that names the file.

    Raises:
        PodcastError: the file is missing or no sound, or it cannot be written.
    """
    try:
        yield
    except (OSError, MutagenError) as error:
        raise PodcastError(
            f"{path} could not be tagged: {error}",
            cause="the file is missing or may not be written, or the disk is full",
            hint="mend that, and run the command again",
            path=str(path),
        ) from error


def known_address(show: Show) -> address.Address | None:
    """The address that a tag may say; None where the show has none.

    A tag cannot be rewritten for the host that a listener asked, as a feed can.
    """
    return address.of(show) if show.site_url else None


def language(code: str) -> str:
    """The three-letter code that ID3 wants; ``und`` where it is not known."""
    return LANGUAGES.get(code.partition("-")[0].lower(), "und")


def _facts(episode: Episode, show: Show, where: address.Address | None) -> Iterator[object]:
    """Title, station, date and the like."""
    lang = language(episode.language)
    published = show.local(episode.published)
    yield id3.TIT2(_UTF16, [one_line(episode.title)])
    yield id3.TPE1(_UTF16, [one_line(show.author)])
    yield id3.TPE2(_UTF16, [one_line(show.author)])
    yield id3.TALB(_UTF16, [one_line(show.title)])
    yield id3.TDRC(_UTF16, [published.strftime("%Y-%m-%d %H:%M:%S")])
    # mutagen parts it for ID3 2.3, but leaves out a time at a full hour or right after midnight.
    yield id3.TIME(_UTF16, [published.strftime("%H%M")])
    yield id3.TCON(_UTF16, ["Podcast"])
    yield id3.TLAN(_UTF16, [lang])
    yield id3.TLEN(_UTF16, [str(episode.duration_ms)])
    if episode.byline:
        yield id3.TEXT(_UTF16, [one_line(episode.byline)])
    if show.copyright:
        yield id3.TCOP(_UTF16, [one_line(show.copyright)])
    # mutagen's WFED lacks the encoding byte, so the feed stands in a TXXX.
    if where:
        yield id3.TXXX(_UTF16, "FEED", [where.feed])
    yield id3.TXXX(_UTF16, "GUID", [one_line(episode.guid)])
    # Guid and hashed key, so that a lost record can be made again from the sound alone.
    yield id3.UFID(UFID_OWNER, f"{one_line(episode.guid)} {episode.key_hash}".encode())
    yield id3.COMM(_UTF16, lang, "", [comment(episode, where)])


def _text(episode: Episode) -> Iterator[object]:
    """The words, as a whole and sentence by sentence with their times."""
    lang = language(episode.language)
    yield id3.USLT(_UTF16, lang, "", lyrics(episode))
    yield id3.SYLT(
        _UTF16,
        lang,
        _MILLISECONDS,
        _LYRICS,
        "",
        [(one_line(c.text), c.start_ms) for c in _beginning(episode)],
    )


def _chapter_frames(episode: Episode, images: Mapping[str, bytes]) -> Iterator[object]:
    names = [f"ch{number}" for number, _ in enumerate(episode.chapters)]
    # One byte holds the number of children.
    names = names[:255]
    if not names:
        return
    title = id3.TIT2(_UTF16, [one_line(episode.title)])
    yield id3.CTOC("toc", _TOP_LEVEL_AND_ORDERED, names, [title])
    for name, chapter in zip(names, episode.chapters, strict=False):
        inside: list[object] = [id3.TIT2(_UTF16, [one_line(chapter.title)])]
        if chapter.image and images.get(chapter.image):
            inside.append(_picture(images[chapter.image]))
        yield id3.CHAP(name, chapter.start_ms, chapter.end_ms, _NO_OFFSET, _NO_OFFSET, inside)


def _picture(data: bytes) -> object:
    mime = "image/png" if data.startswith(b"\x89PNG") else "image/jpeg"
    # The description is empty, and Latin 1 is what the oldest players read.
    return id3.APIC(0, mime, _FRONT_COVER, "", data)


def comment(episode: Episode, where: address.Address | None) -> str:
    """Where the news came from, and whose voice it is."""
    link = address.web_url(episode.source) or (where.page(episode.id) if where else None)
    named = episode.voice == episode.engine
    lines = [link] if link else []
    lines.append(f"آواز: {episode.voice}" if named else f"آواز: {episode.voice} ({episode.engine})")
    return "\n".join(map(clean, lines))


def lyrics(episode: Episode) -> str:
    """The written text, a paragraph a block."""
    parts: list[str] = []
    last: tuple[int, int, Role] | None = None
    kept = _beginning(episode)
    for caption in kept:
        place = (caption.story, caption.paragraph, caption.role)
        if last is not None:
            parts.append(" " if place == last else "\n\n")
        parts.append(one_line(caption.text))
        last = place
    if len(kept) < len(episode.transcript):
        parts.append("\n\n" + ELLIPSIS)
    return "".join(parts)


def _beginning(episode: Episode) -> Sequence[Caption]:
    """The sentences that stand in the tag: all of them, but for a text of hours."""
    ends = accumulate(len(caption.text) for caption in episode.transcript)
    return episode.transcript[: sum(1 for _ in takewhile(lambda end: end <= TEXT_CHARS, ends))]


def _chapters_in_order(body: bytes) -> bytes:
    """The frames with the CHAP frames by start time, after their CTOC.

    mutagen writes them by length, and readers that show chapters in the order
    of the file (ffprobe among them) then show them mixed up.
    """
    others: list[bytes] = []
    contents: list[bytes] = []
    chapters: list[tuple[int, int, bytes]] = []
    stream = BytesIO(body)
    while True:
        at = stream.tell()
        head = stream.read(_HEADER_BYTES)
        if len(head) < _HEADER_BYTES or not head[0]:
            break
        frame = head + stream.read(int.from_bytes(head[4:8]))
        kind = head[:4]
        if kind == b"CHAP":
            # After the element's name and its NUL: start time in four bytes.
            start = frame.index(b"\0", _HEADER_BYTES) + 1
            chapters.append((int.from_bytes(frame[start : start + 4]), len(chapters), frame))
        elif kind == b"CTOC":
            contents.append(frame)
        else:
            others.append(frame)
    first = b"".join([*others, *contents, *(frame for _, _, frame in sorted(chapters))])
    return first + body[at:]
