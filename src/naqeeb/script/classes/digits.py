"""Telephone, identity and other numbers that are told digit by digit."""

from __future__ import annotations

from naqeeb.script.alphabet import WORD
from naqeeb.script.letter_names import spell
from naqeeb.script.numbers import cardinal, digits
from naqeeb.script.reading import Reading, Scan, behind, figure_end
from naqeeb.script.tables import any_in, groups
from naqeeb.text.lazy_pattern import LazyPattern

_WORDS = "digit_words.tsv"
# Shapes that are telephone or identity numbers whatever stands around them.
_SHAPES = LazyPattern(
    r"(?:\d{5}-\d{7}-\d"  # identity card
    r"|0\d{1,4}(?: ?[-_] ?| |\.)\d{5,9}"  # 0300-1234567, 051 9201234, 042.35761234
    r"|0\d{1,4}(?: ?- ?| )\d{3}[- ]\d{3}(?:[- ]\d{3,4})?|0\d{2,4}[- ]\d{3}[- ]\d{3,5}"
    r"|00\d{2}(?:[- ]?\d{2,12}){1,4}"
    r"|\(?0\d{1,4}\)[- ]?\d{5,9}"
    r"|0\d{9,10}"
    r"|111 - \d{3} - \d{3}|\d{3}-\d{3}-\d{3,4}|\d{3} \d{3} \d{3}(?= ?[^\d ]| ?$)"  # 111-222-333
    r"|0\d{1,4}(?:-\d{2,4}){3,5}"  # 051-111-22-33-44
    r"|\d{4}[- ]\d{4}[- ]\d{4}(?:[- ]\d{4})?"
    r"|0800(?:[- ]\d{2,5}){1,3}"
    r"|92-\d{2,3}-\d{7,8}"
    r"|\d{2,3}-\d{7,8})(?:[-/]\d{1,2}(?![\d/-]))?(?!\d|[-/](?!0\d{2,4}[- ]?\d{5})\d)"
)
_PLUS = LazyPattern(r"\+ ?\d{1,3}(?:(?: ?- ?| )?\(?\d{1,}\)?){1,6}")
_AFTER_NAME = LazyPattern(rf"(?:{any_in(_WORDS, 'numbered')})(?: نمبر|ز|وں)?(?: ہے| پر)?[ :#]*$")
_MODEL_BEFORE = LazyPattern(r"[A-Za-z]\d{0,4}-$")
_LONG = LazyPattern(r"\d{5,}(?:-\d+){0,4}(?![\d]|[.,،]\d)")
_BOOK = LazyPattern(r"\d{1,5}(?:-\d{1,7}){2,4}(?!\d)|\d{4}-\d{4}(?!\d)")
_BOOK_NAMED = LazyPattern(rf"(?:{any_in(_WORDS, 'book')})(?:-1[03])?(?: نمبر)?[ :]*$")
_ONE_OF_SEVERAL = LazyPattern(r"(?:(?:0\d{1,4}[- ])?\d{5,}[\d-]* ?(?:[،,/]|اور|یا) ?)+$")
_HELPLINE = LazyPattern(
    rf"(?:(?:{any_in(_WORDS, 'helpline')})(?: نمبر)?|(?:{any_in(_WORDS, 'complaint')}) نمبر)[ :]*$"
)
_SHORT = LazyPattern(r"(11)(22)(?!\d)|(\d{3,12})(?!\d)")
_NO_LAW = "".join(f"(?<!{word} )" for word in sorted(groups(_WORDS)["before_law"]))
"""پینل کوڈ is no code that is told digit by digit."""
_SECRET = LazyPattern(
    rf"(?:{any_in(_WORDS, 'secret')}|{_NO_LAW}کوڈ)"
    r"(?: نمبر| کوڈ)?(?: ہے| تھا)?[ :#=\"']*$"
)
_SECRET_ENDS = frozenset(word[-1] for word in groups(_WORDS)["secret"]) | frozenset("ڈرےا")
"""The last letters of what `_SECRET` finds: of the words, and of کوڈ, نمبر, ہے and تھا."""
_TEXTED = LazyPattern(
    rf"(?:\d{{3,5}}(?= (?:پر|سے|کو) (?:ایک )?(?:{any_in(_WORDS, 'texted')})| ڈائل| ملائ)"
    rf"|\d{{3,6}}(?= پر (?:اپنا |اپنے )?(?:{any_in(_WORDS, 'told')}) (?:نمبر )?"
    rf"(?:{any_in(_WORDS, 'written')})))"
)
_SENT = LazyPattern(rf"(?<![{WORD}])(?:{any_in(_WORDS, 'sent')})(?: کوڈ| نمبر)?[ :]*$")
_SENT_TO = LazyPattern(rf"\d{{3,6}}(?= پر(?![{WORD}])(?! (?:مشتمل|مبنی|منحصر)))")
"""ایس ایم ایس 9966 پر"""
_MIXED_SECRET = LazyPattern(r"(?=[A-Za-z@#$%&*!_-]{0,20}\d)[A-Za-z\d@#$%&*!_-]{4,20}(?![A-Za-z\d])")
_STAR_CODE = LazyPattern(r"[*#]{1,2}\d{1,6}(?:\*\d{1,16}){0,4}(?:#|\*(?![*\d]))")
_STAR_NAMES = {"*": "اسٹار", "#": "ہیش"}
_SIGN_NAMES = {"@": "ایٹ", "$": "ڈالر", "%": "فیصد", "&": "اینڈ", "_": "انڈر اسکور", "-": "ڈیش"}
_SIGN_NAMES |= _STAR_NAMES | {"!": "فجائیہ"}
_RESCUE = LazyPattern(rf"(?:{any_in(_WORDS, 'rescue')})[ -]*$")
_EMERGENCY = LazyPattern(rf"{any_in(_WORDS, 'emergency')}|کال ")
_BARE = LazyPattern(r"\d{12,}(?![\d]|[.,،]\d| ?(?:روپے|ڈالر))")
_TRAIN = LazyPattern(r"(\d{5})(?:[-/](\d{2,5}))?(?=\))")
"""ایکسپریس (12301/02): a train of Indian railways."""
_TRAIN_NAMED = LazyPattern(rf"(?:{any_in(_WORDS, 'train')}) ?\($")
_PLUS_BEHIND = LazyPattern(r"9\d{10,13}\+(?!\d)")
_GROUP = LazyPattern(r"\d+")
_SHORTEST = 3
"""A shorter run of digits is at most the beginning of such a number, before one of these."""
_JOINTS = frozenset("-)_.")


def read(scan: Scan, position: int) -> Reading | None:
    """A number that nobody would read as an amount."""
    text = scan.text
    end = figure_end(text, position)
    at, joint = behind(text, end)
    if end - position < _SHORTEST and not joint.isdecimal() and (joint not in _JOINTS or at > end):
        return None
    match = _SHAPES.match(text, position)
    if match is not None:
        return Reading(position, match.end(), "digits", _groups(match.group()))
    before = scan.before(position, 32)
    if end - position > 4 and _MODEL_BEFORE.search(before):
        return Reading(position, end, "digits", digits(text[position:end]))
    match = _LONG.match(text, position)
    if match is not None and _AFTER_NAME.search(_ONE_OF_SEVERAL.sub("", scan.before(position))):
        return Reading(position, match.end(), "digits", _groups(match.group()))
    train = _TRAIN.match(text, position) if _TRAIN_NAMED.search(before) else None
    match = train or _BARE.match(text, position)
    if match is not None and (train or not match.group().endswith("000")):
        return Reading(position, match.end(), "digits", _groups(match.group()))
    match = _SHORT.match(text, position)
    if match is None:
        return None
    if match[1] and (
        _RESCUE.search(before)
        or text.startswith((" ریسکیو", " پر"), match.end())
        or _EMERGENCY.search(scan.before(position, 48) + scan.after(match.end(), 24))
    ):
        # The emergency services are called by pairs: گیارہ بائیس.
        pairs = f"{cardinal(int(match[1]))} {cardinal(int(match[2]))}"
        return Reading(position, match.end(), "digits", pairs)
    is_texted = _TEXTED.match(text, position) or (
        _SENT_TO.match(text, position) and _SENT.search(before)
    )
    if is_texted or _HELPLINE.search(before) or _is_secret(before):
        return Reading(position, match.end(), "digits", digits(match.group()))
    return None


def read_plus_behind(scan: Scan, position: int) -> Reading | None:
    """923001234567+, typed from the right."""
    match = _PLUS_BEHIND.match(scan.text, position)
    if match is None:
        return None
    return Reading(position, match.end(), "digits", "پلس " + _groups(match.group()))


def read_book(scan: Scan, position: int) -> Reading | None:
    """ISBN 978-969-35-1234-5."""
    match = _BOOK.match(scan.text, position)
    if match is None or not _BOOK_NAMED.search(scan.before(position, 32)):
        return None
    return Reading(position, match.end(), "digits", _groups(match.group()))


def _is_secret(before: str) -> bool:
    """Whether a word for a secret number stands before one."""
    return before.rstrip(" :#=\"'")[-1:] in _SECRET_ENDS and _SECRET.search(before) is not None


def read_star(scan: Scan, position: int) -> Reading | None:
    """*123#: a code to be dialled."""
    match = _STAR_CODE.match(scan.text, position)
    if match is None:
        return None
    spoken = " ".join(_STAR_NAMES.get(each) or digits(each) for each in match.group())
    return Reading(position, match.end(), "digits", spoken)


def read_secret(scan: Scan, position: int) -> Reading | None:
    """پاس ورڈ Abc123: letters and figures one by one."""
    match = _MIXED_SECRET.match(scan.text, position)
    if match is None or not _is_secret(scan.before(position, 32)):
        return None
    spoken = " ".join(
        _SIGN_NAMES.get(each) or digits(each) or spell(each) for each in match.group()
    )
    return Reading(position, match.end(), "digits", spoken)


def read_plus(scan: Scan, position: int) -> Reading | None:
    """+92 51 9201234."""
    match = _PLUS.match(scan.text, position)
    if match is None or len(_GROUP.findall(match.group())) == 0:
        return None
    written = match.group()
    if sum(map(str.isdigit, written)) < 8:
        return None
    return Reading(position, match.end(), "digits", "پلس " + _groups(written))


def read_bracket(scan: Scan, position: int) -> Reading | None:
    """(051) 9201234."""
    match = _SHAPES.match(scan.text, position) if scan.after(position, 2) == "(0" else None
    if match is None:
        return None
    return Reading(position, match.end(), "digits", _groups(match.group()))


def _groups(written: str) -> str:
    return "، ".join(digits(group) for group in _GROUP.findall(written))
