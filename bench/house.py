"""How easy the code is to read, by count, beside what it was at 052920b.

Product code is every Python file of `jmzpro/` that is no test and no migration. A statement is a
node of the syntax tree that is a statement, without docstrings. Complexity is McCabe's, with each
`and`, `or` and conditional expression as a branch. Prints a Markdown section.
"""

import ast
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from history import unpack

ROOT = Path(__file__).resolve().parent.parent
BEFORE = "052920b"
Function = ast.FunctionDef | ast.AsyncFunctionDef
BRANCHES = (
    ast.If,
    ast.For,
    ast.AsyncFor,
    ast.While,
    ast.ExceptHandler,
    ast.comprehension,
    ast.IfExp,
)
NESTING = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.Try, ast.With, ast.AsyncWith, ast.Match)


@dataclass(frozen=True)
class Module:
    """One product module: its dotted name, its lines and its syntax tree."""

    name: str
    lines: list[str]
    tree: ast.Module


def read_modules(root: Path) -> list[Module]:
    """Every product module under `root`/jmzpro that is not empty."""
    found = []
    for path in sorted((root / "jmzpro").rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        if {"tests", "migrations"} & set(parts):
            continue
        text = path.read_text(encoding="utf-8")
        if text.strip():
            name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            found.append(Module(name, text.splitlines(), ast.parse(text)))
    return found


def functions(module: Module) -> Iterator[Function]:
    for node in ast.walk(module.tree):
        if isinstance(node, Function):
            yield node


def length_of(function: Function) -> int:
    """Lines of the body, without the docstring."""
    body = function.body
    if ast.get_docstring(function) is not None:
        body = body[1:]
    return body[-1].end_lineno - body[0].lineno + 1 if body and body[-1].end_lineno else 0


def own_nodes(function: Function) -> Iterator[ast.AST]:
    """The nodes of a function without those of the functions and classes inside it."""
    waiting: list[ast.AST] = list(function.body)
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, Function | ast.ClassDef | ast.Lambda):
            waiting.extend(ast.iter_child_nodes(node))


def complexity_of(function: Function) -> int:
    """One more than the number of branches, McCabe's measure."""
    count = 1
    for node in own_nodes(function):
        if isinstance(node, BRANCHES):
            count += 1
        elif isinstance(node, ast.BoolOp):
            count += len(node.values) - 1
        elif isinstance(node, ast.match_case):
            count += 1
    return count


def depth_of(node: ast.AST) -> int:
    inner = max(
        (
            depth_of(child)
            for child in ast.iter_child_nodes(node)
            if not isinstance(child, Function)
        ),
        default=0,
    )
    return inner + isinstance(node, NESTING)


def has_any(function: Function) -> bool:
    """Whether an argument of the function is typed as Any."""
    arguments = function.args
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return any(
        argument.annotation is not None
        and "Any" in ast.unparse(argument.annotation).split("[")[0].split(" | ")
        for argument in every
    )


def statements(module: Module) -> int:
    """Statements without docstrings."""
    count = 0
    for node in ast.walk(module.tree):
        if isinstance(node, ast.stmt):
            is_docstring = (
                isinstance(node, ast.Expr)
                and isinstance(node.value, ast.Constant)
                and isinstance(node.value.value, str)
            )
            count += not is_docstring
    return count


def imported_by(modules: list[Module]) -> Counter[str]:
    """For each module how many other product modules import it."""
    names = {module.name for module in modules}
    importers: dict[str, set[str]] = {name: set() for name in names}
    for module in modules:
        for node in ast.walk(module.tree):
            wanted: list[str] = []
            if isinstance(node, ast.Import):
                wanted = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                wanted = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
            for name in wanted:
                if name in names and name != module.name:
                    importers[name].add(module.name)
    return Counter({name: len(by) for name, by in importers.items()})


def share(part: int, of: int) -> str:
    return f"{part:,} ({part / of:.1%})"


def figures(root: Path) -> dict[str, str]:
    """The measured figures of one tree, in the order of the table."""
    modules = read_modules(root)
    every = [function for module in modules for function in functions(module)]
    lengths = sorted(length_of(function) for function in every)
    complexities = [complexity_of(function) for function in every]
    lines = [len(line) for module in modules for line in module.lines]
    files = [len(module.lines) for module in modules]
    cut = quantiles(lengths, n=100)
    importers = imported_by(modules)
    packages = {module.name.rpartition(".")[0] for module in modules}
    alone = sum(1 for name, count in importers.items() if count == 1 and name not in packages)
    templates = [path.read_text(encoding="utf-8") for path in (root / "jmzpro").rglob("*.html")]
    template_lines = [len(line) for text in templates for line in text.splitlines()]
    tests = [path for path in (root / "jmzpro").rglob("*.py") if "tests" in path.parts]
    tested = sum(len(path.read_text(encoding="utf-8").splitlines()) for path in tests)
    return {
        "lines / modules": f"{len(lines):,} / {len(modules)}",
        "statements, without docstrings": f"{sum(map(statements, modules)):,}",
        "function length, median / p90 / p99 / longest": " / ".join(
            f"{value:.0f}" for value in (median(lengths), cut[89], cut[98], lengths[-1])
        ),
        "functions over 40 lines": share(sum(length > 40 for length in lengths), len(every)),
        "module length, median / longest": f"{median(files):.0f} / {max(files)}",
        "nesting over 3": share(sum(depth_of(function) > 3 for function in every), len(every)),
        "complexity over 10": share(sum(value > 10 for value in complexities), len(every)),
        "complexity over 15": share(sum(value > 15 for value in complexities), len(every)),
        "functions with an argument of type Any": share(sum(map(has_any, every)), len(every)),
        "functions with a docstring": share(
            sum(ast.get_docstring(one) is not None for one in every), len(every)
        ),
        "modules that one other module alone imports": share(alone, len(modules)),
        "lines over 100 columns": share(sum(width > 100 for width in lines), len(lines)),
        "test lines a product line": f"{tested / len(lines):.2f}",
        "lines of templates over 100 columns": share(
            sum(width > 100 for width in template_lines), len(template_lines)
        ),
    }


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        unpack(BEFORE, Path(folder))
        old, new = figures(Path(folder)), figures(ROOT)
    lines = [
        "## How easy is the code to read?",
        "",
        "Counted by one script over the syntax trees; product code, without tests and migrations.",
        "",
        f"| | {BEFORE} | now |",
        "|---|---|---|",
        *(f"| {name} | {old[name]} | {value} |" for name, value in new.items()),
    ]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
