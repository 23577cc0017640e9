"""Bulletins of a station in Karachi: its stories written, one run, what became of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from naqeeb import Overrides, Result
from naqeeb.desk import bulletins
from naqeeb.desk.bulletins import Wanted
from naqeeb.desk.events import silence
from naqeeb.desk.job import Outcome
from naqeeb.settings import BulletinSettings, Settings

if TYPE_CHECKING:
    Station = Any

DAY = datetime(2026, 11, 20, 3, 30, tzinfo=UTC)
"""08:30 in Karachi."""
WORDS = "صوبائی حکومت نے سڑکوں کی بحالی کا کام شروع کر دیا ہے اور لوگ خوش ہیں۔"


def write(station: Station, name: str, text: str, **facts: str) -> str:
    head = "".join(f"{key}: {value}\n" for key, value in facts.items())
    (station.settings.root / name).write_text(f"---\n{head}---\n{text}\n", "utf-8")
    return str(station.settings.root / name)


def run(settings: Settings, *sources: str, date: datetime = DAY, **facts: Any) -> list[Outcome]:
    overrides = Overrides(date=date, **facts)
    return list(bulletins.make_bulletin(settings, Wanted(sources), overrides, silence))


def one(outcomes: list[Outcome]) -> Result:
    (result,) = (each for each in outcomes if isinstance(each, Result))
    return result


def with_bulletin(station: Station, **settings: Any) -> Settings:
    changed: Settings = replace(station.settings, bulletin=BulletinSettings(**settings))
    return changed
