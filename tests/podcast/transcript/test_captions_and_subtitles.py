"""The transcript holds what is written, at the time it is spoken, in lines that fit a screen."""

import json
import re
from dataclasses import fields, replace

from hypothesis import given
from hypothesis import strategies as st

from naqeeb.model import Caption, Episode, Role, Script, Show
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


def test_vtt_names_the_speaker_and_fits_its_lines(episode: Episode, show: Show) -> None:
    text = transcript.to_vtt(episode, show).decode()
    head, *cues = text.strip().split("\n\n")
    assert head == "WEBVTT"
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
        assert "," in times
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


def test_what_means_something_to_a_player_is_escaped(episode: Episode, show: Show) -> None:
    hostile = replace(episode, transcript=(caption("<c.red>&lt; --> ا</c>"),))
    body = transcript.to_vtt(hostile, replace(show, author="ا>ب\nج")).decode()
    assert body.count("-->") == 1
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
