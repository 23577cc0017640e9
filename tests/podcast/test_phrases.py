"""Text is clean, and is cut at words."""

from hypothesis import given
from hypothesis import strategies as st

from naqeeb.podcast.phrases import ELLIPSIS, cut, cut_bytes, first_clause, one_line
from naqeeb.text.cleaning import clean

ANY_TEXT = st.text(st.characters(), max_size=300)


def test_marks_that_turn_a_line_around_are_dropped_and_joiners_stay() -> None:
    assert clean("ا\u202eب\u2067ج\x00د\ud800") == "ابجد"
    assert clean("گا\u200cؤں") == "گا\u200cؤں"


def test_white_space_collapses() -> None:
    assert one_line("  ایک\n\tدو ") == "ایک دو"


def test_a_short_title_stays() -> None:
    assert cut("ایک دو", 6) == "ایک دو"


def test_a_long_title_is_cut_at_a_word_without_its_comma() -> None:
    assert cut("ایک، دو تین", 8) == "ایک، دو…"
    assert cut("ایک، دو تین", 7) == "ایک…"


def test_a_word_that_ends_at_the_limit_is_kept() -> None:
    assert cut("ایک دو تین", 7) == "ایک دو…"


def test_bytes_are_counted_not_letters() -> None:
    shortened = cut_bytes("خبر " * 100, 200)
    assert len(shortened.encode()) <= 200
    assert shortened.endswith("خبر…")


def test_the_first_clause_names_a_chapter() -> None:
    line = "ماسکو اور تہران کے تعلقات کا ذکر کرتے ہوئے، صدر نے کہا۔"
    assert first_clause(line, 60) == "ماسکو اور تہران کے تعلقات کا ذکر کرتے ہوئے"


def test_a_vocative_is_joined_to_what_follows() -> None:
    assert first_clause("جی ہاں، صدر آ گئے۔", 60) == "جی ہاں، صدر آ گئے"


def test_a_question_keeps_its_mark() -> None:
    assert first_clause("کیا صدر واقعی آ گئے؟ نہیں۔", 60) == "کیا صدر واقعی آ گئے؟"


@given(ANY_TEXT, st.integers(2, 80))
def test_a_cut_title_never_exceeds_its_limit(text: str, limit: int) -> None:
    shortened = cut(text, limit)
    assert len(shortened) <= limit
    whole = one_line(text)
    assert shortened == whole or (shortened.endswith(ELLIPSIS) and whole.startswith(shortened[:-1]))
    assert len(first_clause(text, limit)) <= limit


@given(ANY_TEXT, st.integers(4, 200))
def test_cut_bytes_never_exceed_their_limit(text: str, limit: int) -> None:
    assert len(cut_bytes(text, limit).encode()) <= limit
