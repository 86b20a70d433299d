"""The house's rules over our own source: each function gives what breaks its rule, as lines that
name the place.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

OURS = Path(__file__).resolve().parent.parent
COLOUR = re.compile(
    r"#[0-9a-fA-F]{3,8}\b(?!\s*\{)|\b(?:oklch|oklab|rgba?|hsla?|hwb|lab|lch|color|color-mix)\(|"
    r"(?<![\w-])(?:white|black|red|green|blue|yellow|orange|purple|grey|gray|teal|navy|brown|pink|gold|silver|beige|ivory)(?![\w-])"
)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
URL = re.compile(r"url\([^)]*\)")
# Marking text as safe HTML is the business of these alone.
MAY_MARK_SAFE = ("kit/", "text/", "mail/", "search/snippet.py")
TEMPLATE_BANS = {
    "csrf_token": "een token in de pagina",
    "|safe": "|safe",
    "autoescape off": "autoescape off",
    "javascript:": "een javascript-adres",
}
CLICK_HERE = re.compile(r"klik hier", re.IGNORECASE)
EXCLAMATION = re.compile(r"[a-z]!(?![\w-])")
MARKUP = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|<[^>]*>", re.DOTALL)
DUTCH_EXCEPTIONS = ("kit/examples.html",)


def python_files(root: Path = OURS, *, with_tests: bool = False) -> list[Path]:
    files = sorted(path for path in root.rglob("*.py") if "migrations" not in path.parts)
    return (
        files
        if with_tests
        else [path for path in files if "tests" not in path.relative_to(root).parts]
    )


def template_files(root: Path = OURS) -> list[Path]:
    return sorted(
        path
        for path in root.glob("*/templates/**/*")
        if path.is_file() and path.suffix in {".html", ".txt", ".xml", ".json", ".svg"}
    )


def style_files(root: Path = OURS) -> list[Path]:
    return sorted(root.glob("*/static/**/*.css"))


def template_name(path: Path) -> str:
    parts = path.parts
    return "/".join(parts[len(parts) - parts[::-1].index("templates") :])


def colours_outside_tokens(path: Path) -> Iterator[str]:
    """A literal colour, or a name of the palette, in a stylesheet other than tokens.css."""
    source = COMMENT.sub(lambda found: "\n" * found.group().count("\n"), path.read_text())
    for number, line in enumerate(source.splitlines(), start=1):
        for declaration in re.findall(r"[\w-]+\s*:\s*[^;{}]+", URL.sub("", line)):
            for found in COLOUR.findall(declaration.split(":", 1)[1]):
                yield f"{path.name}:{number}: kleur {found}"


def palette_in_components(path: Path, palette: Iterable[str]) -> Iterator[str]:
    source = COMMENT.sub("", path.read_text())
    yield from (
        f"{path.name}: {name} is van het palet"
        for name in sorted(palette)
        if re.search(rf"var\(\s*{re.escape(name)}\b", source)
    )


def palette_names(tokens: str) -> set[str]:
    """The names declared between the comments "Palette" and "Meaning" of tokens.css."""
    palette = tokens.split("/* Palette */")[1].split("/* Meaning */", maxsplit=1)[0]
    return set(re.findall(r"(--[\w-]+)\s*:", palette))


def forbidden_calls(path: Path, root: Path = OURS) -> Iterator[str]:
    """`print`, breakpoints, and marking text as safe where that is nobody's business. A command
    writes to self.stdout.
    """
    where = str(path.relative_to(root))
    for node in ast.walk(ast.parse(path.read_text())):
        if not isinstance(node, ast.Call):
            continue
        name = (
            node.func.id
            if isinstance(node.func, ast.Name)
            else node.func.attr
            if isinstance(node.func, ast.Attribute)
            else ""
        )
        if name in {"print", "breakpoint"} and isinstance(node.func, ast.Name):
            yield f"{where}:{node.lineno}: {name}()"
        if name in {"mark_safe", "SafeString", "SafeText"} and not where.startswith(MAY_MARK_SAFE):
            yield f"{where}:{node.lineno}: {name}()"


def template_offences(path: Path) -> Iterator[str]:
    source, name = path.read_text(), template_name(path)
    yield from (f"{name}: {why}" for ban, why in TEMPLATE_BANS.items() if ban in source)
    words = MARKUP.sub(" ", source)
    if CLICK_HERE.search(words):
        yield f"{name}: klik hier"
    if (
        path.suffix in {".html", ".txt"}
        and name not in DUTCH_EXCEPTIONS
        and EXCLAMATION.search(words)
    ):
        yield f"{name}: een uitroepteken"


def unreachable_templates(
    templates: Iterable[Path], sources: Iterable[Path], known: Iterable[str]
) -> Iterator[str]:
    """A template that no code or template names, that is no page's own, and that overrides
    nothing of a library (`known`).
    """
    given = list(templates)
    named = {path: path.read_text() for path in [*sources, *given]}
    # f"kit/errors/{status}.html" names the whole folder.
    folders = tuple(
        {folder for text in named.values() for folder in re.findall(r"\bf[\"']([\w./-]+/)\{", text)}
    )
    for template in given:
        name = template_name(template)
        # A mail is named without its ending: "questions/mail/alert".
        stem = re.escape(name.rsplit(".", 1)[0])
        pattern = re.compile(rf"[\"'(]{stem}(?:\.{template.suffix[1:]})?[\"')]")
        if name in known or (folders and name.startswith(folders)):
            continue
        if not any(pattern.search(text) for path, text in named.items() if path != template):
            yield name
