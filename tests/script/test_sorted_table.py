"""Large tables: looked up on the disk, with the answers of a dictionary."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from naqeeb.script.harakat import lexicon
from naqeeb.script.harakat.sorted_table import SortedTable

DATA = Path(__file__).parents[2] / "src/naqeeb/script/data"
COMMENT = "# word, vocalised\n"

fields = st.text("ابپںھے a,0^>", min_size=1, max_size=6)


def table(path: Path, rows: dict[str, str]) -> SortedTable:
    lines = (f"{key}\t{rest}\n" for key, rest in sorted(rows.items()))
    path.write_text(COMMENT + "".join(lines), "utf-8")
    return SortedTable(path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(st.dictionaries(fields, st.text("اَ\t7", max_size=400), max_size=40), fields)
def test_it_answers_like_the_dictionary_that_it_was_written_from(
    tmp_path: Path, rows: dict[str, str], other: str
) -> None:
    opened = table(tmp_path / "table.tsv", rows)
    assert dict(opened) == rows
    assert len(opened) == len(rows)
    assert opened.find(other) == rows.get(other)
    assert (other in opened) == (other in rows)


@pytest.mark.parametrize("key", ["", "#", "ا" * 5000, "\udcff", "\U0010ffff", "آ\tآ"])
def test_what_no_table_holds_is_not_found(key: str) -> None:
    assert key not in lexicon()
    with pytest.raises(KeyError):
        lexicon()[key]


def test_every_line_of_the_lexicon_is_found() -> None:
    text = (DATA / "vocalised.tsv").read_text("utf-8")
    lines = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    opened = lexicon()
    assert [word for word, vocalised in lines if opened.find(word) != vocalised] == []
    assert len(opened) == len(lines)


def test_the_lexicon_is_sorted() -> None:
    lines = (DATA / "vocalised.tsv").read_bytes().splitlines()
    keys = [line.partition(b"\t")[0] for line in lines if not line.startswith(b"#")]
    assert all(before < after for before, after in pairwise(keys))


def test_a_table_without_its_comment_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "table.tsv"
    path.write_text("آ\tآ\n", "utf-8")
    with pytest.raises(ValueError, match="does not open with a comment"):
        SortedTable(path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(st.dictionaries(fields, st.text("اَ\t7", max_size=400), min_size=1, max_size=40), fields)
def test_the_lines_around_a_place_are_its_neighbours(
    tmp_path: Path, rows: dict[str, str], key: str
) -> None:
    before = [word for word in sorted(rows) if word < key][-1:]
    after = [word for word in sorted(rows) if word > key][:1]
    wanted = [f"{word}\t{rows[word]}" for word in before + after]
    assert table(tmp_path / "table.tsv", rows).around(key) == wanted
