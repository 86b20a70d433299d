from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from jmzpro.work.models import JobRun
from jmzpro.work.worker import Worker


@pytest.mark.django_db
def test_health_is_good_while_a_worker_beats(client: Client) -> None:
    Worker().make_rows()
    JobRun.objects.exclude(name="heartbeat").update(next_at=timezone.now() + timedelta(minutes=5))
    worker = Worker([job for job in Worker().registered if job.key == "heartbeat"])
    worker.run_due()
    answer = client.get("/gezond/")
    assert answer.status_code == 200
    assert answer.content.decode() == "database: goed\nworker: goed\nmail: goed\n"


@pytest.mark.django_db
def test_a_worker_nobody_saw_is_said(client: Client) -> None:
    answer = client.get("/gezond/")
    assert answer.status_code == 503
    assert "worker: nog niet gezien" in answer.content.decode()


@pytest.mark.django_db
def test_a_worker_that_fell_silent_is_said(client: Client) -> None:
    long_ago = timezone.now() - timedelta(minutes=10)
    JobRun.objects.create(name="heartbeat", next_at=long_ago, last_ok_at=long_ago)
    answer = client.get("/gezond/")
    assert answer.status_code == 503
    assert "worker: niet gezien sinds" in answer.content.decode()


@pytest.mark.django_db
def test_health_takes_no_form(client: Client) -> None:
    assert client.post("/gezond/").status_code == 405
