"""Written words at the times they are spoken."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from naqeeb.model import Chunk, Cue, Line, Pause, Role, Word
from naqeeb.sound.timeline import Placed, WordTime, cues


def a_line(written: str, spoken: str, *words: tuple[int, int, int, int]) -> Line:
    return Line(0, Role.BODY, written, spoken, words=tuple(Word(*each) for each in words))


def placed(
    line: Line, start: int, end: int, start_ms: float, end_ms: float, *words: WordTime
) -> Placed:
    chunk = Chunk(0, start, end, line.spoken[start:end], Pause.NONE)
    return Placed(chunk, start_ms, end_ms, words)


def times(cue: Cue) -> list[tuple[int, int]]:
    return [(each.start_ms, each.end_ms) for each in cue.words]


def test_a_word_is_timed_by_its_mark() -> None:
    line = a_line("ab cd", "ab cd", (0, 2, 0, 2), (3, 5, 3, 5))
    (cue,) = cues(
        [line], [placed(line, 0, 5, 100, 900, WordTime(0, 2, 100, 400), WordTime(3, 5, 500, 900))]
    )
    assert times(cue) == [(100, 400), (500, 900)]
    assert not cue.estimated


def test_a_number_spans_all_the_words_that_say_it() -> None:
    line = a_line("81", "one two six", (0, 2, 0, 11))
    marks = WordTime(0, 3, 0, 90), WordTime(4, 7, 100, 190), WordTime(8, 11, 200, 290)
    (cue,) = cues([line], [placed(line, 0, 11, 0, 290, *marks)])
    assert times(cue) == [(0, 290)]


def test_two_written_words_in_one_spoken_share_its_time_by_length() -> None:
    line = a_line("ab cd", "abcd", (0, 2, 0, 2), (3, 5, 2, 4))
    (cue,) = cues([line], [placed(line, 0, 4, 0, 400, WordTime(0, 4, 0, 400))])
    assert times(cue) == [(0, 200), (200, 400)]


def test_words_that_the_voice_took_together_share_its_mark() -> None:
    line = a_line("ab cd.", "ab cd.", (0, 2, 0, 2), (3, 6, 3, 6))
    (cue,) = cues([line], [placed(line, 0, 6, 0, 500, WordTime(0, 2, 0, 500))])
    assert times(cue) == [(0, 200), (300, 500)]


def test_without_marks_words_are_spread_by_length_and_said_to_be_estimated() -> None:
    line = a_line("ab cdef", "ab cdef", (0, 2, 0, 2), (3, 7, 3, 7))
    (cue,) = cues([line], [placed(line, 0, 7, 1000, 1700)])
    assert times(cue) == [(1000, 1200), (1300, 1700)]
    assert cue.estimated


def test_a_line_of_several_chunks_is_one_cue() -> None:
    line = a_line("ab cd", "ab cd", (0, 2, 0, 2), (3, 5, 3, 5))
    parts = placed(line, 0, 2, 0, 200), placed(line, 3, 5, 500, 800)
    (cue,) = cues([line], parts)
    assert (cue.start_ms, cue.end_ms) == (0, 800)
    assert times(cue) == [(0, 200), (500, 800)]


def test_what_is_spoken_in_another_order_is_lit_up_together() -> None:
    # "$ 5" is spoken "5 dollars"
    line = a_line("$ 5", "5 dollars", (0, 1, 2, 9), (2, 3, 0, 1))
    marks = WordTime(0, 1, 0, 100), WordTime(2, 9, 150, 600)
    (cue,) = cues([line], [placed(line, 0, 9, 0, 600, *marks)])
    assert times(cue) == [(0, 600), (0, 600)]


def test_of_three_in_another_order_all_are_lit_up_together() -> None:
    line = a_line("a b c", "c b a", (0, 1, 4, 5), (2, 3, 2, 3), (4, 5, 0, 1))
    marks = WordTime(0, 1, 0, 100), WordTime(2, 3, 200, 300), WordTime(4, 5, 400, 500)
    (cue,) = cues([line], [placed(line, 0, 5, 0, 500, *marks)])
    assert times(cue) == [(0, 500)] * 3


def test_a_word_of_one_letter_has_the_time_of_its_own_mark() -> None:
    line = a_line("ab c d", "ab c d", (0, 2, 0, 2), (3, 4, 3, 4), (5, 6, 5, 6))
    marks = WordTime(0, 2, 0, 100), WordTime(3, 4, 200, 300), WordTime(5, 6, 400, 500)
    (cue,) = cues([line], [placed(line, 0, 6, 0, 500, *marks)])
    assert times(cue) == [(0, 100), (200, 300), (400, 500)]


def test_words_with_no_blank_between_end_with_their_own_marks_and_chunks() -> None:
    line = a_line("abcd", "abcd", (0, 2, 0, 2), (2, 4, 2, 4))
    marks = WordTime(0, 2, 0, 100), WordTime(2, 4, 150, 300)
    (cue,) = cues([line], [placed(line, 0, 4, 0, 300, *marks)])
    assert times(cue) == [(0, 100), (150, 300)]
    parts = placed(line, 0, 2, 0, 100), placed(line, 2, 4, 600, 800)
    (cue,) = cues([line], parts)
    assert times(cue) == [(0, 100), (600, 800)]


def test_a_word_whose_last_letter_is_in_the_next_chunk_ends_there() -> None:
    line = a_line("abc", "abc", (0, 3, 0, 3))
    parts = placed(line, 0, 2, 0, 200), placed(line, 2, 3, 600, 700)
    (cue,) = cues([line], parts)
    assert times(cue) == [(0, 700)]


def test_a_word_before_the_first_mark_stands_where_its_chunk_begins() -> None:
    line = a_line("“ab cd", "“ab cd", (0, 3, 0, 3), (4, 6, 4, 6))
    # The first chunk begins behind the quotation mark.
    (cue,) = cues([line], [placed(line, 1, 3, 100, 300), placed(line, 4, 6, 500, 700)])
    assert times(cue) == [(100, 300), (500, 700)]
    # The voice reports nothing of the first word.
    (cue,) = cues([line], [placed(line, 0, 6, 100, 700, WordTime(4, 6, 500, 700))])
    assert times(cue) == [(100, 100), (500, 700)]


def test_signs_alone_have_the_time_that_the_voice_gave_them() -> None:
    line = a_line("— …", "— …", (0, 1, 0, 1), (2, 3, 2, 3))
    marks = WordTime(0, 1, 100.4, 200.4), WordTime(2, 3, 300.4, 400.4)
    (cue,) = cues([line], [placed(line, 0, 3, 100.4, 400.4, *marks)])
    assert times(cue) == [(100, 200), (300, 400)]
    assert (type(cue.start_ms), type(cue.end_ms)) == (int, int)


def test_a_line_that_is_not_voiced_has_no_cue() -> None:
    line = a_line("ab", "ab", (0, 2, 0, 2))
    chunk = Chunk(1, 0, 2, "ab", Pause.NONE)
    (cue,) = cues([line, line], [Placed(chunk, 0, 10)])
    assert cue.line == 1


@st.composite
def voiced_lines(draw: st.DrawFn) -> tuple[Line, list[Placed]]:
    """A line of words cut into chunks, with marks for some of the words."""
    texts = draw(st.lists(st.text("ابپت", min_size=1, max_size=6), min_size=1, max_size=12))
    spoken = " ".join(texts)
    words, at = [], 0
    for text in texts:
        words.append(Word(at, at + len(text), at, at + len(text)))
        at += len(text) + 1
    line = Line(0, Role.BODY, spoken, spoken, words=tuple(words))
    cuts = sorted(draw(st.sets(st.integers(1, max(1, len(texts) - 1)), max_size=3)))
    bounds = [0, *[cut for cut in cuts if cut < len(texts)], len(texts)]
    now, parts = 0.0, []
    for first, last in pairwise(bounds):
        start, end = words[first].spoken_start, words[last - 1].spoken_end
        length = draw(st.floats(1, 20_000))
        marked = draw(st.booleans())
        step = length / (last - first)
        reported = tuple(
            WordTime(
                each.spoken_start - start,
                each.spoken_end - start,
                now + at * step,
                now + (at + draw(st.floats(0, 1))) * step,
            )
            for at, each in enumerate(words[first:last])
            if marked
        )
        chunk = Chunk(0, start, end, spoken[start:end], Pause.NONE)
        parts.append(Placed(chunk, now, now + length, reported))
        now += length + draw(st.floats(0, 2000))
    return line, parts


@given(voiced_lines())
def test_times_never_run_backwards_nor_leave_the_line(case: tuple[Line, list[Placed]]) -> None:
    line, parts = case
    (cue,) = cues([line], parts)
    assert len(cue.words) == len(line.words)
    starts = [each.start_ms for each in cue.words]
    assert starts == sorted(starts)
    assert all(cue.start_ms <= each.start_ms <= each.end_ms <= cue.end_ms for each in cue.words)
    assert cue.estimated == (not all(each.words for each in parts))
    assert [(each.start, each.end) for each in cue.words] == [
        (each.start, each.end) for each in line.words
    ]


def test_word_times_are_those_of_the_beeps_in_the_decoded_file(
    make: Any, beeps: Any, hear: Any
) -> None:
    track = make(beeps)
    heard = hear(track.path).onsets_ms()
    starts = [word.start_ms for cue in track.cues for word in cue.words]
    assert len(heard) == len(starts)
    assert max(abs(one - other) for one, other in zip(heard, starts, strict=True)) <= 10


def test_word_ends_are_those_of_the_beeps(make: Any, beeps: Any, hear: Any) -> None:
    track = make(beeps)
    sound = hear(track.path)
    for cue in track.cues:
        for word in cue.words:
            assert sound.peak(word.end_ms - 25, word.end_ms - 10) > 400
            assert sound.peak(word.end_ms + 10, word.end_ms + 50) < 400


def test_words_begin_on_time_at_44100_hz_too(make: Any, beeps: Any, hear: Any) -> None:
    track = make(beeps, sample_rate=44100)
    heard = hear(track.path).onsets_ms()
    starts = [word.start_ms for cue in track.cues for word in cue.words]
    assert max(abs(one - other) for one, other in zip(heard, starts, strict=True)) <= 10


def test_sentences_of_real_speech_begin_after_silence_and_end_before_it(
    make: Any, speech: Any, hear: Any
) -> None:
    track = make(speech)
    sound = hear(track.path)
    for cue in track.cues:
        assert sound.peak(cue.start_ms - 60, cue.start_ms - 10) < 300
        assert sound.peak(cue.start_ms, cue.start_ms + 50) > 300
        assert sound.peak(cue.end_ms - 50, cue.end_ms) > 100
        assert sound.peak(cue.end_ms + 10, cue.end_ms + 60) < 300
        assert not cue.estimated
