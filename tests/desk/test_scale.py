"""What holds when there are many episodes, long texts and many workers."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from naqeeb.archive import Archive
from naqeeb.archive.journal import Journal
from naqeeb.desk import derive, derive_again, site
from naqeeb.desk.make import make
from naqeeb.settings import Settings, VoiceSettings

TEXT = "صوبائی حکومت نے سڑکوں کی بحالی کا کام شروع کر دیا۔ خبر نمبر {}۔\n"


def contents(output: Path) -> dict[str, bytes]:
    """All files but the lock, the index and the sound, by name."""
    return {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in output.rglob("*")
        if path.is_file() and path.suffix != ".mp3" and "lock" not in path.name
        if path.name != ".naqeeb-index.sqlite"
    }


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A station with three episodes."""
    made = Settings(output=tmp_path / "output", root=tmp_path, voice=VoiceSettings(name="tone"))
    for number in range(3):
        article = tmp_path / f"{number}.txt"
        article.write_text(TEXT.format(number), "utf-8")
        make(made, str(article))
    site.update(made, made.show)
    return made


def derived_times(output: Path) -> dict[str, set[int]]:
    """The time stamps of each kind of derived file."""
    return {
        name: {path.stat().st_mtime_ns for path in output.glob(f"episodes/*/{name}")}
        for name in derive.DERIVED
    }


def test_another_title_touches_only_what_says_it(settings: Settings) -> None:
    before = derived_times(settings.output)
    other = replace(settings, shows=(replace(settings.show, title="دوسرا نام"),))
    site.update(other, other.show)
    after = derived_times(settings.output)
    assert {name for name in after if after[name] != before[name]} == {
        "index.html",
        "embed.html",
        "chapters.json",
    }


def test_another_author_is_another_speaker(settings: Settings) -> None:
    other = replace(settings, shows=(replace(settings.show, author="دوسرا"),))
    site.update(other, other.show)
    for path in settings.output.glob("episodes/*/transcript.vtt"):
        assert "<v دوسرا>" in path.read_text("utf-8")


def test_it_does_not_matter_how_many_processes_derive(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(derive_again, "BATCH_TO_DERIVE", 1)
    results = []
    for jobs in (1, 2):
        (settings.output / derive_again.DERIVED_FILE).unlink()
        for path in settings.output.glob("episodes/*/index.html"):
            path.write_bytes(b"")
        printed = site.update(settings, settings.show, jobs=jobs)
        assert len([name for name in printed.written if "." not in name]) == 3
        results.append(contents(settings.output))
    assert results[0] == results[1]


def test_what_a_power_cut_tears_is_mended(settings: Settings) -> None:
    whole = contents(settings.output)
    other = replace(settings, shows=(replace(settings.show, title="دوسرا نام"),))
    site.update(other, other.show)
    want = contents(settings.output)
    # In the middle of the change: the note is the old one, some files are torn,
    # and some records are those from before.
    (settings.output / derive_again.DERIVED_FILE).write_bytes(whole[derive_again.DERIVED_FILE])
    first, second, _ = sorted(settings.output.glob("episodes/*"))
    (first / "index.html").write_bytes(b"")
    name = (second / "episode.json").relative_to(settings.output).as_posix()
    (second / "episode.json").write_bytes(whole[name])
    site.update(other, other.show)
    assert contents(settings.output) == want
    # After the change: `naqeeb feed` looks at every file.
    (first / "transcript.vtt").write_bytes(b"")
    (first / "chapters.json").unlink()
    site.update(other, other.show, everything=True)
    assert contents(settings.output) == want


def test_another_title_waits_for_no_single_record(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited_for: list[str] = []
    real = os.fsync

    def fsync(file: int) -> None:
        if Path("/proc/self/fd").is_dir():
            waited_for.append(str(Path(f"/proc/self/fd/{file}").readlink()))
        real(file)

    monkeypatch.setattr(os, "fsync", fsync)
    other = replace(settings, shows=(replace(settings.show, title="دوسرا نام"),))
    site.update(other, other.show)
    assert [each for each in waited_for if "/episodes/" in each] == []


def test_another_title_that_was_ended_in_the_middle_goes_on_where_it_was(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(derive_again, "BATCH_TO_DERIVE", 1)
    other = replace(settings, shows=(replace(settings.show, title="دوسرا نام"),))
    real, notes = Journal.note, [0]

    def note(self: Journal, digest: int) -> None:
        real(self, digest)
        notes[0] += 1
        if notes[0] == 2:
            raise KeyboardInterrupt

    with monkeypatch.context() as ended:
        ended.setattr(Journal, "note", note)
        with pytest.raises(KeyboardInterrupt):
            site.update(other, other.show)
    pages = sorted(settings.output.glob("episodes/*/index.html"))
    stamps = [page.stat().st_mtime_ns for page in pages]
    done, _, left = (page.parent.name for page in pages)
    printed = site.update(other, other.show)
    assert left in printed.written
    assert done not in printed.written
    assert [page.stat().st_mtime_ns for page in pages][:2] == stamps[:2]
    assert all("دوسرا نام" in page.read_text("utf-8") for page in pages)
    assert not list(settings.output.glob(".naqeeb-journal-*"))
    # The index knows all records as they are now, also those of the run that was ended.
    assert len(Archive(settings.output).stamps()) == 3
    for each, stamp in Archive(settings.output).stamps().items():
        assert stamp == Archive(settings.output).stamp_of(each)
