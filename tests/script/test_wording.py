"""Wordings: templates of the newsroom over our own, and errors that say what is known."""

from __future__ import annotations

from pathlib import Path

import pytest

from naqeeb.errors import SettingsError
from naqeeb.script.wording import BLOCKS, NAMES, Wording, built_in

VALUES = {
    "show": "صبح کی خبریں",
    "presenter": "",
    "notice": "",
    "weekday": "اتوار",
    "date": "29 نومبر 2026",
    "hijri": "19 جمادی الثانی 1448 ہجری",
    "time": "",
    "part_of_day": "صبح",
    "edition": "",
    "headlines": 3,
    "stories": 4,
    "credit": "",
    "bulletin": True,
}
SAID_WITHOUT_A_STORY = [block for block in BLOCKS if block != "link"]


def wording(folder: Path, text: str) -> Wording:
    (folder / "own.jinja").write_text(text, "utf-8")
    return Wording("own.jinja", folder)


@pytest.mark.parametrize("block", SAID_WITHOUT_A_STORY)
@pytest.mark.parametrize("name", built_in())
def test_each_of_ours_says_each_block(name: str, block: str, tmp_path: Path) -> None:
    text = Wording(name, tmp_path).say(block, VALUES)
    assert text
    assert "  " not in text


@pytest.mark.parametrize("name", built_in())
def test_a_show_that_is_called_the_news_does_not_make_the_news_of_the_news(
    name: str, tmp_path: Path
) -> None:
    greeting = Wording(name, tmp_path).say("greeting", VALUES)
    assert "آپ سن رہے ہیں صبح کی خبریں۔" in greeting
    assert greeting.count("خبریں") == 1


def test_a_wording_of_the_newsroom_states_only_what_differs(tmp_path: Path) -> None:
    own = wording(tmp_path, "{% block farewell %}خدا حافظ، {{ show }}۔{% endblock %}")
    assert own.say("sign_off", VALUES) == "خبریں ختم ہوئیں۔ خدا حافظ، صبح کی خبریں۔"
    assert own.say("headlines", VALUES) == "پہلے سرخیاں۔"


def test_a_wording_may_extend_one_of_ours(tmp_path: Path) -> None:
    own = wording(
        tmp_path,
        '{% extends "night" %}{% block sign_off %}بس۔ {{ super() }}{% endblock %}',
    )
    assert own.say("sign_off", VALUES) == "بس۔ خبریں ختم ہوئیں۔ شب بخیر۔ اللہ حافظ۔"


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("{% block greeting %}{{ shw }}{% endblock %}", "'shw' is not known; did you mean show"),
        ("{% block greeting %}{{ story.title }}{% endblock %}", "'story' is undefined"),
        ("{% block greting %}x{% endblock %}", "there is no block 'greting'"),
        ("{% block greeting %}", "own.jinja"),
        ("سلام", "states nothing of the wording"),
        ('{% extends "dawn" %}{% block greeting %}x{% endblock %}', "no wording 'dawn'"),
        ("{% block greeting %}{{ show.x }}{% endblock %}", "has no attribute 'x'"),
        ("{% block greeting %}{{ show.__class__ }}{% endblock %}", "own.jinja"),
        ("{% block greeting %}{{ 1 / 0 }}{% endblock %}", "division"),
        ("{% block greeting %}{{ self.greeting() }}{% endblock %}", "calls itself"),
        ('{% block greeting %}{% include "/etc/passwd" %}{% endblock %}', "no wording"),
        (f"{{% block greeting %}}{{{{ {'(' * 3000}1{')' * 3000} }}}}{{% endblock %}}", "too deep"),
        (f"{{% block greeting %}}{{{{ {'[' * 900}1{']' * 900} }}}}{{% endblock %}}", r"own\.jinja"),
        (f"{{% block greeting %}}{{{{ {'9' * 5000} }}}}{{% endblock %}}", "4300 digits"),
        (f"{{% block title %}}{'{% if 1 %}' * 200}{'{% endif %}' * 200}{{% endblock %}}", "own"),
        (
            f"{'{% for x in show %}' * 30}{'{% endfor %}' * 30}{{% block title %}}{{% endblock %}}",
            "own",
        ),
        ("{% block greeting %}{{ 9 ** 9 ** 9 }}{% endblock %}", "too much"),
        ("{% block greeting %}{{ show * 10000000000 }}{% endblock %}", "too much"),
        ("{% block greeting %}{{ 10000000000 * [1] }}{% endblock %}", "too much"),
        *(
            (f"{{% block greeting %}}{{{{ {padded} }}}}{{% endblock %}}", "too much|No filter")
            for padded in (
                "show|center(10000000000)",
                "show|indent(10000000000)",
                "[]|batch(10000000000, 1)|list",
                "show.ljust(10000000000)",
                "show['zfill'](10000000000)",
                "(show|attr('rjust'))(10000000000)",
                "'{:>10000000000}'.format(1)",
                "'%10000000000d' % 1",
                "'%10000000000d'|format(1)",
            )
        ),
        ("{% block greeting %}{% for n in range(10 ** 9) %}x{% endfor %}{% endblock %}", "too"),
    ],
)
def test_what_a_template_cannot_mean_is_refused(
    template: str, message: str, tmp_path: Path
) -> None:
    with pytest.raises(SettingsError, match=message) as caught:
        wording(tmp_path, template).say("greeting", VALUES)
    assert "known" in caught.value.hint or "block" in caught.value.hint


def test_an_unknown_name_lists_those_that_there_are(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        wording(tmp_path, "{% block sign_off %}{{ nonsense }}{% endblock %}")
    assert all(name in caught.value.hint for name in NAMES)


def test_a_file_that_is_not_there_names_the_built_in_ones(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read") as caught:
        Wording("missing.jinja", tmp_path)
    assert "morning" in caught.value.hint


@pytest.mark.parametrize(
    ("headlines", "stories", "said"),
    [
        (0, 1, "اب خبر سنیے۔"),
        (0, 4, "اب خبریں سنیے۔"),
        (1, 1, "اب اس خبر کی تفصیل۔"),
        (3, 4, "اب خبروں کی تفصیل۔"),
    ],
)
def test_details_follow_only_where_there_were_headlines(
    tmp_path: Path, headlines: int, stories: int, said: str
) -> None:
    values = {**VALUES, "headlines": headlines, "stories": stories}
    assert Wording("base", tmp_path).say("stories", values) == said


def test_not_every_story_is_said_to_be_the_agencys(tmp_path: Path) -> None:
    several = {**VALUES, "credit": "اے پی پی اور رائٹرز"}
    told = Wording("base", tmp_path).say("sign_off", several)
    assert told.startswith("اس بلیٹن میں اے پی پی اور رائٹرز کی خبریں شامل تھیں۔")
    told = Wording("base", tmp_path).say("sign_off", {**several, "stories": 1})
    assert told.startswith("یہ خبر اے پی پی اور رائٹرز کے حوالے سے پیش کی گئی۔")
