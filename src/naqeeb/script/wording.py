"""The wording of a bulletin: a jinja2 template, ours or an editor's, into what is said.

A template states blocks (greeting, link, sign_off ...); what it does not state is said as our
own wording says it. It runs in a sandbox, and a name that does not exist is an error.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sized
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from jinja2 import (
    BaseLoader,
    Environment,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateNotFound,
    meta,
)
from jinja2.exceptions import SecurityError
from jinja2.nodes import Block, Extends
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from naqeeb import small_files
from naqeeb.errors import SettingsError

BLOCKS = (
    "greeting", "salute", "day", "headlines", "stories", "link", "closing", "sign_off",
    "farewell", "correction", "title",
)  # fmt: skip
"""What a template may state; ``salute``, ``day`` and ``farewell`` are parts of others."""
NAMES = (
    "show", "presenter", "notice", "weekday", "date", "hijri", "time", "part_of_day", "edition",
    "headlines", "stories", "story", "credit", "bulletin",
)  # fmt: skip
"""What a template may ask for."""
STORY_NAMES = (
    "number", "title", "headline", "category", "desk", "opens_desk", "first", "last", "byline",
)  # fmt: skip
"""What ``story`` has, in the block ``link``."""
LONGEST_BYTES = 100_000
_MOST = 1_000_000
"""The largest number or text that a template may multiply to."""
_WIDENING = frozenset(
    ("attr", "batch", "center", "expandtabs", "format", "format_map", "indent", "ljust", "rjust",
     "slice", "tojson", "wordwrap", "zfill")
)  # fmt: skip
"""Filters and methods that pad to any width, or lead to such. What is spoken needs none."""
_FAILURES = (ArithmeticError, LookupError, MemoryError, SyntaxError, TypeError, ValueError)
_FOLDER = Path(__file__).with_name("data") / "wordings"
_BASE = "base"


@cache
def built_in() -> tuple[str, ...]:
    """The names of our own wordings."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.jinja")))


class Wording:
    """One wording, read and checked.

    Args:
        template: the name of a built-in wording, or a file.
        root: the folder that a file's path is relative to.
        fallback: the built-in wording that fills what a file does not state.

    Raises:
        SettingsError: there is no such file, it is no template, or it names a block or
            a value that there is none of.
    """

    def __init__(self, template: str, root: Path, fallback: str = _BASE) -> None:
        self._where = template or fallback
        if not template or template in built_in():
            self.source = _own(template or fallback)
        else:
            self.source = _file(root / template, template)
        if not self._check():
            self.source = f'{{% extends "{fallback}" %}}{self.source}'

    def say(self, block: str, values: Mapping[str, object]) -> str:
        """What one block says, on one line.

        Raises:
            SettingsError: the template asks for something that there is not, or fails.
        """
        try:
            template = _compiled(self.source)
            context = template.new_context(dict(values))
            # Up to its first text a template only says which one it extends, and the context
            # learns that one's blocks; then the one block that is asked for is rendered.
            next(iter(template.root_render_func(context)), None)
            text = "".join(context.blocks[block][0](context))
        except (*_FAILURES, TemplateError) as error:
            raise self._refusal(str(error) or type(error).__name__) from None
        except RecursionError:
            raise self._refusal("it calls itself without end, or is nested too deep") from None
        return " ".join(text.split())

    def _check(self) -> bool:
        """Whether the template extends another; refuses what it cannot mean."""
        try:
            tree = _sandbox().parse(self.source)
            unknown = sorted(meta.find_undeclared_variables(tree) - {*NAMES, "self", "super"})
        except (*_FAILURES, TemplateError) as error:
            raise self._refusal(str(error)) from None
        except RecursionError:
            raise self._refusal("it is nested too deep") from None
        if unknown:
            near = difflib.get_close_matches(unknown[0], NAMES, n=1)
            raise self._refusal(
                f"{unknown[0]!r} is not known" + (f"; did you mean {near[0]}?" if near else "")
            )
        blocks = [block.name for block in tree.find_all(Block)]
        for block in blocks:
            if block not in BLOCKS:
                raise SettingsError(
                    f"{self._where}: there is no block {block!r}",
                    hint=f"known blocks: {', '.join(BLOCKS)}",
                    path=self._where,
                )
        extends = tree.find(Extends) is not None
        if not blocks and not extends:
            raise SettingsError(
                f"{self._where} states nothing of the wording",
                hint="write {% block greeting %}…{% endblock %} and the like; known blocks: "
                + ", ".join(BLOCKS),
                path=self._where,
            )
        return extends or self.source == _own(_BASE)

    def _refusal(self, what: str) -> SettingsError:
        return SettingsError(
            f"{self._where}: {what}",
            cause="the template of the bulletin's wording is wrong",
            hint=f"known names: {', '.join(NAMES)}; story has {', '.join(STORY_NAMES)}",
            path=self._where,
        )


class _Sandbox(ImmutableSandboxedEnvironment):
    """A sandbox in which no sum takes all time or memory."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def __init__(self) -> None:
        super().__init__(
            loader=_Loader(), undefined=StrictUndefined, autoescape=False, cache_size=50
        )
        for name in _WIDENING & self.filters.keys():
            del self.filters[name]

    def getattr(self, obj: Any, attribute: str) -> Any:
        """What a template writes with a point, such as ``show.strip``."""
        _refuse_widening(obj, attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """What it writes in brackets: an item, or an attribute of that name."""
        _refuse_widening(obj, argument)
        return super().getitem(obj, argument)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """A product of a modest size; no template needs a power, or a figure of a stated width."""
        if operator == "%" and not isinstance(left, str):
            return super().call_binop(context, operator, left, right)
        sizes = [len(each) if isinstance(each, Sized) else abs(each) for each in (left, right)]
        if operator in ("**", "%") or sizes[0] * sizes[1] > _MOST:
            raise SecurityError(f"{operator} gives too much for a wording")
        return super().call_binop(context, operator, left, right)


@cache
def _sandbox() -> _Sandbox:
    return _Sandbox()


@lru_cache(maxsize=50)
def _compiled(source: str) -> Template:
    """A template, compiled once for all that is said by it: that takes 3 ms."""
    return _sandbox().from_string(source)


def _refuse_widening(obj: object, name: object) -> None:
    if isinstance(obj, str) and isinstance(name, str) and name in _WIDENING:
        raise SecurityError(f"{name} gives too much for a wording")


class _Loader(BaseLoader):
    """Our own wordings, which a template may extend; no file of the machine."""

    def get_source(
        self,
        environment: Environment,  # noqa: ARG002 - the interface of jinja2
        template: str,
    ) -> tuple[str, None, None]:
        if template not in built_in():
            raise TemplateNotFound(
                template, f"there is no wording {template!r}; built in: {', '.join(built_in())}"
            )
        return _own(template), None, None


@cache
def _own(name: str) -> str:
    return (_FOLDER / f"{name}.jinja").read_text("utf-8")


def _file(path: Path, name: str) -> str:
    try:
        data = small_files.read(path)
        if len(data) > LONGEST_BYTES:
            raise SettingsError(
                f"{name} has {len(data):,} bytes: a wording has at most {LONGEST_BYTES:,}",
                path=str(path),
            )
        return data.decode("utf-8-sig")
    except OSError as error:
        raise SettingsError(
            f"the wording {name} cannot be read: {error.strerror}",
            hint=f"name a file, or one that is built in: {', '.join(built_in())}",
            path=str(path),
        ) from None
    except UnicodeDecodeError:
        raise SettingsError(
            f"the wording {name} is not UTF-8", hint="save it as UTF-8", path=str(path)
        ) from None
