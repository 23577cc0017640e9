"""The templates as jinja2 renders them: what is escaped, what is refused, what is kept."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from page_reading import tiny_episode

from naqeeb.model import Episode, Show
from naqeeb.podcast import pages
from naqeeb.podcast.pages import assets, rendering

TEMPLATES = {path.name: path.read_text("utf-8") for path in assets.FOLDER.glob("*.html")}
TAG = re.compile(r"\{%.*?%\}")


@pytest.fixture
def cache_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A cache folder of its own, and templates that are not compiled yet."""
    home = tmp_path / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(home))
    rendering.environment.cache_clear()
    yield home
    rendering.environment.cache_clear()


def page() -> bytes:
    return pages.episode_page(tiny_episode("خبر", "متن", "ن"), Show(), cover="cover.png")


# -- what is escaped -------------------------------------------------------


@given(st.text(st.characters(exclude_categories=["C"]), min_size=1))
def test_any_text_is_shown_as_it_is_in_an_element_and_in_an_attribute(text: str) -> None:
    template = rendering.environment().from_string('<p title="{{ text }}">{{ text }}</p>')
    tree = html.fragment_fromstring(template.render(text=text))
    assert tree.text.split() == tree.get("title").split() == text.split()
    assert not len(tree)


def test_each_value_in_an_attribute_stands_between_quotes() -> None:
    # Escaping makes no text safe where a blank ends it, or as an address that runs.
    for name, text in TEMPLATES.items():
        for tag in re.findall(r"<[a-z][^<]*?>", TAG.sub("", text)):
            assert "{{" not in re.sub(r'="[^"]*"', "", tag), f"{name}: {tag}"
        assert not re.search(r" (on\w+|style)=", text), name


def test_a_script_or_style_holds_nothing_but_what_is_prepared_for_it() -> None:
    inside = {
        TAG.sub("", content)
        for text in TEMPLATES.values()
        for content in re.findall(r"<(?:script|style)[^>]*>(.*?)</", text, re.DOTALL)
    }
    assert inside == {"{{ style }}", "{{ script }}", "{{ schema }}", "{{ piece }}", "{{ shards }}"}


def test_no_template_switches_escaping_off() -> None:
    for name, text in TEMPLATES.items():
        assert not re.search(r"\|\s*safe|autoescape", text), name


# -- what is refused -------------------------------------------------------


@pytest.mark.parametrize(
    "template",
    ["{{ missing }}", "{% if missing %}{% endif %}", "{% for x in missing %}{% endfor %}"],
)
def test_a_name_that_the_view_does_not_have_is_an_error(template: str) -> None:
    with pytest.raises(jinja2.UndefinedError, match="missing"):
        rendering.environment().from_string(template).render()


def test_none_is_not_shown_as_a_word() -> None:
    with pytest.raises(TypeError, match="None"):
        rendering.environment().from_string("{{ byline }}").render(byline=None)


def test_a_lone_surrogate_breaks_no_page() -> None:
    odd = replace(tiny_episode("خبر \ud800", "متن \udfff", "ن"), guid="\ud800", id="e\udfff")
    assert "متن" in pages.episode_page(odd, Show(), cover="cover.png").decode()


def test_each_template_is_of_use() -> None:
    named = {
        name
        for text in TEMPLATES.values()
        for name in re.findall(r'\{% (?:extends|include|from) "(.+?)"', text)
    }
    assert named | set(assets.SCRIPTS) == set(TEMPLATES)


# -- the compiled templates ------------------------------------------------


def test_templates_are_compiled_once_and_kept_under_the_cache_folder(cache_home: Path) -> None:
    first = page()
    kept = {path: path.stat().st_mtime_ns for path in cache_home.rglob("*.jinja2")}
    assert len(kept) > 3
    assert {path.parent for path in kept} == {cache_home / "naqeeb" / "templates"}
    rendering.environment.cache_clear()
    assert page() == first
    assert {path: path.stat().st_mtime_ns for path in cache_home.rglob("*.jinja2")} == kept


def test_pages_are_written_where_nothing_can_be_kept(cache_home: Path) -> None:
    # A file stands where the folder should be: not even root can write below it.
    cache_home.write_text("")
    assert b"<article" in page()
    assert cache_home.read_text() == ""


@pytest.mark.parametrize("damage", [b"", b"j2", None])
def test_a_damaged_file_is_compiled_anew(cache_home: Path, damage: bytes | None) -> None:
    first = page()
    for path in cache_home.rglob("*.jinja2"):
        whole = path.read_bytes()
        # None: right up to its first checksum, and then nothing that can be read.
        path.write_bytes(whole[:10] + b"\xff" * 40 if damage is None else damage)
    rendering.environment.cache_clear()
    assert page() == first
    rendering.environment.cache_clear()
    assert page() == first


@pytest.mark.skipif(os.name != "posix", reason="rights are set otherwise here")
def test_nobody_else_may_write_what_is_run(cache_home: Path) -> None:
    page()
    assert (cache_home / "naqeeb" / "templates").stat().st_mode & 0o077 == 0


def test_jinja2_is_imported_where_a_page_is_written_and_not_before() -> None:
    code = (
        "import sys; import naqeeb.podcast.pages as p; p.digest(); print('jinja2' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


# -- long pages ------------------------------------------------------------


def test_a_page_of_a_long_text_is_held_but_once(episode: Episode, show: Show) -> None:
    long = replace(episode, transcript=episode.transcript[1:] * 300, chapters=())
    pages.episode_page(long, show, cover="cover.png")
    tracemalloc.start()
    try:
        whole = pages.episode_page(long, show, cover="cover.png")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(whole) > 400_000
    assert peak < 1.5 * len(whole)
