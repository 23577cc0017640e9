"""How near the engine comes to a pronouncing dictionary: bare, guessed, full.

    python bench/pronunciation.py [SAMPLE.tsv] [--errors] [--models=FOLDER]

SAMPLE has a word and its broad IPA on each line; several lines may give one word
several readings, of which the nearest counts. Printed are the share of words
without an error and the phoneme error rate, for

* bare: the words as they are written
* rules: no lexicon, every word guessed. The shipped models learnt from those of the
  sample's words that are in the lexicon; for the honest figure give the FOLDER of
  models built without them (``build_vocalised.py models --without=SAMPLE --into=FOLDER``)
* full: as shipped
* known, new: full, for the words that are in the lexicon and those that are not
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import phones
from naqeeb.script.harakat import lexicon, vocalise
from naqeeb.script.harakat.guessing import Models, guess, load_models
from naqeeb.script.harakat.place import PLAIN_SIBILANTS

SAMPLE = Path(__file__).parents[1] / "tests/script/data/harakat/pronunciations_sample.tsv"


def read_sample(path: Path) -> dict[str, list[str]]:
    """Return the folded readings of every word."""
    readings: dict[str, list[str]] = {}
    for line in path.read_text("utf-8").splitlines():
        word, _, ipa = line.partition("\t")
        if ipa and not word.startswith("#"):
            readings.setdefault(word, []).append(phones.fold_ipa(ipa))
    return readings


def measure(
    readings: dict[str, list[str]],
    words: Iterable[str],
    written: Callable[[str], str],
    *,
    errors: bool = False,
) -> str:
    """Return the share of words said right and the phoneme error rate, as one line."""
    count = right = wrong = total = 0
    for word in words:
        heard = phones.engine_phones(written(word))
        distance, size = min(
            (phones.distance(reading, heard), len(reading)) for reading in readings[word]
        )
        count += 1
        right += not distance
        wrong += distance
        total += size
        if errors and distance:
            print(f"  {word}\t{written(word)}\t{heard}\t{' '.join(readings[word])}")
    if not count:
        return "no words"
    return f"{count:5} words, {right / count:6.1%} right, phoneme error rate {wrong / total:.4f}"


def guessed(word: str, models: Models | None) -> str:
    """Return what the script room writes for a word that no lexicon has."""
    return guess(word, models).translate(PLAIN_SIBILANTS)


def main(arguments: list[str]) -> None:
    """Print the table."""
    errors = "--errors" in arguments
    paths = [Path(argument) for argument in arguments if not argument.startswith("--")]
    readings = read_sample(paths[0] if paths else SAMPLE)
    folder = next((a.partition("=")[2] for a in arguments if a.startswith("--models=")), None)
    models = load_models(Path(folder) / "weights.bin") if folder else None
    known = [word for word in readings if word in lexicon()]
    new = [word for word in readings if word not in lexicon()]
    print("bare ", measure(readings, readings, str))
    print("rules", measure(readings, readings, lambda word: guessed(word, models)))
    print("full ", measure(readings, readings, vocalise))
    print("known", measure(readings, known, vocalise, errors=errors))
    print("new  ", measure(readings, new, vocalise, errors=errors))


if __name__ == "__main__":
    main(sys.argv[1:])
