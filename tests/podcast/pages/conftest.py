"""A show's folder for its pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from page_reading import ShowFolder

from naqeeb.model import Show


@pytest.fixture
def folder(tmp_path: Path, show: Show) -> ShowFolder:
    return ShowFolder(tmp_path, show)
