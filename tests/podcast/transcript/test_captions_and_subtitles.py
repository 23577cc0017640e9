"""The transcript holds what is written, at the time it is spoken, in lines that fit a screen."""

import json
import re
from collections.abc import Sequence
from dataclasses import fields, replace
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naqeeb.model import (
    Article,
    Caption,
    Cue,
    CueWord,
    Delivery,
    Episode,
    Line,
    Role,
    Script,
    Show,
)
from naqeeb.podcast import transcript
from naqeeb.podcast.phrases import RLM
from naqeeb.podcast.transcript.subtitles import begins_left_to_right, blocks, two_lines
from naqeeb.text.cleaning import clean

TIME = re.compile(r"(\d\d):(\d\d):(\d\d)[.,](\d{3})")


def ms(clock: str) -> int:
    match = TIME.fullmatch(clock)
    assert match
    hours, minutes, seconds, thousandths = map(int, match.groups())
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths


def caption(text: str, end_ms: int = 10_000) -> Caption:
    return Caption(Role.BODY, 0, 0, text, 0, end_ms)


def letters(text: str) -> str:
    return "".join(clean(text).split()).replace(RLM, "")


def test_captions_hold_the_written_words(script: Script, episode: Episode) -> None:
    assert [c.text for c in episode.transcript] == [line.written for line in script.lines]
    assert episode.transcript[0].role is Role.TITLE
    assert [c.paragraph for c in episode.transcript] == [-1, 0, 0, 1, 2]


def test_a_caption_holds_all_that_is_known_of_its_line() -> None:
    lines = (
        Line(-1, Role.GREETING, "السلام علیکم۔", ""),
        Line(3, Role.BODY, "حصہ", "", story=2, delivery=Delivery.HEADLINE),
    )
    word = CueWord(0, 3, 4000, 5000)
    cues = (Cue(1, 4000, 5000, (word,)), Cue(0, 0, 900, estimated=True))
    heading, greeting = transcript.captions(Script(Article("b", "خبریں", ()), lines), cues)
    assert heading == Caption(Role.BODY, 3, 2, "حصہ", 4000, 5000, (word,), is_heading=True)
    assert greeting == Caption(Role.GREETING, -1, 0, "السلام علیکم۔", 0, 900, estimated=True)


def test_json_says_what_each_sentence_is(episode: Episode, show: Show) -> None:
    spoken = Caption(Role.TITLE, -1, 1, "ایک\nخبر", 1500, 2750, estimated=True)
    document = json.loads(transcript.to_json(replace(episode, transcript=(spoken,)), show))
    assert document["language"] == "ur"
    assert document["segments"] == [
        {
            "speaker": "نقیب",
            "startTime": 1.5,
            "endTime": 2.75,
            "body": "ایک خبر",
            "words": [],
            "role": "title",
            "story": 1,
            "paragraph": -1,
            "estimated": True,
        }
    ]


def test_each_word_in_json_has_its_time(episode: Episode, show: Show) -> None:
    words = (CueWord(0, 3, 100, 350), CueWord(4, 7, 350, 600))
    spoken = replace(caption("ایک خبر"), words=words)
    document = json.loads(transcript.to_json(replace(episode, transcript=(spoken,) * 2), show))
    assert [segment["words"] for segment in document["segments"]] == [
        [
            {"startTime": 0.1, "endTime": 0.35, "body": "ایک"},
            {"startTime": 0.35, "endTime": 0.6, "body": "خبر"},
        ]
    ] * 2


def test_a_show_without_an_author_speaks_under_its_title(episode: Episode, show: Show) -> None:
    named = replace(show, author="ادارہ", title="صبح")
    for station, speaker in ((named, "ادارہ"), (replace(named, author=""), "صبح")):
        assert f"<v {speaker}>" in transcript.to_vtt(episode, station).decode()
        segments = json.loads(transcript.to_json(episode, station))["segments"]
        assert {segment["speaker"] for segment in segments} == {speaker}


def test_vtt_names_the_speaker_and_fits_its_lines(episode: Episode, show: Show) -> None:
    text = transcript.to_vtt(episode, show).decode()
    head, *cues = text.strip().split("\n\n")
    assert head == "WEBVTT"
    assert len(cues) >= len(episode.transcript)
    for cue in cues:
        times, line = cue.split("\n")
        start, end = times.split(" --> ")
        assert ms(start) < ms(end)
        assert line.startswith("<v نقیب>")
        assert len(line.removeprefix("<v نقیب>")) <= 65


def test_srt_is_numbered_and_has_two_lines_of_32(episode: Episode, show: Show) -> None:
    text = transcript.to_srt(episode, show).decode()
    for number, cue in enumerate(text.strip().split("\n\n"), 1):
        index, times, *lines = cue.split("\n")
        assert int(index) == number
        assert re.fullmatch(r"\d\d:\d\d:\d\d,\d{3} --> \d\d:\d\d:\d\d,\d{3}", times)
        assert 1 <= len(lines) <= 2
        assert all(len(line) <= 32 for line in lines)


def test_a_cut_sentence_shows_each_part_when_its_first_word_is_spoken(episode: Episode) -> None:
    sentence = episode.transcript[1]
    first, second = blocks(sentence, 65)
    assert first.end_ms == second.start_ms
    at = sentence.text.index(second.text.split(" ")[0], len(first.text) - 1)
    (word,) = [w for w in sentence.words if w.start == at]
    assert second.start_ms == word.start_ms


def test_without_word_times_parts_share_the_time_by_length() -> None:
    first, second = blocks(caption("ایک دو تین چار پانچ چھ"), 14)
    assert first.text == "ایک دو تین"
    assert 4000 < first.end_ms == second.start_ms < 6000
    later = Caption(Role.BODY, 0, 0, "ایک دو تین چار پانچ چھ", 60_000, 70_000)
    assert [block.start_ms for block in blocks(later, 14)] == [60_000, 60_000 + second.start_ms]
    assert all(isinstance(block.end_ms, int) for block in blocks(later, 14))


def test_two_lines_share_a_screen_from_the_first_ones_time() -> None:
    words = tuple(CueWord(at, at + 3, 1000 + 500 * at, 0) for at in (0, 4, 8, 12, 16))
    spoken = replace(caption("اول دوم سوم چار پنج", 12_000), words=words)
    assert list(two_lines([spoken], 6)) == [
        (0, 5000, "اول\nدوم"),
        (5000, 9000, "سوم\nچار"),
        (9000, 12_000, "پنج"),
    ]


def test_a_line_is_shown_however_short_its_time_is() -> None:
    (only,) = blocks(Caption(Role.BODY, 0, 0, "ایک", 700, 700), 65)
    assert (only.start_ms, only.end_ms) == (700, 701)


def test_words_that_are_timed_outside_their_sentence_are_shown_within_it() -> None:
    words = (CueWord(0, 3, 0, 100), CueWord(4, 7, 90_000, 91_000))
    spoken = Caption(Role.BODY, 0, 0, "اول دوم", 1000, 2000, words)
    assert list(blocks(spoken, 5)) == [(1000, 2000, "اول"), (2000, 2001, "دوم")]


def test_a_word_longer_than_a_line_goes_on_in_the_next_without_a_space() -> None:
    shown = [block.text for block in blocks(caption("اب abcdefghij"), 6)]
    assert shown == ["اب", f"{RLM}abcde", f"{RLM}fghij"]
    assert [block.text for block in blocks(caption("ابجدھوز ح"), 7)] == ["ابجدھو", "ز ح"]


def test_each_part_of_a_word_has_the_time_of_the_word() -> None:
    words = (CueWord(0, 10, 1000, 2000), CueWord(11, 13, 3000, 4000))
    spoken = replace(caption("ابجدھوزحطی کل"), words=words)
    assert list(blocks(spoken, 6)) == [
        (0, 1000, "ابجدھ"),
        (1000, 3000, "وزحطی"),
        (3000, 10_000, "کل"),
    ]


@pytest.mark.parametrize("letter", ["a", "ا"])
def test_lines_are_as_long_as_is_allowed_but_for_the_room_of_a_mark(
    episode: Episode, show: Show, letter: str
) -> None:
    long = replace(episode, transcript=(caption(" ".join([letter] * 500)), caption(letter * 500)))
    vtt = [line.partition(">")[2] for line in transcript.to_vtt(long, show).decode().split("\n")]
    srt = transcript.to_srt(long, show).decode().split("\n")
    shown = {"a": (65, 32), "ا": (64, 31)}[letter]
    assert (max(map(len, vtt)), max(len(line) for line in srt if "-->" not in line)) == shown


def test_times_are_those_of_the_words_however_they_are_spaced() -> None:
    words = (CueWord(2, 5, 0, 100), CueWord(9, 12, 4000, 5000))
    spoken = replace(caption("  اول    دوم"), words=words)
    assert [(block.start_ms, block.text) for block in blocks(spoken, 5)] == [
        (0, "اول"),
        (4000, "دوم"),
    ]


WORDS = st.lists(st.sampled_from(["اب", "خبر", "صدر۔", "پاکستان", "آ،"]), min_size=1, max_size=9)


@given(WORDS, st.integers(9, 20))
def test_no_other_lines_are_fewer_or_more_even(words: list[str], limit: int) -> None:
    """Against all ways there are; the room for a mark is kept, and clauses count."""

    def cost(lines: Sequence[str]) -> tuple[int, int]:
        ends = sum(line[-1] in "۔،" for line in lines[:-1])
        return len(lines), sum((limit - len(line)) ** 2 for line in lines) - 150 * ends

    ways = []
    for count in range(len(words)):
        for cuts in combinations(range(1, len(words)), count):
            bounds = pairwise((0, *cuts, len(words)))
            lines = [" ".join(words[begin:end]) for begin, end in bounds]
            if all(len(line) < limit for line in lines):
                ways.append(lines)
    shown = [block.text for block in blocks(caption(" ".join(words)), limit)]
    assert cost(shown) == min(map(cost, ways))


def test_a_line_is_rather_cut_after_a_clause() -> None:
    shown = blocks(caption("صدر نے کہا، کام آخری مراحل میں ہے"), 24)
    assert [block.text for block in shown] == ["صدر نے کہا،", "کام آخری مراحل میں ہے"]


def test_only_a_line_that_begins_with_latin_gets_a_mark(episode: Episode, show: Show) -> None:
    text = transcript.to_vtt(episode, show).decode()
    assert f"<v نقیب>{RLM}SCO کے" in text
    assert text.count(RLM) == 1


def test_digits_alone_do_not_say_the_direction() -> None:
    assert begins_left_to_right("80 - 90")
    assert not begins_left_to_right("80 بڑی")
    assert begins_left_to_right("80 SCO بڑی")
    assert not begins_left_to_right("שלום SCO")


def test_what_means_something_to_a_player_is_escaped(episode: Episode, show: Show) -> None:
    hostile = replace(episode, transcript=(caption("<c.red>&lt; --> ا</c>"), caption('"ا"')))
    body = transcript.to_vtt(hostile, replace(show, author="ا>ب\nج")).decode()
    assert '>"ا"' in body, "a quotation mark means nothing there"
    assert body.count("-->") == 2
    assert "<v ا&gt;ب ج>" in body
    assert "&lt;c.red&gt;&amp;lt;" in body


def test_json_has_sentences_and_words(episode: Episode, show: Show) -> None:
    document = json.loads(transcript.to_json(episode, show))
    assert document["version"] == "1.0.0"
    segment = document["segments"][1]
    assert segment["speaker"] == "نقیب"
    assert segment["body"] == episode.transcript[1].text
    assert segment["startTime"] == episode.transcript[1].start_ms / 1000
    assert [word["body"] for word in segment["words"]] == episode.transcript[1].text.split(" ")


def test_no_text_at_all_is_an_empty_transcript(episode: Episode, show: Show) -> None:
    silent = replace(episode, transcript=())
    assert transcript.to_vtt(silent, show) == b"WEBVTT\n"
    assert transcript.to_srt(silent, show) == b""
    assert json.loads(transcript.to_json(silent, show))["segments"] == []


@given(st.text(st.characters(), max_size=200), st.integers(0, 20_000))
def test_nothing_is_lost_and_every_line_fits(text: str, end_ms: int) -> None:
    line = caption(text, end_ms)
    one = list(blocks(line, 65))
    two = list(two_lines([line], 32))
    assert letters("".join(block.text for block in one)) == letters(text)
    assert letters("".join(block.text for block in two)) == letters(text)
    assert all(len(block.text) <= 65 for block in one)
    assert all(len(part) <= 32 for block in two for part in block.text.split("\n"))
    for shown in (one, two):
        starts = [block.start_ms for block in shown]
        assert starts == sorted(starts)
        assert all(block.start_ms < block.end_ms for block in shown)


@given(st.text(st.characters(), max_size=80))
def test_any_text_makes_files_that_can_be_read(text: str) -> None:
    at = Episode(
        **{
            each.name: None
            for each in fields(Episode)
            if each.name not in ("transcript", "language")
        },  # type: ignore[arg-type]
        transcript=(caption(text),),
        language="ur",
    )
    show = Show(author=text or "ا")
    assert transcript.to_vtt(at, show).decode().startswith("WEBVTT")
    transcript.to_srt(at, show).decode()
    json.loads(transcript.to_json(at, show))
