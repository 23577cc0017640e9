"""A station with real sound, and what the tests in a browser share."""

from __future__ import annotations

import math
import time
from array import array
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from chromium import PATIENCE_S
from playwright.sync_api import Browser, BrowserContext, Page

from naqeeb.model import AudioFile, Caption, Chapter, CueWord, Episode, Role, Show
from naqeeb.podcast import feed, pages
from naqeeb.podcast.artwork import cover, icon

SENTENCE_MS = 1500


WORD_MS = 100


NEWEST = "episodes/e-079/index.html"


SECOND = "episodes/e-078/index.html"


RUSSIA = (
    "ایران اور روس کے صدور نے جمعرات کو سمرقند میں ملاقات کی اور دو طرفہ تعاون کے نئے"
    " معاہدے پر بات چیت کی جس پر کام آخری مراحل میں ہے۔"
)


COMPANIES = "انہوں نے کہا کہ SCO کے اجلاس میں 80 بڑی کمپنیوں کے نمائندے شامل ہیں اور مزید آئیں گے۔"


PARAGRAPHS = ((RUSSIA, COMPANIES), (COMPANIES, RUSSIA), (RUSSIA, RUSSIA), (COMPANIES, RUSSIA))


HOSTILE = """<img src=x onerror="document.title='broken'"> کراچی & لاہور"""


def tone(duration_ms: int) -> bytes:
    """So much of a low tone, as MP3."""
    import lameenc

    encoder = lameenc.Encoder()
    encoder.set_bit_rate(32)
    encoder.set_in_sample_rate(16_000)
    encoder.set_channels(1)
    encoder.set_quality(9)
    encoder.silence()
    second = array("h", (int(2000 * math.sin(n / 12)) for n in range(16_000))).tobytes()
    pcm = (second * (duration_ms // 1000 + 1))[: duration_ms * 32]
    return bytes(encoder.encode(pcm) + encoder.flush())


def captions(title: str, *, estimated: bool) -> tuple[Caption, ...]:
    """A sentence every second and a half, a word every tenth of a second."""
    sentences = [(Role.TITLE, -1, title)]
    sentences += [
        (Role.BODY, n, text) for n, paragraph in enumerate(PARAGRAPHS) for text in paragraph
    ]
    captions = []
    for number, (role, paragraph, text) in enumerate(sentences):
        start, at, words = number * SENTENCE_MS, 0, []
        for index, word in enumerate(text.split(" ")):
            begin = start + index * WORD_MS
            words.append(CueWord(at, at + len(word), begin, begin + WORD_MS))
            at += len(word) + 1
        end = start + SENTENCE_MS - 100
        captions.append(Caption(role, paragraph, 0, text, start, end, tuple(words), estimated))
    return tuple(captions)


def one(number: int, title: str, *, estimated: bool = False) -> Episode:
    when = datetime(2026, 9, 1, 6, tzinfo=UTC) + timedelta(days=number)
    text = captions(title, estimated=estimated)
    end = len(text) * SENTENCE_MS
    return Episode(
        guid=f"guid-{number}",
        id=f"e-{number:03}",
        key=f"k-{number}",
        title=title,
        published=when,
        updated=when,
        audio=AudioFile(f"e-{number:03}-00ff00ff.mp3", "audio/mpeg", 54_000, "ab" * 32),
        duration_ms=end,
        chapters=(
            Chapter(0, 3 * SENTENCE_MS, title),
            Chapter(3 * SENTENCE_MS, 5 * SENTENCE_MS, "80 کمپنیاں"),
            Chapter(5 * SENTENCE_MS, end, "معاہدہ"),
        ),
        transcript=text,
        voice="tone",
        engine="tone",
        engine_version="1",
        voice_licence="",
        source_hash="",
        source="https://example.org/1",
        byline="نامہ نگار",
    )


def with_sentence(episode: Episode, text: str) -> Episode:
    """The episode with this as its third and last sentence."""
    last = replace(episode.transcript[2], text=text, words=())
    return replace(episode, transcript=(*episode.transcript[:2], last))


def shelf() -> tuple[Episode, ...]:
    """Eighty episodes; the newest two and one with a hostile title can be told apart."""
    episodes = [one(number, f"خبر نمبر {number}") for number in range(77)]
    # In the oldest block of the search; Arabic yeh and kaf, and harakat.
    episodes[5] = with_sentence(episodes[5], "كراچي میں بارِش اور ژالہ باری ہوئی۔")
    # The newest begins with the word that older ones hold whole, the oldest in its title.
    episodes[60] = with_sentence(episodes[60], "جنگلوں میں آگ لگ گئی۔")
    episodes[40] = with_sentence(episodes[40], "فریقین نے جنگ روک دی۔")
    episodes[30] = one(30, "جنگ کا خاتمہ")
    episodes.append(one(77, HOSTILE))
    episodes.append(one(78, "سندھ میں سیلاب", estimated=True))
    episodes.append(one(79, "ایران اور روس کے صدور کی ملاقات"))
    return tuple(episodes)


LOST = "e-003"
"""The episode whose sound was lost."""


def write(folder: Path, show: Show) -> None:
    """The show's folder, with sound for all but one, and pages for some."""
    episodes = shelf()
    by_id = {episode.id: episode for episode in episodes}
    folder.mkdir(parents=True)
    name, data = cover.default_cover()
    (folder / name).write_bytes(data)
    (folder / icon.name_for(name)).write_bytes(icon.draw(data))
    for file_name, content in pages.site_files(show, episodes, cover=name):
        (folder / file_name).write_bytes(content)
    for build in (pages.build, feed.build):
        for file_name, content in build(show, episodes, by_id.__getitem__, cover=name):
            (folder / file_name).write_bytes(content)
    sound = tone(episodes[-1].duration_ms)
    for episode in episodes:
        below = folder / "episodes" / episode.id
        below.mkdir(parents=True)
        if episode.id != LOST:
            (below / episode.audio.name).write_bytes(sound)
    for episode in episodes[-3:]:
        below = folder / "episodes" / episode.id
        (below / "index.html").write_bytes(pages.episode_page(episode, show, cover=name))
        (below / "embed.html").write_bytes(pages.embed_page(episode, show, cover=name))
    for other in ("e-005", LOST):
        page = pages.episode_page(by_id[other], show, cover=name)
        (folder / "episodes" / other / "index.html").write_bytes(page)


@dataclass
class Opener:
    """Opens pages, and keeps what went wrong in them and what they asked for."""

    browser: Browser
    contexts: list[BrowserContext] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def __call__(
        self, url: str, *, within: BrowserContext | None = None, start: str = "", **options: Any
    ) -> Page:
        options.setdefault("viewport", {"width": 1100, "height": 760})
        context = within or self.browser.new_context(**options)
        if within is None:
            self.contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE_S * 1000)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on(
            "console",
            # A page without a head of its own, as the feed is, is asked for an icon by the browser.
            lambda line: (
                self.faults.append(f"{line.text} {line.location['url']}")
                if line.type == "error" and not line.location["url"].endswith("/favicon.ico")
                else None
            ),
        )
        page.on("request", lambda request: self.asked.append(request.url))
        if start:
            page.add_init_script(start)
        page.goto(url)
        return page


def at(page: Page) -> float:
    """Where the sound is, in seconds."""
    seconds: float = page.evaluate("document.querySelector('audio').currentTime")
    return seconds


def until(page: Page, condition: str, argument: Any = None) -> None:
    """Wait for something to be so.

    Playwright's own ``wait_for_function`` evaluates strings within the page,
    which the page's policy rightly refuses.
    """
    end = time.monotonic() + PATIENCE_S
    while not page.evaluate(condition, argument):
        assert time.monotonic() < end, condition
        page.wait_for_timeout(30)


def playing(page: Page) -> None:
    until(page, "!document.querySelector('audio').paused")


def loaded(page: Page) -> None:
    until(page, "document.querySelector('audio').readyState > 0")


def slowly(page: Page) -> None:
    """A tenth of the speed: on a busy machine a sentence is not over before it is looked at."""
    loaded(page)
    page.evaluate("document.querySelector('audio').playbackRate = 0.1")


def stands_at(page: Page, seconds: float, tolerance_s: float = 0) -> None:
    """Wait until the sound is there."""
    until(
        page,
        "([seconds, tolerance]) =>"
        " Math.abs(document.querySelector('audio').currentTime - seconds) <= tolerance",
        [seconds, tolerance_s],
    )


def are_spoken(page: Page, ids: list[str]) -> None:
    """Wait until these sentences are marked, and no others."""
    until(
        page,
        "(ids) => [...document.querySelectorAll('.spoken')].map((each) => each.id).join() === ids",
        ",".join(ids),
    )


def spoken(page: Page) -> list[str]:
    """The ids of the sentences that are marked."""
    ids: list[str] = page.evaluate(
        "[...document.querySelectorAll('.spoken')].map((each) => each.id)"
    )
    return ids


def found(page: Page, query: str) -> list[str]:
    """The titles that a search finds."""
    page.get_by_label("خبروں میں تلاش کریں").fill(query)
    page.get_by_label("خبروں میں تلاش کریں").press("Enter")
    until(page, "!document.querySelector('.tally').textContent.includes('جاری')")
    titles: list[str] = page.evaluate(
        "[...document.querySelectorAll('.results li strong')].map((each) => each.textContent)"
    )
    return titles
