"""A manifest: each line is a source, an article, or a failure that is named by its line."""

from __future__ import annotations

import io
import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from naqeeb.desk.backlog.line import Line, parse
from naqeeb.desk.backlog.manifest import LONGEST_LINE_BYTES, Item, Manifest
from naqeeb.desk.make import read_source
from naqeeb.errors import NaqeebError, NoUrdu, SettingsError, SourceUnreadable
from naqeeb.intake.article_parts import ArticleParts
from naqeeb.model import Article
from naqeeb.settings import Settings

TEXT = "صوبائی حکومت نے سڑکوں کی بحالی کا کام شروع کر دیا۔"


def items(place: Path | str, *done: int) -> list[Item]:
    return list(Manifest(str(place), Settings()).items(lambda digest: digest in done))


def read(item: Item) -> Article:
    """As a worker reads it: the manifest leaves an article's text alone."""
    assert isinstance(item.source, ArticleParts)
    return read_source(Settings(), item.source).article


def written(path: Path, *lines: str | bytes | dict[str, object]) -> Path:
    data = [
        each if isinstance(each, bytes)
        else (each if isinstance(each, str) else json.dumps(each)).encode()
        for each in lines
    ]  # fmt: skip
    path.write_bytes(b"\n".join(data) + b"\n")
    return path


def test_paths_and_addresses_stand_one_a_line(tmp_path: Path) -> None:
    place = written(
        tmp_path / "list.txt",
        "\ufeffnews/a.txt\r", "", "   ", "https://example.pk/1", " news/b with blanks.txt ",
    )  # fmt: skip
    assert [item.source for item in items(place)] == [
        "news/a.txt",
        "https://example.pk/1",
        " news/b with blanks.txt ",
    ]


def test_a_line_of_json_is_an_article(tmp_path: Path) -> None:
    table = {"id": 7, "title": "سڑکیں", "date": "2026-11-22", "text": TEXT, "rubric": "local"}
    (item,) = items(written(tmp_path / "list.jsonl", table))
    article = read(item)
    assert (article.id, article.title) == ("7", "سڑکیں")
    assert article.paragraphs == (TEXT,)
    assert article.published == datetime(2026, 11, 22, tzinfo=UTC)
    assert item.name == "7"


def test_an_article_without_an_id_is_known_by_its_text(tmp_path: Path) -> None:
    first, second = items(written(tmp_path / "list.jsonl", {"text": TEXT}, {"text": TEXT + "۔"}))
    assert first.name.startswith("text:")
    assert first.name != second.name
    assert read(first).id == first.name


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('{"text": "cut o', "line 2 cannot be read"),
        ('{"text": 5}', "Expected `str | null`, got `int`"),
        ("{}", "has neither text nor source"),
        ('{"source": "a.txt", "title": "سڑکیں"}', "without its text"),
        ("-", "standard input is no line of a manifest"),
        (b'{"text": "\xff"}', "line 2 cannot be read"),
        ("[" * 5, None),
        ("{" + '"a":{' * 20_000, "brackets are nested too deep"),
        ('{"id": ' + "9" * 5000 + "}", "Expected `int | str | null`, got `float`"),
    ],
)
def test_a_bad_line_is_one_failure_with_its_number(
    tmp_path: Path, line: str | bytes, says: str | None
) -> None:
    before, bad, after = items(written(tmp_path / "list.jsonl", "a.txt", line, "b.txt"))
    assert [before.source, after.source] == ["a.txt", "b.txt"]
    if says is None:
        assert bad.source == line, "it may be the name of a file"
        return
    assert isinstance(bad.source, SourceUnreadable)
    assert says in str(bad.source)
    assert "list.jsonl line 2" in bad.name


def test_an_article_that_cannot_be_spoken_is_one_failure(tmp_path: Path) -> None:
    place = written(
        tmp_path / "list.jsonl", {"text": "only English"}, {"text": TEXT, "date": "yesteryear"}
    )
    no_urdu, no_date = items(place)
    with pytest.raises(NoUrdu, match="jsonl line 1"):
        read(no_urdu)
    with pytest.raises(SourceUnreadable, match="is not a date"):
        read(no_date)


def test_a_line_that_never_ends_is_cut_and_the_next_one_read(tmp_path: Path) -> None:
    place = tmp_path / "list.txt"
    with place.open("wb") as file:
        file.write(b"{" + b"x" * (2 * LONGEST_LINE_BYTES) + b"\nnext.txt\n")
    endless, following = items(place)
    assert isinstance(endless.source, NaqeebError)
    assert following.source == "next.txt"


def test_lines_are_read_as_they_are_wanted(tmp_path: Path) -> None:
    place = written(tmp_path / "list.txt", *(f"{number}.txt" for number in range(100_000)))
    manifest = Manifest(str(place), Settings())
    taken = manifest.items(lambda _: False)
    assert next(taken).source == "0.txt"
    assert manifest.read_bytes == len("0.txt\n")
    assert manifest.size_bytes == place.stat().st_size


def test_what_is_added_while_it_is_read_is_for_the_next_run(tmp_path: Path) -> None:
    place = written(tmp_path / "list.txt", "a.txt")
    taken = Manifest(str(place), Settings()).items(lambda _: False)
    assert next(taken).source == "a.txt"
    with place.open("a") as file:
        file.write("b.txt\n")
    assert list(taken) == []


def test_a_folder_stands_for_its_articles(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    for name in ("b.txt", "a.txt"):
        (folder / name).write_text(TEXT, "utf-8")
    sources = [str(folder / "a.txt"), str(folder / "b.txt")]
    assert [item.source for item in items(folder)] == sources
    line = written(tmp_path / "list.txt", str(folder))
    assert [item.source for item in items(line)] == sources
    done = Line(source=sources[0]).digest
    assert [item.source for item in items(line, done)] == sources[1:]


def test_standard_input_is_a_manifest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"a.txt\nb.txt")))
    manifest = Manifest("-", Settings())
    assert [item.source for item in manifest.items(lambda _: False)] == ["a.txt", "b.txt"]
    assert manifest.size_bytes is None


def test_what_is_done_is_passed_over_without_a_look_at_it(tmp_path: Path) -> None:
    missing = tmp_path / "folder-that-is-not-there"
    place = written(tmp_path / "list.txt", str(missing / "a.epub"), "b.txt")
    done = Line(source=str(missing / "a.epub")).digest
    assert [item.source for item in items(place, done)] == ["b.txt"]


def test_a_line_is_known_again_as_a_dead_letter() -> None:
    given = {"id": "7", "text": TEXT, "title": "سڑکیں"}
    letter = {**given, "source": "list line 3", "error": "…", "tries": 4}
    first, again = (parse(json.dumps(each).encode(), "x") for each in (given, letter))
    assert first.digest == again.digest
    assert again.tries == 4
    odd = os.fsdecode(b"\xff.txt")
    letter = {"source": odd, "error": "…"}
    assert parse(b"\xff.txt", "x").digest == parse(json.dumps(letter).encode(), "x").digest


def test_a_manifest_that_is_not_there_is_an_error_of_the_command(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be opened") as error:
        Manifest(str(tmp_path / "no.txt"), Settings())
    assert error.value.exit_code == 2


def test_a_slip_in_a_key_is_told_and_other_keys_are_not(tmp_path: Path) -> None:
    table = {"text": TEXT, "titel": "x", "Catagory": "y", "tags": [1], "rubric": 7}
    (item,) = items(written(tmp_path / "list.jsonl", table))
    assert read(item).remarks == (
        "titel is not read: did you mean title?",
        "Catagory is not read: did you mean category?",
    )
    assert "remarks" not in item.line.table()


def test_a_note_for_people_is_no_source_but_a_file_called_so_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("#7.txt").write_text(TEXT, "utf-8")
    place = written(tmp_path / "list.txt", "# Monday", "#", "a.txt", "#7.txt", "#8 is to come")
    assert [item.source for item in items(place)] == ["a.txt", "#7.txt"]


def test_a_file_called_like_json_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("{x}.txt").write_text(TEXT, "utf-8")
    place = written(tmp_path / "list.txt", "{x}.txt", "{y}.txt")
    named, bad = items(place)
    assert named.source == "{x}.txt"
    assert isinstance(bad.source, SourceUnreadable)
    place.unlink()
    assert [item.source for item in items(".")] == ["{x}.txt"]
