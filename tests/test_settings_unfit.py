"""Values of the right kind that cannot be true: addresses, hosts, encodings, places in a text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from naqeeb.errors import SettingsError
from naqeeb.settings import load


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[show]\nsite_url = "example.org"', "is 'example.org', which is not an http or https"),
        ('[show]\nsite_url = "https://a.pk/?a=1"', "address without ? and #"),
        ('[show]\nmedia_url = "ftp://a.pk/"', "is an address, which is not an http or https"),
        ('[show]\nhub_url = "x"', "[show] hub_url is 'x'"),
        ('[show]\nemail = "nobody"', "which is not an address of e-mail"),
        ('[voice]\nmodel_mirror = "x"', "[voice] model_mirror is 'x'"),
        ("[voice]\nbudget_characters_a_day = 9999999999999999999999", "between 0 and"),
        ("[sound]\nbitrate_kbps = 7", "which is not one of 8, 16, 24"),
        ("[intake.sites.'a.pk']\nencoding = 'utf-99'", "is 'utf-99', which is not an encoding"),
        ("[intake.sites.'a.pk/x']\nencoding = 'utf-8'", "does not name a host"),
        ("[[follow]]\nurl = 'https://a.pk/'\n[[follow]]\nurl = 'https://a.pk/'", "the same url"),
        ("[script]\ngreeting = '{dat} کی خبریں'", "has {dat}, which stands for nothing"),
    ],
)
def test_a_value_that_cannot_be_true_is_named_where_it_stands(
    tmp_path: Path, text: str, said: str
) -> None:
    path = tmp_path / "naqeeb.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(SettingsError, match=re.escape(said)) as error:
        load(path)
    assert error.value.key
    assert error.value.hint
