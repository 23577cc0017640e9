"""What comes from elsewhere: the lock, what is asked about it, and the files that build naqeeb."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCK_TEXT = (ROOT / "uv.lock").read_text("utf-8")
LOCK = tomllib.loads(LOCK_TEXT)
HOSTS = {"pypi.org", "files.pythonhosted.org"}


def workflow() -> dict[str, Any]:
    text = (ROOT / ".github" / "workflows" / "checks.yml").read_text("utf-8")
    table: dict[str, Any] = yaml.safe_load(text)
    return table


# -- the lock --------------------------------------------------------------


def locked(name: str) -> str:
    """The version of a package in the lock."""
    (version,) = {each["version"] for each in LOCK["package"] if each["name"] == name}
    assert isinstance(version, str)
    return version


def normal(requirement: str) -> str:
    """Name, extras and versions of a requirement, written in one way; its marker left out."""
    parts = re.fullmatch(r"([\w.-]+)(\[[^\]]*\])?(.*)", requirement.partition(";")[0].strip())
    assert parts
    versions = sorted(parts[3].replace(" ", "").split(",")) if parts[3].strip() else []
    extras = sorted(filter(None, re.split(r"[\[\], ]+", parts[2] or "")))
    return f"{re.sub('[-_.]+', '-', parts[1]).lower()}[{','.join(extras)}]{','.join(versions)}"


def test_the_lock_is_of_what_pyproject_asks_for_now() -> None:
    project = PROJECT["project"]
    (own,) = [each for each in LOCK["package"] if each["name"] == "naqeeb"]
    wanted = {normal(each) for each in project["dependencies"]}
    wanted |= {
        normal(each) for extra in project["optional-dependencies"].values() for each in extra
    }
    there = {
        normal(f"{each['name']}[{','.join(each.get('extras', []))}]{each.get('specifier', '')}")
        for each in own["metadata"]["requires-dist"]
    }
    assert there == wanted, "run `uv lock` and commit uv.lock"
    assert own["version"] == project["version"]
    assert LOCK["requires-python"] == project["requires-python"]


def test_the_lock_names_no_place_but_the_public_index() -> None:
    assert set(re.findall(r"https?://([^/\"]+)", LOCK_TEXT)) == HOSTS
    assert "file:" not in LOCK_TEXT
    sources = [each["source"] for each in LOCK["package"]]
    assert [each for each in sources if each != {"registry": "https://pypi.org/simple"}] == [
        {"editable": "."}
    ]


def test_every_locked_file_has_a_hash() -> None:
    for package in LOCK["package"]:
        files = [*package.get("wheels", []), *filter(None, [package.get("sdist")])]
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", file["hash"]) for file in files)


# -- known weaknesses ------------------------------------------------------

# What pip-audit writes, by its own format; the real one needs the index's data.
SAFE = {"name": "jinja2", "version": "3.1.6", "vulns": []}
WEAK = {
    "name": "urllib3",
    "version": "2.2.0",
    "vulns": [{"id": "PYSEC-2026-1", "fix_versions": ["2.2.2"], "aliases": []}],
}
NOT_ASKED = {"name": "gtts", "skip_reason": "Dependency not found on PyPI: gtts (2.5.4)"}


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script of the shell")
@pytest.mark.parametrize(
    ("packages", "status", "said"),
    [
        ([SAFE], 0, "1 of 1 packages asked about, 0 known weaknesses"),
        ([SAFE, WEAK], 1, "urllib3 2.2.0: PYSEC-2026-1, mended in 2.2.2"),
        ([NOT_ASKED, SAFE], 0, "1 of 2 packages asked about"),
        ([NOT_ASKED], 0, "skipped: the index here has no list of known weaknesses"),
        (None, 0, "skipped: the list of known weaknesses cannot be reached (no route to host)"),
    ],
)
def test_the_audit_tells_nothing_known_from_nothing_asked(
    tmp_path: Path, packages: list[dict[str, Any]] | None, status: int, said: str
) -> None:
    program = tmp_path / "pip-audit"
    if packages is None:
        program.write_text("#!/bin/sh\necho 'no route to host' >&2\nexit 1\n")
    else:
        (tmp_path / "answer").write_text(json.dumps({"dependencies": packages, "fixes": []}))
        program.write_text(f"#!/bin/sh\ncat {tmp_path}/answer\n")
    program.chmod(0o755)
    done = subprocess.run(
        [sys.executable, ROOT / ".ci" / "audit.py", program, tmp_path / "constraints.txt"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (status, "")
    assert said in done.stdout


# -- the files that build naqeeb elsewhere ---------------------------------


def test_the_workflow_tries_each_python_that_the_package_states() -> None:
    stated = {
        each.rpartition(" ")[2]
        for each in PROJECT["project"]["classifiers"]
        if re.search(r"Python :: 3\.\d+$", each)
    }
    jobs = workflow()["jobs"]
    assert set(jobs["linux"]["strategy"]["matrix"]["python"]) == stated
    assert jobs["linux"]["steps"][-1]["run"] == "bash .ci/run"
    assert {"macos", "windows"} == {
        system.partition("-")[0] for system in jobs["elsewhere"]["strategy"]["matrix"]["system"]
    }


def test_the_workflow_names_full_versions_and_may_only_read() -> None:
    assert workflow()["permissions"] == {"contents": "read"}
    used = [
        step["uses"]
        for job in workflow()["jobs"].values()
        for step in job["steps"]
        if "uses" in step
    ]
    assert used
    for action in used:
        assert re.fullmatch(r"actions/[a-z-]+@v\d+\.\d+\.\d+", action), action


def test_hooks_before_a_commit_are_of_the_locks_versions() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    versions = {each["repo"].rpartition("/")[2]: each.get("rev") for each in hooks["repos"]}
    assert versions["ruff-pre-commit"] == f"v{locked('ruff')}"
    names = {hook["id"] for each in hooks["repos"] for hook in each["hooks"]}
    assert {"ruff-check", "ruff-format", "mypy", "trailing-whitespace"} <= names


def test_hooks_before_a_commit_would_change_nothing_that_is_there() -> None:
    """A table whose last column is empty ends in a tab, and a seed stands as it came."""
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"][0][
        "hooks"
    ]
    left_out = {hook["id"]: hook["exclude"] for hook in hooks if "exclude" in hook}
    tops = ("bench", "docs", "examples", "seeds", "src", "tests", "voices")
    paths = [path for top in tops for path in (ROOT / top).rglob("*") if path.is_file()]
    paths += [path for path in ROOT.iterdir() if path.is_file()]
    looked_at = 0
    for path in paths:
        data, name = path.read_bytes(), path.relative_to(ROOT).as_posix()
        if b"\0" in data or "__pycache__" in name:
            continue
        looked_at += 1
        if not re.search(left_out["trailing-whitespace"], name):
            assert not re.search(rb"[ \t]$", data, re.MULTILINE), name
        if not re.search(left_out["end-of-file-fixer"], name):
            assert not data or re.search(rb"[^\n]\n\Z", data), name
        if not re.search(left_out["mixed-line-ending"], name):
            assert b"\r\n" not in data, name
    assert looked_at > 500


def test_the_container_runs_naqeeb_from_the_lock_and_not_as_root() -> None:
    steps = re.findall(r"^([A-Z]+) (.*)$", (ROOT / "Dockerfile").read_text("utf-8"), re.MULTILINE)
    last = {name: value for name, value in steps}  # noqa: C416 - the last of each name counts
    assert last["USER"] not in ("root", "0")
    assert json.loads(last["ENTRYPOINT"]) == ["naqeeb"]
    assert re.match(r"python:3\.\d+-slim", last["FROM"])
    text = (ROOT / "Dockerfile").read_text("utf-8")
    assert "uv sync --frozen" in text.replace("/opt/uv/bin/", "")
    assert "fonts-noto-core" in text


# -- without the extras ------------------------------------------------------

IMPORT_ALL = """
import importlib, pkgutil, sys

class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in sys.argv[1].split():
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Missing())
import lxml.etree  # feedgen uses it unasked
import naqeeb
for module in pkgutil.walk_packages(naqeeb.__path__, "naqeeb.", onerror=print):
    if not module.name.endswith("__main__"):
        try:
            importlib.import_module(module.name)
        except ModuleNotFoundError:
            print(module.name)
"""
OF_EXTRAS = "av dask distributed edge_tts mammoth obstore piper prometheus_client sherpa_onnx"
STAND_ON_AN_EXTRA = {
    "naqeeb.podcast.publishing.bucket",
    "naqeeb.sound.av_file",
    "naqeeb.sound.editions",
}
"""Imported only where a setting asks for what they do; all other files are of use without."""


def test_what_needs_an_extra_is_imported_only_by_who_asks_for_it() -> None:
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", IMPORT_ALL, OF_EXTRAS],
        capture_output=True,
        text=True,
        check=True,
    )
    assert set(run.stdout.split()) == STAND_ON_AN_EXTRA
