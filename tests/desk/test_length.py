"""Bulletins of a wanted length: where they are cut, how long they come out, what is said of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from bulletin_runs import DAY, WORDS, one, run, with_bulletin, write

from naqeeb import Kind, Overrides
from naqeeb.desk import bulletin_length
from naqeeb.desk.cast import Recording, cast_around
from naqeeb.desk.job import Job, bulletin_job
from naqeeb.desk.running_time import Heard, TextLine, heard_in, lengths_of
from naqeeb.desk.story_cuts import DROPPED, End, chosen, ends_of
from naqeeb.desk.write import Writer
from naqeeb.model import Article, Block, Role
from naqeeb.settings import Settings, SoundSettings, VoiceSettings, find_voice

if TYPE_CHECKING:
    from pathlib import Path

    Station = Any

SHORT, LONG = "پشاور میں کتابوں کا میلہ جاری ہے۔", WORDS
LONGER = (
    "وزیر خزانہ نے کہا کہ تعلیم اور صحت کے لیے 250 ارب روپے رکھے جائیں گے جو 12 فیصد زیادہ ہیں۔"
)
MIXES: dict[str, tuple[tuple[str, ...], ...]] = {
    # Of each story its paragraphs.
    "long paragraphs": tuple((" ".join((LONG, SHORT, LONGER) * 3),) * 4 for _ in range(3)),
    "short paragraphs": tuple((f"{LONG} {SHORT}", SHORT, LONGER) for _ in range(10)),
    "one story": ((f"{LONG} {SHORT} {LONGER} {SHORT}",) * 8,),
    "one paragraph": ((" ".join((LONGER, SHORT, LONG) * 20),),),
}


def stories(mix: str) -> list[Article]:
    return [
        Article(f"story-{number}", f"خبر نمبر {number} کا عنوان", paragraphs)
        for number, paragraphs in enumerate(MIXES[mix])
    ]


def spoken_by_espeak(station: Station, length: str, **sound: Any) -> Settings:
    settings = with_bulletin(station, length=length)
    return replace(settings, voice=VoiceSettings(name="espeak"), sound=SoundSettings(**sound))


def bulletin(settings: Settings, articles: Sequence[Article]) -> Job:
    return bulletin_job(settings, articles, Overrides(date=DAY))


# -- how long it comes out ---------------------------------------------------


@pytest.mark.parametrize(
    ("mix", "length_s"),
    [
        ("long paragraphs", 60),
        ("long paragraphs", 90),
        ("short paragraphs", 47),
        ("short paragraphs", 200),
        ("one story", 45),
        ("one story", 83),
        ("one paragraph", 60),
    ],
)
def test_a_bulletin_is_as_long_as_wanted(newsdesk: Station, mix: str, length_s: int) -> None:
    sources = [
        write(newsdesk, f"{each.id}.txt", "\n\n".join(each.paragraphs), title=each.title)
        for each in stories(mix)
    ]
    result = one(run(spoken_by_espeak(newsdesk, f"{length_s}s"), *sources))
    assert abs(result.episode.duration_ms / 1000 - length_s) <= bulletin_length.TOLERANCE * length_s
    assert "long, not" not in result.note


@pytest.mark.parametrize(
    "sound", [{}, {"intro": "pips", "outro": "sting", "sting": "sting", "bed": "sting"}]
)
def test_the_length_is_known_once_it_was_heard(
    newsdesk: Station, tmp_path: Path, sound: dict[str, Any]
) -> None:
    """Music, stings and pauses are counted as they are mixed."""
    from naqeeb.desk import produce, voices
    from naqeeb.desk.events import silence

    settings = spoken_by_espeak(newsdesk, "", **sound)
    settings = replace(settings, bulletin=replace(settings.bulletin, stings=True))
    job = bulletin(settings, stories("short paragraphs")[:3])
    writer = Writer(job)
    ready = voices.first_ready(job, ["espeak"], writer.first_chunk)
    with voices.opened_cast(job, ready) as speakers:
        recording: Recording = produce._recording(writer, speakers, tmp_path, silence)
    heard = heard_in(recording, settings, Heard())
    known = lengths_of(recording.script, recording.cast, settings, heard)
    assert known.all_ms == pytest.approx(recording.track.duration_ms, abs=150)
    first = lengths_of(recording.script, recording.cast, settings)
    assert first.all_ms == pytest.approx(recording.track.duration_ms, rel=0.08)


# -- what is cut -------------------------------------------------------------


def of_paragraphs(*sentences: int) -> list[TextLine]:
    """A story of paragraphs with so many sentences of a second each."""
    return [
        TextLine(number, 1000.0) for number, count in enumerate(sentences) for _ in range(count)
    ]


def kept(
    texts: Sequence[Sequence[TextLine]], wanted_ms: float, priorities: Sequence[int] = ()
) -> list[tuple[int, int]]:
    """Whole paragraphs of each story that are read, and sentences of the next."""
    ends = [ends_of(text, 100.0, text[-1].paragraph + 1) for text in texts]
    numbers = chosen(priorities or [5] * len(texts), ends, 1000.0, wanted_ms)
    return [
        (each[number].paragraphs, each[number].sentences)
        for each, number in zip(ends, numbers, strict=True)
    ]


SINGLE = [of_paragraphs(1, 1, 1)] * 3


@pytest.mark.parametrize(
    ("priorities", "wanted_ms", "paragraphs"),
    [
        ((5, 5, 5), 99_000, [3, 3, 3]),
        # The last is shortened first, then the one before.
        ((5, 5, 5), 8_300, [3, 3, 1]),
        ((5, 5, 5), 7_300, [3, 2, 1]),
        # The least important is shortened first, wherever it stands.
        ((9, 5, 5), 8_300, [1, 3, 3]),
        # Where that is not enough it is dropped, and the room is filled again.
        ((9, 5, 1), 3_200, [0, 1, 1]),
        ((9, 5, 1), 2_100, [0, 0, 1]),
        # One story remains, however short the bulletin is to be.
        ((9, 5, 1), 10, [0, 0, 1]),
    ],
)
def test_what_is_shortened_and_what_is_dropped(
    priorities: tuple[int, ...], wanted_ms: float, paragraphs: list[int]
) -> None:
    assert kept(SINGLE, wanted_ms, priorities) == [(count, 0) for count in paragraphs]


@pytest.mark.parametrize(
    ("texts", "wanted_ms", "read"),
    [
        # A paragraph's end comes near enough: no paragraph is parted.
        ([of_paragraphs(5, 5), of_paragraphs(5, 5)], 16_200, [(2, 0), (1, 0)]),
        # None does: the last that is read is left at a sentence's end.
        ([of_paragraphs(10, 10), of_paragraphs(10, 10)], 38_200, [(2, 0), (1, 7)]),
        # Another paragraph's end of the same story does, though it is a little longer.
        ([of_paragraphs(5, 6, 4)], 12_400, [(2, 0)]),
        # One story alone, of one paragraph.
        ([of_paragraphs(30)], 13_100, [(0, 12)]),
        ([of_paragraphs(30)], 500, [(0, 1)]),
    ],
)
def test_sentence_ends_are_the_last_means(
    texts: list[list[TextLine]], wanted_ms: float, read: list[tuple[int, int]]
) -> None:
    assert kept(texts, wanted_ms) == read


def test_what_is_more_important_is_not_dropped_for_what_fits_better() -> None:
    long, short = of_paragraphs(20, 20), of_paragraphs(2)
    # The first cannot be so short; the second alone would be, and is not asked.
    assert kept([long, short], 2_900, (1, 5)) == [(0, 2), (0, 0)]
    assert kept([long, short], 23_000, (1, 5)) == [(1, 0), (1, 0)]
    assert kept([short, long, long], 23_000, (9, 1, 5))[1] != (0, 0)


def seconds(*paragraphs: Sequence[int]) -> list[TextLine]:
    """A story of paragraphs whose sentences last so many seconds each."""
    return [
        TextLine(number, 1000.0 * each) for number, lines in enumerate(paragraphs) for each in lines
    ]


@pytest.mark.parametrize(
    ("texts", "priorities", "wanted_ms", "read"),
    [
        # The most important is read, however much nearer another alone would come.
        ([seconds([5]), seconds([2])], (9, 9), 2000, [(1, 0), (0, 0)]),
        # The last that is read gives way to one that fits better in its place ...
        (
            [seconds([5]), seconds([5]), seconds([5, 1])],
            (5, 5, 9),
            14_000,
            [(1, 0), (0, 0), (1, 0)],
        ),
        # ... but not one that is more important than another that is read.
        (
            [seconds([3], [8]), seconds([3]), seconds([2, 1, 2])],
            (5, 9, 5),
            15_000,
            [(2, 0), (0, 0), (1, 0)],
        ),
        # Of what comes near, that which has most of the more important, whole or in part.
        ([seconds([8], [1, 2, 2]), seconds([8, 3, 2])], (1, 9), 20_000, [(1, 2), (0, 1)]),
        (
            [seconds([8]), seconds([1], [8]), seconds([1, 1, 2])],
            (9, 9, 1),
            20_000,
            [(1, 0), (2, 0), (0, 2)],
        ),
        # One story is changed before two are, and at a paragraph before a sentence.
        (
            [seconds([5, 3]), seconds([5]), seconds([2, 8, 8])],
            (9, 1, 9),
            25_000,
            [(1, 0), (1, 0), (0, 2)],
        ),
        (
            [seconds([2, 2]), seconds([1]), seconds([1, 5], [1, 2, 5, 3])],
            (9, 9, 5),
            12_000,
            [(1, 0), (1, 0), (1, 0)],
        ),
        # Of what was dropped the most important comes back first.
        (
            [seconds([1]), seconds([3]), seconds([8, 2]), seconds([8, 8, 1, 1])],
            (1, 5, 9, 1),
            13_000,
            [(1, 0), (1, 0), (0, 0), (0, 1)],
        ),
        # Of two ways that come as near, that which has more of the more important.
        ([seconds([8, 8]), seconds([2, 8])], (5, 1), 18_000, [(0, 1), (1, 0)]),
    ],
)
def test_who_gives_way_to_whom(
    texts: list[list[TextLine]],
    priorities: tuple[int, ...],
    wanted_ms: float,
    read: list[tuple[int, int]],
) -> None:
    assert kept(texts, wanted_ms, priorities) == read


def test_a_story_may_be_left_behind_each_sentence_and_before_its_headline() -> None:
    text = [
        TextLine(0, 1000.0),
        TextLine(0, 500.0, is_end=False),
        TextLine(0, 200.0),
        TextLine(2, 300.0),
        TextLine(2, 400.0),
    ]
    assert ends_of(text, 100.0, 4) == (
        DROPPED,
        End(1, 0, 1, 1100.0, is_first=True),
        # The paragraph that says nothing is read with the one before.
        End(3, 2, 0, 1800.0),
        End(4, 2, 1, 2100.0),
        End(5, 4, 0, 2500.0, is_whole=True),
    )
    for short in ([], text[:1]):
        whole = End(len(short), 1, 0, 100.0 + 1000 * len(short), is_first=True, is_whole=True)
        assert ends_of(short, 100.0, 1) == (DROPPED, whole)


def test_of_two_that_are_cut_the_more_important_is_read_further() -> None:
    # Neither alone comes near: of what both could be, most of the first is read.
    first, second = of_paragraphs(6, 6), of_paragraphs(12)
    texts = [[replace(line, ms=1700.0) for line in first], second]
    read = kept(texts, 16_000, (1, 5))
    assert read[0][0] >= 1
    assert kept(texts[::-1], 16_000, (5, 1)) == read[::-1]


def test_a_story_is_never_left_behind_a_heading(newsdesk: Station) -> None:
    blocks = (Block.PARAGRAPH, Block.HEADING, Block.PARAGRAPH)
    article = Article("x", "سڑکیں", (LONG, "تازہ صورت حال", LONG), blocks=blocks)
    job = bulletin(with_bulletin(newsdesk), [article])
    cast = cast_around(find_voice("tone", newsdesk.settings.root), job)
    lengths = lengths_of(Writer(job).for_cast(cast), cast, job.settings)
    places = ends_of(lengths.texts[0], 0.0, 3)
    assert [(end.lines, end.paragraphs) for end in places] == [(0, 0), (1, 1), (3, 3)]


# -- what is said of it ------------------------------------------------------


def test_what_was_cut_is_said_as_it_is_heard(newsdesk: Station) -> None:
    sources = [
        write(newsdesk, f"{n}.txt", "\n\n".join(story.paragraphs), title=story.title)
        for n, story in enumerate(stories("long paragraphs"))
    ]
    result = one(run(with_bulletin(newsdesk, length="75s"), *sources))
    read: dict[int, dict[int, int]] = {}
    for caption in result.episode.transcript:
        if caption.role is Role.BODY:
            of_story = read.setdefault(caption.story, {})
            of_story[caption.paragraph] = of_story.get(caption.paragraph, 0) + 1
    (last,) = (max(each.items()) for each in (read[max(read)],))
    assert last[1] < 9, "the case is one that is left within a paragraph"
    whole = f"{last[0]} paragraph{'' if last[0] == 1 else 's'} and " if last[0] else ""
    sentences = f"{last[1]} sentence{'' if last[1] == 1 else 's'}"
    assert f"({whole}{sentences} of 4 paragraphs)" in result.note
    assert one(run(with_bulletin(newsdesk, length="75s"), *sources)).kind is Kind.UNCHANGED


def test_marks_are_heeded_where_a_paragraph_is_parted(newsdesk: Station) -> None:
    text = f"{SHORT} {{pause 1s}} {{say شنہوا: Xinhua}} کے مطابق {LONG} {SHORT} {LONG} {SHORT}"
    source = write(newsdesk, "a.txt", text, title="سڑکیں")
    whole = one(run(newsdesk.settings, source, id="پورا")).episode
    length = f"{(whole.duration_ms - 9000) / 1000:.0f}s"
    result = one(run(with_bulletin(newsdesk, length=length), source, id="مختصر"))
    texts = [each.text for each in result.episode.transcript if each.role is Role.BODY]
    every = [each.text for each in whole.transcript if each.role is Role.BODY]
    assert 0 < len(texts) < len(every)
    assert texts == every[: len(texts)]


@pytest.mark.parametrize(
    ("length", "why"),
    [
        ("10m", "there is no more to read"),
        ("10s", "one sentence, with what is said around it, is longer"),
    ],
)
def test_a_length_that_cannot_be_had_is_said(newsdesk: Station, length: str, why: str) -> None:
    source = write(newsdesk, "a.txt", "\n\n".join([LONGER] * 3), title="سڑکیں")
    result = one(run(with_bulletin(newsdesk, length=length), source))
    assert result.note.endswith(why)
    assert "pauses" not in result.note


def test_notes_of_a_story_that_is_dropped_are_not_shown(newsdesk: Station) -> None:
    noted = f"{LONG}\n\n## حوالہ جات\n\nپہلا حوالہ"
    first = write(newsdesk, "a.md", LONG, title="پہلی")
    second = write(newsdesk, "b.md", noted, title="دوسری", priority="9")
    assert one(run(newsdesk.settings, first, second, id="پورا")).episode.footnotes
    short = one(run(with_bulletin(newsdesk, length="15s"), first, second, id="مختصر"))
    assert "dropped: دوسری" in short.note
    assert short.episode.footnotes == ()
