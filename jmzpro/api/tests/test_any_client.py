"""Whatever a client makes of the description, the API answers as the description says."""

import json
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
import schemathesis
from django.core.serializers.json import DjangoJSONEncoder
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from jmzpro.api.description import make_api
from jmzpro.api.middleware import ROOT

pytestmark = pytest.mark.django_db


def description() -> Any:
    """As `openapi.json` says it, without asking: the tests are gathered before there is a
    database.
    """
    return json.loads(
        json.dumps(make_api().get_openapi_schema(path_prefix=ROOT), cls=DjangoJSONEncoder)
    )


def application(environ: Any, start_response: Any) -> Any:
    return get_wsgi_application()(environ, start_response)


schema = schemathesis.openapi.from_dict(description())
schema.app = application


@pytest.fixture(autouse=True)
def _as_often_as_it_likes(settings: Any, cast: SimpleNamespace) -> Iterator[None]:
    """The end of a request would end the test's transaction."""
    settings.API_PER_MINUTE = 1_000_000
    ends = (request_started, request_finished)
    for signal in ends:
        signal.disconnect(close_old_connections)
    yield
    for signal in ends:
        signal.connect(close_old_connections)


@schema.parametrize()
@hypothesis_settings(
    max_examples=20, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
def test_it_answers_as_described(case: Any) -> None:
    case.call_and_validate()


def test_this_is_the_description_that_everybody_gets() -> None:
    assert Client().get(f"{ROOT}openapi.json").json() == description()
