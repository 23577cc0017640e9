"""Verses and prayers with all their vowels: said as their marks say, in no Urdu way."""

from __future__ import annotations

import pytest

from naqeeb import speakable


@pytest.mark.parametrize(
    ("verse", "said"),
    [
        ("بِسْمِ اللَّهِ الرَّحْمَٰنِ الرَّحِيمِ", "بِسْم اِلْلاہْ اِرْرَحْمان اِرْرَحِیم"),
        ("الْحَمْدُ لِلَّهِ رَبِّ الْعَالَمِينَ", "اَلْحَمْدُ لِلْلاہی رَبْب اِلالَمِین"),
        ("لَا يُكَلِّفُ اللَّهُ نَفْسًا إِلَّا وُسْعَهَا", "لا یُکَلْلِف اُلْلاہُ نَفْسَن اِلْلا وُسَہا"),
        ("إِنَّ مَعَ الْعُسْرِ يُسْرًا", "اِنْنَ مَئ اَلُسْری یُسْرا"),
        ("وَلَا تَهِنُوا وَلَا تَحْزَنُوا", "وَلا تَہِنُو وَلا تَحْزَنُو"),
        ("قُلْ هُوَ اللَّهُ أَحَدٌ", "قُل ہُوَ لْلاہُ اَحَد"),
        ("إِنَّا لِلَّهِ وَإِنَّا إِلَيْهِ رَاجِعُونَ", "اِنْنا لِلْلاہی وَئِنْنا اِلَیہی راجِئُون"),
        ("رَبَّنَا آتِنَا فِي الدُّنْيَا حَسَنَةً", "رَبْبَنا آتِنا فِی دْدُنْیا حَسَنَہ"),
        ("وَرَحْمَةُ اللَّهِ وَبَرَكَاتُهُ", "وَرَحْمَت اُلْلاہی وَبَرَکاتُہْ"),
    ],
)
def test_a_verse_is_said_as_its_marks_say(verse: str, said: str) -> None:
    assert speakable(verse, vocalised=True) == said
    assert speakable(f"آیت {verse} کی تلاوت", vocalised=True) == f"آیَت {said} کی تِلاوت"


@pytest.mark.parametrize(
    "line",
    ["دِلِ ناداں تُجھے ہُوا کیا ہے", "مُلک کے عَوام اور حُکومَت نے کہا", "اِس نے اُس سے کہا", "رَبِّ کعبہ"],
)
def test_urdu_that_its_author_marked_is_no_verse(line: str) -> None:
    signs = str.maketrans("", "", "\u064e\u064f\u0651\u0652")
    assert speakable(line, vocalised=True) == speakable(line.translate(signs), vocalised=True)
