"""A time that has come."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from naqeeb.desk import site
from naqeeb.settings import Settings


def update_just_after(at: datetime, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bring a station up to date as the first run after a time does."""

    class Later(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]  # noqa: ARG003
            return at + timedelta(seconds=1)

    monkeypatch.setattr(site, "datetime", Later)
    site.update(settings, settings.show)
