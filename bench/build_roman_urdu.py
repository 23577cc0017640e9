"""Build the table of Urdu words by what is heard of them: `python bench/build_roman_urdu.py`.

Writes `src/naqeeb/script/data/roman_urdu.tsv`: a word of the lexicon as `romanise` spells
it, folded by `roman_urdu.heard`, and the commonest word that is heard so.
"""

from __future__ import annotations

from pathlib import Path

from naqeeb.script import romanise
from naqeeb.script.harakat import lexicon
from naqeeb.script.roman_urdu import SHORTEST, heard, nearly_heard

ROOT = Path(__file__).parents[1]
DATA = ROOT / "src/naqeeb/script/data"
HEAD = "# heard	the commonest word of Urdu that is; built by bench/build_roman_urdu.py\n"
SELDOM = 6
"""A word that news has not so often has its place only where its key is long."""
LONG = 6
OFTEN = 60
"""How often a word must be whose key is as short as can be."""


def main() -> None:
    """Write the table."""
    lines = (ROOT / "bench/frequencies.tsv").read_text("utf-8").splitlines()
    counts = {word: int(count) for word, count in (line.split("\t")[:2] for line in lines)}
    table: dict[str, str] = {}
    nearly: dict[str, str] = {}
    for word in sorted(lexicon(), key=lambda each: (-counts.get(each, 0), each)):
        latin = romanise(word)
        key = heard(latin) if latin.isalpha() else ""
        count = counts.get(word, 0)
        if len(key) < LONG and count < (SELDOM if len(key) > SHORTEST else OFTEN):
            continue
        if len(key) >= SHORTEST:
            table.setdefault(key, word)
            if count >= SELDOM and len(nearly_heard(key)) > SHORTEST:
                nearly.setdefault(nearly_heard(key), word)
    table = nearly | table
    rows = sorted(table.items(), key=lambda row: row[0].encode())
    text = HEAD + "".join(f"{key}\t{word}\n" for key, word in rows)
    (DATA / "roman_urdu.tsv").write_text(text, "utf-8")
    print(f"{len(table)} words")


if __name__ == "__main__":
    main()
