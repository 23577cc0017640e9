"""``naqeeb.toml`` and ``voices/*.toml`` into frozen settings.

Everything has a default, so naqeeb works with no file at all. A key that is
not known is an error that names the nearest one that is.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from types import UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from naqeeb.errors import SettingsError, VoiceUnknown
from naqeeb.model import Show, Voice

SETTINGS_FILE = "naqeeb.toml"

T = TypeVar("T")

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


@dataclass(frozen=True, slots=True)
class IntakeSettings:
    """``[intake]``: what may be fetched."""

    private_addresses: bool = False
    """Whether URLs may lead to loopback and private networks."""


@dataclass(frozen=True, slots=True)
class VoiceSettings:
    """``[voice]``: who speaks, and how patient naqeeb is with voices on the network."""

    name: str = "auto"
    """A voice's name, or ``auto``: the first of ``auto`` below that answers in time."""
    auto: tuple[str, ...] = ("gtts", "edge", "espeak")
    fallback: tuple[str, ...] = ()
    """Voices that take over the whole episode when a named voice fails."""
    online: bool = True
    """False forbids sending text anywhere."""
    probe_s: float = 2.0
    """How long ``auto`` waits for an online voice's first chunk."""
    deadline_s: float = 90.0
    """How long one article may take with an online voice."""
    requests: int = 6
    """How many requests an online voice has under way at once."""
    stories: tuple[str, ...] = ()
    """Voices that take turns, story by story, in a bulletin."""
    headlines: str = ""
    """The voice of greeting, headlines and sign-off in a bulletin."""


@dataclass(frozen=True, slots=True)
class SoundSettings:
    """``[sound]``: pauses, level, format and station sound."""

    comma_ms: int = 120
    clause_ms: int = 200
    sentence_ms: int = 350
    paragraph_ms: int = 700
    title_ms: int = 900
    story_ms: int = 1200
    lufs: float = -19.0
    true_peak_dbtp: float = -1.0
    bitrate_kbps: int = 64
    sample_rate: Literal["native", 44100] = "native"
    quality: int = 7
    """LAME's, 0 (slow) to 9 (fast)."""
    intro: str = ""
    """A sound file, or ``pips`` for the built-in time signal."""
    outro: str = ""
    sting: str = ""
    """Between stories: a sound file, or ``sting`` for the built-in one."""
    bed: str = ""
    """Music under the headlines."""
    bed_db: float = -18.0
    duck_db: float = -9.0
    fade_ms: int = 400
    data_saver: bool = False
    """Also make a 24 kbps edition."""
    editions: tuple[Literal["opus", "m4b"], ...] = ()
    """Also make these; they need the extra ``naqeeb[editions]``."""


@dataclass(frozen=True, slots=True)
class ScriptSettings:
    """``[script]``: how the text is read."""

    drop_gloss: bool = True
    """Leave out a Latin gloss in brackets that repeats the Urdu name before it."""
    gregorian_suffix: bool = False
    """Say عیسوی where the text writes ء after a year."""
    allow_silent: bool = False
    """Go on although a token would not be heard."""
    lexicon: str = "lexicon.toml"
    greeting: str = "السلام علیکم۔ {date} کی خبریں {show} سے پیشِ خدمت ہیں۔"
    headlines: str = "پہلے سرخیاں۔"
    stories: str = "اب خبروں کی تفصیل۔"
    sign_off: str = "خبریں ختم ہوئیں۔ اللہ حافظ۔"


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """``[site]``: feed and pages."""

    feed_items: int = 200
    """At least so many of the newest episodes stand in ``feed.xml``."""
    keep_previous_days: int = 30
    """How long a replaced MP3 stays for listeners who are half way through it."""


@dataclass(frozen=True, slots=True)
class ClusterSettings:
    """``[cluster]``: where work runs when there is much of it."""

    address: str = ""
    """``tcp://HOST:PORT`` on loopback, ``tls://HOST:PORT`` elsewhere."""
    tls_ca: str = ""
    tls_cert: str = ""
    tls_key: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of one run."""

    root: Path = field(default_factory=Path.cwd)
    """The folder of ``naqeeb.toml``; paths in it are relative to this."""
    output: Path = Path("output")
    shows: tuple[Show, ...] = (Show(),)
    intake: IntakeSettings = IntakeSettings()
    voice: VoiceSettings = VoiceSettings()
    sound: SoundSettings = SoundSettings()
    script: ScriptSettings = ScriptSettings()
    site: SiteSettings = SiteSettings()
    cluster: ClusterSettings = ClusterSettings()
    jobs: int = 0
    """How many processors to use; 0 means all."""

    @property
    def show(self) -> Show:
        """The first show, which takes every episode that names no other."""
        return self.shows[0]


def load(path: Path | None = None) -> Settings:
    """Read ``naqeeb.toml``.

    Args:
        path: the file; None reads ``naqeeb.toml`` in the current folder where
            there is one, and otherwise gives the defaults.

    Raises:
        SettingsError: the file is missing, is not TOML, or says something unknown.
    """
    if path is None:
        path = Path(SETTINGS_FILE)
        if not path.exists():
            return Settings()
    table = _read_toml(path)
    root = path.resolve().parent
    known = {"show", "intake", "voice", "sound", "script", "site", "cluster", "output", "jobs"}
    _refuse_unknown(table, known, str(path), "")
    where = str(path)
    _check_top(table, where)
    shows = table.get("show", {})
    if isinstance(shows, dict):
        shows = [shows]
    made = tuple(_show(entry, where) for entry in shows)
    slugs = [show.slug for show in made]
    for slug in slugs:
        if slug is not None and (not _SLUG.fullmatch(slug) or slug == "episodes"):
            raise SettingsError(
                f"{where}: [show] slug is {slug!r}, which cannot be a folder's name",
                hint='write small letters, digits and hyphens, as in slug = "sport"',
                slug=slug,
            )
    if len(made) > 1 and (None in slugs or len(set(slugs)) != len(slugs)):
        raise SettingsError(
            f"{where}: several [[show]] need a slug each, all different",
            hint='add slug = "sport" and the like to each [[show]]',
        )
    return Settings(
        root=root,
        output=root / table["output"] if "output" in table else Path("output"),
        shows=made,
        intake=_section(IntakeSettings, table.get("intake", {}), where, "intake"),
        voice=_section(VoiceSettings, table.get("voice", {}), where, "voice"),
        sound=_section(SoundSettings, table.get("sound", {}), where, "sound"),
        script=_section(ScriptSettings, table.get("script", {}), where, "script"),
        site=_section(SiteSettings, table.get("site", {}), where, "site"),
        cluster=_section(ClusterSettings, table.get("cluster", {}), where, "cluster"),
        jobs=table.get("jobs", 0),
    )


def with_sound(settings: SoundSettings, stated: Mapping[str, str], where: str) -> SoundSettings:
    """The sound settings with what an article's front matter states laid over them."""
    if not stated:
        return settings
    hints = get_type_hints(SoundSettings)
    typed = {key: _from_text(hints.get(key), value) for key, value in stated.items()}
    return _section(SoundSettings, typed, where, "sound", over=settings)


def voices_folder() -> Path:
    """Where naqeeb's own voice files lie: in the wheel, or in the checkout."""
    packaged = Path(__file__).parent / "voices"
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / "voices"


def load_voices(root: Path) -> dict[str, Voice]:
    """All voices by name; those in ``root/voices`` stand before naqeeb's own.

    Raises:
        SettingsError: a voice file is not TOML or says something unknown.
    """
    files: dict[str, Path] = {}
    for folder in (voices_folder(), root / "voices"):
        if folder.is_dir():
            files |= {path.stem: path for path in sorted(folder.glob("*.toml"))}
    return {name: read_voice(path) for name, path in sorted(files.items())}


def find_voice(name: str, root: Path) -> Voice:
    """One voice by name, reading no other file.

    Raises:
        VoiceUnknown: no file of this name; the hint lists those there are.
        SettingsError: its file is wrong.
    """
    for folder in (root / "voices", voices_folder()):
        path = folder / f"{name}.toml"
        if name == Path(name).name and path.is_file():
            return read_voice(path)
    names = sorted(load_voices(root))
    raise VoiceUnknown(
        f"there is no voice named {name!r}",
        hint=f"choose one of {', '.join(names)}, or add voices/{name}.toml",
        voice=name,
        voices=tuple(names),
    )


def read_voice(path: Path) -> Voice:
    """Read one voice file; its name is the file's stem."""
    table = _read_toml(path)
    if "engine" not in table:
        raise SettingsError(
            f"{path}: a voice file must name its engine",
            hint='add engine = "espeak" (or another)',
        )
    if "name" in table:
        raise SettingsError(
            f"{path}: a voice is named by its file",
            hint="remove the key name and rename the file",
        )
    # Model files and the like are found beside the voice file that names them.
    options = dict(table.pop("options", {}))
    options.setdefault("folder", str(path.resolve().parent))
    voice = _section(Voice, table | {"name": path.stem}, str(path), "")
    return replace(voice, options=options)


def _check_top(table: Mapping[str, Any], where: str) -> None:
    """What stands outside of all sections is of the right kind."""
    output, jobs, shows = table.get("output", ""), table.get("jobs", 0), table.get("show", {})
    if not isinstance(output, str):
        raise SettingsError(f"{where}: output is {output!r}, which is not a text", key="output")
    if not isinstance(jobs, int) or isinstance(jobs, bool) or jobs < 0:
        raise SettingsError(
            f"{where}: jobs is {jobs!r}, which is not a whole number from 0", key="jobs"
        )
    several = shows if isinstance(shows, list) and shows else [shows]
    if not all(isinstance(show, dict) for show in several):
        raise SettingsError(f"{where}: [show] must be a table", key="show")


def _show(table: dict[str, Any], where: str) -> Show:
    table = dict(table)
    category = table.pop("category", None)
    show = _section(Show, table, where, "show")
    if category is not None:
        named = [category] if isinstance(category, str) else category
        if not isinstance(named, list) or not all(isinstance(one, str) for one in named):
            raise SettingsError(
                f"{where}: [show] category must be a text or a list of texts",
                hint='write category = "News / Daily News"',
            )
        pairs = tuple(_category(one) for one in named)
        show = replace(show, categories=pairs)
    return show


def _category(text: str) -> tuple[str, str]:
    parent, _, child = (part.strip() for part in text.partition("/"))
    return parent, child


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        raise SettingsError(
            f"there is no settings file {path}",
            hint="run `naqeeb init` to make one, or leave --config out",
            path=str(path),
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"{path} is not TOML: {error}",
            cause="a quotation mark, bracket or equals sign is missing",
            path=str(path),
        ) from None
    except OSError as error:
        raise SettingsError(f"{path} cannot be read: {error.strerror}", path=str(path)) from None


def _refuse_unknown(table: Mapping[str, Any], known: set[str], where: str, section: str) -> None:
    import difflib

    for key in table:
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            place = f"[{section}] {key}" if section else key
            raise SettingsError(
                f"{where}: {place} is not a setting",
                hint=f"did you mean {near[0]}?" if near else f"known: {', '.join(sorted(known))}",
                key=key,
            )


def _section(
    kind: type[T],
    table: object,
    where: str,
    section: str,
    *,
    over: T | None = None,
    extra: frozenset[str] = frozenset(),
) -> T:
    """One table into its dataclass, each value checked against the field's type."""
    place = f"[{section}] " if section else ""
    if not isinstance(table, dict):
        raise SettingsError(f"{where}: {place.strip() or 'it'} must be a table")
    hints = get_type_hints(kind)
    names = {each.name for each in fields(kind)}  # type: ignore[arg-type]
    _refuse_unknown(table, names | extra, where, section)
    values: dict[str, Any] = {}
    for key, value in table.items():
        ok, made = _fit(hints[key], value)
        if not ok:
            raise SettingsError(
                f"{where}: {place}{key} is {value!r}, which is not {_described(hints[key])}",
                key=key,
            )
        values[key] = made
    if over is not None:
        return replace(over, **values)  # type: ignore[type-var]
    return kind(**values)


def _fit(hint: Any, value: Any) -> tuple[bool, Any]:
    """Whether a TOML value fits a field's type, and the value as the field keeps it."""
    origin, args = get_origin(hint), get_args(hint)
    if origin is Literal:
        return value in args, value
    if origin in (Union, UnionType):
        for one in args:
            if one is type(None):
                continue
            ok, made = _fit(one, value)
            if ok:
                return True, made
        return False, value
    if origin is tuple:
        if not isinstance(value, list):
            return False, value
        made = [_fit(args[0], each) for each in value]
        return all(ok for ok, _ in made), tuple(each for _, each in made)
    if origin is Mapping:
        return isinstance(value, dict), value
    if hint is float:
        good = isinstance(value, int | float) and not isinstance(value, bool)
        return good, float(value) if good else value
    if hint is int:
        return isinstance(value, int) and not isinstance(value, bool), value
    return isinstance(value, hint), value


def _described(hint: Any) -> str:
    origin, args = get_origin(hint), get_args(hint)
    if origin is Literal:
        return "one of " + ", ".join(repr(one) for one in args)
    if origin in (Union, UnionType):
        return " or ".join(_described(one) for one in args if one is not type(None))
    if origin is tuple and get_origin(args[0]) is Literal:
        return "a list of any of " + ", ".join(repr(one) for one in get_args(args[0]))
    if origin is tuple:
        return "a list of " + _described(args[0]).removeprefix("a ") + "s"
    names = {str: "a text", int: "a whole number", float: "a number", bool: "true or false"}
    return names.get(hint, "a table")


def _from_text(hint: Any, text: str) -> object:
    """Front matter is text: read it as the TOML value that its field wants."""
    if hint is str:
        return text
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        if get_origin(hint) is tuple:
            # A list as people write it there: one, two.
            return [each for part in text.strip("[]").split(",") if (each := part.strip())]
        return text
