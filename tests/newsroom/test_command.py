"""``naqeeb newsroom`` as a process."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest


def start(folder: Path, *options: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "naqeeb", "newsroom", "--port", "0", *options],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_it_prints_one_address_that_answers_and_ends_in_order(tmp_path: Path) -> None:
    process = start(tmp_path)
    assert process.stdout is not None
    address = process.stdout.readline().strip()
    assert httpx.get(address).status_code == 200
    assert httpx.get(address[:-2]).status_code == 404
    assert list(tmp_path.iterdir()) == []
    with httpx.stream("GET", f"{address}running") as stream:
        assert next(stream.iter_lines()).startswith("data:")
        process.send_signal(signal.SIGTERM)
        rest, errors = process.communicate(timeout=60)
    assert (rest, errors, process.returncode) == ("", "", 0)


@pytest.mark.parametrize(
    ("toml", "options", "word"),
    [
        ("", ("--host", "0.0.0.0"), "password"),
        ("", ("--behind-proxy",), "password"),
        ('password_file = "p"', ("--host", "0.0.0.0"), "TLS"),
        ('password_file = "missing"', ("--behind-proxy",), "cannot be read"),
        ('password_file = "empty"', ("--behind-proxy",), "is empty"),
        (
            'password_file = "p"\ntls_cert = "c"\ntls_key = "k"',
            ("--host", "0.0.0.0"),
            "there is no file",
        ),
        ("language = 'fr'", (), "language"),
    ],
)
def test_it_is_not_opened_to_the_world_without_a_lock(
    tmp_path: Path, toml: str, options: tuple[str, ...], word: str
) -> None:
    (tmp_path / "naqeeb.toml").write_text(f"[newsroom]\n{toml}\n", "utf-8")
    (tmp_path / "p").write_text("secret\n", "utf-8")
    (tmp_path / "empty").write_text("\n", "utf-8")
    process = start(tmp_path, *options)
    out, errors = process.communicate(timeout=60)
    assert (out, process.returncode) == ("", 2)
    assert word in errors
    assert "Traceback" not in errors


def test_killed_in_the_middle_of_work_it_goes_on_with_the_next_start(tmp_path: Path) -> None:
    text = "لاہور میں رات بھر بارش ہوئی۔ سڑکوں پر پانی کھڑا ہے۔ "
    first = start(tmp_path)
    with client_of(first) as client:
        draft = client.post("drafts", json={"text": text * 200}).json()["id"]
        client.post(f"drafts/{draft}/make", json={"voice": "espeak"})
        first.kill()
        first.communicate(timeout=60)
    assert list(tmp_path.glob("output/episodes/*/episode.json")) == []
    second = start(tmp_path)
    with client_of(second) as client:
        assert draft in client.get("").text
        assert client.get("running/now").json() == {"works": []}
        client.put(f"drafts/{draft}", json={"version": version_of(client, draft), "body": text})
        client.post(f"drafts/{draft}/make", json={"voice": "espeak"})
        while client.get("running/now").json()["works"][0]["phase"] in ("waiting", "running"):
            time.sleep(0.05)
        second.terminate()
        second.communicate(timeout=60)
    assert len(list(tmp_path.glob("output/episodes/*/episode.json"))) == 1


def client_of(process: subprocess.Popen[str]) -> httpx.Client:
    assert process.stdout is not None
    address = process.stdout.readline().strip()
    origin = "/".join(address.split("/")[:3])
    return httpx.Client(base_url=address, headers={"origin": origin}, timeout=60)


def version_of(client: httpx.Client, draft: str) -> str:
    found = re.search(r'data-version="(\w+)"', client.get(f"drafts/{draft}").text)
    assert found
    return found[1]
