"""What holds for all text, whatever it is."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naqeeb.model import Article
from naqeeb.script import Announcer, chunks, compose, romanise, sentences, speakable
from naqeeb.script.alphabet import HARAKAT, LETTERS, MARKS
from naqeeb.script.classes.acronym_dotted import RUN
from naqeeb.script.letters import fold, fold_text

SPOKEN = frozenset(LETTERS + HARAKAT + MARKS + " ")

# Text in the manner of news: the pieces that classes are made of, in any order.
PIECES: list[str] = json.loads((Path(__file__).parent / "data" / "pieces.json").read_text("utf-8"))
NEWS = st.lists(
    st.tuples(st.sampled_from(PIECES), st.sampled_from(["", " ", " ", " "])), max_size=30
).map(lambda parts: "".join(piece + gap for piece, gap in parts))
ANY = st.one_of(
    st.text(), NEWS, st.text(alphabet=st.characters(min_codepoint=0x600, max_codepoint=0x6FF))
)


@settings(max_examples=150)
@given(ANY)
def test_plain_speech_holds_only_the_spoken_alphabet(text: str) -> None:
    assert set(speakable(text)) <= SPOKEN


@settings(max_examples=150)
@given(ANY)
def test_what_is_spoken_is_spoken_the_same_again(text: str) -> None:
    spoken = speakable(text)
    # Two Latin letters that each end a sentence would look like an acronym with stops.
    if not re.search(RUN, spoken):
        assert speakable(spoken) == spoken


@settings(max_examples=80)
@given(ANY)
def test_vocalised_speech_has_the_same_words_and_alphabet(text: str) -> None:
    vocalised = speakable(text, vocalised=True)
    assert set(vocalised) <= SPOKEN
    assert len(vocalised.split(" ")) == len(speakable(text).split(" "))


@settings(max_examples=100)
@given(ANY)
def test_folding_twice_equals_once(text: str) -> None:
    once = fold_text(text)
    assert fold_text(once) == once


@settings(max_examples=100)
@given(ANY)
def test_folded_positions_lead_back_to_the_written_text(text: str) -> None:
    folded = fold(text)
    ends = [(folded.start(at), folded.end(at + 1)) for at in range(len(folded.text))]
    assert all(0 <= start < end <= len(text) for start, end in ends)
    assert all(before[0] <= after[0] and before[1] <= after[1] for before, after in pairwise(ends))


@settings(max_examples=150)
@given(ANY)
def test_sentences_give_the_text_back_as_written(text: str) -> None:
    assert "".join(sentences(text)) == text


@settings(max_examples=80)
@given(ANY)
def test_a_romanised_text_is_a_slug(text: str) -> None:
    assert re.fullmatch("(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", romanise(text))


WORDS = st.lists(
    st.sampled_from(
        [
            "پاکستان",
            "وزیراعظم",
            "حکومت",
            "اجلاس",
            "فیصلہ",
            "عوام",
            "بارش",
            "ملک",
            "شہر",
            "لوگ",
            "بات",
            "کام",
        ]
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=80)
@given(WORDS, st.lists(st.sampled_from(PIECES), max_size=12))
def test_no_urdu_word_is_lost(words: list[str], pieces: list[str]) -> None:
    mixed = " ".join(
        word + " " + piece for word, piece in zip(words, pieces + [""] * 12, strict=False)
    )
    said = iter(re.findall(rf"[{LETTERS}{HARAKAT}]+", speakable(mixed)))
    assert all(word in said for word in words)


@pytest.mark.parametrize("vocalised", [False, True])
@settings(max_examples=150)
@given(ANY, st.sampled_from([1, 7, 40, 100, 300]))
def test_words_spans_and_chunks_tie_speech_to_text(
    vocalised: bool, text: str, max_chars: int
) -> None:
    script = compose([Article("x", text, (text, text))], Announcer(vocalised=vocalised))
    for line in script.lines:
        assert line.written in text
        covered: set[int] = set()
        for word in line.words:
            assert 0 <= word.start < word.end <= len(line.written)
            assert 0 <= word.spoken_start <= word.spoken_end <= len(line.spoken)
            covered.update(range(word.spoken_start, word.spoken_end))
        for before, after in pairwise(line.words):
            assert before.end <= after.start
            assert before.spoken_end <= after.spoken_start
        assert all(at in covered or each in MARKS + " " for at, each in enumerate(line.spoken)), (
            line.spoken,
            line.words,
        )
        for one, other in pairwise(line.spans):
            assert one.end <= other.start
        for span in line.spans:
            end = span.spoken_start + len(span.spoken)
            assert line.spoken[span.spoken_start : end] == span.spoken
    spoken: list[list[str]] = [[] for _ in script.lines]
    for chunk in chunks(script, max_chars):
        line = script.lines[chunk.line]
        assert chunk.text == line.spoken[chunk.start : chunk.end]
        assert 0 < len(chunk.text) <= max_chars
        spoken[chunk.line].append(chunk.text)
    for line, parts in zip(script.lines, spoken, strict=True):
        assert "".join(parts).replace(" ", "") == line.spoken.replace(" ", "")


@pytest.mark.parametrize("text", ["کل ( ) کو", "a (  ) b", "5 ( ) 7", "(0 ( )"])
def test_an_empty_bracket_is_no_gloss(text: str) -> None:
    assert "(" not in speakable(text)
