"""Aircraft: بوئنگ 777-300 is سات سو ستتر تین سو; what it is told by may be typed backwards."""

from __future__ import annotations

from naqeeb.script.alphabet import WORD
from naqeeb.script.letter_names import ANY_NAME, spell
from naqeeb.script.numbers import cardinal
from naqeeb.script.reading import Reading, Scan
from naqeeb.script.tables import any_in, groups
from naqeeb.text.lazy_pattern import LazyPattern

_MODEL = LazyPattern(r"(\d{1,3}) ?[-۔/] ?(\d{3}|\d{1,2})(?!\d|[.,]\d)")
_MAKERS = tuple(groups("aircraft_words.tsv")["maker"])
_FAMILY = LazyPattern("7[0-9]7|3[1-8]0")
"""Boeing's and Airbus' models; what stands beside is a variant."""
_BACKWARDS = LazyPattern(
    rf"(\d{{2,3}})(?:[-۔]([A-Z]{{1,3}}|(?:{ANY_NAME})(?: (?:{ANY_NAME}))?|مگ)| (J?F))"
    rf"(?![{WORD}A-Za-z\d-])"
)
_ARMS = LazyPattern(rf" (?:[{WORD}]+ )?(?:{any_in('aircraft_words.tsv', 'arms')})")
"""What is told by such a model."""


def read(scan: Scan, position: int) -> Reading | None:
    """A model behind its maker's name, or one that is typed backwards."""
    return read_model(scan, position) or _backwards(scan, position)


def read_model(scan: Scan, position: int) -> Reading | None:
    """A model and its variant behind the maker's name."""
    if not scan.before(position, 12).removesuffix("-").removesuffix(" ").endswith(_MAKERS):
        return None
    match = _MODEL.match(scan.text, position)
    if match is None:
        return None
    model, variant = match[1], match[2]
    if len(model) == 1 and not _FAMILY.fullmatch(variant):
        return None  # بوئنگ 7-8 طیارے
    if _FAMILY.fullmatch(variant) and not _FAMILY.fullmatch(model):
        model, variant = variant, model
    spoken = f"{cardinal(int(model))} {cardinal(int(variant))}"
    return Reading(position, match.end(), "acronym", spoken)


def _backwards(scan: Scan, position: int) -> Reading | None:
    """16-F طیارے: the figure of an F-16, typed from the right."""
    match = _BACKWARDS.match(scan.text, position)
    if match is None or not _ARMS.match(scan.text, match.end()):
        return None
    letters = match[2] or match[3]
    name = spell(letters) if letters.isascii() else letters
    return Reading(position, match.end(), "acronym", f"{name} {cardinal(int(match[1]))}")
