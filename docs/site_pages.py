"""Hooks of mkdocs: the pages that lie at the top of the repository become pages of the site.

README and its like are read on the repository's page too, so they stay where they are and
link as files do. Here each gets its address in the site, and links are turned to match.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

ROOT = Path(__file__).parents[1]
DOCS = "docs"
PAGE_OF = {
    "README.md": "index.md",
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changes.md",
    "SECURITY.md": "security.md",
    "bench/README.md": "benchmarks.md",
    "LICENSE": "LICENSE.txt",
}
"""A file of the repository to its place in the site."""
_FILE_OF = {page: file for file, page in PAGE_OF.items()}
_LINK = re.compile(r"\]\((?![a-z]+:|#)([^)#\s]+)")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add what lies outside the folder of docs."""
    for file, page in PAGE_OF.items():
        files.append(File.generated(config, page, abs_src_path=str(ROOT / file)))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Turn each link between files of the repository into one between pages of the site."""
    del config, files
    here = _FILE_OF.get(page.file.src_uri, f"{DOCS}/{page.file.src_uri}")

    def turned(link: re.Match[str]) -> str:
        file = posixpath.normpath(posixpath.join(posixpath.dirname(here), link[1]))
        target = PAGE_OF.get(file, file.removeprefix(f"{DOCS}/"))
        return f"]({posixpath.relpath(target, posixpath.dirname(page.file.src_uri) or '.')}"

    return _LINK.sub(turned, markdown)
