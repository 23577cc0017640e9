"""Build the data of the vocalised rendering from the hand-written pronunciations.

    python bench/build_vocalised.py            the lexicon and the models
    python bench/build_vocalised.py lexicon    only data/vocalised.tsv
    python bench/build_vocalised.py models     only bench/weights/sounds.tsv and marks.tsv, and
                                               data/weights.bin, which is packed from them
                                               (needs python-crfsuite; about three CPU minutes)
    ... models --without=SAMPLE --into=FOLDER  models that never saw the words of SAMPLE

The lexicon: for every word the spelling, with as few marks as will do, that
makes the engine say what ``data/pronunciation/*.tsv`` says, consonants doubled
between vowels included where it can. The engine itself is asked for its
phonemes. Words that it cannot be brought to say right are listed with the
nearest that could be had.

The models, for words that are in no lexicon: which sound each letter stands for,
and which marks were put on words like it; linear-chain conditional random fields.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import combinations, islice, product
from pathlib import Path
from typing import NamedTuple

import phones
from alignment import align
from naqeeb.script.harakat.guessing import clues
from naqeeb.script.harakat.writing import JAZM, PESH, SHADDA, ZABAR, ZER, Pair, write_each
from pack_weights import DATA, MODELS, PACKED, WEIGHTS, pack_folder, replace

_SIGNS = {"a": ZABAR, "i": ZER, "u": PESH, "E": ZABAR, "O": PESH, "e": ZER, "o": PESH}
_LEADS = {"uu": PESH, "ii": ZER, "ai": ZABAR, "au": ZABAR, "E": ZABAR, "i": ZER, "u": PESH}
_MARKS = frozenset((ZABAR, ZER, PESH, JAZM, SHADDA))
_RIGHT = 0.1
"""Distances below this differ only in what is folded."""
_LEFT_BARE = frozenset({"ہیں", "ہوں"})
"""Words that the engine says as a sentence wants them, unstressed or nasal, only while bare."""
_AMONG = "اور {} ہے"
"""A word is heard alone and here: the engine may say it otherwise then (ہوا is huaa, but in
ہوا ہے hawaa, the wind; الماتی is almaatii, but ulmaatii after another word)."""
_PAIR_TRIALS = 4000
_LEAST_WEIGHT = 0.09
"""What weighs less is left out: it changes no answer."""


class Found(NamedTuple):
    """A word and how it is to be written for the engine."""

    word: str
    say: str
    vocalised: str
    phones: str
    """What the pronunciation asks for, folded."""
    error: float
    """Phonemes still wrong."""
    pieces: tuple[Pair, ...] = ()
    """Each letter and what is written for it; empty where spelling and sound do not align."""

    @property
    def right(self) -> bool:
        """Whether nothing is wrong but what is folded."""
        return self.error < _RIGHT


def pronunciations() -> dict[str, str]:
    """Read the hand-written pronunciations; the first entry of a word counts."""
    entries: dict[str, str] = {}
    for path in sorted((DATA / "pronunciation").glob("*.tsv")):
        for line in path.read_text("utf-8").splitlines():
            word, _, say = line.partition("\t")
            if not say or line.startswith("#"):
                continue
            try:
                phones.say_tokens(say)
            except ValueError as problem:
                print(f"{path.name}: {word}: {problem}", file=sys.stderr)
                continue
            entries.setdefault(word, say)
    return entries


@cache
def _heard(text: str) -> str:
    return phones.engine_phones(text)


@cache
def _heard_among_others(text: str) -> str:
    _, _, rest = phones.engine_ipa(_AMONG.format(text)).partition(" ")
    return phones.fold_ipa(rest.rpartition(" ")[0])


def plain_colour(word: str, say: str) -> str:
    """Return a pronunciation with the vowel that is written where ہ or ح colours it.

    ɔ is always the colour of a pesh. ɛ before ح and a consonant is that of a zabar, to which
    dictionaries and careful readers keep (محفل mahfil); before ہ, in everyday words, it stays.
    """
    say = re.sub("O(?=h)", "u", say)
    return re.sub("E(?=h[^aiueoAEO])", "a", say) if "ح" in word else say


def error_of(text: str, target: str) -> float:
    """Return how many phonemes of ``target`` the engine gets wrong when it reads ``text``.

    A vowel beside h whose colour differs costs next to nothing, and so does a
    final nasal vowel that the engine ends with a full n. Where it reads the text
    otherwise among other words, the worse counts.
    """
    return max(_error(_heard(text), target), _error(_heard_among_others(text), target))


def _error(heard: str, target: str) -> float:
    if heard == target:
        return 0.0
    left, right = phones.lenient(heard), phones.lenient(target)
    if left == right:
        return 0.01 if "E" in target else 0.2
    if right.endswith("~") and left == right[:-1] + "n":
        return 0.5
    return phones.distance(left, right) + 0.02


def choices(pairs: Sequence[Pair]) -> list[list[str]]:
    """Return for each letter the ways in which it may be written, likeliest first."""
    rows: list[list[str]] = []
    for index, (letter, sound) in enumerate(pairs):
        after = pairs[index + 1] if index + 1 < len(pairs) else ("", "")
        lead = _LEADS.get(after[1], "") if after[0] in set("ویےئؤع") else ""
        ways = [letter, *_ways(letter, sound, lead)]
        if lead:
            ways += [letter + lead, letter + lead + JAZM]
        rows.append(list(dict.fromkeys(ways)))
    return rows


def _ways(letter: str, sound: str, lead: str) -> Iterator[str]:
    if sound[:1] == "C":
        yield from _consonant_ways(letter, sound, lead)
    elif letter in "اع":
        yield from _alif_ways(letter, sound, lead)
    elif letter == "و":
        yield from {
            "u": ("", "ؤ", "ئ"),
            "uu": ("و" + JAZM, "ئو", "ئ" + PESH + "و"),
            "aa": ("ا",),
        }.get(sound, ("و" + JAZM, "ئو", "ؤ") if sound else ("",))
    elif letter == "ی":
        yield from {"e": ("ے", "ئے"), "i": ("", ZER, "ئ", "ئ" + ZER), "aa": ("ا",), "": ("",)}.get(
            sound, ("ئی",)
        )
        yield "ی" + JAZM
    elif letter == "ئ":
        yield from ("", "ی", "ء", "ئی", "ئے")
        if sound in _SIGNS:
            yield from (seat + _SIGNS[sound] for seat in ("ئ", "ا", "ی", ""))
    elif letter == "ہ":
        yield from ("ا", "ہ" + JAZM, "", "ے")
    else:
        yield from {
            "ؤ": ("ئو", "و", "ئ" + PESH + "و", "ئ" + PESH, PESH, "ئ" + ZABAR),
            "ن": ("ں", "ن" + JAZM, "م", "م" + JAZM),
            "ۂ": ("ائے", "ہ"),
            "ٰ": ("ا", ""),
            "آ": ("ا", "ئا"),
            "ً": ("ن",),
            "ۃ": ("ت", "ا"),
        }.get(letter, ("", letter))


def _consonant_ways(letter: str, sound: str, lead: str) -> Iterator[str]:
    doubled = sound[:2] == "CC"
    vowel = sound[2:] if doubled else sound[1:]
    stems = [letter + SHADDA, letter[0] + JAZM + letter] if doubled else []
    for stem in [*stems, letter]:
        if vowel:
            sign = _SIGNS.get(vowel, ZABAR)
            yield from (stem, stem + sign, stem + sign + JAZM)
        else:
            yield from (stem, stem + JAZM)
        if lead:
            yield from (stem + lead, stem + lead + JAZM)
        yield from {
            "E": (stem + ZABAR + "ی",),
            "ai": (stem + ZABAR + "ی",),
            "O": (stem + "و",),
            "o": (stem + "و",),
            "e": (stem + "ے", stem + "ی"),
            "aa": (stem + "\u0670", stem + "ا"),
            "ii": (stem + ZER + "ی",),
            "uu": (stem + PESH + "و",),
        }.get(vowel, ())
    if letter in "یوئ":
        yield from (letter + SHADDA, "ی", "ی" + _SIGNS.get(vowel, ""))
    if letter == "ڑھ":
        yield "ڑ" + JAZM + "ہ"
    if letter == "ھ":
        yield from ("ہ", "ہ" + _SIGNS.get(vowel, ""))


def _alif_ways(letter: str, sound: str, lead: str) -> Iterator[str]:
    if sound in _SIGNS:
        sign = _SIGNS[sound]
        yield from (seat + sign for seat in (letter, "ا", "ئ"))
        yield from (letter + sign + JAZM, "ا" + sign + JAZM)
    yield from ("ا", "ئ", "", letter + JAZM, "ا" + ZABAR, ZABAR, "ء")
    yield from {
        "e": ("ای", "ے", "ئے", "ی"),
        "E": ("ا" + ZABAR + "ی",),
        "ai": ("ا" + ZABAR + "ی",),
        "o": ("او", "و", "ئو"),
        "ii": ("ای", "ی", "ئ" + ZER + "ی"),
        "a": (ZABAR + "ن",),
        "an": ("اً", ZABAR + "ن"),
        "": ("اؤ",),
    }.get(sound, ())
    if lead:
        yield from ("ا" + lead, "ئ" + lead, letter + lead + JAZM)


def _cost(text: str, word: str) -> float:
    """Return how far a spelling is from the bare word: a mark 1, another letter much more."""
    marks = sum(character in _MARKS for character in text)
    bare = "".join(character for character in text if character not in _MARKS)
    return marks + (0 if bare == word else 4 + 3 * phones.distance(bare, word))


def find(word: str, say: str) -> Found:
    """Find the spelling with the fewest marks that the engine reads as ``say``."""
    pairs, target = align(word, plain_colour(word, say))
    bare = error_of(word, target)
    if pairs is None:
        return Found(word, say, word, target, bare)
    plain = [letter for letter, _ in pairs]
    best = plain
    rows = choices(pairs)
    if bare >= _RIGHT and word not in _LEFT_BARE:
        starts = [write_each(pairs), plain]
        trials = [*starts, *(_climb(start, rows, target) for start in starts)]
        best = min(trials, key=lambda pieces: error_of("".join(pieces), target))
        if error_of("".join(best), target) >= _RIGHT:
            best = _two_at_once(best, rows, target)
        best = _cheapen(best, rows, target, word)
    best = _lengthen((best, write_each(pairs)), rows, target, word, plain_colour(word, say))
    text = "".join(best)
    pieces = tuple(zip(plain, best, strict=True))
    return Found(word, say, text, target, error_of(text, target), pieces)


def _climb(start: Sequence[str], rows: Sequence[Sequence[str]], target: str) -> list[str]:
    """Change one letter at a time while that helps."""
    best = list(start)
    least = error_of("".join(best), target)
    moved = True
    while moved and least >= _RIGHT:
        moved = False
        for at, row in enumerate(rows):
            for way in row:
                trial = [*best[:at], way, *best[at + 1 :]]
                error = error_of("".join(trial), target)
                if error < least:
                    best, least, moved = trial, error, True
    return best


def _two_at_once(start: Sequence[str], rows: Sequence[Sequence[str]], target: str) -> list[str]:
    """Change two letters together, neighbours first."""
    best = list(start)
    least = error_of("".join(best), target)
    places = sorted(combinations(range(len(rows)), 2), key=lambda pair: pair[1] - pair[0])
    trials = ((i, a, j, b) for i, j in places for a in rows[i] for b in rows[j])
    for i, a, j, b in islice(trials, _PAIR_TRIALS):
        trial = list(start)
        trial[i], trial[j] = a, b
        error = error_of("".join(trial), target)
        if error < least:
            best, least = trial, error
        if least < _RIGHT:
            break
    return best


def _cheapen(
    start: Sequence[str], rows: Sequence[Sequence[str]], target: str, word: str
) -> list[str]:
    """Take marks away while the engine still says the same."""
    best = list(start)
    limit = error_of("".join(best), target) + 0.009
    cost = _cost("".join(best), word)
    moved = True
    while moved:
        moved = False
        for at, row in enumerate(rows):
            for way in row:
                text = "".join([*best[:at], way, *best[at + 1 :]])
                if _cost(text, word) < cost and error_of(text, target) <= limit:
                    best[at], cost, moved = way, _cost(text, word), True
    return best


def _lengthen(
    starts: Sequence[Sequence[str]],
    rows: Sequence[Sequence[str]],
    target: str,
    word: str,
    say: str,
) -> list[str]:
    """Let the engine double the consonants that are said twice, and no others.

    The search before folds doubled consonants; what it found is the first of ``starts``.
    One letter or two neighbours change at a time.
    """
    wanted = phones.doubled_in_say(say)
    first = list(starts[0])
    limit = error_of("".join(first), target) + 0.009
    if not len(phones.fold_say(say)) == len(_heard("".join(first))) == len(target):
        return first

    def amiss(pieces: Sequence[str]) -> tuple[int, float]:
        text = "".join(pieces)
        return len(phones.doubled_by_engine(text) ^ wanted), _cost(text, word)

    def fits(pieces: Sequence[str]) -> bool:
        return error_of("".join(pieces), target) <= limit

    found = [first]
    for start in filter(fits, starts):
        best = list(start)
        while least := amiss(best)[0]:
            for size in (1, 2):
                better = min(filter(fits, _changed(best, rows, size)), key=amiss, default=best)
                if amiss(better)[0] < least:
                    best = better
                    break
            else:
                break
        found.append(best)
        if not amiss(best)[0]:
            break
    best = min(found, key=amiss)
    return best if amiss(best)[0] < amiss(first)[0] else first


def _changed(start: Sequence[str], rows: Sequence[Sequence[str]], size: int) -> Iterator[list[str]]:
    """Yield a word with ``size`` neighbouring letters written otherwise."""
    for at in range(len(rows) - size + 1):
        for ways in product(*rows[at : at + size]):
            yield [*start[:at], *ways, *start[at + size :]]


def build_lexicon(found: Sequence[Found]) -> None:
    """Write ``data/vocalised.tsv`` and report what could not be matched."""
    wrong = [entry for entry in found if not entry.right]
    lines = "".join(f"{entry.word}\t{entry.vocalised}\n" for entry in found)
    replace(DATA / "vocalised.tsv", (_HEADER + lines).encode())
    for entry in wrong:
        print(entry.word, entry.say, entry.vocalised, entry.phones, _heard(entry.vocalised))
    marked = sum(entry.vocalised != entry.word for entry in found)
    print(
        f"{len(found)} entries, {marked} of them with marks; "
        f"{len(found) - len(wrong)} said exactly, {len(wrong)} not (above)"
    )


_HEADER = "# Built by bench/build_vocalised.py from pronunciation/*.tsv: word, vocalised.\n"


def sound_rows(found: Iterable[Found]) -> list[list[Pair]]:
    """Return the letters of every word with their sounds."""
    return [pairs for entry in found if (pairs := align(entry.word, entry.say)[0])]


def mark_rows(found: Iterable[Found]) -> list[list[Pair]]:
    """Return the letters of every word with what is written for them, ``.`` for themselves."""
    return [
        [(letter, piece.replace(letter, ".", 1) or "0") for letter, piece in entry.pieces]
        for entry in found
        if entry.pieces
    ]


def build_models(found: Sequence[Found], folder: Path, into: Path) -> None:
    """Learn the two models, write them as tables into a folder and pack them into a file."""
    for rows, name in zip((sound_rows(found), mark_rows(found)), MODELS, strict=True):
        save_model(train(rows), folder / name)
    pack_folder(folder, into)


def train(rows: Sequence[Sequence[Pair]]) -> Weights:
    """Learn the weights of clues and of labels that follow each other."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(verbose=False)
    for pairs in rows:
        letters = [letter for letter, _ in pairs]
        trainer.append(clues(letters), [sound or "-" for _, sound in pairs])
    trainer.set_params({"c1": 0.1, "c2": 0.1, "max_iterations": 100})
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        info = tagger.info()
    allowed: dict[str, set[str]] = {}
    for pairs in rows:
        for letter, sound in pairs:
            allowed.setdefault(letter, set()).add(sound or "-")
    return Weights(dict(info.state_features), dict(info.transitions), allowed)


class Weights(NamedTuple):
    """What was learnt."""

    clues: dict[tuple[str, str], float]
    """By clue and sound."""
    steps: dict[tuple[str, str], float]
    """By a sound and the sound of the next letter."""
    allowed: dict[str, set[str]]
    """The sounds that each letter was seen with."""


def save_model(weights: Weights, path: Path) -> None:
    """Write the weights, in hundredths, one clue a line."""
    lines = [
        "# Built by bench/build_vocalised.py: clue, then each sound with its weight in 1/100.\n"
    ]
    tables: dict[str, dict[str, float]] = {}
    for (clue, sound), weight in weights.clues.items():
        tables.setdefault(clue, {})[sound] = weight
    for (before, after), weight in weights.steps.items():
        tables.setdefault(f">{before}", {})[after] = weight
    for letter, sounds in weights.allowed.items():
        tables[f"={letter}"] = dict.fromkeys(sorted(sounds), 0.0)
    for clue, table in sorted(tables.items()):
        least = 0 if clue[0] in "=>" else _LEAST_WEIGHT
        cells = [
            f"{sound} {round(weight * 100)}"
            for sound, weight in sorted(table.items())
            if abs(weight) >= least
        ]
        if cells:
            lines.append("\t".join([clue, *cells]) + "\n")
    path.write_text("".join(lines), "utf-8")


def main(arguments: Sequence[str]) -> None:
    """Build what is asked for; lexicon and models, if nothing is."""
    without = next(
        (Path(a.partition("=")[2]) for a in arguments if a.startswith("--without=")), None
    )
    other = next((Path(a.partition("=")[2]) for a in arguments if a.startswith("--into=")), None)
    wanted = {argument for argument in arguments if not argument.startswith("--")}
    left_out = set(read_words(without)) if without else set()
    found = [
        find(word, say) for word, say in sorted(pronunciations().items()) if word not in left_out
    ]
    if not wanted or "lexicon" in wanted:
        build_lexicon(found)
    if not wanted or "models" in wanted:
        build_models(found, other or WEIGHTS, (other or DATA) / PACKED)


def read_words(path: Path) -> list[str]:
    """Return the first column of a table."""
    return [line.partition("\t")[0] for line in path.read_text("utf-8").splitlines()]


if __name__ == "__main__":
    main(sys.argv[1:])
