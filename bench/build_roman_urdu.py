"""Build the table of Urdu words by what is heard of them: `python bench/build_roman_urdu.py`.

Writes `src/naqeeb/script/data/roman_urdu.tsv`: a word of the lexicon as `romanise` spells
it, folded by `roman_urdu.heard`, and the commonest word that is heard so. Words that an
English word of our tables sounds like are left to those tables.
"""

from __future__ import annotations

from pathlib import Path

from naqeeb.script import romanise
from naqeeb.script.harakat import lexicon
from naqeeb.script.latin_words import listed_word
from naqeeb.script.roman_urdu import SHORTEST, heard

ROOT = Path(__file__).parents[1]
DATA = ROOT / "src/naqeeb/script/data"
HEAD = "# heard	the commonest word of Urdu that is; built by bench/build_roman_urdu.py\n"
SELDOM = 6
"""A word that news has not so often has its place only where its key is long."""
LONG = 6


def main() -> None:
    """Write the table."""
    lines = (ROOT / "bench/frequencies.tsv").read_text("utf-8").splitlines()
    counts = {word: int(count) for word, count in (line.split("\t")[:2] for line in lines)}
    table: dict[str, str] = {}
    for word in sorted(lexicon(), key=lambda each: (-counts.get(each, 0), each)):
        latin = romanise(word)
        key = heard(latin) if latin.isalpha() else ""
        if len(key) < (SHORTEST if counts.get(word, 0) >= SELDOM else LONG):
            continue
        if listed_word(latin) is None:
            table.setdefault(key, word)
    rows = sorted(table.items(), key=lambda row: row[0].encode())
    text = HEAD + "".join(f"{key}\t{word}\n" for key, word in rows)
    (DATA / "roman_urdu.tsv").write_text(text, "utf-8")
    print(f"{len(table)} words")


if __name__ == "__main__":
    main()
