"""A canary in every place where a newsroom keeps a secret, and a look at all that came of it.

The secrets stand in settings, voice files, the environment, addresses, headers and a front
matter; the commands do their work and meet faults. No line that is printed, no log, no file, no
index and no page that is served may hold one.
"""

from __future__ import annotations

import base64
import json
import logging
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest

from naqeeb.podcast.serving import server
from naqeeb.speech import online

Naqeeb = Callable[..., subprocess.CompletedProcess[str]]

CANARY = "canary"
"""What each secret begins with; what follows says where it stood."""
JSON_TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjMifQ.canary-jwt"
IN_PATHS = (
    "token=canary-part",
    "token/canary0123456789abcdef",
    "rss/canary0123456789abcdef",
    "a?code=canary0123456789",
    f"t/{JSON_TOKEN}",
    f"a?t={JSON_TOKEN}",
    "a#access_token%3Dcanary-escaped",
    "a?ticket=canary-ticket",
    "a?Policy=eyJTdGF0ZW1lbnQiOlt7IlJlc291canary&Key-Pair-Id=canary-pair",
    "a?t=exp=1~hmac=canary-akamai&login=canary-name",
    "a#/in/token/canary0123456789abcdef",
)
LOGIN = base64.b64encode(b"desk:canary-login").decode()
VARIABLES = {
    "OPENAI_API_KEY": "canary-openai",
    "AZURE_SPEECH_KEY": "canary-azure",
    "GOOGLE_TTS_API_KEY": "canary-google",
    "ELEVENLABS_API_KEY": "canary-elevenlabs",
    "AWS_ACCESS_KEY_ID": "canary-aws-id",
    "AWS_SECRET_ACCESS_KEY": "canary-aws",
    "AWS_SESSION_TOKEN": "canary-aws-token",
    "AWS_REGION": "eu-central-1",
}
# Nothing listens at port 9.
NOBODY = "http://desk:canary-away@127.0.0.1:9/story?api_key=canary-away"
PAGE = """<!doctype html><html lang="ur"><head><meta charset="utf-8"><title>پل مکمل</title>
<link rel="canonical" href="http://desk:canary-canonical@127.0.0.1/c;token=canary-canonical">
<meta property="og:image" content="http://desk:canary-image@127.0.0.1/i.jpg?sig=canary-image"></head>
<body><article><h1>سوات میں پل مکمل ہو گیا</h1><p>سوات میں پل مکمل ہو گیا ہے اور آمد و رفت بحال
ہے۔ حکومت نے مبارک باد دی اور عوام نے خوشی کا اظہار کیا۔</p><p>مرمت کا کام جلد شروع ہوگا اور اس پر
کئی ماہ لگیں گے۔ شہریوں نے اس فیصلے کو سراہا ہے۔</p></article></body></html>"""


class Paper(BaseHTTPRequestHandler):
    """A newspaper that wants a login, a key and a header, and has bad days."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = "/" + self.path.partition("?")[0].partition(";")[0].split("/")[1]
        base = f"http://desk:canary-login@{self.headers['Host']}"
        status, body, headers = 200, PAGE, {"Content-Type": "text/html"}
        if path == "/wrong":
            status, body = 401, "canary-free"
        elif path == "/nowhere":
            status, headers["Location"] = 302, "http://u:can/ary-port@127.0.0.1:9/"
        elif path == "/moved":
            status, headers["Location"] = (
                302,
                "http://u:canary-moved@127.0.0.1:9/?token=canary-moved",
            )
        elif path == "/feed.xml":
            items = "".join(
                f"<item><title>خبر {name}</title><guid>{base}/{name};token=canary-guid</guid>"
                f"<link>{base}/{name};token=canary-item?api_key=canary-item</link></item>"
                for name in ("story", "wrong", "moved")
            )
            body = f"<rss version='2.0'><channel><title>x</title>{items}</channel></rss>"
            headers["Content-Type"] = "text/xml"
        data = body.encode()
        self.send_response(status)
        for name, value in (headers | {"Content-Length": str(len(data))}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    do_POST = do_GET  # noqa: N815 - the hub of a feed is told by it

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def paper() -> Iterator[str]:
    """The newspaper's address, with the login in it."""
    site = ThreadingHTTPServer(("127.0.0.1", 0), Paper)
    site.daemon_threads = True
    thread = threading.Thread(target=site.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield f"http://desk:canary-login@127.0.0.1:{site.server_port}"
    site.shutdown()
    thread.join()
    site.server_close()


@pytest.fixture
def secrets(newsroom: Path, paper: str, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """A newsroom full of secrets; gives the files in which they stand on purpose."""
    for name, value in VARIABLES.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://desk:canary-endpoint@127.0.0.1:9")
    # The services of the paid voices are behind a proxy that is down, and wants a login too.
    for name in ("HTTPS_PROXY", "https_proxy"):
        monkeypatch.setenv(name, "http://desk:canary-proxy@127.0.0.1:9")
    for name in ("ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "socks5://desk:canary-socks@127.0.0.1:9")
    online._services.clear()
    files = {
        "naqeeb.toml": f"""
            [show]
            site_url = "http://desk:canary-site@127.0.0.1:9/"
            hub_url = "{paper}/hub?token=canary-hub"
            [intake]
            private_addresses = true
            [intake.sites."127.0.0.1"]
            headers = {{ Authorization = "canary-header", Cookie = "canary-cookie" }}
            [voice]
            model_mirror = "https://desk:canary-mirror@127.0.0.1:9/?token=canary-mirror"
            [newsroom]
            password_file = "password"
            [[follow]]
            url = "{paper}/feed.xml?api_key=canary-feed"
            """,
        "password": "canary-password",
        "voice.key": "canary-key-file",
        "voices/own.toml": """
            engine = "openai"
            [options]
            base_url = "http://desk:canary-base@127.0.0.1:9/v1?api_key=canary-base"
            key_file = "../voice.key"
            attempts = 1
            """,
        "voices/wrong.toml": 'engine = "azure"\n[options]\nkey_env = "canary-in-the-wrong-place"\n',
        "linked.txt": f"---\nlink: {paper}/linked?token=canary-link\n"
        f"image: {paper}/a.jpg?sig=canary-image\nid: {paper}/id?key=canary-id\n"
        f"author: {paper}/?token=canary-byline\n---\n"
        "کراچی میں بارش ہوئی۔ سڑکیں زیرِ آب آ گئیں۔\n",
        "list.txt": f"{paper}/story;token=canary-line\n{paper}/wrong?token=canary-line\n"
        f"http://desk:can/ary-line@127.0.0.1:9/\nhttp:/desk:canary-slip@127.0.0.1/x\n"
        f'{{"id": "{paper}/7;token=canary-id", "text": "ملتان میں میلہ جاری ہے۔ لوگ خوش ہیں۔"}}\n'
        '{"source": "http://desk:canary-torn@127.0.0.1/",',
        "damaged/naqeeb.toml": '[intake.sites."a.pk"]\n'
        'headers = { Cookie = "canary-damaged", x = 1 }\n',
    }
    for name, text in files.items():
        path = newsroom / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    return [newsroom / name for name in files]


def commands(paper: str) -> list[tuple[str, ...]]:
    """What a newsroom does in a day, much of it in vain."""
    tone = ("--voice", "tone", "-v")
    story = f"{paper}/story?api_key=canary-query#access_token=canary-fragment"
    return [
        ("make", story, *tone, "--json"),
        ("make", "linked.txt", *tone),
        ("make", "news/flood.txt", *tone, "--id", f"{paper}/7?token=canary-option"),
        *(
            ("make", f"{paper}/{name};token=canary-path?token=canary-query", *tone)
            for name in ("wrong", "moved", "nowhere")
        ),
        *(("make", f"{paper}/story/{part}", *tone) for part in IN_PATHS),
        *(("script", f"{paper}/wrong/{part}", "-v") for part in IN_PATHS),
        *(("follow", f"{paper}/feed.xml/{part}", *tone, "--jobs", "1") for part in IN_PATHS),
        *(("follow", f"{NOBODY}/{part}", *tone) for part in IN_PATHS),
        ("follow", paper.replace("desk:canary-login", "canary-user") + "/wrong", *tone),
        ("make", "http://desk:can/ary-stroke@127.0.0.1:9/", *tone),
        ("make", "http:/desk:canary-slip@127.0.0.1/x", *tone),
        ("make", "--from", "list.txt", "--log-json", "log.jsonl", "--metrics", "m.prom", *tone),
        ("make", "--from", "list.txt.dead-letters.jsonl", *tone, "--json"),
        ("make", "linked.txt", "--output", "http://desk:canary-output@127.0.0.1/x", *tone),
        ("make", "linked.txt", "--config", "http://desk:canary-config@127.0.0.1/x", *tone),
        ("make", NOBODY, story, *tone, "--jobs", "1", "--json"),
        ("bulletin", story, NOBODY, *tone),
        ("script", story, "-v", "--json"),
        ("script", NOBODY, "-v"),
        ("make", story, "--estimate", "--voice", "openai", "-v"),
        *(
            ("make", "news/cricket.txt", "--voice", name, "-v")
            for name in ("own", "wrong", "openai")
        ),
        *(
            ("make", "news/cricket.txt", "--voice", name, "-v")
            for name in ("azure-uzma", "elevenlabs")
        ),
        ("voices", "-v", "--json"),
        ("follow", *tone, "--jobs", "1"),
        ("follow", f"{paper}/wrong?token=canary-feed", *tone),
        ("follow", "--status", "--json"),
        ("list", "--json"),
        ("held", "-v"),
        ("check", "-v", "--jobs", "1"),
        ("feed", "--config", "damaged/naqeeb.toml", "-v"),
        ("feed", "-v"),
        ("publish", "target", "--anyway", "-v"),
        (
            "publish",
            "sftp://desk:canary-target@127.0.0.1:9/x?token=canary-target",
            "-v",
            "--anyway",
        ),
        *(
            ("publish", target, "-v", "--anyway")
            for target in (
                "s3://desk:canary-bucket@bucket/x",
                "s3://bucket/x?secret_key=canary-bucket",
                "s3:/desk:canary-bucket@bucket",
            )
        ),
        (
            *("make", "news/", *tone, "--cluster"),
            "tls://desk:canary-cluster@127.0.0.1:9/?token=canary-cluster",
        ),
        ("make", "news/", *tone, "--cluster", "tcp://desk:canary-cluster@example.org:1"),
        ("serve", "--base-url", "ftp://desk:canary-serve@127.0.0.1/?token=canary-serve", "-v"),
        ("remove", "linked", "-v"),
        ("make", story, *tone, "--hold", "--title", "تصحیح"),
        ("held", "--json"),
        ("reject", "linked", "-v"),
        ("check", "--repair", "-v", "--jobs", "1"),
        ("remove", "cricket", "--erase", "-v"),
        ("cache", "-v"),
    ]


def served(output: Path) -> str:
    """Every file of the output as ``serve`` gives it, and its headers."""
    web, listener = server.prepare(server.Served(output))
    thread = threading.Thread(target=web.run, kwargs={"sockets": [listener]})
    thread.start()
    base = server.phone_base("127.0.0.1", listener.getsockname()[1])
    try:
        with httpx.Client(trust_env=False) as client:
            answers = [
                client.get(base + path.relative_to(output).as_posix())
                for path in sorted(output.rglob("*"))
                if path.is_file() and path.suffix != ".mp3"
            ]
    finally:
        web.should_exit = True
        thread.join()
        listener.close()
    assert sum(each.status_code == httpx.codes.OK for each in answers) > 10
    return "\n".join(f"{each.headers}\n{each.text}" for each in answers)


AS_GIVEN = ("source", "id", "raw")
"""What a dead letter has from its line of the manifest."""


def leaks(text: str) -> list[str]:
    """The places in a text where a secret stands, with what is around it."""
    shown = []
    for secret in (CANARY, LOGIN, "ary-"):
        at = text.lower().replace("canary-free", "").find(secret.lower())
        if at >= 0:
            shown.append(text[max(0, at - 120) : at + 60])
    return shown


def test_no_secret_is_printed_logged_kept_published_or_served(
    naqeeb: Naqeeb,
    newsroom: Path,
    paper: str,
    secrets: list[Path],
    caplog: pytest.LogCaptureFixture,
    tmp_path: Path,
) -> None:
    said: list[str] = []
    codes = []
    with caplog.at_level(logging.DEBUG, logger="naqeeb"):
        for words in commands(paper):
            done = naqeeb(*words)
            codes.append(done.returncode)
            found = leaks(done.stdout + done.stderr)
            said += [f"{words[0]} {words[1][:40]}: {each}" for each in found]
    assert set(codes) == {0, 1, 2}
    assert said == []
    logged = "\n".join(
        record.getMessage() for record in caplog.records if record.name.startswith("naqeeb")
    )
    assert leaks(logged) == []
    assert leaks(served(newsroom / "output")) == []
    for path in secrets:
        path.unlink()
    for letter in (newsroom / "list.txt.dead-letters.jsonl").read_text("utf-8").splitlines():
        # The source stands there as it was given, for another try; what is said of it does not.
        told = {key: text for key, text in json.loads(letter).items() if key not in AS_GIVEN}
        assert leaks(json.dumps(told, ensure_ascii=False)) == []
    (newsroom / "list.txt.dead-letters.jsonl").unlink()
    shutil.rmtree(newsroom / "news")
    kept = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(kept) > 40
    held = {str(path): leaks(path.read_bytes().decode("utf-8", "replace")) for path in kept}
    assert {path: found for path, found in held.items() if found} == {}
