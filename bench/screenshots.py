"""The README's pictures, from the real thing: ``naqeeb make``, then Chromium.

    python bench/screenshots.py [FOLDER]

writes ``station.png``, ``episode.png``, ``episode-phone.png``, ``episode-dark.png`` and
``newsroom.png`` into ``docs/pictures``, or into FOLDER. Wants playwright
and a Chromium; ``CHROMIUM`` names another than the one in the path.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PIL import Image

from naqeeb.podcast.serving import server

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parent.parent
HOST = "khabren.example.org"
LARGEST_BYTES = 250_000

SEED_TITLE = "ایران اور روس کے صدور کی سمرقند میں ملاقات"
OTHERS = {
    "شہر کی نئی لائبریری بچوں کے لیے کھول دی گئی": (
        "شہر کے وسط میں بچوں کی نئی لائبریری کا افتتاح ہو گیا۔ اس میں 12 ہزار کتابیں رکھی گئی ہیں۔"
        " لائبریری ہفتے میں چھ دن کھلی رہے گی۔"
    ),
    "شمالی علاقوں میں موسم کی پہلی برف باری": (
        "شمالی علاقوں میں موسم کی پہلی برف باری ہوئی۔ کئی مقامات پر درجۂ حرارت صفر سے نیچے چلا گیا۔"
    ),
    "گندم کی فصل پچھلے سال سے بہتر رہنے کی توقع": (
        "محکمۂ زراعت کے مطابق گندم کی فصل پچھلے سال سے 8 فیصد بہتر رہے گی۔ کسانوں نے بارشوں کو"
        " اس کی وجہ بتایا۔"
    ),
    "یونیورسٹی میں داخلوں کی آخری تاریخ بڑھا دی گئی": (
        "یونیورسٹی نے داخلوں کی آخری تاریخ میں دس دن کی توسیع کر دی۔ درخواستیں آن لائن جمع ہوں گی۔"
    ),
    "اسکولوں کے درمیان کرکٹ کا مقابلہ اتوار سے": (
        "اسکولوں کے درمیان کرکٹ کا سالانہ مقابلہ اتوار سے شروع ہو گا۔ 16 ٹیمیں حصہ لے رہی ہیں۔"
    ),
}

DRAFT = """---
title: شہر میں رات بھر بارش
---

لاہور میں 29 نومبر کی رات 45 ملی میٹر بارش ہوئی۔ WAPDA کے ترجمان نے کہا کہ 3.5 ارب روپے کا نقصان ہوا۔ شنہوا کے مطابق سڑکیں بند ہیں۔

محکمۂ موسمیات نے کہا کہ بارش 5:30 بجے تھم جائے گی۔ ثمر بلہور بھی موجود تھیں۔
"""  # noqa: E501 - a paragraph is a line
NEWSROOM = {
    "naqeeb.toml": '[show]\ntitle = "صبح کی خبریں"\n\n[voice]\nname = "espeak"\n',
    "lexicon.toml": '[[entry]]\nwritten = "شنہوا"\nspoken = "شِنہُوا"\n',
    "drafts/rain.md": DRAFT,
}


def main(folder: Path) -> None:
    """Make the station, open it, and write the pictures."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as work:
        output = make(Path(work))
        folder.mkdir(parents=True, exist_ok=True)
        with served(output) as port, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"),
                args=[
                    "--disable-gpu",
                    "--disable-quic",
                    f"--host-resolver-rules=MAP {HOST} 127.0.0.1:{port}",
                ],
            )
            episode = seed_page(output)
            desk: dict[str, Any] = {"width": 1280, "height": 860}
            phone: dict[str, Any] = {"width": 390, "height": 800}
            for name, path, size, scheme in (
                ("station", "", desk, "light"),
                ("episode", f"{episode}#t=8", desk, "light"),
                ("episode-dark", f"{episode}#t=8", desk, "dark"),
                ("episode-phone", f"{episode}#t=66", phone, "light"),
            ):
                keep(folder, name, small(shot(browser, path, size, scheme)))
            keep(folder, "newsroom", small(review(browser, Path(work) / "newsroom")))
            browser.close()


def keep(folder: Path, name: str, picture: bytes) -> None:
    """Write a picture."""
    (folder / f"{name}.png").write_bytes(picture)
    print(f"{name}.png {len(picture) / 1000:.0f} kB")


def make(folder: Path) -> Path:
    """An output with the seed and a few short stories before it."""
    output = folder / "output"
    stories = folder / "stories"
    stories.mkdir()
    for number, (title, text) in enumerate(OTHERS.items()):
        matter = f"---\ntitle: {title}\ndate: 2022-09-{14 - number // 2}\n---\n"
        (stories / f"{number}.md").write_text(f"{matter}\n{text}\n", "utf-8")
    run("make", stories, "--output", output)
    seed = next((ROOT / "seeds").glob("*.txt"))
    run("make", seed, "--output", output, "--title", SEED_TITLE, "--date", "2022-09-15")
    return output


def run(*arguments: str | Path) -> None:
    """One naqeeb command, with the voice that needs no network."""
    command = [sys.executable, "-m", "naqeeb", *map(str, arguments), "--voice", "espeak"]
    subprocess.run([*command, "--quiet"], check=True, cwd=ROOT)


def seed_page(output: Path) -> str:
    """Path of the page of the longest episode, which is the seed's."""
    pages = output.glob("episodes/*/index.html")
    longest = max(pages, key=lambda path: path.stat().st_size)
    return longest.relative_to(output).as_posix()


@contextmanager
def served(output: Path) -> Iterator[int]:
    """The output over HTTP on a free port."""
    web, listener = server.prepare(server.Served(output))
    thread = threading.Thread(target=web.run, kwargs={"sockets": [listener]})
    thread.start()
    while not web.started:
        time.sleep(0.01)
    try:
        yield listener.getsockname()[1]
    finally:
        web.should_exit = True
        thread.join()
        listener.close()


def shot(browser: Browser, path: str, size: Any, scheme: Any) -> bytes:
    """What a reader sees."""
    page = browser.new_page(viewport=size, color_scheme=scheme, reduced_motion="reduce")
    page.goto(f"http://{HOST}/{path}")
    if path:
        # Paused within a sentence, as the link to a moment leaves it.
        page.locator(".spoken").wait_for()
        page.mouse.move(0, 0)
    page.wait_for_timeout(500)
    made = page.screenshot()
    page.close()
    return made


def review(browser: Browser, folder: Path) -> bytes:
    """What an editor sees of a draft in the newsroom."""
    for name, text in NEWSROOM.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    command = [sys.executable, "-m", "naqeeb", "newsroom", "--port", "0"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True) as newsroom:
        assert newsroom.stdout is not None
        try:
            address = next(
                each for line in newsroom.stdout for each in line.split() if "//" in each
            )
            page = browser.new_page(viewport={"width": 1280, "height": 1000})
            page.goto(address)
            page.get_by_role("link", name="شہر میں رات بھر بارش").click()
            page.locator(".spoken").first.wait_for()
            page.wait_for_timeout(500)
            made = page.screenshot()
            page.close()
        finally:
            newsroom.terminate()
    return made


def small(picture: bytes) -> bytes:
    """The picture as small as it gets without loss."""
    out = BytesIO()
    with Image.open(BytesIO(picture)) as image:
        image.convert("RGB").save(out, "PNG", optimize=True)
    if out.tell() > LARGEST_BYTES:
        sys.exit(f"the picture has {out.tell()} bytes, more than {LARGEST_BYTES}")
    return out.getvalue()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "pictures")
