"""The language of the templates: what is written, what is escaped, what is refused."""

from __future__ import annotations

import json
import re
import tracemalloc
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from markupsafe import Markup

from naqeeb.model import Episode, Show
from naqeeb.podcast import pages
from naqeeb.podcast.pages import mustache, templating

TEMPLATES = {
    path.name: path.read_text("utf-8")
    for path in (Path(templating.__file__).parent / "templates").glob("*.html")
}


def made(text: str, partials: Mapping[str, str] | None = None, /, **view: mustache.Value) -> str:
    def partial(name: str) -> mustache.Template:
        return mustache.parse((partials or {})[name], partial)

    parts: list[bytes] = []
    mustache.parse(text, partial)(view, parts.append)
    return b"".join(parts).decode()


# -- what is written -------------------------------------------------------


def test_a_value_stands_in_the_place_of_its_name() -> None:
    assert made("<p>{{a}} {{b}}</p>", a="خبر", b=5) == "<p>خبر 5</p>"
    assert made("{{a}}", a=iter(["1", "<", Markup("<b>")])) == "1&lt;<b>"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ([], ""),
        ("", ""),
        (None, ""),
        (0, ""),
        (False, ""),
        ({}, ""),
        (True, "-"),
        ("خبر", "-"),
        ({"x": 1}, "-"),
        ([{}, {}, {}], "---"),
        (iter([{}, {}]), "--"),
    ],
)
def test_a_section_stands_as_often_as_there_is_something(value: mustache.Value, shown: str) -> None:
    assert made("{{#a}}-{{/a}}", a=value) == shown


@pytest.mark.parametrize("value", [[], "", None, 0, "خبر", [{}]])
def test_one_of_a_section_and_its_opposite_stands(value: mustache.Value) -> None:
    assert made("{{#a}}yes{{/a}}{{^a}}no{{/a}}", a=value) == ("yes" if value else "no")


def test_inside_a_section_its_own_names_go_before_those_around_it() -> None:
    text = "{{#rows}}{{name}}{{#more}}{{name}}{{around}}{{/more}} {{/rows}}{{name}}"
    rows: list[mustache.View] = [
        {"name": "a", "more": {"name": "b"}},
        {"name": "c", "more": None},
    ]
    assert made(text, rows=rows, name="z", around="!") == "ab! c z"


def test_a_sections_tag_alone_on_its_line_leaves_no_line_behind() -> None:
    text = "{{#rows}}\n{{#bold}}\n<b>{{n}}</b>\n{{/bold}}\n<i>{{n}}</i>\n{{/rows}}\nend\n"
    rows = [{"n": 1, "bold": True}, {"n": 2, "bold": False}]
    assert made(text, rows=rows) == "<b>1</b>\n<i>1</i>\n<i>2</i>\nend\n"
    assert made("<p{{#a}} id=x{{/a}}>\n{{a}}\n</p>\n", a=1) == "<p id=x>\n1\n</p>\n"


def test_another_template_stands_in_the_line_of_its_tag() -> None:
    partials = {"b": "<b>{{x}}</b>{{>c}}\n", "c": "<c>\n"}
    assert made("<a>{{>b}}</a>\n", {"b": "<b>{{x}}</b>", "c": ""}, x="<") == "<a><b>&lt;</b></a>\n"
    assert made("{{#rows}}{{>b}}{{/rows}}", partials, rows=[{"x": 1}]) == "<b>1</b><c>\n\n"


# -- what is escaped -------------------------------------------------------


@given(st.text(st.characters(exclude_categories=["C"]), min_size=1))
def test_any_text_is_shown_as_it_is_in_an_element_and_in_an_attribute(text: str) -> None:
    tree = html.fragment_fromstring(made('<p title="{{text}}">{{text}}</p>', text=text))
    assert tree.text.split() == tree.get("title").split() == text.split()
    assert not len(tree)


def test_only_markup_stands_as_it_is() -> None:
    tag = "<br>"
    assert made("{{a}}{{b}}", a=tag, b=Markup(tag)) == "&lt;br&gt;<br>"
    assert made("{{a}}", a=Markup("<b>{}</b>").format(tag)) == "<b>&lt;br&gt;</b>"


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(), lambda x: st.lists(x, max_size=4)
)


@given(st.lists(anything, max_size=5))
def test_data_in_a_script_cannot_end_it(values: list[object]) -> None:
    whole = str(templating.data(values))
    assert whole == "".join(templating.data_list(iter(values)))
    assert not set("<>&\u2028\u2029") & set(whole)
    assert json.loads(whole) == values


def test_each_value_in_an_attribute_stands_between_quotes() -> None:
    # Escaping makes no text safe where a blank ends it, or as an address that runs.
    for name, text in TEMPLATES.items():
        for tag in re.findall(r"<[a-z][^<]*?>", re.sub(r"\{\{[#^/]\w+\}\}", "", text)):
            assert "{{" not in re.sub(r'="[^"]*"', "", tag), f"{name}: {tag}"
        assert not re.search(r" (on\w+|style)=", text), name


def test_a_script_or_style_holds_nothing_but_what_is_made_for_it() -> None:
    inside = {
        held
        for text in TEMPLATES.values()
        for held in re.findall(r"<(?:script|style)[^>]*>(.*?)</", text, re.DOTALL)
    }
    assert inside == {"{{style}}", "{{script}}", "{{schema}}", "{{cues}}", "{{shards}}"}


# -- what is refused -------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["{{#a}}", "{{/a}}", "{{#a}}{{#b}}{{/a}}{{/b}}", "{{a", "{{#a}}x{{/a}}{{/a}}"]
)
def test_a_fault_in_a_template_is_an_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"end|closed"):
        made(text, a=True, b=True)


@pytest.mark.parametrize("text", ["{{b}}", "{{#b}}{{/b}}", "{{^b}}{{/b}}", "{{#a}}{{b}}{{/a}}"])
def test_a_name_that_the_view_does_not_have_is_an_error(text: str) -> None:
    with pytest.raises(KeyError, match="b"):
        made(text, a=True)


@pytest.mark.parametrize("value", [None, [], {}, [{"x": 1}]])
def test_what_is_no_text_is_not_shown_as_one(value: mustache.Value) -> None:
    with pytest.raises(TypeError, match="not a text"):
        made("{{a}}", a=value)


# -- the templates of the pages --------------------------------------------


def test_each_template_is_of_use() -> None:
    named = {name for text in TEMPLATES.values() for name in re.findall(r"\{\{>(.+?)\}\}", text)}
    assert named | set(templating.SCRIPTS) == set(TEMPLATES)
    assert not named & set(templating.SCRIPTS)


def test_a_page_of_a_long_text_is_held_but_once(episode: Episode, show: Show) -> None:
    long = replace(episode, transcript=episode.transcript[1:] * 300, chapters=())
    pages.episode_page(long, show, cover="cover.png")
    tracemalloc.start()
    try:
        page = pages.episode_page(long, show, cover="cover.png")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(page) > 400_000
    assert peak < 1.5 * len(page)
