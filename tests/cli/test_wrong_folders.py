"""A folder that is mistyped, or is a file, is named: nothing is begun in its place."""

from __future__ import annotations

import errno
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Naqeeb = Callable[..., subprocess.CompletedProcess[str]]


@pytest.mark.parametrize("command", [("feed",), ("publish", "public", "--anyway"), ("check",)])
def test_an_output_that_is_not_there_is_not_begun(
    naqeeb: Naqeeb, make: Naqeeb, newsroom: Path, command: tuple[str, ...]
) -> None:
    make("news/flood.txt")
    done = naqeeb(*command, "--output", "outptu")
    said = done.stdout + done.stderr
    assert done.returncode == 1
    assert "there is no folder outptu" in said
    assert "did you mean output?" in said
    assert not (newsroom / "outptu").exists()
    assert not (newsroom / "public").exists()


@pytest.mark.parametrize("command", ["list", "held"])
def test_a_list_of_a_folder_that_is_not_there_names_it(naqeeb: Naqeeb, command: str) -> None:
    done = naqeeb(command, "--output", "outptu")
    assert done.returncode == 0
    assert "there is no folder outptu" in done.stderr


@pytest.mark.parametrize(
    "command", [("list",), ("held",), ("feed",), ("publish", "public", "--anyway"), ("newsroom",)]
)
def test_an_output_that_is_a_file_is_named_as_one(naqeeb: Naqeeb, command: tuple[str, ...]) -> None:
    done = naqeeb(*command, "--output", "news/flood.txt")
    assert done.returncode == 1
    assert "news/flood.txt is a file, and no folder" in done.stderr
    assert "did you mean news/flood.txt" not in done.stderr


def test_a_file_as_target_of_publishing_is_named_as_what_is_in_the_way(
    naqeeb: Naqeeb, make: Naqeeb
) -> None:
    make("news/flood.txt")
    done = naqeeb("publish", "news/flood.txt", "--anyway")
    assert done.returncode == 1
    assert "a file of that name is in the way" in done.stderr


def test_a_folder_for_one_article_is_named_as_a_folder(naqeeb: Naqeeb) -> None:
    done = naqeeb("script", "news")
    assert done.returncode == 1
    assert "news is a folder" in done.stderr


def test_a_folder_for_the_metrics_is_told_with_their_own_option(make: Naqeeb) -> None:
    done = make("news/flood.txt", "--metrics", "news")
    assert done.returncode == 1
    assert "a folder of that name is in the way" in done.stderr
    assert "--metrics" in done.stderr
    assert "--output" not in done.stderr


def test_settings_that_were_cut_to_nothing_are_not_taken_for_defaults(
    make: Naqeeb, newsroom: Path
) -> None:
    (newsroom / "naqeeb.toml").write_bytes(b"")
    done = make("news/flood.txt")
    assert done.returncode == 2
    assert "naqeeb.toml is empty" in done.stderr
    assert not (newsroom / "output").exists()


@pytest.mark.parametrize(
    ("host", "word"), [("127.0.0.1", "another program"), ("192.0.2.77", "no address of this")]
)
def test_why_nothing_can_be_served_there(
    naqeeb: Naqeeb, make: Naqeeb, host: str, word: str
) -> None:
    make("news/flood.txt")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = naqeeb("serve", "--host", host, "--port", str(taken.getsockname()[1]))
    assert done.returncode == 1
    assert word in done.stderr


def test_a_port_that_only_the_administrator_may_open() -> None:
    from naqeeb.podcast.serving import server

    error = server._cannot_listen("127.0.0.1", 80, PermissionError(errno.EACCES, "denied"))
    assert "administrator" in error.cause
