"""The episodes of a block in short: what a page needs to lead to the next one.

A script rather than JSON, for the same reason as the search data (see ``search``).
"""

from __future__ import annotations

from collections.abc import Sequence

from naqeeb.podcast.feed import Listed
from naqeeb.podcast.pages.script_data import as_json
from naqeeb.podcast.phrases import one_line

FORMAT = 1
"""Counted up when the same episodes are to be written otherwise."""


def listing(
    name: str, stamp: str, entries: Sequence[Listed], blocks: Sequence[tuple[str, int]]
) -> bytes:
    """One file of the list.

    Args:
        name: of the file.
        stamp: of all that it is made from.
        entries: its episodes, the newest first.
        blocks: in the newest file all files, the newest first, each with the time of
            its oldest episode in seconds since 1970; in the others nothing.
    """
    rows = [[entry.id, one_line(entry.title), entry.guid] for entry in entries]
    table = {"blocks": blocks, "rows": rows}
    text = f"// <!-- naqeeb {stamp} -->\nnaqeebList({as_json(name)},{as_json(table)});\n"
    return text.encode(errors="replace")
