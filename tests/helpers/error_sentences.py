"""The sentences of naqeeb's errors, read from its source: what happened, causes, next steps.

A sentence has ``{}`` where a fact is inserted. Where a function makes an error of what it is given,
such as ``_refused(path, "is not square", "cut it")``, its callers' words are put into it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from naqeeb import errors

SOURCE = Path(errors.__file__).parent
KINDS = {name for name, value in vars(errors).items() if isinstance(value, type)}
NOT_FROM_THE_NEWSROOM = (
    # Commands, and what they alone do.
    "cli/", "__main__.py", "errors.py", "desk/backlog/", "desk/follow/",
    "desk/compare.py", "desk/measure.py", "desk/station.py", "desk/batch.py",
    "desk/bulletins.py", "desk/models.py",
    "podcast/serving/", "speech/fetch.py", "speech/model_store.py", "speech/survey.py",
    # Said in the terminal where the newsroom is started.
    "newsroom/server.py",
)  # fmt: skip
_SENTENCES = ("what", "cause", "hint")
_DEEPEST = 3
_TOGETHER = re.compile(r"(?<!\{)(?:\{\}){2,}(?!\})")
Known = Mapping[str, tuple[str, ...]]
"""Words for the names of a function's parameters."""


def sentences() -> dict[str, str]:
    """Each sentence that an editor may meet, and the file that it is from."""
    trees = {
        path.relative_to(SOURCE).as_posix(): ast.parse(path.read_text("utf-8"))
        for path in sorted(SOURCE.rglob("*.py"))
    }
    makers = {name: _makers(tree) for name, tree in trees.items()}
    found: dict[str, str] = {}
    for name, tree in trees.items():
        if not name.startswith(NOT_FROM_THE_NEWSROOM):
            # What other modules make: ``failures.failed(...)``, ``cannot_write(...)``.
            shared: dict[str, ast.FunctionDef] = {}
            for each in _imported(tree):
                shared |= makers.get(each, {})
            for sentence in _Module(tree, shared).sentences():
                found.setdefault(_TOGETHER.sub("{}", sentence), name)
    return found


class _Module:
    def __init__(self, tree: ast.Module, shared: Mapping[str, ast.FunctionDef]) -> None:
        self._tree = tree
        self._constants = _constants(tree)
        self._makers = {**shared, **_makers(tree)}

    def sentences(self) -> Iterator[str]:
        """All but those that are facts alone."""
        inside = {call for maker in self._makers.values() for call in _calls(maker)}
        called = {_name(call) for call in _calls(self._tree)}
        for call in _calls(self._tree):
            if call in inside and any(
                call in set(_calls(maker)) and name in called
                for name, maker in self._makers.items()
            ):
                continue  # its callers say what stands in it
            yield from self._of(call, {}, 0)

    def _of(self, call: ast.Call, known: Known, depth: int) -> Iterator[str]:
        maker = self._makers.get(_name(call))
        if maker is not None and depth < _DEEPEST:
            given = self._given(maker, call, known)
            for inner in _calls(maker):
                yield from self._of(inner, given, depth + 1)
        elif _name(call) in KINDS:
            parts = [("what", each) for each in call.args[:1]]
            parts += [(each.arg or "", each.value) for each in call.keywords]
            for part, node in parts:
                if part in _SENTENCES:
                    yield from filter(_says_something, self._texts(node, known))

    def _given(self, maker: ast.FunctionDef, call: ast.Call, known: Known) -> Known:
        names = [each.arg for each in (*maker.args.args, *maker.args.kwonlyargs)]
        names = [each for each in names if each not in ("self", "cls")]
        # What a function says of its own where its caller says nothing: ``hint=LATER``.
        defaults = zip(maker.args.kwonlyargs, maker.args.kw_defaults, strict=True)
        pairs = [(each.arg, default) for each, default in defaults if default is not None]
        pairs += [*zip(names, call.args, strict=False)]
        pairs += [(each.arg, each.value) for each in call.keywords if each.arg]
        return {name: texts for name, node in pairs if (texts := tuple(self._texts(node, known)))}

    def _texts(self, node: ast.expr, known: Known) -> list[str]:
        """What an expression may say."""
        match node:
            case ast.Constant(value=str() as text):
                return [text.replace("{", "{{").replace("}", "}}")]
            case ast.JoinedStr(values=values):
                texts = [""]
                for value in values:
                    inner = value.value if isinstance(value, ast.FormattedValue) else value
                    texts = [one + other for one in texts for other in self._texts(inner, known)]
                return texts
            case ast.IfExp(body=body, orelse=orelse):
                return [*self._texts(body, known), *self._texts(orelse, known)]
            case ast.BoolOp(values=values):
                return [text for value in values for text in self._texts(value, known)]
            case ast.BinOp(left=left, right=right, op=ast.Add()):
                first, second = self._texts(left, known), self._texts(right, known)
                return [one + other for one in first for other in second]
            case ast.Name(id=name) if name in known:
                return list(known[name])
            case ast.Name(id=name) if name in self._constants:
                return [self._constants[name].replace("{", "{{").replace("}", "}}")]
            case ast.Call(func=ast.Attribute(value=value, attr="rstrip")):
                return self._texts(value, known)
        return ["{}"]


def _imported(tree: ast.Module) -> Iterator[str]:
    """The files of the modules that a module imports, or imports from."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("naqeeb"):
            path = "/".join((node.module or "").split(".")[1:])
            yield f"{path}.py"
            yield from (f"{path}/{each.name}.py".lstrip("/") for each in node.names)


def _makers(tree: ast.Module) -> dict[str, ast.FunctionDef]:
    """The functions of a module that make an error of what they are given."""
    functions = [each for each in ast.walk(tree) if isinstance(each, ast.FunctionDef)]
    return {each.name: each for each in functions if _gives_an_error(each)}


def _constants(tree: ast.Module) -> dict[str, str]:
    return {
        each.targets[0].id: each.value.value
        for each in tree.body
        if isinstance(each, ast.Assign)
        and isinstance(each.targets[0], ast.Name)
        and isinstance(each.value, ast.Constant)
        and isinstance(each.value.value, str)
    }


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (each for each in ast.walk(tree) if isinstance(each, ast.Call))


def _name(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _gives_an_error(function: ast.FunctionDef) -> bool:
    return isinstance(function.returns, ast.Name) and function.returns.id in KINDS


def _says_something(text: str) -> bool:
    return any(map(str.isalpha, text))
