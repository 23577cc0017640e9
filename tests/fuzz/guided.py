"""A coverage-guided look for faults in script and intake, with atheris.

    pip install atheris
    python tests/fuzz/guided.py -max_total_time=600

atheris is no part of the extra ``test``: its wheels are for Linux and some versions of Python only.
Its options are libFuzzer's; what makes a fault lies in ``crash-*`` in the current folder.
"""

from __future__ import annotations

import contextlib
import sys

import atheris

with atheris.instrument_imports(include=["naqeeb.script", "naqeeb.intake", "naqeeb.text"]):
    from naqeeb.errors import IntakeError
    from naqeeb.intake import front_matter, markdown, plain
    from naqeeb.intake.origin import Origin
    from naqeeb.intake.pages import html
    from naqeeb.intake.passages import clean
    from naqeeb.model import Article
    from naqeeb.script import Announcer, Lexicon, chunks, compose, review, sentences

URDU = (
    "کراچی میں بارش ہوئی۔ ۱۲ افراد زخمی، 5% اضافہ، $1.5 ارب، (SCO) 2026-11-29 کو 10:30 بجے، "
    "ڈاکٹر ایم۔ "
)
LEXICON = Lexicon.load(None)


def as_text(data: bytes) -> str:
    """The bytes as a text in which Urdu is likely: those above 127 choose letters of it."""
    return "".join(chr(byte) if byte < 128 else URDU[byte % len(URDU)] for byte in data)


def look(data: bytes) -> None:
    """Read some text as a file, as Markdown and as a page, and as an announcer."""
    if not data:
        return
    text = as_text(data[1:])
    with contextlib.suppress(IntakeError):
        if data[0] % 3 == 0:
            html.article(text, Origin("k", "page", "https://news.example/x"))
        elif data[0] % 3 == 1:
            markdown.article(clean(text), front_matter.split(text, "text")[0], Origin("k", "x"))
        else:
            facts, body = front_matter.split(text, "text")
            plain.article(clean(body), facts, Origin("k", "text"))
    article = Article("k", "", (clean(text),))
    script = compose([article], Announcer(lexicon=LEXICON, vocalised=True))
    list(chunks(script, 300))
    review(script)
    sentences(text)


if __name__ == "__main__":
    atheris.Setup(sys.argv, look)
    atheris.Fuzz()
