"""What errors and notes say, in Urdu.

The program writes them in English, with the facts in their places. ``sentences.tsv`` has each of
these sentences with ``{}`` for the facts, and how it reads in Urdu, as the catalogues of gettext
do. Which it is, and its facts, is found from the sentence itself, so that whoever raises an error
writes it once. A fact may be such a sentence again. A test reads all sentences out of the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from naqeeb.newsroom.isolates import FIRST, POP, isolated, whole_isolated

_TOKEN = re.compile(r"\{\{|\}\}|\{\}|[^{}]+")
_LETTER = re.compile(r"[A-Za-z]")
# What is typed (a command, a mark), and what stands for a fact.
_TYPED = re.compile(r"(`[^`]*`|\{\{(?:\{\d*\}|[^{}])*\}\}|\{\d*\})")
_FACT = re.compile(r"\{\d*\}\Z")
_JOINT, _URDU_JOINT = "; ", "؛ "
_FEW_LETTERS = 3
"""A sentence with no more letters of its own (``{} is {}``) could be anything."""
_DEEPEST = 6
_LONGEST = 600
"""Of one sentence, in characters: what is longer is several, or none of ours."""


class _Sentence(NamedTuple):
    pattern: re.Pattern[str]
    urdu: str
    letters: int
    size: int
    """All its characters but the facts."""


def in_urdu(text: str) -> str | None:
    """A sentence of an error or a note in Urdu; None where it is none of ours.

    Facts (names, numbers, paths) stand in it as they are, each isolated, since most are written
    from left to right.
    """
    return _in_urdu(text.strip(), 0)


def in_english(text: str) -> str:
    """A text of the program as an editor is told it: what to press in place of what to type."""
    for phrase, for_editors in _phrases():
        text = phrase.sub(for_editors, text)
    return text


def _in_urdu(text: str, depth: int) -> str | None:
    if depth > _DEEPEST:
        return None
    if len(text) > _LONGEST:
        return _several(text, depth)
    return (
        _one(text, depth, with_joints=False)
        or _several(text, depth)
        or _one(text, depth, with_joints=True)
    )


def _one(text: str, depth: int, *, with_joints: bool) -> str | None:
    """A single sentence; its facts may be several in a row only where nothing else fits."""
    for sentence in _sentences():
        match = sentence.pattern.fullmatch(text)
        if match is None or (not with_joints and any(_JOINT in fact for fact in match.groups())):
            continue
        facts = [(fact, _fact(fact, depth + 1)) for fact in match.groups()]
        is_sure = sentence.letters > _FEW_LETTERS or any(known for _, known in facts)
        if is_sure or not any(_LETTER.search(fact) for fact, _ in facts):
            return sentence.urdu.format(*(known or _isolated(fact) for fact, known in facts))
    return None


def _several(text: str, depth: int) -> str | None:
    """Several sentences in a row; one that is not known stands as it is."""
    parts = text.split(_JOINT)
    known = [_in_urdu(part, depth + 1) for part in parts] if len(parts) > 1 else []
    if not any(known):
        return None
    return _URDU_JOINT.join(one or _isolated(own) for one, own in zip(known, parts, strict=True))


def _fact(text: str, depth: int) -> str | None:
    return _in_urdu(text.strip(), depth) if _LETTER.search(text) else None


def _isolated(text: str) -> str:
    bare = text.strip()
    if len(bare) > 1 and bare[0] == bare[-1] and bare[0] in "'\"":
        bare = bare[1:-1]
    return whole_isolated(bare)


def _with_isolates(urdu: str) -> str:
    """The Urdu of a sentence with what is typed from left to right kept so: 2026-11-22."""
    parts = _TYPED.split(urdu)
    # Every other part is what is typed, or stands for a fact.
    parts[::2] = map(isolated, parts[::2])
    parts[1::2] = [part if _FACT.match(part) else f"{FIRST}{part}{POP}" for part in parts[1::2]]
    return "".join(parts)


@cache
def _sentences() -> tuple[_Sentence, ...]:
    """All sentences, those of the most letters first: what says more is meant."""
    sentences = (_sentence(english, urdu) for english, urdu in pairs_of_table())
    return tuple(sorted(sentences, key=lambda each: (-each.letters, -each.size)))


@cache
def _phrases() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Each phrase of the command line, and what stands in its place for an editor."""
    return tuple(
        (re.compile(re.escape(typed).replace(r"\{\}", "[^`]*")), for_editors)
        for typed, for_editors in pairs_of_table("english.tsv")
    )


def pairs_of_table(name: str = "sentences.tsv") -> Iterator[tuple[str, str]]:
    """English and Urdu of each sentence; or the pairs of another table."""
    text = files("naqeeb.newsroom").joinpath(name).read_text("utf-8")
    for line in text.splitlines():
        if line and not line.startswith("# "):
            english, _, urdu = line.partition("\t")
            yield english, urdu


def _sentence(english: str, urdu: str) -> _Sentence:
    own, pattern = "", ""
    for token in _TOKEN.findall(english):
        text = {"{{": "{", "}}": "}", "{}": ""}.get(token, token)
        own += text
        pattern += re.escape(text) if text else "(.*?)"
    urdu = _with_isolates(urdu)
    return _Sentence(re.compile(pattern, re.DOTALL), urdu, len(_LETTER.findall(own)), len(own))
