"""What a command that only makes an episode has to load: none of the heavy libraries."""

import subprocess
import sys

import pytest

HEAVY = {"PIL", "feedgen", "jinja2", "lxml", "mutagen", "nh3", "segno", "starlette", "uvicorn"}


@pytest.mark.parametrize(
    "names", ["podcast", "podcast.feed", "podcast.tags", "podcast.cover", "podcast.serve"]
)
def test_importing_a_module_loads_no_heavy_library(names: str) -> None:
    code = f"import sys, naqeeb.{names}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert not loaded & HEAVY
