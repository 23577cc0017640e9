"""How long the parts of a bulletin will last, and what an editor is told of its length."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from bulletin_runs import DAY, with_bulletin

from naqeeb import Overrides
from naqeeb.desk.bulletin_length import (
    Cut,
    Fitted,
    Shortfall,
    Trial,
    first_trial,
    fitted,
    is_near,
    remarks,
    wanted_ms,
)
from naqeeb.desk.cast import Recording, cast_around
from naqeeb.desk.job import Job, article_job, bulletin_job
from naqeeb.desk.running_time import Heard, Lengths, TextLine, heard_in, lengths_of, with_pauses
from naqeeb.desk.write import Writer
from naqeeb.model import Article, Block, Cue, Line, Pause, Role, Track
from naqeeb.settings import Settings, SoundSettings, find_voice
from naqeeb.sound.pauses import pause_ms
from naqeeb.text.closing_marks import CLOSING
from naqeeb.text.spoken_length import spoken_chars

if TYPE_CHECKING:
    Station = Any

TEXT = "پشاور میں کتابوں کا میلہ جاری ہے۔"
STORIES = tuple(
    Article(f"{number}.txt", f"خبر {number}", (f"{TEXT} {TEXT}",) * number) for number in (1, 2, 3)
)


def job_of(settings: Settings, *stories: Article) -> Job:
    return bulletin_job(settings, stories or STORIES, Overrides(date=DAY))


def lengths(job: Job, heard: Heard | None = None) -> Lengths:
    cast = cast_around(find_voice("tone", job.settings.root), job)
    return lengths_of(Writer(job).for_cast(cast), cast, job.settings, heard)


# -- of the parts ------------------------------------------------------------


def test_a_bulletin_is_as_long_as_its_parts() -> None:
    text = (TextLine(0, 1000.0), TextLine(0, 500.0))
    whole = Lengths(100.0, {0: 20.0, 1: 30.0}, {0: text, 2: text[:1]})
    assert [whole.story_ms(story) for story in range(4)] == [1520, 30, 1000, 0]
    assert whole.all_ms == 100 + 1520 + 30 + 1000


def test_a_story_lasts_as_long_as_the_bulletin_is_shorter_without_it(newsdesk: Station) -> None:
    settings = with_bulletin(newsdesk, headlines=5)
    every, but_the_last = lengths(job_of(settings)), lengths(job_of(settings, *STORIES[:2]))
    assert every.all_ms - but_the_last.all_ms == pytest.approx(every.story_ms(2), abs=400)
    assert [len(every.texts[story]) for story in range(3)] == [2, 4, 6]


def test_a_headline_counts_to_its_story_each_time_and_its_lead_to_none(newsdesk: Station) -> None:
    once, again = (
        lengths(job_of(with_bulletin(newsdesk, headlines=2, repeat=repeat)))
        for repeat in (False, True)
    )
    assert all(again.openings_ms[story] > once.openings_ms[story] + 300 for story in (0, 1))
    assert again.openings_ms[2] == once.openings_ms[2]
    assert again.fixed_ms > once.fixed_ms + 300


def test_of_all_pauses_it_is_known_how_long_they_are(newsdesk: Station) -> None:
    settings = with_bulletin(newsdesk)
    longer = replace(settings, sound=with_pauses(settings.sound, 2))
    before, after = lengths(job_of(settings)), lengths(job_of(longer))
    assert after.pauses_ms == pytest.approx(2 * before.pauses_ms, rel=0.01)
    assert after.all_ms - before.all_ms == pytest.approx(before.pauses_ms, rel=0.01)


@pytest.mark.parametrize("share", [0.7, 1.5])
@pytest.mark.parametrize("pause", Pause)
def test_all_breaks_are_longer_or_shorter_together(pause: Pause, share: float) -> None:
    usual = SoundSettings()
    assert pause_ms(pause, with_pauses(usual, share)) == round(pause_ms(pause, usual) * share)


def test_what_was_heard_counts_and_of_the_rest_the_pace(newsdesk: Station) -> None:
    job = job_of(with_bulletin(newsdesk))
    first = lengths(job)
    slower = lengths(job, Heard(pace=2.0))
    speech_ms = first.all_ms - first.pauses_ms
    assert slower.all_ms - first.all_ms == pytest.approx(speech_ms, rel=0.25)
    cast = cast_around(find_voice("tone", job.settings.root), job)
    spoken = {line.spoken for line in Writer(job).for_cast(cast).lines if line.role is Role.BODY}
    known = lengths(job, Heard(lines_ms={(Role.BODY, each): 9000.0 for each in spoken}))
    assert all(9000 < line.ms < 11_000 for lines in known.texts.values() for line in lines)
    assert known.fixed_ms == first.fixed_ms


def recording_of(
    job: Job,
    ms_of: Callable[[Line], int | None],
    duration_ms: int = 0,
    writer: Writer | None = None,
) -> Recording:
    """A recording in which each line is heard for so long, and some are not heard."""
    cast = cast_around(find_voice("tone", job.settings.root), job)
    script = (writer or Writer(job)).for_cast(cast)
    heard = ((number, ms_of(line)) for number, line in enumerate(script.lines))
    cues = tuple(Cue(number, 5000, 5000 + ms) for number, ms in heard if ms is not None)
    return Recording(script, cast, (), Track(Path(), duration_ms, 0, "", cues), ())


def test_what_a_recording_showed_of_a_line_is_taken_for_it_and_its_pace_for_others(
    newsdesk: Station,
) -> None:
    job = job_of(with_bulletin(newsdesk))
    recording = recording_of(job, lambda line: 4000 if line.role is Role.LINK else None)
    links = [line for line in recording.script.lines if line.role is Role.LINK]
    before = Heard(2.0, {(Role.BODY, "x"): 70.0, (Role.LINK, links[0].spoken): 80.0})
    heard = heard_in(recording, job.settings, before)
    assert heard.lines_ms == {
        (Role.BODY, "x"): 70.0,
        **{(Role.LINK, line.spoken): 4000.0 for line in links},
    }
    again = heard_in(
        recording_of(job, lambda line: 8000 if line.role is Role.LINK else None),
        job.settings,
        heard,
    )
    assert again.pace == pytest.approx(2 * heard.pace)
    assert set(again.lines_ms.values()) == {70.0, 8000.0}


def test_of_pauses_within_a_line_no_pace_is_learned(newsdesk: Station) -> None:
    # The voice takes 300 characters at once, and rests where it is given the next.
    long = "، ".join([TEXT.rstrip("۔")] * 20) + "۔"
    job = job_of(with_bulletin(newsdesk), Article("a.txt", "خبر", (f"{long} {TEXT}",)))
    heard = heard_in(recording_of(job, lambda _: 4000), job.settings, Heard())
    in_parts, at_once = (ms for (role, _), ms in heard.lines_ms.items() if role is Role.BODY)
    assert 2000 < in_parts < 3900
    assert at_once == 4000
    silent = heard_in(recording_of(job, lambda _: 0), job.settings, Heard(pace=1.5))
    assert (silent.pace, set(silent.lines_ms.values())) == (1.5, {0.0})
    nothing = heard_in(recording_of(job, lambda _: None), job.settings, Heard(pace=1.5))
    assert nothing == Heard(pace=1.5)


@pytest.mark.parametrize("sound", [SoundSettings(intro="sting"), SoundSettings(outro="sting")])
def test_what_sounds_before_and_behind_a_bulletin_belongs_to_no_story(
    newsdesk: Station, sound: SoundSettings
) -> None:
    plain, sounding = (
        lengths(job_of(replace(with_bulletin(newsdesk), sound=each)))
        for each in (SoundSettings(), sound)
    )
    assert sounding.fixed_ms > plain.fixed_ms + 1500
    assert (sounding.openings_ms, sounding.texts) == (plain.openings_ms, plain.texts)
    assert sounding.pauses_ms == plain.pauses_ms


def test_a_sting_before_a_story_belongs_to_it(newsdesk: Station) -> None:
    plain, sounding = (
        lengths(job_of(replace(with_bulletin(newsdesk), sound=sound)))
        for sound in (SoundSettings(), SoundSettings(sting="sting"))
    )
    more = [sounding.openings_ms[story] - plain.openings_ms[story] for story in range(3)]
    assert min(more) > 500
    assert sounding.fixed_ms == pytest.approx(plain.fixed_ms)
    assert sounding.all_ms - plain.all_ms == pytest.approx(sum(more))


@pytest.mark.parametrize(
    ("written", "is_end"),
    [
        ("میلہ جاری ہے۔", True),
        ("کیا میلہ جاری ہے؟", True),
        ("میلہ جاری ہے!", True),
        ("میلہ جاری ہے…", True),
        *((f"میلہ جاری ہے۔{mark}", True) for mark in CLOSING),
        ("میلہ جاری ہے", False),
        ("میلہ جاری ہے،", False),
    ],
)
def test_a_story_may_be_left_where_a_sentence_ends(
    newsdesk: Station, written: str, is_end: bool
) -> None:
    job = job_of(with_bulletin(newsdesk), Article("a.txt", "خبر", (written, TEXT)))
    first, last = lengths(job).texts[0]
    assert (first.is_end, last.is_end) == (is_end, True)


def test_a_story_is_not_left_behind_a_heading_that_ends_as_a_sentence(newsdesk: Station) -> None:
    blocks = (Block.HEADING, Block.PARAGRAPH)
    job = job_of(with_bulletin(newsdesk), Article("a.txt", "خبر", (TEXT, TEXT), blocks=blocks))
    assert [line.is_end for line in lengths(job).texts[0]] == [False, True]


# -- what is wanted and what is said -----------------------------------------


def test_only_a_bulletin_has_a_wanted_length(newsdesk: Station) -> None:
    settings = with_bulletin(newsdesk, length="1m30s")
    assert wanted_ms(job_of(settings)) == 90_000
    assert wanted_ms(job_of(with_bulletin(newsdesk))) is None
    assert wanted_ms(article_job(settings, "1.txt", STORIES[0])) is None


@pytest.mark.parametrize(
    ("length_ms", "is_so"), [(95, True), (105, True), (94.9, False), (105.1, False)]
)
def test_near_is_a_share_of_what_is_wanted(length_ms: float, is_so: bool) -> None:
    assert is_near(length_ms, 100, 0.05) is is_so


@pytest.mark.parametrize(
    ("cut", "words"),
    [
        (Cut("بارش", 0, 0, 3), "dropped: بارش"),
        (Cut("بارش", 1, 0, 3), "shortened: بارش (1 of 3 paragraphs)"),
        (Cut("بارش", 0, 1, 1), "shortened: بارش (1 sentence of 1 paragraph)"),
        (Cut("بارش", 1, 2, 3), "shortened: بارش (1 paragraph and 2 sentences of 3 paragraphs)"),
        (Cut("بارش", 2, 1, 3), "shortened: بارش (2 paragraphs and 1 sentence of 3 paragraphs)"),
    ],
)
def test_an_editor_is_told_how_much_of_a_story_is_read(cut: Cut, words: str) -> None:
    assert cut.in_words == words


@pytest.mark.parametrize(
    ("pauses", "length_ms", "why", "notes"),
    [
        (1.0, 60_000, "", []),
        (1.0, 63_000, "no_end", []),
        (1.25, 60_000, "", ["pauses 25 % longer"]),
        (0.7, 60_000, "", ["pauses 30 % shorter"]),
        (1.0, 30_000, "no_more", ["30 s long, not 1 min 0 s: there is no more to read"]),
        (1.0, 70_000, "no_end", ["1 min 10 s long, not 1 min 0 s: no sentence ends nearer"]),
    ],
)
def test_an_editor_is_told_why_a_length_is_another(
    newsdesk: Station, pauses: float, length_ms: int, why: Shortfall, notes: list[str]
) -> None:
    job = job_of(with_bulletin(newsdesk))
    fit = Fitted(job, (), (), Lengths(0.0, {}, {}), pauses, 60_000, why)
    assert remarks(fit, length_ms) == notes


@pytest.mark.parametrize(
    ("wanted", "why", "kept"),
    [
        (600_000, "no_more", (True, True, True)),
        (100, "one_sentence", (True, False, False)),
    ],
)
def test_it_is_known_why_a_length_cannot_be_had(
    newsdesk: Station, wanted: float, why: Shortfall, kept: tuple[bool, ...]
) -> None:
    job = job_of(with_bulletin(newsdesk))
    fit = fitted(job, cast_around(find_voice("tone", job.settings.root), job), wanted)
    assert (fit.why, fit.kept, fit.pauses) == (why, kept, 1.0)
    assert len(fit.job.stories) == sum(kept)


def test_pauses_give_what_no_sentence_end_can(newsdesk: Station) -> None:
    """They are changed as little as brings the length near."""
    job = job_of(with_bulletin(newsdesk), STORIES[0])
    cast = cast_around(find_voice("tone", job.settings.root), job)
    whole = lengths(job)
    wanted = whole.all_ms + whole.pauses_ms * 0.3
    fit = fitted(job, cast, wanted)
    assert 1.0 < fit.pauses < 1.3
    assert fit.lengths.all_ms == pytest.approx(wanted, rel=0.036)
    assert fit.job.settings.sound == with_pauses(job.settings.sound, fit.pauses)
    longest = fitted(job, cast, whole.all_ms + whole.pauses_ms * 0.9)
    assert longest.pauses == 1.0, "half as long again at most, and that would not be enough"


# -- voiced, and voiced again ------------------------------------------------


class Studio:
    """Records a job: each line as long as the first argument says, the whole as the second."""

    def __init__(
        self, ms_of: Callable[[Line], int | None], duration_ms: Callable[[Job], float]
    ) -> None:
        self._ms_of = ms_of
        self._duration_ms = duration_ms
        self.jobs: list[Job] = []

    def recording(self, trial: Trial) -> Recording:
        job = trial.writer.job
        self.jobs.append(job)
        return recording_of(job, self._ms_of, round(self._duration_ms(job)), trial.writer)

    def remarks_of(self, job: Job) -> tuple[str, ...]:
        trial = first_trial(Writer(job), cast_around(find_voice("tone", job.settings.root), job))
        recording = self.recording(trial)
        while (another := trial.after(recording)) is not None:
            trial, recording = another, self.recording(another)
        return trial.remarks(recording)


def test_what_has_no_wanted_length_is_voiced_once_as_it_is(newsdesk: Station) -> None:
    studio = Studio(lambda _: None, lambda _: 99_000)
    job = job_of(with_bulletin(newsdesk))
    assert studio.remarks_of(job) == ()
    assert studio.jobs == [job]


def test_what_comes_out_near_is_voiced_once(newsdesk: Station) -> None:
    studio = Studio(lambda _: 9000, lambda _: 25_000 * 1.05)
    notes = studio.remarks_of(job_of(with_bulletin(newsdesk, length="25s")))
    assert len(studio.jobs) == 1
    assert any(note.startswith("dropped: ") for note in notes)
    assert not any("long, not" in note for note in notes)


def test_what_comes_out_otherwise_is_cut_again_by_what_was_heard(newsdesk: Station) -> None:
    """A voice that speaks half as fast as its file says."""
    story = Article("a.txt", "خبر", (" ".join([TEXT] * 9),) * 9)
    job = job_of(with_bulletin(newsdesk, length="60s"), story)
    cast = cast_around(find_voice("tone", job.settings.root), job)
    slow = Heard(pace=2.0)

    def duration_ms(cut: Job) -> float:
        return lengths_of(Writer(cut).for_cast(cast), cast, cut.settings, slow).all_ms

    def ms_of(line: Line) -> int:
        return round(2 * spoken_chars(line.spoken) * 1000 / cast.main.chars_per_second)

    studio = Studio(ms_of, duration_ms)
    notes = studio.remarks_of(job)
    assert 2 <= len(studio.jobs) <= 4
    assert duration_ms(studio.jobs[0]) > 60_000 * 1.05
    assert duration_ms(studio.jobs[-1]) == pytest.approx(60_000, rel=0.05)
    assert not any("long, not" in note for note in notes)


def test_where_nothing_is_learned_it_is_not_voiced_again(newsdesk: Station) -> None:
    studio = Studio(lambda _: None, lambda _: 60_000)
    *_, note = studio.remarks_of(job_of(with_bulletin(newsdesk, length="40s")))
    assert len(studio.jobs) == 1
    assert note == "1 min 0 s long, not 40 s: no sentence ends nearer"


def test_it_is_voiced_four_times_at_most_and_the_last_is_what_is_told(newsdesk: Station) -> None:
    story = Article("a.txt", "خبر", (" ".join([TEXT] * 9),) * 9)
    # Each time at another pace than the time before.
    studio = Studio(lambda _: 1000 if len(studio.jobs) % 2 else 2500, lambda _: 60_000)
    note, *_ = studio.remarks_of(job_of(with_bulletin(newsdesk, length="40s"), story))
    assert len(studio.jobs) == 4
    (lines,) = studio.jobs[-1].body_lines
    whole, sentences = divmod(lines, 9)
    read = f"{whole} paragraph{'s' if whole > 1 else ''} and {sentences} sentences"
    assert note == f"shortened: خبر ({read} of 9 paragraphs)"
