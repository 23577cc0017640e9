"""How long to look: seconds by default, hours by ``NAQEEB_FUZZ=20000 pytest tests/fuzz -n 2``.

The number is of inputs for each test. With it the inputs differ from run to run; without it they
are the same in every run, as all tests of the project are.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

INPUTS = os.environ.get("NAQEEB_FUZZ", "")

if INPUTS:
    settings.register_profile(
        "fuzz",
        max_examples=int(INPUTS),
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    settings.load_profile("fuzz")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Hours need no limit of minutes."""
    if INPUTS:
        for item in items:
            item.add_marker(pytest.mark.timeout(0))
