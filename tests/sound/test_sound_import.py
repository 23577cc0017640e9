"""What importing the room costs."""

from __future__ import annotations

import subprocess
import sys


def test_no_library_is_imported_before_there_is_sound_to_make() -> None:
    code = (
        "import sys, naqeeb.sound;"
        "heavy = {'pydub', 'miniaudio', 'lameenc', 'pyebur128', 'numpy', 'tempfile', 'hashlib'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
