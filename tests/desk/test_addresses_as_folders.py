"""An address where a folder belongs is refused, and no folder of that name is made."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Naqeeb = Callable[..., subprocess.CompletedProcess[str]]


@pytest.mark.parametrize("output", ["https://radio.example.org/x", "s3:/bucket/x", "s3://bucket"])
def test_no_output_is_an_address(output: str, naqeeb: Naqeeb, newsroom: Path) -> None:
    done = naqeeb("make", "news/flood.txt", "--voice", "tone", "--output", output)
    assert done.returncode == 1
    assert "it is an address, and a station is a folder" in done.stderr
    assert sorted(path.name for path in newsroom.iterdir()) == ["news"]


@pytest.mark.parametrize("target", ["s3:/bucket/x", "ftp:/radio.example.org/x", "http://x.pk/"])
def test_no_folder_is_published_to_that_is_an_address(
    target: str, naqeeb: Naqeeb, newsroom: Path
) -> None:
    naqeeb("make", "news/flood.txt", "--voice", "tone")
    done = naqeeb("publish", target, "--anyway")
    assert done.returncode == 1
    assert "neither a folder nor s3://bucket/prefix" in done.stderr
    assert sorted(path.name for path in newsroom.iterdir()) == ["news", "output"]


@pytest.mark.parametrize("target", ["s3://bucket/x?versionId=1", "s3://bucket/x#y"])
def test_no_prefix_has_a_query_or_a_fragment(target: str, naqeeb: Naqeeb) -> None:
    naqeeb("make", "news/flood.txt", "--voice", "tone")
    done = naqeeb("publish", target, "--anyway")
    assert done.returncode == 2
    assert "has a query or a fragment" in done.stderr
