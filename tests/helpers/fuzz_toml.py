"""Settings, lexicons and voice files as hands write them: mostly right, and partly not."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass

from fuzz_texts import text
from hypothesis import strategies as st

from naqeeb.settings import FollowSettings, Settings
from naqeeb.settings.bulletin import Edition

_ODD = (
    *("true", "0", "-1", "1", "7", "300", "1e999", "nan", "-inf", "9" * 5_000, "0x" + "f" * 5_000),
    *('""', '"x"', '"پ"', "[]", '["a"]', "[1]", "[[]]", "{}", "{a=1}", "2026-11-22", "25:00:00"),
    *("07:30:00", "[" * 3_000, "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", '"con"'),
    *('"..\\\\x"', '"\\u202e"', '"https://[::1"', '"https://u:p@x.pk/?token=1"', "1_0", "0x", "'"),
    *(f'"{"x" * 300}"', '"tone"', '"auto"', '["espeak"]', '"07:30"', '"Asia/Karachi"', '"5m"'),
    *('"Mars/North"', '"FREQ=DAILY"', '"news/"', "1" * 19, "-0.0", '"a\\nb"', '"\\u0000"'),
    *('"{date}{"', '"\\ud800"', "{{}}", "18", "0.2", "[true]", '"sport"'),
)
value = st.sampled_from(_ODD) | text.map(
    lambda words: '"' + words.replace("\\", "").replace('"', "").replace("\x00", "") + '"'
)
"""A value that is no TOML now and then, and of the wrong kind often."""


def _lines(pairs: Mapping[str, str]) -> str:
    return "".join(f"{key} = {each}\n" for key, each in pairs.items())


def _table(head: st.SearchStrategy[str], good: Mapping[str, str]) -> st.SearchStrategy[str]:
    """A table with some of these keys and their good values, and at most two odd ones."""
    keys = st.sampled_from([*good, "nope", '"a.b"'])
    some = st.lists(st.sampled_from(sorted(good)), max_size=3).map(
        lambda names: {name: good[name] for name in names}
    )
    odd = st.dictionaries(keys, value, max_size=2)
    return st.tuples(head, some, odd).map(lambda part: f"{part[0]}\n{_lines(part[1] | part[2])}")


def _good(default: object) -> dict[str, str]:
    """Each field of a section with its default as TOML, where that can be written."""
    table = {}
    for each in fields(default):  # type: ignore[arg-type]  # sections are dataclasses
        at = getattr(default, each.name)
        if isinstance(at, (str, bool, int, float)):
            table[each.name] = json.dumps(at, ensure_ascii=False)
        else:
            table[each.name] = "[]"
    return table


# Where output goes, where work runs and which pages editors see are no part of this.
_LEFT_OUT = {"root", "output", "cluster", "jobs", "shows"}
_SECTIONS = {
    each.name: _good(getattr(Settings(), each.name))
    for each in fields(Settings)
    if each.name not in _LEFT_OUT and is_dataclass(getattr(Settings(), each.name))
} | {
    "show": _good(Settings().show) | {"category": '"News / Politics"'},
    "follow": _good(FollowSettings()) | {"url": '"http://127.0.0.1:9/feed"'},
    "editions": _good(Edition())
    | {"name": '"a"', "time": '"07:30"', "sources": '["a.txt"]', "from_archive": '"24h"'},
    'intake.sites."a.pk"': {
        "include": '["article"]',
        "exclude": '["div["]',
        "headers": "{a = 'b'}",
    },
}


def _section(name: str) -> st.SearchStrategy[str]:
    one, many = f"[{name}]", f"[[{name}]]"
    usual = many if name in {"follow", "editions"} else one
    return _table(st.sampled_from((usual,) * 8 + (one, many)), _SECTIONS[name])


settings_file = st.lists(st.sampled_from(sorted(_SECTIONS)), max_size=3, unique=True).flatmap(
    lambda names: st.tuples(*map(_section, names)).map("\n".join)
)
"""A ``naqeeb.toml``."""

_ENTRY = {
    "written": '"واپڈا"',
    "spoken": '"وَاپڈا"',
    "voice": '"tone"',
    "engine": '"tone"',
    "case": "true",
    "previous": '"بجلی"',
    "next": '["لاہور", "کراچی"]',
}
_BEGUN = '[[entry]]\nwritten = "بارش"\nspoken = "بارِش"'
_CONDITIONS = {key: each for key, each in _ENTRY.items() if key not in {"written", "spoken"}}
_words = st.dictionaries(
    st.sampled_from(('"بارش"', '"موسم"', "SCO", '"a.b"')) | value,
    st.just('"بارِش"') | value,
    max_size=3,
).map(lambda table: f"[words]\n{_lines(table)}")
lexicon_file = st.tuples(
    st.just("") | _words,
    st.lists(
        _table(st.just(_BEGUN), _CONDITIONS) | _table(st.just("[[entry]]"), _ENTRY),
        max_size=2,
    ).map("".join),
).map("".join)
"""A ``lexicon.toml``."""

_VOICE = {
    "language": '"ur"',
    "sex": '"male"',
    "region": '"PK"',
    "script": '"vocalised"',
    "max_chars": "120",
    "chars_per_second": "14.0",
    "lufs": "-20.0",
    "licence": '"MIT"',
    "commercial": "false",
    "price_per_million": "16.0",
    "files": "[]",
    "name": '"x"',
}
_OPTIONS = {"rate": "1.0", "pitch": "50", "model": '"x.onnx"', "command": '["true"]', "x": "1"}
_FILE = {"name": '"a"', "url": '"http://[::1"', "size_bytes": "1", "sha256": '"0"'}
_ENGINES = [f'engine = "{each}"' for each in ("tone", "espeak", "command", "nope")]
voice_file = st.tuples(
    _table(st.sampled_from(_ENGINES), _VOICE),
    st.just("") | _table(st.just("[options]"), _OPTIONS) | _table(st.just("[[files]]"), _FILE),
).map("".join)
"""A ``voices/NAME.toml``."""
