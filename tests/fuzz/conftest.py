"""How long to look: seconds by default, hours by ``NAQEEB_FUZZ=20000 pytest tests/fuzz -n 2``."""

from __future__ import annotations

import os

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Hours need no limit of minutes."""
    if os.environ.get("NAQEEB_FUZZ"):
        for item in items:
            if "fuzz" in item.path.parts:
                item.add_marker(pytest.mark.timeout(0))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What the whole command was given, and what became of it."""
    lines = [
        str(value)
        for reports in terminalreporter.stats.values()
        for report in reports
        for name, value in getattr(report, "user_properties", ())
        if name == "fuzz" and report.when == "call"
    ]
    if lines:
        terminalreporter.section("inputs through the whole command")
        for line in sorted(lines):
            terminalreporter.write_line(line)
