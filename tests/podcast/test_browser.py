"""The pages in a real browser: Debian's Chromium, as a reader has them.

``CHROMIUM`` names another browser than the one found in the path; ``AXE_PATH``
names axe-core's ``axe.min.js`` (``npm install axe-core``).
"""

from __future__ import annotations

import json
import math
import os
import shutil
import time
from array import array
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from naqeeb.model import AudioFile, Caption, Chapter, CueWord, Episode, Role, Show
from naqeeb.podcast import feed, pages
from naqeeb.podcast.artwork import cover

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine"),
]

SENTENCE_MS = 1500
PATIENCE_S = 20
"""How long a browser on a busy machine may take for anything."""
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


# -- a station with real sound ---------------------------------------------------------


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
    told = [(Role.TITLE, -1, title)]
    told += [(Role.BODY, n, text) for n, paragraph in enumerate(PARAGRAPHS) for text in paragraph]
    made = []
    for number, (role, paragraph, text) in enumerate(told):
        start, at, words = number * SENTENCE_MS, 0, []
        for index, word in enumerate(text.split(" ")):
            begin = start + index * WORD_MS
            words.append(CueWord(at, at + len(word), begin, begin + WORD_MS))
            at += len(word) + 1
        end = start + SENTENCE_MS - 100
        made.append(Caption(role, paragraph, 0, text, start, end, tuple(words), estimated))
    return tuple(made)


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


def shelf() -> tuple[Episode, ...]:
    """Eighty episodes; the newest two and one with a hostile title can be told apart."""
    made = [one(number, f"خبر نمبر {number}") for number in range(77)]
    # In the oldest block of the search; Arabic yeh and kaf, and harakat.
    only = replace(made[5].transcript[2], text="كراچي میں بارِش اور ژالہ باری ہوئی۔", words=())
    made[5] = replace(made[5], transcript=(*made[5].transcript[:2], only))
    made.append(one(77, HOSTILE))
    made.append(one(78, "سندھ میں سیلاب", estimated=True))
    made.append(one(79, "ایران اور روس کے صدور کی ملاقات"))
    return tuple(made)


def write(folder: Path, show: Show) -> None:
    """The show's folder, whole, with sound for the newest two."""
    episodes = shelf()
    by_id = {episode.id: episode for episode in episodes}
    folder.mkdir(parents=True)
    name, data = cover.default_cover()
    (folder / name).write_bytes(data)
    for made in (pages.build, feed.build):
        for file_name, content in made(show, episodes, by_id.__getitem__, cover=name):
            (folder / file_name).write_bytes(content)
    sound = tone(episodes[-1].duration_ms)
    for episode in episodes[-3:]:
        below = folder / "episodes" / episode.id
        below.mkdir(parents=True)
        (below / "index.html").write_bytes(pages.episode_page(episode, show, cover=name))
        (below / episode.audio.name).write_bytes(sound)
    (folder / "episodes" / "e-005").mkdir()
    page = pages.episode_page(by_id["e-005"], show, cover=name)
    (folder / "episodes" / "e-005" / "index.html").write_bytes(page)


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two shows: one that has no address yet, one that has."""
    folder = tmp_path_factory.mktemp("station") / "output"
    write(folder / "urdu", Show(title="نقیب", slug="urdu"))
    known = Show(title="نقیب", slug="known", site_url="https://news.example.org/")
    write(folder / "known", known)
    return folder


@pytest.fixture(scope="module")
def base(output: Path, serving: Callable[..., AbstractContextManager[str]]) -> Iterator[str]:
    """Where ``naqeeb serve`` serves the show: below a secret path and a folder."""
    with serving(output, token="secret-0123456789") as base:
        yield f"{base}urdu/"


# -- a browser -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with api.sync_playwright() as playwright:
        made = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=[
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ],
        )
        yield made
        made.close()


@dataclass
class Opener:
    """Opens pages, and keeps what went wrong in them and what they asked for."""

    browser: Browser
    contexts: list[BrowserContext]
    faults: list[str]
    asked: list[str]

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
            lambda line: self.faults.append(line.text) if line.type == "error" else None,
        )
        page.on("request", lambda request: self.asked.append(request.url))
        if start:
            page.add_init_script(start)
        page.goto(url)
        return page


@pytest.fixture
def visit(browser: Browser) -> Iterator[Opener]:
    """Opens a page; no test leaves an error in the console or asks another host."""
    opener = Opener(browser, [], [], [])
    yield opener
    for context in opener.contexts:
        context.close()
    assert opener.faults == []
    ours = ("http://127.0.0.1:", "file://", "data:", "blob:")
    assert [url for url in opener.asked if not url.startswith(ours)] == []


def at(page: Page) -> float:
    """Where the sound is, in seconds."""
    found: float = page.evaluate("document.querySelector('audio').currentTime")
    return found


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


def spoken(page: Page) -> list[str]:
    """The ids of the sentences that are marked."""
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('.spoken')].map((each) => each.id)"
    )
    return found


WORD = "[...CSS.highlights.get('word')].map(String).join()"


# -- the player ------------------------------------------------------------------------


WATCH = """
window.seen = [];
(function look() {
  const ids = [...document.querySelectorAll(".spoken")].map((each) => each.id).join();
  const word = [...CSS.highlights.get("word") ?? []].map(String).join();
  const last = seen.at(-1);
  if (!last || last[0] !== ids || last[1] !== word) seen.push([ids, word]);
  requestAnimationFrame(look);
})();
"""


def test_the_sentence_and_the_word_that_are_spoken_are_marked(visit: Opener, base: str) -> None:
    page = visit(base + NEWEST, start=WATCH)
    assert spoken(page) == []
    page.get_by_role("button", name="خبر سنیں").click()
    until(page, "seen.some(([id, word]) => id === 's2' && word)")
    page.get_by_role("button", name="روکیں").first.click()
    assert page.evaluate("document.querySelector('audio').paused")
    seen = [(each, word) for each, word in page.evaluate("seen") if each]
    # One after the other, each word within its sentence; a busy machine may pass over some.
    assert seen[0][0] == "s0"
    order = [int(each.removeprefix("s")) for each, _ in seen]
    assert order == sorted(order)
    texts = [caption.text.split(" ") for caption in shelf()[-1].transcript]
    places = [texts[at].index(word) for at, (_, word) in zip(order, seen, strict=True) if word]
    assert len(places) > 2


def test_no_word_is_marked_where_its_time_is_a_guess(visit: Opener, base: str) -> None:
    page = visit(base + SECOND)
    slowly(page)
    page.locator("#s1").click()
    until(page, "document.querySelector('audio').currentTime > 1.55")
    assert spoken(page) == ["s1"]
    assert page.evaluate(WORD) == ""


def test_a_click_on_a_sentence_plays_from_there(visit: Opener, base: str) -> None:
    page = visit(base + NEWEST)
    slowly(page)
    page.locator("#s4").click()
    playing(page)
    assert 6.0 <= at(page) < 7.4
    assert spoken(page) == ["s4"]


def test_who_selects_words_hears_nothing(visit: Opener, base: str) -> None:
    page = visit(base + NEWEST)
    loaded(page)
    page.locator("#s1").dblclick()
    page.evaluate("document.querySelector('audio').pause()")
    page.evaluate("getSelection().selectAllChildren(document.getElementById('s3'))")
    page.evaluate("document.getElementById('s3').click()")
    assert page.evaluate("document.querySelector('audio').paused")


def test_the_seek_bar_leads_anywhere(visit: Opener, base: str) -> None:
    page = visit(base + NEWEST)
    loaded(page)
    page.get_by_label("آواز میں مقام").fill("9.2")
    assert at(page) == pytest.approx(9.2, abs=0.1)
    assert spoken(page) == ["s6"]
    assert page.locator(".at").inner_text() == "0:09"
    assert page.get_by_label("آواز میں مقام").get_attribute("aria-valuetext") == "0:09 / 0:13"


def test_fifteen_seconds_back_and_on_stay_within_the_sound(visit: Opener, base: str) -> None:
    page = visit(base + NEWEST)
    loaded(page)
    page.get_by_role("button", name="15 سیکنڈ آگے").click()
    assert at(page) == pytest.approx(13.5, abs=0.2)
    page.get_by_role("button", name="15 سیکنڈ پیچھے").click()
    assert at(page) == 0


def test_a_chapter_plays_from_its_beginning_and_is_marked(visit: Opener, base: str) -> None:
    page = visit(base + NEWEST)
    slowly(page)
    page.get_by_role("link", name="80 کمپنیاں").click()
    playing(page)
    assert 4.5 <= at(page) < 6
    assert page.locator("[aria-current=true]").inner_text().startswith("80 کمپنیاں")


def test_keys_do_what_the_buttons_do(visit: Opener, base: str) -> None:
    page = visit(base + NEWEST)
    loaded(page)
    page.keyboard.press("Space")
    playing(page)
    page.keyboard.press("Space")
    until(page, "document.querySelector('audio').paused")
    page.keyboard.press("ArrowRight")
    until(page, "document.querySelector('audio').currentTime > 13")
    page.keyboard.press("ArrowLeft")
    until(page, "document.querySelector('audio').currentTime < 1")
    page.keyboard.press("Shift+ArrowUp")
    page.keyboard.press("Shift+ArrowUp")
    page.keyboard.press("Shift+ArrowDown")
    assert page.get_by_label("رفتار").input_value() == "1.25"
    slowly(page)
    page.get_by_label("آواز میں مقام").fill("3.2")
    page.keyboard.press("Shift+ArrowRight")
    until(page, "document.getElementById('s3').matches('.spoken')")
    page.keyboard.press("Shift+ArrowLeft")
    until(page, "document.getElementById('s2').matches('.spoken')")


def test_speed_and_place_are_remembered(visit: Opener, base: str) -> None:
    page = visit(base + NEWEST)
    loaded(page)
    page.get_by_label("رفتار").select_option("1.5")
    page.get_by_label("آواز میں مقام").fill("6.4")
    page.goto(base + SECOND)
    assert page.evaluate("document.querySelector('audio').playbackRate") == 1.5
    page.goto(base + NEWEST)
    loaded(page)
    assert at(page) == pytest.approx(6.4, abs=0.2)
    # Who comes back begins at the top, not where the voice was.
    assert page.evaluate("scrollY") == 0
    page.get_by_label("آواز میں مقام").fill("13.4")
    page.reload()
    loaded(page)
    assert at(page) == 0


REFUSED = """
Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("refused", "SecurityError"); },
});
"""


def test_where_storage_is_refused_the_player_works_all_the_same(visit: Opener, base: str) -> None:
    page = visit(base + NEWEST, start=REFUSED)
    page.locator("#s2").click()
    playing(page)
    page.get_by_label("رفتار").select_option("2")
    assert page.evaluate("document.querySelector('audio').playbackRate") == 2


def test_a_sound_that_is_gone_is_said_to_be_gone(visit: Opener, base: str) -> None:
    page = visit(base + "episodes/e-005/index.html")
    page.get_by_text("آواز کی فائل نہیں مل سکی۔").wait_for()
    # The browser itself reports the missing file.
    assert all("404" in fault for fault in visit.faults)
    visit.faults.clear()


# -- following -------------------------------------------------------------------------

SCROLLS = """
window.scrolls = [];
const scroll = Element.prototype.scrollIntoView;
Element.prototype.scrollIntoView = function (how) {
  window.scrolls.push(how.behavior);
  return scroll.call(this, how);
};
"""
IN_VIEW = """(id) => {
  const box = document.getElementById(id).getBoundingClientRect();
  const foot = document.getElementById("player").getBoundingClientRect().top;
  return box.top >= 0 && box.bottom <= foot;
}"""
PHONE = {"width": 360, "height": 560}


def test_the_page_follows_the_voice(visit: Opener, base: str) -> None:
    page = visit(base + NEWEST, viewport=PHONE, start=SCROLLS)
    slowly(page)
    page.locator("[data-t]").last.evaluate("(link) => link.click()")
    until(page, IN_VIEW, "s5")
    assert set(page.evaluate("scrolls")) == {"smooth"}


def test_it_does_not_glide_where_the_reader_asked_for_calm(visit: Opener, base: str) -> None:
    page = visit(base + NEWEST, viewport=PHONE, start=SCROLLS, reduced_motion="reduce")
    slowly(page)
    page.locator("[data-t]").last.evaluate("(link) => link.click()")
    until(page, IN_VIEW, "s5")
    assert set(page.evaluate("scrolls")) == {"auto"}


def test_it_lets_go_of_a_reader_who_scrolls_away_until_asked_back(visit: Opener, base: str) -> None:
    page = visit(base + NEWEST, viewport=PHONE, reduced_motion="reduce")
    slowly(page)
    page.locator("#s1").click()
    playing(page)
    page.mouse.wheel(0, 4000)
    back = page.get_by_role("button", name="جہاں آواز ہے وہاں جائیں")
    back.wait_for()
    away = page.evaluate("scrollY")
    page.keyboard.press("Space")
    page.get_by_label("آواز میں مقام").fill("4.6")
    assert spoken(page) == ["s3"]
    assert page.evaluate("scrollY") == away
    page.keyboard.press("Space")
    back.click()
    until(page, IN_VIEW, spoken(page)[0])
    assert back.is_hidden()


# -- sharing and subscribing -----------------------------------------------------------


@pytest.mark.parametrize(
    ("stated", "seconds"), [("7.9", 7.9), ("0:08", 8), ("0m9s", 9), ("bad", 0), ("999", 13.5)]
)
def test_a_link_may_begin_at_a_time(visit: Opener, base: str, stated: str, seconds: float) -> None:
    page = visit(f"{base}{NEWEST}#t={stated}")
    loaded(page)
    assert at(page) == pytest.approx(seconds, abs=0.2)
    assert page.evaluate("document.querySelector('audio').paused")


def test_the_link_to_this_moment_goes_to_the_clipboard(visit: Opener, base: str) -> None:
    page = visit(base + NEWEST, permissions=["clipboard-read", "clipboard-write"])
    loaded(page)
    page.get_by_label("آواز میں مقام").fill("8.7")
    page.get_by_role("button", name="اس لمحے کا لنک شیئر کریں").click()
    page.get_by_text("لنک کاپی ہو گیا۔").wait_for()
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == f"{base}{NEWEST}#t=8"
    again = visit(link)
    loaded(again)
    assert spoken(again) == ["s5"]


def test_where_the_phone_shares_it_is_asked_to(visit: Opener, base: str) -> None:
    stub = "navigator.share = async (what) => { window.shared = what; };"
    page = visit(base + NEWEST, start=stub)
    page.get_by_role("button", name="اس لمحے کا لنک شیئر کریں").click()
    until(page, "window.shared")
    assert page.evaluate("shared") == {
        "title": "ایران اور روس کے صدور کی ملاقات",
        "url": base + NEWEST,
    }


def test_where_there_is_no_clipboard_the_link_is_copied_the_old_way(
    visit: Opener, base: str
) -> None:
    stub = "Object.defineProperty(navigator, 'clipboard', { value: undefined });"
    page = visit(base + NEWEST, start=stub)
    page.get_by_role("button", name="اس لمحے کا لنک شیئر کریں").click()
    page.get_by_text("لنک کاپی ہو گیا۔").wait_for()


@pytest.mark.parametrize("path", ["", NEWEST, "page-2.html"])
def test_apps_get_the_feed_as_this_reader_reaches_it(visit: Opener, base: str, path: str) -> None:
    page = visit(base + path, permissions=["clipboard-read", "clipboard-write"])
    bare = base.removeprefix("http://") + "feed.xml"
    links = page.evaluate(
        "Object.fromEntries([...document.querySelectorAll('[data-app]')]"
        ".map((a) => [a.textContent, a.getAttribute('href')]))"
    )
    assert links == {
        "Apple Podcasts": f"podcasts://{bare}",
        "Pocket Casts": f"pktc://subscribe/{bare}",
        "AntennaPod": f"antennapod-subscribe://{bare}",
        "Podcast Addict": f"podcastaddict://{bare}",
        "کوئی اور ایپ": f"podcast://{bare}",
    }
    page.get_by_role("button", name="فیڈ کا پتہ کاپی کریں").click()
    page.get_by_text("فیڈ کا پتہ کاپی ہو گیا۔").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == base + "feed.xml"
    answer = page.request.get(base + "feed.xml")
    assert answer.ok


def test_from_a_disk_apps_get_the_configured_address_or_none(visit: Opener, output: Path) -> None:
    page = visit((output / "known" / "index.html").as_uri())
    apple = page.get_by_role("link", name="Apple Podcasts")
    assert apple.get_attribute("href") == "podcasts://news.example.org/known/feed.xml"
    page = visit((output / "urdu" / NEWEST).as_uri())
    assert page.locator(".apps").is_hidden()
    assert page.get_by_text("یہ صفحہ ابھی کسی ویب پتے پر نہیں").is_visible()


# -- the station -----------------------------------------------------------------------


def test_an_episode_is_heard_from_the_list(visit: Opener, base: str) -> None:
    page = visit(base)
    assert page.locator("#player").is_hidden()
    page.get_by_role("button", name="سنیں: سندھ میں سیلاب").click()
    playing(page)
    assert page.locator(".now a").inner_text() == "سندھ میں سیلاب"
    page.get_by_role("button", name="سنیں: ایران اور روس").click()
    until(page, "document.querySelector('audio').src.includes('e-079')")
    playing(page)
    page.get_by_role("button", name="روکیں: ایران اور روس").click()
    until(page, "document.querySelector('audio').paused")
    page.locator(".now a").click()
    page.wait_for_url("**/" + NEWEST)


def found(page: Page, query: str) -> list[str]:
    """The titles that a search finds."""
    page.get_by_label("خبروں میں تلاش کریں").fill(query)
    page.get_by_label("خبروں میں تلاش کریں").press("Enter")
    until(page, "!document.querySelector('.tally').textContent.includes('جاری')")
    titles: list[str] = page.evaluate(
        "[...document.querySelectorAll('.results li strong')].map((each) => each.textContent)"
    )
    return titles


@pytest.mark.parametrize(
    "query",
    [
        "ژالہ",
        "کراچی میں بارش",  # Urdu letters find Arabic ones, and harakat are passed over
        "كراچي بارِشْ",
        "بارش ژالہ کراچی",
    ],
)
def test_words_are_found_however_they_are_typed(visit: Opener, base: str, query: str) -> None:
    page = visit(base)
    assert found(page, query) == ["خبر نمبر 5"]
    assert page.locator(".list").is_hidden()
    link = page.locator(".results a")
    assert link.get_attribute("href") == "episodes/e-005/index.html#t=3"
    assert "ژالہ باری" in link.inner_text()


def test_a_result_begins_at_its_sentence(visit: Opener, base: str) -> None:
    page = visit(base)
    titles = found(page, "صدور معاہدے")
    assert titles[0] == "ایران اور روس کے صدور کی ملاقات"
    marks = page.locator(".results li").first.locator(".snippet mark").all_inner_texts()
    assert marks == ["صدور", "معاہدے"]
    page.locator(".results a").first.click()
    page.wait_for_url("**/" + NEWEST + "#t=1.5")
    loaded(page)
    assert spoken(page) == ["s1"]
    page.go_back()
    page.locator(".results li").first.wait_for()
    assert page.get_by_label("خبروں میں تلاش کریں").input_value() == "صدور معاہدے"


def test_a_search_goes_back_as_far_as_it_takes_and_no_further(visit: Opener, base: str) -> None:
    page = visit(base)
    found(page, "سمرقند")
    assert not any("search-2.js" in url for url in visit.asked)
    more = page.get_by_role("button", name="اور پرانی خبروں میں تلاش کریں")
    before = page.locator(".results li").count()
    more.click()
    until(page, f"document.querySelectorAll('.results li').length > {before}")
    assert any("search-2.js" in url for url in visit.asked)


def test_the_search_is_one_click_away_from_every_page(visit: Opener, base: str) -> None:
    for path in (NEWEST, "page-2.html"):
        page = visit(base + path)
        page.get_by_role("link", name="تلاش").click()
        until(page, "document.activeElement.id === 'q'")


def test_what_is_nowhere_is_said_to_be_nowhere(visit: Opener, base: str) -> None:
    page = visit(base)
    assert found(page, "قطب شمالی") == []
    assert page.locator(".tally").inner_text() == "کچھ نہیں ملا۔"
    assert found(page, "") == []
    assert page.locator(".list").is_visible()


def test_a_hostile_title_stays_a_title(visit: Opener, base: str) -> None:
    page = visit(base)
    assert found(page, "لاہور") == [HOSTILE]
    page.goto(base + "episodes/e-077/index.html")
    assert page.locator("h1").inner_text() == HOSTILE
    assert page.title() != "broken"


def test_a_search_on_its_way_gives_way_to_the_next(visit: Opener, base: str) -> None:
    page = visit(base)
    field = page.get_by_label("خبروں میں تلاش کریں")
    field.fill("ژالہ")
    field.press("Enter")
    assert found(page, "سیلاب") == ["سندھ میں سیلاب"]


# -- anywhere, on anything -------------------------------------------------------------

PAGES = ("index.html", "page-2.html", NEWEST)


def test_everything_works_from_a_folder_on_a_disk(visit: Opener, output: Path) -> None:
    page = visit((output / "urdu" / "index.html").as_uri())
    assert found(page, "ژالہ") == ["خبر نمبر 5"]
    page = visit((output / "urdu" / NEWEST).as_uri())
    slowly(page)
    page.locator("#s2").click()
    playing(page)
    assert spoken(page) == ["s2"]
    page.get_by_role("link", name="نقیب").click()
    page.wait_for_url("**/urdu/index.html")


@pytest.mark.parametrize("path", PAGES)
def test_nothing_sticks_out_of_a_narrow_screen(visit: Opener, base: str, path: str) -> None:
    page = visit(base + path)
    for width in (320, 360, 768):
        page.set_viewport_size({"width": width, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") == width
    # What a finger is to hit is at least as high as a finger needs.
    heights = page.evaluate(
        "[...document.querySelectorAll('button, select')].filter((each) => each.checkVisibility())"
        ".map((each) => each.getBoundingClientRect().height)"
    )
    assert min(heights) >= 36


def test_the_side_scrolls_by_itself_only_where_it_is_higher_than_its_place(
    visit: Opener, base: str
) -> None:
    page = visit(base, viewport={"width": 1100, "height": 1400})
    side = page.locator(".page > .side")
    assert side.evaluate("one => one.scrollHeight - one.clientHeight") == 0


def test_dark_is_dark_and_light_is_light(visit: Opener, base: str) -> None:
    shades = []
    for scheme in ("light", "dark"):
        page = visit(base + NEWEST, color_scheme=scheme)
        shade = page.evaluate("getComputedStyle(document.body).backgroundColor")
        shades.append(sum(int(part) for part in shade.strip("rgb()").split(",")))
    assert shades[0] > 700
    assert shades[1] < 120


def test_urdu_is_set_in_nastaliq_from_right_to_left(visit: Opener, base: str) -> None:
    page = visit(base + NEWEST)
    assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"
    assert page.evaluate("getComputedStyle(document.querySelector('.line')).direction") == "ltr"
    assert "Noto Nastaliq Urdu" in page.evaluate("getComputedStyle(document.body).fontFamily")
    ratio = page.evaluate(
        "parseFloat(getComputedStyle(document.body).lineHeight)"
        " / parseFloat(getComputedStyle(document.body).fontSize)"
    )
    assert ratio >= 2.2


def test_printed_it_is_an_article(visit: Opener, base: str) -> None:
    page = visit(base + NEWEST)
    page.locator("#s2").click()
    page.emulate_media(media="print")
    for part in ("#player", ".side", ".listen"):
        assert page.locator(part).is_hidden()
    assert page.get_by_text(RUSSIA).first.is_visible()
    assert page.pdf()[:5] == b"%PDF-"


def test_without_scripts_there_is_the_text_and_the_browsers_own_player(
    visit: Opener, base: str
) -> None:
    page = visit(base + NEWEST, java_script_enabled=False)
    assert page.locator("audio[controls]").is_visible()
    assert page.locator(".controls").is_hidden()
    assert page.get_by_text(RUSSIA).first.is_visible()
    page.get_by_role("link", name="80 کمپنیاں").click()
    assert page.url.endswith("#s3")
    page.get_by_role("link", name="نقیب").click()
    page.get_by_role("link", name="پرانی خبریں").click()
    assert page.get_by_role("link", name="خبر نمبر 5", exact=True).is_visible()


def test_the_policy_refuses_a_script_that_slipped_in(
    visit: Opener, base: str, output: Path
) -> None:
    folder = output / "urdu" / "episodes" / "slipped"
    folder.mkdir(exist_ok=True)
    page_file = output / "urdu" / NEWEST
    slipped = page_file.read_text("utf-8").replace("<h1>", "<script>window.bad = 1</script><h1>")
    (folder / "index.html").write_text(slipped, "utf-8")
    page = visit(base + "episodes/slipped/index.html")
    assert page.evaluate("window.bad") is None
    assert any("Content Security Policy" in fault for fault in visit.faults)
    visit.faults.clear()


def axe_source() -> str | None:
    given = os.environ.get("AXE_PATH")
    if given:
        path = Path(given)
        return (path / "axe.min.js" if path.is_dir() else path).read_text("utf-8")
    for folder in (Path.cwd(), *Path.cwd().parents):
        path = folder / "node_modules" / "axe-core" / "axe.min.js"
        if path.is_file():
            return path.read_text("utf-8")
    return None


def states(visit: Opener, base: str, scheme: str, width: int) -> Iterator[tuple[str, Page]]:
    """The pages as readers have them before them."""
    look: dict[str, Any] = {"color_scheme": scheme, "viewport": {"width": width, "height": 800}}
    page = visit(base, **look)
    page.get_by_role("button", name="سنیں: سندھ میں سیلاب").click()
    playing(page)
    yield "station", page
    found(page, "روس")
    yield "search", page
    yield "older", visit(base + "page-2.html", **look)
    page = visit(base + NEWEST, **look)
    page.locator("#s2").click()
    playing(page)
    page.get_by_role("button", name="روکیں").last.click()
    page.locator("summary").click()
    yield "episode", page


@pytest.mark.parametrize(("scheme", "width"), [("light", 360), ("dark", 1280)])
def test_axe_finds_no_fault(visit: Opener, base: str, scheme: str, width: int) -> None:
    source = axe_source()
    if source is None:
        pytest.skip("axe-core is not installed: npm install axe-core, or set AXE_PATH")
    for name, page in states(visit, base, scheme, width):
        page.evaluate(source)
        result = page.evaluate("axe.run(document)")
        assert result["passes"], name
        faults = [(each["id"], each["nodes"][0]["html"]) for each in result["violations"]]
        assert faults == [], json.dumps(faults, ensure_ascii=False)
