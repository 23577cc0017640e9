"""A library without what it does not need, and nobody else the poorer."""

from __future__ import annotations

import subprocess
import sys

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

IN_ANOTHER_THREAD = """
import sys, threading
from naqeeb import lean_import
finder = lean_import._Finder("json", "urllib.request")
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
finder = _Finder("none", "urllib.request")
sys.meta_path.insert(0, finder)
import urllib.request as stand_in
assert "http.client" not in sys.modules
from urllib.request import Request
assert Request("http://localhost/").host == "localhost"
assert stand_in.Request is Request
sys.meta_path.remove(finder)
finder.tidy()
import urllib.request
assert urllib.request.Request is Request
"""


def run(code: str) -> None:
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True)


def test_miniaudio_comes_without_numpy_and_http() -> None:
    run(SPECIFIED)


def test_other_threads_find_the_real_modules() -> None:
    run(IN_ANOTHER_THREAD)


def test_who_gets_the_stand_in_gets_the_real_things_from_it() -> None:
    run(IN_BETWEEN)
