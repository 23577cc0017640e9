"""Addresses: bbc.com is بی بی سی ڈاٹ کام; a long address is not read out.

Hashtags are announced, handles are said without their sign.
"""

from __future__ import annotations

import re
from functools import cache

from naqeeb.script import arabic_names
from naqeeb.script.alphabet import WORD
from naqeeb.script.classes.acronym import MIXED_CASE
from naqeeb.script.latin_words import is_ours, known_word, latin_word, listed_word, split_words
from naqeeb.script.letter_names import known_acronym, spell
from naqeeb.script.numbers import cardinal, digits
from naqeeb.script.reading import Reading, Scan
from naqeeb.script.roman_urdu import urdu_word
from naqeeb.script.tables import any_of, pairs
from naqeeb.text.lazy_pattern import LazyPattern

_ENDING = LazyPattern(r"\.([a-z]{2,4})(?![A-Za-z0-9.])")
_REST = r"[^\s،۔\"<>()]"
_MAIL = LazyPattern(
    r"(?:mailto:)?([A-Za-z0-9._+-]{1,64})@([A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,6})"
)
_SCHEME = LazyPattern(rf"(?:https?|ftp)://{_REST}+", re.IGNORECASE)
_TAG = LazyPattern(rf"#(?:[{WORD}A-Za-z0-9]+(?:[_-][{WORD}A-Za-z0-9]+)*_?)")
_SHARP = LazyPattern("(?<![A-Za-z])[CF]$")
_ANNOUNCED = LazyPattern(r"ہیش ?ٹیگز?[ :،'\"(]*$")
"""The writer says himself that a hashtag follows."""
_HANDLE = LazyPattern(r"@([A-Za-z0-9_]+)")
_AT_PRICE = LazyPattern(r"@(?:(?:Rs|PKR|USD)\.? ?)?\d")
_SPELT = 3
"""Names of hosts of this length are spelt, and those of one letter more that are no word."""
_NEAR = 80
"""An address shows its first mark within so many characters."""
_TEAM = "([A-Z]{2,3}|[A-Z][a-z]{1,2})"
_CONTEST = LazyPattern(f"{_TEAM}(?:vs?|V|VS|Vs){_TEAM}(?![a-z])")
"""Two teams in a hashtag: PAKvIND."""
_IZAFAT = LazyPattern("(?<![A-Za-z])([A-Z][a-z]{1,15})(E|Ul|_(?:[eE]|[uU]l)_)([A-Z][a-z]{1,15})")
"""JashnEAzadi, Khatm_e_Nabuwat: the vowel that binds two words."""
_ARTICLE = LazyPattern("(?<![A-Za-z])([A-Z][a-z]{1,15})(Ul)([A-Z][a-z]{1,15})")
"""NoorUlHaq: within a handle, E is an initial (EmmaEStone)."""
_PART = LazyPattern(rf"[TG]20|G7(?!\d)|[{WORD}]+|[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


@cache
def _domain() -> re.Pattern[str]:
    endings = any_of(pairs("domains.tsv"))
    return re.compile(
        rf"(?:www\.)?((?:[A-Za-z0-9-]{{1,63}}\.){{1,6}}(?:{endings})(?:\.[a-z]{{2}})?)(?![A-Za-z0-9@]|[.-][A-Za-z0-9])(/{_REST}*)?",
        re.IGNORECASE,
    )


def read_ending(scan: Scan, position: int) -> Reading | None:
    """.com and .pk alone: the ending of addresses."""
    match = _ENDING.match(scan.text, position)
    if match is None or scan.before(position, 1).strip(" (\"'"):
        return None
    name = pairs("domains.tsv").get(match[1])
    return Reading(position, match.end(), "electronic", f"ڈاٹ {name}") if name else None


def read(scan: Scan, position: int) -> Reading | None:
    """An address that begins with a letter or figure."""
    text = scan.text
    near = text[position : position + _NEAR].partition(" ")[0]
    if not ("." in near or "@" in near or ":" in near):
        return None
    mail = _MAIL.match(text, position)
    if mail is not None:
        name = " ڈاٹ ".join(map(_label, mail[1].strip(".").split(".")))
        spoken = f"{name} ایٹ {_host(mail[2])}"
        return Reading(position, _trimmed(text, mail.end()), "electronic", spoken)
    url = _SCHEME.match(text, position)
    if url is not None:
        end = _trimmed(text, url.end())
        domain = _domain().fullmatch(text, text.index("//", position) + 2, end)
        short = domain is not None and len(domain[2] or "") <= 1
        return Reading(position, end, "electronic", _host(domain[1]) if domain and short else "")
    domain = _domain().match(text, position)
    if domain is None or domain.group() in pairs("abbreviations.tsv"):
        # B.Com is a degree.
        return None
    end = _trimmed(text, domain.end())
    path = text[domain.start(2) : end] if domain[2] else ""
    if len(path) > 1:
        return Reading(position, end, "electronic", _short(domain[1], path))
    return Reading(position, end, "electronic", _host(domain[1]))


def read_tag(scan: Scan, position: int) -> Reading | None:
    """#پاکستان, and the sharp of C#."""
    if _SHARP.search(scan.before(position, 2)) and not scan.after(position + 1, 1).isalnum():
        return Reading(position, position + 1, "electronic", "شارپ")
    match = _TAG.match(scan.text, position)
    if match is None:
        return None
    body = match.group()[1:]
    if body.isdigit():
        return Reading(position, match.end(), "electronic", f"نمبر {_figure(body)}")
    announced = "" if _ANNOUNCED.search(scan.before(position, 12)) else "ہیش ٹیگ "
    return Reading(position, match.end(), "electronic", f"{announced}{_bound_label(body, _IZAFAT)}")


def _bound_label(body: str, binding: LazyPattern) -> str:
    spoken, start = [], 0
    for bound in binding.finditer(body):
        spoken.append(_label(body[start : bound.start()]))
        spoken.append(
            arabic_names.words("", 0, [bound[1], bound[2].strip("_").lower(), bound[3]])[1]
        )
        start = bound.end()
    return " ".join(filter(None, [*spoken, _label(body[start:])]))


def read_handle(scan: Scan, position: int) -> Reading | None:
    """@ImranKhanPTI."""
    match = _HANDLE.match(scan.text, position)
    if match is None or _AT_PRICE.match(scan.text, position):
        return Reading(position, position + 1, "electronic", "")
    return Reading(position, match.end(), "electronic", _bound_label(match[1], _ARTICLE))


def _trimmed(text: str, end: int) -> int:
    while text[end - 1] in ".,:!؟؛'…":
        end -= 1
    return end


def _short(host: str, path: str) -> str:
    """bbc.com/urdu can be told; anything longer cannot."""
    parts = path.strip("/").split("/")
    if len(host + path) > 24 or not all(part.isalpha() and part.isascii() for part in parts):
        return ""
    return " سلیش ".join([_host(host), *(_host_label(part) for part in parts)])


def _host(host: str) -> str:
    host = re.sub(r"^www\.", "", host, flags=re.IGNORECASE)
    domains = pairs("domains.tsv")
    first, *rest = host.split(".")
    labels = [_host_label(first)]
    labels += [domains.get(part.lower()) or _host_label(part) for part in rest]
    return " ڈاٹ ".join(labels)


def _host_label(label: str) -> str:
    known = pairs("hosts.tsv").get(label.lower()) or known_acronym(label.upper())
    if known:
        return known
    if label.isalpha() and label.isascii() and not known_word(label):
        length = len(label)
        if length <= _SPELT or (length == _SPELT + 1 and not urdu_word(label)):
            return spell(label)
    return _label(label)


def _label(label: str) -> str:
    """A name in an address, part by part."""
    contest = _CONTEST.match(label)
    teams = pairs("teams.tsv")
    sides = [side.upper() for side in contest.groups() if side] if contest else []
    if contest is not None and teams.keys() >= set(sides):
        spoken = " بمقابلہ ".join(teams[side] for side in sides)
        rest = label[contest.end() :]
        return f"{spoken} {_label(rest)}" if rest else spoken
    return " ".join(map(_part, filter(None, re.split("[_-]", label))))


def _part(part: str) -> str:
    """What stands between two underscores: MoIB is spelt, humps are told apart."""
    if MIXED_CASE.fullmatch(part) and not is_ours(part):
        return spell(part)
    pieces = _with_brands(_PART.findall(part))
    spoken: list[str] = []
    while pieces:
        piece = pieces.pop(0)
        # AbdulQadir, FazlurRehman
        name = arabic_names.bound(piece, pieces[0]) if pieces else None
        if name is not None:
            pieces.pop(0)
        spoken.append(name or (_figure(piece) if piece.isdigit() else _name(piece)))
    return " ".join(spoken)


def _with_brands(humps: list[str]) -> list[str]:
    """The humps of a name, those of one brand put together: Tik and Tok are TikTok."""
    whole: list[str] = []
    for hump in humps:
        if whole and not is_ours(whole[-1]) and is_ours(f"{whole[-1]}{hump}"):
            whole[-1] += hump
        else:
            whole.append(hump)
    return whole


def _name(part: str) -> str:
    if not part.isascii():
        return part
    if part.isupper() and len(part) <= _SPELT and known_acronym(part) is None:
        return spell(part)  # @WHO is nobody
    known = known_acronym(part) or listed_word(part)
    if known is None and part.islower() and len(part) < _SPELT and urdu_word(part) is None:
        known = spell(part)
    return known or " ".join(latin_word(word) for word in split_words(part))


def _figure(part: str) -> str:
    if len(part) > 4 or (part[0] == "0" and len(part) > 1):
        return digits(part)
    return cardinal(int(part))
