"""A library without what it does not need, and nobody else the poorer."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SPECIFIED = """
import sys
from naqeeb.sound.decode import miniaudio
library = miniaudio()
assert "numpy" not in sys.modules, "numpy"
assert "http.client" not in sys.modules, "http.client"
assert "urllib.request" not in sys.modules
assert library.mp3_read_s16
import miniaudio as again
assert again is library
import urllib.request
assert urllib.request.Request("http://localhost/").host == "localhost"
assert "http.client" in sys.modules
assert library.urllib.request is urllib.request
"""

ONLY_THE_LIBRARY_USES_IT = """
from naqeeb.sound.decode import miniaudio
library = miniaudio()
assert library.urllib.parse.urlsplit("http://localhost/a").path == "/a"
assert library.urllib.request.Request("http://localhost/").host == "localhost"
assert library.html.unescape("&amp;") == "&"
import urllib.request
assert library.urllib.request is urllib.request
"""

GIVEN = """
import sys
from naqeeb.lean_import import lean_import
library = lean_import("{library}", later="decimal", given={{"decimal.Decimal": str}})
assert library.decimal.Decimal(1) == "1"
assert "decimal" not in sys.modules
import decimal
assert library.decimal.Decimal is decimal.Decimal
"""

LOUDNESS = """
import sys
from naqeeb.sound.loudness import meter
made = meter(22050)
made.add(bytes(22050))
made.lufs()
assert "numpy" not in sys.modules
"""

PYDUB = """
import io, sys
from naqeeb.sound.stitch import segment
made = segment(bytes(8), 8000)
assert "wave" not in sys.modules
from pydub import AudioSegment
assert type(made) is AudioSegment
file = made.export(io.BytesIO(), format="wav")
assert AudioSegment.from_file(file, format="wav").raw_data == bytes(8)
assert AudioSegment.from_mono_audiosegments(made, made).channels == 2
"""

IN_ANOTHER_THREAD = """
import sys, threading
from naqeeb import lean_import
finder = lean_import._Finder(("json",), ("urllib.request",))
sys.meta_path.insert(0, finder)
sys.modules.pop("json", None)
found = []
def look():
    import json, urllib.request
    found.append(json.dumps({}) + urllib.request.Request.__name__)
thread = threading.Thread(target=look)
thread.start()
thread.join()
assert found == ["{}Request"], found
"""

IN_BETWEEN = """
import sys
from naqeeb.lean_import import _Finder
finder = _Finder((), ("urllib.request",))
sys.meta_path.insert(0, finder)
import urllib.request as stand_in
assert "http.client" not in sys.modules
from urllib.request import Request
assert Request("http://localhost/").host == "localhost"
assert stand_in.Request is Request
sys.meta_path.remove(finder)
finder.tidy("miniaudio")
import urllib.request
assert urllib.request.Request is Request
"""

WHILE_ANOTHER_LOOKS = """
import sys
sys.path.insert(0, {folder!r})
from naqeeb.lean_import import lean_import
before, kept = sys.meta_path, list(sys.meta_path)
lean_import("looking", later="decimal")
import looking
assert before == kept
assert looking.walked == looking.kept
assert len(looking.walked) == len(kept) + 1
assert sys.meta_path == kept
"""


def run(code: str) -> None:
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True)


def test_miniaudio_comes_without_numpy_and_http() -> None:
    run(SPECIFIED)


def test_what_only_the_library_itself_uses_is_there_when_it_does() -> None:
    run(ONLY_THE_LIBRARY_USES_IT)


def test_what_is_given_holds_until_somebody_imports_the_real_thing(tmp_path: Path) -> None:
    (tmp_path / "rounding.py").write_text("import decimal\n", "utf-8")
    run(f"import sys; sys.path.insert(0, {str(tmp_path)!r})" + GIVEN.format(library="rounding"))


def test_loudness_is_measured_without_numpy() -> None:
    run(LOUDNESS)


def test_pydub_comes_without_wave_and_still_reads_and_writes_it() -> None:
    run(PYDUB)


def test_other_threads_find_the_real_modules() -> None:
    run(IN_ANOTHER_THREAD)


def test_who_gets_the_stand_in_gets_the_real_things_from_it() -> None:
    run(IN_BETWEEN)


def test_another_thread_that_looks_for_a_module_misses_no_finder(tmp_path: Path) -> None:
    """A list that it may be walking stays as it is."""
    looking = "import sys\nwalked, kept = sys.meta_path, list(sys.meta_path)\n"
    (tmp_path / "looking.py").write_text(looking, "utf-8")
    run(WHILE_ANOTHER_LOOKS.format(folder=str(tmp_path)))
