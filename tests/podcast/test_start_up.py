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


FEEDGEN_STAYS_WHOLE = """
import sys
from datetime import datetime, timezone
from naqeeb.model import Show
from naqeeb.podcast import feed
feed.render(Show(), [], feed.plan(0)[0], cover="cover.png")
assert not {"zoneinfo", "dateutil.tz", "dateutil.parser"} & set(sys.modules)

from feedgen.feed import FeedGenerator
made = FeedGenerator()
made.id("a"), made.title("a"), made.link(href="http://localhost/"), made.description("a")
item = made.add_entry()
item.id("b"), item.title("b"), item.content("b")
item.published("Sun, 22 Nov 2026 09:30 +0500")
assert item.published() == datetime(2026, 11, 22, 4, 30, tzinfo=timezone.utc)
assert b"+00:00</updated>" in made.atom_str()
assert b"Sun, 22 Nov 2026 09:30:00 +0500" in made.rss_str()

import dateutil.parser, dateutil.tz
assert dateutil.parser.isoparse("2026-11-22T09:30Z").tzinfo is dateutil.tz.UTC
assert FeedGenerator().updated().tzinfo is dateutil.tz.UTC
assert type(dateutil.tz.gettz("Asia/Karachi")).__module__.startswith("dateutil.tz")
"""

BEFORE_FEEDGEN = """
import dateutil.tz
from naqeeb.podcast import rss
assert rss.feedgen().FeedGenerator().updated().tzinfo is dateutil.tz.UTC
"""

MUTAGEN_STAYS_WHOLE = """
import sys
from naqeeb.podcast import tags
library = tags.mutagen_id3()
assert "decimal" not in sys.modules
import mutagen._util, mutagen.id3
assert mutagen.id3 is library
assert mutagen._util.intround(2.5) == 2
from decimal import Decimal
assert mutagen._util.decimal.Decimal is Decimal
"""


@pytest.mark.parametrize("code", [FEEDGEN_STAYS_WHOLE, BEFORE_FEEDGEN, MUTAGEN_STAYS_WHOLE])
def test_a_library_is_whole_for_whoever_else_uses_it(code: str) -> None:
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True)
