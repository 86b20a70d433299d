import json
from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from jmzpro.trust import audit, idempotency
from jmzpro.trust.models import AuditLine, Submission
from jmzpro.trust.personal_data import DataCategory, data_categories, export_all, sweep_all
from jmzpro.work.jobs import jobs


@pytest.fixture
def broken() -> Iterator[None]:
    def fail() -> int:
        raise ZeroDivisionError

    data_categories.register(
        DataCategory(
            "toy", "Speelgoed", (), lambda user: [], lambda user: None, "nooit", sweep=fail, order=1
        )
    )
    yield
    data_categories.unregister("toy")


def test_what_trust_holds_is_exported_and_what_may_go_goes(cast: SimpleNamespace) -> None:
    audit.record("toegelaten", cast.brug, by=cast.anouk.user, reason="bekend")
    Submission.objects.create(
        user=cast.anouk.user, key=idempotency.new_key(), result_url="/vraag/1/"
    )
    exported = export_all(cast.anouk.user)
    assert exported["Wat je namens het bureau besloot"][0]["waarom"] == "bekend"
    assert exported["Welk formulier je al verstuurde"][0]["gemaakt"] == "/vraag/1/"
    json.dumps(exported)
    for _ in range(2):
        for key in ("decisions", "submissions"):
            data_categories[key].erase(cast.anouk.user)
    assert not Submission.objects.exists()
    assert AuditLine.objects.get().actor == cast.anouk.user


def test_one_sweep_calls_every_part(cast: SimpleNamespace) -> None:
    assert set(sweep_all()) == {holding.key for holding in data_categories}
    assert jobs["personal-data-sweep"].run() is False


def test_a_part_that_fails_does_not_stop_the_others(broken: None, cast: SimpleNamespace) -> None:
    Submission.objects.create(user=cast.anouk.user, key=idempotency.new_key())
    Submission.objects.update(at="2020-01-01T00:00:00Z")
    with pytest.raises(ZeroDivisionError):
        sweep_all()
    assert not Submission.objects.exists()
