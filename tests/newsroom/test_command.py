"""``naqeeb newsroom`` as a process."""

from __future__ import annotations

import signal
import subprocess
import sys
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
