"""What all tests share: an empty newsroom, some news, and the command line."""

from __future__ import annotations

import io
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import chromium
import pytest
from hypothesis import HealthCheck, settings

# The same examples in every run, and no clock: a busy machine fails no test.
settings.register_profile(
    "naqeeb",
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("naqeeb")

# Tests that run in the background of a shell ignore Ctrl-C, and would have those whom
# they send it ignore it as well.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_xdist_auto_num_workers() -> int | None:
    """Two for each processor: more than half of the time a test waits for something."""
    if "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ:
        return None  # it says how many
    return 2 * (os.cpu_count() or 1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the browser's tests first: it is started once for them. Then the longest files.

    So no process is left alone with a long one at the end.
    """
    folders = ["speech", "cli", Path(__file__).parent.name]

    def turn(item: pytest.Item) -> int:
        if item.get_closest_marker("browser"):
            return -1
        folder = item.path.parent.name
        return folders.index(folder) if folder in folders else len(folders)

    items.sort(key=turn)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(
    item: pytest.Item, nextitem: pytest.Item | None
) -> Generator[None, object, object]:
    """End the browser before the next test that wants none."""
    del item
    result = yield
    if nextitem is None or not nextitem.get_closest_marker("browser"):
        chromium.close()
    return result


@pytest.fixture(scope="session", autouse=True)
def temporary() -> Iterator[Path]:
    """Where tests, and what they start and kill, have their temporary files; none is left."""
    before = {name: os.environ.get(name) for name in ("TMPDIR", "TEMP", "TMP")}
    folder = Path(tempfile.mkdtemp(prefix="naqeeb-tests-"))
    os.environ.update(dict.fromkeys(before, str(folder)))
    tempfile.tempdir = None  # it is looked up anew
    yield folder
    for name, value in before.items():
        os.environ.pop(name)
        if value is not None:
            os.environ[name] = value
    tempfile.tempdir = None
    shutil.rmtree(folder, ignore_errors=True)


CLOSED_PORT = "http://127.0.0.1:9"

FLOOD = """سیلاب سے متاثرہ علاقوں میں امدادی کام جاری

صوبائی حکومت نے کہا ہے کہ سیلاب سے متاثرہ علاقوں میں امدادی کام تیزی سے جاری ہے۔ اب تک 12 ہزار افراد کو محفوظ مقامات پر منتقل کیا جا چکا ہے۔

محکمہ موسمیات کے مطابق آئندہ دو روز میں مزید بارش کا امکان نہیں۔ سڑکوں کی بحالی کا کام کل سے شروع ہوگا۔
"""  # noqa: E501 - a paragraph is a line
CRICKET = """پاکستان نے کرکٹ میچ جیت لیا

پاکستان نے لاہور میں کھیلے گئے میچ میں نیوزی لینڈ کو 5 وکٹوں سے شکست دے دی۔ کپتان نے 81 رنز بنائے اور میچ کے بہترین کھلاڑی قرار پائے۔

سیریز کا دوسرا میچ جمعرات کو کراچی میں کھیلا جائے گا۔
"""  # noqa: E501

Naqeeb = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder: two articles in ``news/``, a cache of its own, no way out."""
    folder = tmp_path / "newsroom"
    (folder / "news").mkdir(parents=True)
    (folder / "news" / "flood.txt").write_text(FLOOD, "utf-8")
    (folder / "news" / "cricket.txt").write_text(CRICKET, "utf-8")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, CLOSED_PORT)
        monkeypatch.setenv(name.upper(), CLOSED_PORT)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    monkeypatch.setenv("no_proxy", "127.0.0.1,localhost")
    return folder


@pytest.fixture
def naqeeb(
    newsroom: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Naqeeb:
    """The command line in this process: ``naqeeb("make", "news/flood.txt")``.

    On one processor, so that no process is started for a second article unless ``--jobs``
    asks for it: that costs more than all else that such a test does.
    """
    assert newsroom.is_dir()
    monkeypatch.setattr("os.cpu_count", lambda: 1)

    def run(*arguments: object, stdin: str | bytes = b"") -> subprocess.CompletedProcess[str]:
        from naqeeb.cli import main

        data = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data), "utf-8"))
        capsys.readouterr()
        words = [str(argument) for argument in arguments]
        code = main(words)
        said = capsys.readouterr()
        return subprocess.CompletedProcess(words, code, said.out, said.err)

    return run


@pytest.fixture
def make(naqeeb: Naqeeb) -> Naqeeb:
    """``naqeeb make`` with the voice ``tone``, which is exact and quick."""

    def run(*arguments: object, stdin: str | bytes = b"") -> subprocess.CompletedProcess[str]:
        return naqeeb("make", *arguments, "--voice", "tone", stdin=stdin)

    return run
