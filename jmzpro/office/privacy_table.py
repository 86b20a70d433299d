"""The table of docs/privacy.md, made from what the parts registered."""

from pathlib import Path

from django.conf import settings

from jmzpro.trust.personal_data import data_categories

START, END = "<!-- holdings -->\n", "<!-- /holdings -->"


def document() -> Path:
    return Path(settings.BASE_DIR) / "docs/privacy.md"


def table() -> str:
    rows = [
        (
            f"| {holding.label} | {', '.join(f'`{label}`' for label in holding.models)} | "
            f"{holding.kept} |"
        )
        for holding in data_categories
    ]
    return (
        "\n".join(["| what | where (model) | how long, and why |", "|---|---|---|", *rows]) + "\n"
    )


def written() -> str:
    """What the document says now."""
    return document().read_text().split(START)[1].split(END)[0]


def write() -> None:
    before, rest = document().read_text().split(START)
    document().write_text(before + START + table() + END + rest.split(END)[1])
