"""Whatever the whole command is given: no fault in naqeeb itself, and no cost without end.

Some inputs of each kind by default, the same in every run; ``NAQEEB_FUZZ`` of them in all, other
ones in every run, where it is set. What was counted is printed at the end of
``pytest tests/fuzz``.
"""

from __future__ import annotations

import json
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import fuzz_texts
import fuzz_toml
import pytest
from fuzz_command import Harness
from hypothesis import given, settings
from hypothesis import strategies as st

INPUTS = int(os.environ.get("NAQEEB_FUZZ", "0"))
FEW = 6
NEWS = "کراچی میں بارش ہوئی\n\nآج موسم اچھا ہے۔ لوگ خوش ہیں۔\n"
TOML = "[intake]\nprivate_addresses = true\n"

Run = Callable[[Harness, "Sent", Any], None]


class Sent:
    """What the server on loopback answers next."""

    url = ""
    body = b""
    media_type = "text/html"


MAKE = ("make", "--voice", "tone")
WAYS = ((*MAKE,), ("script",), ("script", "--review"), (*MAKE, "--estimate"))
ways = st.sampled_from(WAYS)


def article(ending: str) -> Run:
    """A file of this kind, made or looked at."""

    def run(harness: Harness, _: Sent, given: Any) -> None:
        body, way = given
        path = harness.write(f"article{ending}", body)
        harness.run(*way, path.name)

    return run


def standard_input(harness: Harness, _: Sent, given: Any) -> None:
    data, way = given
    harness.run(*way, "-", stdin=data)


def page(harness: Harness, sent: Sent, given: Any) -> None:
    body, media_type, way = given
    harness.write("naqeeb.toml", TOML)
    sent.body, sent.media_type = body.encode("utf-8", "surrogatepass"), media_type
    harness.run(*way, f"{sent.url}/2026/story.html")


def feed(harness: Harness, sent: Sent, given: Any) -> None:
    harness.write("naqeeb.toml", TOML)
    sent.body, sent.media_type = str(given).encode("utf-8", "surrogatepass"), "text/xml"
    look = ("follow", f"{sent.url}/{len(sent.body)}.xml", "--limit", "2", "--jobs", "1")
    harness.run(*look, "--voice", "tone")
    harness.run("follow", "--status")


def settings_file(harness: Harness, _: Sent, given: Any) -> None:
    text, words = given
    harness.write("naqeeb.toml", text)
    harness.write("a.txt", NEWS)
    harness.run(*words)


def lexicon(harness: Harness, _: Sent, given: Any) -> None:
    harness.write("lexicon.toml", str(given))
    harness.write("a.txt", NEWS)
    harness.run("script", "a.txt", "--voice", "tone")


def voice(harness: Harness, _: Sent, given: Any) -> None:
    text, words = given
    harness.write("voices/own.toml", text)
    harness.write("a.txt", NEWS)
    harness.run(*words)


def options(harness: Harness, _: Sent, given: Any) -> None:
    harness.write("a.txt", NEWS)
    harness.run(*given)


def files_of_the_output(harness: Harness, _: Sent, given: Any) -> None:
    name, damage, words = given
    shutil.rmtree(harness.folder / "output", ignore_errors=True)
    harness.write("a.txt", NEWS)
    harness.run(*MAKE, "a.txt")
    for path in sorted((harness.folder / "output").rglob(name))[:2]:
        data = path.read_bytes()
        path.write_bytes(damage(data))
    harness.run(*words)
    harness.run("check", "--repair")


COMMANDS = (
    *(("script", "a.txt"), (*MAKE, "a.txt"), ("list",), ("held",), ("check",), ("feed",)),
    *(("voices",), ("follow", "--status"), ("bulletin", "a.txt", "--voice", "tone")),
    *(("publish", "out", "--dry-run"), ("bulletin", "--due"), ("script", "a.txt", "--json")),
)
OWN_VOICE = ("a.txt", "--voice", "own")
# An argument is what a system can hand over: bytes without a null.
word = st.one_of(
    fuzz_texts.fact.map(lambda value: value.encode("utf-8", "replace")),
    st.binary(max_size=6),
    st.sampled_from((b"x" * 300 + b".epub#1", b"x" * 5_000, b"/dev/null", b"~x")),
).map(lambda value: os.fsdecode(value.replace(b"\x00", b"")))
argument = st.sampled_from(
    ("--title", "--date", "--id", "--at", "--length", "--edition", "--since", "--sample", "--voice")
)
words = st.one_of(
    st.tuples(ways, argument, word).map(lambda given: (*given[0], "a.txt", given[1], given[2])),
    st.tuples(argument, word).map(lambda given: (*COMMANDS[8], given[0], given[1])),
    st.tuples(st.sampled_from(("release", "remove", "reject", "script", "make")), word),
    st.tuples(argument, word).map(lambda given: ("check", *given)),
    st.tuples(st.just("publish"), st.just("--dry-run"), st.just("--"), word),
    word.map(lambda given: (given,)),
)
mutations: st.SearchStrategy[Callable[[bytes], bytes]] = st.one_of(
    st.floats(0, 1).map(lambda part: lambda data: data[: int(len(data) * part)]),
    st.binary(max_size=20).map(lambda new: lambda _: new),
    st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=4)).map(
        lambda part: lambda data: _spliced(data, part[0], part[1])
    ),
    st.sampled_from((b"[" * 100_000, b'{"version": 99}', b"{}", b"null", b"9" * 5_000)).map(
        lambda new: lambda _: new
    ),
    st.tuples(st.integers(0, 60), fuzz_texts.json_value).map(
        lambda part: lambda data: _with_value(data, part[0], part[1])
    ),
)


def _spliced(data: bytes, part: float, new: bytes) -> bytes:
    at = int(len(data) * part)
    return data[:at] + new + data[at + len(new) :]


def _with_value(data: bytes, number: int, value: object) -> bytes:
    """A JSON file with another value under one of its keys; any other file with it at the end."""
    try:
        table = json.loads(data)
        key = sorted(table)[number % len(table)]
        return json.dumps(table | {key: value}).encode()
    except (ValueError, TypeError):
        return data + json.dumps(value).encode()


output_files = st.sampled_from(
    (
        *("episode.json", "show.json", "feed.xml", ".naqeeb-index.sqlite", "transcript.json"),
        *("chapters.json", "index.html", "*.mp3", ".naqeeb-derived", ".naqeeb-log.jsonl"),
    )
)
text = st.tuples(
    st.lists(fuzz_texts.text | fuzz_texts.markup, max_size=6).map("\n\n".join),
    st.sampled_from(("", f"\n\n{NEWS}")),
).map("".join)
KINDS: dict[str, tuple[Run, st.SearchStrategy[object]]] = {
    "text": (article(".txt"), st.tuples(text, ways)),
    "markdown": (article(".md"), st.tuples(text, ways)),
    "html": (article(".html"), st.tuples(fuzz_texts.page, ways)),
    "front matter": (
        article(".txt"),
        st.tuples(fuzz_texts.facts.map(lambda facts: fuzz_texts.front_matter(facts) + NEWS), ways),
    ),
    "bytes": (standard_input, st.tuples(st.binary(max_size=400) | fuzz_texts.encoded, ways)),
    "page": (
        page,
        st.tuples(
            fuzz_texts.page,
            st.sampled_from(("text/html", "text/html; charset=utf-7", "text/plain", "x")),
            ways,
        ),
    ),
    "feed": (feed, fuzz_texts.feed | fuzz_texts.json_value.map(json.dumps)),
    "settings": (
        settings_file,
        st.tuples(fuzz_toml.settings_file, st.sampled_from(COMMANDS)),
    ),
    "lexicon": (lexicon, fuzz_toml.lexicon_file),
    "voice": (
        voice,
        st.tuples(
            fuzz_toml.voice_file,
            st.sampled_from((("voices",), ("make", *OWN_VOICE), ("script", *OWN_VOICE))),
        ),
    ),
    "options": (options, words),
    "output": (files_of_the_output, st.tuples(output_files, mutations, st.sampled_from(COMMANDS))),
}


@pytest.fixture(scope="module")
def sent() -> Iterator[Sent]:
    """A server on loopback that answers every request with what a test lays down."""
    next_answer = Sent()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", next_answer.media_type)
            self.send_header("Content-Length", str(len(next_answer.body)))
            self.end_headers()
            self.wfile.write(next_answer.body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    next_answer.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield next_answer
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_it_is_given(
    kind: str, newsroom: Path, sent: Sent, record_property: Callable[[str, object], None]
) -> None:
    harness = Harness(newsroom)
    run, inputs = KINDS[kind]

    @settings(max_examples=INPUTS // len(KINDS) or FEW, derandomize=not INPUTS)
    @given(inputs)
    def any_of_these(given: Any) -> None:
        harness.begin()
        harness.inputs[kind] += 1
        run(harness, sent, given)

    any_of_these()
    record_property("fuzz", harness.counts())
