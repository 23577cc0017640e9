"""A folder stands for its articles: by name, those below it too, one folder at a time."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

import pytest
from books import packed

from naqeeb.errors import IntakeError, SourceMissing
from naqeeb.intake import expand, read


def test_articles_come_by_name_those_of_a_folder_in_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("b/2.txt", "b/1.md", "a.txt", "c.html", "b.txt", ".hidden/x.txt", "b/.x.txt"):
        path = Path("news", name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("خبر", "utf-8")
    Path("news/c.jpg").write_bytes(b"x")
    Path("news/word.docx").write_bytes(b"no zip file")
    names = ["a.txt", "b/1.md", "b/2.txt", "b.txt", "c.html"]
    assert list(expand("news")) == [str(Path("news", name)) for name in names]
    monkeypatch.chdir("news")
    assert next(expand(".")) == "a.txt"


def test_the_first_article_is_given_before_the_others_are_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a/1.txt", "b/2.txt"):
        path = tmp_path / name
        path.parent.mkdir()
        path.write_text("خبر", "utf-8")
    listed: list[str] = []
    real = os.scandir

    def scandir(path: str) -> object:
        listed.append(Path(path).name)
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert next(expand(str(tmp_path))) == str(tmp_path / "a" / "1.txt")
    assert "b" not in listed


def test_a_folder_without_an_article_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceMissing, match="no article in the folder"):
        list(expand(str(tmp_path)))


@pytest.mark.parametrize(
    "name",
    ["no-spine.epub", "loop.txt", "loop.epub", "closed", "\udcff.txt", "{x}.txt"],
)
def test_what_cannot_be_read_stands_for_itself_and_the_others_come(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for each in ("a.txt", "b.txt", "y.txt", "z.txt"):
        (tmp_path / each).write_text("خبر", "utf-8")
    path = tmp_path / name
    if name == "no-spine.epub":
        path.write_bytes(packed({"META-INF/container.xml": "<x"}))
    elif name.startswith("loop"):
        path.symlink_to(path)
    elif name == "closed":
        path.mkdir()
        closed_to(path, monkeypatch)
    else:
        path.write_bytes(b"")
    names = sorted(["a.txt", "b.txt", "y.txt", "z.txt", name])
    assert list(expand(str(tmp_path))) == [str(tmp_path / each) for each in names]
    with pytest.raises(IntakeError):
        read(str(path), root=tmp_path)


class Unknown:
    """An entry of which a failing disk does not say what it is."""

    def __init__(self, path: Path) -> None:
        self.name, self.path = path.name, str(path)

    def is_dir(self, *, follow_symlinks: bool = True) -> bool:
        raise OSError(5, "Input/output error", self.path, follow_symlinks)

    def is_file(self) -> bool:
        raise OSError(5, "Input/output error", self.path)


def test_what_a_failing_disk_does_not_tell_of_stands_for_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [tmp_path / name for name in ("a.txt", "b.txt", "notes")]
    entries = [Unknown(path) for path in paths]
    monkeypatch.setattr(os, "scandir", lambda _: contextlib.nullcontext(entries))
    assert list(expand(str(tmp_path))) == [str(path) for path in paths[:2]]


def closed_to(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that nobody may list; the owner of the tests may be allowed everything."""
    real = os.scandir

    def scandir(path: str) -> object:
        if Path(path) == folder:
            raise PermissionError(13, "Permission denied", path)
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
