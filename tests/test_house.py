"""The rules of the house: who may import whom, and what a wheel must hold."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
SOURCE = ROOT / "src" / "naqeeb"
LONGEST_FILE_LINES = 300
LONGEST_FUNCTION_LINES = 50
"""Docstrings not counted."""


def run(*command: str, cwd: Path = ROOT, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=cwd,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"} | env,
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )


# -- who may import whom ---------------------------------------------------


def test_import_contracts_hold() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    done = run(str(lint), "--no-cache", "--config", "pyproject.toml")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


def test_the_layers_leave_no_room_out() -> None:
    contracts = PROJECT["tool"]["importlinter"]["contracts"]
    layers = [each for each in contracts if each["type"] == "layers"]
    assert [each["exhaustive"] for each in layers] == [True]


def test_every_engine_file_stands_under_the_contract_and_is_registered() -> None:
    files = {path.stem for path in (SOURCE / "speech" / "engines").glob("[!_]*.py")}
    contracts = PROJECT["tool"]["importlinter"]["contracts"]
    independent = next(each for each in contracts if each["type"] == "independence")
    named = {module.rpartition(".")[2] for module in independent["modules"]}
    points = PROJECT["project"]["entry-points"]["naqeeb.engines"]
    registered = {value.partition(":")[0].rpartition(".")[2] for value in points.values()}
    assert registered == named
    assert registered <= files


def test_each_lint_rule_left_out_says_why() -> None:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    section = text.split("[tool.ruff.lint]")[1].split("[tool.mypy]")[0]
    rules = [line for line in section.splitlines() if re.match(r'\s+"[A-Z]+[0-9]*"', line)]
    assert rules
    assert [line for line in rules if "#" not in line] == []


def test_a_source_file_holds_one_idea_and_opens_by_saying_it() -> None:
    files = {
        path.relative_to(SOURCE).as_posix(): path.read_text("utf-8").splitlines()
        for path in SOURCE.rglob("*.py")
    }
    lengths = {name: len(lines) for name, lines in files.items()}
    assert {name for name, lines in lengths.items() if lines > LONGEST_FILE_LINES} == set()
    said = ('"""', 'r"""')
    assert {
        name for name, lines in files.items() if not "".join(lines[:1] or said).startswith(said)
    } == set()


def test_a_function_can_be_seen_at_once() -> None:
    long: list[str] = []
    for path in sorted(SOURCE.rglob("*.py")):
        name = path.relative_to(SOURCE).as_posix()
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                first = node.body[1 if ast.get_docstring(node) and node.body[1:] else 0]
                lines = (node.end_lineno or 0) - first.lineno + 1
                if lines > LONGEST_FUNCTION_LINES:
                    long.append(f"{name}: {node.name}, {lines} lines")
    assert long == []


def test_the_way_of_an_article_is_read_downward() -> None:
    """No function of its steps is handed on to be called later from somewhere else."""
    handed_on = (ast.Lambda, ast.FunctionDef)
    for name in ("make", "many", "plan", "produce", "speak", "decision", "commit", "erased"):
        tree = ast.parse((SOURCE / "desk" / f"{name}.py").read_text("utf-8"))
        outer = [each for each in ast.walk(tree) if isinstance(each, ast.FunctionDef)]
        inner = [each for one in outer for each in ast.walk(one) if each is not one]
        at = [each.lineno for each in inner if isinstance(each, handed_on)]
        assert at == [], f"{name}.py has functions in functions"
        imported = [each for each in ast.walk(tree) if isinstance(each, ast.ImportFrom)]
        assert "functools" not in {each.module for each in imported}, name


def test_an_import_inside_a_function_that_could_stand_at_the_top_says_why() -> None:
    """Those of libraries and rooms are one decision; the standard library's are rare."""
    unexplained: list[str] = []
    for path in sorted(SOURCE.rglob("*.py")):
        lines = path.read_text("utf-8").splitlines()
        tree = ast.parse("\n".join(lines))
        functions = [each for each in ast.walk(tree) if isinstance(each, ast.FunctionDef)]
        # What is tried is not there on each system.
        tried = {
            id(each) for node in ast.walk(tree) if isinstance(node, ast.Try) for each in node.body
        }
        for node in (each for function in functions for each in ast.walk(function)):
            if not isinstance(node, ast.Import | ast.ImportFrom) or id(node) in tried:
                continue
            name = node.module if isinstance(node, ast.ImportFrom) else node.names[0].name
            above = lines[node.lineno - 2].strip()
            is_explained = above.startswith(("#", "from ", "import "))
            if (name or "").partition(".")[0] in sys.stdlib_module_names and not is_explained:
                unexplained.append(f"{path.relative_to(SOURCE)}: {name}")
    assert unexplained == []


NO_NAMES = {"made", "found", "told", "said"}
"""They say that something came back, and not what it is."""


def names_given(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Each name that is given to something, with its line: variables, parameters, fields ..."""
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()):
                yield node.lineno, name
            case ast.arg(arg=name) | ast.alias(asname=str(name)):
                yield node.lineno, name
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield node.lineno, name
            case ast.MatchAs(name=str(name)) | ast.ExceptHandler(name=str(name)):
                yield node.lineno, name


def test_a_name_says_what_the_thing_is() -> None:
    example = "def told(said): [made for made in ()]\nself._said = found = 1"
    assert {name for _, name in names_given(ast.parse(example))} == NO_NAMES | {"_said"}
    assert [
        f"{path.relative_to(SOURCE).as_posix()}:{line}: {name}"
        for path in sorted(SOURCE.rglob("*.py"))
        for line, name in names_given(ast.parse(path.read_text("utf-8")))
        if name.lstrip("_") in NO_NAMES
    ] == []


MOST_WORDS_OF_A_RULE = 12


LOOKED_AT_ONCE = re.compile(
    r"assert .*\.(?:is_(?:visible|hidden|checked|enabled|disabled)|inner_text|input_value"
    r"|get_attribute|all_inner_texts|all_text_contents)\(|assert .*\.count\(\)"
)
"""What a page shows, asked of it a single time; playwright's ``expect`` waits for it."""


def test_no_test_looks_at_a_page_before_it_can_be_there() -> None:
    looking = [*ROOT.glob("tests/podcast/browser/*.py"), *ROOT.glob("tests/newsroom/*.py")]
    assert LOOKED_AT_ONCE.search('assert page.locator("h1").is_visible()')
    found = {
        f"{path.name}: {line.strip()}"
        for path in looking
        for line in path.read_text("utf-8").splitlines()
        if LOOKED_AT_ONCE.search(line)
    }
    assert found == set()


def test_words_that_a_rule_looks_for_stand_in_data_files() -> None:
    """A linguist adds a word to a table. What a rule says itself is a few words of grammar."""
    word = re.compile(r"[\u0621-\u06d3]{2,}")
    long: list[str] = []
    for path in sorted((SOURCE / "script" / "classes").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Assign) or isinstance(node.value, ast.Dict):
                continue
            constants = (each for each in ast.walk(node.value) if isinstance(each, ast.Constant))
            texts = (each.value for each in constants if isinstance(each.value, str))
            words = sum(len(word.findall(text)) for text in texts)
            if words > MOST_WORDS_OF_A_RULE:
                long.append(f"{path.name}: {ast.unparse(node.targets[0])}, {words} words")
    assert long == []


# -- one name each ---------------------------------------------------------

# Modules that were given another name, with the room they stood in.
OLD_MODULES = (
    "crew", "records", "lean_import", "ending", "durable",
    "desk/press", "desk/keeping", "desk/voicing", "desk/order", "desk/casting", "desk/reading",
    "desk/broadcast", "desk/audit",
    "sound/programme", "sound/station", "sound/beside", "sound/limits", "sound/words",
    "script/tying", "script/rewrite", "script/composing", "script/silence", "script/romanising",
    "script/reviewing",
    "speech/choice", "speech/speaking", "speech/readiness", "podcast/holdings",
    "podcast/publish",
    "text/marks", "speech/marks", "script/classes/marks", "script/harakat/marks",
    "desk/said_here", "desk/beside", "desk/cutting", "desk/fitting", "desk/far", "desk/dress",
    "desk/judged", "desk/draft", "sound/around", "script/said_so", "intake/given", "newsroom/room",
    "desk/pieces", "archive/questions", "intake/doubled", "intake/pages/raised",
    "script/classes/raised", "script/harakat/guesses", "podcast/publishing/asked",
    "settings/near", "settings/unfit", "settings/unfit_show", "script/reader", "text/closing",
    "podcast/publishing/opening",
)  # fmt: skip
# Of these names that one too which stands alone: each is no word that prose has a use for.
NO_WORD = r"\b(?:crew|lean_import|durable|keeping\.py|press\.py|tying|romanising|holdings)\b"
TEXTS = sorted(
    path
    for pattern in ("*.md", "*.toml", "docs/*.md", "bench/*", "src/**/*", "tests/**/*", ".ci/*")
    for path in ROOT.glob(pattern)
    if path.suffix in {".py", ".md", ".toml", ".html", ".js", ""}
    and path.is_file()
    and "data" not in path.parts
    and path != Path(__file__)
)


def test_no_file_keeps_an_old_name() -> None:
    for name in OLD_MODULES:
        assert not (SOURCE / f"{name}.py").exists()
        assert not (SOURCE / name).exists()
        assert list((ROOT / "tests").rglob(f"test_{name.replace('/', '_')}.py")) == []


def test_no_text_speaks_of_an_old_name() -> None:
    rooms = [f"naqeeb/{name}".split("/")[-2:] for name in OLD_MODULES]
    old = re.compile(
        "|".join(
            rf"\b{room}[./]{module}\b(?!\()|\b{room} import (?:\w+, )*{module}\b"
            for room, module in rooms
        )
        + f"|{NO_WORD}"
    )
    texts = {path: old.findall(path.read_text("utf-8")) for path in TEXTS}
    assert {str(path): names for path, names in texts.items() if names} == {}


# -- what others rely on ---------------------------------------------------


def test_the_public_names_are_those_of_the_package_and_bear_their_own_name() -> None:
    import naqeeb

    assert {"Desk", "speakable", "sentences", "Episode", "NaqeebError"} <= set(naqeeb.__all__)
    # Neither a module nor an alias of types bears it alone.
    for name in set(naqeeb.__all__) - {"__version__", "settings", "Listener", "Outcome"}:
        assert getattr(naqeeb, name).__name__ == name


def test_the_version_is_said_once_and_stands_in_the_changelog() -> None:
    import naqeeb

    assert naqeeb.__version__ == PROJECT["project"]["version"]
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert re.search(rf"^## {re.escape(naqeeb.__version__)}\b", changes, re.MULTILINE)


# -- what a wheel holds ----------------------------------------------------


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel and an editable wheel, built as pip builds them, without a network."""
    folder = tmp_path_factory.mktemp("wheels")
    code = (
        "import sys, hatchling.build as build;"
        "build.build_wheel(sys.argv[1] + '/plain'); build.build_editable(sys.argv[1] + '/editable')"
    )
    done = run(sys.executable, "-c", code, str(folder))
    assert done.returncode == 0, done.stderr
    return folder


def unpacked(folder: Path, into: Path) -> Path:
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(into)
    return into


def voices_seen_from(place: Path, tmp_path: Path) -> dict[str, str]:
    code = (
        "import naqeeb, naqeeb.settings as s, pathlib, json;"
        "found = s.load_voices(pathlib.Path.cwd());"
        "print(json.dumps({'naqeeb': naqeeb.__file__, 'voices': str(s.voices_folder()),"
        " 'names': ' '.join(found)}))"
    )
    done = run(sys.executable, "-c", code, cwd=tmp_path, PYTHONPATH=str(place))
    assert done.returncode == 0, done.stderr
    seen: dict[str, str] = json.loads(done.stdout)
    return seen


def test_a_wheel_holds_all_code_data_voices_and_the_licence(wheels: Path, tmp_path: Path) -> None:
    site = unpacked(wheels / "plain", tmp_path)
    held = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    wanted = {
        path.relative_to(SOURCE.parent).as_posix()
        for path in SOURCE.rglob("*")
        if path.is_file() and not any(part.startswith(("__pyc", ".")) for part in path.parts)
    }
    voices = {f"naqeeb/voices/{path.name}" for path in (ROOT / "voices").glob("*.toml")}
    assert wanted | voices <= held
    assert any(name.endswith("licenses/LICENSE") for name in held)
    kinds = {Path(name).suffix for name in held}
    assert {".tsv", ".html", ".png", ".toml"} <= kinds
    outside = {name.split("/")[0] for name in held} - {"naqeeb"}
    assert [name for name in outside if not name.endswith(".dist-info")] == []


def test_an_installed_wheel_finds_its_own_voices(wheels: Path, tmp_path: Path) -> None:
    site = unpacked(wheels / "plain", tmp_path / "site")
    seen = voices_seen_from(site, tmp_path)
    assert seen["naqeeb"] == str(site / "naqeeb" / "__init__.py")
    assert seen["voices"] == str(site / "naqeeb" / "voices")
    assert {"espeak", "gtts", "tone"} <= set(seen["names"].split())


def test_an_editable_install_finds_the_checkouts_voices(wheels: Path, tmp_path: Path) -> None:
    site = unpacked(wheels / "editable", tmp_path / "site")
    (link,) = site.glob("*.pth")
    source = Path(link.read_text("utf-8").strip())
    assert source == ROOT / "src"
    seen = voices_seen_from(source, tmp_path)
    assert seen["voices"] == str(ROOT / "voices")
    assert {"espeak", "gtts", "tone"} <= set(seen["names"].split())


def test_the_users_own_voices_stand_before_ours(tmp_path: Path) -> None:
    from naqeeb.settings import load_voices

    (tmp_path / "voices").mkdir()
    (tmp_path / "voices" / "tone.toml").write_text('engine = "tone"\nregion = "XX"\n', "utf-8")
    assert load_voices(tmp_path)["tone"].region == "XX"
    assert "espeak" in load_voices(tmp_path)
