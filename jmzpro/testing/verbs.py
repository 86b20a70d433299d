"""Who writes a state: each member of a state enum belongs to one verb, in the part of its model."""

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from jmzpro.testing.sources import OURS, python_files

FIELD = "state"
# The demo makes a network with a past: it writes states of long ago, that no verb gives.
NOT_THE_PRODUCT = ("demo", "testing")
# What a condition compares with is not written.
CONDITIONS = ("Q", "filter", "exclude")


@dataclass(frozen=True)
class Writing:
    """`state` becomes `member` here. `home` and `part`: where the enum is made, and written."""

    home: str
    member: str
    part: str
    place: str
    is_creation: bool


def writings(root: Path = OURS) -> Iterator[Writing]:
    for path in python_files(root):
        part, *rest = path.relative_to(root).parts
        if rest and part not in NOT_THE_PRODUCT:
            yield from writings_in(ast.parse(path.read_text()), part, str(path.relative_to(root)))


def writings_in(module: ast.Module, part: str, file: str) -> Iterator[Writing]:
    homes = homes_of(module, part)
    for name, node in with_function(module):
        for value, is_creation in written_values(node):
            for enum, member in members_in(value, homes):
                yield Writing(homes[enum], f"{enum}.{member}", part, f"{file}:{name}", is_creation)


def homes_of(module: ast.Module, part: str) -> dict[str, str]:
    """The part in which each enum that is known here was made, by its name here."""
    homes: dict[str, str] = {}
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("jmzpro."):
            made_in = (node.module or "").split(".")[1]
            homes |= {alias.asname or alias.name: made_in for alias in node.names}
        elif isinstance(node, ast.ClassDef):
            homes[node.name] = part
    return {name: home for name, home in homes.items() if name.endswith("State")}


def with_function(node: ast.AST, name: str = "") -> Iterator[tuple[str, ast.AST]]:
    """Every node with the function or method it stands in ("Question.close")."""
    for child in ast.iter_child_nodes(node):
        is_named = isinstance(child, (ast.FunctionDef, ast.ClassDef))
        inner = f"{name}.{child.name}".lstrip(".") if is_named else name  # type: ignore[attr-defined]
        yield inner, child
        yield from with_function(child, inner)


def written_values(node: ast.AST) -> Iterator[tuple[ast.expr, bool]]:
    """What the field gets here, and whether that makes a new row."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        for keyword in node.keywords:
            if keyword.arg == FIELD and node.func.attr in {"update", "create"}:
                yield keyword.value, node.func.attr == "create"
    elif isinstance(node, ast.Assign):
        for target in node.targets:
            yield from ((value, False) for value in assigned(target, node.value))


def assigned(target: ast.expr, value: ast.expr) -> Iterator[ast.expr]:
    if isinstance(target, ast.Attribute) and target.attr == FIELD:
        yield value
    elif isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for one, its_value in zip(target.elts, value.elts, strict=False):
            yield from assigned(one, its_value)


def members_in(value: ast.AST, homes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if isinstance(value, ast.Attribute) and isinstance(value.value, ast.Name):
        if value.value.id in homes and value.attr.isupper():
            yield value.value.id, value.attr
        return
    for child in ast.iter_child_nodes(value):
        if not is_condition(child, value):
            yield from members_in(child, homes)


def is_condition(node: ast.AST, parent: ast.AST) -> bool:
    if isinstance(parent, ast.IfExp) and node is parent.test:
        return True
    called = node.func if isinstance(node, ast.Call) else None
    name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
    return isinstance(node, ast.Compare) or name in CONDITIONS


def broken(root: Path = OURS, exceptions: Mapping[str, str] | None = None) -> Iterator[str]:
    """Each member with two writers, each writer in another part than the model's, and each
    exception ("the place member": why) that is none (any more).
    """
    excused, writers = dict(exceptions or {}), defaultdict[tuple[str, str], set[str]](set)
    for one in writings(root):
        if excused.get(f"{one.place} {one.member}"):
            excused[f"{one.place} {one.member}"] = ""
        elif one.part != one.home:
            yield f"{one.place} writes {one.member}, which is of {one.home}"
        elif not one.is_creation and f"{one.place} {one.member}" not in excused:
            writers[one.home, one.member].add(one.place)
    for (home, member), places in sorted(writers.items()):
        if len(places) > 1:
            yield f"{home}.{member} is written by {', '.join(sorted(places))}"
    yield from (f"{place} writes no such thing" for place, reason in excused.items() if reason)
