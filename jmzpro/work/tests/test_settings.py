import pytest

from jmzpro import settings


@pytest.mark.parametrize("given", ["", "  "])
def test_a_setting_that_is_empty_takes_its_default(
    monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    monkeypatch.setenv("JMZ_BIND", given)
    assert settings.env("JMZ_BIND", "127.0.0.1") == "127.0.0.1"


def test_a_setting_that_is_given_counts_without_the_space_around_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("JMZ_BIND", " 10.0.0.5 ")
    assert settings.env("JMZ_BIND", "127.0.0.1") == "10.0.0.5"
