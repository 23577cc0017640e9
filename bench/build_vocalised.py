"""Build the data of the vocalised rendering from the hand-written pronunciations.

    python bench/build_vocalised.py            all of it
    python bench/build_vocalised.py lexicon    only data/vocalised.tsv, sounds.tsv, izafat.tsv and
                                               word_counts.tsv; what is right already is kept,
                                               unless --anew is said
    python bench/build_vocalised.py readings   only data/readings.tsv, from homographs.tsv
    python bench/build_vocalised.py models     only bench/weights/sounds.tsv and marks.tsv, and
                                               data/weights.bin, which is packed from them
                                               (needs python-crfsuite; about fifteen CPU minutes)
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
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import phones
from alignment import align
from naqeeb.script.harakat import lexicon
from naqeeb.script.harakat.guessing import all_clues, clues
from naqeeb.script.harakat.izafat import bind_by_rule
from naqeeb.script.harakat.known import NO_SOUND, sounds_of, sounds_table
from naqeeb.script.harakat.place import JAZM, PLAIN_SIBILANTS, ZER, Pair, letters_of
from naqeeb.script.harakat.weights import AS_WRITTEN
from naqeeb.script.harakat.writing import write
from pack_weights import DATA, MODELS, PACKED, WEIGHTS, pack_folder, replace
from spelling_search import Spelling, error_of, find, heard, plain_colour

FREQUENCIES = Path(__file__).parent / "frequencies.tsv"
_NEARLY = 0.25
"""Distances below this differ in what is folded, or in the colour of a vowel beside h."""
_SELDOM = 10
"""Words that occur less often are no help in parting words that are run together."""
Clues = Callable[[Sequence[str]], list[list[str]]]
_LEAST_WEIGHT = {"sounds.tsv": 0.09, "marks.tsv": 0.295}
"""What weighs less is left out: it changes hardly an answer, and would be a fourth of the file."""


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
    """Write ``data/vocalised.tsv`` and ``sounds.tsv``; report what could not be matched."""
    wrong = [entry for entry in spellings if not entry.right]
    write_table("vocalised.tsv", "word, vocalised", ((s.word, s.vocalised) for s in spellings))
    sounds = ((s.word, sounds_column(s.word, s.say)) for s in spellings)
    write_table("sounds.tsv", "word, sound of each letter", (row for row in sounds if row[1]))
    for entry in wrong:
        print(entry.word, entry.say, entry.vocalised, entry.phones, heard(entry.vocalised))
    marked = sum(entry.vocalised != entry.word for entry in spellings)
    print(
        f"{len(spellings)} entries, {marked} of them with marks; "
        f"{len(spellings) - len(wrong)} said exactly, {len(wrong)} not (above)"
    )


def write_table(name: str, columns: str, rows: Iterable[tuple[str, ...]]) -> None:
    """Write a table of the package's data."""
    head = f"# Built by bench/build_vocalised.py: {columns}.\n"
    body = "".join("\t".join(row) + "\n" for row in rows)
    replace(DATA / name, (head + body).encode())


def sounds_column(word: str, say: str) -> str:
    """Return the sound of each letter, empty where spelling and sound do not align."""
    pairs, _ = align(word, say)
    return " ".join(sound or NO_SOUND for _, sound in pairs) if pairs else ""


def build_readings() -> None:
    """Write ``data/readings.tsv``: how each reading of a homograph is written for the engine."""
    readings: dict[tuple[str, str], str] = {}
    for line in (DATA / "homographs.tsv").read_text("utf-8").splitlines():
        if line.startswith("#") or not line:
            continue
        word, say, *cells = line.split("\t")
        given = [cell[3:] for cell in cells if cell.startswith("as=")]
        if given or (word, say) not in readings:
            spelling = given[0] if given else reading_of(word, say)
            readings[word, say] = spelling.translate(PLAIN_SIBILANTS)
    write_table(
        "readings.tsv",
        "word, say, vocalised, sound of each letter",
        (
            (word, say, vocalised, sounds_column(word, say) or NO_SOUND)
            for (word, say), vocalised in sorted(readings.items())
        ),
    )


def _bound(word: str, say: str) -> str:
    """Search for the spelling of a word that is bound to the next one by -e."""
    bare = word[:-1] + "ۂ" if word.endswith("ہ") else word + "ے"
    return find(bare, say + "e").vocalised


def reading_of(word: str, say: str) -> str:
    """Search for the spelling of one reading, which may be bound to the next word by -e."""
    candidates = [find(word, say)]
    if say.endswith("e") and not word.endswith("ے"):
        # First with ے: the engine would stress a bare zer at the end of a word.
        bound = word[:-1] + "ۂ" if word.endswith("ہ") else word + "ے"
        candidates = [find(bound, say), find(word + "ئے", say), *candidates]
    best = min(candidates, key=lambda spelling: spelling.error)
    if not best.right:
        print(f"homograph {word} {say}: {best.vocalised} is {heard(best.vocalised)}")
    return best.vocalised


def build_izafat() -> None:
    """Write ``data/izafat.tsv``: bound forms that the rule of `bind_by_rule` gets wrong."""
    rows: list[tuple[str, str]] = []
    for word, say in sorted(pronunciations().items()):
        if word[-1] in "ےںآ":
            continue
        target = phones.fold_say(plain_colour(word, say) + "e")
        usual = best = bind_by_rule(lexicon()[word], word)
        wrong = error_of(usual, target)
        for form in _bound_forms(word, say) if wrong >= _NEARLY else ():
            error = error_of(form, target)
            if error < wrong:
                best, wrong = form, error
            if wrong < _NEARLY:
                break
        if best != usual:
            rows.append((word, best))
    write_table("izafat.tsv", "word, its form before the next word, bound by -e", rows)


def _bound_forms(word: str, say: str) -> Iterator[str]:
    """Yield ways to write a bound word; the last has all its marks, and less natural vowels."""
    yield from (lexicon()[word] + ending for ending in (JAZM + "ے", "ئے", ZER))
    yield _bound(word, say)
    sounds = sounds_of(word)
    if sounds:
        pairs = zip(letters_of(word), sounds, strict=True)
        yield write([*pairs, ("ے", "e")]).translate(PLAIN_SIBILANTS)


def build_counts(words: Container[str]) -> None:
    """Write ``data/word_counts.tsv``: how often the words of the lexicon occur in news."""
    lines = FREQUENCIES.read_text("utf-8").splitlines()
    rows = [(word, count) for word, count in (line.split("\t") for line in lines)]
    common = sorted(row for row in rows if row[0] in words and int(row[1]) >= _SELDOM)
    write_table("word_counts.tsv", "word, count in 1.79 million words of news", common)


def sound_rows(spellings: Iterable[Spelling]) -> list[list[Pair]]:
    """Return the letters of every word with their sounds."""
    return [pairs for entry in spellings if (pairs := align(entry.word, entry.say)[0])]


def mark_rows(spellings: Iterable[Spelling]) -> list[list[Pair]]:
    """Return the letters of every word with what is written for them, ``.`` for themselves."""
    return [
        [(letter, label_of(letter, piece)) for letter, piece in entry.pieces]
        for entry in spellings
        if entry.pieces
    ]


def label_of(letter: str, piece: str) -> str:
    """Return what stands for a letter, which is not written itself in it."""
    return piece.replace(letter.translate(PLAIN_SIBILANTS), AS_WRITTEN, 1) or "0"


def build_models(spellings: Sequence[Spelling], folder: Path, into: Path) -> None:
    """Learn the two models, write them as tables into a folder and pack them into a file."""
    learnt = (train(sound_rows(spellings), all_clues), train(mark_rows(spellings), clues))
    for weights, name in zip(learnt, MODELS, strict=True):
        save_model(weights, folder / name)
    pack_folder(folder, into)


def train(rows: Sequence[Sequence[Pair]], clues_of: Clues) -> Weights:
    """Learn the weights of clues and of labels that follow each other."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(verbose=False)
    for pairs in rows:
        letters = [letter for letter, _ in pairs]
        trainer.append(clues_of(letters), [sound or "-" for _, sound in pairs])
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
    smallest = _LEAST_WEIGHT[path.name]
    tables: dict[str, dict[str, float]] = {}
    for (clue, sound), weight in weights.clues.items():
        tables.setdefault(clue, {})[sound] = weight
    for (before, after), weight in weights.steps.items():
        tables.setdefault(f">{before}", {})[after] = weight
    for letter, sounds in weights.allowed.items():
        tables[f"={letter}"] = dict.fromkeys(sorted(sounds), 0.0)
    for clue, table in sorted(tables.items()):
        least = 0 if clue[0] in "=>" else smallest
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
    if wanted and wanted <= {"readings", "izafat"}:
        for name, build in (("readings", build_readings), ("izafat", build_izafat)):
            if name in wanted:
                build()
        return
    keep = dict(lexicon()) if wanted == {"lexicon"} and "--anew" not in arguments else {}
    spellings = [
        kept(word, say, keep.get(word)) or find(word, say)
        for word, say in sorted(pronunciations().items())
        if word not in left_out
    ]
    if not wanted or "lexicon" in wanted:
        build_lexicon(spellings)
        lexicon.cache_clear()
        sounds_table.cache_clear()
        sounds_table.cache_clear()
        build_izafat()
        build_counts({spelling.word for spelling in spellings})
    if not wanted or "readings" in wanted:
        build_readings()
    if not wanted or "models" in wanted:
        build_models(spellings, other or WEIGHTS, (other or DATA) / PACKED)


def kept(word: str, say: str, vocalised: str | None) -> Spelling | None:
    """Return a spelling of the last build that is still right, None for all others."""
    if vocalised is None or vocalised != vocalised.translate(PLAIN_SIBILANTS):
        return None
    target = align(word, plain_colour(word, say))[1]
    error = error_of(vocalised, target)
    spelling = Spelling(word, say, vocalised, target, error)
    return spelling if spelling.right and is_doubled_as_said(vocalised, say) else None


def is_doubled_as_said(vocalised: str, say: str) -> bool:
    """Whether the engine doubles all the consonants that are said twice, as far as it can."""
    return phones.doubled_in_say(say) <= phones.doubled_by_engine(vocalised)


def read_words(path: Path) -> list[str]:
    """Return the first column of a table."""
    return [line.partition("\t")[0] for line in path.read_text("utf-8").splitlines()]


if __name__ == "__main__":
    main(sys.argv[1:])
