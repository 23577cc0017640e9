"""Figures and Latin words keep their order within Urdu."""

from __future__ import annotations

import pytest

from naqeeb.newsroom.isolates import isolated


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("درجہ حرارت 45°C رہا", "درجہ حرارت [45°C] رہا"),
        ("مالی سال 2023-24 کا بجٹ", "مالی سال [2023-24] کا بجٹ"),
        ("مالی سال 2023–24 کا بجٹ", "مالی سال [2023–24] کا بجٹ"),
        ("مالی سال ۲۰۲۳-۲۴ کا بجٹ", "مالی سال [۲۰۲۳-۲۴] کا بجٹ"),
        ("فون 042-111-222.", "فون [042-111-222]."),
        ("اسکور (3-2) رہا", "اسکور ([3-2]) رہا"),
        ("وقت 10:30، جگہ FC-6", "وقت [10:30]، جگہ [FC-6]"),
        ("تاریخ +92 300 1234567 پر", "تاریخ [+92 300 1234567] پر"),
        ("فائل خبر.txt اور .txt کی", "فائل خبر.txt اور [.txt] کی"),
        ("نشان {pase 2s} اور {say شنہوا: Xinhua}", "نشان [{pase 2s}] اور {say شنہوا: Xinhua}"),
        ("فولڈر /srv/radio میں، صبح/شام", "فولڈر [/srv/radio] میں، صبح/شام"),
        ("منزل (s3://… یا فولڈر)، خبر WAPDA… اور", "منزل ([s3://…] یا فولڈر)، خبر WAPDA… اور"),
        # These keep their order by themselves.
        ("80 ناشر، 1,000 کتابیں، 3.5 فیصد، ۸۰ لوگ", None),
        ("UNICEF اور MP3", None),
        ("صبح-شام", None),
        ("", None),
    ],
)
def test_a_run_is_isolated(text: str, shown: str | None) -> None:
    assert isolated(text).replace("\u2068", "[").replace("\u2069", "]") == (shown or text)
