"""What an editor may do wrong is said in the language of the page, with the facts in it."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from editing import RAIN, Newsroom
from error_sentences import sentences

from naqeeb import errors
from naqeeb.newsroom.sentences import in_urdu, pairs_of_table
from naqeeb.newsroom.wording import wording

TABLE = dict(pairs_of_table())
_URDU = re.compile("[\u0600-\u06ff]")
_FACT = re.compile(r"(?<!\{)((?:\{\{)*)\{\}")
_LATIN_IN_URDU = (
    "naqeeb|voices|headlines|auto|online|false|true|url|name|voice|variant|slug|category|editions|"
    "template|greeting|output|story|section|include|localhost|rsync|prefix|espeak|espeakng-loader|"
    "obstore|lameenc|miniaudio|edge-tts|sherpa-onnx|piper-tts|pip|install|ur|show|words|entry|"
    "bucket|files|feeds|sources|time|kbps|base64|dBTP|requests|utf-8|windows-1256|access|secret|"
    "key|scheduler|hub|site|iCalendar|lufs|gTTS|cc-by-4\\.0|podcast:guid"
)
"""Settings, packages, and what is typed."""
_AS_IT_IS = re.compile(
    "|".join(
        (
            "\u2068[^\u2069]*\u2069",  # a fact
            r"`[^`]*`|\(pip [^)]*\)",  # a command
            r'"[^"]*"|\{[^}]*\}|\b\w+ = \S+|\b\d+(?:ms|m|s)\b',  # what is typed
            r'\[+[\w.]+(?:"[^"]*")?\]+|\b\w+_\w+\b',  # a setting
            r"\b(?:https?|s3|tcp|tls)://\S*|\b[0-9a-f-]{36}\b",
            r"\.(?:toml|json|txt|ttf|otf|onnx|jinja)\b|\b\w+\.(?:toml|json)\b",
            r"\b[A-Z][\w-]*\b",  # a name
            rf"\b(?:{_LATIN_IN_URDU})\b",
        )
    )
)


def english_in(text: str) -> list[str]:
    """Words of English sentences that stand in a text."""
    return re.findall(r"[A-Za-z]{2,}", _AS_IT_IS.sub(" ", text))


def filled(sentence: str, facts: list[str]) -> str:
    """The sentence as the program says it."""
    return _FACT.sub(r"\1{}", sentence).format(*facts)


def facts_of(sentence: str) -> list[str]:
    """As many facts as it takes."""
    count = len(re.sub(r"\{\{|\}\}", "", sentence).split("{}")) - 1
    return [f"Fact{number}" for number in range(count)]


def is_urdu(text: str | None) -> bool:
    """Whether no English sentence stands in it, as itself or as a fact."""
    facts = re.findall("\u2068([^\u2069]* [^\u2069]*)\u2069", text or "")
    return bool(text) and not any(re.search(r"\b[a-z]{2,} [a-z]{2,}\b", fact) for fact in facts)


# -- the table ---------------------------------------------------------------


def test_every_error_that_an_editor_may_meet_is_in_the_table() -> None:
    said = sentences()
    assert len(said) > 400
    missing = {
        sentence: file
        for sentence, file in said.items()
        if sentence not in TABLE and not is_urdu(in_urdu(filled(sentence, facts_of(sentence))))
    }
    assert missing == {}, "add a line to newsroom/sentences.tsv for each"
    assert len(TABLE) == len(list(pairs_of_table())), "one line for each"


def test_every_kind_of_error_has_a_word() -> None:
    kinds = {kind for kind in vars(errors).values() if isinstance(kind, type)}
    kinds = {kind for kind in kinds if issubclass(kind, errors.NaqeebError)}
    assert len(kinds) > 25
    for kind in kinds:
        assert wording("ur").error(kind)
        assert wording("en").error(kind)


def test_each_sentence_has_its_facts_in_urdu_too() -> None:
    wrong: dict[str, str | None] = {}
    for sentence, own in TABLE.items():
        facts = facts_of(sentence)
        urdu = in_urdu(filled(sentence, facts))
        if urdu is None:
            # Of a frame such as "{}: {}" nothing is known but its facts.
            is_right = len(re.findall(r"[A-Za-z]", sentence)) <= 3
        else:
            has_facts = all(fact in urdu for fact in facts) or sentence in _SHORTER
            bare = own.format(*[""] * len(facts))
            is_right = has_facts and not english_in(bare) and bool(_URDU.search(urdu))
        if not is_right:
            wrong[sentence] = urdu
    assert wrong == {}


_SHORTER = {
    # An editor has buttons for these.
    "it was removed; `naqeeb remove {} --undo` brings it back",
    "it is held; `naqeeb release {}` puts it on the air",
    "it is held; `naqeeb release {}` puts it on the air at {}",
}


def test_several_notes_and_facts_that_are_sentences_are_said_too() -> None:
    notes = "dropped: خبر; shortened: میچ (3 paragraphs and 1 sentence of 5 paragraphs)"
    assert in_urdu(notes) == (
        "نکال دی گئی: خبر؛ مختصر: میچ (5 پیراگراف میں سے 3 پیراگراف اور 1 جملہ)"
    )
    assert in_urdu("/out could not be written: No space left on device") == (
        "\u2068/out\u2069 لکھی نہیں جا سکی: ڈسک پر جگہ نہیں"
    )
    assert in_urdu("Terrible things happened") is None


@pytest.mark.parametrize(
    ("sentence", "isolated"),
    [
        (
            "write it as 2026-11-22 or 2026-11-22T14:30:00+05:00",
            ["2026-11-22", "2026-11-22T14:30:00+05:00"],
        ),
        ("write 5m, 90s or 4m30s", ["5m", "90s", "4m30s"]),
        ("2026-11-22 10:00 is past", ["2026-11-22 10:00"]),
        ("write Asia/Karachi or another", ["Asia/Karachi"]),
        ("run `naqeeb check`, and publish again", ["`naqeeb check`"]),
        ("write one such as News / Daily News", ["News / Daily News"]),
        ("pip install -U gTTS", []),
        ("shrink it", []),
        ("the draft is 4,000 bytes long", []),
        (
            "try again, update gTTS (pip install -U gtts), or choose another voice",
            ["pip install -U gtts"],
        ),
    ],
)
def test_what_is_written_from_left_to_right_stays_so(sentence: str, isolated: list[str]) -> None:
    """A date was shown as 22-11-2026, and 5m as m5."""
    assert re.findall("\u2068([^\u2069]*)\u2069", in_urdu(sentence) or "") == isolated


def test_isolates_of_all_sentences_are_whole() -> None:
    for english, _ in pairs_of_table():
        urdu = in_urdu(filled(english, facts_of(english))) or ""
        for run in re.findall("\u2068([^\u2068\u2069]*)\u2069", urdu):
            assert run.count('"') % 2 == 0, urdu
            assert run.count("(") == run.count(")"), urdu
            assert run == run.strip(), urdu


def test_what_is_very_long_costs_nothing() -> None:
    begun_s = time.process_time()
    for text in ("a: b is c, which is not d " * 400, "x (y) " * 2000, "{voice " * 500):
        in_urdu(text)
    assert time.process_time() - begun_s < 2


# -- the newsroom ------------------------------------------------------------


def broken_lexicon(newsroom: Newsroom) -> None:
    (newsroom.root / "lexicon.toml").write_text("[words]\nabc = \n", "utf-8")


def wrong_template(newsroom: Newsroom) -> None:
    (newsroom.root / "a.jinja").write_text("{% block greeting %}{{ shw }}{% endblock %}", "utf-8")
    more_settings(newsroom, '[bulletin]\ntemplate = "a.jinja"\n')


def more_settings(newsroom: Newsroom, text: str) -> None:
    path = newsroom.context.settings_path
    path.write_text(path.read_text("utf-8") + text, "utf-8")


def wrong_setting(newsroom: Newsroom) -> None:
    more_settings(newsroom, '[sound]\nlufs = "loud"\n')


def with_a_feed(newsroom: Newsroom) -> None:
    more_settings(newsroom, "[[follow]]\nurl = 'http://127.0.0.1:9/feed'\n")


STORY = "draft:ID"
CASES: list[tuple[str, str, str, dict[str, Any], Callable[[Newsroom], None] | None]] = [
    ("empty paste", "POST", "drafts", {"text": ""}, None),
    ("not Urdu", "POST", "drafts", {"text": "This is an English story about nothing."}, None),
    ("no address", "POST", "drafts", {"address": "example"}, None),
    ("file address", "POST", "drafts", {"address": "file:///etc/passwd"}, None),
    ("private address", "POST", "drafts", {"address": "http://127.0.0.1:9/"}, None),
    ("no such host", "POST", "drafts", {"address": "https://nobody.invalid/a"}, None),
    ("draft gone", "POST", "drafts/20260101-000000-000000000/make", {}, None),
    ("draft changed", "PUT", "drafts/ID", {"version": "old", "body": RAIN, "facts": {}}, None),
    ("empty draft", "PUT", "drafts/ID", {"version": "VERSION", "body": "", "facts": {}}, None),
    ("say where nothing is", "POST", "drafts/ID/say",
     {"version": "VERSION", "line": 99, "start": 0, "end": 3, "said": "بارش"}, None),
    ("say nothing", "POST", "drafts/ID/say",
     {"version": "VERSION", "line": 1, "start": 0, "end": 5, "said": "…"}, None),
    ("no time", "POST", "drafts/ID/make", {"at": "soon"}, None),
    ("lexicon: no letter", "POST", "lexicon", {"written": "…", "said": "بارش"}, None),
    ("lexicon: nothing said", "POST", "lexicon", {"written": "بارش", "said": "…"}, None),
    ("lexicon: sentences", "POST", "lexicon", {"written": "ایک۔ دو۔", "said": "دو"}, None),
    ("lexicon: broken", "POST", "lexicon", {"written": "بارش", "said": "برسات"}, broken_lexicon),
    ("hear nothing", "POST", "hear", {"voice": "tone", "spoken": " "}, None),
    ("hear too much", "POST", "hear", {"voice": "tone", "spoken": "ا" * 3000}, None),
    ("no such voice", "POST", "hear", {"voice": "nobody", "spoken": "بارش"}, None),
    ("voice without key", "POST", "hear", {"voice": "azure-asad", "spoken": "بارش"}, None),
    ("voice without model", "POST", "hear", {"voice": "piper-fasih", "spoken": "بارش"}, None),
    ("no stories", "POST", "bulletin/preview", {"stories": []}, None),
    ("length", "POST", "bulletin/preview", {"stories": [STORY], "length": "soon"}, None),
    ("short length", "POST", "bulletin/preview", {"stories": [STORY], "length": "2s"}, None),
    ("day", "POST", "bulletin/make", {"stories": [STORY], "date": "tomorrow"}, None),
    ("edition", "POST", "bulletin/make", {"stories": [STORY], "edition": "ص" * 1001}, None),
    ("template", "POST", "bulletin/preview", {"stories": [STORY]}, wrong_template),
    ("setting", "POST", "bulletin/preview", {"stories": [STORY]}, wrong_setting),
    ("episode gone", "POST", "episodes/nothing/release", {}, None),
    ("no target", "POST", "on-air/plan", {}, None),
    ("no feed of this number", "POST", "feeds/look", {"feed": 7}, None),
    ("feed not there", "POST", "feeds/look", {"feed": 0}, with_a_feed),
    ("zone", "PUT", "station", {"version": "STATION", "timezone": "Lahore"}, None),
    ("site", "PUT", "station", {"version": "STATION", "site_url": "example"}, None),
    ("mail", "PUT", "station", {"version": "STATION", "email": "me at home"}, None),
    ("voice", "PUT", "station", {"version": "STATION", "voice": "espeek"}, None),
    ("station changed", "PUT", "station", {"version": "old", "title": "نیا"}, None),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_what_an_editor_meets_is_urdu(newsroom: Newsroom, case: Any) -> None:
    name, method, path, table, prepare = case
    draft = newsroom.draft(RAIN, "بارش")
    version = re.search(r'data-version="([0-9a-f]*)"', newsroom.get("station").text)
    assert version is not None
    if prepare:
        prepare(newsroom)
    known = {"ID": draft["id"], "VERSION": draft["version"], "STATION": version[1]}
    for key, value in known.items():
        path = path.replace(key, value) if key != "STATION" else path
        table = {
            field: value
            if each == key
            else [value2.replace(key, value) for value2 in each]
            if isinstance(each, list)
            else each
            for field, each in table.items()
        }
    answer = newsroom.ask(path, table, method)
    if answer.status_code == 201:
        # It is in the list, with what stands in its way.
        told = {"what": " ".join(answer.json()["problems"])}
    else:
        assert answer.status_code in (404, 409, 422), (name, answer.status_code, answer.text)
        told = answer.json()
    said = [told[part] for part in ("word", "what", "cause", "hint") if told.get(part)]
    assert told["what"]
    for text in said:
        assert english_in(text) == [], (name, said)
        assert _URDU.search(text), (name, said)


@pytest.mark.parametrize("name", ["azure-asad", "elevenlabs", "google-cloud", "openai", "own"])
def test_where_the_key_of_a_voice_is_looked_for_is_urdu(
    newsroom: Newsroom, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An English half-sentence stood in the middle: the environment variable X."""
    voices = newsroom.root / "voices"
    voices.mkdir()
    options = '[options]\nvoice = "pMsXgVXv3BLzUgSXRplE"\nkey_file = "key"\n'
    (voices / "own.toml").write_text(f'engine = "elevenlabs"\n{options}', "utf-8")
    for variable in (
        "AZURE_SPEECH_KEY",
        "ELEVENLABS_API_KEY",
        "GOOGLE_TTS_API_KEY",
        "OPENAI_API_KEY",
    ):
        monkeypatch.delenv(variable, raising=False)
    answer = newsroom.ask("hear", {"voice": name, "spoken": "بارش"}).json()
    for part in ("what", "cause", "hint"):
        assert is_urdu(answer[part]), answer
    assert "کوئی اور آواز چنیے" in answer["hint"]


def test_in_english_it_is_said_as_the_program_writes_it(newsroom: Newsroom) -> None:
    more_settings(newsroom, '[newsroom]\nlanguage = "en"\n')
    told = newsroom.ask("bulletin/preview", {"stories": []}).json()
    assert told["what"] == "a bulletin needs at least one article"
    assert told["hint"] == "name the articles"
