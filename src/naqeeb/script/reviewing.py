"""Review: what an editor should look at before a script goes on air."""

from __future__ import annotations

from dataclasses import dataclass

from naqeeb.model import Script


@dataclass(frozen=True, slots=True)
class Finding:
    """A stretch of the script that deserves a look."""

    line: int
    """Index into ``Script.lines``."""
    text: str
    """As it is written."""
    kind: str
    reason: str


def review(script: Script) -> tuple[Finding, ...]:
    """What an editor should look at, in the order of the script."""
    return tuple(
        Finding(index, line.written[span.start : span.end], span.kind, "it is not spoken")
        for index, line in enumerate(script.lines)
        for span in line.spans
        if not span.spoken and any(map(str.isalnum, line.written[span.start : span.end]))
    )
