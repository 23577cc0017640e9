"""The docs say all that there is, and nothing that is not."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import MISSING, Field, fields
from pathlib import Path
from typing import Any

import pytest
import typer.main

from naqeeb import Event, Failure, Overrides, Result, cli, errors, model, settings
from naqeeb.errors import SettingsError

ROOT = Path(__file__).parents[1]
DOCS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "bench").glob("*.md")])
SECTIONS = {
    "show": model.Show,
    "intake": settings.IntakeSettings,
    "follow": settings.FollowSettings,
    "voice": settings.VoiceSettings,
    "sound": settings.SoundSettings,
    "script": settings.ScriptSettings,
    "bulletin": settings.BulletinSettings,
    "editions": settings.Edition,
    "site": settings.SiteSettings,
    "newsroom": settings.NewsroomSettings,
    "cluster": settings.ClusterSettings,
}
LONGEST_DECISIONS_WORDS = 2500
LONGEST_REASON_WORDS = 110
# A path that exists on one person's machine only.
PRIVATE = re.compile(r"/(?:root|work|Users|home/\w+|opt/(?!homebrew)\w+)/")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def sections(text: str) -> dict[str, str]:
    """The text under each second-level heading."""
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def commands() -> dict[str, set[str]]:
    """Each command, and the options that it takes."""
    # Typer carries a click of its own, so its types are not click's.
    group: Any = typer.main.get_command(cli.app)
    return {
        name: {
            option
            for parameter in command.params
            if parameter.param_type_name == "option" and not parameter.hidden
            for option in (*parameter.opts, *parameter.secondary_opts)
        }
        for name, command in group.commands.items()
    }


COMMANDS = sections((ROOT / "docs" / "commands.md").read_text("utf-8"))
SETTINGS = sections((ROOT / "docs" / "settings.md").read_text("utf-8"))


# -- commands --------------------------------------------------------------


def test_there_is_a_section_for_each_command_and_for_no_other() -> None:
    described = {name.removeprefix("naqeeb ") for name in COMMANDS if name.startswith("naqeeb ")}
    assert described == set(commands())


@pytest.mark.parametrize("name", sorted(commands()))
def test_a_commands_section_names_its_options_and_no_others(name: str) -> None:
    section = COMMANDS[f"naqeeb {name}"]
    outside_examples = re.sub(r"```.*?```", "", section, flags=re.DOTALL)
    described = set(re.findall(r"`(--?[a-z][a-z-]*)", outside_examples))
    assert described == commands()[name] - {"--help"}


@pytest.mark.parametrize("path", DOCS, ids=name_of)
def test_examples_use_commands_and_options_that_there_are(path: Path) -> None:
    known = commands()
    for line in shell_lines(path.read_text("utf-8")):
        for call in re.findall(r"(?:^|[|&;]\s*|uv run )naqeeb ([^|&;#]*)", line):
            name = call.split()[0]
            if name.startswith(("-", "COMMAND")):
                continue
            assert name in known, line
            used = set(re.findall(r"(?<=\s)--?[a-z][a-z-]*", call))
            assert used - known[name] - {"--help"} == set(), line


def shell_lines(text: str) -> Iterator[str]:
    for block in re.findall(r"^```(?:sh|bash|console)\n(.*?)^```", text, re.DOTALL | re.MULTILINE):
        yield from block.replace("\\\n", " ").splitlines()


# -- settings --------------------------------------------------------------


def table(section: str) -> dict[str, str]:
    """Key and default of each row."""
    rows = re.findall(r"^\| `(\w+)` \| (.+?) \|", section, re.MULTILINE)
    return dict(rows)


def default_of(field: Field[object]) -> object:
    if field.default is not MISSING:
        return field.default
    assert field.default_factory is not MISSING
    return field.default_factory()


def test_there_is_a_table_for_each_section_of_the_file_and_for_no_other() -> None:
    described = {name.strip("[]") for name in SETTINGS if name.startswith("[")}
    assert described == set(SECTIONS)
    assert set(table(SETTINGS["Top of the file"])) == {"output", "jobs"}
    # What `settings.load` knows at the top of the file is a section or one of these two.
    hint = _known_at_top()
    assert hint == {*SECTIONS, "output", "jobs"}


def _known_at_top() -> set[str]:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "naqeeb.toml"
        path.write_text("qqqqqq = 1\n", "utf-8")
        with pytest.raises(SettingsError) as caught:
            settings.load(path)
    return set(caught.value.hint.removeprefix("known: ").split(", "))


@pytest.mark.parametrize("section", sorted(SECTIONS))
def test_every_key_is_described_with_its_default(section: str) -> None:
    described = table(SETTINGS.get(f"[{section}]") or SETTINGS[f"[[{section}]]"])
    keys = {field.name: field for field in fields(SECTIONS[section])}
    assert set(described) - {"category"} == set(keys)
    for name, field in keys.items():
        said, default = described[name], default_of(field)
        if default is None:
            assert said == "none", name
        else:
            written = tomllib.loads(f"value = {said.strip('`')}")["value"]
            # Tuples are lists in TOML.
            assert json.dumps(written) == json.dumps(default), name


def test_the_example_is_read(tmp_path: Path) -> None:
    example = re.search(
        r"^```toml\n(.*?)^```",
        (ROOT / "docs" / "settings.md").read_text("utf-8"),
        re.DOTALL | re.MULTILINE,
    )
    assert example
    path = tmp_path / "naqeeb.toml"
    path.write_text(example[1], "utf-8")
    read = settings.load(path)
    assert read.show.categories == (("News", "Daily News"),)
    assert read.sound.intro == "pips"


# -- the Python API ----------------------------------------------------------

PYTHON = (ROOT / "docs" / "python.md").read_text("utf-8")


def test_every_error_is_described_with_the_attributes_of_its_own() -> None:
    rows = re.findall(r"^\| `(\w+)` \| .+? \| (.*?) ?\|$", sections(PYTHON)["Errors"], re.MULTILINE)
    described = {name: set(re.findall(r"`(\w+)`", attributes)) for name, attributes in rows}
    kinds = [
        value
        for value in vars(errors).values()
        if isinstance(value, type) and issubclass(value, errors.NaqeebError)
    ]
    own = {kind.__name__: set(vars(kind).get("__annotations__", {})) for kind in kinds}
    own["NaqeebError"].remove("exit_code")  # of the class, described above the table
    assert described == own


@pytest.mark.parametrize(
    "kind", [Result, Failure, Overrides, Event], ids=lambda kind: kind.__name__
)
def test_what_a_caller_is_given_is_described(kind: type[Any]) -> None:
    assert [field.name for field in fields(kind) if f"`{field.name}`" not in PYTHON] == []


# -- links and paths -------------------------------------------------------


def slug(heading: str) -> str:
    """The anchor that GitHub makes of a heading."""
    plain = re.sub(r"[^\w\- ]", "", heading.strip().lower().replace("`", ""))
    return plain.replace(" ", "-")


def links(text: str) -> list[str]:
    prose = re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)
    return re.findall(r"\]\(([^)\s]+)\)", prose) + re.findall(r'(?:src|href)="([^"]+)"', prose)


@pytest.mark.parametrize("path", DOCS, ids=name_of)
def test_links_between_docs_lead_somewhere(path: Path) -> None:
    for link in links(path.read_text("utf-8")):
        if re.match(r"[a-z]+:", link):
            continue
        file, _, anchor = link.partition("#")
        target = (path.parent / file).resolve() if file else path
        assert target.exists(), link
        if anchor:
            headings = re.findall(r"^#+ (.+)$", target.read_text("utf-8"), re.MULTILINE)
            assert anchor in {slug(heading) for heading in headings}, link


def test_the_docs_name_only_modules_that_there_are() -> None:
    there = {
        path.name for folder in ("src", "bench", "tests") for path in (ROOT / folder).rglob("*.py")
    }
    for path in DOCS:
        named = set(re.findall(r"\b(\w+\.py)\b", path.read_text("utf-8")))
        assert named - there == set(), path


def test_the_architecture_names_every_room_and_every_file_beside_them() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    source = ROOT / "src" / "naqeeb"
    rooms = {f"{path.parent.name}/" for path in source.glob("*/__init__.py")}
    files = {path.name for path in source.glob("*.py")} - {"_version.py"}
    assert {name for name in rooms | files if name not in text} == set()


def test_the_architecture_names_each_file_and_room_of_the_desk() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    table = text.split("## The desk")[1].split("## The rooms")[0]
    desk = ROOT / "src" / "naqeeb" / "desk"
    there = {path.name for path in desk.glob("*.py")} - {"__init__.py"}
    there |= {f"{path.parent.name}/" for path in desk.glob("*/__init__.py")}
    assert there - set(re.findall(r"`(\w+(?:\.py|/))`", table)) == set()


def test_decisions_are_short_enough_to_be_read() -> None:
    text = (ROOT / "docs" / "decisions.md").read_text("utf-8")
    assert len(text.split()) <= LONGEST_DECISIONS_WORDS
    reasons = re.findall(r"^\*\*.+?(?=\n\n|\Z)", text, re.DOTALL | re.MULTILINE)
    assert reasons
    assert [each for each in reasons if len(each.split()) > LONGEST_REASON_WORDS] == []


def test_every_benchmark_is_listed() -> None:
    listed = (ROOT / "bench" / "README.md").read_text("utf-8")
    assert [path.name for path in (ROOT / "bench").glob("*.py") if path.name not in listed] == []


def test_every_doc_is_reached_from_the_readme() -> None:
    reached, waiting = set[Path](), [ROOT / "README.md"]
    while waiting:
        path = waiting.pop()
        if path in reached or path.suffix != ".md" or not path.exists():
            continue
        reached.add(path)
        waiting += [
            (path.parent / link.partition("#")[0]).resolve()
            for link in links(path.read_text("utf-8"))
            if not re.match(r"[a-z]+:|#", link)
        ]
    assert {name_of(path) for path in DOCS} - {name_of(path) for path in reached} == set()


def test_nothing_names_a_path_of_a_private_machine() -> None:
    written = {
        each
        for folder in ("src", "bench", "voices")
        for each in (ROOT / folder).rglob("*")
        if each.suffix in {".py", ".toml", ".tsv", ".html", ".md"}
    }
    named = {path: PRIVATE.findall(path.read_text("utf-8")) for path in written.union(DOCS)}
    assert {name_of(path): paths for path, paths in named.items() if paths} == {}
