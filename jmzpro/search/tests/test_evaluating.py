"""`manage.py evaluate_search`: the figures are right, and a set with holes is measured or
refused with a reason.
"""

import io
import json
import math
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

DOCUMENTS = [
    {
        "id": "1",
        "title": "Verzuim op school",
        "text": "Leerlingen die thuis zorgen, zijn vaker te laat.",
    },
    {"id": "2", "title": "Vervoer", "text": "Een busje naar de groep."},
    {"id": 3, "text": "Boeken over dementie."},
]
QUERIES = [
    {"id": "a", "text": "schoolverzuim"},
    {"id": "b", "text": "busje"},
    {"id": "c", "text": "xqzvwkj"},
]
JUDGED = "query\t0\tdoc\trel\na\t0\t1\t1\nb 0 2 2\nb\t0\t3\t1\nc\t3\t1\nniets\nniemand 0 1 1\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "docs.jsonl").write_text(
        "\n".join(
            [json.dumps(row) for row in DOCUMENTS] + ["{stuk", '{"title": "zonder id"}', "[]", ""]
        )
    )
    (tmp_path / "queries.jsonl").write_text(
        "\ufeff" + "\r\n".join(json.dumps(row) for row in QUERIES)
    )
    (tmp_path / "qrels.tsv").write_text(JUDGED)
    return tmp_path


def run(folder: Path, **options: bool) -> list[str]:
    out = io.StringIO()
    call_command("evaluate_search", str(folder), stdout=out, **options)
    return out.getvalue().strip().splitlines()


def test_the_last_line_is_an_object_with_the_four_figures(folder: Path) -> None:
    figures = json.loads(run(folder, json=True)[-1])
    assert list(figures) == ["ndcg@10", "mrr@10", "recall@10", "ms"]
    # a: found first. b: its best first, the other not. c: nothing. `niemand` asks nothing.
    of_b = 2 / (2 + 1 / math.log2(3))
    assert figures["ndcg@10"] == pytest.approx((1 + of_b) / 3, abs=0.0001)
    assert figures["mrr@10"] == pytest.approx(2 / 3, abs=0.0001)
    assert figures["recall@10"] == pytest.approx(1.5 / 3, abs=0.0001)
    assert figures["ms"] > 0


def test_lines_that_cannot_be_used_are_counted(folder: Path) -> None:
    told = run(folder)
    assert "docs.jsonl: 3 lines skipped" in told
    assert "qrels.tsv: 2 lines skipped" in told
    assert any(line.startswith("3 documents") and "3 queries" in line for line in told)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("qrels.tsv", "", "no judgement above 0"),
        ("qrels.tsv", "a 0 1 0\n", "no judgement above 0"),
        ("qrels.tsv", "elders 0 1 1\n", "no judgement above 0"),
        ("docs.jsonl", "\n\n{}\n", "has no document"),
        ("queries.jsonl", "", "no judgement above 0"),
    ],
)
def test_a_set_that_cannot_be_measured_is_refused_with_the_reason(
    folder: Path, name: str, text: str, said: str
) -> None:
    (folder / name).write_text(text)
    with pytest.raises(CommandError, match=said):
        run(folder)


def test_a_file_that_is_not_there_is_named(folder: Path) -> None:
    (folder / "docs.jsonl").unlink()
    with pytest.raises(CommandError, match=r"docs\.jsonl cannot be read"):
        run(folder)
