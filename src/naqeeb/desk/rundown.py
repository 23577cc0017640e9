"""What a bulletin says around its stories: date, headlines, links, credit, sign-off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from naqeeb.desk.job import Job, states_time
from naqeeb.desk.part_of_day import of_bulletin, of_clock
from naqeeb.model import Article
from naqeeb.script.letters import folded_words
from naqeeb.script.rundown import Rundown, headline_of
from naqeeb.script.tables import pairs
from naqeeb.script.wording import Wording
from naqeeb.settings import ScriptSettings
from naqeeb.text import calendar, editor_marks, hijri

FALLBACK_SHOW = "نقیب"


@dataclass(frozen=True, slots=True)
class StoryView:
    """What a template may ask of a story."""

    number: int
    """From 1."""
    title: str
    headline: str
    category: str
    desk: str
    """What leads over to its desk, such as کھیلوں کی خبریں; may be empty."""
    opens_desk: bool
    """Whether it is the first story of its desk in a row."""
    first: bool
    last: bool
    byline: str


def rundown(job: Job) -> Rundown:
    """The rundown of a bulletin.

    Args:
        job: its day is known.

    Raises:
        SettingsError: the template cannot be read, or asks for what there is not.
    """
    stories = job.stories
    settings, texts = job.settings.bulletin, job.settings.script
    wording = wording_of(job)
    headlines = tuple(
        (number, headline_of(story)) for number, story in enumerate(stories[: settings.headlines])
    )
    values = values_of(job, stories, len(headlines))
    views = tuple(_views(stories))
    own_greeting = _filled(texts, values)
    return Rundown(
        title=wording.say("title", values),
        greeting=own_greeting or wording.say("greeting", values),
        headlines_lead=(texts.headlines or wording.say("headlines", values)) if headlines else "",
        headlines=headlines,
        stories_lead=texts.stories or wording.say("stories", values),
        links=tuple(wording.say("link", values | {"story": view}) for view in views),
        closing_lead=wording.say("closing", values) if settings.repeat and headlines else "",
        sign_off=texts.sign_off or wording.say("sign_off", values),
        body_lines=job.body_lines,
    )


def wording_of(job: Job) -> Wording:
    """The wording that the settings name, or the one of the part of the day."""
    part = of_bulletin(job)
    fallback = part.wording if part else "base"
    return Wording(job.settings.bulletin.template, job.settings.root, fallback)


def values_of(job: Job, stories: Sequence[Article], headlines: int) -> dict[str, object]:
    """What a template may ask for, but for ``story``."""
    settings, day, part = job.settings.bulletin, job.day, of_bulletin(job)
    # No clock is read out that the greeting contradicts, as where صبح is made in the afternoon.
    is_timed = day is not None and states_time(day) and of_clock(day.time()) == part
    return {
        "show": job.show.title or FALLBACK_SHOW,
        "presenter": settings.presenter,
        "notice": settings.notice,
        "weekday": calendar.weekday(day) if day else "",
        "date": calendar.day_month_year(day) if day else "",
        "hijri": hijri.day_month_year(day, settings.hijri_offset_days)
        if day and settings.hijri
        else "",
        "time": _clock(day) if day and is_timed and settings.time else "",
        "part_of_day": part.name if part else "",
        "edition": job.overrides.id or "",
        "headlines": headlines,
        "stories": len(stories),
        "credit": settings.credit or credit(stories),
        "bulletin": day is not None,
    }


def credit(stories: Sequence[Article]) -> str:
    """The agencies that the stories are from, each once: ``اے پی پی اور رائٹرز``."""
    agencies = pairs("agencies.tsv")
    names = dict.fromkeys(
        name for story in stories if (name := agencies.get(folded_words(story.byline or "")))
    )
    *others, last = names or ("",)
    return f"{'، '.join(others)} اور {last}" if others else last


def desk_of(category: str | None) -> str:
    """What leads over to the desk of a category; empty where no good words are known."""
    if not category:
        return ""
    known = pairs("desks.tsv").get(folded_words(category))
    if known is not None:
        return known
    # Of another only its name is known, and not how it bends in a sentence.
    return category if category.split()[-1:] == ["خبریں"] else ""


def _views(stories: Sequence[Article]) -> Iterator[StoryView]:
    desks = [desk_of(story.category) for story in stories]
    several = len(set(desks)) > 1
    for index, (story, desk) in enumerate(zip(stories, desks, strict=True)):
        is_new = desk != (desks[index - 1] if index else "")
        yield StoryView(
            number=index + 1,
            title=story.title,
            headline=editor_marks.plain(headline_of(story)),
            category=story.category or "",
            desk=desk,
            opens_desk=bool(desk) and is_new and several,
            first=index == 0,
            last=index == len(stories) - 1,
            byline=story.byline or "",
        )


def _filled(texts: ScriptSettings, values: dict[str, object]) -> str:
    """The greeting of ``[script]``, which version 0.1.0 knew."""
    date = f"{values['weekday']} {values['date']}".strip()
    return texts.greeting.replace("{date}", date).replace("{show}", str(values["show"]))


def _clock(day: datetime) -> str:
    hour = f"{of_clock(day.time()).name} {(day.hour - 1) % 12 + 1}"
    return f"{hour} بج کر {day.minute} منٹ" if day.minute else f"{hour} بجے"
