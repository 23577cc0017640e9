"""The docs as a site: built with warnings as errors, and every link in it leads somewhere."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from lxml import html

ROOT = Path(__file__).parents[1]
PAGES = ("docs", "bench/README.md", "mkdocs.yml", "LICENSE")


def build(project: Path, site: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)],
        cwd=project,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("docs") / "site"
    done = build(ROOT, folder)
    assert done.returncode == 0, done.stderr
    return folder


def test_every_link_of_the_site_leads_somewhere(site: Path) -> None:
    pages = {path: html.parse(path) for path in site.rglob("*.html") if path.name != "404.html"}
    anchors = {path: set(page.xpath("//@id")) for path, page in pages.items()}
    assert len(pages) > 10
    dead: list[tuple[str, str]] = []
    for path, page in pages.items():
        for link in page.xpath("//@href | //@src"):
            there = urlsplit(urljoin(path.as_uri(), link))
            if there.scheme != "file":
                continue
            target = Path(unquote(there.path))
            target = target / "index.html" if target.is_dir() else target
            if not target.is_file() or (
                there.fragment
                and target in anchors
                and unquote(there.fragment) not in anchors[target]
            ):
                dead.append((path.relative_to(site).as_posix(), link))
    assert dead == []


def test_the_site_fetches_nothing_from_elsewhere(site: Path) -> None:
    for path in site.rglob("*.html"):
        page = html.parse(path)
        fetched = page.xpath("//script/@src | //img/@src | //link[@rel!='canonical']/@href")
        assert [link for link in fetched if urlsplit(link).scheme] == []


def test_a_link_that_leads_nowhere_fails_the_build(tmp_path: Path) -> None:
    for name in [*PAGES, *(path.name for path in ROOT.glob("*.md"))]:
        source, target = ROOT / name, tmp_path / "project" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if source.is_dir() else shutil.copy)(source, target)
    page = tmp_path / "project" / "docs" / "sound.md"
    page.write_text(page.read_text("utf-8") + "\n[nowhere](no-such-page.md)\n", "utf-8")
    done = build(tmp_path / "project", tmp_path / "site")
    assert done.returncode != 0
    assert "no-such-page.md" in done.stderr
