"""Breath: long runs are parted where a newsreader would part them, and nowhere else."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from unicodedata import combining

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naqeeb.model import Article, Chunk, Line, Pause, Role, Script
from naqeeb.script import Announcer, chunks, compose
from naqeeb.script.tables import groups

SEED = Path(__file__).parents[2] / "seeds" / "000_b94b77c0ced95709.txt"
PACE = 12.2
WORDS = groups("breath.tsv")
A_PAUSE = frozenset(Pause) - {Pause.NONE}


def script_of(*paragraphs: str, vocalised: bool = False) -> Script:
    article = Article("x", "", paragraphs, title_stated=False)
    return compose([article], Announcer(vocalised=vocalised))


def cut(script: Script, max_chars: int = 300) -> list[Chunk]:
    return list(chunks(script, max_chars, chars_per_second=PACE))


def parts(text: str) -> list[str]:
    return [chunk.text for chunk in cut(script_of(text))]


def seconds(text: str) -> float:
    return sum(not combining(each) for each in text) / PACE


def runs_s(pieces: list[Chunk]) -> list[float]:
    """How long one speaks from pause to pause."""
    runs = [0.0]
    for piece in pieces:
        runs[-1] += seconds(piece.text)
        if piece.pause in A_PAUSE:
            runs.append(0.0)
    return runs


@pytest.mark.parametrize(
    "written",
    [
        # کہ after a verb of saying
        (
            "وزیر اعظم نے پریس کانفرنس سے خطاب کرتے ہوئے کہا کہ"
            " | حکومت عوام کو ریلیف دینے کے لیے تمام وسائل استعمال کرے گی۔"
        ),
        # a conjunction, of one word or of two
        (
            "انہوں نے بتایا کہ حادثے میں پندرہ افراد ہلاک اور پچیس زخمی ہوئے"
            " | جبکہ متعدد گاڑیاں مکمل طور پر تباہ ہو گئیں۔"
        ),
        (
            "انہوں نے بتایا کہ حادثے میں پندرہ افراد ہلاک اور پچیس زخمی ہوئے"
            " | جب کہ متعدد گاڑیاں مکمل طور پر تباہ ہو گئیں۔"
        ),
        (
            "مسٹر خان کا کہنا تھا کہ نہ صرف یہ کہ معیشت بہتر ہوئی ہے"
            " | بلکہ بے روزگاری میں بھی نمایاں کمی واقع ہوئی ہے۔"
        ),
        # اور between clauses, not between nouns
        (
            "یہاں تک کہ شہر کے تمام بڑے ہسپتالوں میں بھی ادویات ختم ہو چکی ہیں"
            " | اور مریضوں کو دوسرے شہروں میں منتقل کیا جا رہا ہے۔"
        ),
        # a relative clause
        (
            "اگر حکومت نے ہمارے مطالبات تسلیم نہ کیے تو ہم ملک بھر میں احتجاج کریں گے"
            " | جس کی تمام تر ذمہ داری حکومت پر عائد ہوگی۔"
        ),
        # behind تو, with which a condition ends
        (
            "لیکن اگر تجارتی جنگ نے آنے والے دنوں میں شدت اختیار کی تو"
            " | ترقی پذیر ممالک کی معیشتیں سب سے زیادہ متاثر ہوں گی۔"
        ),
        # behind an auxiliary, before what leans on the words that follow
        (
            "اور جس کے قبضے سے تین کلو دو سو گرام ہیروئن برآمد ہوئی تھی"
            " | دوران حراست پراسرار طور پر سرکاری ہسپتال میں ہلاک ہو گیا۔"
        ),
        # before the word that takes up a clause
        (
            "انہوں نے کہا کہ جب تک کشمیر کا دیرینہ مسئلہ کشمیری عوام کی مرضی سے حل نہیں ہوتا"
            " | اس وقت تک جنوبی ایشیا میں پائیدار امن کا خواب ادھورا رہے گا۔"
        ),
        # behind کہا ہے کہ, and not between ہوئے and کہا
        (
            "الیکشن کمیشن آف انڈیا نے بہار اسمبلی کی دو سو تینتالیس نشستوں کے لیے"
            " | دو مرحلوں میں چھ اور گیارہ نومبر کو پولنگ کرانے اور چودہ نومبر کو"
            " ووٹوں کی گنتی کرنے کا اعلان کرتے ہوئے کہا ہے کہ"
            " | ریاست میں سات کروڑ تینتالیس لاکھ رائے دہندگان کے لیے"
            " | نوے ہزار سات سو بارہ پولنگ مراکز قائم کیے جائیں گے۔"
        ),
        # where there is no clause, behind the subject or a phrase of time
        (
            "سپریم کورٹ کے چیف جسٹس قاضی فائز عیسیٰ کی سربراہی میں تین رکنی بینچ نے"
            " | سابق وزیر اعظم کی ضمانت قبل از گرفتاری کی درخواست پر سماعت کی۔"
        ),
        (
            "محکمہ موسمیات کے مطابق ملک کے بالائی علاقوں میں آئندہ چوبیس گھنٹوں کے دوران"
            " | تیز ہواؤں اور گرج چمک کے ساتھ بارش کا امکان ہے۔"
        ),
    ],
)
def test_a_long_run_is_parted_where_a_clause_begins(written: str) -> None:
    assert " | ".join(parts(written.replace(" | ", " "))) == written


@pytest.mark.parametrize(
    "text",
    [
        "صدر نے کہا کہ بات چیت جاری ہے، لیکن فیصلہ نہیں ہوا۔",
        "ہم مستقبل میں بھی یہ تعاون چاہتے ہیں۔",
    ],
)
def test_a_short_sentence_is_spoken_in_one_breath(text: str) -> None:
    assert parts(text) == [text]


def test_a_list_of_names_is_not_parted_at_its_and() -> None:
    text = (
        "پاکستان اور بھارت اور سری لنکا اور نیپال اور بھوٹان اور مالدیپ"
        " کے وزرائے خارجہ اجلاس میں شریک ہوئے۔"
    )
    assert parts(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        (
            "عمارت کی تیسری منزل پر قائم فلیٹ میں گیس لیکیج کے باعث "
            "زوردار دھماکا ہوا جس سے سات افراد زخمی ہوئے۔"
        ),
        (
            "بھگدڑ مچنے سے افراد کی ہلاکت کی تحقیقات کے لیے قائم "
            "خصوصی تحقیقاتی ٹیم نے اپنی رپورٹ پیش کر دی۔"
        ),
        (
            "کراچی کے علاقے صدر کی مصروف ترین شاہراہ پر واقع عمارت "
            "میں آگ لگنے سے کروڑوں کا سامان جل گیا۔"
        ),
    ],
)
def test_what_a_place_or_purpose_belongs_to_is_not_parted_from_it(text: str) -> None:
    """Within a noun phrase: the flat on the third floor, the team for the inquiry."""
    assert not any(part.startswith(("قائم", "واقع")) for part in parts(text)[1:])


def test_a_noun_that_points_at_a_clause_is_not_parted_from_it() -> None:
    said = parts(
        "ماہرین نے کہا کہ ترقی پذیر ممالک خصوصاً وہ ممالک جن پر قرضوں کا بوجھ بہت زیادہ ہے"
        " اس جنگ سے متاثر ہوں گے۔"
    )
    assert not any(part.startswith("جن") for part in said)


@pytest.mark.parametrize(
    "text",
    [
        "سابق وزیر اعلیٰ ڈاکٹر فاروق عبداللہ رکن پارلیمان آغا سید روح اللہ مہدی پہنچے۔",
        "پاکستان مسلم لیگ ن پنجاب کے صدر رانا ثناء اللہ خان جسٹس طارق سلیم ملے۔",
    ],
)
def test_a_title_and_a_name_are_parted_last(text: str) -> None:
    """Where a voice takes little at a time, too."""
    said = " | ".join(chunk.text for chunk in cut(script_of(text), max_chars=45))
    for bound in ("وزیر اعلیٰ", "فاروق عبداللہ", "روح اللہ", "ثناء اللہ خان", "جسٹس طارق"):
        assert bound in said or bound not in text


def test_a_breath_is_taken_behind_who_is_along_and_not_before() -> None:
    text = "چینی سفیر جیانگ زائی ڈونگ کے ہمراہ گوادر نیو انٹرنیشنل ایئرپورٹ کا دورہ کیا۔"
    first = "چینی سفیر جیانگ زائی ڈونگ کے ہمراہ"
    assert cut(script_of(text), max_chars=45)[0].text == first


def test_a_name_is_not_parted_from_its_short_form() -> None:
    said = parts(
        "صدور نے ازبکستان میں شنگھائی تعاون تنظیم (SCO) کے اجلاس میں ملاقات کی اور بات چیت کی۔"
    )
    assert not any(part.startswith("ایس سی او") for part in said)


def test_the_pause_is_that_of_the_place() -> None:
    text = (
        "حکومت نے نیا بجٹ پیش کر دیا ہے جس میں ٹیکس بڑھائے گئے ہیں،"
        " اپوزیشن نے اسے مسترد کر دیا ہے؛ تاجروں نے ہڑتال کا اعلان کیا ہے"
        " اور کہا ہے کہ وہ کل سے اپنی تمام دکانیں بند رکھیں گے۔"
    )
    pauses = [chunk.pause for chunk in cut(script_of(text))]
    assert set(pauses[:-1]) <= {Pause.COMMA, Pause.CLAUSE, Pause.BREATH}
    assert pauses[-1] is Pause.SENTENCE


def test_without_a_pace_nothing_is_parted_but_for_the_limit() -> None:
    script = script_of(SEED.read_text("utf-8").replace("\n", " "))
    whole = list(chunks(script, 10_000))
    assert [chunk.text for chunk in whole] == [line.spoken for line in script.lines]


@pytest.mark.parametrize("vocalised", [False, True])
def test_the_seed_breathes(vocalised: bool) -> None:
    paragraphs = [line for line in SEED.read_text("utf-8").split("\n") if line.strip()]
    pieces = cut(script_of(*paragraphs, vocalised=vocalised))
    runs = runs_s(pieces)
    assert max(runs) < 10
    assert sum(run > 8.2 for run in runs) <= 3
    assert min(seconds(piece.text) for piece in pieces) > 1.2


def test_with_harakat_it_breathes_at_nearly_the_same_places() -> None:
    paragraphs = [line for line in SEED.read_text("utf-8").split("\n") if line.strip()]
    plain, vocalised = (cut(script_of(*paragraphs, vocalised=each)) for each in (False, True))
    assert len(plain) == pytest.approx(len(vocalised), abs=2)


# -- what holds for every text ---------------------------------------------

PLAIN = ("حکومت", "ملاقات،", "پاکستان", "بجٹ", "لاہور", "شہر:", "اقتصادی", "ا" * 40)
VOCABULARY = st.sampled_from(
    sorted({*PLAIN, *(word for words in WORDS.values() for word in words)})
)


@given(st.lists(VOCABULARY, min_size=1, max_size=150), st.sampled_from([20, 100, 300]))
@settings(max_examples=60)
def test_no_run_is_over_sixteen_seconds_and_no_word_is_lost(words: list[str], limit: int) -> None:
    text = " ".join(words)
    script = Script(Article("x", "", ()), (Line(0, Role.BODY, text, text),))
    pieces = cut(script, limit)
    assert max(runs_s(pieces)) <= 16
    assert "".join(piece.text for piece in pieces).replace(" ", "") == text.replace(" ", "")
    assert all(len(piece.voiced) <= limit for piece in pieces)
    assert all(piece.text == text[piece.start : piece.end] for piece in pieces)
    assert all(now.end <= then.start for now, then in pairwise(pieces))


@given(
    st.lists(st.sampled_from(["حکومت", "نے", "کے", "میں", "کہا", "کہ", "ہے", "اور"]), max_size=60)
)
def test_no_piece_begins_with_a_postposition(words: list[str]) -> None:
    """As long as there is any other place: here is one at least every third word."""
    text = " ".join(part for word in words for part in (word, "خبر", "بجٹ"))
    script = Script(Article("x", "", ()), (Line(0, Role.BODY, text, text),))
    for piece in cut(script)[1:]:
        assert piece.text.split(" ")[0] not in {"نے", "کے", "میں", "ہے", "کہ"}


def test_a_number_is_not_parted() -> None:
    amount = "98,76,54,321 روپے"
    script = script_of(
        f"کمپنی کا منافع {amount} تھا جو اب بڑھ کر {amount} ہو گیا ہے اور {amount} ہوگا۔"
    )
    for line in script.lines:
        for span in line.spans:
            if span.kind not in ("bracket", ""):
                end = span.spoken_start + len(span.spoken)
                inside = range(span.spoken_start + 1, end)
                assert not any(piece.start in inside for piece in cut(script))


# -- what the voice is given -----------------------------------------------


@pytest.mark.parametrize(
    ("text", "pause", "voiced"),
    [
        ("صدر نے کہا کہ", Pause.BREATH, "صدر نے کہا کہ،"),
        ("صدر نے کہا کہ", Pause.NONE, "صدر نے کہا کہ،"),
        ("ملاقات کی،", Pause.COMMA, "ملاقات کی،"),
        ("سرخی", Pause.TITLE, "سرخی"),
        ("بارش ہوئی۔", Pause.SENTENCE, "بارش ہوئی۔"),
    ],
)
def test_a_sentence_that_goes_on_is_given_with_a_comma(
    text: str, pause: Pause, voiced: str
) -> None:
    """Or the voice would let its pitch fall, as at the end of a sentence."""
    assert Chunk(0, 0, len(text), text, pause).voiced == voiced
