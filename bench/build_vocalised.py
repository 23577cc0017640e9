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

import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import phones
from alignment import align
from naqeeb.script.harakat.guessing import clues
from naqeeb.script.harakat.place import Pair
from pack_weights import DATA, MODELS, PACKED, WEIGHTS, pack_folder, replace
from spelling_search import Spelling, find, heard

_LEAST_WEIGHT = 0.09
"""What weighs less is left out: it changes no answer."""


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


def build_lexicon(spellings: Sequence[Spelling]) -> None:
    """Write ``data/vocalised.tsv`` and report what could not be matched."""
    wrong = [entry for entry in spellings if not entry.right]
    lines = "".join(f"{entry.word}\t{entry.vocalised}\n" for entry in spellings)
    replace(DATA / "vocalised.tsv", (_HEADER + lines).encode())
    for entry in wrong:
        print(entry.word, entry.say, entry.vocalised, entry.phones, heard(entry.vocalised))
    marked = sum(entry.vocalised != entry.word for entry in spellings)
    print(
        f"{len(spellings)} entries, {marked} of them with marks; "
        f"{len(spellings) - len(wrong)} said exactly, {len(wrong)} not (above)"
    )


_HEADER = "# Built by bench/build_vocalised.py from pronunciation/*.tsv: word, vocalised.\n"


def sound_rows(spellings: Iterable[Spelling]) -> list[list[Pair]]:
    """Return the letters of every word with their sounds."""
    return [pairs for entry in spellings if (pairs := align(entry.word, entry.say)[0])]


def mark_rows(spellings: Iterable[Spelling]) -> list[list[Pair]]:
    """Return the letters of every word with what is written for them, ``.`` for themselves."""
    return [
        [(letter, piece.replace(letter, ".", 1) or "0") for letter, piece in entry.pieces]
        for entry in spellings
        if entry.pieces
    ]


def build_models(spellings: Sequence[Spelling], folder: Path, into: Path) -> None:
    """Learn the two models, write them as tables into a folder and pack them into a file."""
    for rows, name in zip((sound_rows(spellings), mark_rows(spellings)), MODELS, strict=True):
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
    spellings = [
        find(word, say) for word, say in sorted(pronunciations().items()) if word not in left_out
    ]
    if not wanted or "lexicon" in wanted:
        build_lexicon(spellings)
    if not wanted or "models" in wanted:
        build_models(spellings, other or WEIGHTS, (other or DATA) / PACKED)


def read_words(path: Path) -> list[str]:
    """Return the first column of a table."""
    return [line.partition("\t")[0] for line in path.read_text("utf-8").splitlines()]


if __name__ == "__main__":
    main(sys.argv[1:])
